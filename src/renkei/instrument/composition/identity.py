"""Ids for the new nodes of a changed tree (新しい規定の識別子)."""

from __future__ import annotations

from dataclasses import replace

from renkei.instrument.model import Document, Kind, Node
from renkei.instrument.reading.draft import Ids, row_key


def identified(root: Node, like: Document) -> Node:
    """The tree with an id at every node: those it has stay, and none is given twice.

    A new node never takes the id of one that the text before had, also where that is gone: an id
    points at one provision through all versions.
    """
    ids = Ids()
    for node in like.root.walk():
        ids.take(node.id)
    given: set[str] = set()
    for node in root.walk():
        if node.id:
            ids.take(node.id) if node.id not in given else None
            given.add(node.id)
    return _given(root, "", 1, ids, set())


def _given(node: Node, parent: str, position: int, ids: Ids, used: set[str]) -> Node:
    ident = node.id
    if not ident or ident in used:
        key = ""
        if node.kind is Kind.ROW and node.children:
            key = row_key(next((cell.text for cell in node.children if cell.text), ""))
        ident = ids.of(node.kind, node.number, position, parent, key)
    used.add(ident)
    inner = "" if node.kind in (Kind.DOCUMENT, Kind.MAIN) else ident
    counts: dict[Kind, int] = {}
    children: list[Node] = []
    for child in node.children:
        counts[child.kind] = counts.get(child.kind, 0) + 1
        children.append(_given(child, inner, counts[child.kind], ids, used))
    same = ident == node.id and all(a is b for a, b in zip(children, node.children, strict=True))
    return node if same else replace(node, id=ident, children=tuple(children))
