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
from renkei.amendment.reading.seats import Draft, Seats
from renkei.instrument.model import Kind, Node, Number

SPACE = "\u3000"
_ONE = Number((1,))
_RULE = re.compile("─{10}")
_MARK = re.compile(
    r"〔(?P<kind>[^・〕]+)(?:・(?P<number>[0-9_:]+))?(?:・(?P<depth>[0-9]+)段)?〕(?P<rest>.*)", re.S
)
_WORDS = {
    "全文": Kind.DOCUMENT,
    "表紙": Kind.COVER,
    "番号": Kind.LAW_NUMBER,
    "題名": Kind.TITLE,
    "目次": Kind.TOC,
    "目次の行": Kind.TOC_ENTRY,
    "制定文": Kind.ENACTMENT,
    "前文": Kind.PREAMBLE,
    "本則": Kind.MAIN,
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
    "条": Kind.ARTICLE,
    "項": Kind.PARAGRAPH,
    "号": Kind.ITEM,
    "号の細分": Kind.SUBITEM,
    "附則": Kind.SUPPLEMENT,
    "後文": Kind.CLOSING,
    "締結日": Kind.DATE,
    "署名欄": Kind.SIGNATURE,
    "署名欄の行": Kind.FIELD,
    "別表": Kind.ANNEX,
    "部": Kind.GROUP,
    "表": Kind.TABLE,
    "見出し行": Kind.HEADER,
    "行": Kind.ROW,
    "欄": Kind.CELL,
    "備考": Kind.REMARKS,
    "一体": Kind.BLOCK,
    "不明行": Kind.UNPARSED,
}
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


def is_marked(line: str) -> bool:
    """Whether a line says in 〔〕 what it is."""
    found = _MARK.fullmatch(line)
    return found is not None and (found["kind"] in _WORDS or found["kind"] == "文")


def words_of(line: str) -> str | None:
    """The words of a block that is one line of words; None where it is a marked line of a node."""
    found = _MARK.fullmatch(line)
    if found is None or found["kind"] not in (*_WORDS, "文"):
        return line.strip(SPACE + " \t")
    return found["rest"] if found["kind"] == "文" else None


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
        if (found := _MARK.fullmatch(line)) and found["kind"] in _WORDS:
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
        kind, rest = _WORDS[found["kind"]], found["rest"]
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
            parts = _noted(body[found.end() :])
            if parts is None or parts[1] not in ("", "抄"):
                return None
            draft = Draft(Kind.SUPPLEMENT, found[0], None, parts[1], parts[0])
            return self.seats.ranked(Kind.SUPPLEMENT), draft
        if found := ANNEX.match(body):
            parts = _noted(body[found.end() :])
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


def bracketed(text: str) -> bool:
    """Whether one pair of full-width brackets holds all of it."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "（") - (char == "）")
        if depth <= 0:
            return text.startswith("（") and place == len(text) - 1
    return False


def opening_bracket(text: str) -> int:
    """Where the bracket that closes the text opens; 0 where it does not."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == "）") - (text[place] == "（")
        if depth == 0:
            return place
    return 0


def _noted(rest: str) -> tuple[str, str] | None:
    """（note） and 　caption behind a label; None when something else stands there."""
    note = ""
    if rest.startswith("（"):
        depth = 0
        for place, char in enumerate(rest):
            depth += (char == "（") - (char == "）")
            if depth == 0:
                note, rest = rest[1:place], rest[place + 1 :]
                break
        else:
            return None
    if rest and not rest.startswith(SPACE):
        return None
    return note, rest[1:]
