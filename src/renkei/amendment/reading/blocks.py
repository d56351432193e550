"""New text under a sentence, line by line, in its exact layout (新しい文の読取り).

The layout is the one that the writing of amendments defines; looser ones of real prose are brought to
it first (:mod:`renkei.amendment.reading.layouts`). A line that fits nowhere makes the whole block
unread: :func:`read_lines` then returns None.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from renkei.amendment.reading.labels import (
    ANNEX,
    ARTICLE,
    BRANCHED,
    CONTENTS,
    DIVISION,
    DIVISIONS,
    ENUMERATOR,
    PARAGRAPH,
    RANGE,
    REMARKS,
    SUPPLEMENT,
    enumerated,
    label_number,
)
from renkei.amendment.reading.marks import (
    MARK,
    SPACE,
    WORDS,
    bracketed,
    is_marked,
    noted,
    opening_bracket,
)
from renkei.amendment.reading.seats import Draft, Seats
from renkei.instrument.model import Kind, Node, Number

_ONE = Number((1,))
_RULE = re.compile("─{10}")
#: Kinds that are one line of text each.
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
_LISTED = (Kind.ITEM, Kind.SUBITEM, Kind.GROUP)


class Expected(NamedTuple):
    """What a block should hold: the kind of its outermost nodes, and what stood before.

    ``after``: the printed name of the provision it follows; ``kanji``: the prose counts in 漢数字;
    ``own``: it is the 附則 of the amending instrument.
    """

    kind: Kind
    after: str = ""
    kanji: bool = False
    own: bool = False


def read_lines(lines: list[str], expected: Expected) -> tuple[Node, ...] | None:
    """The nodes of a block in the exact layout; None where a line fits nowhere."""
    reader = _Reader(lines, expected)
    for index in range(len(lines)):
        if not reader.line(index):
            return None
    if reader.caption is not None or not reader.seats.roots:
        return None
    return tuple(draft.node() for draft in reader.seats.roots)


class _Reader:
    def __init__(self, lines: list[str], expected: Expected) -> None:
        self.lines = lines
        self.expected = expected
        self.seats = Seats()
        self.caption: str | None = None
        self.in_rows = False
        if lines and expected.kind in (Kind.MAIN, Kind.PREAMBLE) and not is_marked(lines[0]):
            self.seats.put(1, Draft(expected.kind))

    def line(self, index: int) -> bool:
        """Read one line; False where it fits nowhere."""
        line = self.lines[index]
        if (found := MARK.fullmatch(line)) and found["kind"] in WORDS:
            return self.caption is None and self.marked(found)
        if _RULE.fullmatch(line):
            return self.rule()
        if "\t" in line:
            return self.caption is None and self.row(line)
        self.in_rows = False
        body = line.lstrip(SPACE)
        if not body or body != body.strip(SPACE + " \t"):
            return False
        return self.unmarked(body, len(line) - len(body), index)

    # ---- marked lines and rows -----------------------------------------------------------------

    def marked(self, found: re.Match[str]) -> bool:
        kind, rest = WORDS[found["kind"]], found["rest"]
        depth = int(found["depth"] or 1)
        number = Number.parse(found["number"]) if found["number"] else None
        if not 1 <= depth <= len(self.seats.open) + 1 or (found["number"] and number is None):
            return False
        draft = Draft(kind, number=number)
        if kind in (Kind.ROW, Kind.HEADER):
            if rest:
                draft.children = [Draft(Kind.CELL, text=text) for text in rest.split("\t")]
        elif "\t" in rest:
            fields = rest.split("\t", 3)
            if len(fields) < 4:
                return False
            draft.label, draft.caption, draft.note, draft.text = fields
        else:
            draft.text = rest
        self.seats.put(depth, draft)
        self.in_rows = kind is Kind.TABLE or (kind in (Kind.ROW, Kind.HEADER) and bool(rest))
        return True

    def row(self, line: str) -> bool:
        row = Draft(Kind.ROW, children=[Draft(Kind.CELL, text=text) for text in line.split("\t")])
        if self.expected.kind is Kind.ROW:
            self.seats.put(1, row)
        elif self.in_rows and (depth := self.seats.innermost(Kind.TABLE)):
            del self.seats.open[depth:]
            self.seats.open[-1].children.append(row)
        elif self.seats.open or self.expected.kind is Kind.TABLE:
            self.seats.put(len(self.seats.open) + 1, Draft(Kind.TABLE, children=[row]))
        else:
            return False
        self.in_rows = True
        return True

    def rule(self) -> bool:
        """All rows above the rule are headings."""
        depth = self.seats.innermost(Kind.TABLE)
        if self.expected.kind is Kind.ROW:
            rows = self.seats.roots
        elif depth:
            rows = self.seats.open[depth - 1].children
        else:
            return False
        for row in rows:
            if row.kind is Kind.ROW:
                row.kind = Kind.HEADER
        self.in_rows = True
        return bool(rows)

    # ---- unmarked lines ------------------------------------------------------------------------

    def unmarked(self, body: str, indent: int, index: int) -> bool:
        if self.seats.has(Kind.TOC) or self.expected.kind is Kind.TOC_ENTRY:
            return self.entry(body, indent)
        if bracketed(body):
            if self.caption is not None:
                return False
            self.caption = body[1:-1]
            return True
        depth = self.place(body, indent, index)
        if depth is None:
            return False
        at, draft, text = depth
        if self.caption is not None:
            if draft.kind not in (Kind.ARTICLE, Kind.PARAGRAPH):
                return False
            draft.caption, self.caption = self.caption, None
        self.seats.put(at, draft)
        if draft.kind is Kind.ARTICLE and text:
            self.seats.put(at + 1, Draft(Kind.PARAGRAPH, number=_ONE, text=text))
        return True

    def place(self, body: str, indent: int, index: int) -> tuple[int, Draft, str] | None:
        label, space, rest = body.partition(SPACE)
        if ARTICLE.fullmatch(label):
            draft = Draft(Kind.ARTICLE, label, label_number(label))
            return self.seats.ranked(Kind.ARTICLE), draft, rest
        if found := DIVISION.fullmatch(label):
            kind = DIVISIONS[found["unit"]]
            return self.seats.ranked(kind), Draft(kind, label, label_number(label), rest), ""
        titled = self.titled(body, index)
        if titled is not None:
            return (*titled, "")
        if REMARKS.fullmatch(label):
            depth = self.seats.innermost(Kind.ANNEX)
            if depth or self.expected.kind is Kind.REMARKS:
                return depth + 1, Draft(Kind.REMARKS, label, text=rest), ""
        listed = any(known.fullmatch(label) for known in (ENUMERATOR, RANGE, BRANCHED))
        if listed and (rest or not space):
            item = self.listed(label, rest, indent, index)
            return (*item, "") if item else None
        plain = self.plain(body, indent)
        return (*plain, "") if plain else None

    def titled(self, body: str, index: int) -> tuple[int, Draft] | None:
        """附則, 別表, 目次."""
        if found := SUPPLEMENT.match(body):
            if not self.expected.own and (index or self.expected.kind is not Kind.SUPPLEMENT):
                return None
            parts = noted(body[found.end() :])
            if parts is None or parts[1] not in ("", "抄"):
                return None
            draft = Draft(Kind.SUPPLEMENT, found[0], None, parts[1], parts[0])
            return self.seats.ranked(Kind.SUPPLEMENT), draft
        if found := ANNEX.match(body):
            parts = noted(body[found.end() :])
            if parts is not None and (not parts[0] or (parts[0].endswith("関係") and not parts[1])):
                number = label_number(found[0])
                draft = Draft(Kind.ANNEX, found[0], number, parts[1], parts[0])
                return self.seats.ranked(Kind.ANNEX), draft
        if CONTENTS.fullmatch(body):
            return self.seats.ranked(Kind.TOC), Draft(Kind.TOC, body)
        return None

    def entry(self, body: str, indent: int) -> bool:
        """An entry of the contents: label, caption, (note)."""
        label, space, caption = body.partition(SPACE)
        note = ""
        words = caption if space else label
        if words.endswith("）"):
            start = opening_bracket(words)
            note, words = words[start + 1 : -1], words[:start]
            label, caption = (label, words) if space else (words, "")
        if not any(p.fullmatch(label) for p in (DIVISION, SUPPLEMENT, ANNEX, ARTICLE)):
            return False
        # Directly below the TOC (or, where entries are the outermost, at 1) with n=1.
        depth = self.seats.innermost(Kind.TOC) + indent
        if not 1 <= depth <= len(self.seats.open) + 1:
            return False
        self.seats.put(depth, Draft(Kind.TOC_ENTRY, label, label_number(label), caption, note))
        return True

    def listed(self, label: str, text: str, indent: int, index: int) -> tuple[int, Draft] | None:
        """A paragraph (at the beginning of the line), an item, or a heading over a table."""
        if indent == 0:
            if not PARAGRAPH.fullmatch(label) and not RANGE.fullmatch(label):
                return None
            kind, depth = Kind.PARAGRAPH, self.seats.ranked(Kind.PARAGRAPH)
        else:
            place = self.item(indent)
            if place is None:
                return None
            kind, depth = place
        before = self.seats.siblings(depth)
        number = enumerated(
            label,
            before[-1].number if before else None,
            self.expected.after if depth == 1 and not before else "",
            heads_list=depth > 1 and not before,
            kanji=self.expected.kanji,
        )
        draft = Draft(kind, label, number, text=text, indent=indent if indent else None)
        parent = self.seats.open[depth - 2].kind if depth > 1 else None
        if kind is Kind.GROUP or (
            kind in _LISTED and parent in (Kind.ANNEX, Kind.GROUP) and self.heading(index, indent)
        ):
            draft.kind, draft.caption, draft.text = Kind.GROUP, text, ""
        return depth, draft

    def item(self, indent: int) -> tuple[Kind, int] | None:
        expected = self.expected.kind
        if (expected in (Kind.ITEM, Kind.GROUP) and indent == 1) or (
            expected is Kind.SUBITEM and indent == 2
        ):
            return expected, 1
        if indent == 1:
            depth = self.seats.innermost(Kind.PARAGRAPH, Kind.REMARKS, Kind.ANNEX)
            return (Kind.ITEM, depth + 1) if depth else None
        for depth in range(len(self.seats.open), 0, -1):
            draft = self.seats.open[depth - 1]
            if draft.kind in _LISTED and draft.indent == indent - 1:
                return Kind.SUBITEM, depth + 1
        return None

    def heading(self, index: int, indent: int) -> bool:
        """Whether the next line makes this one a heading: a row, or a heading one space deeper."""
        if index + 1 >= len(self.lines):
            return False
        line = self.lines[index + 1]
        if is_marked(line) or _RULE.fullmatch(line):
            return False
        if "\t" in line:
            return True
        body = line.lstrip(SPACE)
        label, space, rest = body.partition(SPACE)
        return (
            len(line) - len(body) == indent + 1
            and ENUMERATOR.fullmatch(label) is not None
            and bool(rest or not space)
            and self.heading(index + 1, indent + 1)
        )

    def plain(self, body: str, indent: int) -> tuple[int, Draft] | None:
        """A line without label."""
        expected = self.expected.kind
        if indent == 0:
            return (1, Draft(Kind.CELL, text=body)) if expected is Kind.CELL else None
        if depth := self.seats.innermost(Kind.PREAMBLE):
            return depth + 1, Draft(Kind.PARAGRAPH, text=body)
        if self.seats.open and self.seats.open[-1].kind is Kind.SUPPLEMENT:
            return len(self.seats.open) + 1, Draft(Kind.PARAGRAPH, number=_ONE, text=body)
        if expected is Kind.PARAGRAPH:
            return 1, Draft(Kind.PARAGRAPH, number=_ONE, text=body)
        return (1, Draft(expected, text=body)) if expected in PLAIN else None
