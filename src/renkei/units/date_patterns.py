"""Patterns shared by the readers of dates and of fiscal years.

Every pattern works on the text as printed, in either width of digits and brackets, so that spans
need no translation. They are compiled on first use: most imports of this package read no date.
Runs of blanks are bounded, which keeps matching linear on hostile text.
"""

from __future__ import annotations

import re
from functools import cache

from renkei.units.numerals import parse_numeral
from renkei.units.wareki import Era

BLANK_SIGNS = "○〇●◯＿_"
"""What a form prints where a figure is to be filled in (besides spaces)."""

LAST = "末"
"""What stands for the day in 3月末日: the last of the month."""

S = r"[^\S\r\n]{0,12}"
D = "[0-9０-９]"
K = "[〇○◯●＿_零一二三四五六七八九十百]"
OPEN = "[(（]"
CLOSE = "[)）]"
ERA_YEAR = f"(?:元|{D}{{1,3}}(?!{D})|{K}{{1,5}})"
WESTERN = (
    rf"(?:(?<!{D})(?<!{D}[,，.．])(?:[1１][6-9６-９]|[2２]{D}){D}{D}(?!{D})"
    rf"|(?<!{K})[一二][〇○零一二三四五六七八九]{{3}}(?={S}年))"
)
# The first kanji alone names an era only in the short form 昭22・5・3.
ERA = (
    "(?:明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]"
    "|(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９])[MTSHRmtshrＭＴＳＨＲ](?=[0-9０-９元 \u3000])"
    rf"|[明大昭平令](?={ERA_YEAR}[-./－．／・]))"
)
# Inside brackets the neighbours are known, so the plainest forms do.
INNER_WESTERN = rf"(?:{D}{{4}}|{K}{{4}})"
INNER_ERA = "(?:明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿MTSHRmtshrＭＴＳＨＲ])"
FIRST_CHARACTER = "明大昭平令西㍾㍽㍼㍻㋿MTSHRmtshrＭＴＳＨＲ12１２一二"

_ERAS: dict[str, Era] = {
    name: era for era in Era for name in (era.kanji, era.kanji[0], era.letter, era.letter.lower())
} | dict(zip("㍾㍽㍼㍻㋿ＭＴＳＨＲ", (*Era, *Era), strict=True))


def era_named(printed: str) -> Era:
    """The era for a name, square sign, initial letter or first kanji as matched by ``ERA``."""
    return _ERAS[printed]


def is_blank(printed: str) -> bool:
    """Whether a component is left to be filled in: nothing, or only ○ or ＿."""
    return printed.strip(BLANK_SIGNS) == ""


def year_number(printed: str) -> int | None:
    """A printed year as a number; 元 is 1."""
    return 1 if printed == "元" else parse_numeral(printed)


@cache
def date_pattern() -> re.Pattern[str]:
    """One date in running text; the groups are those ``date_reading`` takes apart."""
    # An empty component counts as blank after a space, or where 年月日 stand together.
    year = rf"{ERA_YEAR}|(?<=[ \u3000])|(?=年{S}月{S}日)"
    month = rf"{D}{{1,2}}|{K}{{1,3}}|(?<=[ \u3000])|(?=月{S}日)"
    day = rf"{LAST}|{D}{{1,2}}|{K}{{1,4}}|(?<=[ \u3000])|(?<=月)"
    beside = (
        rf"(?:西暦)?(?P<beside>{INNER_WESTERN})"
        rf"|(?P<beside_era>{INNER_ERA}){S}(?P<beside_year>{ERA_YEAR})"
    )
    # 年度 is a fiscal year, 年代 a decade, 年間 a length of time.
    named = (
        rf"(?:(?:年{S})?{OPEN}{S}(?:{beside}){S}年?{S}{CLOSE}{S}(?:年(?![度代])|(?![年度]))"
        r"|年(?![度代間]))"
        # 「月額」「日本」 after a gap are words, not a gap to be filled in.
        rf"(?:{S}(?P<month>{month}){S}月(?![額給曜次間刊])"
        rf"(?:{S}(?P<day>{day}){S}日(?![本程数常額曜間]))?)?"
    )
    short = (
        rf"(?P<sep>[-./－．／・]){S}(?P<short_month>{D}{{1,2}}|{K}{{1,3}})(?P=sep){S}"
        rf"(?P<short_day>{D}{{1,2}}|{K}{{1,4}})(?!{D}|(?P=sep){D})"
    )
    return re.compile(
        rf"(?=[{FIRST_CHARACTER}])"
        rf"(?:(?P<era>{ERA}){S}(?P<year>{year})|(?:西暦{S})?(?P<western>{WESTERN})){S}"
        rf"(?:{named}|{short})"
    )


@cache
def fiscal_end_pattern() -> re.Pattern[str]:
    """The end of a fiscal year in running text: 令和2年度末, 平成31年度（2019年度）末日."""
    # Within a word (年度末尾, 年度末試験) it is no day.
    return re.compile(rf"(?:{fiscal_pattern().pattern}){S}末(?:日|(?![一-龠々]))")


@cache
def year_month_pattern() -> re.Pattern[str]:
    """A year and month with a separator (H31.4, 2019-03): only when it is the whole text."""
    return re.compile(
        rf"(?:(?P<era>{INNER_ERA}){S}(?P<year>{ERA_YEAR})|(?P<western>{D}{{4}}))"
        rf"[-./－．／](?P<month>{D}{{1,2}})"
    )


@cache
def fiscal_pattern() -> re.Pattern[str]:
    """One fiscal year in running text."""

    def beside(name: str) -> str:
        return (
            rf"{OPEN}{S}(?:(?:西暦)?(?P<western_{name}>{INNER_WESTERN})"
            rf"|(?P<era_{name}>{INNER_ERA}){S}(?P<year_{name}>{ERA_YEAR})){S}"
        )

    return re.compile(
        rf"(?=[{FIRST_CHARACTER}])"
        rf"(?:(?P<era>{ERA}){S}(?P<year>{ERA_YEAR})|(?:西暦{S})?(?P<western>{WESTERN})){S}"
        rf"(?:(?:年{S})?{beside('in')}年?{S}{CLOSE}{S})?年{S}度"
        rf"(?:{S}{beside('behind')}年度{S}{CLOSE})?"
    )
