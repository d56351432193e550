"""Reading dates as they are printed (日付の読み取り).

Old papers hold dates that never came to be: plans written before 2019 name 平成32年, tables say
2020(H32), drafts say 平成　年　月　日. Such dates are read as meant and flagged; nothing is
corrected and nothing raises. 「同年」 and a bare 「4月1日」 need their surroundings and are not
read here.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from enum import Enum

from renkei.units.date_patterns import (
    LAST,
    date_pattern,
    era_named,
    fiscal_end_pattern,
    is_blank,
    year_month_pattern,
    year_number,
)
from renkei.units.wareki import Era, Wareki


class DateFlag(Enum):
    """What is remarkable about a printed date or fiscal year."""

    ERA_PAST_END = "era-past-end"  # 平成32年4月1日, 平成31年5月1日
    ERA_BEFORE_START = "era-before-start"  # 令和元年4月30日
    WESTERN_YEAR_DISAGREES = "western-year-disagrees"  # 平成31年（2018年）
    ERA_YEAR_DISAGREES = "era-year-disagrees"  # two eras side by side that differ
    NO_SUCH_DAY = "no-such-day"  # 2月30日, 13月, 令和0年
    BLANK = "blank"  # 平成　年　月　日


class Precision(Enum):
    """How much of a date is printed and filled in."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DateReading:
    """One date found in text.

    ``span`` is the half-open range of characters in the text that was searched. ``era`` and
    ``era_year`` are as printed; ``western_year`` is the western year printed, alone or beside the
    era. ``month`` and ``day`` are ``None`` when not printed or left blank. ``date`` is the day
    meant, ``None`` unless all three parts are there and the day exists. If both calendars are
    printed and disagree, ``date`` follows the era, which is the official reckoning. 3月末日 is the
    last day of the month; 令和2年度末 is 31 March of the year after, ``era_year`` 2 as printed.
    """

    text: str
    span: tuple[int, int]
    date: datetime.date | None
    era: Era | None
    era_year: int | None
    western_year: int | None
    month: int | None
    day: int | None
    flags: tuple[DateFlag, ...] = ()

    @property
    def year(self) -> int | None:
        """The western year meant, from the era if one is printed."""
        if self.date is not None:  # 令和2年度末 lies in the year after the one printed
            return self.date.year
        if self.era is not None and self.era_year is not None:
            return self.era.western_year(self.era_year)
        return self.western_year

    @property
    def precision(self) -> Precision:
        """How much of the date is filled in."""
        if self.year is None:
            return Precision.NONE
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day the reading covers: one day, a month or a year."""
        return _period(self.year, self.month, self.day)

    @property
    def wareki(self) -> Wareki | None:
        """The day meant in the era that is right for it, whatever was printed."""
        if self.date is None or self.date < Era.MEIJI.start:
            return None
        return Wareki.of(self.date)


def find_dates(text: str) -> list[DateReading]:
    """Every date in running text, in order, without overlaps.

    Read are 平成31年3月29日, 平成31年（2019年）3月29日, 平成31（2019）年, 2019年（平成31年）3月,
    昭和二十二年, 2020(H32), H31.4.1, 昭22・5・3, 2019-03-29, year and month, year alone, blanks to
    be filled in, 3月末日 and 令和2年度末. 年度 alone belongs to ``find_fiscal_years``.
    """
    found = [_reading(m) for m in date_pattern().finditer(text)]
    if "度" in text:  # the two never overlap: 年度 is no part of a date
        found += [_fiscal_end(m) for m in fiscal_end_pattern().finditer(text)]
        found.sort(key=lambda reading: reading.span)
    return found


def read_date(text: str) -> DateReading | None:
    """Read text that is one date and nothing else (spaces around it aside), or ``None``.

    Also admits what would be a guess in running text: H31.4 and 2019-03.
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    match = date_pattern().fullmatch(text, start, end)
    if match is not None:
        return _reading(match)
    match = fiscal_end_pattern().fullmatch(text, start, end)
    if match is not None:
        return _fiscal_end(match)
    match = year_month_pattern().fullmatch(text, start, end)
    if match is None:
        return None
    return _resolve(match, match["era"], match["year"], match["western"], match["month"], None)


def _reading(match: re.Match[str]) -> DateReading:
    part = match.groupdict()
    month, day = part["month"], part["day"]
    if part["sep"] is not None:
        month, day = part["short_month"], part["short_day"]
    era, year = part["era"], part["year"]
    western = part["western"] or part["beside"]
    beside_era, beside_year = part["beside_era"], part["beside_year"]
    if era is None:
        return _resolve(match, beside_era, beside_year, western, month, day)
    reading = _resolve(match, era, year, western, month, day)
    if beside_era is None:
        return reading
    # 平成31年（令和元年）5月1日: whichever era fits the day is meant.
    other = _resolve(match, beside_era, beside_year, western, month, day)
    if reading.year != other.year:
        return replace(reading, flags=(*reading.flags, DateFlag.ERA_YEAR_DISAGREES))
    return other if reading.flags and not other.flags else reading


def _fiscal_end(match: re.Match[str]) -> DateReading:
    """31 March of a fiscal year. What is wrong with the year itself, ``find_fiscal_years`` flags."""
    from renkei.units.fiscal import read_fiscal_year  # built on this module

    year = read_fiscal_year(match.group()[: match.group().rindex(LAST)])
    fiscal = year.fiscal_year if year is not None else None
    return DateReading(
        text=match.group(),
        span=match.span(),
        date=fiscal.end if fiscal is not None else None,
        era=year.era if year is not None else None,
        era_year=year.era_year if year is not None else None,
        western_year=year.western_year if year is not None else None,
        month=3,
        day=31,
    )


def _resolve(
    match: re.Match[str],
    era_text: str | None,
    year_text: str | None,
    western_text: str | None,
    month_text: str | None,
    day_text: str | None,
) -> DateReading:
    """Turn printed components into a reading; ``None`` is not printed, blank text is blank."""
    flags: list[DateFlag] = []
    era = era_named(era_text) if era_text else None
    numbers: list[int | None] = []
    unreadable = False
    to_last = day_text == LAST
    for text in (year_text, month_text, None if to_last else day_text):
        if text is None:
            numbers.append(None)
        elif is_blank(text):
            numbers.append(None)
            _add(flags, DateFlag.BLANK)
        else:
            number = year_number(text)
            unreadable = unreadable or number is None
            numbers.append(number)
    era_year, month, day = numbers
    western = year_number(western_text) if western_text else None
    year = western if era is None or era_year is None else era.western_year(era_year)
    if to_last and year is not None and month is not None and 1 <= month <= 12:
        day = _days_in(year, month)
    period = None if unreadable else _period(year, month, day)
    if era_year == 0 or unreadable or (year is not None and period is None):
        _add(flags, DateFlag.NO_SUCH_DAY)
    elif era is not None and era_year is not None and period is not None:
        flags.extend(era_flags(era, period))
    if western is not None and year is not None and western != year:
        _add(flags, DateFlag.WESTERN_YEAR_DISAGREES)
    complete = month is not None and day is not None and DateFlag.NO_SUCH_DAY not in flags
    return DateReading(
        text=match.group(),
        span=match.span(),
        date=period[0] if complete and period is not None else None,
        era=era,
        era_year=era_year,
        western_year=western,
        month=month,
        day=day,
        flags=tuple(flags),
    )


def era_flags(era: Era, period: tuple[datetime.date, datetime.date]) -> tuple[DateFlag, ...]:
    """Whether a day, month or year printed in an era lies wholly outside that era."""
    if period[1] < era.start:
        return (DateFlag.ERA_BEFORE_START,)
    if era.end is not None and period[0] > era.end:
        return (DateFlag.ERA_PAST_END,)
    return ()


def _add(flags: list[DateFlag], flag: DateFlag) -> None:
    if flag not in flags:
        flags.append(flag)


def _period(
    year: int | None, month: int | None, day: int | None
) -> tuple[datetime.date, datetime.date] | None:
    """First and last day covered, or ``None`` without a year or for a day that does not exist."""
    if year is None or not 1 <= year <= 9999:
        return None
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    last = _days_in(year, month)
    if day is None:
        return datetime.date(year, month, 1), datetime.date(year, month, last)
    if not 1 <= day <= last:
        return None
    return datetime.date(year, month, day), datetime.date(year, month, day)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
