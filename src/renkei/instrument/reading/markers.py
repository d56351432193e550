"""What the head of a line says: 第n条, 第n章, 別表, 附則, 備考, 甲 … One line, no context.

Each recogniser answers for one line what it could be; which of several readings holds (イ is the
second of アイウ or the first of イロハ) is decided by the builder, which knows the open lists.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from renkei.instrument.model import Number
from renkei.units.numerals import parse_aiueo, parse_latin, parse_numeral

#: The spaces that stand between a label and its text.
SPACES = " \u3000\t"

DIGITS = "0-9０-９"
KANJI_DIGITS = "〇一二三四五六七八九十百千"
_NUM = f"[{DIGITS}{KANJI_DIGITS}]+"
_BRANCH = rf"(?:[のノ]{_NUM})*"

#: After a label without a space these begin a sentence about the provision, not the provision.
SENTENCE = frozenset("のにをはがと中、，及又か並若ただ各とまででへより")

_ARTICLE = re.compile(
    rf"第\s?(?P<n>{_NUM})\s?条(?P<b>{_BRANCH})"
    rf"(?:\s?(?:から|及び|・|、)\s?第(?P<n2>{_NUM})条(?P<b2>{_BRANCH})(?:まで)?(?=[ 　]*(?:削除|$)))?"
)
#: 第○条 of a draft: an article whose number is still open.
_BLANK_ARTICLE = re.compile(r"第[○◯●〇△□＊*＿_Ｘ]{1,3}条(?=[ 　（(【]|$)")
#: 第１　目的 of a text without 条.
_OUTLINE = re.compile(rf"第(?P<n>{_NUM})(?=[ 　]+\S)")
_DIVISION = re.compile(rf"第\s?(?P<n>{_NUM})\s?(?P<k>[編章節款目])(?P<b>{_BRANCH})(?=[ 　（(]|$)")
_CAPTION = re.compile(
    r"[（(【〔]\s?(?P<c>[^（()）。]{1,80}(?:[（(][^（()）。]{1,40}[）)][^（()）。]{0,60})*)[）)】〕]"
)
_ANNEX = re.compile(
    rf"(?P<l>(?:別\s?表|別\s?記|別\s?紙|別図|別添|付表|附表|様式|別記様式|付録|別冊)"
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
    start: int  # behind an opening bracket


def number_of(main: str, branch: str) -> Number | None:
    """「三」「の二」 → 3_2; None when a part is no numeral."""
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


def skip(source: str, position: int, stop: int) -> int:
    """The first offset from ``position`` that is not a space."""
    while position < stop and source[position] in SPACES:
        position += 1
    return position


def _trim(source: str, start: int, stop: int) -> tuple[int, int]:
    """A range without the spaces at its ends."""
    start = skip(source, start, stop)
    while stop > start and source[stop - 1] in SPACES:
        stop -= 1
    return start, stop


def article(source: str, start: int, stop: int, expected: Number | None) -> Label | None:
    """第n条 at the head of a line, when it heads a provision and does not begin a sentence.

    A space, a caption in brackets or the line's end must follow; without any of them the number must
    be ``expected`` (the next one) and the sentence must not go on about the provision.
    """
    found = _ARTICLE.match(source, start, stop)
    if not found or found["n"] == "〇":
        blank = _BLANK_ARTICLE.match(source, start, stop)
        return Label(blank.end(), skip(source, blank.end(), stop), ()) if blank else None
    number = number_of(found["n"], found["b"])
    if number is None:
        return None
    if found["n2"]:
        upto = number_of(found["n2"], found["b2"])
        if upto:
            number = Number(number.parts, upto.parts)
    end = found.end()
    if end < stop:
        after = source[end]
        if (
            after not in SPACES
            and after not in "（(【"
            and (number != expected or after in SENTENCE)
        ):
            return None
        if after in "（(【":
            caption = _CAPTION.match(source, end, stop)
            if caption is None or (
                caption.end() < stop
                and source[caption.end()] not in SPACES
                and (number != expected or source[caption.end()] in SENTENCE)
            ):
                return None
    return Label(end, skip(source, end, stop), (("article", number),))


def outline(source: str, start: int, stop: int, expected: Number | None) -> Label | None:
    """第１ before a title, in texts that number without 条; only the next number counts."""
    found = _OUTLINE.match(source, start, stop)
    number = number_of(found["n"], "") if found else None
    if found is None or number is None or number != expected:
        return None
    return Label(found.end(), skip(source, found.end(), stop), (("outline", number),))


def division(source: str, start: int, stop: int) -> Division | None:
    """第n章 and its kin, alone or before a title."""
    found = _DIVISION.match(source, start, stop)
    if not found:
        return None
    number = number_of(found["n"], found["b"])
    if number is None:
        return None
    return Division(found.end(), skip(source, found.end(), stop), found["k"], number)


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
    """別表, 別記, 様式 … as a heading line (「別表に掲げる…」 is a sentence).

    In brackets (【別表】) the heading starts behind the first one.
    """
    if source[start] in "（(【〔[":
        if source[stop - 1] not in "）)】〕]":
            return None
        found = _ANNEX.match(source, start + 1, stop - 1)
        if not found or found["t"] or found["r"]:
            return None
        number = number_of(found["n"], found["b"] or "") if found["n"] else None
        return Heading(found.end("l"), None, stop, number, start + 1)
    found = _ANNEX.match(source, start, stop)
    if not found:
        return None
    rest = found["t"].strip()
    spaced = bool(found["s"]) or bool(found["r"]) or rest[:1] in ("：", ":")
    if rest and (not spaced or rest.endswith("。") or len(rest) > 60):
        return None
    number = number_of(found["n"], found["b"] or "") if found["n"] else None
    note = None
    if found["r"]:
        note = _trim(source, found.start("r") + 1, found.end("r") - 1)
    body = skip(source, found.start("t"), stop)
    if source[body : body + 1] in ("：", ":"):
        body = skip(source, body + 1, stop)
    return Heading(found.end("l"), note, body, number, start)


def supplement(source: str, start: int, stop: int) -> Heading | None:
    """附則, with the amending law and 抄 behind it."""
    found = _SUPPLEMENT.match(source, start, stop)
    if not found:
        return None
    note = _trim(source, found.start("r") + 1, found.end("r") - 1) if found["r"] else None
    return Heading(found.end("l"), note, found.start("x"), None, start)


def remarks(source: str, start: int, stop: int) -> Heading | None:
    """備考 alone or before its text."""
    found = _REMARKS.match(source, start, stop)
    if not found or (found.end() < stop and not found["s"]):
        return None
    return Heading(found.end("l"), None, found.end(), None, start)


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
