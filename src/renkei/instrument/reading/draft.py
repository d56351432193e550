"""Nodes while they are being put together, and their freezing into the tree with ids."""

from __future__ import annotations

import hashlib
import unicodedata

from renkei.instrument.model import Kind, Node, Number, Piece, Role

#: The roles by themselves: the loops of the reading name them some ten times a line.
LABEL, CAPTION, NOTE, TEXT, LAYOUT = (
    Role.LABEL,
    Role.CAPTION,
    Role.NOTE,
    Role.TEXT,
    Role.LAYOUT,
)

#: The short name of each kind inside an id.
_SHORT = {
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.SUBSECTION: "subsec",
    Kind.DIVISION: "div",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.ITEM: "item",
    Kind.SUBITEM: "sub",
    Kind.SUPPLEMENT: "suppl",
    Kind.ANNEX: "annex",
    Kind.GROUP: "grp",
    Kind.TABLE: "tbl",
    Kind.HEADER: "head",
    Kind.ROW: "row",
    Kind.CELL: "cell",
    Kind.SIGNATURE: "sign",
    Kind.FIELD: "field",
    Kind.REMARKS: "remarks",
    Kind.TOC_ENTRY: "toc",
    Kind.LAW_NUMBER: "lawnum",
}
#: These are numbered through the whole text or stand under the root: no parent in their id.
_TOP = frozenset({Kind.CHAPTER, Kind.PART, Kind.SUPPLEMENT, Kind.ANNEX, Kind.SIGNATURE})
_KEY_LENGTH = 24


class Draft:
    """A node under construction. ``add`` takes pieces in any order of the source."""

    __slots__ = ("attrs", "children", "kind", "number", "pieces")

    def __init__(self, kind: Kind, number: Number | None = None) -> None:
        self.kind = kind
        self.number = number
        self.pieces: list[Piece] = []
        self.children: list[Draft] = []
        self.attrs: dict[str, str] = {}

    def add(self, role: Role, start: int, end: int) -> None:
        """Own ``source[start:end]``; an empty range is nothing."""
        if end > start:
            self.pieces.append(Piece(role, start, end))

    def child(self, kind: Kind, number: Number | None = None) -> Draft:
        """A new last child."""
        draft = Draft(kind, number)
        self.children.append(draft)
        return draft

    def has(self, role: Role) -> bool:
        """Whether any piece of this role is there."""
        return any(piece.role is role for piece in self.pieces)

    def said(self, source: str, role: Role = Role.TEXT) -> str:
        """The characters of one role, joined."""
        return "".join([source[p.start : p.end] for p in self.pieces if p.role is role])


def row_key(text: str) -> str:
    """The name of a table row inside its id: the first cell, spaces taken out, width folded."""
    key = "".join(unicodedata.normalize("NFKC", text).split())
    key = "".join(c for c in key if c.isalnum() or c in "ー々〆・-")
    if len(key) > _KEY_LENGTH:
        digest = hashlib.sha256(key.encode()).hexdigest()[:6]
        key = f"{key[: _KEY_LENGTH - 7]}-{digest}"
    return key


class Ids:
    """Gives each node an id that says where it stood at this reading; never the same twice."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._again: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """``wanted``, or ``wanted-2``, ``-3`` … when it is taken."""
        if wanted not in self._used:
            self._used.add(wanted)
            return wanted
        again = self._again.get(wanted, 1)
        while True:
            again += 1
            name = f"{wanted}-{again}"
            if name not in self._used:
                self._again[wanted] = again
                self._used.add(name)
                return name

    def of(
        self, kind: Kind, number: Number | None, position: int, parent: str, key: str = ""
    ) -> str:
        """The id of a node of ``kind`` at ``position`` (from 1) among its kind under ``parent``."""
        short = _SHORT.get(kind)
        if short is None:
            return self.take(kind.value)
        if kind is Kind.ROW and key:
            name = f"row_{key}"
        elif number is not None and number.parts != (0,):
            name = f"{short}_{str(number).replace(':', '-')}"
        else:
            name = f"{short}_{position}"
        if kind is Kind.ARTICLE and not parent.startswith("suppl"):
            parent = ""
        if kind is Kind.ROW and parent.startswith("annex"):
            parent = parent.split("__", 1)[0]
        if not parent or kind in _TOP:
            return self.take(name)
        return self.take(f"{parent}__{name}")


def freeze(root: Draft, source: str) -> Node:
    """The finished tree: ids given in reading order, texts taken from the pieces."""
    return _freeze(root, source, "", 1, Ids())


def _freeze(draft: Draft, source: str, parent: str, position: int, ids: Ids) -> Node:
    key = ""
    if draft.kind is Kind.ROW:
        key = row_key(draft.attrs.get("key", ""))
    if draft.kind is Kind.DOCUMENT:
        ident, inner = ids.take("doc"), ""
    elif draft.kind is Kind.MAIN:
        ident, inner = ids.take("main"), ""
    else:
        ident = inner = ids.of(draft.kind, draft.number, position, parent, key)
    children: tuple[Node, ...] = ()
    if draft.children:
        counts: dict[Kind, int] = {}
        made: list[Node] = []
        for child in draft.children:
            count = counts.get(child.kind, 0) + 1
            counts[child.kind] = count
            made.append(_freeze(child, source, inner, count, ids))
        children = tuple(made)
    label = caption = note = text = ""
    for role, start, end in draft.pieces:
        if role is LAYOUT:
            continue
        part = source[start:end]
        if role is TEXT:
            text += part
        elif role is LABEL:
            label += part
        elif role is CAPTION:
            caption += part
        else:
            note += part
    return Node(
        ident,
        draft.kind,
        tuple(draft.pieces),
        label,
        draft.number,
        caption,
        note,
        text,
        children,
        tuple(draft.attrs.items()) if draft.attrs else (),
    )
