"""Consecutive numbers (連番): 議案第41号, 議案第42号, …"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"[0-9０-９]+")


def consecutive(first: str, count: int) -> list[str]:
    """``count`` numbers from the first on: its last run of digits grows, the rest stays as typed.

    Full-width digits stay full-width, leading zeros stay. Without digits there is only the one.
    """
    runs = list(_DIGITS.finditer(first))
    if not runs:
        return [first] * count
    start, end = runs[-1].span()
    digits = first[start:end]
    wide = unicodedata.normalize("NFKC", digits) != digits
    value, width = int(digits), len(digits)
    made = []
    for step in range(count):
        text = str(value + step).zfill(width)
        if wide:
            text = text.translate({ord("0") + n: ord("０") + n for n in range(10)})
        made.append(first[:start] + text + first[end:])
    return made
