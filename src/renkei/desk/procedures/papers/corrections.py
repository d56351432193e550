"""The table of a 正誤表: where, the wrong words, the right ones."""

from __future__ import annotations

from renkei.desk.procedures.papers.sheet import Sheet
from renkei.desk.procedures.papers.style import Side
from renkei.instrument.formats.blocks import Cell, Row, Table
from renkei.instrument.formats.options import TABLE_SCALE


def correction_table(sheet: Sheet) -> None:
    """One row for each correction; 誤 stands on the side the house puts it."""
    corrections = sheet.matter.corrections
    if not corrections:
        sheet.gap("訂正する箇所が登録されていません。", "No correction is recorded.")
    heads, order = ("箇所", "誤", "正"), (0, 1, 2)
    if sheet.style.wrong_side is Side.RIGHT:
        order = (0, 2, 1)
    rows = [_row(tuple(heads[at] for at in order))]
    for entry in corrections:
        values = (sheet.words(entry.place), entry.wrong, entry.right)
        rows.append(_row(tuple(values[at] for at in order)))
    measure = float(sheet.options.measure)
    widths = (measure * 0.26, measure * 0.37, measure * 0.37)
    sheet.table(Table("", widths, tuple(rows), 1, TABLE_SCALE, before=1.0))


def _row(values: tuple[str, ...]) -> Row:
    return Row("", tuple(Cell(column, value) for column, value in enumerate(values)))
