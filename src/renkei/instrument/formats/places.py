"""Lines and columns of a text: where an offset is for somebody who looks at it in an editor."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Place(NamedTuple):
    """A place as editors count it: both from 1, columns in characters (Unicode code points)."""

    line: int
    column: int


class Places:
    """The line starts of one text, so that many offsets can be placed at little cost each."""

    def __init__(self, source: str) -> None:
        self._source = source
        starts = [0]
        position = source.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = source.find("\n", position + 1)
        self._starts = starts

    def at(self, offset: int) -> Place:
        """Line and column of an offset; what lies outside the text is placed at its nearer end."""
        inside = min(max(offset, 0), len(self._source))
        line = bisect_right(self._starts, inside)
        return Place(line, inside - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The characters of line ``number`` (from 1), without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._source)
        return self._source[start:end]
