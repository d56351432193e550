"""Labels of paragraphs, items and headings: １, (1), ①, 一, ア, (ア), a, (a), i, ・ (番号の読み取り)."""

from __future__ import annotations

import re

from renkei.instrument.model import Number
from renkei.instrument.reading.markers import (
    DIGITS,
    PARTY_SIGNS,
    SENTENCE,
    Label,
    number_of,
    skip,
)
from renkei.units.numerals import (
    parse_aiueo,
    parse_arabic,
    parse_iroha,
    parse_kanji,
    parse_latin,
    parse_numeral,
    parse_roman,
)

_DIGIT_LABEL = re.compile(
    rf"(?P<l>(?P<n>[{DIGITS}]{{1,3}})(?P<b>(?:[のー‐-][{DIGITS}]{{1,3}})*)(?P<d>[．.)）]?))(?P<s>[ 　]*)"
)
_PAREN_LABEL = re.compile(
    rf"(?P<l>[（(]\s?(?P<n>[{DIGITS}]{{1,3}}|[一二三四五六七八九十]{{1,4}}|[ァ-ンｦ-ﾝ]|[a-zａ-ｚ]{{1,5}}|[A-ZＡ-Ｚ])\s?[）)])"
)
_KANJI_LABEL = re.compile(
    r"(?P<l>(?P<n>[一二三四五六七八九十百]{1,6})(?P<b>(?:の[一二三四五六七八九十]{1,4})*)"
    r"(?:(?:から|及び|・|[～〜])(?P<n2>[一二三四五六七八九十百]{1,6})(?P<b2>(?:の[一二三四五六七八九十]{1,4})*)"
    r"(?:まで)?)?)(?=[ 　]|$)"
)
_LETTER_LABEL = re.compile(
    r"(?P<l>[ァ-ンｦ-ﾝ]|[a-zａ-ｚ]{1,5}|[A-ZＡ-Ｚ])(?P<d>[．.)）]?)(?=[ 　]|(?<=[．.)）])\S)"
)
_ROMAN_SIGN = re.compile(r"(?P<l>[ⅰ-ⅻⅠ-Ⅻ])")
_SIGN = re.compile(r"(?P<l>[①-⑳⑴-⒇㉑-㉟㊱-㊿])")
_BULLET = re.compile(r"(?P<l>[・○◯●◎□■◇◆※＊*-])(?=[ 　])")


def enumerator(source: str, start: int, stop: int) -> Label | None:
    """The label of a paragraph, item or heading: １, (1), ①, 一, ア, (ア), a, (a), i, ・."""
    head = source[start]
    for pattern in _BY_HEAD.get(head, ()):
        found = pattern.match(source, start, stop)
        if found:
            label = _LABELS[pattern](source, found, stop)
            if label:
                return label
    return None


def _label(
    source: str, found: re.Match[str], stop: int, readings: tuple[tuple[str, Number], ...]
) -> Label | None:
    if not readings:
        return None
    end = found.end("l")
    return Label(end, skip(source, end, stop), readings)


def _digit(source: str, found: re.Match[str], stop: int) -> Label | None:
    if not found["s"] and found.end() < stop:
        # 「2甲は」: accepted only before a letter that cannot be a unit (2年, 3項, 10人, 5,000).
        after = source[found.end()]
        if not found["d"] and not (
            "\u3041" <= after <= "\u309f" or after in PARTY_SIGNS + "「この本前第次"
        ):
            return None
        if not found["d"] and after in SENTENCE:
            return None
    number = number_of(found["n"], found["b"])
    if number is None:
        return None
    if found["d"] in (")", "）"):
        style = "digit-paren"
    elif found["n"][0] in "0123456789":
        style = "digit"
    else:
        style = "digit-full"
    return _label(source, found, stop, ((style, number),))


def _paren(source: str, found: re.Match[str], stop: int) -> Label | None:
    end = found.end("l")
    if end < stop and source[end] in SENTENCE:
        return None
    return _label(source, found, stop, tuple(("p-" + s, n) for s, n in _letters(found["n"])))


def _kanji(source: str, found: re.Match[str], stop: int) -> Label | None:
    number = number_of(found["n"], found["b"])
    if number and found["n2"]:
        upto = number_of(found["n2"], found["b2"])
        number = Number(number.parts, upto.parts) if upto else None
    return _label(source, found, stop, (("kanji", number),) if number else ())


def _letter(source: str, found: re.Match[str], stop: int) -> Label | None:
    readings = _letters(found["l"])
    if found["d"] and readings:
        end = found.end("d")
        return Label(end, skip(source, end, stop), tuple((s + "-dot", n) for s, n in readings))
    return _label(source, found, stop, readings)


def _sign(source: str, found: re.Match[str], stop: int) -> Label | None:
    sign = found["l"]
    value = parse_numeral(sign)
    style = "p-digit" if "⑴" <= sign <= "⒇" else "circle"
    return _label(source, found, stop, ((style, Number((value,))),) if value else ())


def _roman_sign(source: str, found: re.Match[str], stop: int) -> Label | None:
    value = parse_roman(found["l"])
    style = "roman" if found["l"] >= "ⅰ" else "ROMAN"
    return _label(source, found, stop, ((style, Number((value,))),) if value else ())


def _bullet(source: str, found: re.Match[str], stop: int) -> Label | None:
    return _label(source, found, stop, (("bullet" + found["l"], Number((0,))),))


def _letters(text: str) -> tuple[tuple[str, Number], ...]:
    """The readings of a bare or bracketed sign."""
    if (value := parse_arabic(text)) is not None:
        return (("digit", Number((value,))),)
    if (value := parse_kanji(text)) is not None:
        return (("kanji", Number((value,))),)
    out: list[tuple[str, Number]] = []
    case = "upper" if text != text.lower() else "lower"
    for style, value in (
        ("aiueo", parse_aiueo(text)),
        ("iroha", parse_iroha(text)),
        (f"alpha-{case}", parse_latin(text)),
        (f"roman-{case}", parse_roman(text)),
    ):
        if value is not None:
            out.append(
                (style.replace("-lower", "").replace("roman-upper", "ROMAN"), Number((value,)))
            )
    return tuple(out)


_LABELS = {
    _DIGIT_LABEL: _digit,
    _PAREN_LABEL: _paren,
    _KANJI_LABEL: _kanji,
    _LETTER_LABEL: _letter,
    _SIGN: _sign,
    _ROMAN_SIGN: _roman_sign,
    _BULLET: _bullet,
}


def _heads() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Which patterns can begin with which character, so that most lines try none."""
    heads: dict[str, tuple[re.Pattern[str], ...]] = {}
    for chars, pattern in (
        ("0123456789０１２３４５６７８９", _DIGIT_LABEL),
        ("（(", _PAREN_LABEL),
        ("一二三四五六七八九十百", _KANJI_LABEL),
        ("".join(map(chr, (*range(0x30A1, 0x30F4), *range(0xFF66, 0xFF9E)))), _LETTER_LABEL),
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTER_LABEL),
        ("ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ", _LETTER_LABEL),
        ("ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ", _LETTER_LABEL),
        (
            "".join(
                map(chr, (*range(0x2460, 0x2488), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))
            ),
            _SIGN,
        ),
        ("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", _ROMAN_SIGN),
        ("・○◯●◎□■◇◆※＊*-", _BULLET),
    ):
        for char in chars:
            heads[char] = (*heads.get(char, ()), pattern)
    return heads


_BY_HEAD = _heads()
