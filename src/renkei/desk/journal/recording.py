"""What the operation under way has written so far. One for each thread of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db import models


class WriteOutsideOperation(RuntimeError):
    """A mistake in the program: something tried to write without an operation."""


class Note:
    """The changes of one operation, in the order they were made.

    ``free``: no operation at all, but somebody who may touch anything (see :func:`unguarded`).
    """

    def __init__(self, *, free: bool = False) -> None:
        self.changes: list[dict[str, object]] = []
        self.free = free

    def add(self, what: str, row: models.Model, values: dict[str, list[object]]) -> None:
        """Remember that a row was created, changed or deleted; values are [before, after]."""
        change: dict[str, object] = {"what": what, "row": row._meta.label_lower}
        self.changes.append(change | {"key": str(row.pk), "values": values})


_open: ContextVar[Note | None] = ContextVar("operation", default=None)
_entering: ContextVar[bool] = ContextVar("entering", default=False)


@contextmanager
def recording(*, free: bool = False) -> Iterator[Note]:
    """Open a note for an operation; operations inside it have their own."""
    note = Note(free=free)
    token = _open.set(note)
    try:
        yield note
    finally:
        _open.reset(token)


@contextmanager
def entering() -> Iterator[None]:
    """The moment in which the entry itself is written: the only one that may touch the journal."""
    token = _entering.set(True)
    try:
        yield
    finally:
        _entering.reset(token)


def open_note() -> Note:
    """The note of the operation under way. Raises WriteOutsideOperation where there is none."""
    note = _open.get()
    if note is None:
        raise WriteOutsideOperation("this write belongs into an operation")
    return note


def under_way() -> bool:
    """Whether an operation is under way here."""
    return _open.get() is not None


def may_enter() -> bool:
    """Whether an entry of the journal is being written here."""
    return _entering.get()


def is_free() -> bool:
    """Whether everything may be written here, the journal included."""
    note = _open.get()
    return note is not None and note.free


@contextmanager
def unguarded() -> Iterator[None]:
    """Writes that no operation makes: migrations that move rows, and emptying a database for tests."""
    with recording(free=True):
        yield
