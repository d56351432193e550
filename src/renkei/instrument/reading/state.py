"""Where the reading stands: the tree so far, the open lists, the zone; and the small steps all share."""

from __future__ import annotations

from collections.abc import Mapping

from renkei.instrument.model import Kind, Number
from renkei.instrument.reading import markers
from renkei.instrument.reading.draft import CAPTION, LABEL, LAYOUT, NOTE, TEXT, Draft
from renkei.instrument.reading.enumerators import enumerator
from renkei.instrument.reading.lines import Line, lines_of
from renkei.instrument.reading.lists import Ladder, OpenLists
from renkei.instrument.reading.measure import fills_line, following, wrap_width
from renkei.instrument.reading.tables import TableReading
from renkei.instrument.sources.linear import RowHint


class State:
    """The state of one reading; the rooms of this package each move it by one line."""

    def __init__(self, source: str, hints: Mapping[int, RowHint], ladder: Ladder | None) -> None:
        self.source = source
        self.hints = hints
        self.lines = lines_of(source)
        self.index = 0  # the line being read
        self.position = 0  # how far the opening was read
        self.root = Draft(Kind.DOCUMENT)
        self.last = self.root  # owner of the white space that follows
        self.zone = "body"  # body, supplement, closing, annex
        self.main: Draft | None = None
        self.divisions: list[Draft] = []
        self.article: Draft | None = None
        self.article_number: Number | None = None
        self.outlined = False  # the articles are 第１, 第２ without 条
        self.paragraph: Draft | None = None
        self.lists = OpenLists(ladder)
        self.container: Draft | None = None  # the 附則 or 別表 being read
        self.pending: Draft | None = None  # a caption that waits for its provision
        self.toc: Draft | None = None
        self.toc_seen: set[str] = set()
        self.toc_sign = ""  # the outermost level of the contents
        self.table: TableReading | None = None
        self.headings: tuple[str, ...] = ()
        self.signature: Draft | None = None
        self.columns: list[Draft] = []  # signatures that stand side by side
        self.tables: list[TableReading] = []
        self.wrap = wrap_width(source, self.lines)

    def own_gap(self, start: int, end: int) -> None:
        """The white space before the next line belongs to the node above it."""
        self.last.add(LAYOUT, start, end)

    def drop_pending(self) -> None:
        """A caption whose provision never came is kept as it stands, unparsed."""
        if self.pending is not None:
            pending, self.pending = self.pending, None
            pending.pieces = [
                p._replace(role=TEXT if p.role is CAPTION else p.role) for p in pending.pieces
            ]
            self.where().children.append(pending)

    def adopt(self, kind: Kind, number: Number | None, parent: Draft) -> Draft:
        """A new provision, which takes the caption that waited for it."""
        if self.pending is not None:
            draft, self.pending = self.pending, None
            draft.kind, draft.number = kind, number
            parent.children.append(draft)
            return draft
        return parent.child(kind, number)

    def main_node(self) -> Draft:
        if self.main is None:
            self.main = self.root.child(Kind.MAIN)
        return self.main

    def where(self) -> Draft:
        """Where a new provision of the present zone goes."""
        if self.zone in ("supplement", "annex") and self.container is not None:
            return self.container
        if self.zone == "closing":
            return self.root
        return self.divisions[-1] if self.divisions else self.main_node()

    def paragraph_or_main(self) -> Draft:
        return self.paragraph or self.article or self.where()

    def leave_toc(self) -> None:
        """The contents (目次) end at this line."""
        self.toc = None

    def unparsed(self, begin: int, stop: int) -> Draft:
        """What no rule of reading fits, kept as it stands."""
        parent = self.where()
        node = parent.child(Kind.UNPARSED)
        node.add(TEXT, begin, stop)
        self.last = node
        return node

    def goes_on(self, line: Line) -> bool:
        """Whether a line is the rest of the one above: torn by a comma, or by a fixed width."""
        last = self.last
        if last.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.PREAMBLE, Kind.REMARKS):
            return False
        pieces = [p for p in last.pieces if p.role is TEXT]
        if not pieces:
            # 「(1)」 or 「2」 alone on the line above: this is its text.
            return last.has(LABEL) and not last.children
        above = self.source[pieces[-1].end - 1]
        if above in "、，,":
            return True
        if not self.wrap:
            return False
        unfinished = last.kind is Kind.PARAGRAPH and above not in "。．）)」』：:"
        return unfinished or fills_line(self.source, self.wrap, pieces[-1].end)

    def close_zone(self) -> None:
        self.zone, self.container = "closing", None
        self.article = self.paragraph = None
        self.lists.clear()
        self.toc = None

    def new_paragraph(self, parent: Draft, number: Number, begin: int, stop: int) -> Draft:
        """A paragraph whose text starts at ``begin``; a label inside it (「1 …」) is taken off."""
        paragraph = parent.child(Kind.PARAGRAPH, number)
        label = enumerator(self.source, begin, stop)
        style, printed = label.readings[0] if label else ("", number)
        if label is not None and (
            # 「第二条　２　前条…」 in the 附則 of a statute: the first paragraph is left out.
            style == "digit-full" or (style == "digit" and printed == Number((1,)))
        ):
            paragraph.number = printed
            paragraph.add(LABEL, begin, label.end)
            paragraph.add(LAYOUT, label.end, label.body)
            begin = label.body
        paragraph.add(TEXT, begin, stop)
        self.paragraph = paragraph
        self.last = paragraph
        self.lists.clear()
        return paragraph

    def heading(self, draft: Draft, begin: int, stop: int, heading: markers.Heading) -> None:
        """Label, note in brackets and title of a 別表 or 附則."""
        draft.add(LAYOUT, begin, heading.start)
        draft.add(LABEL, heading.start, heading.end)
        position = heading.end
        if heading.note is not None:
            draft.add(LAYOUT, position, heading.note[0])
            draft.add(NOTE, *heading.note)
            position = heading.note[1]
        body = max(heading.body, position)
        draft.add(LAYOUT, position, body)
        draft.add(CAPTION, body, stop)

    def heads_provision(self, index: int) -> bool:
        """Whether the next line is an article or a numbered paragraph."""
        if index >= len(self.lines):
            return False
        line = self.lines[index]
        source = self.source
        if markers.article(source, line.begin, line.stop, following(self.article_number)):
            return True
        label = enumerator(source, line.begin, line.stop)
        return label is not None and label.readings[0][0] in ("digit", "digit-full")
