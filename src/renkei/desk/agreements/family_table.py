"""The agreements of a region put beside each other for the pages, the files and the check (比較表)."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
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
from renkei.desk.agreements.queries import Reader
from renkei.desk.region.models import Membership, Region
from renkei.instrument import Document, read_text
from renkei.instrument.formats.jsontext import read_json

#: Articles of this many wordings stay ready; an agreement's are some tens of kilobytes.
KEPT = 256
_ready: OrderedDict[tuple[str, str, str], Text] = OrderedDict()


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

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """取組 over all agreements."""
        stored = queries.rows_of(self.columns)
        texts = [
            Text(
                column.slug,
                names := names_of_parties(column.parties, self.centre),
                (),
                tuple(_entry(row, names) for row in stored[column.expression.pk]),
            )
            for column in self.columns
        ]
        return self._compared(texts).rows

    @cached_property
    def articles(self) -> tuple[Row, ...]:
        """Articles, 前文 and 附則 over all agreements."""
        return self._compared(self._texts()).articles

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

    def _texts(self) -> list[Text]:
        keys = {c.expression.pk: _key(c, self.centre) for c in self.columns}
        unread = [c for c in self.columns if keys[c.expression.pk] not in _ready]
        trees = queries.trees_of(unread) if unread else {}
        texts = []
        for column in self.columns:
            key = keys[column.expression.pk]
            found = _ready.get(key)
            if found is None:
                document = read_json(trees[column.expression.pk])
                found = _ready[key] = text_of(column.slug, document, self.centre)
            _ready.move_to_end(key)
            texts.append(found)
        while len(_ready) > KEPT:
            _ready.popitem(last=False)
        return texts


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


def _key(column: Column, centre: str) -> tuple[str, str, str]:
    expression = column.expression
    return expression.sha256, f"{column.slug} {expression.read_at:%s%f}", centre


def _entry(row: AnnexRow, names: Mapping[str, str]) -> Entry:
    path = tuple(row.group.split(BETWEEN)) if row.group else ()
    fields = tuple((head, text) for head, text in row.cells) or _older(row)
    return entry(row.node_id, row.name, path, fields, names)


def _older(row: AnnexRow) -> tuple[tuple[str, str], ...]:
    """A row that was stored before its cells were."""
    roles = ((f"{role['party']}の役割", role["text"]) for role in row.roles)
    return ((("内容", row.content),) if row.content else ()) + tuple(roles)
