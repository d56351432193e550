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
CONTENT = re.compile(r"内容|概要")
ROLE = re.compile(r"役割")
#: A cell that says on purpose that there is nothing.
_NOTHING = re.compile(r"[－―ー‐–—-]*|同上|〃|なし|該当なし")
#: This share of a column must show a habit before a cell that breaks it is called a slip.
HABIT = 0.75


class Table(NamedTuple):
    """A table of initiatives: headings, and rows whose cells stand under all of them."""

    node: Node
    headings: tuple[str, ...]
    rows: tuple[Node, ...]


def tables(index: Index) -> tuple[Table, ...]:
    """The tables of initiatives: those with a column of roles, or of 取組 and 内容."""
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
            headings = tuple(key(cell.text) for cell in header.children)
        elif rows and rows[0].children and rows[0].children[0].attr("header"):
            headings = tuple(key(cell.attr("header")) for cell in rows[0].children)
        else:
            headings = above
        above = headings
        told = any(ROLE.search(h) for h in headings)
        if told or (any(map(_INITIATIVE.search, headings)) and any(map(CONTENT.search, headings))):
            yield Table(node, headings, tuple(r for r in rows if len(r.children) == len(headings)))


def key(text: str) -> str:
    """Text for comparison only: width folded, spaces taken out."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def column(headings: tuple[str, ...], pattern: re.Pattern[str]) -> list[int]:
    """The places of the headings that a pattern fits."""
    return [place for place, heading in enumerate(headings) if pattern.search(heading)]


def groups(index: Index) -> tuple[tuple[Table, ...], ...]:
    """The tables of the same headings: one form that runs through the annexes."""
    found: dict[tuple[str, ...], list[Table]] = {}
    for table in tables(index):
        found.setdefault(table.headings, []).append(table)
    return tuple(map(tuple, found.values()))


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
    """Cells that are no sentence in columns of sentences; a column runs through all tables.

    Of two or three cells one may be the slip where another is a sentence and so are, taken together,
    three quarters of the contents and roles.
    """
    columns: dict[str, tuple[list[Node], list[Node]]] = {}
    for table in tables(index):
        for column in range(1, len(table.headings)):
            ended, other = _habit(table, column)
            total = columns.setdefault(table.headings[column], ([], []))
            total[0].extend(ended)
            total[1].extend(other)
    told = [cells for name, cells in columns.items() if CONTENT.search(name) or ROLE.search(name)]
    sentences, rest = (sum(len(cells[part]) for cells in told) for part in (0, 1))
    spoken = sentences >= (sentences + rest) * HABIT
    for heading, (ended, other) in columns.items():
        if (len(ended) >= 3 and len(ended) >= (len(ended) + len(other)) * HABIT) or (
            spoken and len(other) == 1 and 1 <= len(ended) <= 2
        ):
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
        if not CONTENT.search(heading) or ROLE.search(heading):
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
        if CONTENT.search(heading) and not ROLE.search(heading):
            continue
        tail, span = _tail(index, cell)
        ja, en = index.where(index.parents[cell.id])
        yield index.hit(
            cell,
            span,
            f"{ja}の「{heading}」が「{tail}」で切れています。",
            f"“{heading}” of {en} breaks off at “{tail}”.",
        )


def _namecolumn(headings: tuple[str, ...]) -> int:
    """Where the name of the initiative stands: 取組, 項, else the first column."""
    for place, heading in enumerate(headings):
        if (_INITIATIVE.search(heading) or heading == "項") and not (
            CONTENT.search(heading) or ROLE.search(heading)
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
    for table in tables(index):
        column = _namecolumn(table.headings)
        if column == 0 and ROLE.search(table.headings[0]):
            continue
        holder = index.parents[table.node.id]
        for row in table.rows:
            cell = row.children[column]
            name = key(cell.text)
            if not name or _NOTHING.fullmatch(name):
                continue
            # 「その他」 under each of several headings is told apart by them.
            if name in seen and not (name == "その他" and seen[name][1] != holder.id):
                before, place = seen[name]
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
                seen[name] = cell, holder.id


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
    """An empty cell in a column that is otherwise filled, seen over all tables of these headings.

    Of two or three rows one may lack its content or role. Empty cells at the head of a row are those
    of a merged heading (部, 款) and stay silent, and so do cells merged with the one above.
    """
    for group in groups(index):
        rows = [row for table in group for row in table.rows]
        for column, heading in enumerate(group[0].headings):
            empty = [row for row in rows if not row.children[column].text.strip()]
            few = 1 < len(rows) <= 3 and len(empty) == 1
            said = bool(CONTENT.search(heading) or ROLE.search(heading)) or len(rows) == 3
            if column == 0 or not ((few and said) or len(empty) <= len(rows) * (1 - HABIT)):
                continue
            for row in empty:
                cell = row.children[column]
                if cell.attr("merged") or cell.attr("rowspan"):
                    continue
                if not any(c.text.strip() for c in row.children[:column]):
                    continue
                at = cell.pieces[0].start if cell.pieces else _gap(row, column)
                ja, en = index.where(row)
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
