"""The stack builder: lines in order, each put at its place in the tree (読み取りの本体).

A line opens a provision, goes on the one above, is a table row, or is kept as ``unparsed``. Nothing
is thrown away and nothing raises: where the text does not follow its own order (第3条 after 第5条, イ
without ア) the tree follows the text and the checks speak of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from renkei.instrument.model import Join, Kind, Node, Number, Role
from renkei.instrument.reading import head, markers
from renkei.instrument.reading.draft import Draft, freeze
from renkei.instrument.reading.lists import Ladder, OpenLists
from renkei.instrument.reading.tables import TableReading, split_row
from renkei.instrument.sources.linear import RowHint

#: A text of more lines than this is read up to here; the rest is one unparsed node.
MAX_LINES = 300_000

_LAYOUT, _LABEL, _TEXT, _CAPTION, _NOTE = (
    Role.LAYOUT,
    Role.LABEL,
    Role.TEXT,
    Role.CAPTION,
    Role.NOTE,
)
_DIVISION_KINDS = {
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
}
_DEPTH = {kind: depth for depth, kind in enumerate(_DIVISION_KINDS.values())}
_WHITE = " \u3000\t\r\f\v\u00a0\ufeff"
_FIRST_ROW = frozenset("\t|")


class Line(NamedTuple):
    """A line that is not blank: ``begin``–``stop`` without the white space around it."""

    start: int
    end: int
    begin: int
    stop: int


class Built(NamedTuple):
    """What came out: the tree, the joined rows, and ids of nodes left unparsed."""

    root: Node
    joins: tuple[Join, ...]


def lines_of(source: str) -> list[Line]:
    """All lines that hold something, with the range of what they hold."""
    lines: list[Line] = []
    start, length = 0, len(source)
    while start < length:
        end = source.find("\n", start)
        if end < 0:
            end = length
        text = source[start:end]
        stripped = text.lstrip(_WHITE)
        if stripped:
            begin = end - len(stripped)
            lines.append(Line(start, end, begin, begin + len(stripped.rstrip(_WHITE))))
            if len(lines) > MAX_LINES:
                break
        start = end + 1
    return lines


class Builder:
    """Reads one source. Use :func:`build`."""

    def __init__(self, source: str, hints: Mapping[int, RowHint], ladder: Ladder | None) -> None:
        self.source = source
        self.hints = hints
        self.lines = lines_of(source)
        self.root = Draft(Kind.DOCUMENT)
        self.last = self.root  # owner of the white space that follows
        self.zone = "body"  # body, supplement, closing, annex
        self.main: Draft | None = None
        self.divisions: list[Draft] = []
        self.article: Draft | None = None
        self.article_number: Number | None = None
        self.paragraph: Draft | None = None
        self.lists = OpenLists(ladder)
        self.container: Draft | None = None  # the 附則 or 別表 being read
        self.pending: Draft | None = None  # a caption that waits for its provision
        self.toc: Draft | None = None
        self.toc_seen: set[str] = set()
        self.table: TableReading | None = None
        self.headings: tuple[str, ...] = ()
        self.signature: Draft | None = None
        self.tables: list[TableReading] = []
        self.wrap = head.wrap_width(source, self.lines)

    # ---- the loop -------------------------------------------------------------------------

    def run(self) -> Built:
        """Read all lines and freeze the tree."""
        source, lines = self.source, self.lines
        self.index = head.read_head(self, lines)
        previous = self.position
        count = len(lines)
        while self.index < count:
            line = lines[self.index]
            if self.index >= MAX_LINES:
                self.own_gap(previous, line.begin)
                previous = self._unparsed(line.begin, len(source))
                break
            as_row = self.is_row(line)
            begin = line.start if as_row else line.begin
            self.own_gap(previous, begin)
            if as_row and self._row(line):
                previous = line.end
            else:
                if as_row:
                    self.own_gap(begin, line.begin)
                if self.table is not None and markers.is_rule(source, line.begin, line.stop):
                    self.last.add(_LAYOUT, line.begin, line.stop)
                else:
                    self._close_table()
                    self._line(line)
                previous = line.stop
            self.index += 1
        self._close_table()
        self.own_gap(previous, len(source))
        self._settle()
        return self._freeze()

    def own_gap(self, start: int, end: int) -> None:
        """The white space before the next line belongs to the node above it."""
        self.last.add(_LAYOUT, start, end)

    def _freeze(self) -> Built:
        root = freeze(self.root, self.source)
        joins = []
        if any(table.joins for table in self.tables):
            by_place = {
                piece: node.id
                for node in root.of_kind(Kind.ROW)
                for piece in [node.pieces[0] if node.pieces else None]
                if piece is not None
            }
            for table in self.tables:
                for row, start, end, ja, en in table.joins:
                    ident = by_place.get(row.pieces[0], "") if row.pieces else ""
                    joins.append(Join(ident, row.attrs.get("key", ""), start, end, ja, en))
        return Built(root, tuple(joins))

    # ---- tables ---------------------------------------------------------------------------

    def is_row(self, line: Line) -> bool:
        """Whether a line is a table row: cells parted by tabs, or by bars at both ends."""
        source = self.source
        if line.start in self.hints:
            return True
        if source[line.begin] == "|":
            return source[line.stop - 1] == "|" and line.stop - line.begin > 2
        if source.find("\t", line.start, line.end) < 0:
            return False
        if markers.is_rule(source, line.begin, line.stop):
            return False
        inner = source.find("\t", line.begin, line.stop)
        if inner < 0:
            # Only a leading tab: an indent, or the rest of a broken row inside a table.
            leading = source.count("\t", line.start, line.begin)
            trailing = source.count("\t", line.stop, line.end)
            return bool(leading + trailing) and (self.table is not None or leading + trailing > 1)
        if self.table is None and source.count("\t", line.begin, line.stop) == 1:
            first = source[line.begin : inner].strip(_WHITE)
            probe = first + "\u3000"
            if first in markers.PARTY_SIGNS or markers.article(probe, 0, len(first), None):
                return False
            label = markers.enumerator(probe, 0, len(probe))
            if label is not None and label.end == len(first):
                return False
        return True

    def _row(self, line: Line) -> bool:
        row = split_row(self.source, line.start, line.end)
        if row is None:
            return False
        self._drop_pending()
        if self.table is None:
            self.table = TableReading(self.source, self.hints)
            self.tables.append(self.table)
            self._table_parent().children.append(self.table.table)
        self.table.take(row, line.start)
        self.last = row
        return True

    def _table_parent(self) -> Draft:
        if self.zone == "annex" and self.container is not None:
            return self.lists.innermost() or self.container
        return self.lists.innermost() or self._paragraph_or_main()

    def _close_table(self) -> None:
        if self.table is None:
            return
        self.headings = self.table.close(self.headings if self.zone == "annex" else ())
        self.table = None

    # ---- lines ----------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        """Put one line that is not a table row."""
        source, begin, stop = self.source, line.begin, line.stop
        first = source[begin]
        if first in "（(【〔" and self._caption(line):
            return
        if first == "第":
            expected = head.following(self.article_number)
            label = markers.article(source, begin, stop, expected)
            if label is not None and self._take_article(begin, stop, label):
                return
            division = markers.division(source, begin, stop)
            if division is not None:
                self._take_division(begin, stop, division)
                return
        elif first in "附付":
            heading = markers.supplement(source, begin, stop)
            if heading is not None:
                self._take_supplement(begin, stop, heading)
                return
        elif first == "目" and self.main is None and markers.is_toc(source, begin, stop):
            self.toc = self.root.child(Kind.TOC)
            self.toc.add(_LABEL, begin, stop)
            self.last = self.toc
            return
        if first in "別様付附" and not self.toc:
            heading = markers.annex(source, begin, stop)
            if heading is not None:
                self._take_annex(begin, stop, heading)
                return
        if first in "備注（(" and (self.zone == "annex" or self.table is not None or self.tables):
            heading = markers.remarks(source, begin, stop)
            if heading is not None:
                self._take_remarks(begin, stop, heading)
                return
        if self.toc is not None and self._toc_line(line):
            return
        if markers.is_page_number(source, begin, stop):
            self.last.add(_LAYOUT, begin, stop)
            return
        if self._signing(line):
            return
        label = markers.enumerator(source, begin, stop)
        if label is not None and self._take_enumerator(begin, stop, label):
            return
        self._plain(line)

    def _caption(self, line: Line) -> bool:
        """（見出し） on its own line: it waits for the provision that follows."""
        found = markers.caption(self.source, line.begin, line.stop)
        if found is None or self.toc is not None and self._toc_line(line):
            return False
        if not self.heads_provision(self.index + 1):
            article = self.article
            if (
                article is None
                or self.last is not article
                or article.has(_CAPTION)
                or article.children
            ):
                return False
            # 「第1条」 alone, then its caption.
            article.add(_LAYOUT, line.begin, found[0])
            article.add(_CAPTION, found[0], found[1])
            article.add(_LAYOUT, found[1], line.stop)
            return True
        self._drop_pending()
        pending = Draft(Kind.UNPARSED)
        pending.add(_LAYOUT, line.begin, found[0])
        pending.add(_CAPTION, found[0], found[1])
        pending.add(_LAYOUT, found[1], line.stop)
        self.pending = pending
        self.last = pending
        return True

    def heads_provision(self, index: int) -> bool:
        """Whether the next line is an article or a numbered paragraph."""
        if index >= len(self.lines):
            return False
        line = self.lines[index]
        source = self.source
        if markers.article(source, line.begin, line.stop, head.following(self.article_number)):
            return True
        label = markers.enumerator(source, line.begin, line.stop)
        return label is not None and label.readings[0][0] in ("digit", "digit-full")

    def _drop_pending(self) -> None:
        """A caption whose provision never came is kept as it stands, unparsed."""
        if self.pending is not None:
            pending, self.pending = self.pending, None
            pending.pieces = [
                p._replace(role=_TEXT if p.role is _CAPTION else p.role) for p in pending.pieces
            ]
            self._where().children.append(pending)

    def _adopt(self, kind: Kind, number: Number | None, parent: Draft) -> Draft:
        """A new provision, which takes the caption that waited for it."""
        if self.pending is not None:
            draft, self.pending = self.pending, None
            draft.kind, draft.number = kind, number
            parent.children.append(draft)
            return draft
        return parent.child(kind, number)

    # ---- provisions -----------------------------------------------------------------------

    def _main(self) -> Draft:
        if self.main is None:
            self.main = self.root.child(Kind.MAIN)
        return self.main

    def _where(self) -> Draft:
        """Where a new provision of the present zone goes."""
        if self.zone in ("supplement", "annex") and self.container is not None:
            return self.container
        if self.zone == "closing":
            return self.root
        return self.divisions[-1] if self.divisions else self._main()

    def _take_article(self, begin: int, stop: int, label: markers.Label) -> bool:
        number = label.readings[0][1]
        if self.toc is not None and not self._leave_toc():
            return False
        if self.zone in ("annex", "closing"):
            if number != head.following(self.article_number) and self.zone == "closing":
                return False
            if self.zone == "annex" and number != head.following(self.article_number):
                return False
            self.zone, self.container = "body", None
        article = self._adopt(Kind.ARTICLE, number, self._where())
        article.add(_LABEL, begin, label.end)
        position = label.end
        self.article, self.article_number = article, number
        self.paragraph = None
        self.lists.clear()
        self.last = article
        body = label.body
        if not article.has(_CAPTION) and body < stop and self.source[body] in "（(【":
            found = markers.caption(self.source, body, stop, whole=False)
            if found is not None and (
                found[2] == stop or self.source[found[2]] in markers.SPACES or body == label.end
            ):
                article.add(_LAYOUT, position, found[0])
                article.add(_CAPTION, found[0], found[1])
                position = found[2]
                article.add(_LAYOUT, found[1], position)
                body = position
                while body < stop and self.source[body] in markers.SPACES:
                    body += 1
        article.add(_LAYOUT, position, body)
        if body < stop:
            self._new_paragraph(article, Number((1,)), body, stop)
        return True

    def _new_paragraph(self, parent: Draft, number: Number, begin: int, stop: int) -> Draft:
        """A paragraph whose text starts at ``begin``; a label inside it (「1 …」) is taken off."""
        paragraph = parent.child(Kind.PARAGRAPH, number)
        label = markers.enumerator(self.source, begin, stop)
        if label is not None and label.readings[0] in (
            ("digit", Number((1,))),
            ("digit-full", Number((1,))),
        ):
            paragraph.add(_LABEL, begin, label.end)
            paragraph.add(_LAYOUT, label.end, label.body)
            begin = label.body
        paragraph.add(_TEXT, begin, stop)
        self.paragraph = paragraph
        self.last = paragraph
        self.lists.clear()
        return paragraph

    def _take_division(self, begin: int, stop: int, division: markers.Division) -> None:
        kind = _DIVISION_KINDS[division.sign]
        label = self.source[begin : division.end]
        if self.toc is not None:
            if label not in self.toc_seen:
                self.toc_seen.add(label)
                self._toc_entry(begin, stop, division)
                return
            self._leave_toc()
        self._drop_pending()
        if self.zone in ("annex", "closing"):
            self.zone, self.container = "body", None
        if self.zone == "supplement" and self.container is not None:
            parent = self.container
        else:
            while self.divisions and _DEPTH[self.divisions[-1].kind] >= _DEPTH[kind]:
                self.divisions.pop()
            parent = self.divisions[-1] if self.divisions else self._main()
        draft = parent.child(kind, division.number)
        draft.add(_LABEL, begin, division.end)
        draft.add(_LAYOUT, division.end, division.body)
        draft.add(_CAPTION, division.body, stop)
        if self.zone != "supplement":
            self.divisions.append(draft)
        self.article = self.paragraph = None
        self.lists.clear()
        self.last = draft

    def _take_supplement(self, begin: int, stop: int, heading: markers.Heading) -> None:
        if self.toc is not None:
            following = self.index + 1
            entry = self.toc.child(Kind.TOC_ENTRY)
            if following < len(self.lines) and self._toc_goes_on(following):
                entry.add(_LABEL, begin, stop)
                self.last = entry
                return
            self.toc.children.pop()
            if self.main is None:
                self.toc.children.append(entry)
                entry.add(_LABEL, begin, stop)
                self.last = entry
                return
            self.toc = None
        self._drop_pending()
        draft = self.root.child(Kind.SUPPLEMENT)
        self._heading(draft, begin, stop, heading)
        self.zone, self.container = "supplement", draft
        self.article = self.paragraph = None
        self.article_number = None
        self.divisions = []
        self.lists.clear()
        self.last = draft

    def _heading(self, draft: Draft, begin: int, stop: int, heading: markers.Heading) -> None:
        draft.add(_LABEL, begin, heading.end)
        position = heading.end
        if heading.note is not None:
            draft.add(_LAYOUT, position, heading.note[0])
            draft.add(_NOTE, *heading.note)
            draft.add(_LAYOUT, heading.note[1], heading.note[1] + 1)
            position = heading.note[1] + 1
        body = max(heading.body, position)
        draft.add(_LAYOUT, position, body)
        draft.add(_CAPTION, body, stop)

    def _take_annex(self, begin: int, stop: int, heading: markers.Heading) -> None:
        self._drop_pending()
        draft = self.root.child(Kind.ANNEX, heading.number)
        self._heading(draft, begin, stop, heading)
        self.zone, self.container = "annex", draft
        self.signature = None
        self.paragraph = None
        self.article = None
        self.headings = ()
        self.lists.clear()
        self.last = draft

    def _take_remarks(self, begin: int, stop: int, heading: markers.Heading) -> None:
        self._drop_pending()
        self.lists.clear()
        parent = self.container if self.zone == "annex" and self.container else self._where()
        draft = parent.child(Kind.REMARKS)
        draft.add(_LABEL, begin, heading.end)
        draft.add(_LAYOUT, heading.end, heading.body)
        draft.add(_TEXT, heading.body, stop)
        self.lists.root = draft
        self.paragraph = None
        self.last = draft

    def _paragraph_or_main(self) -> Draft:
        return self.paragraph or self.article or self._where()

    def _take_enumerator(self, begin: int, stop: int, label: markers.Label) -> bool:
        """１, (1), ア …: a paragraph of the article, or an item of one of the open lists."""
        if self.zone == "closing":
            return False
        self._leave_toc()
        style, number = label.readings[0]
        in_articles = self.zone != "annex" and self.lists.root is None
        if in_articles and style in ("digit", "digit-full") and self._is_paragraph(style, number):
            parent = self.article or self._where()
            paragraph = self._adopt(Kind.PARAGRAPH, number, parent)
            paragraph.add(_LABEL, begin, label.end)
            paragraph.add(_LAYOUT, label.end, label.body)
            paragraph.add(_TEXT, label.body, stop)
            self.paragraph = paragraph
            self.lists.clear()
            self.lists.paragraph_style = style
            self.last = paragraph
            return True
        self._drop_pending()
        if self.zone == "annex":
            parent = self.lists.root or self.container or self._main()
        else:
            parent = self.lists.root or self._paragraph_or_main()
        draft = self.lists.place(label.readings, parent)
        draft.add(_LABEL, begin, label.end)
        draft.add(_LAYOUT, label.end, label.body)
        draft.add(_TEXT, label.body, stop)
        self.last = draft
        return True

    def _is_paragraph(self, style: str, number: Number) -> bool:
        """Whether a bare digit numbers a paragraph of the article rather than a list below it."""
        above = self.paragraph.number if self.paragraph and self.paragraph.number else None
        if self.lists.continues(style, number) and self.lists.paragraph_style != style:
            return False
        if above is not None and number == head.following(above):
            return True
        if self.paragraph is None:
            return True
        if self.article is None:
            # Paragraphs stand in 本則 or 附則 without articles: 1, 2, 3.
            return not self.lists.open or not self.lists.continues(style, number)
        if self.lists.open and (number.parts == (1,) or self.lists.has(style)):
            return False
        return number.parts != (1,)

    # ---- contents, signing, plain lines ---------------------------------------------------

    def _toc_entry(self, begin: int, stop: int, division: markers.Division | None) -> None:
        assert self.toc is not None
        entry = self.toc.child(Kind.TOC_ENTRY, division.number if division else None)
        source = self.source
        position = begin
        if division is not None:
            entry.add(_LABEL, begin, division.end)
            entry.add(_LAYOUT, division.end, division.body)
            position = division.body
        bracket = max(source.rfind("（", position, stop), source.rfind("(", position, stop))
        if bracket >= 0 and source[stop - 1] in "）)":
            entry.add(_CAPTION, position, bracket)
            entry.add(_LAYOUT, bracket, bracket + 1)
            entry.add(_NOTE, bracket + 1, stop - 1)
            entry.add(_LAYOUT, stop - 1, stop)
        else:
            entry.add(_CAPTION, position, stop)
        self.last = entry

    def _toc_goes_on(self, index: int) -> bool:
        line = self.lines[index]
        division = markers.division(self.source, line.begin, line.stop)
        if division is not None:
            return self.source[line.begin : division.end] not in self.toc_seen
        return False

    def _toc_line(self, line: Line) -> bool:
        """A line of the contents that is no division: 附則, 別表, 「（第一条―第三条）」."""
        assert self.toc is not None
        text = self.source[line.begin : line.stop]
        if len(text) <= 60 and not text.endswith("。") and self.toc.children:
            if text[0] in "（(" and text[-1] in "）)" and any(c in text for c in "条―－-"):
                entry = self.toc.children[-1]
                if not entry.has(_NOTE):
                    entry.add(_LAYOUT, line.begin, line.begin + 1)
                    entry.add(_NOTE, line.begin + 1, line.stop - 1)
                    entry.add(_LAYOUT, line.stop - 1, line.stop)
                    self.last = entry
                    return True
            if text.startswith(("附", "別表", "第", "様式", "前文")):
                self._toc_entry(line.begin, line.stop, None)
                return True
        self._leave_toc()
        return False

    def _leave_toc(self) -> bool:
        self.toc = None
        return True

    def _signing(self, line: Line) -> bool:
        """後文, 締結年月日, 署名欄."""
        source, begin, stop = self.source, line.begin, line.stop
        if head.is_closing(source, begin, stop):
            self._drop_pending()
            self._close_zone()
            closing = self.root.child(Kind.CLOSING)
            closing.add(_TEXT, begin, stop)
            self.last = closing
            return True
        if self.zone != "body" or self.article is not None or self.paragraph is not None:
            if head.is_date(source, begin, stop) and not self._in_open_text():
                self._drop_pending()
                self._close_zone()
                date = self.root.child(Kind.DATE)
                date.add(_TEXT, begin, stop)
                self.last = date
                return True
        sign = markers.party_sign(source, begin, stop)
        if sign is not None and (self.zone == "closing" or self._signature_follows()):
            self._drop_pending()
            self._close_zone()
            self.signature = self.root.child(Kind.SIGNATURE)
            self.signature.add(_LAYOUT, begin, sign[0])
            self.signature.add(_LABEL, sign[0], sign[1])
            self.signature.add(_LAYOUT, sign[1], sign[2])
            self.last = self.signature
            if sign[2] < stop:
                head.sign_line(self, self.signature, sign[2], stop)
            return True
        if self.zone == "closing":
            previous = self.root.children[-1]
            if previous.kind is Kind.CLOSING and not previous.said(source).endswith("。"):
                previous.add(_TEXT, begin, stop)
                return True
            if stop - begin <= 60 and source[stop - 1] != "。":
                if self.signature is None or head.opens_signature(self, self.signature, begin, stop):
                    self.signature = self.root.child(Kind.SIGNATURE)
                head.sign_line(self, self.signature, begin, stop)
                return True
        return False

    def _signature_follows(self) -> bool:
        """甲 at the head of a line of a 附則 or after the last article signs when an office follows."""
        if self.zone not in ("supplement", "body") or self.lists.open:
            return False
        return any(
            head.names_office(self.source, line.begin, line.stop)
            for line in self.lines[self.index : self.index + 4]
        )

    def _in_open_text(self) -> bool:
        if self.last.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM):
            return False
        text = self.last.said(self.source)
        return bool(text) and text[-1] in "、，"

    def _close_zone(self) -> None:
        self.zone, self.container = "closing", None
        self.article = self.paragraph = None
        self.lists.clear()
        self.toc = None

    def _plain(self, line: Line) -> None:
        """A line with no marker: it goes on the line above, or is a paragraph of its own."""
        source, begin, stop = self.source, line.begin, line.stop
        if self.zone == "annex" and self.container is not None:
            self._annex_line(line)
            return
        self._drop_pending()
        if self.zone == "closing":
            self._unparsed(begin, stop)
            return
        if self.goes_on(line):
            self.last.add(_TEXT, begin, stop)
            return
        innermost = self.lists.innermost()
        if innermost is not None:
            paragraph = innermost.child(Kind.PARAGRAPH)
            paragraph.add(_TEXT, begin, stop)
            self.last = paragraph
            return
        if self.article is not None:
            if self.paragraph is None:
                self._new_paragraph(self.article, Number((1,)), begin, stop)
                return
            above = self.paragraph.number
            paragraph = self.article.child(Kind.PARAGRAPH)
            paragraph.number = head.following(above) if above else None
            paragraph.add(_TEXT, begin, stop)
            paragraph.attrs["unnumbered"] = "1"
            self.paragraph, self.last = paragraph, paragraph
            return
        parent = self._where()
        if self.zone == "supplement":
            count = sum(1 for child in parent.children if child.kind is Kind.PARAGRAPH)
            self._new_paragraph(parent, Number((count + 1,)), begin, stop)
            return
        if source[stop - 1] in "。）)」" or self.paragraph is not None or self.divisions:
            paragraph = parent.child(Kind.PARAGRAPH)
            paragraph.add(_TEXT, begin, stop)
            self.paragraph, self.last = paragraph, paragraph
            return
        self._unparsed(begin, stop)

    def goes_on(self, line: Line) -> bool:
        """Whether a line is the rest of the one above: torn by a comma, or by a fixed width."""
        last = self.last
        if last.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.PREAMBLE, Kind.REMARKS):
            return False
        pieces = [p for p in last.pieces if p.role is _TEXT]
        if not pieces:
            # 「(1)」 or 「2」 alone on the line above: this is its text.
            return last.has(_LABEL) and not last.children
        if self.source[pieces[-1].end - 1] in "、，,":
            return True
        return bool(self.wrap) and head.fills_line(self, pieces[-1].end)

    def _annex_line(self, line: Line) -> None:
        """A line in a 別表 with no label: its title, a heading over a table, a note, or text."""
        source, begin, stop = self.source, line.begin, line.stop
        assert self.container is not None
        annex = self.container
        self._drop_pending()
        if self.goes_on(line):
            self.last.add(_TEXT, begin, stop)
            return
        short = stop - begin <= 60 and source[stop - 1] not in "。、"
        followed = self.index + 1 < len(self.lines) and self.is_row(self.lines[self.index + 1])
        if short and followed:
            if annex is self.last and not annex.has(_CAPTION):
                annex.add(_CAPTION, begin, stop)
                return
            self.lists.clear()
            heading = annex.child(Kind.GROUP)
            heading.add(_CAPTION, begin, stop)
            self.lists.root = heading
            self.last = heading
            return
        if annex is self.last and short and not annex.has(_CAPTION):
            annex.add(_CAPTION, begin, stop)
            return
        parent = self.lists.innermost() or self.lists.root or annex
        paragraph = parent.child(Kind.PARAGRAPH)
        paragraph.add(_TEXT, begin, stop)
        self.last = paragraph

    def _unparsed(self, begin: int, stop: int) -> int:
        parent = self._where()
        node = parent.child(Kind.UNPARSED)
        node.add(_TEXT, begin, stop)
        self.last = node
        return stop

    def _settle(self) -> None:
        """When all is read: headings over tables become groups, empty articles get no paragraph."""
        self._drop_pending()
        for child in self.root.children:
            if child.kind is Kind.ANNEX:
                _group(child)


def _group(parent: Draft) -> bool:
    """Numbered lines of a 別表 that stand over tables are its headings (GROUP), all siblings alike."""
    found = False
    items = []
    for child in parent.children:
        below = _group(child)
        if child.kind in (Kind.ITEM, Kind.SUBITEM):
            items.append((child, below))
        found = found or below or child.kind in (Kind.TABLE, Kind.GROUP)
    if any(below for _, below in items):
        for child, _ in items:
            child.kind = Kind.GROUP
            child.pieces = [
                p._replace(role=_CAPTION if p.role is _TEXT else p.role) for p in child.pieces
            ]
        found = True
    return found


def build(source: str, hints: Mapping[int, RowHint], ladder: Ladder | None = None) -> Built:
    """Read ``source`` into a tree; ``ladder`` fixes the order of the enumerators when given."""
    return Builder(source, hints, ladder).run()
