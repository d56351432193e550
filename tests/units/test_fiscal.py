"""The fiscal year of local government."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.units import (
    DateFlag,
    DigitWidth,
    Era,
    FiscalStyle,
    FiscalYear,
    UnitError,
    find_fiscal_years,
    read_fiscal_year,
)

FISCAL_YEARS = st.integers(1868, 2400).map(FiscalYear)


def test_the_agreement_was_signed_in_one_fiscal_year_and_took_effect_in_the_next() -> None:
    assert FiscalYear.of(date(2019, 3, 29)) == FiscalYear(2018)
    assert FiscalYear.of(date(2019, 4, 1)) == FiscalYear(2019)


def test_a_year_runs_from_april_to_march_and_its_accounts_close_in_may() -> None:
    year = FiscalYear(2019)
    assert (year.start, year.end) == (date(2019, 4, 1), date(2020, 3, 31))
    assert year.closing == date(2020, 5, 31)
    assert year.contains(date(2020, 3, 31))
    assert date(2020, 4, 1) not in year


def test_the_year_of_two_eras_may_bear_either_name() -> None:
    year = FiscalYear(2019)
    assert year.label() == str(year) == "平成31年度"
    assert year.label(FiscalStyle.NEW_ERA) == "令和元年度"
    assert year.label(FiscalStyle.BOTH_ERAS) == "平成31年度（令和元年度）"
    assert year.label(FiscalStyle.WESTERN) == "2019年度"
    assert year.label(FiscalStyle.BOTH) == "平成31年度（2019年度）"
    assert year.label(FiscalStyle.SHORT) == "H31年度"
    assert year.label(width=DigitWidth.FULL) == "平成３１年度"


def test_an_ordinary_year_has_one_name_in_either_style() -> None:
    year = FiscalYear(2025)
    assert year.label() == year.label(FiscalStyle.NEW_ERA) == "令和7年度"
    assert year.label(FiscalStyle.BOTH_ERAS) == "令和7年度"


def test_heisei_began_in_january_and_gave_its_first_year_to_april() -> None:
    assert FiscalYear.of(date(1989, 1, 8)).label(FiscalStyle.NEW_ERA) == "昭和63年度"
    assert FiscalYear(1989).label(FiscalStyle.BOTH_ERAS) == "平成元年度"


@pytest.mark.parametrize(
    ("printed", "year", "flags"),
    [
        ("令和7年度", 2025, ()),
        ("令和７年度", 2025, ()),
        ("令和七年度", 2025, ()),
        ("R7年度", 2025, ()),
        ("2025年度", 2025, ()),
        ("令和元年度", 2019, ()),
        ("平成31年度", 2019, ()),
        ("平成31年度（2019年度）", 2019, ()),
        ("平成31（2019）年度", 2019, ()),
        ("平成31（令和元）年度", 2019, ()),
        ("2018（平成30）年度", 2018, ()),
        ("平成32年度", 2020, (DateFlag.ERA_PAST_END,)),
        ("2020(H32)年度", 2020, (DateFlag.ERA_PAST_END,)),
        ("昭和64年度", 1989, (DateFlag.ERA_PAST_END,)),
        ("平成31年度（2018年度）", 2019, (DateFlag.WESTERN_YEAR_DISAGREES,)),
        ("平成31（令和2）年度", 2019, (DateFlag.ERA_YEAR_DISAGREES,)),
        ("令和　7　年度", 2025, ()),
        ("令和〇年度", None, (DateFlag.BLANK,)),
        ("令和0年度", None, (DateFlag.NO_SUCH_DAY,)),
    ],
)
def test_a_fiscal_year_is_read_however_it_is_printed(
    printed: str, year: int | None, flags: tuple[DateFlag, ...]
) -> None:
    reading = read_fiscal_year(printed)
    assert reading is not None
    assert reading.fiscal_year == (None if year is None else FiscalYear(year))
    assert reading.flags == flags


def test_fiscal_years_are_found_in_running_text_and_plain_years_are_not() -> None:
    text = "令和6年度から令和10年度まで（平成31年4月1日施行、2025年）"
    found = find_fiscal_years(text)
    assert [(r.text, r.era_year) for r in found] == [("令和6年度", 6), ("令和10年度", 10)]
    assert [text[slice(*r.span)] for r in found] == [r.text for r in found]
    assert found[0].era is Era.REIWA
    assert read_fiscal_year("令和7年") is None


def test_years_are_counted_and_compared() -> None:
    year = FiscalYear(2024)
    assert year + 5 == FiscalYear(2029)
    assert year - 1 < year
    assert FiscalYear(2029) - year == 5
    assert sorted([year + 1, year]) == [year, year + 1]
    with pytest.raises(TypeError):
        year + 0.5  # type: ignore[operator]
    with pytest.raises(TypeError):
        year - 0.5  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [31, 2019.0, "2019", True, 9999, None])
def test_a_fiscal_year_is_made_from_a_western_year_only(wrong: object) -> None:
    with pytest.raises(UnitError, match="西暦"):
        FiscalYear(wrong)  # type: ignore[arg-type]


@given(FISCAL_YEARS, st.sampled_from(FiscalStyle), st.sampled_from(DigitWidth))
def test_every_fiscal_year_written_is_read_back_without_remark(
    year: FiscalYear, style: FiscalStyle, width: DigitWidth
) -> None:
    reading = read_fiscal_year(year.label(style, width))
    assert reading is not None
    assert (reading.fiscal_year, reading.flags) == (year, ())


@given(st.dates(date(1868, 4, 1), date(2400, 12, 31)))
def test_every_day_belongs_to_exactly_one_fiscal_year(day: date) -> None:
    year = FiscalYear.of(day)
    assert day in year
    assert day not in year - 1 if year.year > 1868 else True
    assert day not in year + 1
