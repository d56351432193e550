"""Japanese numerals (数字): reading every way a number is printed, and writing it back.

Labels of provisions come as 第二百五十二条, １, (3), イ, ①, ⅱ, and one letter may stand in two
series: イ is 1 in the order of the iroha poem (statutes) and 2 in the order of the syllabary (most
municipal texts); c is 3 or a hundred. ``parse_numeral`` therefore reads only what has one meaning;
the other series are read by name, and ``parse_labels`` lists every possible reading.

Readers answer ``None`` for text that is not exactly one number; they strip nothing and never
raise. Writers raise ``UnitError`` outside the range a series can express.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from renkei.units.errors import UnitError

IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)

_HALF = "0123456789"
_FULL = "０１２３４５６７８９"
_KANJI = "〇一二三四五六七八九"
_CIRCLED = (
    "".join(chr(c) for c in range(0x2460, 0x2474))  # ① to ⑳
    + "".join(chr(c) for c in range(0x3251, 0x3260))  # ㉑ to ㉟
    + "".join(chr(c) for c in range(0x32B1, 0x32C0))  # ㊱ to ㊿
)
_BRACKETED = "".join(chr(c) for c in range(0x2474, 0x2488))  # ⑴ to ⒇
_ROMAN_SIGNS_SMALL = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_ROMAN_SIGNS_LARGE = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"

_TO_HALF = str.maketrans(_FULL, _HALF)
_TO_FULL = str.maketrans(_HALF, _FULL)
_LETTERS_TO_HALF = {0xFEE0 + c: c for c in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
_DECIMAL = frozenset(_HALF + _FULL)

# 大字 (壱弐参拾) are read because amounts and old registers use them. ○ is a geometric circle that
# many texts print for 〇; it counts as zero only beside a real digit (「第○条」 is a placeholder).
_DIGIT = {c: i for i, c in enumerate(_KANJI)} | {"零": 0, "○": 0, "壱": 1, "弐": 2, "参": 3}
_SMALL_UNIT = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LARGE_UNIT = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}

_SIGNS = (
    {c: i for i, c in enumerate(_CIRCLED, 1)}
    | {c: i for i, c in enumerate(_BRACKETED, 1)}
    | {c: i for i, c in enumerate(_ROMAN_SIGNS_SMALL, 1)}
    | {c: i for i, c in enumerate(_ROMAN_SIGNS_LARGE, 1)}
)
_IROHA_VALUE = {c: i for i, c in enumerate(IROHA, 1)}
_AIUEO_VALUE = {c: i for i, c in enumerate(AIUEO, 1)}
_KATAKANA_TO_FULL = str.maketrans(_HALF_KATAKANA, AIUEO)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

# Longer runs of digits are not numbers of provisions, years or money; the limit also keeps int()
# from refusing an enormous run with an exception.
_LONGEST = 40


class NumeralSeries(Enum):
    """A series in which a label counts (番号の系列)."""

    ARABIC = "arabic"
    KANJI = "kanji"
    SIGN = "sign"  # ① ⑴ ⅰ Ⅰ: one character that carries its number
    IROHA = "iroha"
    AIUEO = "aiueo"
    ROMAN = "roman"
    LATIN = "latin"


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> int | None:
    """Read a numeral with one meaning: 12, １２, 十二, 一二, 二百五十二, ①, ⑴, ⅱ.

    Letters whose series is a matter of house style (イ, ア, i, a) answer ``None`` here.
    """
    value = _parse_arabic(text)
    if value is None:
        value = _SIGNS.get(text)
    return _parse_kanji(text) if value is None else value


@lru_cache(maxsize=4096)
def parse_kanji(text: str) -> int | None:
    """Read a kanji numeral (漢数字): with units 二百五十二, by position 二五二, 大字 壱弐参拾."""
    return _parse_kanji(text)


def parse_arabic(text: str) -> int | None:
    """Read half- or full-width digits (算用数字) without sign or commas."""
    return _parse_arabic(text)


def parse_iroha(text: str) -> int | None:
    """Read one katakana in iroha order (イ=1 ロ=2 ハ=3), as statutes number below 号."""
    return _IROHA_VALUE.get(text.translate(_KATAKANA_TO_FULL)) if len(text) == 1 else None


def parse_aiueo(text: str) -> int | None:
    """Read one katakana in syllabary order (ア=1 イ=2 ウ=3), as most municipal texts number."""
    return _AIUEO_VALUE.get(text.translate(_KATAKANA_TO_FULL)) if len(text) == 1 else None


def parse_latin(text: str) -> int | None:
    """Read one Latin letter (a=1 … z=26), either case and width."""
    letter = text.translate(_LETTERS_TO_HALF).lower()
    return ord(letter) - 96 if len(letter) == 1 and "a" <= letter <= "z" else None


@lru_cache(maxsize=512)
def parse_roman(text: str) -> int | None:
    """Read a Roman numeral in its regular form: i, iv, ⅲ, ＸＩ. ``iiii`` is not one."""
    if text in _SIGNS and (text in _ROMAN_SIGNS_SMALL or text in _ROMAN_SIGNS_LARGE):
        return _SIGNS[text]
    plain = text.translate(_LETTERS_TO_HALF)
    if not 0 < len(plain) <= 15 or plain not in (plain.lower(), plain.upper()):
        return None
    rest, value = plain.lower(), 0
    for amount, letters in _ROMAN:
        while rest.startswith(letters):
            value += amount
            rest = rest[len(letters) :]
    # Reading loosely and writing back admits the regular form alone.
    if rest or not 0 < value < 4000 or _roman(value) != plain.lower():
        return None
    return value


def parse_labels(text: str) -> tuple[tuple[NumeralSeries, int], ...]:
    """Every reading a label allows, in the order of likelihood for a municipal text.

    ``イ`` answers AIUEO 2 and IROHA 1; the neighbours of the label decide between them.
    """
    readers = (
        (NumeralSeries.ARABIC, _parse_arabic),
        (NumeralSeries.SIGN, _SIGNS.get),
        (NumeralSeries.KANJI, parse_kanji),
        (NumeralSeries.AIUEO, parse_aiueo),
        (NumeralSeries.IROHA, parse_iroha),
        (NumeralSeries.LATIN, parse_latin),
        (NumeralSeries.ROMAN, parse_roman),
    )
    return tuple((series, v) for series, read in readers if (v := read(text)) is not None)


def to_kanji(number: int) -> str:
    """Write with units, as statutes do: 二百五十二, 一千万 (but 千 alone below 万), 〇."""
    _within(number, 0, 10**16 - 1, "漢数字", "kanji numerals")
    if number == 0:
        return "〇"
    parts: list[str] = []
    for unit, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        group = number // unit % 10**4
        if group:
            parts.append(_kanji_group(group, before_large_unit=bool(name)) + name)
    return "".join(parts)


def to_kanji_positional(number: int) -> str:
    """Write digit by digit: 二五二, 二〇一九."""
    _within(number, 0, 10**_LONGEST - 1, "漢数字", "kanji digits")
    return "".join(_KANJI[int(digit)] for digit in str(number))


def to_fullwidth(number: int) -> str:
    """Write in full-width digits: １２."""
    _within(number, 0, 10**_LONGEST - 1, "全角数字", "full-width digits")
    return str(number).translate(_TO_FULL)


def to_halfwidth(number: int) -> str:
    """Write in half-width digits: 12."""
    _within(number, 0, 10**_LONGEST - 1, "半角数字", "half-width digits")
    return str(number)


def to_iroha(number: int) -> str:
    """Write in iroha order: 1 → イ, 3 → ハ; up to 47."""
    _within(number, 1, len(IROHA), "イロハ順", "the iroha order")
    return IROHA[number - 1]


def to_aiueo(number: int) -> str:
    """Write in syllabary order: 1 → ア, 3 → ウ; up to 46."""
    _within(number, 1, len(AIUEO), "アイウ順", "the syllabary order")
    return AIUEO[number - 1]


def to_latin(number: int) -> str:
    """Write as a small Latin letter: 1 → a; up to 26."""
    _within(number, 1, 26, "英小文字", "Latin letters")
    return chr(96 + number)


def to_roman(number: int) -> str:
    """Write as a small Roman numeral in ASCII letters: 4 → iv."""
    _within(number, 1, 3999, "ローマ数字", "Roman numerals")
    return _roman(number)


def to_circled(number: int) -> str:
    """Write as a circled number: 1 → ①; up to 50."""
    _within(number, 1, len(_CIRCLED), "丸数字", "circled numbers")
    return _CIRCLED[number - 1]


def digits_to_halfwidth(text: str) -> str:
    """Replace full-width digits, and nothing else; lengths and positions stay."""
    return text.translate(_TO_HALF)


def digits_to_fullwidth(text: str) -> str:
    """Replace half-width digits, and nothing else; lengths and positions stay."""
    return text.translate(_TO_FULL)


def _parse_arabic(text: str) -> int | None:
    # str.isdigit alone would admit digits of other scripts and superscripts.
    if 0 < len(text) <= _LONGEST and _DECIMAL.issuperset(text):
        return int(text.translate(_TO_HALF))
    return None


def _parse_kanji(text: str) -> int | None:
    if not 0 < len(text) <= _LONGEST:
        return None
    if all(c in _DIGIT for c in text):
        if text.strip("○") == "":
            return None
        return int("".join(str(_DIGIT[c]) for c in text))
    total = group = 0
    digit: int | None = None
    small_limit, large_limit = 10**4, 10**16
    for char in text:
        if char in _DIGIT:
            # 〇 has no place among units, and two digits in a row mix two ways of writing.
            if digit is not None or _DIGIT[char] == 0:
                return None
            digit = _DIGIT[char]
        elif char in _SMALL_UNIT:
            unit = _SMALL_UNIT[char]
            if unit >= small_limit:
                return None
            group += (1 if digit is None else digit) * unit
            digit, small_limit = None, unit
        elif char in _LARGE_UNIT:
            unit = _LARGE_UNIT[char]
            group += digit or 0
            if unit >= large_limit or group == 0:
                return None
            total += group * unit
            group, digit, small_limit, large_limit = 0, None, 10**4, unit
        else:
            return None
    return total + group + (digit or 0)


def _kanji_group(group: int, *, before_large_unit: bool) -> str:
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // unit % 10
        if digit == 0:
            continue
        # Statutes write 千 and 百 bare, but 一千万 and 一千億 with the one.
        bare = digit == 1 and unit > 1 and not (unit == 1000 and before_large_unit)
        written += ("" if bare else _KANJI[digit]) + name
    return written


def _roman(number: int) -> str:
    written = ""
    for amount, letters in _ROMAN:
        count, number = divmod(number, amount)
        written += letters * count
    return written


def _within(number: object, low: int, high: int, series_ja: str, series_en: str) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
        raise UnitError(
            f"{series_ja}で書けるのは{low}から{high}までの整数です（{number!r} は書けません）。",
            f"Only whole numbers from {low} to {high} can be written in {series_en}"
            f" (got {number!r}).",
            number,
        )
