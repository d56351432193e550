"""What the head of a line says: 第n条, ２, (1), ア, 別表, 附則 … One line, no context.

Each recogniser answers for one line what it could be; which of several readings holds (イ is the
second of アイウ or the first of イロハ) is decided by the builder, which knows the open lists.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from renkei.instrument.model import Number
from renkei.units.numerals import (
    parse_aiueo,
    parse_arabic,
    parse_iroha,
    parse_kanji,
    parse_latin,
    parse_numeral,
    parse_roman,
)

#: The spaces that stand between a label and its text.
SPACES = " \u3000\t"

DIGITS = "0-9０-９"
KANJI_DIGITS = "〇一二三四五六七八九十百千"
_NUM = f"[{DIGITS}{KANJI_DIGITS}]+"
_BRANCH = rf"(?:[のノ]{_NUM})*"

#: After a label without a space these begin a sentence about the provision, not the provision.
_SENTENCE = frozenset("のにをはがと中、，及又か並若ただ各とまででへより")

_ARTICLE = re.compile(
    rf"第\s?(?P<n>{_NUM})\s?条(?P<b>{_BRANCH})"
    rf"(?:\s?(?:から|及び|・|、)\s?第(?P<n2>{_NUM})条(?P<b2>{_BRANCH})(?:まで)?(?=[ 　]*(?:削除|$)))?"
)
_DIVISION = re.compile(rf"第\s?(?P<n>{_NUM})\s?(?P<k>[編章節款目])(?P<b>{_BRANCH})(?=[ 　（(]|$)")
_CAPTION = re.compile(
    r"[（(【〔]\s?(?P<c>[^（()）。]{1,80}(?:[（(][^（()）。]{1,40}[）)][^（()）。]{0,60})*)[）)】〕]"
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

_ANNEX = re.compile(
    rf"(?P<l>(?:別表|別記|別紙|別図|別添|付表|附表|様式|別記様式|付録|別冊)"
    rf"(?:第?\s?(?P<n>[{DIGITS}]{{1,3}}|[{KANJI_DIGITS}]{{1,6}})(?:号|表)?(?P<b>{_BRANCH}))?)"
    r"(?P<s>\s*)(?P<r>[（(][^（()）]{0,60}?(?:関係|による)[）)])?(?P<t>.*)"
)
_SUPPLEMENT = re.compile(
    r"(?P<l>附\s*則|付\s*則)(?P<s>\s*)(?P<r>[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)])?\s*(?P<x>抄?)$"
)
_TOC = re.compile(r"目\s*次$")
_REMARKS = re.compile(r"(?P<l>備\s*考|注記?|（注）|\(注\))(?P<s>[ 　]*)")
_RULE = re.compile(r"[\s|+:-]*-{2,}[\s|+:-]*$|[─━―ー═]{3,}$")
_PAGE = re.compile(
    rf"[-－―‐–—─~〜]\s?[{DIGITS}]{{1,4}}\s?[-－―‐–—─~〜]$|[{DIGITS}]{{1,4}}\s?[/／]\s?[{DIGITS}]{{1,4}}$"
)

PARTY_SIGNS = "甲乙丙丁戊己庚辛壬癸"
_SIGN_PARTY = re.compile(rf"[（(]?(?P<l>[{PARTY_SIGNS}])(?:[）)][ 　\t：:]*|[ 　\t：:]+|$)")


class Label(NamedTuple):
    """A label at the head of a line: what it can be, where it ends, where its text begins."""

    end: int  # offset behind the label
    body: int  # offset of the text behind the spaces (== line end when there is none)
    readings: tuple[tuple[str, Number], ...]  # (style, number), likelier first


class Division(NamedTuple):
    """第n編, 章, 節, 款, 目."""

    end: int
    body: int
    sign: str
    number: Number


class Heading(NamedTuple):
    """別表, 附則, 備考: label, note in brackets, and where the rest begins."""

    end: int
    note: tuple[int, int] | None
    body: int
    number: Number | None


def _number(main: str, branch: str) -> Number | None:
    value = parse_numeral(main)
    if value is None:
        return None
    if not branch:
        return Number((value,))
    parts = [value]
    for part in re.split("[のノー‐-]", branch)[1:]:
        more = parse_numeral(part)
        if more is None:
            return None
        parts.append(more)
    return Number(tuple(parts))


def _skip(source: str, position: int, stop: int) -> int:
    while position < stop and source[position] in SPACES:
        position += 1
    return position


def _trim(source: str, start: int, stop: int) -> tuple[int, int]:
    """A range without the spaces at its ends."""
    start = _skip(source, start, stop)
    while stop > start and source[stop - 1] in SPACES:
        stop -= 1
    return start, stop


def article(source: str, start: int, stop: int, expected: Number | None) -> Label | None:
    """第n条 at the head of a line, when it heads a provision and does not begin a sentence.

    A space, a caption in brackets or the line's end must follow; without any of them the number must
    be ``expected`` (the next one) and the sentence must not go on about the provision.
    """
    found = _ARTICLE.match(source, start, stop)
    if not found:
        return None
    number = _number(found["n"], found["b"])
    if number is None:
        return None
    if found["n2"]:
        upto = _number(found["n2"], found["b2"])
        if upto:
            number = Number(number.parts, upto.parts)
    end = found.end()
    if end < stop:
        after = source[end]
        if (
            after not in SPACES
            and after not in "（(【"
            and (number != expected or after in _SENTENCE)
        ):
            return None
        if after in "（(【":
            caption = _CAPTION.match(source, end, stop)
            if caption is None or (
                caption.end() < stop
                and source[caption.end()] not in SPACES
                and (number != expected or source[caption.end()] in _SENTENCE)
            ):
                return None
    return Label(end, _skip(source, end, stop), (("article", number),))


def division(source: str, start: int, stop: int) -> Division | None:
    """第n章 and its kin, alone or before a title."""
    found = _DIVISION.match(source, start, stop)
    if not found:
        return None
    number = _number(found["n"], found["b"])
    if number is None:
        return None
    return Division(found.end(), _skip(source, found.end(), stop), found["k"], number)


def caption(
    source: str, start: int, stop: int, *, whole: bool = True
) -> tuple[int, int, int] | None:
    """（見出し）: its inner range and where it ends; None when the brackets are something else."""
    found = _CAPTION.match(source, start, stop)
    if not found or (whole and found.end() != stop):
        return None
    inner_start, inner_end = found.span("c")
    while inner_end > inner_start and source[inner_end - 1] in SPACES:
        inner_end -= 1
    text = source[inner_start:inner_end]
    if whole and parse_numeral(text) is not None:
        return None
    if len(text) == 1 and (parse_aiueo(text) or parse_latin(text)):
        return None
    return inner_start, inner_end, found.end()


def annex(source: str, start: int, stop: int) -> Heading | None:
    """別表, 別記, 様式 … as a heading line (「別表に掲げる…」 is a sentence)."""
    found = _ANNEX.match(source, start, stop)
    if not found:
        return None
    rest = found["t"].strip()
    spaced = bool(found["s"]) or bool(found["r"])
    if rest and (not spaced or rest.endswith("。") or len(rest) > 60):
        return None
    number = _number(found["n"], found["b"] or "") if found["n"] else None
    note = None
    if found["r"]:
        note = _trim(source, found.start("r") + 1, found.end("r") - 1)
    body = _skip(source, found.start("t"), stop)
    return Heading(found.end("l"), note, body, number)


def supplement(source: str, start: int, stop: int) -> Heading | None:
    """附則, with the amending law and 抄 behind it."""
    found = _SUPPLEMENT.match(source, start, stop)
    if not found:
        return None
    note = _trim(source, found.start("r") + 1, found.end("r") - 1) if found["r"] else None
    return Heading(found.end("l"), note, found.start("x"), None)


def remarks(source: str, start: int, stop: int) -> Heading | None:
    """備考 alone or before its text."""
    found = _REMARKS.match(source, start, stop)
    if not found or (found.end() < stop and not found["s"]):
        return None
    return Heading(found.end("l"), None, found.end(), None)


def is_toc(source: str, start: int, stop: int) -> bool:
    """目次 alone on its line."""
    return _TOC.match(source, start, stop) is not None


def is_rule(source: str, start: int, stop: int) -> bool:
    """A line that only draws: ``----``, ``--- | ---``, ──────."""
    return _RULE.match(source, start, stop) is not None


def is_page_number(source: str, start: int, stop: int) -> bool:
    """A page number left in the text: - 3 -, 1/5."""
    return _PAGE.match(source, start, stop) is not None


def party_sign(source: str, start: int, stop: int) -> tuple[int, int, int] | None:
    """甲, 乙 … that opens a signature line: the sign's range and where the rest begins."""
    found = _SIGN_PARTY.match(source, start, stop)
    return (*found.span("l"), found.end()) if found else None


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
    return Label(end, _skip(source, end, stop), readings)


def _digit(source: str, found: re.Match[str], stop: int) -> Label | None:
    if not found["s"] and found.end() < stop:
        # 「2甲は」: accepted only before a letter that cannot be a unit (2年, 3項, 10人, 5,000).
        after = source[found.end()]
        if not found["d"] and not (
            "\u3041" <= after <= "\u309f" or after in PARTY_SIGNS + "「この本前第次"
        ):
            return None
        if not found["d"] and after in _SENTENCE:
            return None
    number = _number(found["n"], found["b"])
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
    if end < stop and source[end] in _SENTENCE:
        return None
    return _label(source, found, stop, tuple(("p-" + s, n) for s, n in _letters(found["n"])))


def _kanji(source: str, found: re.Match[str], stop: int) -> Label | None:
    number = _number(found["n"], found["b"])
    if number and found["n2"]:
        upto = _number(found["n2"], found["b2"])
        number = Number(number.parts, upto.parts) if upto else None
    return _label(source, found, stop, (("kanji", number),) if number else ())


def _letter(source: str, found: re.Match[str], stop: int) -> Label | None:
    readings = _letters(found["l"])
    if found["d"]:
        end = found.end("d")
        return Label(end, _skip(source, end, stop), tuple((s + "-dot", n) for s, n in readings))
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
