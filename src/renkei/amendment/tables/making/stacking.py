"""Rows of a 別表 as lines one under the other, where the sheet is too narrow for its columns (縦積み)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from renkei.amendment.tables.model import OMITTED, Comparison, Row, Side, Words
from renkei.instrument.formats.printed import LINE_BREAK


def stacked(table: Comparison) -> Comparison:
    """The table with the cells of each row under each other, each behind its heading.

    To be looked at in a paper; read back is the table with its columns.
    """
    rows: list[Row] = []
    names: tuple[Sequence[str], Sequence[str]] = ((), ())
    for row in table.rows:
        if row.heading:
            names = _texts(row.after), _texts(row.before)
            if names[0] == names[1]:
                continue
        after = _stack(row.after, names[0] or names[1])
        before = _stack(row.before, names[1] or names[0])
        rows.append(replace(row, after=after, before=before))
    return replace(table, rows=tuple(rows))


def _texts(side: Side) -> tuple[str, ...]:
    return tuple(cell.text for cell in side.cells)


def _stack(side: Side, names: Sequence[str]) -> Side:
    if len(side.cells) < 2:
        return side
    text = ""
    marks: list[tuple[int, int]] = []
    for at, cell in enumerate(side.cells):
        if cell.text == OMITTED:
            continue
        text += LINE_BREAK if text else ""
        if at and len(names) == len(side.cells):
            text += f"［{names[at]}］"
        marks += [(start + len(text), end + len(text)) for start, end in cell.marks]
        text += cell.text
    return Side((Words(text, tuple(marks)),))
