"""An Excel file of the comparison read back, row by row; nothing is written (Excelとの照合).

A file may come from anywhere: it is measured before it is opened, XML that grows is refused, and only
so many rows and columns are looked at.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from renkei.amendment.entries import squeezed
from renkei.desk.agreements.family_excel import (
    DIFFERENCE_HEADS,
    DIFFERENCES,
    LEFT,
    LEVELS,
    MATRIX,
    RIGHT,
)
from renkei.desk.frame.problems import Problem, Refused

#: How files of Excel begin that are encrypted, or older than 2007.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: The largest file, unpacked file, number of parts, rows and columns that are looked at.
FILE_LIMIT = 5 * 1024 * 1024
UNPACKED_LIMIT = 40 * 1024 * 1024
PARTS_LIMIT = 400
ROWS_LIMIT, COLUMNS_LIMIT = 3_000, 120
#: A cell may say more than a person writes into one.
CELL_LIMIT = 32_767

_YES = frozenset("○〇◯⭕●有")
_NO = frozenset({"", "―", "－", "-", "ー", "—", "–", "×", "無", "なし"})


@dataclass(frozen=True)
class Wrong:
    """Something in a row of the file that cannot be taken: where, and what to do."""

    sheet: str
    row: int
    column: str
    ja: str
    en: str


@dataclass(frozen=True)
class FileRow:
    """One 取組 of the file: its row, headings, name, and for each municipality whether it takes part."""

    row: int
    path: tuple[str, ...]
    name: str
    marks: dict[str, bool]
    differing: dict[str, bool]


@dataclass(frozen=True)
class FileDifference:
    """One line of the sheet 相違."""

    row: int
    path: tuple[str, ...]
    name: str
    partner: str
    head: str
    standard: str
    words: str
    marked: str


@dataclass(frozen=True)
class MatrixFile:
    """What a file says, and what in it could not be taken."""

    partners: tuple[str, ...]
    rows: tuple[FileRow, ...]
    differences: tuple[FileDifference, ...]
    wrong: tuple[Wrong, ...] = field(default=())


def read_matrix(data: bytes, partners: Sequence[str]) -> MatrixFile:
    """Read a file made by :func:`renkei.desk.agreements.family_excel.write_workbook`.

    ``partners`` are the municipalities there are; any other heading is named as unknown. Raises Refused
    where the file is no such file: too large, not Excel, the sheet or its columns not there.
    """
    sheets = _open(data)
    if MATRIX not in sheets:
        there = "、".join(sheets) or "―"
        raise Refused(
            _problem(
                "no_sheet",
                f"シート「{MATRIX}」がありません（あるシート: {there}）。",
                f"There is no sheet “{MATRIX}” (there are: {there}).",
            )
        )
    wrong: list[Wrong] = []
    top, heads = _heads(sheets[MATRIX])
    named = heads[len(LEFT) : len(heads) - len(RIGHT)]
    wrong += _wrong_names(named, top, partners)
    rows = tuple(_matrix_rows(sheets[MATRIX][top:], top, named, wrong))
    differences = tuple(_differences(sheets.get(DIFFERENCES, []), wrong))
    return MatrixFile(tuple(named), rows, differences, tuple(wrong))


_Cells = list[list[str]]


def _open(data: bytes) -> dict[str, _Cells]:
    """The texts of all sheets, after the file has been measured."""
    if len(data) > FILE_LIMIT:
        raise Refused(
            _problem(
                "too_large",
                f"ファイルが大きすぎます（{len(data) / 2**20:.1f} MB）。",
                f"The file is too large ({len(data) / 2**20:.1f} MB).",
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            known = any(part.filename == "xl/workbook.xml" for part in parts)
            unpacked = sum(part.file_size for part in parts)
            if len(parts) <= PARTS_LIMIT and any(_declares(packed, part) for part in parts):
                known = False
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        known, unpacked, parts = False, 0, []
    if data.startswith(_OLE):
        raise Refused(
            _problem(
                "locked",
                "パスワードの付いた Excel ファイルか、古い形式（.xls）です。",
                "It is an Excel file with a password, or one of the old format (.xls).",
            )
        )
    if not known:
        raise Refused(
            _problem(
                "not_excel",
                "Excel ファイル（.xlsx）として読めません。",
                "This cannot be read as an Excel file (.xlsx).",
            )
        )
    if unpacked > UNPACKED_LIMIT or len(parts) > PARTS_LIMIT:
        raise Refused(
            _problem(
                "unpacks_too_large",
                "開くと大きくなりすぎるファイルです。",
                "The file becomes too large when it is opened.",
            )
        )
    return _texts(data)


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares a document type, as entities that grow need one. Excel writes none."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with packed.open(part) as content:
        return b"<!DOCTYPE" in content.read(4096).replace(b"\0", b"")


def _texts(data: bytes) -> dict[str, _Cells]:
    from openpyxl import DEFUSEDXML, load_workbook

    if not DEFUSEDXML:  # it belongs to the installation; without it no file is opened
        raise RuntimeError("defusedxml is missing")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return {sheet.title: list(_cells(sheet)) for sheet in book.worksheets}
        finally:
            book.close()
    except Exception as broken:  # openpyxl raises whatever it meets in a broken file
        raise Refused(
            _problem(
                "broken",
                "ファイルが壊れているか、Excel の形式が正しくありません。",
                "The file is broken, or not a proper Excel file.",
            )
        ) from broken


def _cells(sheet: Any) -> Iterator[list[str]]:
    """The texts of a sheet that is read; of another only that it is there."""
    if sheet.title in (MATRIX, DIFFERENCES):
        limits = {"max_row": ROWS_LIMIT, "max_col": COLUMNS_LIMIT}
        for row in sheet.iter_rows(values_only=True, **limits):
            yield [_said(value) for value in row]


def _said(value: object) -> str:
    """A cell as text. A whole number is written without .0; nothing is \"\"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)[:CELL_LIMIT].replace("\r\n", "\n").strip()


def _heads(cells: _Cells) -> tuple[int, list[str]]:
    """Where the headings stand (rows counted from 1), and what they are."""
    wanted = [squeezed(head) for head in LEFT]
    for at, row in enumerate(cells[:20], 1):
        if [squeezed(text) for text in row[: len(LEFT)]] == wanted:
            heads = list(row)
            while heads and not heads[-1]:
                heads.pop()
            if tuple(heads[-len(RIGHT) :]) == RIGHT and len(heads) > len(LEFT) + len(RIGHT):
                return at, heads
    found = next((row for row in cells[:20] if sum(bool(text) for text in row) >= 3), [])
    shown = "、".join(text for text in found if text)[:200] or "―"
    should = "、".join((*LEFT, "市町村名…", *RIGHT))
    raise Refused(
        _problem(
            "wrong_columns",
            f"シート「{MATRIX}」の列が違います。必要な列: {should}。見つかった見出し: {shown}。",
            f"The columns of the sheet “{MATRIX}” are wrong. Needed: {should}. Found: {shown}.",
        )
    )


def _wrong_names(named: Sequence[str], top: int, partners: Sequence[str]) -> Iterator[Wrong]:
    known = {squeezed(partner) for partner in partners}
    seen: set[str] = set()
    for name in named:
        key = squeezed(name)
        if not key:
            yield Wrong(MATRIX, top, "", "市町村名のない列があります。", "A column has no name.")
        elif key not in known:
            yield Wrong(
                MATRIX,
                top,
                name,
                f"「{name}」は、この圏域の施行中の協約にない市町村です。",
                f"“{name}” is no municipality with an agreement in force in this region.",
            )
        elif key in seen:
            yield Wrong(
                MATRIX,
                top,
                name,
                f"「{name}」の列が二つあります。",
                f"There are two columns “{name}”.",
            )
        seen.add(key)


def _matrix_rows(
    cells: _Cells, top: int, named: Sequence[str], wrong: list[Wrong]
) -> Iterator[FileRow]:
    seen: dict[tuple[str, str], int] = {}
    for at, row in enumerate(cells, top + 1):
        texts = [*row, *([""] * (len(LEFT) + len(named) - len(row)))]
        number, path, name = texts[: len(LEFT)]
        marks = texts[len(LEFT) : len(LEFT) + len(named)]
        if not any((number, path, name, *marks)) or (not number and name.endswith("の数")):
            continue
        if not name:
            wrong.append(Wrong(MATRIX, at, LEFT[2], "取組の名称がありません。", "No name."))
            continue
        key = (squeezed(path), squeezed(name))
        if key in seen:
            wrong.append(
                Wrong(
                    MATRIX,
                    at,
                    LEFT[2],
                    f"「{name}」は{seen[key]}行目にもあります。",
                    f"“{name}” stands in row {seen[key]} too.",
                )
            )
        seen[key] = at
        taken: dict[str, bool] = {}
        apart: dict[str, bool] = {}
        for partner, mark in zip(named, marks, strict=True):
            plain = "".join(mark.split())
            differs = plain.endswith("相違")
            plain = plain.removesuffix("相違").strip("()（）")
            if plain in _NO and not differs:
                taken[partner] = False
            elif plain in _YES or (differs and not plain):
                taken[partner] = True
            else:
                wrong.append(
                    Wrong(
                        MATRIX,
                        at,
                        partner,
                        f"「{mark[:40]}」は使えません。○、○相違、― のどれかにしてください。",
                        f"“{mark[:40]}” cannot be used. Write ○, ○相違 or ―.",
                    )
                )
                continue
            apart[partner] = differs
        yield FileRow(at, _path(path), name, taken, apart)


def _differences(cells: _Cells, wrong: list[Wrong]) -> Iterator[FileDifference]:
    if not cells:
        return
    top = next(
        (
            at
            for at, row in enumerate(cells[:20], 1)
            if tuple(row[: len(DIFFERENCE_HEADS)]) == DIFFERENCE_HEADS
        ),
        None,
    )
    if top is None:
        should = "、".join(DIFFERENCE_HEADS)
        wrong.append(
            Wrong(
                DIFFERENCES,
                1,
                "",
                f"列が違うため、このシートは照合していません。必要な列: {should}。",
                f"The columns are wrong, so this sheet was not checked. Needed: {should}.",
            )
        )
        return
    for at, row in enumerate(cells[top:], top + 1):
        texts = [*row, *([""] * len(DIFFERENCE_HEADS))][: len(DIFFERENCE_HEADS)]
        if not texts[2]:
            continue  # 「相違はありません。」, or an empty line
        yield FileDifference(at, _path(texts[0]), *texts[1:])


def _path(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(LEVELS.strip()) if part.strip())


def _problem(code: str, ja: str, en: str) -> Problem:
    return Problem(
        f"family.file.{code}",
        ja,
        en,
        field="file",
        remedy_ja="比較表の「Excel」から出力したファイルを使ってください。何も変更していません。",
        remedy_en="Use the file from “Excel” on the comparison. Nothing was changed.",
    )
