"""R6: tables of initiatives in an annex (別表の取組の表)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import CONFIRM, SIGNED
from renkei.instrument.model import Kind, Node, Severity

_INITIATIVE = re.compile(r"取組|事業|施策")
_CONTENT = re.compile(r"内容|概要")
_ROLE = re.compile(r"役割")
#: A cell that says on purpose that there is nothing.
_NOTHING = re.compile(r"[－―ー‐–—-]*|同上|〃|なし|該当なし")
_PREDICATE = re.compile(
    r"(?:を|に)(?:行う|実施する|推進する|図る|促進する|検討する|取り組む|進める|する)。?\Z"
)
#: This share of a column must show a habit before a cell that breaks it is called a slip.
_HABIT = 0.75


class Table(NamedTuple):
    """A table of initiatives: headings, and rows whose cells stand under all of them."""

    node: Node
    headings: tuple[str, ...]
    rows: tuple[Node, ...]


def _tables(index: Index) -> tuple[Table, ...]:
    if "tables" not in index.kept:
        index.kept["tables"] = tuple(_read(index))
    kept: tuple[Table, ...] = index.kept["tables"]
    return kept


def _read(index: Index) -> Iterator[Table]:
    if index.enacted:
        return
    above: tuple[str, ...] = ()
    for node in index.tables:
        rows = [r for r in node.children if r.kind is Kind.ROW]
        header = next((r for r in node.children if r.kind is Kind.HEADER), None)
        if header is not None:
            headings = tuple(_key(cell.text) for cell in header.children)
        elif rows and rows[0].children and rows[0].children[0].attr("header"):
            headings = tuple(_key(cell.attr("header")) for cell in rows[0].children)
        else:
            headings = above
        above = headings
        told = any(_ROLE.search(h) for h in headings)
        if told or (any(map(_INITIATIVE.search, headings)) and any(map(_CONTENT.search, headings))):
            yield Table(node, headings, tuple(r for r in rows if len(r.children) == len(headings)))


def _key(text: str) -> str:
    """Text for comparison only: width folded, spaces taken out."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _column(headings: tuple[str, ...], pattern: re.Pattern[str]) -> list[int]:
    return [place for place, heading in enumerate(headings) if pattern.search(heading)]


def _subject(content: str) -> str:
    """What a 内容 is about: the sentence without 「を行う。」."""
    return _PREDICATE.sub("", _key(content)).rstrip("。")


def _common(a: str, b: str) -> int:
    length = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        length += 1
    return length


@rule(
    "R601",
    Severity.WARNING,
    title=Words("役割が取組の内容と対応しません", "A role that does not match its content"),
    why=Words(
        "この別表では、役割の文は内容の文言で始まります。違う文言で始まる役割は、別の取組のものが"
        "紛れたか、内容だけが直された跡のことがあります。",
        "In this annex each role begins with the words of its content. One that begins otherwise "
        "may have come from another row, or was left when the content was changed.",
    ),
    remedy=SIGNED,
)
def roles_beside_content(index: Index) -> Iterator[Hit]:
    """A role that does not begin with the 内容 of its row, its predicate (を行う) left out.

    Compared after folding width. Asked only of annexes that are written so: three quarters of the
    role cells, and at least four. Where all roles of a row agree with each other, it is the 内容
    that is pointed out.
    """
    rows: list[tuple[Node, Node, list[Node]]] = []
    follow = total = 0
    for table in _tables(index):
        contents = _column(table.headings, _CONTENT)
        roles = [c for c in _column(table.headings, _ROLE) if c not in contents]
        if not contents or not roles:
            continue
        for row in table.rows:
            content = row.children[contents[0]]
            cells = [row.children[c] for c in roles if row.children[c].text.strip()]
            if not content.text.strip() or not cells:
                continue
            subject = _subject(content.text)
            total += len(cells)
            follow += sum(_key(cell.text).startswith(subject) for cell in cells)
            rows.append((row, content, cells))
    if total < 4 or follow < total * _HABIT:
        return
    for row, content, cells in rows:
        subject = _subject(content.text)
        others = [cell for cell in cells if not _key(cell.text).startswith(subject)]
        if not others:
            continue
        name = row.attr("key") or row.children[0].text
        where, place = index.where(row)
        shared = {_key(cell.text).split("について", 1)[0] for cell in cells}
        if len(others) == len(cells) > 1 and len(shared) == 1:
            yield index.hit(
                content,
                _differing(index, content, shared.pop()),
                f"{where}の内容が、どの役割の文言とも違います。",
                f"The content of {place} differs from the words of all its roles.",
            )
            continue
        for cell in others:
            yield index.hit(
                cell,
                _differing(index, cell, subject),
                f"取組「{name}」の「{cell.attr('header') or '役割'}」が、内容「{_short(subject)}」で"
                "始まっていません。",
                f"“{cell.attr('header') or '役割'}” of “{name}” does not begin with its content, "
                f"“{_short(subject)}”.",
            )


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


def _differing(index: Index, cell: Node, subject: str) -> tuple[int, int]:
    """From the first character that differs to where the cell joins the subject again, or ends."""
    text = cell.text
    folded = [_key(c) for c in text]
    agree = _common("".join(folded), subject)
    start = length = 0
    while start < len(text) and length + len(folded[start]) <= agree:
        length += len(folded[start])
        start += 1
    end = text.find("について", start)
    if end <= start:
        end = len(text)
    rest, tail = subject[agree:], 0
    while tail < min(end - start, len(rest)) and _key(text[end - tail - 1]) == rest[-tail - 1]:
        tail += 1
    if end - tail > start:
        end -= tail
    if start >= len(text):
        start = max(0, len(text) - 1)
    return index.place(cell, start, max(end, start + 1))


def _habit(table: Table, column: int) -> tuple[list[Node], list[Node]]:
    """Cells of a column that end as sentences, and those that do not."""
    ended: list[Node] = []
    other: list[Node] = []
    for row in table.rows:
        cell = row.children[column]
        text = cell.text.strip()
        if text and not _NOTHING.fullmatch(text):
            (ended if text.endswith(("。", "。）", "。」")) else other).append(cell)
    return ended, other


def _open_cells(index: Index) -> Iterator[tuple[Node, str]]:
    """Cells that are no sentence in columns of sentences; a column runs through all tables."""
    columns: dict[str, tuple[list[Node], list[Node]]] = {}
    for table in _tables(index):
        for column in range(1, len(table.headings)):
            ended, other = _habit(table, column)
            total = columns.setdefault(table.headings[column], ([], []))
            total[0].extend(ended)
            total[1].extend(other)
    for heading, (ended, other) in columns.items():
        if len(ended) >= 3 and len(ended) >= (len(ended) + len(other)) * _HABIT:
            for cell in other:
                yield cell, heading


def _tail(index: Index, cell: Node) -> tuple[str, tuple[int, int]]:
    text = cell.text.rstrip()
    tail = text[-8:]
    return tail, index.place(cell, len(text) - len(tail), len(text))


@rule(
    "R602",
    Severity.WARNING,
    title=Words("内容に述語がありません", "A content without its predicate"),
    why=Words(
        "「…の推進等」で終わる内容は、「を行う。」が欠けたか、ページの境で切れたままになっています。",
        "A content that ends in “…の推進等” has lost its を行う, or is still torn by a page break.",
    ),
    remedy=SIGNED,
)
def open_contents(index: Index) -> Iterator[Hit]:
    """A 内容 that does not end as a sentence where three quarters of that column do."""
    for cell, heading in _open_cells(index):
        if not _CONTENT.search(heading) or _ROLE.search(heading):
            continue
        tail, span = _tail(index, cell)
        ja, en = index.where(index.parents[cell.id])
        yield index.hit(
            cell,
            span,
            f"{ja}の内容が「{tail}」で終わり、述語がありません。",
            f"The content of {en} ends in “{tail}”, without a predicate.",
        )


@rule(
    "R603",
    Severity.WARNING,
    title=Words("役割の文が終わっていません", "A role that breaks off"),
    why=Words(
        "文の途中で終わる役割では、その当事者が何をするのか決まりません。",
        "A role that breaks off does not say what its party is to do.",
    ),
    remedy=SIGNED,
)
def open_roles(index: Index) -> Iterator[Hit]:
    """A cell of a 役割 (or another column of sentences) that does not end as a sentence."""
    for cell, heading in _open_cells(index):
        if _CONTENT.search(heading) and not _ROLE.search(heading):
            continue
        tail, span = _tail(index, cell)
        ja, en = index.where(index.parents[cell.id])
        yield index.hit(
            cell,
            span,
            f"{ja}の「{heading}」が「{tail}」で切れています。",
            f"“{heading}” of {en} breaks off at “{tail}”.",
        )


def _name_column(headings: tuple[str, ...]) -> int:
    """Where the name of the initiative stands: 取組, 項, else the first column."""
    for place, heading in enumerate(headings):
        if (_INITIATIVE.search(heading) or heading == "項") and not (
            _CONTENT.search(heading) or _ROLE.search(heading)
        ):
            return place
    return 0


@rule(
    "R604",
    Severity.WARNING,
    title=Words("同じ名前の取組があります", "Two initiatives of one name"),
    why=Words(
        "取組の名前は、変更や予算、実績がその行を指す手掛かりです。同じ名前が二つあると、どちらの"
        "ことか決まりません。",
        "Changes, budgets and results point to a row by its name; two of one name are confused.",
    ),
    remedy=CONFIRM,
)
def same_names(index: Index) -> Iterator[Hit]:
    """Two rows of the annexes with the same initiative; width and spaces are not told apart.

    A warning under one heading, a note under different ones.
    """
    seen: dict[str, tuple[Node, str]] = {}
    for table in _tables(index):
        column = _name_column(table.headings)
        if column == 0 and _ROLE.search(table.headings[0]):
            continue
        holder = index.parents[table.node.id]
        for row in table.rows:
            cell = row.children[column]
            key = _key(cell.text)
            if not key or _NOTHING.fullmatch(key):
                continue
            # 「その他」 under each of several headings is told apart by them.
            if key in seen and not (key == "その他" and seen[key][1] != holder.id):
                before, place = seen[key]
                same = place == holder.id
                yield index.hit(
                    cell,
                    index.span(cell),
                    f"取組「{cell.text}」は、前にもあります"
                    f"（{index.where(index.parents[before.id])[0]}）。",
                    f"There is another “{cell.text}” before "
                    f"({index.where(index.parents[before.id])[1]}).",
                    None if same else Severity.NOTE,
                )
            else:
                seen[key] = cell, holder.id


@rule(
    "R605",
    Severity.WARNING,
    title=Words("空の欄があります", "An empty cell"),
    why=Words(
        "内容や役割が空では、その取組で誰が何をするのか決まりません。",
        "With an empty content or role it is not settled who does what.",
    ),
    remedy=SIGNED,
)
def empty_cells(index: Index) -> Iterator[Hit]:
    """An empty cell in a column that is otherwise filled.

    Empty cells at the head of a row are those of a merged heading (部, 款) and stay silent, and so
    do cells merged with the one above.
    """
    for table in _tables(index):
        if len(table.rows) < 3:
            continue
        for column in range(1, len(table.headings)):
            cells = [row.children[column] for row in table.rows]
            empty = [cell for cell in cells if not cell.text.strip()]
            if not empty or len(empty) > len(cells) * (1 - _HABIT):
                continue
            for row in table.rows:
                cell = row.children[column]
                if cell.text.strip() or cell.attr("merged") or cell.attr("rowspan"):
                    continue
                if not any(c.text.strip() for c in row.children[:column]):
                    continue
                at = cell.pieces[0].start if cell.pieces else _gap(row, column)
                ja, en = index.where(row)
                heading = table.headings[column]
                yield index.hit(
                    cell,
                    (at, at),
                    f"{ja}の「{heading}」が空です。",
                    f"“{heading}” of {en} is empty.",
                )


def _gap(row: Node, column: int) -> int:
    """Where an empty cell stands: behind the last filled one before it."""
    filled = [c for c in row.children[:column] if c.pieces]
    return filled[-1].pieces[-1].end if filled else row.start


@rule(
    "R606",
    Severity.WARNING,
    title=Words("見出しより欄の多い行", "A row with more cells than headings"),
    why=Words(
        "見出しのない欄は、内容なのか役割なのか決まりません。表の読取りが崩れたときにも起こります。",
        "A cell without heading is neither content nor role; it also happens where a table was "
        "not read well.",
    ),
    remedy=SIGNED,
)
def too_many_cells(index: Index) -> Iterator[Hit]:
    """A row that has more cells than its table has headings."""
    for table in _tables(index):
        width = len(table.headings)
        if width < 2:
            continue
        for row in table.node.children:
            if row.kind is not Kind.ROW or len(row.children) <= width:
                continue
            extra = [c for c in row.children[width:] if c.text.strip()]
            if not extra:
                continue
            ja, en = index.where(row)
            yield index.hit(
                row,
                (index.span(extra[0])[0], index.span(extra[-1])[1]),
                f"{ja}には欄が{len(row.children)}ありますが、見出しは{width}です。",
                f"{en} has {len(row.children)} cells under {width} headings.",
            )
