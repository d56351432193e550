"""The stack builder: lines in order, each put at its place in the tree (読み取りの本体).

A line opens a provision, goes on the one above, is a table row, or is kept as ``unparsed``. Nothing
is thrown away and nothing raises: where the text does not follow its own order (第3条 after 第5条, イ
without ア) the tree follows the text and the checks speak of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from renkei.instrument.model import Join, Kind, Node
from renkei.instrument.reading import (
    contents,
    ending,
    markers,
    opening,
    plain,
    provisions,
    rows,
)
from renkei.instrument.reading.draft import CAPTION, LABEL, LAYOUT, TEXT, Draft, freeze
from renkei.instrument.reading.enumerators import enumerator
from renkei.instrument.reading.lines import MAX_LINES, Line
from renkei.instrument.reading.lists import Ladder
from renkei.instrument.reading.measure import following
from renkei.instrument.reading.state import State
from renkei.instrument.sources.linear import RowHint


class Built(NamedTuple):
    """What came out: the tree, the joined rows, and ids of nodes left unparsed."""

    root: Node
    joins: tuple[Join, ...]


def build(source: str, hints: Mapping[int, RowHint], ladder: Ladder | None = None) -> Built:
    """Read ``source`` into a tree; ``ladder`` fixes the order of the enumerators when given."""
    state = State(source, hints, ladder)
    lines = state.lines
    state.index = opening.read_head(state, lines)
    previous = state.position
    count = len(lines)
    while state.index < count:
        line = lines[state.index]
        if state.index >= MAX_LINES:
            state.own_gap(previous, line.begin)
            state.unparsed(line.begin, len(source))
            previous = len(source)
            break
        as_row = rows.is_row(state, line)
        begin = line.start if as_row else line.begin
        state.own_gap(previous, begin)
        if as_row:
            rows.take_row(state, line)
            previous = line.end
        else:
            if state.table is not None and (
                markers.is_rule(source, line.begin, line.stop)
                or markers.is_page_number(source, line.begin, line.stop)
            ):
                state.last.add(LAYOUT, line.begin, line.stop)
            else:
                rows.close_table(state)
                _line(state, line)
            previous = line.stop
        state.index += 1
    rows.close_table(state)
    state.own_gap(previous, len(source))
    _settle(state)
    return _freeze(state)


def _freeze(state: State) -> Built:
    root = freeze(state.root, state.source)
    joins = []
    if any(table.joins for table in state.tables):
        by_place = {
            piece: node.id
            for node in root.of_kind(Kind.ROW)
            for piece in [node.pieces[0] if node.pieces else None]
            if piece is not None
        }
        for table in state.tables:
            for row, start, end, ja, en in table.joins:
                ident = by_place.get(row.pieces[0], "") if row.pieces else ""
                joins.append(Join(ident, row.attrs.get("key", ""), start, end, ja, en))
    return Built(root, tuple(joins))


def _line(state: State, line: Line) -> None:
    """Put one line that is not a table row."""
    source, begin, stop = state.source, line.begin, line.stop
    first = source[begin]
    if first in "（(【〔[":
        heading = markers.annex(source, begin, stop) if state.toc is None else None
        if heading is not None:
            provisions.take_annex(state, begin, stop, heading)
            return
        if provisions.take_caption(state, line):
            return
    if first == "第":
        expected = following(state.article_number)
        label = markers.article(source, begin, stop, expected)
        if label is not None and provisions.take_article(state, begin, stop, label):
            return
        division = markers.division(source, begin, stop)
        if division is not None:
            provisions.take_division(state, begin, stop, division)
            return
        label = markers.outline(source, begin, stop, expected)
        outlined = state.outlined or (state.article is None and state.zone == "body")
        if label is not None and outlined and provisions.take_article(state, begin, stop, label):
            return
    elif first in "附付":
        heading = markers.supplement(source, begin, stop)
        if heading is not None:
            provisions.take_supplement(state, begin, stop, heading)
            return
    elif first == "目" and state.main is None and markers.is_toc(source, begin, stop):
        state.toc = state.root.child(Kind.TOC)
        state.toc.add(LABEL, begin, stop)
        state.last = state.toc
        return
    if first in "別様付附" and not state.toc:
        heading = markers.annex(source, begin, stop)
        if heading is not None:
            provisions.take_annex(state, begin, stop, heading)
            return
    if first in "備注（(" and (state.zone == "annex" or state.table is not None or state.tables):
        heading = markers.remarks(source, begin, stop)
        if heading is not None:
            provisions.take_remarks(state, begin, stop, heading)
            return
    if state.toc is not None and contents.take_line(state, line):
        return
    if markers.is_page_number(source, begin, stop):
        state.last.add(LAYOUT, begin, stop)
        return
    if ending.take_signing(state, line):
        return
    label = enumerator(source, begin, stop)
    if label is not None and provisions.take_enumerator(state, begin, stop, label):
        return
    plain.take_plain(state, line)


def _settle(state: State) -> None:
    """When all is read: headings over tables become groups, empty articles get no paragraph."""
    state.drop_pending()
    for child in state.root.children:
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
                p._replace(role=CAPTION if p.role is TEXT else p.role) for p in child.pieces
            ]
        found = True
    return found
