"""Measures of lines and numbers that the reading rests on: widths, and what comes next."""

from __future__ import annotations

import unicodedata

from renkei.instrument.model import Number
from renkei.instrument.reading.lines import Line

_WRAP_SLACK = 6


def following(number: Number | None) -> Number:
    """The plain next number: 1 at first, 4 after 3 or 3の2."""
    return Number((1,)) if number is None else Number(((number.upto or number.parts)[0] + 1,))


def width(text: str) -> int:
    """Columns a text takes: two for a full-width character, one for another."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap_width(source: str, lines: list[Line]) -> int:
    """The width at which a text was broken into lines; 0 where lines are whole paragraphs.

    A text is hard-wrapped when many of its lines (one in eight, five at least) reach nearly the same
    width: whole paragraphs differ in length.
    """
    if len(lines) < 10:
        return 0
    step = max(1, len(lines) // 400)
    widths = [
        width(source[line.begin : line.stop])
        for line in lines[::step]
        if "\t" not in source[line.begin : line.stop] and line.stop - line.begin < 200
    ]
    if len(widths) < 10 or len(widths) * 10 < len(lines[::step]) * 5:
        return 0
    widest = max(widths)
    full = sum(1 for w in widths if w >= widest - _WRAP_SLACK)
    return widest if 30 <= widest <= 160 and full >= 5 and full * 8 >= len(widths) else 0


def fills_line(source: str, wrap: int, end: int) -> bool:
    """Whether the line that ends at ``end`` reaches the width at which the text was broken."""
    start = source.rfind("\n", 0, end) + 1
    line = source[start:end].rstrip()
    return width(line.lstrip()) >= wrap - _WRAP_SLACK and not line.endswith("。")
