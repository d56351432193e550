"""The units in which agreements are compared: articles and their parts, rows of the 別表 (比較の単位)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from renkei.amendment.matching import Unit
from renkei.amendment.tokens import neutral
from renkei.instrument.formats.initiatives import each_initiative
from renkei.instrument.formats.tables import cell_text
from renkei.instrument.model import Document, Kind, Node


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit: an article, or a row of the 別表.

    ``name`` is its caption or first cell, ``path`` the headings above it, ``fields`` what it says,
    each with its heading: the paragraphs of an article by their labels, the cells of a row by theirs.
    ``key`` is the same in neutral words (:func:`renkei.amendment.tokens.neutral`), for comparing.
    """

    node_id: str
    name: str
    path: tuple[str, ...]
    number: str
    fields: tuple[tuple[str, str], ...]
    key: str

    @property
    def text(self) -> str:
        """What it says, a line for each field."""
        return "\n".join(text for _, text in self.fields)

    def unit(self) -> Unit:
        """As it is matched: names and headings in one width, without spaces."""
        # Without the headings: all rows share those.
        said = "\n".join(line.partition("\t")[2] for line in self.key.split("\n"))
        return Unit(said, squeezed(self.name), tuple(map(squeezed, self.path)), self.number)


def squeezed(text: str) -> str:
    """One form of a name however it was typed: ＩＣＴ and ICT, with or without spaces. Never stored."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def entry(
    node_id: str,
    name: str,
    path: tuple[str, ...],
    fields: tuple[tuple[str, str], ...],
    names: Mapping[str, str],
    number: str = "",
) -> Entry:
    """An entry with its key."""
    key = "\n".join(f"{neutral(head, names)}\t{neutral(text, names)}" for head, text in fields)
    return Entry(node_id, name, path, number, fields, key)


def rows(document: Document, names: Mapping[str, str]) -> tuple[Entry, ...]:
    """The 取組 of an agreement, wherever it prints them, in order."""
    return tuple(_rows(document, names))


def _rows(document: Document, names: Mapping[str, str]) -> Iterator[Entry]:
    for found in each_initiative(document):
        yield entry(found["id"], found["name"], tuple(found["path"]), row_fields(found), names)


def row_fields(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a 取組 says besides its name and headings: (heading, text) of each cell, in order."""
    said: dict[str, str] = {
        head: text
        for head, text in found["cells"].items()
        if text != found["name"] and text not in found["path"]
    }
    if not said:  # printed as provisions, not in a table
        said = {"内容": found["content"] or ""}
        said.update({f"{party}の役割": text for party, text in found["roles"].items()})
    return tuple(said.items())


def articles(document: Document, names: Mapping[str, str]) -> tuple[Entry, ...]:
    """前文, the articles (or, where there are none, the paragraphs) of the 本則, 附則 and 後文."""
    return tuple(_articles(document, names))


_OUTER = {
    Kind.PREAMBLE: "前文",
    Kind.SUPPLEMENT: "附則",
    Kind.CLOSING: "後文",
}


def _articles(document: Document, names: Mapping[str, str]) -> Iterator[Entry]:
    for node in document.root.children:
        if node.kind in _OUTER:
            yield _provision(node, _OUTER[node.kind], (), names)
        elif node.kind is Kind.MAIN:
            found = list(node.of_kind(Kind.ARTICLE))
            for article in found or node.children:
                label = "".join(article.label.split())
                yield _provision(article, article.caption or label, (), names)


def _provision(node: Node, name: str, path: tuple[str, ...], names: Mapping[str, str]) -> Entry:
    return entry(node.id, name, path, tuple(provision_fields(node)), names, str(node.number or ""))


def provision_fields(node: Node) -> Iterator[tuple[str, str]]:
    """What a provision says: each paragraph and item with its label; a table row with tabs."""
    stack = [node]
    while stack:
        at = stack.pop()
        if at.kind in (Kind.ROW, Kind.HEADER):
            yield "", "\t".join(cell_text(cell) for cell in at.children)
            continue
        if at.text or (at.caption and at is not node):
            label = "" if at is node else at.label
            text = at.text if at is node or not at.caption else f"{at.caption}　{at.text}".strip()
            yield "".join(label.split()), text
        stack.extend(reversed(at.children))
