"""How an amendment is worded: national vertical, municipal horizontal, and a house's own settings (文体)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Numerals(StrEnum):
    """How numbers of provisions are written."""

    KANJI = "kanji"  # 第二十一条の二第三項
    FULL = "full"  # 第２１条の２第３項
    HALF = "half"  # 第21条の2第3項


@dataclass(frozen=True, slots=True)
class Style:
    """The settings of one house. Field by field what :mod:`renkei.amendment.writing` asks.

    ``insertion`` is 「の次に」 or 「の下に」 for words; ``act`` 改正 or 変更 (an agreement is 変更 in
    the words of 地方自治法第252条の2第4項); ``comma`` 、 or ，; ``row_words`` name the levels inside an
    annex from the outermost in: headings over tables (部, 款, 節, 類), then the row (the first of 項,
    号, 目). Headings deeper than the words given take the usual ones that are left. ``indent`` is what
    stands before each instruction line.
    """

    name: str
    numerals: Numerals
    insertion: str
    act: str = "改正"
    comma: str = "、"
    row_words: tuple[str, ...] = ("部", "款", "項", "号")
    indent: str = ""


#: 左横書き of municipalities. An amendment says 「の次に」; numbers as in the text amended.
MUNICIPAL = Style("municipal", Numerals.HALF, "の次に", indent="　")
#: 縦書き of statutes and bills.
NATIONAL = Style("national", Numerals.KANJI, "の下に", indent="　")
STYLES = {style.name: style for style in (MUNICIPAL, NATIONAL)}
