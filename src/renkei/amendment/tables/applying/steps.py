"""What a table does to the lines of the base, in order: the steps from old to new (手順)."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.tables.applying.entries import Entry


@dataclass(frozen=True, slots=True)
class Keep:
    """A line of the base stays."""

    at: int


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the base becomes another."""

    at: int
    old: Entry
    new: Entry


@dataclass(frozen=True, slots=True)
class Relabel:
    """A line of the base keeps its text and gets another number."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Drop:
    """A line of the base goes."""

    at: int


@dataclass(frozen=True, slots=True)
class Bring:
    """A new line comes here."""

    new: Entry


Step = Keep | Change | Relabel | Drop | Bring
