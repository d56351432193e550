"""What one provision says itself, as lines of a cell; see :mod:`renkei.amendment.tables.model` (行)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from renkei.amendment.tables.making.alignment import beside
from renkei.instrument.model import Kind, Node

#: Between a number and its text.
GAP = "\u3000"


class LineKind(StrEnum):
    """Which line of a provision it is."""

    CAPTION = "caption"  # 見出し above it
    MAIN = "main"  # its number and text; a heading
    TEXT = "text"  # text below a heading


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its indents: of the first line, and of those it runs over to."""

    kind: LineKind
    text: str
    start: int
    left: int


#: Headings, and how far they stand in.
HEADINGS = {
    Kind.PART: 1,
    Kind.CHAPTER: 2,
    Kind.SECTION: 3,
    Kind.SUBSECTION: 4,
    Kind.DIVISION: 5,
    Kind.SUPPLEMENT: 2,
    Kind.ANNEX: 0,
    Kind.GROUP: 0,
    Kind.TABLE: 1,
    Kind.TOC: 0,
    Kind.TOC_ENTRY: 1,
}

ROWS = frozenset({Kind.HEADER, Kind.ROW})


def lines(node: Node, depth: int = 0) -> tuple[Line, ...]:
    """The lines of a node, without what is below it. ``depth``: of items and groups around it.

    >>> [line.text for line in lines(Node("", Kind.ITEM, label="(1)", text="相談窓口を置く。"))]
    ['(1)　相談窓口を置く。']
    """
    if node.kind in ROWS:
        return ()
    if node.kind in HEADINGS:
        return _heading(node, HEADINGS[node.kind] + depth)
    found: list[Line] = []
    start, left = _indents(node, depth)
    if node.caption:
        found.append(Line(LineKind.CAPTION, f"（{node.caption}）", start + 1, start + 1))
    text = own(node)
    label = node.label + (f"（{node.note}）" if node.note else "")
    main = label + (GAP if label and text else "") + text
    if main:
        found.append(Line(LineKind.MAIN, main, start, left))
    return tuple(found)


def own(node: Node) -> str:
    """The text that stands beside the number: its own, or that of the first paragraph of an article."""
    first = beside(node)
    return node.text if first is None else first.text


def label_of(node: Node) -> str:
    """What names a provision where its text is left out: its number; of a 附則 the note as well."""
    if node.kind is Kind.SUPPLEMENT and node.note:
        return f"{node.label}（{node.note}）"
    return node.label


def _heading(node: Node, start: int) -> tuple[Line, ...]:
    note = f"（{node.note}）" if node.note else ""
    if node.kind is Kind.TOC_ENTRY:
        text = node.label + (GAP if node.label and node.caption else "") + node.caption + note
        text += node.text
    else:
        head = node.label + note
        text = head + (GAP if head and node.caption else "") + node.caption
    found = [Line(LineKind.MAIN, text, start, start + 2)] if text else []
    if node.text and node.kind is not Kind.TOC_ENTRY:
        found.append(Line(LineKind.TEXT, node.text, 1, 0))
    return tuple(found)


def _indents(node: Node, depth: int) -> tuple[int, int]:
    if node.kind in (Kind.ITEM, Kind.SUBITEM):
        return depth + 1, depth + 2
    if node.kind in (
        Kind.COVER,
        Kind.TITLE,
        Kind.LAW_NUMBER,
        Kind.DATE,
        Kind.FIELD,
        Kind.SIGNATURE,
    ):
        return 1, 2
    if node.label:
        return depth, depth + 1
    return depth + 1, depth
