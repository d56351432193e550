"""The text as it stands after each sentence, while an amendment is being made (作成中の状態).

Addresses and phrases of a sentence are those of the moment when it begins, so the maker carries out
what it has said, sentence by sentence, on its own tree. That tree is also its own check: what it
shows at the end must be the text wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from renkei.instrument.model import Kind, Node, Number, Shape


class Unsayable(Exception):
    """What was planned cannot be said exactly; ``node`` is where. A coarser way is then taken."""

    def __init__(self, node: Live) -> None:
        super().__init__(f"{node.kind} {node.label or node.text[:20]}")
        self.node = node


@dataclass(eq=False, slots=True)
class Live:
    """A node of the tree that changes. ``goal`` is what it is to become, ``base`` what it was."""

    kind: Kind
    label: str
    number: Number | None
    caption: str
    note: str
    text: str
    base: Node | None = None
    goal: Node | None = None
    parent: Live | None = None
    children: list[Live] = field(default_factory=list)
    header: str = ""  # of a cell: the heading of its column
    key_at: int = 0  # of a table: which cell names a row

    def walk(self) -> Iterator[Live]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def up(self, *kinds: Kind) -> Live | None:
        """The nearest node of these kinds at or above this one."""
        node: Live | None = self
        while node is not None and node.kind not in kinds:
            node = node.parent
        return node

    def like(self) -> list[Live]:
        """The siblings of its kind, itself included."""
        if self.parent is None:
            return [self]
        return [child for child in self.parent.children if child.kind is self.kind]

    def at(self) -> int:
        """Its place among all children of its parent."""
        assert self.parent is not None
        return next(i for i, child in enumerate(self.parent.children) if child is self)

    def become(self, node: Node) -> None:
        """Take over all of a node, what is below it included."""
        fresh = grow(node)
        self.label, self.number, self.caption = fresh.label, fresh.number, fresh.caption
        self.note, self.text, self.header = fresh.note, fresh.text, fresh.header
        self.children = fresh.children
        for child in self.children:
            child.parent = self


def grow(node: Node, base: bool = False) -> Live:
    """A tree that changes from one that does not; ``base``: it is the text before."""
    live = Live(node.kind, node.label, node.number, node.caption, node.note, node.text)
    live.base = node if base else None
    live.goal = None if base else node
    live.header = node.attr("header")
    if base and node.kind is Kind.TABLE:
        live.key_at = _key_column(node)
    for child in node.children:
        below = grow(child, base)
        below.parent = live
        live.children.append(below)
    return live


def _key_column(table: Node) -> int:
    """Which cell names a row, as the reader found it for the first row that tells."""
    for row in table.children:
        key = "".join(row.attr("key").split())
        texts = ["".join(cell.text.split()) for cell in row.children]
        if key and key in texts:
            return texts.index(key)
    return 0


def seen(live: Live) -> Shape:
    """What it says now, for comparing with :func:`renkei.instrument.model.shape`."""
    return (
        live.kind,
        live.label,
        str(live.number or ""),
        live.caption,
        live.note,
        live.text,
        tuple(seen(child) for child in live.children),
    )


def bare(node: Node) -> Node:
    """A node as it stands in a block: no id, no place in a source, no attributes."""
    return replace(
        node, id="", pieces=(), attrs=(), marks=(), children=tuple(map(bare, node.children))
    )
