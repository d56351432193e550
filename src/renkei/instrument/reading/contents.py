"""目次: its entries, and where it ends."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind
from renkei.instrument.reading import markers
from renkei.instrument.reading.draft import CAPTION, LABEL, LAYOUT, NOTE
from renkei.instrument.reading.lines import Line
from renkei.instrument.reading.state import State


def add_entry(state: State, begin: int, stop: int, division: markers.Division | None) -> None:
    """One entry of the contents: number, title, and the articles it holds in brackets."""
    assert state.toc is not None
    entry = state.toc.child(Kind.TOC_ENTRY, division.number if division else None)
    source = state.source
    position = begin
    if division is not None:
        entry.add(LABEL, begin, division.end)
        entry.add(LAYOUT, division.end, division.body)
        position = division.body
    bracket = max(source.rfind("（", position, stop), source.rfind("(", position, stop))
    if bracket >= 0 and source[stop - 1] in "）)":
        entry.add(CAPTION, position, bracket)
        entry.add(LAYOUT, bracket, bracket + 1)
        entry.add(NOTE, bracket + 1, stop - 1)
        entry.add(LAYOUT, stop - 1, stop)
    else:
        entry.add(CAPTION, position, stop)
    state.last = entry


def goes_on_at(state: State, index: int) -> bool:
    """Whether the line at ``index`` is a division the contents has not named yet."""
    line = state.lines[index]
    division = markers.division(state.source, line.begin, line.stop)
    if division is not None:
        return key_of(state, line.begin, line.stop, division) not in state.toc_seen
    return False


def key_of(state: State, begin: int, stop: int, division: markers.Division) -> str:
    """What makes a division of the contents come once: its number, below the first level its title too."""
    label = state.source[begin : division.end]
    if not state.toc_seen:
        state.toc_sign = division.sign
    if division.sign == state.toc_sign:
        return label
    title = state.source[division.body : stop]
    return label + re.sub(r"[（(][^（()）]*[）)]$", "", title)


def take_line(state: State, line: Line) -> bool:
    """A line of the contents that is no division: 附則, 別表, 「（第一条―第三条）」."""
    assert state.toc is not None
    text = state.source[line.begin : line.stop]
    if len(text) <= 60 and not text.endswith("。") and state.toc.children:
        if text[0] in "（(" and text[-1] in "）)" and any(c in text for c in "条―－-"):
            entry = state.toc.children[-1]
            if not entry.has(NOTE):
                entry.add(LAYOUT, line.begin, line.begin + 1)
                entry.add(NOTE, line.begin + 1, line.stop - 1)
                entry.add(LAYOUT, line.stop - 1, line.stop)
                state.last = entry
                return True
        if text.startswith(("附", "別表", "第", "様式", "前文")):
            add_entry(state, line.begin, line.stop, None)
            return True
    state.leave_toc()
    return False
