"""Whether the numbers of the new text are whole: none twice, none out of order, none missing (番号)."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.amendment.tables.applying.troubles import trouble
from renkei.amendment.trouble import Trouble
from renkei.instrument.model import Kind, Node

_COUNTED = frozenset({Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.CHAPTER, Kind.SECTION})


def numbering(before: Node, after: Node) -> tuple[Trouble, ...]:
    """Numbers that are wrong now and were not before. What a 附則 is an extract of may have gaps."""
    known = {said for said, *_ in _wrong(before)}
    return tuple(
        trouble("number-gap" if gap else "number-order", said, place, node_id)
        for said, place, node_id, gap in _wrong(after)
        if said not in known
    )


def _wrong(root: Node) -> Iterator[tuple[str, str, str, bool]]:
    """Places where the numbers of neighbours do not follow: what is said of it, and whether a gap."""
    stack: list[tuple[Node, str, bool]] = [(root, "", False)]
    last: tuple[tuple[int, ...], str] | None = None
    while stack:
        node, place, extract = stack.pop()
        extract = extract or node.kind is Kind.SUPPLEMENT
        if node.kind in (Kind.MAIN, Kind.SUPPLEMENT):
            last = None  # articles are numbered through all chapters
        if node.kind is Kind.ARTICLE and node.number is not None:
            yield from _pair(last, node, place, extract)
            last = node.number.upto or node.number.parts, node.label
        here = place + node.label
        previous: tuple[tuple[int, ...], str] = ((0,), "冒頭")
        for child in node.children:
            if (
                child.kind in _COUNTED
                and child.kind is not Kind.ARTICLE
                and child.number is not None
            ):
                yield from _pair(previous, child, here, extract)
                previous = child.number.upto or child.number.parts, child.label or "第1項"
        inside = here if node.kind in (Kind.ARTICLE, Kind.SUPPLEMENT, Kind.PARAGRAPH) else place
        stack.extend((child, inside, extract) for child in reversed(node.children))


def _pair(
    last: tuple[tuple[int, ...], str] | None, node: Node, place: str, extract: bool
) -> Iterator[tuple[str, str, str, bool]]:
    if node.number is None or last is None or not node.number.parts[0]:
        return  # a bullet (・) counts nothing
    parts, before = last
    said = f"{before}の次が{node.label or node.number}"
    where = f"{place}{node.label}"
    if node.number.parts <= parts:
        yield said, where, node.id, False
    elif not extract and node.number.parts[0] > parts[0] + 1:
        yield said, where, node.id, True
