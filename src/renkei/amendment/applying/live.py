"""The tree while an amendment works on it: nodes that can change, and know where they hang (溶け込み中の文)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from renkei.instrument.model import Kind, Mark, Node, Number, Piece
from renkei.instrument.reading.draft import Ids, row_key

#: The headings that hold articles, from the outermost in; the index is the rank.
HEADINGS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION)
#: The fields of a node that hold words.
WORDS = ("label", "caption", "note", "text")


@dataclass(eq=False, slots=True)
class Live:
    """A node that can change. Compared by identity: two provisions of equal words are two."""

    id: str
    kind: Kind
    label: str = ""
    number: Number | None = None
    caption: str = ""
    note: str = ""
    text: str = ""
    children: list[Live] = field(default_factory=list)
    parent: Live | None = None
    attrs: tuple[tuple[str, str], ...] = ()
    #: The node of the base as it was; None for what the amendment brought in.
    origin: Node | None = None

    def walk(self) -> Iterator[Live]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def of_kind(self, *kinds: Kind) -> Iterator[Live]:
        """The nodes of these kinds at or below this one, in reading order."""
        return (node for node in self.walk() if node.kind in kinds)

    def above(self) -> Iterator[Live]:
        """The nodes this one hangs under, from the nearest out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def under(self, kind: Kind) -> Live | None:
        """The nearest node of a kind above this one, or this one itself."""
        if self.kind is kind:
            return self
        return next((node for node in self.above() if node.kind is kind), None)

    def get(self, name: str) -> str:
        """One of the :data:`WORDS`."""
        value = getattr(self, name)
        assert isinstance(value, str)
        return value

    def put(self, name: str, value: str) -> None:
        """Set one of the :data:`WORDS`."""
        setattr(self, name, value)

    def row_name(self) -> str:
        """The name of a table row as it stands: its 取組, or else what its first filled cell says (項の名)."""
        at = _key_column(self)
        named = self.children[at].text if at < len(self.children) else ""
        return named or next((cell.text for cell in self.children if cell.text), "")

    @property
    def index(self) -> int:
        """Its place among the children of its parent."""
        assert self.parent is not None
        return next(i for i, child in enumerate(self.parent.children) if child is self)

    def take_out(self) -> None:
        """Cut it off its parent."""
        if self.parent is not None:
            del self.parent.children[self.index]
            self.parent = None

    def insert(self, at: int, nodes: list[Live]) -> None:
        """Hang nodes in at a place among the children."""
        for node in nodes:
            node.parent = self
        self.children[at:at] = nodes


def _key_column(row: Live) -> int:
    """Which cell names a row: that which did in the base; of a new row, as of those beside it."""
    fresh = row.origin is None and row.parent is not None
    for each in row.parent.children if fresh and row.parent is not None else [row]:
        key = dict(each.attrs).get("key", "")
        if key and each.origin is not None:
            texts = [_squeezed(cell.text) for cell in each.origin.children]
            if _squeezed(key) in texts:
                return texts.index(_squeezed(key))
    return 0


def _squeezed(text: str) -> str:
    return "".join(text.split())


def thaw(node: Node) -> Live:
    """A tree that can change, from one that cannot."""
    top = _thawed(node)
    stack = [(top, node)]
    while stack:
        live, source = stack.pop()
        for child in source.children:
            made = _thawed(child)
            made.parent = live
            live.children.append(made)
            stack.append((made, child))
    return top


def _thawed(node: Node) -> Live:
    return Live(
        node.id,
        node.kind,
        node.label,
        node.number,
        node.caption,
        node.note,
        node.text,
        attrs=node.attrs,
        origin=node if node.id else None,
    )


def freeze(live: Live) -> Node:
    """The finished tree. A node that says what it said in the base keeps its pieces and marks there.

    A node whose own words changed, and one that is new, has none: where they stand in a source is
    for :mod:`renkei.instrument.composing` to say.
    """
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    children = tuple(freeze(child) for child in live.children)
    origin = live.origin
    if origin is not None and all(live.get(name) == getattr(origin, name) for name in WORDS):
        if (
            len(children) == len(origin.children)
            and all(a is b for a, b in zip(children, origin.children, strict=True))
            and live.number == origin.number
            and live.attrs == origin.attrs
        ):
            return origin  # nothing changed here or below: the very node of the base
        pieces, marks = origin.pieces, origin.marks
    return Node(
        live.id,
        live.kind,
        pieces,
        live.label,
        live.number,
        live.caption,
        live.note,
        live.text,
        children,
        live.attrs,
        marks,
    )


class Minting:
    """Gives ids to what an amendment brings in: told by kind and number, never one used before."""

    def __init__(self, root: Live) -> None:
        self._ids = Ids()
        for node in root.walk():
            self._ids.take(node.id)

    def give(self, top: Live) -> None:
        """Give ids to all nodes at or below ``top`` that have none. ``top`` hangs in its place."""
        for node in top.walk():
            if node.id:
                continue
            parent = node.parent
            above = "" if parent is None or parent.kind in (Kind.DOCUMENT, Kind.MAIN) else parent.id
            alike = [c for c in parent.children if c.kind is node.kind] if parent else [node]
            position = next(i for i, c in enumerate(alike, 1) if c is node)
            key = ""
            if node.kind is Kind.ROW:
                key = row_key(node.children[0].text if node.children else "")
            node.id = self._ids.of(node.kind, node.number, position, above, key)


def position(node: Live) -> tuple[int, ...]:
    """Where a node stands in the reading order: comparable with that of another of its tree."""
    path: list[int] = []
    at: Live | None = node
    while at is not None and at.parent is not None:
        path.append(at.index)
        at = at.parent
    return tuple(reversed(path))


def nearest(node: Live, fits: Callable[[Live], bool]) -> Live | None:
    """The node itself or the nearest one above it that fits."""
    if fits(node):
        return node
    return next((above for above in node.above() if fits(above)), None)
