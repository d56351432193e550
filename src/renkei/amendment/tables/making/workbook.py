"""A 新旧対照表 as an Excel file: real cells, changed words underlined inside them (エクセル)."""

from __future__ import annotations

import io
import math
import zipfile
from typing import Any

from renkei.amendment.tables.making.sheet import grid, sheet
from renkei.amendment.tables.model import Comparison
from renkei.instrument.formats.blocks import Cell
from renkei.instrument.formats.grid import units
from renkei.instrument.formats.options import TABLE_SCALE
from renkei.instrument.formats.printed import LINE_BREAK

_FONT = "ＭＳ 明朝"
_SIZE = 10.5
#: Width of a full-width character in Excel's unit (a digit of the standard font, which is set to the
#: same font here), and the height of a line in points.
_CHARACTER = 2.0
_LINE = 14.5
#: Excel makes no row higher (points).
_HIGHEST = 409.0


def workbook(table: Comparison, title: str, label: str = "") -> bytes:
    """One sheet: the sentences, the heading row (repeated on each page), a row for each pair.

    ``label`` stands at the head of every printed page (見本, 案).
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book: Any = Workbook()
    book._named_styles["Normal"].font = Font(name=_FONT, size=_SIZE)
    page = book.active
    page.title = "新旧対照表"
    options = sheet(table)
    laid = grid(table, options.measure * 1.0)
    widths = [width / TABLE_SCALE for width in laid.widths]
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = max(width * _CHARACTER, 1)
    thin = Side(style="thin")
    first = 1
    for words in table.notes:
        page.cell(first, 1, words).font = Font(name=_FONT, size=_SIZE + 1)
        page.cell(first, 1).data_type = "s"
        side = "right" if words.startswith("（") else "left" if words.endswith("。") else "center"
        page.cell(first, 1).alignment = Alignment(
            horizontal=side, vertical="center", wrap_text=True
        )
        page.merge_cells(start_row=first, start_column=1, end_row=first, end_column=len(widths))
        page.row_dimensions[first].height = _LINE * math.ceil(units(words) / sum(widths) + 0.2) + 6
        first += 1
    for number, row in enumerate(laid.rows, start=first):
        tied_below = number - first + 1 < len(laid.rows) and laid.rows[number - first + 1].tied
        top = None if row.tied else thin
        bottom = None if tied_below else thin
        height = 1
        for cell in row.cells:
            end = cell.column + cell.colspan
            for column in range(cell.column, end):
                page.cell(number, column + 1).border = Border(
                    left=thin if column == cell.column else None,
                    right=thin if column == end - 1 else None,
                    top=top,
                    bottom=bottom,
                )
            made = page.cell(number, cell.column + 1)
            made.font = Font(name=_FONT, size=_SIZE)
            made.value = _rich(cell)
            if isinstance(made.value, str):
                made.data_type = "s"  # 「=…」 is text here
            heading = number == first
            indent = 0 if heading else int(min(cell.start, cell.left))
            made.alignment = Alignment(
                horizontal="center" if heading else "left",
                vertical="center" if heading else "top",
                wrap_text=True,
                indent=indent,
            )
            if heading:
                made.fill = PatternFill("solid", fgColor="F0F0F0")
            if cell.colspan > 1:
                page.merge_cells(
                    start_row=number, start_column=cell.column + 1, end_row=number, end_column=end
                )
            room = max(sum(widths[cell.column : end]) - indent - 1, 1)
            lines = sum(math.ceil(units(line) / room) or 1 for line in cell.text.split(LINE_BREAK))
            height = max(height, lines)
        page.row_dimensions[number].height = min(height * _LINE + 4, _HIGHEST)
    _print(page, first, len(widths), landscape=options.landscape)
    if label:
        page.oddHeader.right.text = label.replace("&", "&&")
    book.properties.title = title
    book.properties.creator = ""
    raw = io.BytesIO()
    book.save(raw)
    return _same_every_time(raw.getvalue())


def _print(page: Any, heading: int, columns: int, *, landscape: bool) -> None:
    """A4, as wide as the sheet, the heading on each page, the page number at the foot."""
    page.page_setup.paperSize = 9
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{heading}:{heading}"
    page.freeze_panes = page.cell(heading + 1, 1)
    page.oddFooter.center.text = "− &P −"
    page.sheet_view.showGridLines = False


def _rich(cell: Cell) -> Any:
    """The text with its marked words underlined; plain text where none are."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    parts = [(words.replace(LINE_BREAK, "\n"), under) for words, under in cell.parts]
    if not any(under for _, under in parts):
        return "".join(words for words, _ in parts)
    plain = InlineFont(rFont=_FONT, sz=_SIZE)
    line = InlineFont(rFont=_FONT, sz=_SIZE, u="single")
    return CellRichText(*(TextBlock(line if under else plain, words) for words, under in parts))


def _same_every_time(data: bytes) -> bytes:
    """The file with the times of its members fixed, and without the time of its making."""
    import re

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in given.infolist():
            content = given.read(member)
            if member.filename == "docProps/core.xml":
                content = re.sub(
                    rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", content
                )
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return out.getvalue()
