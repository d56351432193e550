"""Which provision of one version is which of the next: by what they say, not by number (対応関係).

Numbers move when an article is put in; what the article says does not. So articles are matched over
all chapters and rows over all groups of their 別表, equal wording first, then equal names (見出し,
first cells), then likeness; a number only decides between equals, and pairs what is left over at one
place. Paragraphs, items and cells are matched within the provisions that were paired.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from renkei.amendment.entries import squeezed
from renkei.amendment.matching import Unit, match
from renkei.instrument.model import Document, Kind, Node

#: Headings that hold articles.
HEADINGS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION})
#: What may change its place within the text, or within its annex, and is the same still.
_ROAMING = {Kind.MAIN: Kind.ARTICLE, Kind.SUPPLEMENT: Kind.ARTICLE, Kind.ANNEX: Kind.ROW}
#: What roaming nodes may stand under.
_HOLDERS = HEADINGS | {Kind.GROUP, Kind.TABLE}
#: There is one of each, or their order tells them apart.
_BY_PLACE = frozenset({Kind.HEADER, Kind.CELL, Kind.COVER, Kind.FIELD, Kind.TABLE, Kind.REMARKS})
#: What is never paired merely because it stands alone.
_TOLD_APART = frozenset({Kind.ARTICLE, Kind.ROW, Kind.ANNEX, Kind.GROUP})
#: A row called by a bare number: it can be renumbered 「一の項を二の項とする」.
BARE_NUMBER = re.compile(
    r"[（(]?[0-9０-９〇一二三四五六七八九十百]+(?:の[0-9０-９一二三四五六七八九十]+)*[)）]?$"
)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which node of one text became which of the other.

    ``pairs`` are in the reading order of the text after, all levels, with what was deleted standing
    where it stood; None on the side that has no such node.
    """

    pairs: tuple[tuple[Node | None, Node | None], ...]
    _after: dict[str, str] = field(default_factory=dict, repr=False)
    _before: dict[str, str] = field(default_factory=dict, repr=False)

    def after_id(self, before_id: str) -> str | None:
        """The id of what a node became; None when it was deleted."""
        return self._after.get(before_id)

    def before_id(self, after_id: str) -> str | None:
        """The id of what a node was; None when it was added."""
        return self._before.get(after_id)


def correspond(before: Document, after: Document) -> Correspondence:
    """Pair the nodes of two versions of one text."""
    return correspond_nodes(before.root, after.root)


def correspond_nodes(before: Node, after: Node) -> Correspondence:
    """The same for two trees. New nodes need no ids yet; no node may stand in a tree twice."""
    matcher = _Matcher(before, after)
    matcher.pair(before, after)
    pairs = tuple(_in_order(before, after, matcher.became, matcher.was))
    both = [(old.id, new.id) for old, new in pairs if old is not None and new is not None]
    return Correspondence(
        pairs, {old: new for old, new in both if old}, {new: old for old, new in both if new}
    )


class _Matcher:
    """The work: what each side says, and the pairs found so far (nodes by identity)."""

    def __init__(self, before: Node, after: Node) -> None:
        self.became: dict[int, Node] = {}
        self.was: dict[int, Node] = {}
        self.said: dict[int, str] = {}
        for root in (before, after):
            self._say(root)

    def _say(self, root: Node) -> None:
        """All a node and what is below it say, its own number aside."""
        for node in reversed(list(root.walk())):
            below = [f"{child.label}{self.said[id(child)]}" for child in node.children]
            self.said[id(node)] = "\n".join([f"{node.caption}{node.note}{node.text}", *below])

    def take(self, before: Node, after: Node) -> None:
        self.became[id(before)] = after
        self.was[id(after)] = before

    def pair(self, before: Node, after: Node) -> None:
        """Pair two nodes and what is below them."""
        self.take(before, after)
        if self.said[id(before)] == self.said[id(after)] and _alike_built(before, after):
            for left, right in zip(before.walk(), after.walk(), strict=True):
                self.take(left, right)
            return
        roaming = _ROAMING.get(before.kind)
        if roaming is not None:
            self._match(_below(before, roaming), _below(after, roaming))
        self._children(before, after, roaming)

    def _children(self, before: Node, after: Node, roaming: Kind | None) -> None:
        """Match what stands directly under two paired nodes, kind by kind."""
        lefts, rights = _by_kind(before, roaming), _by_kind(after, roaming)
        for kind in dict.fromkeys([*lefts, *rights]):
            self._match(lefts.get(kind, []), rights.get(kind, []), roaming)

    def _match(
        self, lefts: Sequence[_Place], rights: Sequence[_Place], roaming: Kind | None = None
    ) -> None:
        """Pair two runs of one kind, and go down into the pairs."""
        if not lefts or not rights:
            return
        pairs = self._pairs(lefts, rights)
        for at_left, at_right in sorted(pairs, key=lambda pair: pair[1]):
            left, right = lefts[at_left][0], rights[at_right][0]
            if roaming is not None and left.kind in _HOLDERS:
                self.take(left, right)
                self._children(left, right, roaming)
            else:
                self.pair(left, right)

    def _pairs(self, lefts: Sequence[_Place], rights: Sequence[_Place]) -> list[tuple[int, int]]:
        kind = lefts[0][0].kind
        if kind is Kind.SUPPLEMENT:
            return _by_note(lefts, rights)
        alone = len(lefts) == 1 and kind not in _TOLD_APART
        if len(lefts) == len(rights) and (alone or kind in _BY_PLACE):
            return [(at, at) for at in range(len(lefts))]
        found = match(
            [self._unit(*place) for place in lefts], [self._unit(*place) for place in rights]
        )
        pairs = [(pair.left, pair.right) for pair in found]
        return pairs + _left_over(lefts, rights, pairs)

    def _unit(self, node: Node, path: tuple[str, ...]) -> Unit:
        name, said = squeezed(node.caption), self.said[id(node)]
        number = str(node.number or node.label)
        if node.kind is Kind.ROW and node.children:
            key = squeezed(node.children[0].text)
            if BARE_NUMBER.match(key):  # a number says no more of a row than of an article
                number, said = key, said.partition("\n")[2].partition("\n")[2]
            else:
                name = key
        elif node.kind in (Kind.ANNEX, Kind.SIGNATURE) and not name:
            name = squeezed(node.label)
        return Unit(said, name, path, number)


_Place = tuple[Node, tuple[str, ...]]


def _by_kind(node: Node, roaming: Kind | None) -> dict[Kind, list[_Place]]:
    found: dict[Kind, list[_Place]] = defaultdict(list)
    for child in node.children:
        if child.kind is not roaming:
            found[child.kind].append((child, ()))
    return found


def _below(node: Node, kind: Kind) -> list[_Place]:
    """The nodes of a kind under headings, groups and tables, each with the names it stands under."""
    found: list[_Place] = []
    stack: list[_Place] = [(child, ()) for child in reversed(node.children)]
    while stack:
        child, path = stack.pop()
        if child.kind is kind:
            found.append((child, path))
        elif child.kind in _HOLDERS:
            name = squeezed(child.caption or child.label)
            stack.extend((each, (*path, name)) for each in reversed(child.children))
    return found


def _by_note(lefts: Sequence[_Place], rights: Sequence[_Place]) -> list[tuple[int, int]]:
    """附則 are those of one amending law each; the first has none to name."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for at, (node, _) in enumerate(lefts):
        waiting[squeezed(node.note)].append(at)
    found: list[tuple[int, int]] = []
    for at, (node, _) in enumerate(rights):
        if places := waiting.get(squeezed(node.note)):
            found.append((places.pop(0), at))
    return found


def _left_over(
    lefts: Sequence[_Place], rights: Sequence[_Place], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What was replaced altogether at one number, between the same neighbours (全改)."""
    taken_left = {left for left, _ in pairs}
    taken_right = {right for _, right in pairs}
    was = {right: left for left, right in pairs}
    waiting: dict[tuple[str, int], int] = {}
    last = -1
    for at, (node, _) in enumerate(lefts):
        if at in taken_left:
            last = at
        elif node.number is not None:
            waiting.setdefault((str(node.number), last), at)
    found: list[tuple[int, int]] = []
    last = -1
    for at, (node, _) in enumerate(rights):
        if at in taken_right:
            last = was[at]
        elif (left := waiting.pop((str(node.number), last), None)) is not None:
            found.append((left, at))
    return found


def _alike_built(before: Node, after: Node) -> bool:
    """Whether two trees are of the same kinds throughout."""
    lefts, rights = list(before.walk()), list(after.walk())
    return len(lefts) == len(rights) and all(
        left.kind == right.kind and len(left.children) == len(right.children)
        for left, right in zip(lefts, rights, strict=True)
    )


def _in_order(
    before: Node, after: Node, became: dict[int, Node], was: dict[int, Node]
) -> Iterator[tuple[Node | None, Node | None]]:
    """The reading order of the text after, what was deleted behind what it stood behind."""
    behind: dict[int, list[Node]] = {}
    last = 0
    for gone, group in groupby(before.walk(), key=lambda node: id(node) not in became):
        nodes = list(group)
        if gone:
            behind[last] = nodes
        else:
            last = id(nodes[-1])
    yield from ((node, None) for node in behind.get(0, []))
    for node in after.walk():
        old = was.get(id(node))
        yield old, node
        if old is not None:
            yield from ((gone_node, None) for gone_node in behind.get(id(old), []))
