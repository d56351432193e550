"""A matter as a key: the papers of one matter share what is worked out of it."""

from __future__ import annotations

from typing import Generic, TypeVar

Kept = TypeVar("Kept")

#: Matters of which something is remembered: the papers of one are made one after another.
REMEMBERED = 8


class Same(Generic[Kept]):
    """Something that never changes, equal to itself alone, whatever it says.

    To be remembered by what it says a text would have to be read through every time. As a key it
    keeps what it holds, so that nothing else can take its place.
    """

    def __init__(self, held: Kept) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.held is self.held

    def __hash__(self) -> int:
        return id(self.held)
