"""The lines of a source that hold something, with the range of what they hold."""

from __future__ import annotations

from typing import NamedTuple

#: A text of more lines than this is read up to here; the rest is one unparsed node.
MAX_LINES = 300_000

WHITE = " \u3000\t\r\f\v\u00a0\ufeff"


class Line(NamedTuple):
    """A line that is not blank: ``begin``–``stop`` without the white space around it."""

    start: int
    end: int
    begin: int
    stop: int


def lines_of(source: str) -> list[Line]:
    """All lines that are not blank, up to one more than :data:`MAX_LINES`."""
    lines: list[Line] = []
    start, length = 0, len(source)
    while start < length:
        end = source.find("\n", start)
        if end < 0:
            end = length
        text = source[start:end]
        stripped = text.lstrip(WHITE)
        if stripped:
            begin = end - len(stripped)
            lines.append(Line(start, end, begin, begin + len(stripped.rstrip(WHITE))))
            if len(lines) > MAX_LINES:
                break
        start = end + 1
    return lines
