"""The contents at the side of the page (目次), made from the tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from renkei.desk.agreements.places import Places
from renkei.instrument.formats.html_blocks import DIVISIONS
from renkei.instrument.model import Document, Kind, Node

#: A text of more articles than this shows only its chapters, if it has any.
MANY_ARTICLES = 60


@dataclass
class Entry:
    """One line of the contents, and those below it."""

    anchor: str
    name: str
    caption: str = ""
    children: list[Entry] = field(default_factory=list)


def outline(document: Document, places: Places) -> list[Entry]:
    """The contents of a text, at most three levels deep."""
    short = len(document.articles()) > MANY_ARTICLES and any(document.of_kind(*DIVISIONS))
    return _entries(document.root.children, places, short, 0)


def _entries(nodes: tuple[Node, ...], places: Places, short: bool, depth: int) -> list[Entry]:
    entries: list[Entry] = []
    for node in nodes:
        if node.kind is Kind.MAIN:
            entries.extend(_entries(node.children, places, short, depth))
        elif node.kind in DIVISIONS:
            entry = Entry(node.id, node.label, node.caption)
            if depth < 2:
                entry.children = _entries(node.children, places, short, depth + 1)
            entries.append(entry)
        elif (node.kind is Kind.ARTICLE and not short) or node.kind is Kind.PREAMBLE:
            entries.append(Entry(node.id, places.name(node), node.caption))
        elif node.kind is Kind.SUPPLEMENT:
            entries.append(Entry(node.id, places.name(node), node.caption or node.note))
        elif node.kind is Kind.CLOSING or (
            node.kind is Kind.SIGNATURE and not any(e.name == "締結" for e in entries)
        ):
            entries.append(Entry(node.id, "締結"))
        elif node.kind is Kind.ANNEX:
            caption = node.caption or (f"（{node.note}）" if node.note else "")
            entry = Entry(node.id, places.name(node), caption)
            entry.children = _groups(node, places, depth + 1)
            entries.append(entry)
    return entries


def _groups(node: Node, places: Places, depth: int) -> list[Entry]:
    return [
        Entry(
            child.id,
            child.label,
            child.caption,
            _groups(child, places, depth + 1) if depth < 2 else [],
        )
        for child in node.children
        if child.kind is Kind.GROUP
    ]
