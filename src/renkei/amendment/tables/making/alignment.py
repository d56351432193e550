"""Two trees laid beside each other in one order: what a table of two columns can show (並べ方).

Provisions are paired by :func:`renkei.amendment.deriving.correspond`. A table has one order, so a pair
that crosses others, or stands under another heading than before, is taken apart: deleted at the one
place and new at the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from renkei.amendment.deriving import correspond
from renkei.amendment.matching import longest_rising
from renkei.instrument.model import Document, Kind, Node, shape


@dataclass(slots=True)
class Twin:
    """A node on both sides, or on one. ``same``: it and all below it say the same, number included."""

    before: Node | None
    after: Node | None
    parts: list[Twin] = field(default_factory=list)
    same: bool = False

    @property
    def node(self) -> Node:
        """The new node, or the deleted one."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def both(self) -> bool:
        """Whether the provision stands on both sides."""
        return self.before is not None and self.after is not None


#: Kinds that are only there to hold others; the only one of its kind is always the same one.
HOLDERS = frozenset({Kind.MAIN, Kind.PREAMBLE, Kind.TABLE, Kind.TOC, Kind.DOCUMENT})


def twins(before: Document, after: Document) -> Twin:
    """The two trees as one."""
    found = correspond(before, after)
    by_id = {node.id: node for node in before.root.walk()}
    was: dict[str, Node] = {}
    for node in after.root.walk():
        old = found.before_id(node.id)
        if old is not None and old in by_id:
            was[node.id] = by_id[old]
    return _pair(before.root, after.root, was)


def _pair(before: Node, after: Node, was: dict[str, Node]) -> Twin:
    if shape(before) == shape(after):
        return Twin(before, after, [_same(b, a) for b, a in _zipped(before, after)], same=True)
    places = {id(child): at for at, child in enumerate(before.children)}
    partner: list[int | None] = []
    for child in after.children:
        old = was.get(child.id)
        alike = old is not None and old.kind is child.kind and _set_alike(old, child)
        place = places.get(id(old)) if alike else None
        partner.append(place)
    _lead(before, after, partner)
    _holders(before, after, partner)
    kept = _rising(partner)
    parts: list[Twin] = []
    at = 0
    for index, child in enumerate(after.children):
        place = partner[index] if index in kept else None
        if place is None:
            parts.append(Twin(None, child))
            continue
        parts += [Twin(gone, None) for gone in before.children[at:place]]
        at = place + 1
        parts.append(_pair(before.children[place], child, was))
    parts += [Twin(gone, None) for gone in before.children[at:]]
    return Twin(before, after, _deletions_first(parts))


def _zipped(before: Node, after: Node) -> list[tuple[Node, Node]]:
    return list(zip(before.children, after.children, strict=True))


def _same(before: Node, after: Node) -> Twin:
    return Twin(before, after, [_same(b, a) for b, a in _zipped(before, after)], same=True)


def beside(node: Node) -> Node | None:
    """What stands beside the number of a node: the first paragraph of an article, an address."""
    if not node.children or node.text or not node.label:
        return None
    first = node.children[0]
    plain = not (first.label or first.caption or first.note)
    if node.kind is Kind.ARTICLE and first.kind is Kind.PARAGRAPH and plain:
        return first
    if node.kind is Kind.SIGNATURE and first.kind is Kind.FIELD and plain:
        return first
    return None


def _set_alike(before: Node, after: Node) -> bool:
    """Whether both have their first text beside their number, or neither."""
    return (beside(before) is None) == (beside(after) is None)


def _lead(before: Node, after: Node, partner: list[int | None]) -> None:
    """What stands beside the number of an article stays beside it."""
    if beside(before) is not None and beside(after) is not None:
        for index, place in enumerate(partner):
            if place == 0:
                partner[index] = None
        partner[0] = 0


def _holders(before: Node, after: Node, partner: list[int | None]) -> None:
    """Pair the only 本則, the only 表 of a heading, where nobody else did."""
    for kind in HOLDERS:
        old = [at for at, child in enumerate(before.children) if child.kind is kind]
        new = [at for at, child in enumerate(after.children) if child.kind is kind]
        if len(old) == len(new) == 1:
            partner[new[0]] = old[0]


def _rising(partner: list[int | None]) -> set[int]:
    """The longest run of pairs that do not cross (places in the new order)."""
    pairs = [(index, place) for index, place in enumerate(partner) if place is not None]
    kept = longest_rising([place for _, place in pairs])
    return {index for at, (index, _) in enumerate(pairs) if at in kept}


def _deletions_first(parts: list[Twin]) -> list[Twin]:
    """Between two pairs, what goes before what comes."""
    ordered: list[Twin] = []
    came: list[Twin] = []
    for part in parts:
        if part.both:
            ordered += [*came, part]
            came = []
        elif part.before is None:
            came.append(part)
        else:
            ordered.append(part)
    return ordered + came
