"""The Japanese calendar (和暦): eras by the day, and dates written in them.

Convention. An era begins on the day of its proclamation as reckoned for law: 大正 1912-07-30,
昭和 1926-12-25, 平成 1989-01-08 (昭和64年政令第1号), 令和 2019-05-01 (平成31年政令第143号). The two
older changes took effect within the day, so that day carries both names: 大正15年12月25日 and
昭和元年12月25日 are both correct, and a date is written with the newer one.

明治 begins on 1868-01-25, the Gregorian day of 明治元年1月1日, to which the era was carried back.
Before 明治6年 (1873-01-01) Japan used a lunisolar calendar; months and days here are Gregorian
throughout, so a date printed in a document of 1868 to 1872 is not the day this module computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from renkei.units.errors import UnitError
from renkei.units.numerals import digits_to_fullwidth, to_kanji


class Era(IntEnum):
    """An era (元号), ordered by time."""

    MEIJI = 1
    TAISHO = 2
    SHOWA = 3
    HEISEI = 4
    REIWA = 5

    @property
    def kanji(self) -> str:
        """The name as printed: 平成."""
        return _KANJI[self - 1]

    @property
    def letter(self) -> str:
        """The initial used in short dates: H."""
        return "MTSHR"[self - 1]

    @property
    def start(self) -> date:
        """The first day."""
        return _STARTS[self - 1]

    @property
    def end(self) -> date | None:
        """The last day that may carry the name; ``None`` while the era lasts.

        For 明治 and 大正 this is also the first day of the next era (see the module).
        """
        return _ENDS[self - 1]

    def western_year(self, year: int) -> int:
        """The western year in which the given year of this era falls: 平成31 → 2019."""
        return self.start.year + year - 1

    def era_year(self, western_year: int) -> int:
        """The year of this era for a western year; zero or less before the era."""
        return western_year - self.start.year + 1

    @classmethod
    def of(cls, day: date) -> Era:
        """The era of a day; raises ``UnitError`` before 1868-01-25."""
        for era in reversed(cls):
            if day >= era.start:
                return era
        raise UnitError(
            f"{day.isoformat()} は明治より前の日です。和暦では表せません。",
            f"{day.isoformat()} is before the Meiji era and has no date in this calendar.",
            day.isoformat(),
        )


_KANJI = ("明治", "大正", "昭和", "平成", "令和")
_STARTS = (
    date(1868, 1, 25),
    date(1912, 7, 30),
    date(1926, 12, 25),
    date(1989, 1, 8),
    date(2019, 5, 1),
)
_ENDS = (date(1912, 7, 30), date(1926, 12, 25), date(1989, 1, 7), date(2019, 4, 30), None)


class DateStyle(Enum):
    """How a date is written out."""

    ERA = "era"  # 平成31年3月29日
    BOTH = "both"  # 平成31年（2019年）3月29日
    KANJI = "kanji"  # 平成三十一年三月二十九日
    WESTERN = "western"  # 2019年3月29日
    SHORT = "short"  # H31.3.29


class DigitWidth(Enum):
    """Width of arabic digits in written dates, years and amounts."""

    HALF = "half"
    FULL = "full"


@dataclass(frozen=True, slots=True, order=True)
class Wareki:
    """A day that exists, named in its era: ``Wareki(Era.HEISEI, 31, 3, 29)``.

    A date outside its era (平成32年4月1日) is refused with ``UnitError``: it may stand in an old
    paper, where ``read_date`` reads and flags it, but nothing new is written with it.
    """

    era: Era
    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        printed = f"{self.era.kanji}{self.year}年{self.month}月{self.day}日"
        try:
            day = date(self.era.western_year(self.year), self.month, self.day)
        except (ValueError, TypeError, OverflowError):
            day = None
        if day is None or self.year < 1:
            raise UnitError(
                f"{printed} は暦にない日です。年月日を確かめてください。",
                f"{printed} is not a day of the calendar; check year, month and day.",
                printed,
            )
        end = self.era.end
        if day < self.era.start or (end is not None and day > end):
            raise UnitError(
                f"{printed} は{self.era.kanji}の期間にありません（西暦では{day.isoformat()}）。"
                "元号と年を確かめてください。",
                f"{printed} lies outside the era {self.era.name.title()}"
                f" (it would be {day.isoformat()}); check era and year.",
                printed,
            )

    @classmethod
    def of(cls, day: date) -> Wareki:
        """Name a day; raises ``UnitError`` before 1868-01-25."""
        era = Era.of(day)
        return cls(era, era.era_year(day.year), day.month, day.day)

    def to_date(self) -> date:
        """The same day in the western calendar."""
        return date(self.era.western_year(self.year), self.month, self.day)

    def format(self, style: DateStyle = DateStyle.ERA, width: DigitWidth = DigitWidth.HALF) -> str:
        """Write the date. The first year is 元年 except in the short form (R1.5.1)."""
        western = self.era.western_year(self.year)
        rest = f"{self.month}月{self.day}日"
        if style is DateStyle.KANJI:
            year = "元" if self.year == 1 else to_kanji(self.year)
            return f"{self.era.kanji}{year}年{to_kanji(self.month)}月{to_kanji(self.day)}日"
        if style is DateStyle.WESTERN:
            written = f"{western}年{rest}"
        elif style is DateStyle.SHORT:
            written = f"{self.era.letter}{self.year}.{self.month}.{self.day}"
        elif style is DateStyle.BOTH:
            written = f"{era_year_text(self.era, self.year)}年（{western}年）{rest}"
        else:
            written = f"{era_year_text(self.era, self.year)}年{rest}"
        return digits_to_fullwidth(written) if width is DigitWidth.FULL else written

    def __str__(self) -> str:
        return self.format()


def era_year_text(era: Era, year: int) -> str:
    """An era and its year without 年: 平成31, 令和元."""
    return f"{era.kanji}{'元' if year == 1 else year}"


def format_date(
    day: date, style: DateStyle = DateStyle.ERA, width: DigitWidth = DigitWidth.HALF
) -> str:
    """Write a western date in any style; days before 明治 only as ``DateStyle.WESTERN``."""
    if style is DateStyle.WESTERN and day < _STARTS[0]:
        written = f"{day.year}年{day.month}月{day.day}日"
        return digits_to_fullwidth(written) if width is DigitWidth.FULL else written
    return Wareki.of(day).format(style, width)
