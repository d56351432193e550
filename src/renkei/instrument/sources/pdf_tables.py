"""Tables of PDF pages by their ruling lines, and their rows across page breaks.

A row broken by a page end is joined only on evidence: the table goes on at the top of the next page
with the same columns, and a cell stopped in mid-sentence at its right edge. What is less certain is
left as two rows for the reading pass, which sees the whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from renkei.instrument.sources.linear import RowHint
from renkei.instrument.sources.pdf_flow import is_full, wrap
from renkei.instrument.sources.pdf_glyphs import Glyph, Line, lines_of, narrowed

if TYPE_CHECKING:
    from pdfplumber.page import Page

_LINE_IN_CELL = "\u2028"
_SAME_EDGE = 3.0  # points
_ENDINGS = "。）)」』"
_JOIN_EMPTY = (
    "改ページで切れた行の続きです（空の欄があり、前の行の欄が文の途中で終わっています）。",
    "Goes on with a row cut by the page end: it has an empty cell, and a cell above it stops in "
    "mid-sentence.",
)
_JOIN_FULL = (
    "改ページで切れた行の続きです（前の行のどの欄も文の途中で、欄の右端まで埋まっています）。",
    "Goes on with a row cut by the page end: every cell above it stops in mid-sentence at its "
    "right edge.",
)


@dataclass(slots=True)
class Cell:
    """One cell: its visual lines and the right edge that its text may reach."""

    lines: list[Line]
    right: float

    @property
    def text(self) -> str:
        """Its text on one line: wrapped lines joined, lines that ended early parted by U+2028."""
        text = ""
        for above, line in zip([None, *self.lines], self.lines, strict=False):
            if above is None:
                text = line.text
            elif is_full(above, line.text, self.right):
                text = wrap(text, line.text)
            else:
                text += _LINE_IN_CELL + line.text
        return text.replace("\t", "\u3000")

    @property
    def stops_short(self) -> bool:
        """Whether its text ends without an end: no 。 and no closing bracket."""
        return bool(self.lines) and self.lines[-1].text.rstrip()[-1:] not in _ENDINGS


@dataclass(slots=True)
class Row:
    """One row: its cells by column (None where a merged cell covers the column), and its hints."""

    cells: list[Cell | None]
    merged: tuple[int, ...] = ()
    header: bool = False
    joined: tuple[str, str] | None = None

    @property
    def texts(self) -> list[str]:
        """The text of every column."""
        return ["" if cell is None else cell.text for cell in self.cells]

    @property
    def hint(self) -> RowHint:
        """What the line of text cannot say of this row."""
        return RowHint(self.merged, self.header, self.joined)


@dataclass(slots=True)
class Table:
    """A table on one page, or several pages of it once they are put together."""

    rows: list[Row]
    edges: tuple[float, ...]
    top: float
    bottom: float
    rest: list[Glyph] = field(default_factory=list)  # glyphs inside that lie in no cell


def tables_of(page: Page, glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """Tables of a page with at least two columns, and the glyphs that are in none of them."""
    if len(page.edges) < 4:
        return [], list(glyphs)
    tables: list[Table] = []
    left = list(glyphs)
    for found in page.find_tables():
        boxes = [tuple(map(float, box)) for box in found.cells]
        edges = _columns([box[0] for box in boxes])
        if len(edges) < 2:
            continue  # a frame around text
        x0, top, x1, bottom = map(float, found.bbox)
        inside = [g for g in left if _within(g, (x0, top, x1, bottom))]
        if not inside:
            continue
        left = [g for g in left if not _within(g, (x0, top, x1, bottom))]
        tables.append(_table(boxes, edges, inside, (*edges, x1), top, bottom))
    return tables, left


def continue_table(above: Table, below: Table) -> int | None:
    """Put ``below``, the head of the next page, under ``above``, the foot of this one.

    Returns how many repeated heading rows were left out, or None when the two are not one table.
    """
    if len(above.edges) != len(below.edges) or any(
        abs(a - b) > _SAME_EDGE for a, b in zip(above.edges, below.edges, strict=True)
    ):
        return None
    rows = list(below.rows)
    repeated = 0
    while (
        repeated < min(len(rows), len(above.rows), 3)
        and any(above.rows[repeated].texts)
        and _same(rows[repeated], above.rows[repeated])
    ):
        repeated += 1
    for row in above.rows[:repeated]:
        row.header = True
    rows = rows[repeated:]
    if rows and above.rows[repeated:]:
        reason = _broken(above.rows[-1], rows[0])
        if reason:
            above.rows[-1] = _join(above.rows[-1], rows[0], reason)
            rows = rows[1:]
    above.rows += rows
    above.bottom = below.bottom
    return repeated


def _broken(row: Row, rest: Row) -> tuple[str, str] | None:
    """Why ``rest`` is the second half of ``row``; None when it is a row of its own."""
    pairs = list(zip(row.cells, rest.cells, strict=True))
    going_on = [(first, second) for first, second in pairs if second is not None and second.lines]
    if not going_on:
        return None
    cut = [
        first is not None
        and first.stops_short
        and is_full(first.lines[-1], second.lines[0].text, first.right)
        for first, second in going_on
    ]
    empty = any(
        second is not None and not second.lines and first is not None and first.lines
        for first, second in pairs
    )
    if empty and any(cut):
        return _JOIN_EMPTY
    if all(cut):
        return _JOIN_FULL
    return None


def _join(row: Row, rest: Row, reason: tuple[str, str]) -> Row:
    cells: list[Cell | None] = []
    for first, second in zip(row.cells, rest.cells, strict=True):
        if first is None or second is None:
            cells.append(first or second)
        else:
            cells.append(Cell(first.lines + second.lines, first.right))
    return Row(cells, row.merged, row.header, reason)


def _same(row: Row, other: Row) -> bool:
    return [narrowed(text) for text in row.texts] == [narrowed(text) for text in other.texts]


def _table(
    boxes: list[tuple[float, ...]],
    edges: list[float],
    inside: list[Glyph],
    all_edges: tuple[float, ...],
    top: float,
    bottom: float,
) -> Table:
    tops = _columns([box[1] for box in boxes])
    grid: list[list[Cell | None]] = [[None] * len(edges) for _ in tops]
    merged: list[list[int]] = [[] for _ in tops]
    taken: set[int] = set()
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        column, row = _index(edges, box[0]), _index(tops, box[1])
        members = [i for i, g in enumerate(inside) if i not in taken and _within(g, box)]
        taken.update(members)
        lines = lines_of([inside[i] for i in members])
        grid[row][column] = Cell(lines, _right(lines, box))
        last_column, last_row = _last(edges, box[2]), _last(tops, box[3])
        for below in range(row + 1, last_row + 1):
            merged[below] += range(column, last_column + 1)
    rows = [Row(cells, tuple(sorted(m))) for cells, m in zip(grid, merged, strict=True)]
    rest = [g for i, g in enumerate(inside) if i not in taken]
    return Table(rows, all_edges, top, bottom, rest)


def _right(lines: list[Line], box: tuple[float, ...]) -> float:
    """How far right text may go: as far from the rule as it starts on the left, or further."""
    if not lines:
        return box[2]
    inset = min(max(min(line.x0 for line in lines) - box[0], 0.0), 8.0)
    return max(box[2] - inset, max(line.x1 for line in lines))


def _columns(places: Sequence[float]) -> list[float]:
    """Distinct places in order, those nearer than the tolerance taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME_EDGE:
            found.append(place)
    return found


def _index(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - place))


def _last(edges: Sequence[float], end: float) -> int:
    """The last column (or row) that begins before ``end``."""
    return max(i for i, edge in enumerate(edges) if edge < end - _SAME_EDGE or i == 0)


def _within(glyph: Glyph, box: tuple[float, ...]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
