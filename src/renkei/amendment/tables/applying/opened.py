"""A provision of the new text while it is being written (書きかけの規定)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from renkei.instrument.model import Kind, Node, Number


@dataclass(slots=True)
class Open:
    """A provision of the new text that is being written."""

    kind: Kind
    base: Node | None = None
    above: Open | None = None
    label: str = ""
    number: Number | None = None
    caption: str = ""
    note: str = ""
    text: str = ""
    parts: list[Open] = field(default_factory=list)
    series: frozenset[str] = frozenset()

    def part(self, made: Open) -> Open:
        """Put a provision behind what stands here already."""
        made.above = self
        self.parts.append(made)
        return made

    def up(self) -> Iterable[Open]:
        """This provision and those around it, from the inside out."""
        at: Open | None = self
        while at is not None:
            yield at
            at = at.above

    def within(self, *kinds: Kind) -> Open | None:
        """The nearest of these kinds, itself included."""
        return next((one for one in self.up() if one.kind in kinds), None)


def before(made: Open) -> Number | None:
    """The number of the last like provision before this one."""
    if made.above is None:
        return None
    found: Number | None = None
    for part in made.above.parts:
        if part is made:
            return found
        if part.kind is made.kind and part.number is not None:
            found = part.number
    return found


def kept(node: Node, above: Open) -> Open:
    """A provision as it was, with all below it."""
    made = Open(node.kind, node, above, node.label, node.number, node.caption, node.note, node.text)
    made.parts = [kept(child, made) for child in node.children]
    return made


def finished(made: Open) -> Node:
    """The finished tree. What did not change keeps its pieces, marks and attributes."""
    children = tuple(finished(part) for part in made.parts)
    base = made.base
    fields = (made.label, made.number, made.caption, made.note, made.text)
    if base is None:
        return Node("", made.kind, (), *fields, children)
    if fields == (base.label, base.number, base.caption, base.note, base.text):
        return replace(base, children=children)
    return Node(base.id, made.kind, (), *fields, children, base.attrs)
