"""What the pages of one text show, computed once for a request and free of any database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from renkei.desk.agreements import links, notes, outline, words
from renkei.desk.agreements.notes import Note
from renkei.desk.agreements.places import Places
from renkei.desk.agreements.reading import Reading
from renkei.instrument.formats.html import Decoration, Inline, escape, fragment, party_of, rail
from renkei.instrument.model import Kind, Node


@dataclass(frozen=True)
class PartyLine:
    """One party as the facts line shows it."""

    designation: str
    name: str
    rail: str


@dataclass(frozen=True)
class SourceLine:
    """One line of the source. ``anchor`` is the block that begins in it, "" for none."""

    number: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Found:
    """One provision that holds the words searched for."""

    name: str
    anchor: str
    count: int
    excerpt: SafeString


@dataclass(frozen=True)
class Cell:
    """One cell of a row on a page of its own. ``rail`` is "" for what no single party does."""

    heading: str
    rail: str
    designation: str
    party: str
    text: SafeString


class TextPage:
    """A text as a page shows it. ``slug`` is None for a file that is not in the register."""

    def __init__(
        self,
        reading: Reading,
        *,
        slug: str | None = None,
        question: str = "",
        with_source: bool = False,
        query: str = "",
        pending: Mapping[str, str] | None = None,
    ) -> None:
        self.reading = reading
        self.document = reading.document
        self.slug = slug
        self.question = question.strip()[: words.LONGEST]
        self.with_source = with_source
        #: What stands behind each address, so that the day asked for is kept: "?on=2019-04-01"
        self.query = query
        #: What a change under way does to blocks, as finished HTML by their ids
        self.pending = pending or {}
        self.places = Places(self.document)

    # what stands in the text -------------------------------------------------

    @cached_property
    def notes(self) -> list[Note]:
        """All notes of the page, in reading order."""
        said = notes.notes_of(self.reading.findings, self.places)
        return said + notes.join_notes(self.document, self.places, said)

    @cached_property
    def notes_by_block(self) -> dict[str, list[Note]]:
        """Notes by the block they stand beside."""
        gathered: dict[str, list[Note]] = defaultdict(list)
        for note in self.notes:
            gathered[note.block_id].append(note)
        return gathered

    @cached_property
    def general_notes(self) -> SafeString:
        """Notes on the text as a whole, which stand before it."""
        return mark_safe(notes.html_of(self.notes_by_block.get(self.document.root.id, [])))

    def notes_html(self, node: Node) -> SafeString:
        """The notes beside one block."""
        return mark_safe(notes.html_of(self.notes_by_block.get(node.id, [])))

    @cached_property
    def links(self) -> list[links.Link]:
        """All references of the text."""
        return links.links_of(self.document, self.places)

    @cached_property
    def hits(self) -> list[words.Hit]:
        """Where the words searched for stand."""
        return words.find(self.document, self.question) if self.question else []

    @cached_property
    def contents(self) -> list[outline.Entry]:
        """目次."""
        return outline.outline(self.document, self.places)

    def address(self, node: Node) -> str:
        """The permanent address of a node, or "" where it has none."""
        if self.slug is None or not node.id or "/" in node.id:
            return ""
        return reverse("agreements:node", args=[self.slug, node.id]) + self.query

    # the text as HTML ----------------------------------------------------------

    def _decoration(self, *, level: int, far: bool) -> Decoration:
        """``far``: other provisions are on another page, so links lead there and say what is there."""
        spans = [
            *links.link_spans(
                self.links,
                (lambda node: self.address(node)) if far else (lambda node: f"#{node.id}"),
                (lambda node: links.preview(node, self.places)) if far else (lambda node: ""),
            ),
            *notes.mark_spans(self.reading.findings, self.document),
            *notes.join_spans(self.document, set(self.places.nodes)),
            *words.hit_spans(self.hits),
        ]
        return Decoration(
            spans=tuple(spans),
            aside=self._aside,
            address=self.address,
            address_label=_("{}のページ"),
            level=level,
        )

    def _aside(self, node: Node) -> str:
        html = notes.html_of(self.notes_by_block.get(node.id, []), self.pending.get(node.id, ""))
        if self.with_source and node.kind not in (Kind.ANNEX, Kind.GROUP):
            lines = self.places.lines_of(node)
            if lines:
                html += self._line_link(*lines)
        return html

    def _line_link(self, first: int, last: int) -> str:
        numbers = str(first) if first == last else f"{first}–{last}"
        label = escape(_("原文 %(lines)s行") % {"lines": numbers})
        return f'<p class="lines"><a href="#L{first}">{label}</a></p>'

    @cached_property
    def text(self) -> SafeString:
        """The whole text."""
        decoration = self._decoration(level=2, far=False)
        return mark_safe(fragment(self.document, self.document.root, decoration))

    def part(self, node: Node) -> SafeString:
        """One provision alone."""
        return mark_safe(fragment(self.document, node, self._decoration(level=1, far=True)))

    def cells(self, row: Node) -> list[Cell]:
        """The cells of a row after the first, each with its heading and the party it speaks of."""
        inline = Inline(self.document.source, self._decoration(level=2, far=True).spans)
        cells = []
        for cell in row.children[1:]:
            heading = cell.attr("header")
            index = party_of(heading, self.document.facts.parties)
            party = self.document.facts.parties[index] if index is not None else None
            cells.append(
                Cell(
                    heading,
                    rail(index) if index is not None else "",
                    party.designation if party else "",
                    party.name if party else "",
                    mark_safe(inline.of(cell)),
                )
            )
        return cells

    @cached_property
    def source_lines(self) -> list[SourceLine]:
        """The source, line by line, each with the block that begins there."""
        begins: dict[int, str] = {}
        for node in self.document.root.walk():
            if node.kind in (Kind.MAIN, Kind.DOCUMENT) or not node.pieces:
                continue
            block = self.places.block_of(node.id)
            start = next((p.start for p in node.pieces if p.role != "layout"), None)
            if block is not None and start is not None:
                begins.setdefault(self.places.line_at(start), block.id)
        for join in self.document.joins:
            begins.setdefault(self.places.line_at(join.start), join.row_id)
        lines = self.document.source.split("\n")
        return [
            SourceLine(number, line, begins.get(number, ""))
            for number, line in enumerate(lines, start=1)
        ]

    def lines_of(self, node: Node) -> list[SourceLine]:
        """The lines of the source that a provision takes, its joined continuation included."""
        numbers: set[int] = set()
        extent = self.places.lines_of(node)
        if extent:
            numbers.update(range(extent[0], extent[1] + 1))
        lines = self.document.source.split("\n")
        return [
            SourceLine(number, lines[number - 1], "")
            for number in sorted(numbers)
            if lines[number - 1].strip()
        ]

    @cached_property
    def found(self) -> list[Found]:
        """The provisions with hits, in reading order, each with the words around the first."""
        gathered: dict[str, list[words.Hit]] = defaultdict(list)
        for hit in self.hits:
            block = self.places.block_of(hit.node_id)
            gathered[block.id if block else self.document.root.id].append(hit)
        return [
            Found(
                self.places.full_name(self.places.nodes[block_id]),
                hits[0].anchor,
                len(hits),
                self._excerpt(hits[0]),
            )
            for block_id, hits in gathered.items()
        ]

    def _excerpt(self, hit: words.Hit) -> SafeString:
        node = self.places.nodes[hit.node_id]
        start = max(hit.start - 24, min(piece.start for piece in node.pieces))
        end = min(hit.end + 40, max(piece.end for piece in node.pieces))
        source = self.document.source
        before, after = source[start : hit.start], source[hit.end : end]
        html = f"{escape(before)}<mark>{escape(source[hit.start : hit.end])}</mark>{escape(after)}"
        return mark_safe(" ".join(html.split("\n")))

    # facts ---------------------------------------------------------------------

    @cached_property
    def parties(self) -> list[PartyLine]:
        """当事者 in order, each with its rail."""
        return [
            PartyLine(party.designation, party.name, rail(index))
            for index, party in enumerate(self.document.facts.parties)
        ]

    @property
    def short_title(self) -> str:
        """How the page is headed: 「札幌市・石狩市 連携協約」, or the printed title."""
        facts = self.document.facts
        names = "・".join(party.name for party in facts.parties)
        return f"{names} {facts.genre}" if names and facts.genre else facts.title

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much the text holds: articles, rows, findings by weight."""
        return {
            "articles": len(self.document.articles()),
            "rows": len(self.document.of_kind(Kind.ROW)),
            "unparsed": len(self.document.of_kind(Kind.UNPARSED)),
            "findings": len(self.reading.findings),
        }
