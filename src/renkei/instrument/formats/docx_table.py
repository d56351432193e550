"""A table of a Word file: fixed columns, headings repeated on each page, rows kept whole."""

from __future__ import annotations

from typing import Any, NamedTuple

from renkei.instrument.formats.blocks import Align, Cell, Row, Table
from renkei.instrument.formats.docx_styles import CELL_STYLE, HEADER_STYLE
from renkei.instrument.formats.grid import CELL_PADDING
from renkei.instrument.formats.printed import LINE_BREAK
from renkei.instrument.formats.wordxml import child, element, text

#: Space above and below the text of a cell, in twips.
_INSET = "50"


class _Place(NamedTuple):
    """Columns of one row: with a cell, under a cell from above, or with nothing printed."""

    column: int
    span: int
    cell: Cell | None
    covered: bool = False


def table(block: Table, size: float) -> Any:
    """The ``w:tbl`` of a table; ``size`` of the text in points gives its widths."""
    made = element("w:tbl")
    _properties(made, block, size)
    grid = child(made, "w:tblGrid")
    for width in block.widths:
        child(grid, "w:gridCol", w=_twips(width, size))
    reach: dict[int, tuple[int, int]] = {}  # column -> (rows still to cover, columns covered)
    for index, row in enumerate(block.rows):
        following = block.rows[index + 1] if index + 1 < len(block.rows) else None
        open_below = following is not None and following.tied
        header = index < block.header_rows
        made.append(_row(block, row, reach, size, header=header, open_below=open_below))
        reach = {at: (left - 1, span) for at, (left, span) in reach.items() if left > 1}
        for cell in row.cells:
            if cell.rowspan > 1:
                reach[cell.column] = (cell.rowspan - 1, cell.colspan)
    return made


def characters(run: Any, content: str) -> None:
    """Text into a ``w:r``: U+2028 is a line end of Word, a tab its tab."""
    for index, line in enumerate(content.split(LINE_BREAK)):
        if index:
            child(run, "w:br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                child(run, "w:tab")
            if piece:
                text(run, "w:t", piece)


def _properties(made: Any, block: Table, size: float) -> None:
    properties = child(made, "w:tblPr")
    child(properties, "w:tblW", w=_twips(sum(block.widths), size), type="dxa")
    borders = child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        child(borders, f"w:{side}", val="single", sz="4", space="0", color="auto")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    inset = _twips(CELL_PADDING / 2 * block.scale, size)
    for side, width in (("top", _INSET), ("left", inset), ("bottom", _INSET), ("right", inset)):
        child(margins, f"w:{side}", w=width, type="dxa")
    if block.header_rows:
        child(properties, "w:tblLook", val="0020", firstRow="1")


def _row(
    block: Table,
    row: Row,
    reach: dict[int, tuple[int, int]],
    size: float,
    *,
    header: bool,
    open_below: bool,
) -> Any:
    made = element("w:tr")
    properties = child(made, "w:trPr")
    places = _places(row, reach, len(block.widths))
    # A ragged row begins late or ends early; no cell is invented for what is not there.
    if places[0].column:
        child(properties, "w:gridBefore", val=str(places[0].column))
    rest = len(block.widths) - places[-1].column - places[-1].span
    if rest > 0:
        child(properties, "w:gridAfter", val=str(rest))
    if not row.breakable:
        child(properties, "w:cantSplit")
    if header:
        child(properties, "w:tblHeader")
    if not len(properties):
        made.remove(properties)
    for place in places:
        width = sum(block.widths[place.column : place.column + place.span])
        sides = (*(["top"] if row.tied else []), *(["bottom"] if open_below else []))
        made.append(
            _cell(
                place,
                _twips(width, size),
                size * block.scale,
                header=header,
                bare=sides,
                keep=row.keep,
            )
        )
    return made


def _places(row: Row, reach: dict[int, tuple[int, int]], columns: int) -> list[_Place]:
    """What stands in each column of a row, from left to right, without holes inside."""
    known = [_Place(cell.column, cell.colspan, cell) for cell in row.cells]
    known += [_Place(at, span, None, covered=True) for at, (_, span) in reach.items()]
    found: list[_Place] = []
    for place in sorted(known, key=lambda entry: entry.column):
        end = found[-1].column + found[-1].span if found else place.column
        if place.column < end:
            continue
        if place.column > end:
            found.append(_Place(end, place.column - end, None))
        found.append(place)
    return found or [_Place(0, columns, None)]  # Word wants a cell in every row


def _cell(
    place: _Place,
    width: str,
    size: float,
    *,
    header: bool,
    bare: tuple[str, ...] = (),
    keep: bool = False,
) -> Any:
    made = element("w:tc")
    properties = child(made, "w:tcPr")
    child(properties, "w:tcW", w=width, type="dxa")
    if place.span > 1:
        child(properties, "w:gridSpan", val=str(place.span))
    if place.covered:
        child(properties, "w:vMerge", val="continue")
    elif place.cell is not None and place.cell.rowspan > 1:
        child(properties, "w:vMerge", val="restart")
    if bare:
        borders = child(properties, "w:tcBorders")
        for side in bare:
            child(borders, f"w:{side}", val="nil")
    if header:
        child(properties, "w:shd", val="clear", color="auto", fill="F0F0F0")
        child(properties, "w:vAlign", val="center")
    paragraph = child(made, "w:p")
    look = child(paragraph, "w:pPr")
    child(look, "w:pStyle", val=HEADER_STYLE if header else CELL_STYLE)
    if keep:
        child(look, "w:keepNext")
    if place.cell is not None and (place.cell.start or place.cell.left):
        _hanging(look, place.cell, size)
    if place.cell is not None and place.cell.align is Align.END and not header:
        child(look, "w:jc", val="right")
    for words, marked in place.cell.parts if place.cell is not None else ():
        run = child(paragraph, "w:r")
        if marked:
            child(child(run, "w:rPr"), "w:u", val="single")
        characters(run, words)
    return made


def _hanging(look: Any, cell: Cell, size: float) -> None:
    """Indents of a cell's paragraph; in twips only, so that they follow the size of its text."""
    more = cell.left - cell.start
    values = {"left": _twips(cell.left, size)} if cell.left else {}
    if more:
        values["hanging" if more > 0 else "firstLine"] = _twips(abs(more), size)
    child(look, "w:ind", **values)


def _twips(chars: float, size: float) -> str:
    return str(round(chars * size * 20))
