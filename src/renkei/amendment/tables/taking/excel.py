"""A 新旧対照表 out of an Excel file, as it comes back from an office (エクセルの読み取り)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from renkei.amendment.tables.model import Comparison, Words
from renkei.amendment.tables.taking.grids import MAX_ROWS, GridCell, Item, comparison_of, refusal

#: What is unpacked at most, in how many parts, and how many columns are looked at.
_UNPACKED = 64 * 2**20
_PARTS = 400
_COLUMNS = 200


def read_excel(data: bytes) -> Comparison:
    """The first sheet with a table of amendment. Raises Refusal."""
    from openpyxl import load_workbook

    _measure(data)
    try:
        book = load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
    except Exception as error:  # openpyxl raises a dozen kinds on damaged files
        raise refusal("broken", "Excel") from error
    return comparison_of([grid for sheet in book.worksheets for grid in (_grid(sheet),) if grid])


def _measure(data: bytes) -> None:
    """Refuse what would not fit, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given:
            members = given.infolist()
    except zipfile.BadZipFile as error:
        raise refusal("broken", "ZIP") from error
    if len(members) > _PARTS or sum(member.file_size for member in members) > _UNPACKED:
        raise refusal("too-large", f"> {_UNPACKED // 2**20} MB")


def _grid(sheet: Any) -> list[list[GridCell]]:
    """The cells of a sheet; of merged ones the first, as wide as they are together."""
    width: dict[tuple[int, int], int] = {}
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        width[merged.min_row, merged.min_col] = merged.max_col - merged.min_col + 1
        if (merged.max_row - merged.min_row + 1) * (merged.max_col - merged.min_col + 1) > 100_000:
            raise refusal("too-large", str(merged))
        covered.update(
            (row, column)
            for row in range(merged.min_row, merged.max_row + 1)
            for column in range(merged.min_col, merged.max_col + 1)
        )
    columns = min(sheet.max_column or 0, _COLUMNS)
    if (sheet.max_row or 0) > MAX_ROWS:
        raise refusal("too-many", str(MAX_ROWS))
    grid: list[list[GridCell]] = []
    for row in sheet.iter_rows(max_col=columns):
        cells: list[GridCell] = []
        for cell in row:
            place = (cell.row, cell.column)
            if place in covered and place not in width:
                continue
            end = cell.column + width.get(place, 1)
            cells.append(GridCell(cell.column - 1, end - 1, (Item(_words(cell)),)))
        grid.append(cells)
    return grid


def _words(cell: Any) -> Words:
    """The text of a cell and its underlined ranges."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    value = cell.value
    if value is None:
        return Words("")
    if isinstance(value, CellRichText):
        text = ""
        marks: list[tuple[int, int]] = []
        for part in value:
            words = part.text if isinstance(part, TextBlock) else str(part)
            if isinstance(part, TextBlock) and part.font.strike and words.strip():
                raise refusal("struck", words.strip()[:20])
            if isinstance(part, TextBlock) and part.font.u and words:
                marks.append((len(text), len(text) + len(words)))
            text += words
        return Words(text.replace("\r\n", "\n"), tuple(marks))
    if isinstance(value, str) and cell.data_type != "f":
        text = value.replace("\r\n", "\n")
        if cell.font is not None and cell.font.strike and text.strip():
            raise refusal("struck", text.strip()[:20])
        under = bool(cell.font is not None and cell.font.u)
        return Words(text, ((0, len(text)),) if under and text else ())
    if isinstance(value, int) and not isinstance(value, bool):
        return Words(str(value))
    raise refusal("not-text", cell.coordinate)
