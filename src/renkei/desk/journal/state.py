"""The register against the journal: does each recorded row hold what the last entry about it says?

Whoever edits a table behind the journal's back leaves the chain whole, but the row and the journal
then say different things. The journal is read once, in the order in which it was written; the last
value of every field waits in a temporary file (SQLite's, whatever the desk's database is) until the
row is read. So the memory needed does not grow with the register.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from renkei.desk.journal.models import Entry
from renkei.desk.journal.recorded import Recorded, plain, sealed
from renkei.desk.journal.verify import PORTION, Count, Fault

#: Rows with files or long texts are read so many at a time.
FEW = 20
#: More faults than this are not listed: by then the database as a whole is in doubt.
MOST = 10_000

#: Stands for "an entry said that the row was made", which is no field. A row that was put in behind
#: the journal's back and changed by an operation since has fields that are known, but not this.
MADE = ""

Fields = dict[str, "models.Field[Any, Any]"]


def faults_of_rows(count: Count) -> list[Fault]:
    """Every recorded row that is not what the journal says, at most MOST of them.

    Rows that an operation changes while this runs are left out: they are judged next time.
    """
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    found: list[Fault] = []
    with _Said() as said:
        for fault in _faults(said, last, count):
            found.append(fault)
            if len(found) == MOST:
                break
    if not found:
        return found
    moving = {
        (change["row"], change["key"])
        for entry in Entry.objects.filter(pk__gt=last).iterator(PORTION)
        for change in _changes(entry)
    }
    return [fault for fault in found if (fault.row, fault.key) not in moving]


def _faults(said: _Said, last: int, count: Count) -> Iterator[Fault]:
    entries = Entry.objects.filter(pk__lte=last).order_by("pk")
    for entry in entries.only("chain", "number", "body").iterator(PORTION):
        for change in _changes(entry):
            yield from said.learn(entry, change)
    for model in recorded_models():
        label, fields = model._meta.label_lower, fields_of(model)
        rows: models.QuerySet[Recorded] = models.QuerySet(model)
        heavy = any(isinstance(f, models.BinaryField | models.TextField) for f in fields.values())
        for row in rows.order_by("pk").iterator(FEW if heavy else PORTION):
            count.rows += 1
            yield from _faults_of_row(row, label, fields, said)
    yield from said.left_over()


def rows_without_entry() -> Iterator[tuple[type[Recorded], object]]:
    """Model and key of every recorded row of which no entry says that it was made."""
    with _Said() as said:
        for entry in Entry.objects.order_by("pk").only("body").iterator(PORTION):
            for change in _changes(entry):
                for _ in said.learn(entry, change):
                    pass
        for model in recorded_models():
            keys: models.QuerySet[Recorded] = models.QuerySet(model)
            for key in keys.order_by("pk").values_list("pk", flat=True).iterator(PORTION):
                if MADE not in said.take(model._meta.label_lower, str(key)):
                    yield model, key


def recorded_models() -> list[type[Recorded]]:
    """All tables whose changes are recorded."""
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def fields_of(model: type[models.Model]) -> Fields:
    """The columns that the journal speaks of, by the name it gives them."""
    return {f.attname: f for f in model._meta.concrete_fields if f.attname != "revision"}


def _faults_of_row(row: Recorded, label: str, fields: Fields, said: _Said) -> Iterator[Fault]:
    key = str(row.pk)
    known = said.take(label, key)
    if known.pop(MADE, None) is None:
        yield Fault(
            f"{_name(label)} {key} を登録した記録がありません。",
            f"No entry says that {label} {key} was made.",
            row=label,
            key=key,
        )
    for name, (value, chain, number) in known.items():
        field = fields.get(name)
        if field is None:  # a column of an older version
            continue
        now = getattr(row, name)
        secret = name in row.secret and bool(now)
        if comparable(field, sealed(now) if secret else plain(now)) != value:
            yield Fault(
                f"{_name(label)} {key} の「{field.verbose_name}」（{name}）が、記録{number}の値と違います。",
                f"{name} of {label} {key} is not what entry {number} says.",
                chain=chain,
                number=number,
                row=label,
                key=key,
                field=name,
            )


def comparable(field: models.Field[Any, Any], value: object) -> str:
    """A value of the journal in one way of writing: 5, "5" and "5.00" are one figure."""
    if value is not None and not isinstance(value, dict | list):
        try:
            value = getattr(field, "target_field", field).to_python(value)
        except ValidationError:
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, Decimal):
            value = format(value.normalize(), "f")
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True)


def _changes(entry: Entry) -> list[dict[str, Any]]:
    """The changes an entry holds; none where it cannot be read, which the chain says by itself."""
    try:
        changes = json.loads(entry.body)["changes"]
    except (ValueError, KeyError, TypeError):
        return []
    return changes if isinstance(changes, list) else []


def _name(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name)


class _Said:
    """The last value of each field of each row, as the journal tells it."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")  # a file that SQLite makes and takes away itself
        self._db.execute(
            "CREATE TABLE said (row TEXT, key TEXT, field TEXT, value TEXT, chain TEXT, number INT,"
            " PRIMARY KEY (row, key, field)) WITHOUT ROWID"
        )
        self._fields = {model._meta.label_lower: fields_of(model) for model in recorded_models()}

    def __enter__(self) -> _Said:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def learn(self, entry: Entry, change: dict[str, Any]) -> Iterator[Fault]:
        """Take in one change. A change that started from another value than the last is a fault."""
        label, key = change["row"], change["key"]
        fields = self._fields.get(label)
        if fields is None:  # a table of an older version
            return
        if change["what"] == "deleted":
            self._db.execute("DELETE FROM said WHERE row = ? AND key = ?", (label, key))
            return
        values = {
            name: (comparable(fields[name], old), comparable(fields[name], new))
            for name, (old, new) in change["values"].items()
            if name in fields
        }
        if change["what"] == "changed":
            known = self._known(label, key)
            for name, (old, _) in values.items():
                if name in known and known[name][0] != old:
                    yield Fault(
                        f"記録{entry.number}の前に、{_name(label)} {key} の"
                        f"「{fields[name].verbose_name}」（{name}）が記録なしに変わっています。",
                        f"Before entry {entry.number}, {name} of {label} {key} changed without one.",
                        chain=entry.chain,
                        number=entry.number,
                        row=label,
                        key=key,
                        field=name,
                    )
        else:  # created, or older than the journal and adopted by it
            values[MADE] = ("", "")
        self._db.executemany(
            "INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?, ?, ?)",
            (
                (label, key, name, new, entry.chain, entry.number)
                for name, (_, new) in values.items()
            ),
        )

    def _known(self, label: str, key: str) -> dict[str, tuple[str, str, int]]:
        rows = self._db.execute(
            "SELECT field, value, chain, number FROM said WHERE row = ? AND key = ?", (label, key)
        )
        return {field: (value, chain, number) for field, value, chain, number in rows}

    def take(self, label: str, key: str) -> dict[str, tuple[str, str, int]]:
        """What is known of a row, which is then done with."""
        known = self._known(label, key)
        self._db.execute("DELETE FROM said WHERE row = ? AND key = ?", (label, key))
        return known

    def left_over(self) -> Iterator[Fault]:
        """Rows that the journal knows and the register does not hold any more."""
        rows = self._db.execute(
            "SELECT row, key, chain, max(number) FROM said GROUP BY row, key ORDER BY row, key"
        )
        for label, key, chain, number in rows:
            yield Fault(
                f"{_name(label)} {key} がありません（最後の記録は{number}）。",
                f"{label} {key} is gone; the last entry about it is {number}.",
                chain=chain,
                number=number,
                row=label,
                key=key,
            )
