"""手続記録票, read back: line by line, with what is wrong with each. Nothing here writes."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from renkei.desk.frame.days import day_of
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.procedures.record_sheet import (
    ABOUT,
    FORMAT,
    HEAD_ROW,
    HEADS,
    RECORD,
    RESULT_WORDS,
    VERSION,
)
from renkei.desk.procedures.rules import Step

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: The largest file that is opened, and what it may hold unpacked: a filled-in sheet has some 30 kB.
LARGEST, LARGEST_UNPACKED, MOST_PARTS = 5 * 1024 * 1024, 60 * 1024 * 1024, 200
#: More lines than any batch has.
MOST_ROWS = 5_000
#: Longest word in a cell that is kept.
_LONGEST = {"番号": 100, "あて先": 100, "備考": 5_000}
_RESULTS = {word: key.value for key, word in RESULT_WORDS.items()} | {
    key.value: key.value for key in RESULT_WORDS
}


@dataclass(frozen=True, slots=True)
class Filled:
    """One line of the file that says something: where it stands, and what it says."""

    row: int
    procedure: int
    step: Step
    party: str
    partner: str
    party_name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole file: which procedures it is about, on which texts, and its filled lines."""

    procedures: tuple[int, ...]
    texts: Mapping[int, str]
    lines: tuple[Filled, ...]
    #: Whose sheet it is, if it was made for one party
    party: str = ""


def read_sheet(data: bytes) -> Sheet:
    """Read a file that came back. Raises Refused for what is not such a file at all."""
    book = open_book(data)
    procedures, texts, party = _read_about(book)
    if RECORD not in book.sheetnames:
        raise Refused(_no_sheet())
    sheet = book[RECORD]
    lines: list[Filled] = []
    seen: dict[str, int] = {}
    heads: dict[str, int] = {}
    for number, cells in enumerate(sheet.iter_rows(max_col=len(HEADS) + 5), 1):
        if number < HEAD_ROW:
            continue
        values = [cell.value for cell in cells]
        if number == HEAD_ROW:
            heads = _heads(values)
            continue
        if number > HEAD_ROW + MOST_ROWS:
            raise Refused(_too_long())
        line = _line(number, {head: values[at] for head, at in heads.items()}, procedures)
        if line is None:
            continue
        key = f"{line.procedure}:{line.step}:{line.party}"
        if key in seen and line.procedure:
            twice = _problem(
                "sheet.twice",
                f"{seen[key]}行目と同じ手順と当事者です。",
                f"The same step and party as row {seen[key]}.",
            )
            line = Filled(
                **{name: getattr(line, name) for name in _NAMES}
                | {"problems": (*line.problems, twice)}
            )
        seen.setdefault(key, number)
        lines.append(line)
    if not heads:
        raise Refused(_no_sheet())
    return Sheet(procedures, texts, tuple(lines), party)


_NAMES = ("row", "procedure", "step", "party", "partner", "party_name", "values")


def open_book(data: bytes) -> Workbook:
    """The workbook. Raises Refused for what is none, or would grow too large unpacked."""
    if len(data) > LARGEST:
        raise Refused(
            _problem(
                "sheet.large",
                f"ファイルが大きすぎます（{len(data) / 1024 / 1024:.1f} MB）。"
                f"手続記録票は {LARGEST // 1024 // 1024} MB までです。",
                "The file is too large for a record sheet.",
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Refused(
                    _problem(
                        "sheet.bomb",
                        "展開すると大きくなりすぎるファイルです。開きませんでした。",
                        "Unpacked, the file would grow too large; it was not opened.",
                    )
                )
            for part in parts:  # what the list says may be a lie: unpack within the limit
                with packed.open(part) as stream:
                    if len(stream.read(part.file_size + 1)) > part.file_size:
                        raise zipfile.BadZipFile
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise Refused(_not_excel()) from None
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    except Refused:
        raise
    except Exception:  # whatever a broken file does inside the library, it is not an Excel file
        raise Refused(_not_excel()) from None


def _read_about(book: Workbook) -> tuple[tuple[int, ...], dict[int, str], str]:
    if ABOUT not in book.sheetnames:
        raise Refused(_no_sheet())
    sheet: Worksheet = book[ABOUT]
    said: list[tuple[str, str]] = []
    for cells in sheet.iter_rows(max_row=1_000, max_col=2, values_only=True):
        name, value = (*cells, None, None)[:2]
        said.append((str(name or ""), str(value or "")))
    if ("format", FORMAT) not in said:
        raise Refused(_no_sheet())
    if ("version", VERSION) not in said:
        raise Refused(
            _problem(
                "sheet.version",
                "この手続記録票は別の版の Renkei で作られたもので、読めません。",
                "This record sheet was made by another version of Renkei.",
                "新しい票を作り直し、記入した内容を写してください。",
                "Make a new sheet and copy what was filled in.",
            )
        )
    keys = tuple(int(value) for name, value in said if name == "procedure" and value.isdecimal())
    texts: dict[int, str] = {}
    for name, value in said:
        key, _colon, sha256 = value.partition(":")
        if name == "text" and key.isdecimal():
            texts[int(key)] = sha256
    return keys, texts, next((value for name, value in said if name == "party"), "")


def _heads(values: list[Any]) -> dict[str, int]:
    """Where each column stands. Refused where one is missing, twice or unknown."""
    found = [str(value).strip() if value is not None else "" for value in values]
    missing = [head for head in HEADS if head not in found]
    strange = [head for head in found if head and head not in HEADS]
    twice = [head for head in HEADS if found.count(head) > 1]
    problems = []
    if missing:
        problems.append(
            _problem(
                "sheet.columns",
                f"列がありません: {'、'.join(missing)}（「{RECORD}」の{HEAD_ROW}行目）。",
                f"Columns are missing: {', '.join(missing)} (row {HEAD_ROW}).",
                "票の列は変えずに、黄色のセルだけに記入してください。",
                "Leave the columns as they are; fill in the yellow cells only.",
            )
        )
    if strange or twice:
        names = "、".join([*strange, *twice])
        problems.append(
            _problem(
                "sheet.columns",
                f"票にない列、または重なった列があります: {names}。",
                f"Columns that the sheet does not have, or has twice: {names}.",
                "票の列は変えずに、黄色のセルだけに記入してください。",
                "Leave the columns as they are; fill in the yellow cells only.",
            )
        )
    if problems:
        raise Refused(*problems)
    return {head: found.index(head) for head in HEADS}


def _line(number: int, cells: Mapping[str, Any], procedures: tuple[int, ...]) -> Filled | None:
    """One line; None for one in which nothing is filled in."""
    words = {head: _words(value) for head, value in cells.items()}
    filled = any(words[head] for head in ("年月日", "番号", "結果", "備考"))
    if not filled:
        return None
    problems: list[Problem] = []
    procedure, step, party = _key(words["行番号"], procedures, problems)
    for head, value in cells.items():
        if isinstance(value, str) and value.startswith("=") and len(value) > 1:
            problems.append(
                _problem(
                    "sheet.formula",
                    f"{head}: 数式は使えません。値を直接記入してください。",
                    f"{head}: formulas are not taken; type the value itself.",
                )
            )
    values: dict[str, Any] = {
        "date": _day(cells["年月日"], problems),
        "number": words["番号"],
        "result": _result(words["結果"], step, problems),
        "addressee": words["あて先"],
        "note": words["備考"],
    }
    for head, most in _LONGEST.items():
        if len(words[head]) > most:
            problems.append(
                _problem(
                    "sheet.long",
                    f"{head}が長すぎます（{most}字まで）。",
                    f"{head} is too long (at most {most} characters).",
                )
            )
    return Filled(
        number,
        procedure,
        step or Step.CONSULT,
        party,
        words["協約の相手"],
        words["当事者"],
        values,
        tuple(problems),
    )


def _key(
    words: str, procedures: tuple[int, ...], problems: list[Problem]
) -> tuple[int, Step | None, str]:
    parts = words.split(":")
    if len(parts) != 3 or not parts[0].isdecimal() or parts[1] not in set(Step):
        problems.append(
            _problem(
                "sheet.key",
                f"行番号「{words[:40]}」は、この票のものではありません。",
                f"“{words[:40]}” is no row of this sheet.",
                "行番号の列は変えないでください。行を加えることもできません。",
                "Leave the column of row numbers as it is; rows cannot be added.",
            )
        )
        return 0, None, ""
    procedure, step = int(parts[0]), Step(parts[1])
    if procedure not in procedures:
        problems.append(
            _problem(
                "sheet.other_procedure",
                "ほかの手続の行です。",
                "A row of another procedure.",
                "その手続の票に記入してください。",
                "Use the sheet of that procedure.",
            )
        )
    return procedure, step, "" if parts[2] == "all" else parts[2]


def _day(value: Any, problems: list[Problem]) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    words = _words(value)
    if not words:
        problems.append(
            _problem("sheet.no_day", "年月日がありません。", "The day is missing.", field="date")
        )
        return None
    try:
        return day_of(words)
    except ValueError as wrong:
        problems.append(_problem("sheet.day", str(wrong), f"Not a day: {words[:40]}", field="date"))
        return None


def _result(words: str, step: Step | None, problems: list[Problem]) -> str:
    if not words:
        return ""
    if step is not Step.RESOLVE:
        problems.append(
            _problem(
                "sheet.result_place",
                "結果は、議会の議決の行だけに記入します。",
                "Only the row of a resolution has a result.",
                field="result",
            )
        )
        return ""
    if words not in _RESULTS:
        problems.append(
            _problem(
                "sheet.result",
                f"結果「{words[:20]}」は分かりません。可決、修正可決、否決のいずれかです。",
                f"Unknown result “{words[:20]}”: 可決, 修正可決 or 否決.",
                field="result",
            )
        )
        return ""
    return _RESULTS[words]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _problem(
    code: str, ja: str, en: str, remedy_ja: str = "", remedy_en: str = "", field: str = ""
) -> Problem:
    return Problem(code, ja, en, field=field, remedy_ja=remedy_ja, remedy_en=remedy_en)


def _not_excel() -> Problem:
    return _problem(
        "sheet.not_excel",
        "Excel ブック（.xlsx）として開けません。",
        "This cannot be opened as an Excel workbook (.xlsx).",
        "受け取った票を .xlsx のまま保存し直してください。暗号化（パスワード）は解除してください。",
        "Save the sheet as .xlsx again, without encryption.",
    )


def _no_sheet() -> Problem:
    return _problem(
        "sheet.other",
        "Renkei が作った手続記録票ではありません。",
        "This is not a record sheet that Renkei made.",
        "手続の画面から票を作り、それに記入してください。",
        "Make a sheet on the page of the procedure and fill that in.",
    )


def _too_long() -> Problem:
    return _problem(
        "sheet.rows", f"行が多すぎます（{MOST_ROWS}行まで）。", f"More than {MOST_ROWS} rows."
    )
