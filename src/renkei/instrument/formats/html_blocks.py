"""The tree of an agreement as HTML fragments: the same markup for a file and for a page of the desk.

Whatever a page adds (permanent addresses, findings, links, hits of a search) comes in through
:class:`Decoration`; the words, their order and their ids come from the tree alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from renkei.instrument.formats.html_inline import Inline, escape
from renkei.instrument.formats.html_tables import (
    Decoration,
    TableWriter,
    id_of,
    rail,
)
from renkei.instrument.model import Document, Kind, Node, Role

#: Nodes that stand as a block of their own, beside which something can be said.
BLOCKS = frozenset(
    {
        Kind.COVER,
        Kind.LAW_NUMBER,
        Kind.TITLE,
        Kind.TOC,
        Kind.ENACTMENT,
        Kind.PREAMBLE,
        Kind.ARTICLE,
        Kind.SUPPLEMENT,
        Kind.CLOSING,
        Kind.DATE,
        Kind.SIGNATURE,
        Kind.ANNEX,
        Kind.GROUP,
        Kind.ROW,
        Kind.REMARKS,
        Kind.BLOCK,
        Kind.UNPARSED,
        Kind.PART,
        Kind.CHAPTER,
        Kind.SECTION,
        Kind.SUBSECTION,
        Kind.DIVISION,
    }
)
DIVISIONS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION)


def fragment(document: Document, node: Node, decoration: Decoration | None = None) -> str:
    """One node and all below it as HTML. The root node gives the whole text."""
    return _Writer(document, decoration or Decoration()).block(node)


class _Writer:
    """Writes blocks; one method for each sort of them."""

    def __init__(self, document: Document, decoration: Decoration) -> None:
        self.document = document
        self.parties = document.facts.parties
        self.deco = decoration
        self.inline = Inline(document.source, decoration.spans)
        self.tables = TableWriter(self.inline, decoration, document.facts.parties)

    # pieces of markup --------------------------------------------------------

    def children(self, nodes: Iterable[Node], depth: int = 0) -> str:
        parts = []
        for kind, run in groupby(nodes, key=lambda node: node.kind):
            if kind in (Kind.COVER, Kind.SIGNATURE):
                css = "covers" if kind is Kind.COVER else "sign"
                parts.append(f'<div class="{css}">{"".join(map(self.block, run))}</div>')
            else:
                parts.extend(self.block(node, depth) for node in run)
        return "".join(parts)

    def block(self, node: Node, depth: int = 0) -> str:
        """Any node. ``depth`` is the nesting among items (号) or groups (別表の見出し)."""
        kind = node.kind
        if kind is Kind.DOCUMENT or kind is Kind.MAIN:
            return self.children(node.children)
        if kind is Kind.TITLE:
            return self.heading(node, self.deco.level, "title", self.inline.of(node))
        if kind is Kind.ARTICLE:
            return self.article(node)
        if kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM):
            return self.provision(node, depth)
        if kind in DIVISIONS:
            level = self.deco.level + 1 + DIVISIONS.index(kind)
            return self.section(node, level, "chp", self.label_and_caption(node))
        if kind is Kind.SUPPLEMENT:
            note = self.inline.of(node, Role.NOTE)
            head = self.inline.of(node, Role.LABEL) + (f"（{note}）" if note else "")
            return self.section(node, self.deco.level + 1, "suppl", head)
        if kind is Kind.PREAMBLE:
            return self.section(node, 0, "preamble", "")
        if kind is Kind.ANNEX:
            return self.annex(node)
        if kind is Kind.GROUP:
            return self.group(node, depth)
        if kind is Kind.TABLE:
            return self.node_table(node)
        if kind in (Kind.ROW, Kind.HEADER):
            return self.tables.table([node], None, (("id", f"{node.id}__table"),))
        if kind is Kind.SIGNATURE:
            return self.signature(node)
        if kind is Kind.TOC:
            head = self.inline.of(node, Role.LABEL)
            entries = self.toc_entries(node.children)
            return f'<nav{self.id(node)} class="text-toc"><p>{head}</p>{entries}</nav>'
        return self.plain(node)

    def id(self, node: Node) -> str:
        return id_of(node)

    def heading(self, node: Node, level: int, css: str, inner: str) -> str:
        level = min(level, 6)
        aside = self.deco.aside(node) if node.kind in BLOCKS else ""
        text = f'<h{level} class="{css}">{inner}</h{level}>'
        if node.kind is Kind.TITLE:
            return f'<div{self.id(node)} class="prov head">{text}{aside}</div>'
        return f'<div class="prov head">{text}{self.permalink(node)}{aside}</div>'

    def section(self, node: Node, level: int, css: str, head: str) -> str:
        """A part with a heading over other blocks. Without ``head`` only the blocks are written."""
        own = self.inline.of(node)
        body = (f'<p class="plain">{own}</p>' if own else "") + self.children(node.children)
        if head:
            return (
                f'<section{self.id(node)} class="{css}">'
                f"{self.heading(node, level, 'cap', head)}{body}</section>"
            )
        return f'<section{self.id(node)} class="{css} prov">{body}{self.deco.aside(node)}</section>'

    def label_and_caption(self, node: Node) -> str:
        parts = [self.inline.of(node, Role.LABEL), self.inline.of(node, Role.CAPTION)]
        note = self.inline.of(node, Role.NOTE)
        return "　".join(part for part in parts if part) + (f"（{note}）" if note else "")

    def permalink(self, node: Node) -> str:
        address = self.deco.address(node)
        if not address:
            return ""
        name = escape(self.deco.address_label.format(node.label or node.caption or node.text[:20]))
        return f'<a class="no" href="{escape(address)}" aria-label="{name}">#</a>'

    # provisions --------------------------------------------------------------

    def article(self, node: Node) -> str:
        caption = self.inline.of(node, Role.CAPTION)
        parts = [f'<div{self.id(node)} class="art prov">']
        if caption:
            level = min(self.deco.level + 1, 6)
            parts.append(f'<h{level} class="cap">（{caption}）</h{level}>')
        parts.append(self.permalink(node))
        label = self.inline.of(node, Role.LABEL)
        note = self.inline.of(node, Role.NOTE)
        label += f"（{note}）" if note else ""
        own = self.inline.of(node)
        children = node.children
        if own or not children or children[0].kind is not Kind.PARAGRAPH or children[0].label:
            parts.append(f'<p class="par"><b>{label}</b>　{own}</p>')
        else:
            parts.append(self.provision(children[0], 0, label))
            children = children[1:]
        parts.append(self.children(children))
        parts.append(f"{self.deco.aside(node)}</div>")
        return "".join(parts)

    def provision(self, node: Node, depth: int, head: str = "") -> str:
        """A 項, 号 or smaller part; ``head`` is the 条 label that stands before its first 項."""
        label = head or self.inline.of(node, Role.LABEL)
        caption = self.inline.of(node, Role.CAPTION)
        note = self.inline.of(node, Role.NOTE)
        text = self.inline.of(node) + (f"（{note}）" if note else "")
        parts = [f'<p class="cap">（{caption}）</p>'] if caption else []
        if label:
            css = "par" if node.kind is Kind.PARAGRAPH else f"item d{min(depth + 1, 6)}"
            parts.append(f'<p{self.id(node)} class="{css}"><b>{label}</b>　{text}</p>')
        else:
            # A line that follows an item without a number of its own stands under the item's text.
            css = f"plain d{min(depth, 6)}" if depth else "plain"
            parts.append(f'<p{self.id(node)} class="{css}">{text}</p>')
        deeper = depth + (node.kind is not Kind.PARAGRAPH)
        parts.append(self.children(node.children, deeper))
        return "".join(parts)

    def plain(self, node: Node) -> str:
        """Text without structure of its own: 後文, 日付, 備考, 表紙, what could not be read."""
        css = {Kind.UNPARSED: "unparsed", Kind.DATE: "date"}.get(node.kind, node.kind.value)
        text = "　".join(
            part for part in (self.label_and_caption(node), self.inline.of(node)) if part
        )
        own = f'<p class="plain">{text}</p>' if text else ""
        aside = self.deco.aside(node) if node.kind in BLOCKS else ""
        return f'<div{self.id(node)} class="{css} prov">{own}{self.children(node.children)}{aside}</div>'

    def signature(self, node: Node) -> str:
        """署名欄: one party on its rail; office and name stand on one line."""
        index = next(
            (i for i, party in enumerate(self.parties) if party.designation == node.label), 3
        )
        lines: list[str] = []
        for child in node.children:
            text = self.inline.of(child)
            if child.attr("field") == "name" and lines:
                lines[-1] += f"　{text}"
            else:
                lines.append(text)
        label = self.inline.of(node, Role.LABEL)
        seal = f'<p><span class="p {rail(index)}">{label}</span></p>' if label else ""
        own = self.inline.of(node)
        body = "".join(f"<p>{line}</p>" for line in ([own] if own else []) + lines)
        return (
            f'<div{self.id(node)} class="prov {rail(index)}">{seal}{body}'
            f"{self.deco.aside(node)}</div>"
        )

    def toc_entries(self, nodes: Sequence[Node]) -> str:
        if not nodes:
            return ""
        entries = "".join(
            f"<li>{self.label_and_caption(node)}{self.inline.of(node)}"
            f"{self.toc_entries(node.children)}</li>"
            for node in nodes
        )
        return f"<ul>{entries}</ul>"

    # annexes and tables ------------------------------------------------------

    def annex(self, node: Node) -> str:
        label = self.inline.of(node, Role.LABEL)
        note = self.inline.of(node, Role.NOTE)
        caption = self.inline.of(node, Role.CAPTION)
        head = label + (f"（{note}）" if note else "") + (f"　{caption}" if caption else "")
        head += self.count(node)
        return self.section(node, self.deco.level, "annex", head)

    def group(self, node: Node, depth: int) -> str:
        level = min(self.deco.level + 1 + depth, 6)
        own = self.inline.of(node)
        count = "" if any(child.kind is Kind.GROUP for child in node.children) else self.count(node)
        body = (f'<p class="plain">{own}</p>' if own else "") + self.children(
            node.children, depth + 1
        )
        inner = self.heading(node, level, "grp", self.label_and_caption(node) + count)
        return f'<section{self.id(node)} class="group">{inner}{body}</section>'

    def count(self, node: Node) -> str:
        rows = sum(1 for _ in node.of_kind(Kind.ROW))
        key = next((header.children for header in node.of_kind(Kind.HEADER)), ())
        unit = escape(key[0].text) if key and key[0].text == "取組" else "行"
        return f" <small>{rows}{unit}</small>" if rows else ""

    def node_table(self, node: Node) -> str:
        headers = [child for child in node.children if child.kind is Kind.HEADER]
        rows = [child for child in node.children if child.kind is Kind.ROW]
        rest = [child for child in node.children if child.kind not in (Kind.HEADER, Kind.ROW)]
        caption = self.label_and_caption(node)
        top = f'<p class="table-title">{caption}</p>' if caption else ""
        body = self.tables.table(
            rows, headers[0] if headers else None, (("id", node.id),), headers[1:]
        )
        return top + body + self.children(rest)
