"""Which lines are table rows, and where their table stands."""

from __future__ import annotations

from renkei.instrument.reading import markers
from renkei.instrument.reading.draft import Draft
from renkei.instrument.reading.enumerators import enumerator
from renkei.instrument.reading.lines import WHITE, Line
from renkei.instrument.reading.state import State
from renkei.instrument.reading.tables import TableReading, split_row


def is_row(state: State, line: Line) -> bool:
    """Whether a line is a table row: cells parted by tabs, or by bars at both ends."""
    source = state.source
    if state.zone == "closing" and state.table is None:
        return False  # signatures set in columns; a table stands in a 別表
    if line.start in state.hints:
        return True
    if source[line.begin] == "|":
        if markers.is_rule(source, line.begin, line.stop):
            return False
        return source[line.stop - 1] == "|" and line.stop - line.begin > 2
    if source.find("\t", line.start, line.end) < 0:
        # 「協力する。」 alone: the rest of the one cell that a page break tore.
        return (
            state.table is not None
            and source[line.stop - 1] == "。"
            and line.stop - line.begin < 60
            and state.table.awaits_one()
            and enumerator(source, line.begin, line.stop) is None
        )
    if markers.is_rule(source, line.begin, line.stop):
        return False
    inner = source.find("\t", line.begin, line.stop)
    if inner < 0:
        # Only a leading tab: an indent, or the rest of a broken row inside a table.
        leading = source.count("\t", line.start, line.begin)
        trailing = source.count("\t", line.stop, line.end)
        return bool(leading + trailing) and (state.table is not None or leading + trailing > 1)
    if state.table is None and source.count("\t", line.begin, line.stop) == 1:
        first = source[line.begin : inner].strip(WHITE)
        probe = first + "\u3000"
        if first in markers.PARTY_SIGNS or markers.article(probe, 0, len(first), None):
            return False
        label = enumerator(probe, 0, len(probe))
        if label is not None and label.end == len(first):
            return False
    return True


def take_row(state: State, line: Line) -> None:
    """Take a line as a row of the open table, or open one; one with too many cells is unparsed."""
    row = split_row(state.source, line.start, line.end)
    if row is None:
        state.drop_pending()
        close_table(state)
        node = state.unparsed(line.start, line.end)
        node.attrs["cells"] = str(state.source.count("\t", line.start, line.end) + 1)
        return
    state.drop_pending()
    if state.table is None:
        state.table = TableReading(state.source, state.hints)
        state.tables.append(state.table)
        table_parent(state).children.append(state.table.table)
    state.table.take(row, line.start)
    state.last = row


def table_parent(state: State) -> Draft:
    """The heading, item or paragraph a table that begins here stands in."""
    if state.zone == "annex" and state.container is not None:
        return state.lists.innermost() or state.container
    return state.lists.innermost() or state.paragraph_or_main()


def close_table(state: State) -> None:
    """The table ends: its heading row is found, broken rows are joined."""
    if state.table is None:
        return
    state.headings = state.table.close(state.headings if state.zone == "annex" else ())
    state.last = state.table.owner(state.last)
    state.table = None
