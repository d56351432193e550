"""The comparison as an Excel file, to be worked on and handed back (取組表, 相違, 条文).

What the cells hold is text: a cell that would begin a formula is stored as text and marked so. The
file is read back by :mod:`renkei.desk.agreements.family_sheets`, which shares the headings below.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from renkei.amendment.compare import Change, ChangeKind
from renkei.amendment.family import Row, Standing
from renkei.desk.agreements.family_table import Comparison, each_difference
from renkei.units import DateStyle, format_date

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.worksheet.worksheet import Worksheet

#: Names of the sheets.
MATRIX, DIFFERENCES, ARTICLES = "取組表", "相違", "条文"
#: Headings before the municipalities, and after them.
LEFT, RIGHT = ("番号", "分野", "取組"), ("参加", "相違")
#: Headings of the sheet of differences.
DIFFERENCE_HEADS = ("分野", "取組・条", "市町村", "欄", "標準の文言", "この協約の文言", "相違箇所")
#: Between headings of different levels.
LEVELS = " › "
#: What a cell of the matrix may say.
MARKS = {Standing.SAME: "○", Standing.ONLY: "○", Standing.DIFFERS: "○相違", Standing.ABSENT: "―"}
#: In which row the headings stand.
HEAD_ROW = 4

_FONT = "游ゴシック"
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
#: XML cannot hold these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_workbook(found: Comparison) -> bytes:
    """取組表, 相違 and 条文 of a region as of a day, set up for printing."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    title = f"{'【見本】' if found.region.fictional else ''}{found.region.name}"
    _matrix(book.create_sheet(MATRIX), found, found.rows, f"{title}　取組 × 市町村", "取組")
    _differences(book.create_sheet(DIFFERENCES), found, f"{title}　文言の相違")
    _matrix(book.create_sheet(ARTICLES), found, found.articles, f"{title}　条文 × 市町村", "条文")
    book.properties.title = title
    book.properties.creator = "Renkei"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def standard_of(found: Comparison) -> str:
    """What differences are told against."""
    if found.model is None:
        return "最も多い文言"
    return f"{found.model.name}（第{found.model.version}版）"


def marked(changes: Sequence[Change]) -> str:
    """Word differences as plain text: ［－削る語－］［＋加える語＋］."""
    return "".join(text for _, text in _pieces(changes))


def cleaned(text: str) -> str:
    """Text as a cell can hold it."""
    return _CONTROL.sub("", text.replace("\u2028", "\n"))[:32_000]


def _pieces(changes: Iterable[Change]) -> Iterable[tuple[str, str]]:
    for change in changes:
        if change.kind in (ChangeKind.REPLACED, ChangeKind.DELETED):
            yield "deleted", f"［－{cleaned(change.before)}－］"
        if change.kind in (ChangeKind.REPLACED, ChangeKind.INSERTED):
            yield "inserted", f"［＋{cleaned(change.after)}＋］"
        if change.kind not in (ChangeKind.REPLACED, ChangeKind.DELETED, ChangeKind.INSERTED):
            yield "same", cleaned(change.after)


def _matrix(
    sheet: Worksheet, found: Comparison, rows: Sequence[Row], title: str, what: str
) -> None:
    from openpyxl.styles import PatternFill

    names = [column.partner for column in found.columns]
    heads = [*LEFT[:2], what, *names, *RIGHT]
    _top(sheet, found, title, heads)
    differing = PatternFill("solid", fgColor="FBF5E0")
    last = HEAD_ROW + len(rows)
    first_column, last_column = len(LEFT) + 1, len(LEFT) + len(names)
    for number, row in enumerate(rows, 1):
        at = HEAD_ROW + number
        _put(sheet, at, 1, number)
        _put(sheet, at, 2, LEVELS.join(row.path))
        _put(sheet, at, 3, row.name)
        for place, cell in enumerate(row.cells):
            written = _put(sheet, at, first_column + place, MARKS[cell.standing], centre=True)
            if cell.standing is Standing.DIFFERS:
                written.fill = differing
        _put(sheet, at, last_column + 1, row.taking_part, centre=True)
        _put(sheet, at, last_column + 2, row.differing, centre=True)
    _put(sheet, last + 1, 3, "参加の数")
    _put(sheet, last + 2, 3, "相違の数")
    for place, (_, taking, apart) in enumerate(found.sums(rows)):
        _put(sheet, last + 1, first_column + place, taking, centre=True)
        _put(sheet, last + 2, first_column + place, apart, centre=True)
    _widths(sheet, [6, 34, 34, *([10] * len(names)), 7, 7])
    _print_setup(sheet, paper=8 if len(names) > 6 else 9, freeze=f"D{HEAD_ROW + 1}")


def _differences(sheet: Worksheet, found: Comparison, title: str) -> None:
    from openpyxl.styles import Alignment

    _top(sheet, found, title, list(DIFFERENCE_HEADS))
    at = HEAD_ROW
    for rows in (found.rows, found.articles):
        for row, place, head, changes in each_difference(rows):
            at += 1
            before = "".join(change.before for change in changes)
            after = "".join(change.after for change in changes)
            texts = (LEVELS.join(row.path), row.name, found.columns[place].partner, head)
            for column, text in enumerate((*texts, before, after), 1):
                _put(sheet, at, column, text)
            shown = _put(sheet, at, 7, marked(changes))
            if not _FORMULA.match(str(shown.value)):
                shown.value = _rich(changes)
                shown.alignment = Alignment(wrap_text=True, vertical="top")
    if at == HEAD_ROW:
        _put(sheet, at + 1, 1, "相違はありません。")
    _widths(sheet, [26, 24, 12, 12, 44, 44, 52])
    _print_setup(sheet, paper=9, freeze=f"E{HEAD_ROW + 1}")


def _top(sheet: Worksheet, found: Comparison, title: str, heads: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    _put(sheet, 1, 1, title, wrap=False).font = Font(name=_FONT, size=14, bold=True)
    day = format_date(found.day, DateStyle.BOTH)
    _put(sheet, 2, 1, f"{day}現在　標準: {standard_of(found)}", wrap=False)
    legend = "○ 参加　○相違 文言が標準と異なる　― なし　（市町村名、住所、長の氏名、日付の違いは数えない）"
    _put(sheet, 3, 1, legend, wrap=False)
    for column, head in enumerate(heads, 1):
        cell = _put(sheet, HEAD_ROW, column, head)
        cell.font = Font(name=_FONT, size=10, bold=True)
        cell.fill = PatternFill("solid", fgColor="E8ECF7")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(bottom=Side("medium", color="1A1A1A"))


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | int,
    *,
    centre: bool = False,
    wrap: bool = True,
) -> Cell | MergedCell:
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = sheet.cell(row, column)
    if isinstance(value, str):
        text = cleaned(value)
        cell.value = text or None
        if _FORMULA.match(text):  # text, whatever it looks like
            cell.data_type = "s"
            cell.quotePrefix = True
    else:
        cell.value = value
    cell.font = Font(name=_FONT, size=10)
    horizontal = "center" if centre else None
    cell.alignment = Alignment(horizontal=horizontal, vertical="top", wrap_text=wrap)
    if row > HEAD_ROW:
        thin = Side("thin", color="D6D6D2")
        cell.border = Border(bottom=thin, top=thin)
    return cell


def _rich(changes: Sequence[Change]) -> CellRichText:
    """The marked text with what goes struck out and what comes underlined."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Color

    fonts = {
        "same": InlineFont(rFont=_FONT, sz=10),
        "deleted": InlineFont(rFont=_FONT, sz=10, strike=True, color=Color("FFA90000")),
        "inserted": InlineFont(rFont=_FONT, sz=10, u="single", b=True, color=Color("FF00118F")),
    }
    return CellRichText(*(TextBlock(fonts[kind], text) for kind, text in _pieces(changes)))


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _print_setup(sheet: Worksheet, paper: int, freeze: str) -> None:
    """A3 (8) or A4 (9) landscape, one page wide, headings on every page, page numbers."""
    sheet.freeze_panes = freeze
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.5)
    footer: Any = sheet.oddFooter
    footer.center.text = "&P / &N"
    footer.right.text = "&A"
