"""The agreements of a region put beside each other for the pages, the files and the check (比較表)."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from renkei.amendment.compare import DIFFERENT, Change
from renkei.amendment.entries import Entry, entry
from renkei.amendment.family import Cell, Family, Row, Standing, Text, compared, text_of
from renkei.amendment.names import names_of_parties
from renkei.desk.agreements import family_queries as queries
from renkei.desk.agreements.annex import BETWEEN
from renkei.desk.agreements.family_queries import Column
from renkei.desk.agreements.models import AnnexRow, ModelText
from renkei.desk.agreements.queries import Reader, actor_of
from renkei.desk.region.models import Membership, Region
from renkei.instrument import Document, read_text
from renkei.instrument.formats.jsontext import read_json

#: The tables of this many regions stay ready in each process; one is a few hundred kilobytes.
KEPT = 48
_Key = tuple[str, tuple[str, ...]]
_ready: OrderedDict[_Key, tuple[Row, ...]] = OrderedDict()


@dataclass(frozen=True)
class Named:
    """A row with the name it has in an address, and its cells beside their columns."""

    name: str
    row: Row
    cells: tuple[tuple[Column, Cell], ...]


@dataclass(frozen=True)
class Group:
    """Rows under the same headings."""

    path: tuple[str, ...]
    rows: tuple[Named, ...]


class Comparison:
    """A region's agreements as of a day. Reads what is asked for, and that once."""

    def __init__(self, region: Region, day: datetime.date, reader: Reader) -> None:
        self.region = region
        self.day = day
        self.actor = actor_of(reader)
        self.members: list[Membership] = queries.members(region, day)
        self.columns: list[Column] = queries.columns(region, day, reader, self.members)

    @cached_property
    def model(self) -> ModelText | None:
        """標準文 of the region, its newest version."""
        return queries.latest_model(self.region)

    @property
    def centre(self) -> str:
        """Name of the centre, where there is one."""
        named = [row.municipality.name for row in self.members if row.centre]
        return named[0] if len(named) == 1 else ""

    @property
    def may_draft(self) -> bool:
        """Whether the reader is of the region, and so sees its model texts and drafts."""
        if self.actor.at_machine or self.region.slug in self.actor.regions:
            return True
        return any(row.municipality_id in self.actor.codes for row in self.members)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """取組 over all agreements."""
        return self._kept("rows", lambda: self._compared(self._texts_of_rows()).rows)

    @cached_property
    def articles(self) -> tuple[Row, ...]:
        """Articles, 前文 and 附則 over all agreements."""
        return self._kept("articles", lambda: self._compared(self._texts()).articles)

    def named(self, rows: Sequence[Row]) -> list[Named]:
        """Rows with the name each has in an address: equal names are numbered."""
        counts: dict[str, int] = {}
        named = []
        for row in rows:
            name = row.name.replace("/", "／").replace("\n", "") or "-"
            counts[name] = counts.get(name, 0) + 1
            told_apart = name if counts[name] == 1 else f"{name}-{counts[name]}"
            named.append(Named(told_apart, row, tuple(zip(self.columns, row.cells, strict=True))))
        return named

    def groups(self, rows: Sequence[Row], only_differing: bool = False) -> list[Group]:
        """Rows under their headings; ``only_differing`` leaves out those all have in one wording."""
        wanted = [n for n in self.named(rows) if not only_differing or is_uneven(n.row)]
        by_path = groupby(wanted, key=lambda named: named.row.path)
        return [Group(path, tuple(found)) for path, found in by_path]

    def sums(self, rows: Sequence[Row]) -> list[tuple[Column, int, int]]:
        """For each column: how many rows it takes part in, and how many differ."""
        return [
            (
                column,
                sum(row.cells[at].entry is not None for row in rows),
                sum(row.cells[at].standing is Standing.DIFFERS for row in rows),
            )
            for at, column in enumerate(self.columns)
        ]

    def _compared(self, texts: Sequence[Text]) -> Family:
        return compared(texts, model_ready(self.model) if self.model else None)

    def _texts_of_rows(self) -> list[Text]:
        stored = queries.rows_of(self.columns)
        return [
            Text(
                column.slug,
                names := names_of_parties(column.parties, self.centre),
                (),
                tuple(_entry(row, names) for row in stored[column.expression.pk]),
            )
            for column in self.columns
        ]

    def _texts(self) -> list[Text]:
        trees = queries.trees_of(self.columns)
        return [
            text_of(column.slug, read_json(trees[column.expression.pk]), self.centre)
            for column in self.columns
        ]

    def _kept(self, which: str, make: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
        """A table made before from the same wordings, read at the same time, or made now."""
        wordings = (f"{c.expression.pk} {c.expression.read_at.isoformat()}" for c in self.columns)
        model = f"{self.model.pk}" if self.model else ""
        key = (f"{which} {self.centre} {model}", tuple(wordings))
        found = _ready.get(key)
        if found is None:
            found = _ready[key] = make()
            if len(_ready) > KEPT:
                _ready.popitem(last=False)
        _ready.move_to_end(key)
        return found


def documents_of(columns: Sequence[Column]) -> list[Document]:
    """The wordings of some columns, read."""
    trees = queries.trees_of(columns)
    return [read_json(trees[column.expression.pk]) for column in columns]


def is_uneven(row: Row) -> bool:
    """Whether not all agreements have the row in the same wording."""
    return row.differing > 0 or row.taking_part < len(row.cells)


def differences(row: Row, at: int) -> list[tuple[str, tuple[Change, ...]]]:
    """The fields of a cell whose words differ from the standard, each with its heading."""
    return [
        (head, changes)
        for head, changes in row.changes(at)
        if any(change.kind in DIFFERENT for change in changes)
    ]


def each_difference(rows: Sequence[Row]) -> Iterator[tuple[Row, int, str, tuple[Change, ...]]]:
    """Every differing field of every agreement, row by row."""
    for row in rows:
        for at, cell in enumerate(row.cells):
            if cell.standing is Standing.DIFFERS:
                for head, changes in differences(row, at):
                    yield row, at, head, changes


def model_ready(model: ModelText) -> Text:
    """A model text made ready for comparing."""
    return _model_ready(model.text)


def model_document(text: str) -> Document:
    """A model text, read."""
    return _model_document(text)


@lru_cache(maxsize=64)
def _model_ready(text: str) -> Text:
    return text_of("", _model_document(text))


@lru_cache(maxsize=64)
def _model_document(text: str) -> Document:
    return read_text(text)


def _entry(row: AnnexRow, names: Mapping[str, str]) -> Entry:
    path = tuple(row.group.split(BETWEEN)) if row.group else ()
    fields = tuple((head, text) for head, text in row.cells) or _older(row)
    return entry(row.node_id, row.name, path, fields, names)


def _older(row: AnnexRow) -> tuple[tuple[str, str], ...]:
    """A row that was stored before its cells were."""
    roles = ((f"{role['party']}の役割", role["text"]) for role in row.roles)
    return ((("内容", row.content),) if row.content else ()) + tuple(roles)
