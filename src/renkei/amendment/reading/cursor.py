"""A place in the skeleton of a sentence, and numbers of provisions (番号の読取り)."""

from __future__ import annotations

import re

from renkei.amendment.reading.quoting import QUOTE, Skeleton
from renkei.instrument.model import Number
from renkei.units.numerals import parse_numeral

DIGITS = "0-9０-９〇一二三四五六七八九十百千"
_BRANCH = re.compile(rf"の([{DIGITS}]+)(?!の?[項部款号欄目節類](?!第|名))")
_AMONG = re.compile(rf"（その([{DIGITS}]+)）")
_NUMBER = re.compile(rf"[{DIGITS}]+")

#: Full-width letters, digits and signs written as their half-width fellows, one for one.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """Full-width ASCII as half-width: （１） → (1). Katakana and signs like ⑴ stay."""
    return text.translate(_WIDTH)


class Stop(Exception):
    """The sentence cannot be read further: ``why``, and the words around the place."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Cursor:
    """Reads a skeleton from left to right; ``taken`` counts the quotes already read."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.text = skeleton.text
        self.quotes = skeleton.quotes
        self.position = 0
        self.taken = 0

    def mark(self) -> tuple[int, int]:
        """Where reading stands, to come back to."""
        return self.position, self.taken

    def back(self, mark: tuple[int, int]) -> None:
        """Go back to a mark."""
        self.position, self.taken = mark

    @property
    def done(self) -> bool:
        """Whether every character has been read."""
        return self.position >= len(self.text)

    def at(self, words: str) -> bool:
        """Whether the text goes on with these words."""
        return self.text.startswith(words, self.position)

    def take(self, *words: str) -> str:
        """Read the first of these words that stands here; "" when none does."""
        for word in words:
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return word
        return ""

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what the pattern matches here."""
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()
        return found

    def looking(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the pattern matches here, without reading it."""
        return pattern.match(self.text, self.position)

    def quote(self) -> str | None:
        """Read one quote; None when none stands here."""
        if not self.take(QUOTE):
            return None
        self.taken += 1
        return self.quotes[self.taken - 1]

    def number(self, branches: re.Pattern[str] | None = None) -> tuple[int, ...] | None:
        """Read a number with its branches: 「三の二」 is (3, 2)."""
        found = self.match(_NUMBER)
        if found is None:
            return None
        value = parse_numeral(found[0])
        return None if value is None else (value, *self.branches())

    def branches(self) -> tuple[int, ...]:
        """Read 「の二の三」 behind a provision's number."""
        parts: list[int] = []
        while found := self.looking(_BRANCH):
            value = parse_numeral(found[1])
            if value is None:
                break
            parts.append(value)
            self.position = found.end(1)
        return tuple(parts)

    def position_among(self) -> Number | None:
        """Read （その二）: which of several without a number of their own; None when not said."""
        found = self.match(_AMONG)
        value = parse_numeral(found[1]) if found else None
        return None if value is None else Number((value,))

    def fail(self, why: str) -> Stop:
        """The refusal to read further, at this place."""
        before = self.text[max(0, self.position - 10) : self.position].replace(QUOTE, "「…」")
        after = self.text[self.position : self.position + 10].replace(QUOTE, "「…」")
        return Stop(f"{why}（{before or '文の始め'}▲{after or '文の終わり'}）")


def as_number(parts: tuple[int, ...]) -> Number:
    """The number of a provision."""
    return Number(parts)
