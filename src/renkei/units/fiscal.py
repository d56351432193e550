"""The fiscal year of local government (会計年度).

It runs from 1 April to 31 March (地方自治法第208条第1項) and its accounts close on 31 May after it
(出納閉鎖, 第235条の5). It is named after the year of its 1 April: 平成31年度 is 2019-04-01 to
2020-03-31, of which the greater part lay in 令和元年, so that both names are in use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import overload

from renkei.units.date_patterns import era_named, fiscal_pattern, is_blank, year_number
from renkei.units.date_reading import DateFlag
from renkei.units.errors import UnitError
from renkei.units.numerals import digits_to_fullwidth
from renkei.units.wareki import DigitWidth, Era, era_year_text


class FiscalStyle(Enum):
    """How a fiscal year is written; 2019 as example."""

    APRIL = "april"  # 平成31年度: the era of 1 April
    NEW_ERA = "new-era"  # 令和元年度: the era that began within its calendar year, if any
    BOTH_ERAS = "both-eras"  # 平成31年度（令和元年度）
    WESTERN = "western"  # 2019年度
    BOTH = "both"  # 平成31年度（2019年度）
    SHORT = "short"  # H31年度


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A fiscal year by the western year of its 1 April: ``FiscalYear(2019)``.

    ``+`` and ``-`` take a number of years; the difference of two fiscal years is a number.
    """

    year: int

    def __post_init__(self) -> None:
        # True is an int to Python, and no year.
        if type(self.year) is not int or not 1868 <= self.year <= 9998:
            raise UnitError(
                f"年度は4月1日の属する西暦年（1868以上の整数）で指定してください（{self.year!r}）。",
                f"Give the western year of 1 April, a whole number from 1868 (got {self.year!r}).",
                self.year,
            )

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        """The fiscal year a day belongs to: 2019-03-29 → 2018."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def end(self) -> date:
        """31 March of the next calendar year."""
        return date(self.year + 1, 3, 31)

    @property
    def closing(self) -> date:
        """31 May after the year: the last day to receive and pay for it (出納閉鎖)."""
        return date(self.year + 1, 5, 31)

    def contains(self, day: date) -> bool:
        """Whether the day lies in this fiscal year."""
        return self.start <= day <= self.end

    def __contains__(self, day: date) -> bool:
        return self.contains(day)

    def __add__(self, years: int) -> FiscalYear:
        if isinstance(years, bool) or not isinstance(years, int):
            return NotImplemented
        return FiscalYear(self.year + years)

    @overload
    def __sub__(self, other: FiscalYear) -> int: ...
    @overload
    def __sub__(self, other: int) -> FiscalYear: ...
    def __sub__(self, other: FiscalYear | int) -> FiscalYear | int:
        if isinstance(other, FiscalYear):
            return self.year - other.year
        if isinstance(other, bool) or not isinstance(other, int):
            return NotImplemented
        return FiscalYear(self.year - other)

    @property
    def era(self) -> Era:
        """The era of 1 April."""
        return Era.of(self.start)

    @property
    def era_year(self) -> int:
        """The year of that era."""
        return self.era.era_year(self.year)

    @property
    def new_era(self) -> Era | None:
        """The era that began after 1 April of the same calendar year: 令和 for 2019.

        An era that begins from January to March (平成, on 8 January) gives its first fiscal year
        to the following April and no second name to the running one.
        """
        for era in Era:
            if era.start.year == self.year and era.start > self.start:
                return era
        return None

    def label(
        self, style: FiscalStyle = FiscalStyle.APRIL, width: DigitWidth = DigitWidth.HALF
    ) -> str:
        """Write the fiscal year; by default in the era of 1 April: 平成31年度, 令和7年度."""
        april = f"{era_year_text(self.era, self.era_year)}年度"
        new = f"{era_year_text(self.new_era, 1)}年度" if self.new_era else ""
        written = {
            FiscalStyle.APRIL: april,
            FiscalStyle.NEW_ERA: new or april,
            FiscalStyle.BOTH_ERAS: f"{april}（{new}）" if new else april,
            FiscalStyle.WESTERN: f"{self.year}年度",
            FiscalStyle.BOTH: f"{april}（{self.year}年度）",
            FiscalStyle.SHORT: f"{self.era.letter}{self.era_year}年度",
        }[style]
        return digits_to_fullwidth(written) if width is DigitWidth.FULL else written

    def __str__(self) -> str:
        return self.label()


@dataclass(frozen=True, slots=True)
class FiscalReading:
    """One fiscal year found in text; ``None`` as fiscal year when no such year is possible.

    ``era`` and ``era_year`` are the first era printed, ``western_year`` the western year printed.
    If the calendars disagree the era decides, as in ``DateReading``.
    """

    text: str
    span: tuple[int, int]
    fiscal_year: FiscalYear | None
    era: Era | None
    era_year: int | None
    western_year: int | None
    flags: tuple[DateFlag, ...] = ()


def find_fiscal_years(text: str) -> list[FiscalReading]:
    """Every fiscal year in running text: 令和7年度, R7年度, 2025年度, 平成31年度（2019年度）."""
    return [_reading(match) for match in fiscal_pattern().finditer(text)]


def read_fiscal_year(text: str) -> FiscalReading | None:
    """Read text that is one fiscal year and nothing else (spaces around it aside), or ``None``."""
    start = len(text) - len(text.lstrip())
    match = fiscal_pattern().fullmatch(text, start, len(text.rstrip()))
    return None if match is None else _reading(match)


def _reading(match: re.Match[str]) -> FiscalReading:
    part = match.groupdict()
    flags: list[DateFlag] = []
    eras: list[tuple[Era, int | None]] = []
    westerns: list[int | None] = []
    for suffix in ("", "_in", "_behind"):
        if part["era" + suffix]:
            printed = part["year" + suffix]
            number = year_number(printed)
            if number is None:
                flags.append(DateFlag.BLANK if is_blank(printed) else DateFlag.NO_SUCH_DAY)
            elif is_blank(printed):  # 〇 alone stands for a figure to be filled in
                number = None
                flags.append(DateFlag.BLANK)
            eras.append((era_named(part["era" + suffix]), number))
        if part["western" + suffix]:
            westerns.append(year_number(part["western" + suffix]))
    years = [era.western_year(n) for era, n in eras if n is not None]
    western = westerns[0] if westerns else None
    year = years[0] if years else western
    fiscal = None
    if year is not None and 1868 <= year <= 9998 and (not eras or eras[0][1] != 0):
        fiscal = FiscalYear(year)
        if eras and eras[0][1] is not None:
            flags.extend(_era_flags(eras[0][0], fiscal))
    elif year is not None:
        flags.append(DateFlag.NO_SUCH_DAY)
    if len(set(years)) > 1:
        flags.append(DateFlag.ERA_YEAR_DISAGREES)
    if any(w != year for w in westerns):
        flags.append(DateFlag.WESTERN_YEAR_DISAGREES)
    era, era_year = eras[0] if eras else (None, None)
    return FiscalReading(
        text=match.group(),
        span=match.span(),
        fiscal_year=fiscal,
        era=era,
        era_year=era_year,
        western_year=western,
        flags=tuple(dict.fromkeys(flags)),
    )


def _era_flags(era: Era, fiscal: FiscalYear) -> tuple[DateFlag, ...]:
    # 令和元年度 began before 令和 did and is a name in use; 昭和64年度 never came to be.
    if era in (fiscal.era, fiscal.new_era):
        return ()
    return (DateFlag.ERA_PAST_END if era < fiscal.era else DateFlag.ERA_BEFORE_START,)
