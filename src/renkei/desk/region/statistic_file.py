"""Figures as a file that people fill in: an Excel or CSV file with one figure a row (ファイルの往復).

Renkei writes the file with what it has, and reads it back. Every row is read by itself and every
mistake is told with its row and column; nothing is written here.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from renkei.desk.frame.days import day_of
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.region.models import Municipality, Statistic
from renkei.desk.region.operations import figure as read_figure
from renkei.desk.region.statistic_operations import UNITS, Figure
from renkei.units import MunicipalityCode, UnitError

#: The columns, in the order in which the file is written.
COLUMNS = ("団体コード", "団体名", "項目", "統計の種類", "基準日", "値", "単位", "区分", "出典")
NEEDED = ("団体コード", "項目", "統計の種類", "基準日", "値", "区分", "出典")
#: More rows than this are refused: 1,741 municipalities with three measures fit.
MOST_ROWS = 6_000
#: A workbook may inflate to this much; the form with all its rows is a few million bytes.
MOST_BYTES = 20_000_000

_MEASURES = {label: value for value, label in Statistic.Measure.choices}
_BASES = {label: value for value, label in Statistic.Basis.choices}
_STATUSES = {label: value for value, label in Statistic.Status.choices}


@dataclass
class Sheet:
    """What a file says: the figures that can be read, and what is wrong with the other rows."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether every row can be entered."""
        return bool(self.figures) and not self.problems


def read(data: bytes, filename: str, members: Iterable[Municipality]) -> Sheet:
    """Read a file of figures. Raises Refused where it is no such file at all."""
    rows = _rows(data, filename)
    header = next(rows, None)
    columns = {_name(cell): place for place, cell in enumerate(header or ())}
    lacking = [name for name in NEEDED if name not in columns]
    if lacking:
        raise _not_the_file(lacking, header)
    known = {municipality.code: municipality for municipality in members}
    sheet = Sheet()
    for line, row in enumerate(rows, 2):
        if not any(_text(cell) for cell in row):
            continue
        if line > MOST_ROWS:
            sheet.problems.append(_too_many())
            break
        cells = {name: row[place] if place < len(row) else None for name, place in columns.items()}
        sheet_row = _Row(line, cells, known)
        figure = sheet_row.figure()
        if figure is None:
            sheet.problems.extend(sheet_row.problems)
        else:
            sheet.figures.append(figure)
    if not sheet.figures and not sheet.problems:
        sheet.problems.append(
            Problem(
                "file.empty",
                "見出しの下に1行もありません。2行目から1行に1つの値を入力してください。",
                "There is no row below the headings; enter one figure a row from row 2.",
            )
        )
    return sheet


class _Row:
    """One row of the file, read cell by cell."""

    def __init__(self, line: int, cells: dict[str, object], known: dict[str, Municipality]):
        self.line = line
        self.cells = cells
        self.known = known
        self.problems: list[Problem] = []

    def figure(self) -> Figure | None:
        """The figure of the row; None where something is wrong, which ``problems`` then tells."""
        code = self._code()
        measure = self._choice("項目", _MEASURES)
        basis = self._choice("統計の種類", _BASES)
        status = self._choice("区分", _STATUSES)
        as_of, value = self._day(), self._value()
        source = _text(self.cells["出典"])
        if not source:
            self._wrong("出典", "がありません。", "is missing.")
        unit = _text(self.cells.get("単位"))
        wanted = UNITS.get(Statistic.Measure(measure)) if measure else None
        if unit and wanted and normalize("NFKC", unit) != normalize("NFKC", wanted):
            self._wrong(
                "単位", f"「{unit}」は使えません。{wanted}に直してください。", f"must be {wanted}."
            )
        if self.problems or as_of is None or value is None:
            return None
        return Figure(code, measure, basis, as_of, value, status, source, self.line)

    def _code(self) -> str:
        cell = self.cells["団体コード"]
        text = normalize("NFKC", _text(cell))
        municipality = self.known.get(text)
        if municipality is None:
            self._wrong_code(text)
            return text
        name = _text(self.cells.get("団体名"))
        if name and name != municipality.name:
            self._wrong(
                "団体名",
                f"「{name}」は、コード{text}（{municipality.name}）と合いません。",
                f"“{name}” does not go with the code {text} ({municipality.name}).",
            )
        return text

    def _wrong_code(self, text: str) -> None:
        lost = self.known.get(f"0{text}")
        if lost is not None:
            self._wrong(
                "団体コード",
                f"「{text}」は先頭の0が落ちています。0{text}（{lost.name}）であれば、列の表示形式を"
                "「文字列」にしてから6桁で入力し直してください。",
                f"{text} lost its leading zero. If 0{text} ({lost.name}) is meant, make the column"
                " text and enter all six digits.",
            )
            return
        try:
            MunicipalityCode.from_six_digits(text)
        except UnitError as error:
            self._wrong("団体コード", f": {error.message_ja}", f": {error.message_en}")
        else:
            self._wrong(
                "団体コード",
                f"「{text}」は、この圏域の構成市町村ではありません。",
                f"{text} is no member of this region.",
            )

    def _choice(self, name: str, choices: dict[str, str]) -> str:
        text = normalize("NFKC", _text(self.cells[name]))
        value = choices.get(text, text if text in choices.values() else "")
        if not value:
            listed = "、".join(choices)
            found = f"「{text}」は使えません" if text else "がありません"
            self._wrong(
                name,
                f"{found}。次のどれかにしてください: {listed}",
                f"must be one of: {', '.join(choices.values())}",
            )
        return value

    def _day(self) -> datetime.date | None:
        cell = self.cells["基準日"]
        if isinstance(cell, datetime.datetime):
            return cell.date()
        if isinstance(cell, datetime.date):
            return cell
        try:
            return day_of(_text(cell))
        except ValueError:
            text = _text(cell)
            self._wrong(
                "基準日",
                f"「{text}」は年月日として読めません（例: 令和2年10月1日、2020-10-01）。",
                f"“{text}” is no day (2020-10-01, 令和2年10月1日).",
            )
            return None

    def _value(self) -> Decimal | None:
        cell = self.cells["値"]
        try:
            return read_figure(_text(cell))
        except ValueError:
            text = _text(cell)
            self._wrong(
                "値",
                f"「{text}」は数として読めません。概数や注記を除いて、数だけを入力してください。",
                f"“{text}” is no number; leave out remarks.",
            )
            return None

    def _wrong(self, column: str, ja: str, en: str) -> None:
        said_ja = f"{self.line}行目「{column}」{ja}"
        self.problems.append(
            Problem("file.cell", said_ja, f"Row {self.line}, {column}: {en.lstrip(': ')}")
        )


def _rows(data: bytes, filename: str) -> Iterator[tuple[object, ...]]:
    if data[:4] == b"PK\x03\x04":
        return _of_workbook(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused(
            Problem(
                "file.old",
                "古い形式の Excel（.xls）か、パスワード付きのファイルです。"
                ".xlsx 形式で、パスワードなしで保存し直してください。",
                "An old Excel file (.xls) or one with a password; save it as .xlsx without one.",
                "file",
            )
        )
    return _of_csv(data)


def _of_workbook(data: bytes) -> Iterator[tuple[object, ...]]:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
        if size > MOST_BYTES:
            raise _no_workbook()
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[book.sheetnames[0]]
        yield from sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=40, values_only=True)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise _no_workbook() from error


def _no_workbook() -> Refused:
    return Refused(
        Problem(
            "file.workbook",
            "Excel のファイルとして開けません。様式を取り直して入力してください。",
            "This cannot be opened as an Excel file; take the form anew and fill it in.",
            "file",
        )
    )


def _of_csv(data: bytes) -> Iterator[tuple[object, ...]]:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = "\0"
    if "\0" in text:
        raise Refused(
            Problem(
                "file.kind",
                "Excel（.xlsx）でも CSV でもないファイルです。",
                "This is neither an Excel file (.xlsx) nor CSV.",
                "file",
            )
        )
    separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            yield tuple(row)
    except csv.Error as error:
        raise Refused(
            Problem(
                "file.csv",
                f"CSV として読めません（{error}）。",
                f"This cannot be read as CSV ({error}).",
                "file",
            )
        ) from None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def _name(cell: object) -> str:
    return normalize("NFKC", _text(cell)).replace(" ", "").replace("\n", "")


def _not_the_file(lacking: list[str], header: tuple[object, ...] | None) -> Refused:
    found = "、".join(_text(cell) for cell in header or () if _text(cell))[:200]
    return Refused(
        Problem(
            "file.columns",
            f"1行目に見出し「{'」「'.join(lacking)}」がありません（あるもの: {found or 'なし'}）。"
            "様式を取り直すか、見出しを直してください。",
            f"Row 1 lacks the headings {', '.join(lacking)} (found: {found or 'none'})."
            " Take the form anew, or correct the headings.",
            "file",
        )
    )


def _too_many() -> Problem:
    return Problem(
        "file.rows",
        f"{MOST_ROWS:,}行を超えています。ファイルを分けてください。",
        f"There are more than {MOST_ROWS:,} rows; divide the file.",
    )


def workbook(members: Iterable[Municipality], figures: Iterable[Statistic]) -> bytes:
    """The file to fill in: what the register has, and a row for each member it has nothing of."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "統計"
    sheet.append(list(COLUMNS))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    held = list(figures)
    names = {municipality.code: municipality.name for municipality in members}
    for row in held:
        value = int(row.value) if row.value == row.value.to_integral_value() else row.value
        sheet.append(
            [
                row.municipality_id, names.get(row.municipality_id, ""),
                row.get_measure_display(), row.get_basis_display(), row.as_of, value, row.unit,
                row.get_status_display(), row.source,
            ]
        )  # fmt: skip
    for code, name in names.items():
        if code not in {row.municipality_id for row in held}:
            sheet.append([code, name, "人口", "国勢調査", None, None, "人", "確定値", None])
    # What somebody wrote stays text, also where a spreadsheet would take it for a formula.
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    # Text all the way down, so that codes keep their zeros in rows that people add.
    for number in range(2, sheet.max_row + 200):
        sheet.cell(number, 1).number_format = "@"
        sheet.cell(number, 5).number_format = "yyyy-mm-dd"
        sheet.cell(number, 6).number_format = "#,##0.##"
    lists = {"C": list(_MEASURES), "D": list(_BASES), "H": list(_STATUSES)}
    for column, choices in lists.items():
        validation = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
        validation.add(f"{column}2:{column}{sheet.max_row + 200}")
        sheet.add_data_validation(validation)
    for letter, width in zip("ABCDEFGHI", (12, 14, 10, 18, 13, 14, 8, 10, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_text(figures: Iterable[Figure]) -> str:
    """The figures as CSV, to be carried from the preview to the moment they are entered."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(NEEDED)
    for row in figures:
        writer.writerow(
            [row.code, row.measure, row.basis, row.as_of, row.value, row.status, row.source]
        )
    return file.getvalue()
