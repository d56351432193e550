"""Lines without a marker: the rest of a line above, a paragraph of its own, a title of a 別表."""

from __future__ import annotations

from renkei.instrument.model import Kind, Number
from renkei.instrument.reading import opening, rows
from renkei.instrument.reading.draft import CAPTION, TEXT
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.measure import following
from renkei.instrument.reading.state import State


def take_plain(state: State, line: Line) -> None:
    """A line with no marker: it goes on the line above, or is a paragraph of its own."""
    source, begin, stop = state.source, line.begin, line.stop
    if state.zone == "annex" and state.container is not None:
        annex_line(state, line)
        return
    state.drop_pending()
    if state.zone == "closing":
        state.unparsed(begin, stop)
        return
    if state.goes_on(line):
        state.last.add(TEXT, begin, stop)
        return
    if state.main is None and state.zone == "body" and state.toc_seen:
        opening.preamble_line(state, line)  # between 目次 and the first provision
        return
    innermost = state.lists.innermost()
    if innermost is not None:
        paragraph = innermost.child(Kind.PARAGRAPH)
        paragraph.add(TEXT, begin, stop)
        state.last = paragraph
        return
    if state.article is not None:
        if state.paragraph is None:
            state.new_paragraph(state.article, Number((1,)), begin, stop)
            return
        above = state.paragraph.number
        paragraph = state.article.child(Kind.PARAGRAPH)
        paragraph.number = following(above) if above else None
        paragraph.add(TEXT, begin, stop)
        paragraph.attrs["unnumbered"] = "1"
        state.paragraph, state.last = paragraph, paragraph
        return
    parent = state.where()
    if state.zone == "supplement":
        count = sum(1 for child in parent.children if child.kind is Kind.PARAGRAPH)
        state.new_paragraph(parent, Number((count + 1,)), begin, stop)
        return
    if source[stop - 1] in "。）)」" or state.paragraph is not None or state.divisions:
        paragraph = parent.child(Kind.PARAGRAPH)
        paragraph.add(TEXT, begin, stop)
        state.paragraph, state.last = paragraph, paragraph
        return
    state.unparsed(begin, stop)


def annex_line(state: State, line: Line) -> None:
    """A line in a 別表 with no label: its title, a heading over a table, a note, or text."""
    source, begin, stop = state.source, line.begin, line.stop
    assert state.container is not None
    annex = state.container
    state.drop_pending()
    if state.goes_on(line):
        state.last.add(TEXT, begin, stop)
        return
    short = stop - begin <= 60 and source[stop - 1] not in "。、"
    followed = state.index + 1 < len(state.lines) and rows.is_row(
        state, state.lines[state.index + 1]
    )
    if short and followed:
        if annex is state.last and not annex.has(CAPTION):
            annex.add(CAPTION, begin, stop)
            return
        state.lists.clear()
        heading = annex.child(Kind.GROUP)
        heading.add(CAPTION, begin, stop)
        state.lists.root = heading
        state.last = heading
        return
    if annex is state.last and short and not annex.has(CAPTION):
        annex.add(CAPTION, begin, stop)
        return
    parent = state.lists.innermost() or state.lists.root or annex
    paragraph = parent.child(Kind.PARAGRAPH)
    paragraph.add(TEXT, begin, stop)
    state.last = paragraph
