"""A changed tree becomes a text again, set as the text before it was (改め後の文の組立て).

:func:`compose` writes a new source for a tree whose nodes were changed, moved, added or taken away.
What did not change is copied with the layout around it; changed words are put in their place; new
provisions are laid out like their siblings. The result is a :class:`Document` as a reading of the new
source gives it, with the ids of the tree: the proof that the new text says what the tree says is that
it was read again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from renkei.instrument.composition.identity import identified
from renkei.instrument.composition.old import ROWS, Old
from renkei.instrument.composition.setter import Setter
from renkei.instrument.composition.statute import statute
from renkei.instrument.model import (
    Document,
    Finding,
    Join,
    Kind,
    Node,
    Origin,
    Severity,
    Shape,
    shape,
)
from renkei.instrument.reader import read_linear
from renkei.instrument.reading import facts
from renkei.instrument.sources.linear import Linear, RowHint

#: How often a part that reads otherwise is laid out anew before the whole text is.
_TRIES = 3


def compose(root: Node, like: Document) -> Document:
    """The document of a changed tree, in the layout of the text it came from.

    ``root`` holds nodes of ``like.root`` (known by id and kind), changed or not, and new ones, whose
    ids may be empty. ``shape(result.root) == shape(root)`` and ``covered(result) == result.source``
    always hold; ids are kept, empty ones given. Never raises on content.

    A text (also one read from Word or PDF) is read again with its profile. Where that gives another
    shape, the part in question is laid out anew, then the whole text in a standard layout; when no
    layout can say it (a label that is no label), the tree stands as given, and a diagnostic says so.
    """
    root = identified(root, like)
    if root == like.root:
        return like
    old = Old(like)
    if like.origin.format == "lawxml":
        source, made = Setter(old, root, frozenset()).set()
        return statute(_document(source, made, like), like)
    wanted = shape(root)
    loose: frozenset[str] = frozenset()
    found: Document | None = None
    for _ in range(_TRIES):
        source, made = Setter(old, root, loose).set()
        found = found or _document(source, made, like)
        read, other = _read_again(source, made, like, wanted)
        if read is not None:
            return read
        more = loose | other
        if more == loose:
            break
        loose = more
    source, made = Setter(old, root, loose, plain=True).set()
    read, _ = _read_again(source, made, like, wanted)
    if read is not None:
        return read
    assert found is not None
    return _unreadable(found)


def _document(source: str, root: Node, like: Document) -> Document:
    return Document(
        source=source,
        root=root,
        profile=like.profile,
        facts=facts.facts_of(root),
        origin=_origin(source, like.origin),
    )


def _origin(source: str, like: Origin) -> Origin:
    """The format goes on, since writers ask for it; the hash is that of the new text."""
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(like, sha256=digest, notes=())


def _read_again(
    source: str, made: Node, like: Document, wanted: Shape
) -> tuple[Document | None, frozenset[str]]:
    """The composed source read; or the ids of the part that reads otherwise."""
    hints = {} if like.origin.format in ("text", "json") else _hints(source, made)
    lines = Linear(source, _origin(source, like.origin), hints)
    other: frozenset[str] = frozenset()
    for profile in (None, like.profile):
        read = read_linear(lines, profile=profile)
        if shape(read.root) == wanted:
            return _named(read, made, like.profile), frozenset()
        other = other or _otherwise(read.root, made)
    return None, other


def _hints(source: str, root: Node) -> dict[int, RowHint]:
    """What a file of Word says of its rows beside their text."""
    hints: dict[int, RowHint] = {}
    for table in root.of_kind(Kind.TABLE):
        rows = [child for child in table.children if child.kind in ROWS]
        for place, row in enumerate(rows):
            starts = [piece.start for node in row.walk() for piece in node.pieces]
            if not starts:
                continue
            merged = tuple(i for i, cell in enumerate(row.children) if cell.attr("merged"))
            heads = place == 0 and row.kind is Kind.HEADER
            heads = heads and not (len(rows) > 1 and rows[1].kind is Kind.HEADER)
            begin = source.rfind("\n", 0, min(starts)) + 1
            hints[begin] = RowHint(merged=merged, header=heads)
    return hints


def _otherwise(read: Node, wanted: Node) -> frozenset[str]:
    """The smallest part of the wanted tree that holds every difference, with all below it."""
    node = wanted
    while len(read.children) == len(node.children):
        differing = [
            (was, now)
            for was, now in zip(read.children, node.children, strict=True)
            if shape(was) != shape(now)
        ]
        if len(differing) != 1 or differing[0][0].kind is not differing[0][1].kind:
            break
        read, node = differing[0]
    return frozenset(found.id for found in node.walk())


def _named(read: Document, made: Node, profile: str) -> Document:
    """The reading with the ids of the tree, given the same shape."""
    names: dict[str, str] = {}
    root = _with_ids(read.root, made, names)
    return replace(
        read,
        root=root,
        profile=profile,
        facts=facts.facts_of(root),
        diagnostics=tuple(
            replace(found, node_id=names.get(found.node_id, found.node_id))
            for found in read.diagnostics
        ),
        joins=tuple(Join(names.get(join.row_id, join.row_id), *_rest(join)) for join in read.joins),
    )


def _rest(join: Join) -> tuple[str, int, int, str, str]:
    return (join.key, join.start, join.end, join.reason_ja, join.reason_en)


def _with_ids(read: Node, made: Node, names: dict[str, str]) -> Node:
    names[read.id] = made.id
    children = tuple(
        _with_ids(was, now, names) for was, now in zip(read.children, made.children, strict=True)
    )
    return replace(read, id=made.id, children=children)


def _unreadable(document: Document) -> Document:
    """No layout reads as the tree: it stands all the same, and that is said."""
    said = Finding(
        "R004",
        Severity.WARNING,
        document.root.id,
        0,
        0,
        "組み立てた文をもう一度読み取ると、別の構成になります。文字は失われていません。",
        "Read again, this text gives another structure. No character is lost.",
    )
    return replace(document, diagnostics=(*document.diagnostics, said))
