"""What a printed label says by itself, for the writer's own check of a line (番号の見え方)."""

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

_D = "[0-9０-９]+"
_K = "[〇一二三四五六七八九十百千]+"
_N = f"(?:{_D}|{_K})"
_TO = "(?:から|及び)"

ARTICLE = re.compile(f"第{_N}条(?:の{_N})*(?:{_TO}第{_N}条(?:の{_N})*(?:まで)?)?")
DIVISION = re.compile(
    f"第{_N}(?P<k>[編章節款目])(?:の{_N})*(?:{_TO}第{_N}[編章節款目](?:の{_N})*(?:まで)?)?"
)
SUPPLEMENT = re.compile("[附付][ 　]?則")
ANNEX = re.compile(
    "(?:別表|別記様式|別記|別図|別紙|様式|付表|附表|付録|附録|書式|別添|別冊)"
    f"(?:第?{_N}(?:号(?:様式|書式)?)?(?:の{_N})*)?"
)
TOC = re.compile("目　?次")
REMARKS = re.compile("備　?考")
ENUMERATOR = re.compile(
    f"{_D}(?:の{_D})*|{_K}(?:の{_K})*(?:{_TO}{_K}(?:の{_K})*(?:まで)?)?"
    f"|（(?:{_D}(?:の{_D})*|{_K}(?:の{_K})*|[ァ-ン]|[a-zA-Zａ-ｚＡ-Ｚ]+)）"
    rf"|\((?:{_D}(?:の{_D})*|{_K}(?:の{_K})*|[ァ-ン]|[a-zA-Zａ-ｚＡ-Ｚ]+)\)"
    "|[ァ-ン]|[a-zA-Zａ-ｚＡ-Ｚ]+|[①-⑳㉑-㉟㊱-㊿⑴-⒇ⅰ-ⅻⅠ-Ⅻ]"
)
#: Enumerators of paragraphs, when they stand at the beginning of the line.
PARAGRAPH = re.compile(f"{_D}(?:の{_D})*|[①-⑳㉑-㉟㊱-㊿]")

DIVISIONS = {
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
}
_NUMERAL = re.compile(_N)
_SPLIT = re.compile(_TO)


def number_of(label: str) -> Number | None:
    """All numerals of a label: 第三条の二 3_2, 第三条から第五条まで 3:5, 別表第一 1."""
    halves = _SPLIT.split(label)
    found = []
    for half in halves[:2]:
        parts = tuple(
            value
            for numeral in _NUMERAL.findall(half)
            if (value := parse_numeral(numeral)) is not None
        )
        if not parts:
            return None
        found.append(parts)
    return Number(found[0], found[1]) if len(found) > 1 else Number(found[0])


def series(label: str) -> dict[str, Number]:
    """Every number an enumerator may say, by the series it would stand in."""
    inner = label[1:-1] if label[:1] in "（(" and len(label) > 2 else label
    if parse_arabic(inner[:1]) is not None or parse_kanji(inner[:1]) is not None:
        number = number_of(inner)
        return {"number": number} if number else {}
    if (value := parse_numeral(inner)) is not None:
        return {"number": Number((value,))}
    found = {
        "aiueo": parse_aiueo(inner),
        "iroha": parse_iroha(inner),
        "latin": parse_latin(inner),
        "roman": parse_roman(inner),
    }
    return {name: Number((value,)) for name, value in found.items() if value is not None}


def choose(
    label: str, before: Number | None, sibling: str, *, first_below: bool, kanji: bool
) -> Number | None:
    """The number of an enumerator among its neighbours, as the definition of blocks says."""
    found = series(label)
    if len(found) < 2:
        return next(iter(found.values()), None)
    if before is not None:
        for number in found.values():
            if number.parts == (before.parts[-1] + 1,):
                return number
    elif sibling:
        above = series(sibling)
        for name, number in found.items():
            if name in above and number.parts[0] == above[name].parts[-1] + 1:
                return number
    elif first_below:
        for number in found.values():
            if number.parts == (1,):
                return number
    if "iroha" in found:
        return found["iroha" if kanji or "aiueo" not in found else "aiueo"]
    return found["roman" if label.strip("（()）").lower()[0] in "ivxｉｖｘ" else "latin"]
