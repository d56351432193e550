"""How a text stands to the other agreements of its region, before it is entered (圏域の協約との相違)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from renkei.amendment.compare import Change
from renkei.amendment.family import Row, Standing, family
from renkei.desk.agreements.family_table import (
    Comparison,
    differences,
    documents_of,
    model_document,
)
from renkei.desk.agreements.models import Agreement
from renkei.desk.journal.actor import Actor
from renkei.desk.region.models import Region
from renkei.instrument.model import Document

#: Key of the new text among the others.
HERE = ""
#: More agreements than these are not read for one page.
MOST = 40


@dataclass(frozen=True)
class Different:
    """One row or article: in other words than the standard, only in this text, or not in it."""

    name: str
    path: tuple[str, ...]
    standing: Standing
    words: list[tuple[str, tuple[Change, ...]]]


@dataclass(frozen=True)
class Differences:
    """All of them; ``against`` names the agreements compared with, ``same`` counts what is alike."""

    against: list[str]
    by_model: bool
    rows: list[Different]
    articles: list[Different]
    same: int


def differences_of(
    document: Document,
    region: Region,
    actor: Actor,
    day: datetime.date,
    agreement: Agreement | None = None,
) -> Differences:
    """Compare a text with the other agreements of a region in force on a day, or its model text.

    ``agreement``: the one the text is a version of; it is not compared with itself.
    """
    found = Comparison(region, day, actor)
    columns = [
        column
        for column in found.columns
        if agreement is None or column.agreement.pk != agreement.pk
    ][:MOST]
    model = model_document(found.model.text) if found.model else None
    if not columns and model is None:
        return Differences([], False, [], [], 0)
    read = dict(zip((column.slug for column in columns), documents_of(columns), strict=True))
    together = family({**read, HERE: document}, model, found.centre)
    at = together.columns.index(HERE)
    rows, same_rows = _apart(together.rows, at)
    articles, same_articles = _apart(together.articles, at)
    return Differences(
        [column.partner for column in columns],
        model is not None,
        rows,
        articles,
        same_rows + same_articles,
    )


def _apart(rows: tuple[Row, ...], at: int) -> tuple[list[Different], int]:
    apart, same = [], 0
    for row in rows:
        standing = row.cells[at].standing
        if standing is Standing.SAME:
            same += 1
            continue
        words = differences(row, at) if standing is Standing.DIFFERS else []
        apart.append(Different(row.name, row.path, standing, words))
    return apart, same
