"""The text on the table with what was said in its margin (協議の画面)."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from renkei.desk.agreements.page import TextPage
from renkei.desk.agreements.reading import Reading
from renkei.desk.negotiation.threads import Talks, Thread
from renkei.desk.negotiation.wording import Spot
from renkei.instrument.formats.html import Decoration, Span
from renkei.instrument.model import Node


class TalksPage(TextPage):
    """A text under way: comments stand beside their provisions, the words they quote are marked."""

    def __init__(self, talks: Talks, *, alone: bool = False) -> None:
        super().__init__(Reading(talks.document, ()))
        self.talks = talks
        #: One provision on a page of its own, which lists what was said below it
        self.alone = alone

    def address(self, node: Node) -> str:
        """Where a provision is spoken of, "" for one that has no address."""
        if self.alone or not node.id or "/" in node.id:
            return ""
        return reverse("negotiation:provision", args=[self.talks.procedure.pk, node.id])

    @property
    def general_notes(self) -> SafeString:
        """What was said of the whole text stands before it."""
        return self._notes(self.talks.general)

    def _decoration(self, *, level: int, far: bool) -> Decoration:
        return Decoration(
            spans=tuple(self._quoted()),
            aside=self._aside,
            address=self.address,
            address_label=_("{}の協議"),
            level=level,
        )

    def _aside(self, node: Node) -> str:
        return "" if self.alone else str(self._notes(self.talks.by_block.get(node.id, [])))

    def _notes(self, threads: list[Thread]) -> SafeString:
        if not threads:
            return mark_safe("")
        return render_to_string("negotiation/notes.html", {"threads": threads})

    def _quoted(self) -> list[Span]:
        nodes = self.places.nodes
        return [
            Span(start, end, "mark", (("class", "spoken"),), rank=2)
            for thread in self.talks.open
            for spot in thread.where
            for start, end in ranges(nodes[spot.node_id], spot)
        ]


def ranges(node: Node, spot: Spot) -> list[tuple[int, int]]:
    """Where words stand in the source."""
    found, position = [], 0
    for piece in node.pieces:
        if piece.role is not spot.role:
            continue
        size = piece.end - piece.start
        low, high = max(spot.at, position), min(spot.at + spot.length, position + size)
        if low < high:
            found.append((piece.start + low - position, piece.start + high - position))
        position += size
    return found
