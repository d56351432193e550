"""Running text as HTML: characters escaped, decorations laid over them by their place in the source.

A decoration (参照のリンク, 検査の指摘, 検索の語) is a :class:`Span` over source offsets; it need not
know the tree, and the tree need not know it. Where two overlap, the one of lower ``rank`` is the
outer element and the other is opened again inside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from renkei.instrument.model import Kind, Node, Piece, Role

#: The line end that stands inside a cell or paragraph of a word-processor file.
LINE_SEPARATOR = "\u2028"


class Span(NamedTuple):
    """An element laid over ``source[start:end]``. ``attrs`` are unescaped values.

    ``first`` are attributes that only the first fragment of the element carries (an ``id`` may stand
    only once, though an element may have to be written in several fragments).
    """

    start: int
    end: int
    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    first: tuple[tuple[str, str], ...] = ()
    rank: int = 0


def escape(text: str) -> str:
    """Text made safe for HTML content and for attribute values in double quotes."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes with a leading space each; an empty string when there are none."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


class Inline:
    """Writes pieces of one source with the decorations that touch them."""

    def __init__(self, source: str, spans: Iterable[Span] = ()) -> None:
        self._source = source
        self._spans = sorted(spans, key=lambda span: (span.start, span.rank, -span.end))
        self._starts = [span.start for span in self._spans]
        #: How far left of a piece a span can begin and still reach into it.
        self._reach = max((span.end - span.start for span in self._spans), default=0)

    def of(self, node: Node, role: Role = Role.TEXT, *, links: bool = True) -> str:
        """The pieces of ``role`` of ``node``. ``links=False`` leaves links out (inside a link)."""
        parts: list[str] = []
        previous: Piece | None = None
        for piece in node.pieces:
            if piece.role is not role:
                continue
            if previous is not None and self._columns(node, previous.end, piece.start):
                parts.append("　")
            parts.append(self.between(piece.start, piece.end, links=links))
            previous = piece
        return "".join(parts)

    def between(self, start: int, end: int, *, links: bool = True) -> str:
        """``source[start:end]`` with its decorations."""
        spans = [
            span
            for span in self._spans[
                bisect_left(self._starts, start - self._reach) : bisect_left(self._starts, end)
            ]
            if span.end > start and span.end > span.start and (links or span.tag != "a")
        ]
        if not spans:
            return self._plain(start, end)
        edges = sorted(
            {start, end}
            | {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
        )
        parts: list[str] = []
        open_spans: list[Span] = []
        for left, right in pairwise(edges):
            wanted = [span for span in spans if span.start <= left and span.end >= right]
            wanted.sort(key=lambda span: (span.rank, span.start, -span.end))
            keep = 0
            while keep < min(len(open_spans), len(wanted)) and open_spans[keep] is wanted[keep]:
                keep += 1
            parts.extend(f"</{span.tag}>" for span in reversed(open_spans[keep:]))
            for span in wanted[keep:]:
                head = span.first if left == span.start else ()
                parts.append(f"<{span.tag}{attributes((*head, *span.attrs))}>")
            open_spans = wanted
            parts.append(self._plain(left, right))
        parts.extend(f"</{span.tag}>" for span in reversed(open_spans))
        return "".join(parts)

    def _columns(self, node: Node, start: int, end: int) -> bool:
        """Two columns of one provision, as a law prints them; a cell broken over a page has none."""
        return node.kind is not Kind.CELL and "\t" in self._source[start:end]

    def _plain(self, start: int, end: int) -> str:
        return escape(self._source[start:end]).replace(LINE_SEPARATOR, "<br>")
