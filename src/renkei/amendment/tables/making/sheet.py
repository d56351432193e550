"""A 新旧対照表 as blocks for paper: two columns, the cells of a 別表 side by side in each (紙の割付け)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from renkei.amendment.tables.making.stacking import stacked
from renkei.amendment.tables.model import Comparison, Side
from renkei.amendment.tables.model import Row as Pair
from renkei.instrument.formats.blocks import Align, Block, Cell, Row, Run, Style, Table, Text
from renkei.instrument.formats.grid import CELL_PADDING, units
from renkei.instrument.formats.options import TABLE_PITCH, TABLE_SCALE, PrintOptions
from renkei.instrument.formats.printed import LINE_BREAK

#: From this many columns in a 別表 on, the sheet lies on its side.
_WIDE = 3
#: On fewer characters than this the columns of a 別表 do not stand side by side twice.
_NARROW = 50
#: No column of a 別表 is narrower, in characters of the table with the room beside them.
_LEAST = 5.0


def sheet(table: Comparison) -> PrintOptions:
    """The sheet a table is readable on: A4, on its side where a 別表 stands in it."""
    if _wide(table):
        return PrintOptions(size=11, top=22, bottom=20, left=20, right=18, landscape=True)
    return PrintOptions(top=25, bottom=22, left=25, right=22)


def _wide(table: Comparison) -> bool:
    """Whether a 別表 with many columns stands in the table."""
    sides = (side for row in table.rows for side in (row.after, row.before))
    return any(len(side.shares) >= _WIDE for side in sides)


def blocks(table: Comparison, options: PrintOptions, *, notes: bool = True) -> tuple[Block, ...]:
    """What is printed: the sentences above the table, and the table."""
    found: list[Block] = []
    for at, words in enumerate(table.notes if notes else ()):
        if words.startswith("（"):
            found.append(Text(Style.OTHER, "", (Run(words),), align=Align.END, keep=True))
        elif words.endswith("。"):
            found.append(Text(Style.SENTENCE, "", (Run(words),), 1, 0, 0.5, keep=True))
        else:
            align, level = Align.CENTER, int(at == 0)
            found.append(Text(Style.TITLE, "", (Run(words),), align=align, level=level, keep=True))
    found.append(table_block(table, options.measure, options.lines_a_page))
    return tuple(found)


def table_block(table: Comparison, measure: float, lines_a_page: int = 30) -> Table:
    """The table for a paper ``measure`` characters wide; on a narrow one 別表 rows are stacked."""
    if measure < _NARROW and _wide(table):
        table = stacked(table)
    return grid(table, measure, lines_a_page)


def grid(table: Comparison, measure: float, lines_a_page: int = 30) -> Table:
    """The table alone, ``measure`` characters wide: to stand in another paper."""
    columns = _Columns.of(table, measure)
    first, second = (
        (table.after, table.before) if table.after_first else (table.before, table.after)
    )
    middle = columns.half
    head = Row("", (Cell(0, first, middle), Cell(middle, second, len(columns.widths) - middle)))
    rows = [head]
    nested = False
    for pair in table.rows:
        row = columns.row(pair, table.after_first, lines_a_page)
        inside = len(row.cells) > 2
        rows.append(
            Row(
                row.node_id, row.cells, row.breakable, row.tied and not (inside or nested), row.keep
            )
        )
        nested = inside
    return Table("", columns.widths, tuple(rows), 1, TABLE_SCALE)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The finest columns of the sheet: every edge of every 別表 is one of theirs, on both sides."""

    edges: tuple[float, ...]
    widths: tuple[float, ...]

    @classmethod
    def of(cls, table: Comparison, measure: float) -> _Columns:
        side = measure / 2
        edges = {0.0, round(side, 2)}
        for row in table.rows:
            for shares in {row.after.shares, row.before.shares}:
                edges.update(_edges(shares, side))
        ordered = tuple(sorted(edges))
        widths = tuple(b - a for a, b in pairwise(ordered))
        return cls(ordered, widths * 2)

    @property
    def half(self) -> int:
        """How many columns each side has."""
        return len(self.edges) - 1

    def row(self, pair: Pair, after_first: bool, lines_a_page: int) -> Row:
        """One row with its cells placed."""
        sides = (pair.after, pair.before) if after_first else (pair.before, pair.after)
        cells: list[Cell] = []
        for offset, side in zip((0, self.half), sides, strict=True):
            cells += self._cells(side, offset)
        lines = max((self._lines(cell) for cell in cells), default=1)
        tall = lines > lines_a_page * 0.5
        return Row(pair.after_id or pair.before_id, tuple(cells), tall, pair.tied, pair.keep)

    def _cells(self, side: Side, offset: int) -> Iterable[Cell]:
        if not side.cells:
            return [Cell(offset, "", self.half)]
        if not side.shares:
            words = side.cells[0]
            text = words.text.replace("\n", LINE_BREAK)
            return [
                Cell(offset, text, self.half, marks=words.marks, start=side.start, left=side.left)
            ]
        edges = _edges(side.shares, self.edges[-1])
        begun = [self.edges.index(edges[start]) for start in side.starts]
        begun[0] = 0  # a cell that reaches down from above is not printed again
        found: list[Cell] = []
        for place, end, words in zip(begun, [*begun[1:], self.half], side.cells, strict=True):
            text = words.text.replace("\n", LINE_BREAK)
            found.append(Cell(offset + place, text, end - place, marks=words.marks))
        return found

    def _lines(self, cell: Cell) -> int:
        width = sum(self.widths[cell.column : cell.column + cell.colspan]) / TABLE_SCALE
        inside = max(width - CELL_PADDING - cell.left, 2.0)
        lines = sum(math.ceil(units(line) / inside) or 1 for line in cell.text.split(LINE_BREAK))
        return math.ceil(lines * TABLE_PITCH * TABLE_SCALE / 1.75)


def _edges(shares: Sequence[float], side: float) -> tuple[float, ...]:
    """Where columns of these shares begin and end, in characters."""
    if not shares:
        return (0.0, round(side, 2))
    least = min(_LEAST * TABLE_SCALE, side / len(shares))
    wanted = [max(share * side, least) for share in shares]
    spare = side - least * len(shares)
    more = sum(width - least for width in wanted) or 1.0
    at = 0.0
    found = [0.0]
    for width in wanted[:-1]:
        at += least + (width - least) / more * spare
        found.append(round(at, 2))
    return (*found, round(side, 2))
