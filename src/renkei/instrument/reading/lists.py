"""Open lists of enumerated lines: (1) → ア → (ア) → a …, nested by the order in which they appear.

Every municipality nests differently ((1)→a→(a)→i, (1)→1→ア→(ア), 一→イ→(1)), so no fixed order is
assumed: a style that is open goes on at its level, a style that is not opens a level below. A profile
may fix the order instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from renkei.instrument.model import Kind, Number
from renkei.instrument.reading.draft import Draft

#: The order of enumerator styles from outer to inner, when a profile fixes it.
Ladder = tuple[str, ...]


def follows(above: Number, below: Number) -> bool:
    """Whether ``below`` is a next number after ``above``: 3 → 4, 3 → 3の2, 3の2 → 3の3 or 4."""
    a, b = above.upto or above.parts, below.parts
    if a == (0,):
        return b == (0,)
    if b == (*a, 2):
        return True
    return any(b == (*a[:k], a[k] + 1) for k in range(len(a)))


@dataclass(slots=True)
class Level:
    """One list that is being continued."""

    style: str
    number: Number
    draft: Draft
    parent: Draft


class OpenLists:
    """The lists open at this line, outermost first."""

    def __init__(self, ladder: Ladder | None) -> None:
        self.ladder = ladder
        self.open: list[Level] = []
        self.root: Draft | None = None
        self.paragraph_style = ""

    def clear(self) -> None:
        """A new provision begins: all lists end."""
        self.open.clear()
        self.root = None
        self.paragraph_style = ""

    def innermost(self) -> Draft | None:
        """The item that a line without a label belongs to."""
        return self.open[-1].draft if self.open else self.root

    def has(self, style: str) -> bool:
        """Whether a list of this style is open."""
        return any(level.style == style for level in self.open)

    def continues(self, style: str, number: Number) -> bool:
        """Whether an open list of this style would go on with ``number``."""
        return any(level.style == style and follows(level.number, number) for level in self.open)

    def place(self, readings: tuple[tuple[str, Number], ...], parent: Draft) -> Draft:
        """A new item for a label with these readings; ``parent`` holds the outermost list."""
        depth, (style, number) = self._depth(readings)
        del self.open[depth + 1 :]
        if depth < len(self.open):
            level = self.open[depth]
            level.number = number
        else:
            holder = self.open[-1].draft if self.open else parent
            level = Level(style, number, holder, holder)
            self.open.append(level)
        draft = level.parent.child(Kind.ITEM if depth == 0 else Kind.SUBITEM, number)
        if number.parts == (0,):
            draft.number = None
        level.draft = draft
        return draft

    def _depth(self, readings: tuple[tuple[str, Number], ...]) -> tuple[int, tuple[str, Number]]:
        """The level (index into ``open``; its length for a new one) and the reading that holds."""
        if self.ladder is not None:
            for reading in readings:
                if reading[0] in self.ladder:
                    return self._by_ladder(reading)
        for depth in range(len(self.open) - 1, -1, -1):
            level = self.open[depth]
            for reading in readings:
                if reading[0] == level.style and follows(level.number, reading[1]):
                    return depth, reading
        for reading in readings:
            if reading[1].parts == (1,) and not self.has(reading[0]):
                return len(self.open), reading
        for depth in range(len(self.open) - 1, -1, -1):
            for reading in readings:
                if reading[0] == self.open[depth].style:
                    return depth, reading
        return len(self.open), readings[0]

    def _by_ladder(self, reading: tuple[str, Number]) -> tuple[int, tuple[str, Number]]:
        assert self.ladder is not None
        rank = self.ladder.index(reading[0])
        for depth, level in enumerate(self.open):
            if level.style in self.ladder and self.ladder.index(level.style) >= rank:
                return depth, reading
        return len(self.open), reading
