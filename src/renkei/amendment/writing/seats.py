"""What a reader knows at a line of a block, and what he would take the next one for (読み手の見え方)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from renkei.amendment.writing.labels import (
    ANNEX,
    ARTICLE,
    DIVISION,
    DIVISIONS,
    ENUMERATOR,
    PARAGRAPH,
    REMARKS,
    SUPPLEMENT,
    TOC,
    choose,
    number_of,
)
from renkei.instrument.model import Kind, Number

SPACE = "　"
#: Kinds of one line of text that an address names, so that an unmarked line is one.
PLAIN = frozenset(
    {
        Kind.TITLE,
        Kind.LAW_NUMBER,
        Kind.COVER,
        Kind.ENACTMENT,
        Kind.CLOSING,
        Kind.DATE,
        Kind.FIELD,
        Kind.BLOCK,
        Kind.UNPARSED,
    }
)
_RANKS = {
    Kind.DOCUMENT: 0,
    Kind.MAIN: 1,
    Kind.SUPPLEMENT: 1,
    Kind.PREAMBLE: 1,
    Kind.ANNEX: 1,
    Kind.TOC: 1,
    Kind.PART: 2,
    Kind.CHAPTER: 3,
    Kind.SECTION: 4,
    Kind.SUBSECTION: 5,
    Kind.DIVISION: 6,
    Kind.ARTICLE: 7,
    Kind.PARAGRAPH: 8,
}
ITEMS = (Kind.ITEM, Kind.SUBITEM, Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader expects of a block: the kind of its outermost nodes, and what stood before.

    ``after``: the name of the sibling an Add AFTER names; ``kanji``: the prose counts in 漢数字;
    ``own``: it is the 附則 of the amending instrument.
    """

    kind: Kind
    after: str = ""
    kanji: bool = False
    own: bool = False


class Seen(NamedTuple):
    """What a line says: the node it opens, without what is below it."""

    kind: Kind
    depth: int
    number: Number | None
    label: str = ""
    caption: str = ""
    note: str = ""
    text: str = ""


@dataclass(slots=True)
class Seat:
    """An open node: later lines may come below it. ``last`` is the number of its last child."""

    kind: Kind
    number: Number | None
    indent: int | None = None  # n of an item or an entry of the contents; None for a marked one
    last: Number | None = None
    children: int = 0


class Seats:
    """The open nodes from the outermost in."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.open: list[Seat] = []
        self.top = Seat(Kind.DOCUMENT, None)  # holds what is known of the outermost nodes
        self.closed = False  # the contents have had their 附則

    def copy(self) -> Seats:
        """The state, to come back to."""
        other = Seats(self.expected)
        other.open = [replace(seat) for seat in self.open]
        other.top = replace(self.top)
        other.closed = self.closed
        return other

    def parent(self, depth: int) -> Seat | None:
        """The open node a child of ``depth`` would come under."""
        return self.open[depth - 2] if 2 <= depth <= len(self.open) + 1 else None

    def push(self, depth: int, seat: Seat) -> None:
        """Close everything at ``depth`` and below, then open a node there."""
        del self.open[depth - 1 :]
        parent = self.open[-1] if self.open else self.top
        parent.last = seat.number
        parent.children += 1
        self.open.append(seat)

    def see(self, body: str, indent: int, caption: str, *, first: bool) -> Seen | None:
        """What a reader takes an unmarked line for; ``caption`` is that of the line before."""
        if not body or body[0] in "〔" or bracketed(body):
            return None
        if any(seat.kind is Kind.TOC for seat in self.open) or (
            self.expected.kind is Kind.TOC_ENTRY
        ):
            return self._entry(body, indent)
        label, _, rest = body.partition(SPACE)
        seen = self._titled(body, label, rest, first=first)
        if seen is None and ENUMERATOR.fullmatch(label) and (rest or SPACE not in body):
            seen = self._enumerated(label, rest, indent)
        elif seen is None:
            seen = self._plain(body, indent)
        if seen is None or (caption and seen.kind not in (Kind.ARTICLE, Kind.PARAGRAPH)):
            return None
        return seen._replace(caption=caption) if caption else seen

    def _ranked(self, kind: Kind) -> int:
        """The depth of a node of ranked kind: all open of its rank or lower are closed."""
        rank = _RANKS[kind]
        for index, seat in enumerate(self.open):
            if _RANKS.get(seat.kind, 99) >= rank:
                return index + 1
        return len(self.open) + 1

    def _entry(self, body: str, indent: int) -> Seen | None:
        at = next((i for i, s in enumerate(self.open) if s.kind is Kind.TOC), -1)
        label, space, caption = body.partition(SPACE)
        note = ""
        words = caption if space else label
        if words.endswith("）"):
            begin = opening(words)
            note, words = words[begin + 1 : -1], words[:begin]
            label, caption = (label, words) if space else (words, "")
        known = DIVISION.fullmatch(label) or SUPPLEMENT.fullmatch(label) or ANNEX.fullmatch(label)
        if SUPPLEMENT.fullmatch(label) and (
            body != label or indent > 2 or self.closed or self.expected.kind is not Kind.TOC
        ):
            return None  # it would be taken for the 附則 of the amending instrument
        if not known or (space and not caption):
            return None
        return Seen(Kind.TOC_ENTRY, at + 1 + indent, number_of(label), label, caption, note)

    def _titled(self, body: str, label: str, rest: str, *, first: bool) -> Seen | None:
        if ARTICLE.fullmatch(label):
            return Seen(
                Kind.ARTICLE, self._ranked(Kind.ARTICLE), number_of(label), label, text=rest
            )
        if (found := DIVISION.fullmatch(label)) is not None:
            kind = DIVISIONS[found["k"]]
            return Seen(kind, self._ranked(kind), number_of(label), label, rest)
        if (found := SUPPLEMENT.match(body)) is not None:
            seen = self._noted(Kind.SUPPLEMENT, found.group(), body[found.end() :])
            if seen is not None and (
                self.expected.own or (first and self.expected.kind is Kind.SUPPLEMENT)
            ):
                return seen if seen.caption in ("", "抄") else None
        elif (found := ANNEX.match(body)) is not None:
            seen = self._noted(Kind.ANNEX, found.group(), body[found.end() :])
            if seen is not None and (not seen.note or seen.note.endswith("関係")):
                return None if seen.note and seen.caption else seen
        if TOC.fullmatch(body):
            return Seen(Kind.TOC, self._ranked(Kind.TOC), None, body)
        if REMARKS.fullmatch(label):
            for index, seat in reversed(list(enumerate(self.open))):
                if seat.kind is Kind.ANNEX:
                    return Seen(Kind.REMARKS, index + 2, None, label, text=rest)
            if self.expected.kind is Kind.REMARKS:
                return Seen(Kind.REMARKS, 1, None, label, text=rest)
        return None

    def _noted(self, kind: Kind, label: str, rest: str) -> Seen | None:
        note = caption = ""
        if rest.startswith("（"):
            end = closing(rest)
            if end < 0:
                return None
            note, rest = rest[1:end], rest[end + 1 :]
        if rest:
            if not rest.startswith(SPACE):
                return None
            caption = rest[1:]
        number = number_of(label) if kind is Kind.ANNEX else None
        return Seen(kind, self._ranked(kind), number, label, caption, note)

    def _enumerated(self, label: str, text: str, indent: int) -> Seen | None:
        if indent == 0:
            if not PARAGRAPH.fullmatch(label):
                return None
            kind, depth = Kind.PARAGRAPH, self._ranked(Kind.PARAGRAPH)
        else:
            place = self._item(indent)
            if place is None:
                return None
            kind, depth = place
        parent = self.parent(depth) if depth > 1 else self.top
        if parent is None:
            return None
        number = choose(
            label,
            parent.last if parent.children else None,
            self.expected.after if depth == 1 and not parent.children else "",
            first_below=depth > 1 and not parent.children,
            kanji=self.expected.kanji,
        )
        return Seen(kind, depth, number, label, text=text)

    def _item(self, indent: int) -> tuple[Kind, int] | None:
        """Kind and depth of an enumerated line with ``indent`` spaces."""
        expected = self.expected.kind
        if (expected in (Kind.ITEM, Kind.GROUP) and indent == 1) or (
            expected is Kind.SUBITEM and indent == 2
        ):
            return expected, 1
        for index, seat in reversed(list(enumerate(self.open))):
            if indent == 1 and seat.kind in (Kind.PARAGRAPH, Kind.REMARKS, Kind.ANNEX):
                return Kind.ITEM, index + 2
            if indent > 1 and seat.kind in ITEMS and seat.indent == indent - 1:
                return Kind.SUBITEM, index + 2
        return None

    def _plain(self, body: str, indent: int) -> Seen | None:
        expected = self.expected.kind
        if indent == 0:
            return Seen(Kind.CELL, 1, None, text=body) if expected is Kind.CELL else None
        for index, seat in enumerate(self.open):
            if seat.kind is Kind.PREAMBLE:
                return Seen(Kind.PARAGRAPH, index + 2, None, text=body)
        if self.open and self.open[-1].kind is Kind.SUPPLEMENT:
            return Seen(Kind.PARAGRAPH, len(self.open) + 1, Number((1,)), text=body)
        if expected is Kind.PARAGRAPH:
            return Seen(Kind.PARAGRAPH, 1, Number((1,)), text=body)
        return Seen(expected, 1, None, text=body) if expected in PLAIN else None


def bracketed(text: str) -> bool:
    """Whether one pair of full-width brackets holds all of it."""
    return text.startswith("（") and closing(text) == len(text) - 1


def closing(text: str) -> int:
    """Where the bracket that opens ``text`` is closed; -1 where it is not."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "（") - (char == "）")
        if depth == 0:
            return index
    return -1


def opening(text: str) -> int:
    """Where the bracket that closes ``text`` opens; 0 where it does not."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == "）") - (text[index] == "（")
        if depth == 0:
            return index
    return 0
