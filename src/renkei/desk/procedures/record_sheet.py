"""手続記録票: an Excel file in which somebody without access says what was done, and when.

One line for each step of each party. What is recorded already is filled in and locked; open cells are
for day, number, result, addressee and a note. :mod:`renkei.desk.procedures.record_sheet_reading` reads
the file back.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.desk.procedures.case import CONSEQUENCES, Result
from renkei.desk.procedures.page import Standing
from renkei.desk.procedures.progress import StepState
from renkei.desk.procedures.rules import JOINT, State, Step
from renkei.units import DateStyle, UnitError, format_date

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: Names of the sheets; the last one is hidden and says what the file is.
RECORD, GUIDE, ABOUT = "記録", "記入のしかた", "renkei"
#: What the hidden sheet calls the file.
FORMAT, VERSION = "renkei.record-sheet", "1"
#: Headings of the columns, in their order.
HEADS = (
    "行番号",
    "協約の相手",
    "手順",
    "当事者",
    "状態",
    "年月日",
    "番号",
    "結果",
    "あて先",
    "備考",
)
#: In which row they stand.
HEAD_ROW = 5
#: Columns that may be filled in.
OPEN_COLUMNS = ("年月日", "番号", "結果", "あて先", "備考")
#: Words for the results, as the drop-down offers them.
RESULT_WORDS = {Result.PASSED: "可決", Result.AMENDED: "修正可決", Result.REJECTED: "否決"}
DONE, OPEN, BLOCKED, HALF = "記録済み", "未記録", "前の手順待ち", "確認待ち"
#: The number of steps that have one.
_NUMBERED = (Step.BILL, Step.RESOLVE, Step.PUBLISH, Step.FILE, Step.NOTIFY)
_ADDRESSED = (Step.FILE, Step.NOTIFY)
_WIDTHS = (24, 16, 16, 18, 12, 20, 22, 11, 18, 36)
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FONT = "游ゴシック"
_DAY = '[$-411]ggge"年"m"月"d"日"'


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: one step of one party of one procedure."""

    procedure: int
    step: Step
    party: str
    partner: str
    step_name: str
    party_name: str
    state: str
    date: datetime.date | None = None
    number: str = ""
    result: str = ""
    addressee: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """How the line is known when the file comes back: 12:resolve:991023."""
        return f"{self.procedure}:{self.step}:{self.party or 'all'}"

    @property
    def open(self) -> bool:
        """Whether the line may be filled in."""
        return self.state != DONE


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: of which procedures, on which texts, for whom, made when."""

    title: str
    procedures: tuple[int, ...]
    texts: tuple[tuple[int, str], ...]
    made: datetime.datetime
    fictional: bool
    #: Whose sheet it is: the key of one party, or "" for all of them
    party: str = ""


def rows_of(procedure: int, partner: str, standing: Standing, party: str = "") -> list[SheetRow]:
    """The lines of one procedure; of one party (and of all together) if it is named."""
    rows = []
    for state in standing.progress.steps:
        if state.step in CONSEQUENCES or state.state is State.NOT_NEEDED:
            continue
        if party and state.party not in (JOINT, party):
            continue
        seat = standing.seat(state.party)
        act = state.act if state.state is State.DONE else None
        rows.append(
            SheetRow(
                procedure,
                state.step,
                state.party,
                partner,
                state.plan.ja,
                f"{seat.designation} {seat.name}".strip() if seat else "全当事者",
                HALF if _half(state) else _state(state.state),
                act.date if act else state.date if state.state is State.DONE else None,
                act.number if act else "",
                act.result if act else "",
                act.addressee if act else state.plan.addressee(state.party),
            )
        )
    return rows


def _half(state: StepState) -> bool:
    """Whether a signing is recorded that not every party stands by."""
    return state.step is Step.SIGN and state.act is not None and state.state is not State.DONE


def _state(state: State) -> str:
    return {State.DONE: DONE, State.BLOCKED: BLOCKED}.get(state, OPEN)


def write_sheet(rows: Sequence[SheetRow], about: About) -> bytes:
    """The file, set up for filling in and for printing."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _record(book.create_sheet(RECORD), rows, about)
    _guide(book.create_sheet(GUIDE))
    _about(book, about)
    book.properties.title = f"手続記録票 {about.title}"
    book.properties.creator = "Renkei"
    book.properties.created = book.properties.modified = about.made.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _record(sheet: Worksheet, rows: Sequence[SheetRow], about: About) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    thin = Side(style="thin", color="BBBBBB")
    frame = Border(top=thin, bottom=thin, left=thin, right=thin)
    put(sheet.cell(1, 1), f"{'【見本】' if about.fictional else ''}手続記録票").font = Font(
        name=_FONT, size=16, bold=True
    )
    put(sheet.cell(2, 1), about.title).font = Font(name=_FONT, size=11)
    put(
        sheet.cell(3, 1),
        "黄色のセルだけに記入してください。済んでいない行は空欄のままにします。"
        f"（作成 {_day(about.made.date())}）",
    ).font = Font(name=_FONT, size=10)
    for column, head in enumerate(HEADS, 1):
        cell = put(sheet.cell(HEAD_ROW, column), head)
        cell.font = Font(name=_FONT, size=10, bold=True)
        cell.fill = PatternFill("solid", fgColor="E8E8E4")
        cell.border = frame
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    results = DataValidation(
        type="list",
        formula1='"' + ",".join(RESULT_WORDS.values()) + '"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="結果",
        error="可決、修正可決、否決から選んでください。",
    )
    sheet.add_data_validation(results)
    previous = None
    for index, row in enumerate(rows, HEAD_ROW + 1):
        words = RESULT_WORDS[Result(row.result)] if row.result in set(Result) else row.result
        values = (
            row.key,
            row.partner,
            row.step_name,
            row.party_name,
            row.state,
            row.date,
            row.number,
            words,
            row.addressee,
            row.note,
        )
        for column, value in enumerate(values, 1):
            cell = sheet.cell(index, column)
            if isinstance(value, datetime.date):
                cell.value = value
            else:
                put(cell, value)
            may_fill = row.open and _asked(row.step, HEADS[column - 1])
            cell.font = Font(name=_FONT, size=9 if column == 1 else 10.5, color=_ink(column, row))
            cell.border = frame
            cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=column > 1)
            cell.protection = Protection(locked=not may_fill)
            if may_fill:
                cell.fill = PatternFill("solid", fgColor="FFF9D6")
            if HEADS[column - 1] == "年月日":
                cell.number_format = _DAY
        if previous is not None and previous.procedure != row.procedure:
            for at in range(1, len(HEADS) + 1):
                strong = Side(style="medium", color="666666")
                sheet.cell(index, at).border = Border(
                    top=strong, bottom=thin, left=thin, right=thin
                )
        if row.step is Step.RESOLVE and row.open:
            results.add(sheet.cell(index, HEADS.index("結果") + 1))
        sheet.row_dimensions[index].height = 21
        previous = row
    sheet.freeze_panes = f"E{HEAD_ROW + 1}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]


def _ink(column: int, row: SheetRow) -> str:
    if column == 1:
        return "767676"
    return "1A1A1A" if row.open or column < 5 else "4D4D4D"


def _asked(step: Step, head: str) -> bool:
    """Whether a step asks for what stands in that column."""
    if head == "番号":
        return step in _NUMBERED
    if head == "結果":
        return step is Step.RESOLVE
    if head == "あて先":
        return step in _ADDRESSED
    return head in OPEN_COLUMNS


_GUIDE: tuple[str, ...] = (
    "この票は、Renkei に接続できない団体や課が、手続の年月日や番号を知らせるためのものです。",
    "1. 「記録」の黄色のセルだけに記入します。ほかのセルは変えないでください。",
    "2. 年月日は、令和8年9月24日、R8.9.24、2026-09-24 のいずれの書き方でもかまいません。",
    "3. 番号は、議案第41号、浜辺市告示第12号のように、書類のとおりに記入します。",
    "4. 結果は、可決、修正可決、否決から選びます。",
    "5. 済んでいない手順の行は、空欄のままにします。行を消したり、加えたりしないでください。",
    "6. 状態が「確認待ち」の締結は、ほかの団体がすでに記録したものです。"
    "相違なければ、その年月日を記入してください。記入が、貴団体の確認になります。",
    "7. 数式は使えません。値を直接記入してください。",
    "8. 記入したら、Excel ブック（.xlsx）のまま保存し、受け取った相手に返してください。",
    "受け取った側は、Renkei に読み込ませ、1行ずつの確認を経て登録します。"
    "誤りが一つでもあれば、何も登録されません。",
    "Renkei に記録できる人がいない団体の分は、圏域の事務局が、その団体だけの票により登録します。"
    "票そのものが証拠として残り、登録には「記録票により事務局が登録」と示されます。",
    "順序は法律で決まっています。両議会の議決の前に締結はできず、締結の前に告示と届出はできません"
    "（地方自治法第252条の2）。",
)


def _guide(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    put(sheet.cell(1, 1), GUIDE).font = Font(name=_FONT, size=14, bold=True)
    for index, line in enumerate(_GUIDE, 3):
        cell = put(sheet.cell(index, 1), line)
        cell.font = Font(name=_FONT, size=11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 90
    sheet.protection.sheet = True


def _about(book: Workbook, about: About) -> None:
    sheet = book.create_sheet(ABOUT)
    lines: list[tuple[str, str]] = [
        ("format", FORMAT),
        ("version", VERSION),
        ("made", about.made.isoformat()),
        *((("party", about.party),) if about.party else ()),
        *(("procedure", str(key)) for key in about.procedures),
        *(("text", f"{key}:{sha256}") for key, sha256 in about.texts),
    ]
    for index, (name, value) in enumerate(lines, 1):
        put(sheet.cell(index, 1), name)
        put(sheet.cell(index, 2), value)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def put(cell: Cell | MergedCell, value: object) -> Cell | MergedCell:
    """Write words as words: what would begin a formula is stored as text and marked so."""
    text = _CONTROL.sub("", str(value or ""))[:32_000]
    if not text:
        return cell
    cell.value = text
    cell.data_type = "s"
    if _FORMULA.match(text):
        cell.quotePrefix = True
    return cell


def _day(day: datetime.date) -> str:
    try:
        return format_date(day, DateStyle.ERA)
    except UnitError:
        return day.isoformat()


def all_parties(rows: Iterable[SheetRow]) -> list[str]:
    """The parties of the lines, each once."""
    return list(dict.fromkeys(row.party for row in rows if row.party != JOINT))
