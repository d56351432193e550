"""The nodes of new text as they are built, and where the next one comes (新しい文の組立て)."""

from __future__ import annotations

from dataclasses import dataclass, field

from renkei.instrument.model import Kind, Node, Number

RANKS = {
    Kind.DOCUMENT: 0,
    Kind.MAIN: 1,
    Kind.SUPPLEMENT: 1,
    Kind.PREAMBLE: 1,
    Kind.ANNEX: 1,
    Kind.TOC: 1,
    Kind.PART: 2,
    Kind.CHAPTER: 3,
    Kind.SECTION: 4,
    Kind.SUBSECTION: 5,
    Kind.DIVISION: 6,
    Kind.ARTICLE: 7,
    Kind.PARAGRAPH: 8,
}


@dataclass(slots=True)
class Draft:
    """A node that may still get children. ``indent``: the spaces before an item's line."""

    kind: Kind
    label: str = ""
    number: Number | None = None
    caption: str = ""
    note: str = ""
    text: str = ""
    children: list[Draft] = field(default_factory=list)
    indent: int | None = None

    def node(self) -> Node:
        """The node as a reader of the text would give it, without id and pieces."""
        return Node(
            id="",
            kind=self.kind,
            label=self.label,
            number=self.number,
            caption=self.caption,
            note=self.note,
            text=self.text,
            children=tuple(child.node() for child in self.children),
        )


class Seats:
    """The open nodes from the outermost in, and all outermost ones."""

    def __init__(self) -> None:
        self.open: list[Draft] = []
        self.roots: list[Draft] = []

    def put(self, depth: int, draft: Draft) -> None:
        """Close what is open at ``depth`` (1: outermost) and below, then open ``draft`` there."""
        del self.open[depth - 1 :]
        (self.open[-1].children if self.open else self.roots).append(draft)
        self.open.append(draft)

    def ranked(self, kind: Kind) -> int:
        """The depth of a division, article or paragraph: what is of its rank or lower is closed."""
        for index, draft in enumerate(self.open):
            if RANKS.get(draft.kind, 99) >= RANKS[kind]:
                return index + 1
        return len(self.open) + 1

    def siblings(self, depth: int) -> list[Draft]:
        """The children of the node that a child of ``depth`` would come under."""
        return self.open[depth - 2].children if depth > 1 else self.roots

    def innermost(self, *kinds: Kind) -> int:
        """The depth of the innermost open node of these kinds; 0 when none is open."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].kind in kinds:
                return index + 1
        return 0

    def has(self, kind: Kind) -> bool:
        """Whether a node of this kind is open."""
        return self.innermost(kind) > 0
