"""Rows that only operations write, and whose every change goes into the journal."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Collection, Iterable
from functools import cache
from itertools import chain
from typing import Any, ClassVar, NoReturn, Self, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector

from renkei.desk.journal import recording

#: Longer texts are recorded by their digest: the row itself holds them.
LONGEST = 2_000


class Stale(Exception):
    """Somebody else changed the row since it was read; ``current`` is what it says now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current._meta.label} {current.pk}")
        self.current = current


Row = TypeVar("Row", bound=models.Model)


class RecordedQuerySet(models.QuerySet[Row]):
    """Reads as any other; writes that would pass the journal by are not there."""

    def update(self, **values: object) -> NoReturn:
        """Not here: save the rows one by one."""
        raise TypeError("update() would not be recorded; save each row in an operation")

    def delete(self) -> NoReturn:
        """Not here: delete the rows one by one."""
        raise TypeError("delete() would not be recorded; delete each row in an operation")

    def bulk_create(self, *rows: object, **options: object) -> NoReturn:
        """Not here: save the rows one by one."""
        raise TypeError("bulk_create() would not be recorded; save each row in an operation")

    def bulk_update(self, *rows: object, **options: object) -> NoReturn:
        """Not here: save the rows one by one."""
        raise TypeError("bulk_update() would not be recorded; save each row in an operation")


class Recorded(models.Model):
    """A row whose changes are recorded, and that two people cannot overwrite for each other."""

    #: Counts the changes of the row: whoever saves an older count is refused with Stale
    revision = models.PositiveIntegerField("改訂", default=0, editable=False)

    objects = models.Manager.from_queryset(RecordedQuerySet)()

    #: Fields whose values stay out of the journal (secrets): a digest says that they changed.
    secret: ClassVar[Collection[str]] = ()

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        """Remember what was read, so that saving knows what is new.

        Lists read thousands of rows: what the database gave is kept as it is, and copied only where
        it could be changed in place.
        """
        row = super().from_db(db, field_names, values, **options)
        # With a deferred field its name is left out and so is its value.
        row._as_read = dict(zip(field_names, values, strict=True))
        for name in _changeable(cls):
            if name in row._as_read:
                row._as_read[name] = _kept(row._as_read[name])
        return row

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        """Read again, and forget what was read before."""
        super().refresh_from_db(*args, **options)
        self._remember()

    def save(self, *args: Any, **options: Any) -> None:
        """Write what changed and record it. Raises Stale; outside an operation it is a mistake."""
        note = recording.open_note()
        if self._state.adding:
            # A key that is taken is refused: without this the row under it would be overwritten.
            options.setdefault("force_insert", True)
            super().save(*args, **options)
            note.add("created", self, {name: [None, new] for name, new in self._plain().items()})
        else:
            self._save_changed(note, options.get("update_fields"))
        self._remember()

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Take the row out and record what it said, and what the database does with it in turn."""
        note = recording.open_note()
        collector = Collector(using=self._state.db or DEFAULT_DB_ALIAS, origin=self)
        collector.collect([self])
        for rows in [*collector.data.values(), *collector.fast_deletes]:
            for row in rows:
                if isinstance(row, Recorded):
                    said = row._plain().items()
                    note.add("deleted", row, {name: [old, None] for name, old in said})
        for (field, value), groups in collector.field_updates.items():
            found: Iterable[Any] = chain.from_iterable(cast("Iterable[Iterable[Any]]", groups))
            for row in (row for row in found if isinstance(row, Recorded)):
                old = plain(getattr(row, field.attname))
                note.add("changed", row, {field.attname: [old, plain(value)]})
        return super().delete(*args, **options)

    def adopted(self) -> None:
        """Record what the row says now, without writing it: it is older than the journal."""
        said = {name: [None, value] for name, value in self._plain().items()}
        recording.open_note().add("adopted", self, said)

    def _save_changed(self, note: recording.Note, only: Iterable[str] | None) -> None:
        before: dict[str, Any] = self.__dict__.get("_as_read", {})
        columns: dict[str, Any] = {}
        spoken: dict[str, list[object]] = {}
        wanted = None if only is None else set(only)
        for field in self._meta.concrete_fields:
            name = field.attname
            if field.primary_key or name == "revision" or name not in self.__dict__:
                continue  # a deferred field was never read, so it was not changed
            if wanted is not None and not wanted & {field.name, name}:
                continue
            value = getattr(self, name)
            if name in before and _same(before[name], value):
                continue
            columns[name] = value
            spoken[name] = [self._shown(name, before.get(name)), self._shown(name, value)]
        if not columns:
            return
        rows: models.QuerySet[Any] = models.QuerySet(type(self))
        held = rows.filter(pk=self.pk, revision=self.revision)
        written = held.update(**columns, revision=self.revision + 1)
        if not written:
            raise Stale(rows.get(pk=self.pk))
        self.revision += 1
        note.add("changed", self, spoken)

    def _remember(self) -> None:
        deferred = self.get_deferred_fields()
        self._as_read = {
            field.attname: _kept(getattr(self, field.attname))
            for field in self._meta.concrete_fields
            if field.attname not in deferred
        }

    def _plain(self) -> dict[str, object]:
        return {
            field.attname: self._shown(field.attname, getattr(self, field.attname))
            for field in self._meta.concrete_fields
            if field.attname != "revision" and field.attname in self.__dict__
        }

    def _shown(self, name: str, value: object) -> object:
        return sealed(value) if name in self.secret and value else plain(value)


class Derived(models.Model):
    """A row that is computed from recorded ones and can be made again: the journal leaves it out."""

    class Meta:
        abstract = True


def plain(value: object) -> object:
    """A value as canonical JSON can hold it; long texts and files by their digest."""
    match value:
        case None | bool() | str() if not isinstance(value, str) or len(value) <= LONGEST:
            return str(value) if isinstance(value, str) else value
        case str():
            return _digest(value.encode(), "characters", len(value))
        case int():
            # RFC 8785 writes numbers as doubles: what those cannot hold exactly goes as text.
            return int(value) if abs(value) < 2**53 else str(value)
        case bytes() | memoryview() | bytearray():
            data = bytes(value)
            return _digest(data, "bytes", len(data))
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.date():
            return value.isoformat()
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case uuid.UUID():
            return str(value)
        case _:
            return str(value)


def sealed(value: object) -> dict[str, object]:
    """What the journal says of a secret: the digest of what the row holds, itself a salted hash."""
    return {"secret": hashlib.sha256(str(value).encode()).hexdigest()}


def _digest(data: bytes, unit: str, count: int) -> dict[str, object]:
    return {"sha256": hashlib.sha256(data).hexdigest(), unit: count}


def _kept(value: object) -> object:
    """What was read, so that a change inside a list or dictionary is seen."""
    return plain(value) if isinstance(value, (dict, list)) else value


@cache
def _changeable(model: type[models.Model]) -> tuple[str, ...]:
    """The fields whose values are lists or dictionaries."""
    fields = model._meta.concrete_fields
    return tuple(field.attname for field in fields if isinstance(field, models.JSONField))


def _same(before: object, now: object) -> bool:
    if isinstance(now, (dict, list)):
        return plain(before) == plain(now)
    if isinstance(before, (bytes, memoryview)) and isinstance(now, (bytes, memoryview)):
        return bytes(before) == bytes(now)
    return bool(before == now)
