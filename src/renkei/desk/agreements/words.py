"""Finding words in one text: full and half width, upper and lower case count as the same."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from renkei.instrument.formats.html import Span
from renkei.instrument.model import Document, Role

#: Longer questions are cut; nobody searches for more than a sentence.
LONGEST = 100
#: Hits shown; beyond them only the number is said.
MOST = 200


@dataclass(frozen=True)
class Hit:
    """One place where the words stand. ``node_id`` is the node whose own text holds them."""

    anchor: str
    node_id: str
    start: int
    end: int


def fold(text: str) -> tuple[str, list[int]]:
    """Text as it is compared, and for each of its characters the index of the one it came from."""
    parts: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        folded = unicodedata.normalize("NFKC", character).casefold()
        parts.append(folded)
        origins.extend([index] * len(folded))
    return "".join(parts), origins


def find(document: Document, question: str) -> list[Hit]:
    """All places of the words, in reading order. Words are found inside one run of text only."""
    wanted = fold(question.strip()[:LONGEST])[0]
    hits: list[Hit] = []
    if not wanted:
        return hits
    for node in document.root.walk():
        for piece in node.pieces:
            if piece.role is Role.LAYOUT:
                continue
            folded, origins = fold(document.source[piece.start : piece.end])
            at = folded.find(wanted)
            while at >= 0:
                start = piece.start + origins[at]
                end = piece.start + origins[at + len(wanted) - 1] + 1
                hits.append(Hit(f"h{len(hits) + 1}", node.id, start, end))
                at = folded.find(wanted, at + len(wanted))
    return hits


def hit_spans(hits: list[Hit]) -> list[Span]:
    """The hits, highlighted."""
    return [
        Span(hit.start, hit.end, "mark", (("class", "hit"),), (("id", hit.anchor),), rank=4)
        for hit in hits[:MOST]
    ]
