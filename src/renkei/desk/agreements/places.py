"""Places in a text: which block a node stands in, what a place is called, which lines it takes."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from renkei.instrument.formats.html import BLOCKS
from renkei.instrument.model import Document, Kind, Node

#: Names of places that print no label of their own.
_NAMED = {
    Kind.TITLE: "題名",
    Kind.PREAMBLE: "前文",
    Kind.CLOSING: "後文",
    Kind.DATE: "締結日",
    Kind.COVER: "表紙",
    Kind.TOC: "目次",
    Kind.ENACTMENT: "制定文",
    Kind.SUPPLEMENT: "附則",
    Kind.ANNEX: "別表",
    Kind.REMARKS: "備考",
    Kind.LAW_NUMBER: "番号",
    Kind.UNPARSED: "読み取れなかった行",
    Kind.SIGNATURE: "署名欄",
    Kind.BLOCK: "本文",
    Kind.PARAGRAPH: "本文",
    Kind.TABLE: "表",
    Kind.HEADER: "表の見出し",
    Kind.MAIN: "本則",
    Kind.DOCUMENT: "全文",
}
#: Nodes that have a page of their own with neighbours to go to.
PAGED = (Kind.ARTICLE, Kind.ROW, Kind.SUPPLEMENT, Kind.PREAMBLE, Kind.CLOSING, Kind.ANNEX)


class Places:
    """Answers questions about where things stand in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """All nodes by id."""
        return {node.id: node for node in self.document.root.walk()}

    @cached_property
    def _parents(self) -> dict[str, Node]:
        return {child.id: node for node in self.document.root.walk() for child in node.children}

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.document.source.split("\n")[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def parent(self, node: Node) -> Node | None:
        """The node above."""
        return self._parents.get(node.id)

    def above(self, node: Node) -> list[Node]:
        """The nodes above, from the outermost (below the document) to the nearest."""
        chain: list[Node] = []
        parent = self.parent(node)
        while parent is not None and parent.kind is not Kind.DOCUMENT:
            chain.insert(0, parent)
            parent = self.parent(parent)
        return chain

    def block_of(self, node_id: str) -> Node | None:
        """The block a node stands in: what a margin note is placed beside."""
        node = self.nodes.get(node_id)
        while node is not None and node.kind not in BLOCKS:
            node = self.parent(node)
        return node

    def name(self, node: Node) -> str:
        """What people call the place: 「第3条」, 「災害対策」, 「前文」."""
        if node.kind is Kind.ROW:
            return node.children[0].text if node.children and node.children[0].text else "行"
        if node.kind is Kind.GROUP:
            return " ".join(part for part in (node.label, node.caption) if part)
        if node.kind is Kind.CELL:
            return node.attr("header") or "欄"
        if node.kind is Kind.SUPPLEMENT:
            return "".join(node.label.split()) or "附則"
        return node.label or node.caption or _NAMED.get(node.kind, "本文")

    def full_name(self, node: Node) -> str:
        """The name with what it needs from above: 「第3条第2項」「別表 災害対策」."""
        block = self.block_of(node.id) or node
        if node.kind is Kind.ROW or block.kind is Kind.ROW:
            annex = next((n for n in self.above(node) if n.kind is Kind.ANNEX), None)
            row = block if block.kind is Kind.ROW else node
            name = self.name(row)
            head = f"{self.name(annex)}「{name}」" if annex else name
            return head if node is row else f"{head} {self.name(node)}"
        if node is block:
            return self.name(node)
        number = f"第{node.number}項" if node.kind is Kind.PARAGRAPH and node.number else ""
        own = (number if len(block.children) > 1 else "") or (
            node.label if node.kind is not Kind.PARAGRAPH else ""
        )
        return f"{self.name(block)}{own}"

    def line_at(self, offset: int) -> int:
        """The number of the line of the source that an offset lies in, from 1."""
        return bisect_right(self._line_starts, offset)

    def lines_of(self, node: Node) -> tuple[int, int] | None:
        """First and last line of what a node and those below it own beside layout."""
        start, end = self.extent(node)
        return (self.line_at(start), self.line_at(max(start, end - 1))) if end else None

    def extent(self, node: Node) -> tuple[int, int]:
        """Source range from the first to the last character that is not layout; (0, 0) if none."""
        pieces = [
            piece for below in node.walk() for piece in below.pieces if piece.role != "layout"
        ]
        if not pieces:
            return (0, 0)
        return (min(piece.start for piece in pieces), max(piece.end for piece in pieces))

    @cached_property
    def paged(self) -> list[Node]:
        """The nodes one can leaf through, in reading order."""
        return [
            node
            for node in self.document.root.walk()
            if node.kind in PAGED
            and (node.kind is not Kind.ANNEX or not any(node.of_kind(Kind.ROW)))
        ]
