"""Where an Excel file of the comparison and the register differ (Excelとの照合). Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.amendment.entries import squeezed
from renkei.amendment.family import Row, Standing
from renkei.desk.agreements.family_excel import (
    DIFFERENCES,
    LEVELS,
    MATRIX,
    cleaned,
    marked,
)
from renkei.desk.agreements.family_sheets import FileDifference, MatrixFile
from renkei.desk.agreements.family_table import Comparison, each_difference


@dataclass(frozen=True)
class Apart:
    """One place where file and register say different things; "" for a row the file has not."""

    sheet: str
    row: int | None
    name: str
    partner: str
    in_file: str
    in_register: str


def apart(file: MatrixFile, found: Comparison) -> list[Apart]:
    """Every difference, the matrix first, in the order of the file."""
    return [*_matrix(file, found), *_wordings(file, found)]


def _matrix(file: MatrixFile, found: Comparison) -> Iterator[Apart]:
    known = {_key(row.path, row.name): row for row in found.rows}
    by_name = {squeezed(row.name): row for row in found.rows}
    columns = {squeezed(column.partner): at for at, column in enumerate(found.columns)}
    met: set[int] = set()
    for line in file.rows:
        row = known.get(_key(line.path, line.name)) or by_name.get(squeezed(line.name))
        if row is None:
            yield Apart(MATRIX, line.row, line.name, "", "あり", "なし")
            continue
        met.add(id(row))
        if _key(line.path, "") != _key(row.path, ""):
            yield Apart(
                MATRIX, line.row, line.name, "分野", LEVELS.join(line.path), LEVELS.join(row.path)
            )
        for partner, takes_part in line.marks.items():
            at = columns.get(squeezed(partner))
            if at is None:
                continue  # told among what is wrong with the file
            cell = row.cells[at]
            there = cell.entry is not None
            said = _mark(takes_part, line.differing.get(partner, False))
            holds = _mark(there, cell.standing is Standing.DIFFERS)
            if said != holds:
                yield Apart(MATRIX, line.row, line.name, partner, said, holds)
    for row in found.rows:
        if id(row) not in met:
            yield Apart(MATRIX, None, row.name, "", "なし", "あり")
    given = {squeezed(partner) for partner in file.partners}
    for column in found.columns:
        if squeezed(column.partner) not in given:
            yield Apart(MATRIX, None, "", column.partner, "なし", "あり")


def _wordings(file: MatrixFile, found: Comparison) -> Iterator[Apart]:
    if not file.differences:
        return
    held = dict(_held(found))
    met = set()
    for line in file.differences:
        key = _line_key(line)
        words = held.get(key)
        if words is None:
            yield Apart(DIFFERENCES, line.row, line.name, line.partner, line.words, "相違なし")
            continue
        met.add(key)
        for in_file, in_register in zip(
            (line.standard, line.words, line.marked), words, strict=True
        ):
            if "".join(in_file.split()) != "".join(in_register.split()):
                yield Apart(DIFFERENCES, line.row, line.name, line.partner, in_file, in_register)
                break  # the marked text differs wherever one of the others does
    for key, words in held.items():
        if key not in met:
            yield Apart(DIFFERENCES, None, key[1], key[2], "なし", words[1])


_LineKey = tuple[str, str, str, str]


def _held(found: Comparison) -> Iterator[tuple[_LineKey, tuple[str, str, str]]]:
    for rows in (found.rows, found.articles):
        for row, at, head, changes in each_difference(rows):
            before = "".join(change.before for change in changes)
            after = "".join(change.after for change in changes)
            key = (
                _path(row),
                squeezed(row.name),
                squeezed(found.columns[at].partner),
                squeezed(head),
            )
            yield key, (cleaned(before), cleaned(after), marked(changes))


def _line_key(line: FileDifference) -> _LineKey:
    path = squeezed(LEVELS.join(line.path))
    return path, squeezed(line.name), squeezed(line.partner), squeezed(line.head)


def _path(row: Row) -> str:
    return squeezed(LEVELS.join(row.path))


def _key(path: tuple[str, ...], name: str) -> tuple[str, str]:
    return squeezed(LEVELS.join(path)), squeezed(name)


def _mark(takes_part: bool, differs: bool = False) -> str:
    return ("○相違" if differs else "○") if takes_part else "―"
