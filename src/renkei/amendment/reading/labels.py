"""Labels at the head of a line of new text: what they name and which number they say (番号の読取り)."""

from __future__ import annotations

import re

from renkei.instrument.model import Kind, Number
from renkei.units.numerals import (
    parse_aiueo,
    parse_arabic,
    parse_iroha,
    parse_kanji,
    parse_latin,
    parse_numeral,
    parse_roman,
)

_ARABIC = "[0-9０-９]+"
_KANJI = "[〇一二三四五六七八九十百千]+"
_ANY = f"(?:{_ARABIC}|{_KANJI})"
_UPTO = "(?:から|及び)"
_LETTERS = "[a-zA-Zａ-ｚＡ-Ｚ]+"
_INNER = f"(?:{_ARABIC}(?:の{_ARABIC})*|{_KANJI}(?:の{_KANJI})*|[ァ-ン]|{_LETTERS})"

ARTICLE = re.compile(f"第{_ANY}条(?:の{_ANY})*(?:{_UPTO}第{_ANY}条(?:の{_ANY})*(?:まで)?)?")
DIVISION = re.compile(
    f"第{_ANY}(?P<unit>[編章節款目])(?:の{_ANY})*(?:{_UPTO}第{_ANY}[編章節款目](?:の{_ANY})*(?:まで)?)?"
)
SUPPLEMENT = re.compile("[附付][ 　]?則")
ANNEX = re.compile(
    "(?:別表|別記様式|別記|別図|別紙|様式|付表|附表|付録|附録|書式|別添|別冊)"
    f"(?:第?{_ANY}(?:号(?:様式|書式)?)?(?:の{_ANY})*)?"
)
CONTENTS = re.compile("目　?次")
REMARKS = re.compile("備　?考")
ENUMERATOR = re.compile(
    f"{_ARABIC}(?:の{_ARABIC})*"
    f"|{_KANJI}(?:の{_KANJI})*(?:{_UPTO}{_KANJI}(?:の{_KANJI})*(?:まで)?)?"
    rf"|（{_INNER}）|\({_INNER}\)|[ァ-ン]|{_LETTERS}|[①-⑳㉑-㉟㊱-㊿⑴-⒇ⅰ-ⅻⅠ-Ⅻ]"
)
#: 「（２）の２」, 「⑹の２」 of real ordinances.
BRANCHED = re.compile(rf"(?:[（(]{_ANY}[）)]|[⑴-⒇])の{_ANY}")
#: 「２から４まで　削除」 of real texts, beside the enumerators above.
RANGE = re.compile(f"{_ARABIC}(?:の{_ARABIC})*{_UPTO}{_ARABIC}(?:の{_ARABIC})*(?:まで)?")
#: What numbers a paragraph where it stands at the beginning of the line.
PARAGRAPH = re.compile(f"{_ARABIC}(?:の{_ARABIC})*|[①-⑳㉑-㉟㊱-㊿]")

DIVISIONS = {
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
}


def label_number(label: str) -> Number | None:
    """All numerals of a label: 第三条の二 is 3_2, 第三条から第五条まで 3:5, 別表第一 1."""
    first, *rest = re.split(_UPTO, label)
    parts = _numerals(first)
    if not parts:
        return None
    upto = _numerals(rest[0]) if rest else ()
    if rest and not upto:
        return None
    return Number(parts, upto)


def _numerals(text: str) -> tuple[int, ...]:
    values = (parse_numeral(numeral) for numeral in re.findall(_ANY, text))
    return tuple(value for value in values if value is not None)


def readings(label: str) -> tuple[tuple[str, Number], ...]:
    """The numbers an enumerator can say, each with its series."""
    if BRANCHED.fullmatch(label):
        head, _, tail = label.partition("の")
        parts = (parse_numeral(head.strip("（()）")), parse_numeral(tail))
        return (("number", Number((parts[0] or 0, parts[1] or 0))),)
    bare = label[1:-1] if len(label) > 2 and label[0] in "（(" else label
    if parse_arabic(bare[0]) is not None or parse_kanji(bare[0]) is not None:
        number = label_number(bare)
        return (("number", number),) if number else ()
    value = parse_numeral(bare)
    if value is not None:
        return (("number", Number((value,))),)
    found = (
        ("aiueo", parse_aiueo(bare)),
        ("iroha", parse_iroha(bare)),
        ("latin", parse_latin(bare)),
        ("roman", parse_roman(bare)),
    )
    return tuple((series, Number((value,))) for series, value in found if value is not None)


def enumerated(
    label: str, before: Number | None, sibling: str, *, heads_list: bool, kanji: bool
) -> Number | None:
    """Which number a label says that has several readings (イ, i), by what stands before it.

    ``before`` is the number of the sibling before it, ``sibling`` the printed name of a sibling
    outside the block; ``heads_list``: it is the first below its parent.
    """
    found = readings(label)
    if len(found) < 2:
        return found[0][1] if found else None
    if before is not None:
        for _, number in found:
            if number.parts == (before.parts[-1] + 1,):
                return number
    elif sibling:
        above = dict(readings(sibling))
        for series, number in found:
            if series in above and number.parts == (above[series].parts[-1] + 1,):
                return number
    elif heads_list:
        for _, number in found:
            if number.parts == (1,):
                return number
    by_series = dict(found)
    if "iroha" in by_series:
        return by_series["iroha" if kanji or "aiueo" not in by_series else "aiueo"]
    first = label.strip("（()）")[0].lower()
    return by_series["roman" if first in "ivxｉｖｘ" and "roman" in by_series else "latin"]


def style_of(label: str) -> str:
    """The manner of a label, the same for all of one list: 一, イ, (1), (ア), ①, a."""
    bracketed = "(" if label[0] in "（(" else ""
    bare = label.strip("（()）")
    if parse_arabic(bare[0]) is not None:
        return bracketed + "1"
    if parse_kanji(bare[0]) is not None:
        return bracketed + "一"
    if "ァ" <= bare[0] <= "ン":
        return bracketed + "ア"
    if bare[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return "①"
    if "⑴" <= bare[0] <= "⒇":
        return "(1"
    if bare[0].lower() in "ivxｉｖｘ" and parse_roman(bare) is not None:
        return bracketed + "i"
    return bracketed + "a"
