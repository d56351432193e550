"""Tables on paper: where each cell stands, and how wide each column is."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from renkei.instrument.formats.blocks import Align, Cell, Row, Table
from renkei.instrument.formats.options import PITCH, TABLE_PITCH, TABLE_SCALE, PrintOptions
from renkei.instrument.formats.printed import LINE_BREAK, lines, parts
from renkei.instrument.model import Kind, Node

#: Space left and right of the text of a cell, together, in characters of the table.
CELL_PADDING = 1.0

#: No column is narrower than this many characters of the table.
_NARROWEST = 2.0

#: A column gets this much, if it has that much to say, before the others share the rest.
_COMFORTABLE = 6

#: Smallest characters a crowded table is set in, against the text (12 points give 6).
_SMALLEST = 0.5

_AMOUNT = re.compile(r"[△▲+\-－−]?\d[\d,，.．]*\s*(?:[百千万億]*円|人|件|回|[％%㎡㎢])?")


def units(text: str) -> float:
    """Length of a line in full-width characters: a half-width one counts half, a mark nothing."""
    return sum(map(_unit, text), 0.0)


@lru_cache(maxsize=8192)
def _unit(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    return 0.5 if unicodedata.east_asian_width(char) in ("Na", "H", "N") else 1.0


def fits(table: Node, options: PrintOptions) -> bool:
    """Whether the columns of a table fit side by side on the sheet at all."""
    columns = max((_end(row.cells) for row in _placed("", table)), default=0)
    return _scale(columns, options) >= _SMALLEST


def lay_table(source: str, table: Node, widths: tuple[float, ...], options: PrintOptions) -> Table:
    """A table with its cells placed. ``widths`` as :func:`column_widths` gives them."""
    rows = _placed(source, table)
    scale = _scale(len(widths), options)
    numeric = _numeric_columns(rows, _header_rows(table))
    page = options.lines_a_page * PITCH
    laid: list[Row] = []
    for row in rows:
        height = _height(row, widths, scale)
        cells = tuple(
            replace(cell, align=Align.END) if cell.column in numeric and _is_amount(cell) else cell
            for cell in row.cells
        )
        laid.append(replace(row, cells=cells, breakable=height > 0.6 * page))
    header_rows = _header_rows(table)
    tall = sum(_height(row, widths, scale) for row in laid[:header_rows])
    if tall > page / 3:  # repeated on each page it would leave no room for the rows
        header_rows = 0
    return Table(table.id, widths, tuple(laid), header_rows, scale)


def heading_of(source: str, table: Node) -> tuple[str, ...]:
    """The column headings of a table: tables with equal headings get equal columns."""
    rows = _placed(source, table)
    columns = max((_end(row.cells) for row in rows), default=0)
    headings = [cell.text for row in rows[: _header_rows(table)] for cell in row.cells]
    return (str(columns), *(headings or (table.id,)))


def column_widths(source: str, tables: Sequence[Node], options: PrintOptions) -> tuple[float, ...]:
    """Column widths in characters of the text, for tables that share them; they sum to the measure.

    A column's share grows with the length of what stands in it (root mean square, dampened, so that
    rows come out low), no heading is broken where room can be found, and columns with nearly equal
    need (the roles of 甲 and 乙) are made equal.
    """
    rows = [row for table in tables for row in _placed(source, table)]
    columns = max((_end(row.cells) for row in rows), default=1)
    scale = _scale(columns, options)
    room = options.measure / scale - columns * CELL_PADDING  # in characters of the table
    need = [1.0] * columns
    floor = [_NARROWEST] * columns
    for column in range(columns):
        lengths = [
            max(units(line) for line in cell.text.split(LINE_BREAK))
            for row in rows
            for cell in row.cells
            if cell.column == column and cell.colspan == 1
        ]
        if lengths:
            mean_square = sum(length**2 for length in lengths) / len(lengths)
            need[column] = max(math.sqrt(mean_square), 1.0) ** 0.75
            floor[column] = max(_NARROWEST, min(math.ceil(max(lengths)), _COMFORTABLE))
    wanted = sum(floor)
    if wanted > room:  # give way in proportion, as far as the narrowest
        spare = max(room - columns * _NARROWEST, 0.0) / max(wanted - columns * _NARROWEST, 1.0)
        floor = [_NARROWEST + (value - _NARROWEST) * spare for value in floor]
    _make_even(need)
    shares = _whole(_share(room, need, floor), room)
    lengths_of = _lengths(rows, columns)
    best = _lines(lengths_of, shares)
    for column in range(columns):  # a character more here or there often saves whole lines
        for more in range(1, 4):
            tried = list(floor)
            for other in range(columns):
                if need[other] == need[column]:  # columns made even stay even
                    tried[other] = shares[other] + more
            if sum(tried) > room:
                break
            divided = _whole(_share(room, need, tried), room)
            count = _lines(lengths_of, divided)
            if count < best:
                best, shares = count, divided
    padding = (options.measure / scale - sum(shares)) / columns
    return tuple((share + padding) * scale for share in shares)


def _lengths(rows: Sequence[Row], columns: int) -> list[list[tuple[int, float]]]:
    """Of each row, the columns and lengths of its cells; of very many rows, every n-th."""
    step = max(len(rows) * columns // 4000, 1)
    return [
        [
            (cell.column, units(line))
            for cell in row.cells
            if cell.colspan == cell.rowspan == 1
            for line in cell.text.split(LINE_BREAK)
        ]
        for row in rows[::step]
    ]


def _lines(rows: Sequence[Sequence[tuple[int, float]]], widths: Sequence[float]) -> tuple[int, int]:
    """What a good division keeps low: the lines of all rows, and then those of all cells."""
    high = 0
    total = 0
    for row in rows:
        tallest: dict[int, int] = {}
        for column, length in row:
            count = math.ceil(length / widths[column]) or 1
            tallest[column] = tallest.get(column, 0) + count
        high += max(tallest.values(), default=0)
        total += sum(tallest.values())
    return high, total


def _make_even(need: list[float]) -> None:
    """Neighbouring columns that need within a tenth of each other get the same."""
    first = 0
    for column in range(1, len(need) + 1):
        if column < len(need) and abs(need[column] - need[first]) <= 0.1 * need[first]:
            continue
        mean = sum(need[first:column]) / (column - first)
        need[first:column] = [mean] * (column - first)
        first = column


def _share(room: float, need: Sequence[float], floor: Sequence[float]) -> list[float]:
    """Divide ``room`` in proportion to ``need``, giving no column less than its ``floor``."""
    fixed: set[int] = set()
    while True:
        rest = room - sum(floor[column] for column in fixed)
        total = sum(value for column, value in enumerate(need) if column not in fixed)
        if total <= 0:
            return list(floor)
        short = {
            column
            for column, value in enumerate(need)
            if column not in fixed and rest * value / total < floor[column]
        }
        if not short:
            return [
                floor[column] if column in fixed else rest * value / total
                for column, value in enumerate(need)
            ]
        fixed |= short


def _whole(shares: Sequence[float], room: float) -> list[float]:
    """Shares as whole numbers of characters, so that lines of a cell fill it without stretching.

    Columns of one share stay equal; what cannot be given out whole becomes padding.
    """
    whole = [float(math.floor(share + 1e-6)) for share in shares]
    order = sorted(range(len(shares)), key=lambda at: (whole[at] - shares[at], at))
    for column in order:
        alike = [at for at, share in enumerate(shares) if abs(share - shares[column]) < 1e-6]
        if whole[column] <= shares[column] and sum(whole) + len(alike) <= room + 1e-6:
            for at in alike:
                whole[at] += 1
    return whole


def _scale(columns: int, options: PrintOptions) -> float:
    """Size of the characters of a table of that many columns, against the text."""
    if not columns:
        return TABLE_SCALE
    return min(TABLE_SCALE, options.measure / (columns * (_NARROWEST + CELL_PADDING)))


def _height(row: Row, widths: Sequence[float], scale: float) -> float:
    """Height of a row in characters of the text; rather too much than too little."""
    tallest = 0
    for cell in row.cells:
        width = sum(widths[cell.column : cell.column + cell.colspan]) / scale - CELL_PADDING
        inside = max(width - 1, 1.0)
        count = sum(math.ceil(units(line) / inside) or 1 for line in cell.text.split(LINE_BREAK))
        tallest = max(tallest, count if cell.rowspan == 1 else 1)
    return (tallest * TABLE_PITCH + 0.5) * scale


def _header_rows(table: Node) -> int:
    """How many heading rows stand at the top; a table of headings only has none."""
    rows = [child for child in table.children if child.kind in (Kind.HEADER, Kind.ROW)]
    count = 0
    for row in rows:
        if row.kind is not Kind.HEADER:
            return count
        count += 1
    return 0 if count == len(rows) and count > 1 else count


def _placed(source: str, table: Node) -> list[Row]:
    """The rows with each cell at its column, room left for cells that reach down (rowspan)."""
    rows = [child for child in table.children if child.kind in (Kind.HEADER, Kind.ROW)]
    taken: dict[int, int] = {}  # column -> rows still covered from above
    placed: list[Row] = []
    for index, row in enumerate(rows):
        column = 0
        cells: list[Cell] = []
        covered = dict(taken)
        for node in row.children:
            if node.kind is not Kind.CELL:
                continue
            while covered.get(column, 0) > 0:
                column += 1
            colspan = _span(node, "colspan")
            for step in range(1, colspan):  # a cell from above is in the way
                if covered.get(column + step, 0) > 0:
                    colspan = step
                    break
            rowspan = min(_span(node, "rowspan"), len(rows) - index)
            cells.append(Cell(column, _cell_text(source, node), colspan, rowspan))
            for step in range(colspan):
                taken[column + step] = rowspan
            column += colspan
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        placed.append(Row(row.id, tuple(cells)))
    return placed


def _span(cell: Node, name: str) -> int:
    """A colspan or rowspan; 1 for anything that is not a count."""
    value = cell.attr(name)
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _end(cells: Iterable[Cell]) -> int:
    return max((cell.column + cell.colspan for cell in cells), default=0)


def _cell_text(source: str, cell: Node) -> str:
    """What stands in a cell, its provisions and sentences on lines of their own."""
    if not cell.children:
        return cell.text.replace("\n", LINE_BREAK)
    printed = ("".join(part.text for part in line) for line in lines(parts(source, [cell])))
    return LINE_BREAK.join(printed)


def _numeric_columns(rows: Sequence[Row], header_rows: int) -> set[int]:
    """Columns whose cells, where filled, are all amounts."""
    seen: dict[int, bool] = {}
    for row in rows[header_rows:]:
        for cell in row.cells:
            if cell.text.strip():
                seen[cell.column] = seen.get(cell.column, True) and _is_amount(cell)
    return {column for column, numeric in seen.items() if numeric}


def _is_amount(cell: Cell) -> bool:
    return _AMOUNT.fullmatch(cell.text.strip()) is not None
