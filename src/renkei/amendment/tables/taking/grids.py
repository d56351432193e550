"""What a file gives: cells at their columns. Which of them are 変更後 and 変更前 is found here (欄の判別)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from renkei.amendment.tables.model import Comparison, Row, Side, Words
from renkei.instrument.model import Refusal

_AFTER = re.compile(
    r"(?:改正|変更|改定|修正)(?:後|案)|新|改正後の?(?:規定|条文|欄)|変更後の?(?:規定|条文|欄)"
)
_BEFORE = re.compile(
    r"(?:改正|変更|改定|修正)前|現行|旧|(?:改正|変更)前の?(?:規定|条文|欄)|現行の?(?:規定|条文)?"
)
_NOISE = re.compile(r"[\s\u2028（）()［］\[\]「」]+")

#: More rows than any table of amendment has.
MAX_ROWS = 20_000


class Item(NamedTuple):
    """What stands in a cell: lines, or the rows of a table inside it."""

    words: Words
    rows: tuple[tuple[Words, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the file. ``start``/``end``: its columns. ``items``: what stands in it, in order."""

    start: int
    end: int
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(item.words.text for item in self.items if not item.rows)


Grid = Sequence[Sequence[GridCell]]


class Heading(NamedTuple):
    """The heading row: its words, and the columns they stand over."""

    after: str
    before: str
    after_columns: tuple[int, int]
    before_columns: tuple[int, int]


def comparison_of(grids: Iterable[Grid], notes: Sequence[str] = ()) -> Comparison:
    """The table of amendment among the tables of a file. Raises Refusal where there is none."""
    heading: Heading | None = None
    rows: list[Row] = []
    before_heading: list[str] = list(notes)
    for grid in grids:
        begun = heading is not None and rows and _alike(heading, grid)
        for at, cells in enumerate(grid, 1):
            found = _heading(cells)
            if found is not None:
                heading, begun = found, True
            elif begun and heading is not None:
                rows += _rows(cells, heading, at)
            elif not rows:
                before_heading += [cell.text for cell in cells if cell.text.strip()]
        if len(rows) > MAX_ROWS:
            raise refusal("too-many", str(MAX_ROWS))
    if heading is None:
        raise refusal("no-heading")
    after_first = heading.after_columns[0] < heading.before_columns[0]
    return Comparison(
        tuple(rows), heading.after, heading.before, after_first, tuple(before_heading)
    )


def _alike(heading: Heading, grid: Grid) -> bool:
    """Whether a further table goes on the one above: its columns reach as far."""
    width = max((cell.end for cells in grid for cell in cells), default=0)
    return width >= max(heading.after_columns[0], heading.before_columns[0]) + 1


def _heading(cells: Sequence[GridCell]) -> Heading | None:
    found: dict[str, tuple[str, int]] = {}
    filled = [cell for cell in cells if cell.text.strip()]
    for cell in filled:
        word = _NOISE.sub("", cell.text)
        for name, pattern in (("after", _AFTER), ("before", _BEFORE)):
            if name not in found and pattern.fullmatch(word):
                found[name] = cell.text.strip(), cell.start
    if len(found) != 2:
        return None
    starts = sorted([*(cell.start for cell in filled), max(cell.end for cell in cells)])

    def columns(name: str) -> tuple[int, int]:
        start = found[name][1]
        own = next(cell.end for cell in filled if cell.start == start)
        if own - start > 1:  # merged over its own columns: what stands further right is a remark
            return start, own
        return start, max(own, next((at for at in starts if at > start), own))

    return Heading(found["after"][0], found["before"][0], columns("after"), columns("before"))


def _rows(cells: Sequence[GridCell], heading: Heading, at: int) -> Iterator[Row]:
    """The pairs of one row ``at`` of the file: one, or several where its cells hold tables."""
    first = min(heading.after_columns[0], heading.before_columns[0])
    last = max(heading.after_columns[1], heading.before_columns[1])
    across = [
        cell for cell in cells if cell.start < first + 1 and cell.end >= last and cell.text.strip()
    ]
    if across and len(cells) >= 1 and last - first > 1:
        for side in _sides(across):
            yield Row(side, side, at=at)
        return
    after = [cell for cell in cells if _within(cell, heading.after_columns)]
    before = [cell for cell in cells if _within(cell, heading.before_columns)]
    for new, old in zip_longest(_sides(after, before), _sides(before, after), fillvalue=Side()):
        if new.cells or old.cells:
            yield Row(new, old, at=at)


def _within(cell: GridCell, columns: tuple[int, int]) -> bool:
    return columns[0] <= cell.start < columns[1]


def _sides(cells: Sequence[GridCell], other: Sequence[GridCell] = ()) -> list[Side]:
    """One side of a row, as lines or as a row of a table of the text."""
    filled = [cell for cell in cells if cell.text.strip() or any(item.rows for item in cell.items)]
    if not filled:
        # A row of a table may have empty cells only where the other side is a row as well.
        return []
    nested = len(cells) > 1 and (
        len(filled) > 1 or filled[0] is not cells[0] or len(_filled(other)) > 1
    )
    if nested:
        return [Side(tuple(_words(cell) for cell in cells))]
    sides: list[Side] = []
    for item in filled[0].items:
        if item.rows:
            sides += [Side(row) for row in item.rows]
        elif item.words.text.strip():
            sides.append(Side((item.words,)))
    return sides


def _filled(cells: Sequence[GridCell]) -> list[GridCell]:
    return [cell for cell in cells if cell.text.strip()]


def _words(cell: GridCell) -> Words:
    """The words of a cell that is part of a row; tables inside it are none of the text."""
    plain = [item.words for item in cell.items if not item.rows]
    return plain[0] if len(plain) == 1 else Words(cell.text)


def refusal(code: str, value: str = "") -> Refusal:
    """A file that cannot be read as a table of amendment."""
    ja, en, remedy_ja, remedy_en = _REFUSALS[code]
    return Refusal(
        f"table-{code}", ja.format(value=value), en.format(value=value), remedy_ja, remedy_en
    )


_REFUSALS = {
    "no-heading": (
        "新旧対照表が見つかりません。「変更後」と「変更前」（改正案と現行、新と旧など）を見出しとする表がありません。",
        "No comparison table: there is no table with 変更後 and 変更前 (改正案 and 現行, 新 and 旧 …) "
        "as its headings.",
        "見出しの行のある表を含むファイルを選んでください。",
        "Choose a file with a table that has its heading row.",
    ),
    "tracked": (
        "変更履歴（{value}か所）が残っているため、どの文を読むのか決められません。",
        "Tracked changes ({value}) are left in the file: it is not certain which text is meant.",
        "Wordで変更履歴を全て承諾するか元に戻して保存し、もう一度お試しください。",
        "Accept or reject all changes in Word, save, and try again.",
    ),
    "struck": (
        "取消線を引いた文字又は隠し文字（「{value}」）があり、残すのか削るのか決められません。",
        "There are words struck through or hidden (“{value}”): it is not certain whether they stay.",
        "削る文字は消し、残す文字は取消線を外して保存し、もう一度お試しください。",
        "Delete what goes, take the line off what stays, save, and try again.",
    ),
    "auto-number": (
        "「{value}」の番号はWordの段落番号（自動）で、文字として読めません。",
        "The number of “{value}” is an automatic one of Word and cannot be read as text.",
        "段落番号を外し、番号と全角の空白を文字で入れてください。",
        "Turn the automatic number off and type the number and a full-width space.",
    ),
    "too-many": (
        "表が大きすぎます（上限 {value} 行）。",
        "The table is too large (at most {value} rows).",
        "対照表だけのファイルにしてください。",
        "Use a file of the comparison table alone.",
    ),
    "too-large": (
        "ファイルが大きすぎます（{value}）。",
        "The file is too large ({value}).",
        "対照表だけのファイルにしてください。",
        "Use a file of the comparison table alone.",
    ),
    "broken": (
        "ファイルを開けません（{value}）。",
        "The file cannot be opened ({value}).",
        "Word（.docx）又はExcel（.xlsx）で保存し直して、もう一度お試しください。",
        "Save it again as Word (.docx) or Excel (.xlsx) and try again.",
    ),
    "other": (
        "WordのファイルでもExcelのファイルでもありません（拡張子だけを変えたファイルは読めません）。",
        "This is neither a Word nor an Excel file (another file with their extension is not read).",
        "Word（.docx）又はExcel（.xlsx）で保存し直して、もう一度お試しください。",
        "Save it again as Word (.docx) or Excel (.xlsx) and try again.",
    ),
    "not-text": (
        "{value}のセルは日付又は数式で、文字として読めません。",
        "The cell {value} holds a date or a formula, not text.",
        "セルの書式を「文字列」にして、印字されるとおりの文字を入れてください。",
        "Set the cell to text and write what is to be printed.",
    ),
}
