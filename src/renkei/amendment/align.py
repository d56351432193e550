"""Two readings of an agreement side by side: what stayed, was edited, moved, added, deleted (対照)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from renkei.amendment.compare import Change, words
from renkei.amendment.entries import squeezed
from renkei.amendment.matching import Match, Unit, match
from renkei.amendment.names import names_of, shared_party
from renkei.amendment.tokens import neutral
from renkei.instrument.model import Document, Kind, Node


class Fate(StrEnum):
    """What became of a unit from the left text to the right one."""

    SAME = "same"  # 同じ
    NAMES = "names"  # the same but for names, addresses, dates (固有の語のほか同じ)
    EDITED = "edited"  # 字句が異なる
    ADDED = "added"  # 右にのみある
    DELETED = "deleted"  # 左にのみある


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit on both sides, or on one. ``moved``: it stands elsewhere among its neighbours.

    ``parts`` are the pairs inside: paragraphs and items of an article, cells of a row.
    """

    kind: Kind
    fate: Fate
    left: Node | None
    right: Node | None
    moved: bool = False
    parts: tuple[Pair, ...] = ()

    @property
    def renumbered(self) -> bool:
        """Whether only the number differs (「第5条」 became 「第6条」)."""
        if self.left is None or self.right is None:
            return False
        return self.left.number != self.right.number

    def changes(
        self, left: Mapping[str, str] | None = None, right: Mapping[str, str] | None = None
    ) -> tuple[Change, ...]:
        """The word differences of this unit's own text (not of its parts), caption included."""
        return words(own(self.left), own(self.right), left, right)


#: Units that are compared as one, with their parts inside.
_WHOLE = frozenset({Kind.ARTICLE, Kind.ROW, Kind.HEADER, Kind.SIGNATURE})
#: Nodes that only hold others; they are no units themselves.
_HOLDERS = frozenset({Kind.DOCUMENT, Kind.MAIN, Kind.PREAMBLE, Kind.TABLE, Kind.TOC})


def own(node: Node | None) -> str:
    """What a node itself says, caption and text, without its number."""
    if node is None:
        return ""
    parts = (node.caption, node.note, node.text)
    return "\n".join(part for part in parts if part).replace("\u2028", "\n")


def align(left: Document, right: Document, centre: str = "") -> tuple[Pair, ...]:
    """The units of two texts in pairs: in the right text's order, what is only left at its place.

    ``centre`` names the party both share, where more than one is; see
    :func:`renkei.amendment.names.names_of`.
    """
    centre = centre or shared_party((left, right))
    sides = (_Side(left, centre), _Side(right, centre))
    return tuple(_paired(_units(left.root), _units(right.root), sides))


class _Side:
    """One text: its names, and the neutral wording of each unit, worked out once."""

    def __init__(self, document: Document, centre: str) -> None:
        self.names = names_of(document, centre)
        self.neutral: dict[str, str] = {}

    def said(self, node: Node) -> str:
        """All a unit says, in neutral words."""
        found = self.neutral.get(node.id)
        if found is None:
            parts = list(node.walk()) if node.kind in _WHOLE else [node]
            found = "\n".join(
                neutral(f"{part.caption}{part.note}{part.text}", self.names) for part in parts
            )
            self.neutral[node.id] = found
        return found

    def unit(self, node: Node, path: tuple[str, ...]) -> Unit:
        name = squeezed(node.caption)
        if node.kind in (Kind.ROW, Kind.HEADER):
            name = squeezed(node.children[0].text) if node.children else ""
        elif node.kind in (Kind.TITLE, Kind.CLOSING, Kind.SIGNATURE, Kind.DATE):
            name = node.kind + neutral(node.label, self.names)
        elif node.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM):
            name = ""
        elif not name:
            name = squeezed(node.label) if node.kind is not Kind.ARTICLE else ""
        return Unit(f"{node.kind}\t{self.said(node)}", name, path, str(node.number or node.label))


_Place = tuple[Node, tuple[str, ...]]


def _units(root: Node) -> list[_Place]:
    """The units of a text in reading order, each with the headings above it."""
    found: list[_Place] = []
    stack: list[_Place] = [(root, ())]
    while stack:
        node, path = stack.pop()
        if node.kind not in _HOLDERS:
            found.append((node, path))
        if node.kind in _WHOLE:
            continue
        if node.kind in (Kind.GROUP, Kind.ANNEX, Kind.SUPPLEMENT, Kind.CHAPTER, Kind.SECTION):
            path = (*path, squeezed(node.caption or node.label))
        stack.extend((child, path) for child in reversed(node.children))
    return found


def _paired(
    lefts: Sequence[_Place], rights: Sequence[_Place], sides: tuple[_Side, _Side]
) -> Iterator[Pair]:
    """Pairs of units of one kind each: articles with articles, rows with rows."""
    pairs: dict[int, Match] = {}
    for kind in dict.fromkeys(_class(node) for node, _ in [*lefts, *rights]):
        at_left = [at for at, (node, _) in enumerate(lefts) if _class(node) == kind]
        at_right = [at for at, (node, _) in enumerate(rights) if _class(node) == kind]
        for found in match(
            [sides[0].unit(*lefts[at]) for at in at_left],
            [sides[1].unit(*rights[at]) for at in at_right],
        ):
            pairs[at_right[found.right]] = Match(
                at_left[found.left], at_right[found.right], found.moved
            )
    taken = {found.left for found in pairs.values()}
    left_at = 0
    for at, (node, _) in enumerate(rights):
        found_pair = pairs.get(at)
        if found_pair is None:
            yield Pair(node.kind, Fate.ADDED, None, node)
            continue
        if not found_pair.moved:  # what stood before it on the left and is gone
            while left_at < found_pair.left:
                if left_at not in taken:
                    yield _deleted(lefts[left_at][0])
                left_at += 1
        yield _pair(lefts[found_pair.left][0], node, found_pair.moved, sides)
    for node, _ in (lefts[at] for at in range(left_at, len(lefts)) if at not in taken):
        yield _deleted(node)


def _deleted(node: Node) -> Pair:
    return Pair(node.kind, Fate.DELETED, node, None)


def _class(node: Node) -> Kind:
    """Items may have become paragraphs, and 号 their parts; an article stays an article."""
    return Kind.PARAGRAPH if node.kind in (Kind.ITEM, Kind.SUBITEM) else node.kind


def _pair(left: Node, right: Node, moved: bool, sides: tuple[_Side, _Side]) -> Pair:
    parts: tuple[Pair, ...] = ()
    if left.kind in (Kind.ROW, Kind.HEADER):
        parts = tuple(_cells(left, right, sides))
    elif left.kind in _WHOLE:
        parts = tuple(_paired(_below(left), _below(right), sides))
    if sides[0].said(left) != sides[1].said(right):
        fate = Fate.EDITED
    elif own(left) != own(right) or any(part.fate is not Fate.SAME for part in parts):
        fate = Fate.NAMES
    else:
        fate = Fate.SAME
    return Pair(right.kind, fate, left, right, moved, parts)


def _below(node: Node) -> list[_Place]:
    return [place for child in node.children for place in _units(child)]


def _cells(left: Node, right: Node, sides: tuple[_Side, _Side]) -> Iterator[Pair]:
    """Cells by their column's heading; those without one, by their place."""
    waiting = {_column(cell, at, sides[0]): cell for at, cell in enumerate(left.children)}
    for at, cell in enumerate(right.children):
        other = waiting.pop(_column(cell, at, sides[1]), None)
        if other is None:
            yield Pair(cell.kind, Fate.ADDED, None, cell)
        else:
            yield _pair(other, cell, False, sides)
    for cell in waiting.values():
        yield _deleted(cell)


def _column(cell: Node, at: int, side: _Side) -> str:
    return squeezed(neutral(cell.attr("header"), side.names)) or str(at)
