"""The agreements of one region beside each other: who takes part in what, in which words (協約の比較).

A centre city signs nearly the same agreement with each partner. Their 取組 are put into one list, in
the order of the model text (標準文) or of the first agreement, and each cell says whether that partner
takes part and whether its wording is the standard one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from renkei.amendment.compare import Change, words
from renkei.amendment.entries import Entry, articles, rows
from renkei.amendment.matching import Unit, match
from renkei.amendment.names import names_of, shared_party
from renkei.amendment.tokens import neutral
from renkei.instrument.model import Document


class Standing(StrEnum):
    """How one agreement stands to the standard wording of a row."""

    SAME = "same"  # 標準文と同じ (names aside)
    DIFFERS = "differs"  # 文言が異なる (相違)
    ABSENT = "absent"  # その取組・条がない
    ONLY = "only"  # of one agreement alone: nothing to compare with


class Basis(StrEnum):
    """Where the standard wording of a row comes from."""

    MODEL = "model"  # 標準文
    MAJORITY = "majority"  # the wording most agreements have
    ALONE = "alone"  # only one agreement has the row


@dataclass(frozen=True, slots=True)
class Text:
    """One agreement, or the model, as it is compared: its names, articles and rows."""

    key: str
    names: Mapping[str, str]
    articles: tuple[Entry, ...]
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One agreement in one row. ``entry`` is None where it has no such row."""

    standing: Standing
    entry: Entry | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One 取組, or one article, over all agreements; ``cells`` are in the order of the columns."""

    name: str
    path: tuple[str, ...]
    standard: Entry
    standard_names: Mapping[str, str]
    basis: Basis
    cells: tuple[Cell, ...]

    @property
    def taking_part(self) -> int:
        """How many agreements have the row."""
        return sum(cell.entry is not None for cell in self.cells)

    @property
    def differing(self) -> int:
        """How many have it in other words than the standard."""
        return sum(cell.standing is Standing.DIFFERS for cell in self.cells)

    def changes(self, column: int) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """From the standard to one agreement: the word differences of each field, with its heading."""
        cell = self.cells[column]
        if cell.entry is None:
            return ()
        return field_changes(self.standard, cell.entry, self.standard_names, cell.names)


@dataclass(frozen=True, slots=True)
class Family:
    """All of it: one column an agreement, by the keys given."""

    columns: tuple[str, ...]
    articles: tuple[Row, ...]
    rows: tuple[Row, ...]


def text_of(key: str, document: Document, centre: str = "") -> Text:
    """A document made ready for comparing. The work of it; the rest is quick."""
    names = names_of(document, centre)
    return Text(key, names, articles(document, names), rows(document, names))


def family(
    documents: Mapping[str, Document], model: Document | None = None, centre: str = ""
) -> Family:
    """Compare all agreements with the model, or with what most of them say where there is none."""
    centre = centre or shared_party(documents.values())
    texts = [text_of(key, document, centre) for key, document in documents.items()]
    return compared(texts, text_of("", model, centre) if model else None)


def compared(texts: Sequence[Text], model: Text | None = None) -> Family:
    """The same from texts made ready, in the order in which they are to stand."""
    return Family(
        tuple(text.key for text in texts),
        _table([(t.articles, t.names) for t in texts], _entries(model, "articles")),
        _table([(t.rows, t.names) for t in texts], _entries(model, "rows")),
    )


def field_changes(
    left: Entry, right: Entry, left_names: Mapping[str, str], right_names: Mapping[str, str]
) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """The word differences of two entries, field by field; the fields in matching order."""
    lefts = _field_units(left, left_names)
    rights = _field_units(right, right_names)
    found = {pair.right: pair.left for pair in match(lefts, rights)}
    done: list[tuple[str, tuple[Change, ...]]] = []
    if left.name != right.name:
        done.append(("", words(left.name, right.name, left_names, right_names)))
    gone = [at for at in range(len(lefts)) if at not in found.values()]
    for at, (head, text) in enumerate(right.fields):
        before = left.fields[found[at]][1] if at in found else ""
        done.append((head, words(before, text, left_names, right_names)))
        while gone and gone[0] <= at:
            done.append(_gone(left, gone.pop(0)))
    return (*done, *(_gone(left, at) for at in gone))


def _field_units(entry: Entry, names: Mapping[str, str]) -> list[Unit]:
    return [
        Unit(neutral(text, names), neutral(head, names), (), str(at))
        for at, (head, text) in enumerate(entry.fields)
    ]


def _gone(left: Entry, at: int) -> tuple[str, tuple[Change, ...]]:
    head, text = left.fields[at]
    return head, words(text, "")


_Side = tuple[tuple[Entry, ...], Mapping[str, str]]


def _entries(model: Text | None, which: str) -> _Side | None:
    if model is None:
        return None
    return (model.articles if which == "articles" else model.rows, model.names)


class _Line:
    """A row while the agreements are read one after another."""

    def __init__(self, entry: Entry, columns: int) -> None:
        self.entry = entry  # what later agreements are matched with
        self.cells: list[Entry | None] = [None] * columns


def _table(sides: Sequence[_Side], model: _Side | None) -> tuple[Row, ...]:
    lines = [_Line(entry, len(sides)) for entry in (model[0] if model else ())]
    count_of_model = {id(line) for line in lines}
    for column, (entries, _) in enumerate(sides):
        pairs = match([line.entry.unit() for line in lines], [entry.unit() for entry in entries])
        placed = {pair.right: lines[pair.left] for pair in pairs}
        before: _Line | None = None
        for at, entry in enumerate(entries):
            line = placed.get(at)
            if line is None:
                line = _Line(entry, len(sides))
                lines.insert(_place(lines, before, entry), line)
            line.cells[column] = entry
            before = line
    return tuple(_row(line, sides, model if id(line) in count_of_model else None) for line in lines)


def _place(lines: list[_Line], before: _Line | None, entry: Entry) -> int:
    """Where a row that only later agreements have comes in: behind the one before it, in its group."""
    path = entry.unit().path
    at = lines.index(before) + 1 if before is not None else 0
    if before is not None and before.entry.unit().path == path:
        return at
    alike = [i for i, line in enumerate(lines) if line.entry.unit().path == path]
    return alike[0] if alike else at


def _row(line: _Line, sides: Sequence[_Side], model: _Side | None) -> Row:
    present = [(at, entry) for at, entry in enumerate(line.cells) if entry is not None]
    if model is not None:
        standard, names, basis = line.entry, model[1], Basis.MODEL
    else:
        counts = Counter(_key(entry) for _, entry in present)
        most = max(counts.values())
        # Among wordings equally common, the first agreement's.
        at, standard = next((i, e) for i, e in present if counts[_key(e)] == most)
        names, basis = sides[at][1], Basis.MAJORITY if len(present) > 1 else Basis.ALONE
    cells = tuple(
        Cell(Standing.ABSENT)
        if entry is None
        else Cell(_standing(entry, standard, basis), entry, sides[at][1])
        for at, entry in enumerate(line.cells)
    )
    return Row(standard.name, standard.path, standard, names, basis, cells)


def _standing(entry: Entry, standard: Entry, basis: Basis) -> Standing:
    if basis is Basis.ALONE:
        return Standing.ONLY
    return Standing.SAME if _key(entry) == _key(standard) else Standing.DIFFERS


def _key(entry: Entry) -> tuple[str, str]:
    """What must be equal: the name as printed (spaces aside) and the neutral wording."""
    return "".join(entry.name.split()), entry.key
