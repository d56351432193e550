"""How wide text is on a terminal, where a full-width character takes two columns (UAX #11)."""

from __future__ import annotations

from unicodedata import category, east_asian_width

#: What is shown for a character that would move the cursor or say something to the terminal.
_SHOWN = {"\t": " | ", "\u2028": " / ", "\u3000": "\u3000"}


def columns(text: str) -> int:
    """Columns that ``text`` takes. Ambiguous characters (①, ※) count one, as terminals do now."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def padded(text: str, width: int) -> str:
    """``text`` with spaces up to ``width`` columns."""
    return text + " " * max(0, width - columns(text))


def visible(text: str) -> str:
    """``text`` without anything that a terminal would obey: tabs as `` | ``, controls as ``·``."""
    return "".join(_SHOWN.get(char) or (char if _harmless(char) else "·") for char in text)


def _harmless(char: str) -> bool:
    # Cc: escape sequences. Cf holds the marks that reverse the reading order of a line.
    return char.isprintable() or category(char) in ("Mn", "Me", "Zs")


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The part of a line around ``line[start:end]`` that fits ``width`` columns, and its marks.

    The second string has ``^`` under the characters concerned; at least one, so that a place
    between two characters is seen too.
    """
    end = max(start, min(end, len(line)))
    middle = visible(line[start:end])
    if columns(middle) > width - 8:
        middle = _cut(middle, width - 9) + "…"
    room = width - columns(middle) - 2
    tail = visible(line[end : end + width])
    head = visible(line[max(0, start - width) : start])
    left = min(columns(head), max(room // 2, room - columns(tail)))
    before = _cut(head[::-1], left)[::-1]
    after = _cut(tail, room - columns(before))
    if before != head or start > width:
        before = "…" + before
    if after != tail or end + width < len(line):
        after += "…"
    return before + middle + after, " " * columns(before) + "^" * max(1, columns(middle))


def _cut(text: str, width: int) -> str:
    taken = 0
    for place, char in enumerate(text):
        taken += _width(char)
        if taken > width:
            return text[:place]
    return text
