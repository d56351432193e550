"""協議票 that came back, read line by line, with what stands against each line.

Nothing here writes to the register.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.negotiation.sheet import ABOUT, FORMAT, HEAD_ROW, HEADS, OPEN, TALKS, VERSION
from renkei.desk.procedures.record_sheet_reading import open_book

ANSWERS = {"同意する": True, "同意": True, "同意しない": False, "不同意": False}
#: More lines than any agreement has.
MOST_ROWS = 5_000
#: The longest number of a row: more digits than any has.
LONGEST_KEY = 18


@dataclass(frozen=True, slots=True)
class Line:
    """One filled line: what it is about (``n:`` provision, ``c:`` comment, ``p:`` proposal), and words."""

    row: int
    sort: str
    key: str
    place: str
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def filled(self) -> list[tuple[str, str]]:
        """The open cells that say something, each with its heading."""
        return [
            (head, self.values[head]) for head in HEADS[3:] if self.values.get(head, "").strip()
        ]

    @property
    def answer(self) -> bool | None:
        """Whether it agrees to a proposal; None where it says neither."""
        return ANSWERS.get(self.values.get("回答", "").strip())


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet that came back: of which procedure, text and party, and its filled lines."""

    procedure: int
    text: str
    party: str
    lines: tuple[Line, ...]


def read_sheet(data: bytes) -> Filled:
    """Read a file that came back. Raises Refused for what is not such a file at all."""
    book = open_book(data)
    if ABOUT not in book.sheetnames or TALKS not in book.sheetnames:
        raise Refused(_other())
    about = {
        str(cells[0] or ""): str(cells[1] or "")
        for cells in book[ABOUT].iter_rows(max_row=50, min_col=1, max_col=2, values_only=True)
        if len(cells) == 2
    }
    if about.get("format") != FORMAT or about.get("version") != VERSION:
        raise Refused(_other())
    lines: list[Line] = []
    known: set[tuple[str, str]] = set()
    for number, cells in enumerate(book[TALKS].iter_rows(max_col=len(HEADS), values_only=True), 1):
        if number == HEAD_ROW and tuple(str(c or "").strip() for c in cells) != HEADS:
            raise Refused(_columns())
        if number > HEAD_ROW + MOST_ROWS:
            raise Refused(_columns())
        if number > HEAD_ROW and (line := _line(number, cells)) is not None:
            again = (line.sort, line.key) in known
            lines.append(replace(line, problems=(*line.problems, _twice())) if again else line)
            known.add((line.sort, line.key))
    key = about.get("procedure", "")
    return Filled(
        number_of(key),
        about.get("text", ""),
        about.get("party", ""),
        tuple(lines),
    )


def number_of(key: str) -> int:
    """The number of a comment, proposal or procedure as a sheet gives it; 0 for what is none."""
    return int(key) if key.isdecimal() and len(key) <= LONGEST_KEY else 0


def _line(number: int, cells: Sequence[Any]) -> Line | None:
    """One line; None for one in which nothing is filled in."""
    values = {head: _words(value) for head, value in zip(HEADS, cells, strict=False)}
    sort, _colon, key = values.get("行番号", "").partition(":")
    if not any(values.get(head, "").strip() for head in HEADS[3:]):
        return None
    found: list[Problem] = []
    if sort not in OPEN:
        found.append(
            _problem(
                "sheet.key",
                f"行番号「{values.get('行番号', '')[:40]}」は、この票のものではありません。",
                "This is no row of this sheet.",
            )
        )
        sort = "n"
    for head in HEADS[3:]:
        if values.get(head, "").startswith("="):
            found.append(
                _problem(
                    "sheet.formula",
                    f"{head}: 数式は使えません。言葉を直接記入してください。",
                    f"{head}: formulas are not taken; type the words themselves.",
                )
            )
        if values.get(head, "").strip() and head not in OPEN[sort]:
            found.append(
                _problem(
                    "sheet.place",
                    f"「{head}」は、この行には記入しません。",
                    f"“{head}” is not filled in on this row.",
                )
            )
    if sort == "p" and values.get("回答", "").strip() not in ANSWERS:
        found.append(
            _problem(
                "sheet.answer",
                "回答は、同意する・同意しないのどちらかです。",
                "The answer is 同意する or 同意しない.",
            )
        )
    return Line(number, sort, key, values.get("規定", ""), values, tuple(found))


def _words(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _problem(code: str, ja: str, en: str) -> Problem:
    return Problem(code, ja, en)


def _twice() -> Problem:
    return Problem(
        "sheet.row_twice",
        "同じ行番号の行が、前にもあります。どちらを採るのか決まりません。",
        "Another row above has the same row number.",
        remedy_ja="行を写して加えずに、一つの行にまとめて記入してください。",
        remedy_en="Put what is said into one row; do not copy rows.",
    )


def _other() -> Problem:
    return Problem(
        "sheet.other",
        "Renkei が作った協議票ではありません。",
        "This is not a negotiation sheet that Renkei made.",
        remedy_ja="協議の画面から票を作り、それに記入してください。",
        remedy_en="Make a sheet on the page of the negotiation and fill that in.",
    )


def _columns() -> Problem:
    return Problem(
        "sheet.columns",
        f"列や行が変えられています（「{TALKS}」の{HEAD_ROW}行目が見出しです）。",
        "Columns or rows of the sheet were changed.",
        remedy_ja="票の列は変えずに、黄色のセルだけに記入してください。",
        remedy_en="Leave the columns as they are; fill in the yellow cells only.",
    )
