"""The text before, as chunks and the strings between them: what a composed text is laid out like (組み).

A chunk is a piece that says something, or the layout of a table row. What stands between two chunks
holds a line end or does not. With one, its part before the first line end is the *tail* of the line,
its part behind the last one the *head* of the next (an indent, the bracket of a caption), and the rest
the *core*: the line ends themselves, with blank lines, rules and page numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from renkei.instrument.model import Document, Kind, Node, Role

ROWS = frozenset({Kind.ROW, Kind.HEADER})
#: What a line is: the kind of the node that begins it, and with what.
Sort = tuple[Kind, Role]


class Chunk(NamedTuple):
    """Characters of one node that say something: ``source[start:end]``."""

    start: int
    end: int
    role: Role
    owner: str


class Place(NamedTuple):
    """Where a node stands: its first and last chunk, and how many are its own or below it."""

    node: Node
    parent: Node | None
    depth: int
    first: int
    last: int
    size: int

    @property
    def solid(self) -> bool:
        """Whether nothing of another node stands between."""
        return 0 < self.size == self.last - self.first + 1


class Old:
    """The text before, taken apart once."""

    def __init__(self, document: Document) -> None:
        self.source = document.source
        self.places: dict[str, Place] = {}
        kinds = line_kinds(document.root)
        self.chunks = _chunks(document)
        self._layout = sorted(
            (piece.start, piece.end, node.id)
            for node in document.root.walk()
            for piece in node.pieces
            if piece.role is Role.LAYOUT
        )
        self._lines(kinds)
        self._measure(document.root)
        self.own: dict[str, list[int]] = {}
        for index, chunk in enumerate(self.chunks):
            self.own.setdefault(chunk.owner, []).append(index)

    def between(self, index: int) -> str:
        """What stands before chunk ``index`` (behind the last one, for the number of chunks)."""
        start = self.chunks[index - 1].end if index > 0 else 0
        end = self.chunks[index].start if index < len(self.chunks) else len(self.source)
        return self.source[start:end]

    def layout(self, index: int) -> list[tuple[int, int, str]]:
        """The pieces of what stands before chunk ``index``: range and owner."""
        start = self.chunks[index - 1].end if index > 0 else 0
        end = self.chunks[index].start
        found: list[tuple[int, int, str]] = []
        place = bisect_left(self._layout, (start, start, ""))
        if place and self._layout[place - 1][1] > start:
            place -= 1  # of a row, whose piece was parted
        while place < len(self._layout) and self._layout[place][0] < end:
            first, last, owner = self._layout[place]
            found.append((max(first, start), min(last, end), owner))
            place += 1
        return found

    def begins_line(self, index: int) -> bool:
        """Whether a chunk is the first of its line."""
        return index == 0 or "\n" in self.between(index)

    def head(self, index: int) -> str:
        """What stands before a chunk that begins its line; nothing before another."""
        before = self.between(index)
        return before[before.rfind("\n") + 1 :] if self.begins_line(index) else ""

    def tail(self, index: int) -> str:
        """What stands behind a chunk that ends its line; nothing behind another."""
        behind = self.between(index + 1)
        end = behind.find("\n")
        if end < 0:
            return behind if index + 1 == len(self.chunks) else ""
        return behind[:end]

    def core(self, before: str, after: str, above: Sort, below: Sort) -> str:
        """The line ends between two lines: those that stood there, or such as stand at such places."""
        exact = self._cores.get((before, after))
        if exact is not None:
            return exact
        for counter in (self._typical.get((above, below)), self._before.get(below)):
            if counter:
                return counter.most_common(1)[0][0]
        return "\n"

    def alike(self, kind: Kind) -> list[Place]:
        """The nodes of a kind that have chunks, in reading order."""
        return self._kinds.get(kind, [])

    def _lines(self, kinds: dict[str, Kind]) -> None:
        self._cores: dict[tuple[str, str], str] = {}
        self._typical: dict[tuple[Sort, Sort], Counter[str]] = {}
        self._before: dict[Sort, Counter[str]] = {}
        above: Sort | None = None
        for index, chunk in enumerate(self.chunks):
            if not self.begins_line(index):
                continue
            sort = sort_of(kinds[chunk.owner], chunk.role)
            if above is not None:
                before = self.chunks[index - 1].owner
                between = self.between(index)
                core = between[between.find("\n") : between.rfind("\n") + 1]
                if before != chunk.owner:
                    self._cores.setdefault((before, chunk.owner), core)
                    self._before.setdefault(sort, Counter())[core] += 1
                self._typical.setdefault((above, sort), Counter())[core] += 1
            above = sort

    def _measure(self, root: Node) -> None:
        """Places of all nodes, in one walk."""
        mine: dict[str, tuple[int, int, int]] = {}
        for index, chunk in enumerate(self.chunks):
            first, _, count = mine.get(chunk.owner, (index, index, 0))
            mine[chunk.owner] = (first, index, count + 1)
        self._kinds: dict[Kind, list[Place]] = {}
        order: list[tuple[Node, Node | None, int]] = []
        stack: list[tuple[Node, Node | None, int]] = [(root, None, 0)]
        while stack:
            entry = stack.pop()
            order.append(entry)
            node, _, depth = entry
            stack.extend((child, node, depth + 1) for child in reversed(node.children))
        spans: dict[str, tuple[int, int, int]] = {}
        nothing = (len(self.chunks), -1, 0)
        for node, _, _ in reversed(order):
            spread = [mine.get(node.id, nothing), *(spans[child.id] for child in node.children)]
            spans[node.id] = (
                min(s[0] for s in spread),
                max(s[1] for s in spread),
                sum(s[2] for s in spread),
            )
        for node, parent, depth in order:
            first, last, count = spans[node.id]
            place = Place(node, parent, depth, first, last, count)
            self.places[node.id] = place
            if count:
                self._kinds.setdefault(node.kind, []).append(place)


def line_kinds(root: Node) -> dict[str, Kind]:
    """The kind of the line that a node may begin, by id: a cell begins the line of its row."""
    kinds: dict[str, Kind] = {}
    for node in root.walk():
        kinds.setdefault(node.id, node.kind)
        if node.kind in ROWS:
            for cell in node.children:
                kinds[cell.id] = node.kind
    return kinds


def sort_of(kind: Kind, role: Role) -> Sort:
    """What a line is that begins with this role of a node of this kind."""
    return (kind, Role.TEXT if kind in ROWS else role)


def _chunks(document: Document) -> list[Chunk]:
    source = document.source
    found: list[Chunk] = []
    for node in document.root.walk():
        row = node.kind in ROWS
        for role, start, end in node.pieces:
            if role is not Role.LAYOUT:
                found.append(Chunk(start, end, role, node.id))
            elif row:
                text = source[start:end]
                if "\n" not in text:
                    found.append(Chunk(start, end, role, node.id))
                    continue
                first, last = start + text.find("\n"), start + text.rfind("\n") + 1
                if first > start:
                    found.append(Chunk(start, first, role, node.id))
                if last < end:
                    found.append(Chunk(last, end, role, node.id))
    found.sort()
    return found
