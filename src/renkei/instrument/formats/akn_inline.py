"""Text of a node inside an element: links, parties, Ruby, raised and lowered signs, line ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.instrument.formats.akn_element import safe, sub
from renkei.instrument.formats.akn_ids import Names
from renkei.instrument.model import Document, Node, Role
from renkei.instrument.references import Reference

if TYPE_CHECKING:
    from lxml import etree

_MARKS = {"Sup": "sup", "Sub": "sub", "Ruby": "inline", "Rt": "inline"}
LINE = "\u2028"


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    tag: str
    attrs: tuple[tuple[str, str], ...]


class Inline:
    """Writes the characters of a node's pieces, with what is known of places in them."""

    def __init__(self, document: Document, names: Names, references: Sequence[Reference]) -> None:
        self._source = document.source
        spans: list[_Span] = []
        for reference in references:
            target = names.target(reference.target_ids[0]) if reference.target_ids else ""
            if target:
                attrs = (("href", f"#{target}"),)
                spans.append(_Span(reference.start, reference.end, "ref", attrs))
        for index, party in enumerate(document.facts.parties, 1):
            attrs = (("refersTo", f"#party_{index}"),)
            spans.append(_Span(party.start, party.end, "party", attrs))
        self._spans = sorted(
            (span for span in spans if span.start < span.end), key=lambda s: (s.start, -s.end)
        )
        self._starts = [span.start for span in self._spans]

    def fill(self, el: etree._Element, node: Node, role: Role) -> None:
        """All text of this role into ``el``."""
        pieces = [piece for piece in node.pieces if piece.role is role]
        if not pieces:  # a node made by hand
            add(el, getattr(node, role.value) if role is not Role.LAYOUT else "")
            return
        start, end = pieces[0].start, pieces[-1].end
        spans = self._within(start, end) if self._spans else []
        for mark in node.marks:
            if mark.name in _MARKS and start <= mark.start < mark.end <= end + 1:
                attrs = (("name", mark.name.lower()),) if mark.name in ("Ruby", "Rt") else ()
                spans.append(_Span(mark.start, mark.end, _MARKS[mark.name], attrs))
        if not spans and len(pieces) == 1:
            add(el, self._source[start:end])
            return
        ruby = max((span.end for span in spans), default=end)
        ranges = [(piece.start, piece.end) for piece in pieces]
        self._nest(el, start, max(end, ruby), _nested(spans), ranges)

    def _within(self, start: int, end: int) -> list[_Span]:
        found = []
        for index in range(bisect_left(self._starts, start), len(self._spans)):
            span = self._spans[index]
            if span.start >= end:
                break
            if span.end <= end:
                found.append(span)
        return found

    def _nest(
        self,
        el: etree._Element,
        start: int,
        end: int,
        spans: list[_Span],
        ranges: list[tuple[int, int]],
    ) -> None:
        position = start
        index = 0
        while index < len(spans):
            span = spans[index]
            self._add(el, position, span.start, ranges)
            inner = []
            index += 1
            while index < len(spans) and spans[index].end <= span.end:
                inner.append(spans[index])
                index += 1
            made = sub(el, span.tag, dict(span.attrs))
            if ("name", "rt") in span.attrs:  # the reading is layout in the source
                add(made, self._source[span.start : span.end])
            else:
                self._nest(made, span.start, span.end, inner, ranges)
            position = span.end
        self._add(el, position, end, ranges)

    def _add(self, el: etree._Element, start: int, end: int, ranges: list[tuple[int, int]]) -> None:
        for left, right in ranges:
            if left < end and start < right:
                add(el, self._source[max(left, start) : min(right, end)])


def _nested(spans: list[_Span]) -> list[_Span]:
    """Spans in reading order, outer before inner; one that crosses another is left out."""
    kept: list[_Span] = []
    open_ends: list[int] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        if open_ends and span.end > open_ends[-1]:
            continue
        kept.append(span)
        open_ends.append(span.end)
    return kept


def add(el: etree._Element, text: str) -> None:
    """Text at the end of an element; U+2028 becomes a line end."""
    first, *more = text.split(LINE)
    _append(el, first)
    for line in more:
        sub(el, "br")
        _append(el, line)


def _append(el: etree._Element, text: str) -> None:
    if not text:
        return
    if len(el):
        el[-1].tail = (el[-1].tail or "") + safe(text)
    else:
        el.text = (el.text or "") + safe(text)
