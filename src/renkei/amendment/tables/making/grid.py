"""Where the cells of a table of the text stand when both its versions share one page (欄の割付け)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from renkei.amendment.tables.making.lines import ROWS
from renkei.instrument.formats.grid import column_widths
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Node


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table: their shares of its width, and where the cells of each row begin."""

    shares: tuple[float, ...]
    starts: dict[int, tuple[int, ...]]

    def of(self, row: Node) -> tuple[int, ...]:
        """The columns in which the cells of a row begin."""
        return self.starts.get(id(row), tuple(range(len(row.children))))


def grids(tables: Iterable[Node]) -> dict[int, Grid]:
    """The columns of every row (by identity). Tables with as many columns get the same ones."""
    alike: dict[int, list[tuple[Node, dict[int, tuple[int, ...]]]]] = {}
    for table in tables:
        starts, columns = _starts(table)
        if starts:
            alike.setdefault(columns, []).append((table, starts))
    found: dict[int, Grid] = {}
    for columns, members in alike.items():
        widths = column_widths("", [table for table, _ in members], PrintOptions())
        if len(widths) != columns:
            widths = (1.0,) * columns
        shares = tuple(width / sum(widths) for width in widths)
        for _, starts in members:
            made = Grid(shares, starts)
            found.update(dict.fromkeys(starts, made))
    return found


def _starts(table: Node) -> tuple[dict[int, tuple[int, ...]], int]:
    """Columns of the cells, room left for cells that reach down from above (rowspan); how many."""
    columns = 0
    found: dict[int, tuple[int, ...]] = {}
    taken: dict[int, int] = {}
    for row in table.children:
        if row.kind not in ROWS:
            continue
        column = 0
        begun: list[int] = []
        covered = dict(taken)
        for cell in row.children:
            while covered.get(column, 0) > 0:
                column += 1
            begun.append(column)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for step in range(across):
                taken[column + step] = down
            column += across
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        found[id(row)] = tuple(begun)
        columns = max(columns, column)
    return found, columns


def _span(cell: Node, name: str) -> int:
    value = cell.attr(name)
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 4 else 1
