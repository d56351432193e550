"""Tables as offices make and return them: Word and Excel files built by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document as new_word_file
from openpyxl import Workbook


def word(*rows: Sequence[str], heading: Sequence[str] = ("変更後", "変更前")) -> bytes:
    """A Word file with one table; a line feed in a cell is a new paragraph, a tab nothing special."""
    file = new_word_file()
    table = file.add_table(rows=0, cols=len(heading))
    for row in (heading, *rows):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            first, *rest = words.split("\n")
            cell.paragraphs[0].add_run(first)
            for line in rest:
                cell.add_paragraph(line)
    return saved(file)


def saved(file: object) -> bytes:
    """The bytes of a Word or Excel file."""
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def excel(*rows: Sequence[object], heading: Sequence[str] = ("変更後", "変更前")) -> bytes:
    """An Excel file with one sheet, nothing merged."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (heading, *rows):
        sheet.append(list(row))
    return saved(book)
