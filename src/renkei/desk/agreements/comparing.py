"""Two wordings of one agreement, provision by provision and word by word (版の比較)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from renkei.amendment.compare import Change, differs, words
from renkei.amendment.deriving import Correspondence, correspond
from renkei.amendment.matching import longest_rising
from renkei.desk.agreements.places import Places
from renkei.desk.agreements.reading import from_tree
from renkei.instrument.formats.html import BLOCKS
from renkei.instrument.model import Document, Kind, Node


class Fate(StrEnum):
    """What became of a provision."""

    SAME = "same"
    EDITED = "edited"
    SPACING = "spacing"  # only spaces or line ends differ
    ADDED = "added"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Words:
    """One text of a provision on both sides: a caption, a paragraph, a cell. ``heading`` names it."""

    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of both wordings, or of one."""

    place: str
    left_label: str
    right_label: str
    fate: Fate
    moved: bool
    words: tuple[Words, ...]
    left_id: str
    right_id: str

    @property
    def key(self) -> str:
        """How the page names it."""
        return self.right_id or self.left_id

    @property
    def renumbered(self) -> bool:
        """Whether it has another number."""
        return bool(self.left_id and self.right_id) and self.left_label != self.right_label

    @property
    def differs(self) -> bool:
        """Whether anything of it is not as it was."""
        return self.moved or self.renumbered or self.fate is not Fate.SAME


@dataclass(frozen=True, slots=True)
class Compared:
    """All provisions in the order of the later wording, what is gone standing where it stood."""

    provisions: tuple[Provision, ...]
    between: Correspondence

    @property
    def different(self) -> list[Provision]:
        """Those of which anything is not as it was."""
        return [one for one in self.provisions if one.differs]

    @property
    def runs(self) -> list[tuple[bool, list[Provision]]]:
        """Neighbours that differ, and neighbours that do not, in turn."""
        found: list[tuple[bool, list[Provision]]] = []
        for one in self.provisions:
            if not found or found[-1][0] != one.differs:
                found.append((one.differs, []))
            found[-1][1].append(one)
        return found


@lru_cache(maxsize=32)
def compared_trees(left: str, right: str) -> Compared:
    """Two stored readings; the work is done once for all who ask."""
    return compared(from_tree(left).document, from_tree(right).document)


def compared(left: Document, right: Document) -> Compared:
    """Two texts. Exact: whatever differs between their trees is in some provision of the result."""
    between = correspond(left, right)
    return Compared(tuple(_provisions(left, right, between)), between)


class _Side:
    """One text: which block each node stands in."""

    def __init__(self, document: Document) -> None:
        self.places = Places(document)
        self.block: dict[str, str] = {}
        stack = [(document.root, "")]
        while stack:
            node, block = stack.pop()
            block = node.id if node.kind in BLOCKS or node.kind is Kind.HEADER else block
            self.block[node.id] = block
            stack.extend((child, block) for child in node.children)


def _provisions(left: Document, right: Document, between: Correspondence) -> Iterator[Provision]:
    sides = (_Side(left), _Side(right))
    units: dict[tuple[str, str], list[tuple[Node | None, Node | None]]] = {}
    for one, other in between.pairs:
        units.setdefault(_unit(one, other, between, sides), []).append((one, other))
    moved = _moved(list(units), sides, between)
    for key, pairs in units.items():
        if key != ("", ""):
            found = _provision(key, pairs, sides, key in moved)
            if found is not None:
                yield found


def _unit(
    one: Node | None, other: Node | None, between: Correspondence, sides: tuple[_Side, _Side]
) -> tuple[str, str]:
    """The blocks a pair of nodes stands in, on both sides."""
    at_left = sides[0].block[one.id] if one is not None else ""
    at_right = sides[1].block[other.id] if other is not None else ""
    if other is not None and at_right:
        return between.before_id(at_right) or "", at_right
    return at_left, between.after_id(at_left) or "" if at_left else ""


def _moved(
    units: list[tuple[str, str]], sides: tuple[_Side, _Side], between: Correspondence
) -> set[tuple[str, str]]:
    """Units that stand elsewhere: out of the order they had, or under another heading."""
    order = {node.id: at for at, node in enumerate(sides[0].places.document.root.walk())}
    both = [unit for unit in units if all(unit)]
    kept = longest_rising([order[unit[0]] for unit in both])
    found = {unit for at, unit in enumerate(both) if at not in kept}
    for unit in both:
        above = [
            side.places.parent(side.places.nodes[key])
            for side, key in zip(sides, unit, strict=True)
        ]
        one, other = (_heading(side, node) for side, node in zip(sides, above, strict=True))
        if one is not None and other is not None and between.after_id(one) not in (None, other):
            found.add(unit)
    return found


def _heading(side: _Side, node: Node | None) -> str | None:
    """The nearest heading above that is a node of its own: a group, an annex, a chapter."""
    while node is not None and node.kind in (Kind.TABLE, Kind.MAIN):
        node = side.places.parent(node)
    return node.id if node is not None else None


def _provision(
    key: tuple[str, str],
    pairs: list[tuple[Node | None, Node | None]],
    sides: tuple[_Side, _Side],
    moved: bool,
) -> Provision | None:
    one, other = (
        side.places.nodes.get(part) if part else None for side, part in zip(sides, key, strict=True)
    )
    node = other or one
    assert node is not None
    said: list[Words] = []
    edited = spaced = False
    for before, after in pairs:
        top = (before or after) in (one, other)
        for heading, old, new in _texts(before, after, top):
            if old == new == "":
                continue
            changes = words(old, new)
            said.append(Words(heading, changes))
            edited |= differs(changes)
            spaced |= old != new
    if not said and one is not None and other is not None and _label(one) == _label(other):
        return None  # a heading without words of its own
    if one is None or other is None:
        fate = Fate.ADDED if one is None else Fate.DELETED
    else:
        fate = Fate.EDITED if edited else Fate.SPACING if spaced else Fate.SAME
    side = sides[1] if other is not None else sides[0]
    place = side.places.full_name(node)
    if node.kind is Kind.HEADER:
        place += " 表の見出し"
    return Provision(place, _label(one), _label(other), fate, moved, tuple(said), *key)


def _texts(before: Node | None, after: Node | None, top: bool) -> Iterator[tuple[str, str, str]]:
    """The texts of one node on both sides, each with a heading; its label where that changed."""
    node = after or before
    assert node is not None
    labels = (_label(before), _label(after))
    if not top and labels[0] != labels[1] and all((before, after)):
        yield "番号", *labels
    caption = [f"（{n.caption}）" if n is not None and n.caption else "" for n in (before, after)]
    note = [f"（{n.note}）" if n is not None and n.note else "" for n in (before, after)]
    if any(caption) or any(note):
        yield "見出し", f"{caption[0]}{note[0]}", f"{caption[1]}{note[1]}"
    texts = [n.text.replace("\u2028", "\n") if n is not None else "" for n in (before, after)]
    heading = "" if top else node.attr("header") or labels[1] or labels[0]
    yield heading, texts[0], texts[1]


def _label(node: Node | None) -> str:
    return "".join(node.label.split()) if node is not None else ""
