"""Numbers of provisions as a house writes them: 第二十一条の二, 第21条の2 (番号の表記)."""

from __future__ import annotations

from renkei.amendment.style import Numerals, Style
from renkei.amendment.writing.words import Unwritable
from renkei.instrument.model import Number
from renkei.units.numerals import to_fullwidth, to_halfwidth, to_kanji

_WRITE = {Numerals.KANJI: to_kanji, Numerals.FULL: to_fullwidth, Numerals.HALF: to_halfwidth}


def numeral(value: int, style: Style) -> str:
    """One number in the numerals of the house."""
    return _WRITE[style.numerals](value)


def numbered(number: Number, word: str, style: Style) -> str:
    """第二十一条の二."""
    if number.upto:
        raise Unwritable(
            "二つ以上の番号を一つにした規定は、範囲（第A条から第B条まで）で指してください。",
            "A provision of several numbers is addressed as a range, not by one step.",
        )
    first, *branches = (numeral(part, style) for part in number.parts)
    return f"第{first}{word}" + "".join(f"の{branch}" for branch in branches)
