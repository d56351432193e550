"""R601: roles beside the 内容 of their row (役割と内容の対応)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.annexes import CONTENT, HABIT, ROLE, column, key, tables
from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import SIGNED
from renkei.instrument.model import Node, Severity

_PREDICATE = re.compile(
    r"(?:を|に)(?:行う|実施する|推進する|図る|促進する|検討する|取り組む|進める|する)。?\Z"
)


def _subject(content: str) -> str:
    """What a 内容 is about: the sentence without 「を行う。」."""
    return _PREDICATE.sub("", key(content)).rstrip("。")


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
    for table in tables(index):
        contents = column(table.headings, CONTENT)
        roles = [c for c in column(table.headings, ROLE) if c not in contents]
        if not contents or not roles:
            continue
        for row in table.rows:
            content = row.children[contents[0]]
            cells = [row.children[c] for c in roles if row.children[c].text.strip()]
            if not content.text.strip() or not cells:
                continue
            subject = _subject(content.text)
            total += len(cells)
            follow += sum(key(cell.text).startswith(subject) for cell in cells)
            rows.append((row, content, cells))
    if total < 4 or follow < total * HABIT:
        return
    for row, content, cells in rows:
        subject = _subject(content.text)
        others = [cell for cell in cells if not key(cell.text).startswith(subject)]
        if not others:
            continue
        name = row.attr("key") or row.children[0].text
        where, place = index.where(row)
        shared = {key(cell.text).split("について", 1)[0] for cell in cells}
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
    folded = [key(c) for c in text]
    agree = _common("".join(folded), subject)
    start = length = 0
    while start < len(text) and length + len(folded[start]) <= agree:
        length += len(folded[start])
        start += 1
    end = text.find("について", start)
    if end <= start:
        end = len(text)
    rest, tail = subject[agree:], 0
    while tail < min(end - start, len(rest)) and key(text[end - tail - 1]) == rest[-tail - 1]:
        tail += 1
    if end - tail > start:
        end -= tail
    if start >= len(text):
        start = max(0, len(text) - 1)
    return index.place(cell, start, max(end, start + 1))
