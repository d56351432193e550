"""Findings as they stand on a page: notes in the margin, and marks on the words concerned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from django.utils import translation
from django.utils.translation import gettext as _

from renkei.desk.agreements.places import Places
from renkei.instrument.checks import RULES
from renkei.instrument.formats.html import Span, escape
from renkei.instrument.model import Document, Finding, Kind, Severity

#: Longer findings speak of a whole provision: the note says so, and no word is coloured.
MARKED_LENGTH = 160
CSS = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.NOTE: "info"}


@dataclass(frozen=True)
class Note:
    """One thing said beside a block, for all the places in it that it concerns."""

    block_id: str
    code: str
    severity: Severity
    title: str
    message: str
    remedy: str
    spots: tuple[tuple[str, str], ...]

    @property
    def css(self) -> str:
        """Class of the note's rail."""
        return CSS[self.severity]


def speaks_english() -> bool:
    """Whether the page is in English."""
    return translation.get_language() == "en"


def notes_of(findings: tuple[Finding, ...], places: Places) -> list[Note]:
    """Findings gathered by block and rule, in reading order, numbered through by their anchors."""
    english = speaks_english()
    gathered: dict[tuple[str, str], list[tuple[Finding, str]]] = {}
    for number, found in zip(count(1), findings, strict=False):
        block = places.block_of(found.node_id)
        key = (block.id if block else places.document.root.id, found.code)
        gathered.setdefault(key, []).append((found, f"f{number}"))
    notes = []
    for (block_id, code), group in gathered.items():
        first = group[0][0]
        # A text read by a newer Renkei may bring a code that is not in the book of today's rules.
        entry = RULES.get(code)
        notes.append(
            Note(
                block_id=block_id,
                code=code if entry else "",
                severity=first.severity,
                title=str(getattr(entry, "title_en" if english else "title_ja", code)),
                message=first.message_en if english else first.message_ja,
                remedy=str(getattr(entry, "remedy_en" if english else "remedy_ja", "")),
                spots=tuple(
                    (anchor, _spot(found, number, places))
                    for number, (found, anchor) in enumerate(group, start=1)
                    if _marked(found)
                ),
            )
        )
    return notes


def mark_spans(findings: tuple[Finding, ...], document: Document) -> list[Span]:
    """A mark over the words of each finding that speaks of words."""
    joined = {(join.start, join.end) for join in document.joins}
    return [
        Span(
            found.start,
            found.end,
            "mark",
            (("class", "seen" if found.severity is Severity.NOTE else "slip"),),
            (("id", f"f{number}"),),
            rank=2,
        )
        for number, found in zip(count(1), findings, strict=False)
        if _marked(found) and (found.start, found.end) not in joined
    ]


def _spot(found: Finding, number: int, places: Places) -> str:
    node = places.nodes.get(found.node_id)
    return places.name(node) if node and node.kind is Kind.CELL else str(number)


def _marked(found: Finding) -> bool:
    return 0 < found.end - found.start <= MARKED_LENGTH


def join_spans(document: Document, known: set[str]) -> list[Span]:
    """A thin line under the words that a broken row got back from over the page."""
    return [
        Span(join.start, join.end, "span", (("class", "join"),), rank=3)
        for join in document.joins
        if join.row_id in known
    ]


def join_notes(document: Document, places: Places, said: list[Note]) -> list[Note]:
    """Why rows were joined, where no finding says it already."""
    english = speaks_english()
    rows = {
        note.block_id
        for note in said
        for join in document.joins
        if join.row_id == note.block_id
        and (join.reason_en if english else join.reason_ja) in note.message
    }
    return [
        Note(
            block_id=join.row_id,
            code="",
            severity=Severity.NOTE,
            title=_("ページをまたいだ行"),
            message=join.reason_en if english else join.reason_ja,
            remedy="",
            spots=(),
        )
        for join in document.joins
        if join.row_id in places.nodes and join.row_id not in rows
    ]


def html_of(notes: list[Note], first: str = "") -> str:
    """Notes of one block as they stand in the margin (or under the block on a narrow screen).

    ``first`` is finished HTML that stands before them.
    """
    if not notes and not first:
        return ""
    parts = [f'<div class="notes" role="note">{first}']
    for note in notes:
        code = f" <code>{escape(note.code)}</code>" if note.code else ""
        parts.append(
            f'<div class="note {note.css}"><p class="nt">{escape(note.title)}{code}</p>'
            f"<p>{escape(note.message)}</p>"
        )
        if len(note.spots) > 1:
            links = " ".join(
                f'<a href="#{anchor}">{escape(name)}</a>' for anchor, name in note.spots
            )
            parts.append(f'<p class="spots">{escape(_("箇所"))} {links}</p>')
        if note.remedy:
            parts.append(
                f"<details><summary>{escape(_('どうするか'))}</summary>"
                f"<p>{escape(note.remedy)}</p></details>"
            )
        parts.append("</div>")
    parts.append("</div>")
    return "".join(parts)
