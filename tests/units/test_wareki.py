"""Eras by the day, and dates written in them."""

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.units import (
    DateStyle,
    DigitWidth,
    Era,
    UnitError,
    Wareki,
    format_date,
    read_date,
)

SIGNED = date(2019, 3, 29)


@pytest.mark.parametrize(
    ("day", "era", "year"),
    [
        (date(1868, 1, 25), Era.MEIJI, 1),
        (date(1912, 7, 29), Era.MEIJI, 45),
        (date(1912, 7, 30), Era.TAISHO, 1),
        (date(1926, 12, 24), Era.TAISHO, 15),
        (date(1926, 12, 25), Era.SHOWA, 1),
        (date(1989, 1, 7), Era.SHOWA, 64),
        (date(1989, 1, 8), Era.HEISEI, 1),
        (date(2019, 4, 30), Era.HEISEI, 31),
        (date(2019, 5, 1), Era.REIWA, 1),
    ],
)
def test_an_era_changes_on_its_day(day: date, era: Era, year: int) -> None:
    assert Wareki.of(day) == Wareki(era, year, day.month, day.day)


def test_the_signing_day_in_every_style() -> None:
    assert format_date(SIGNED) == "平成31年3月29日"
    assert format_date(SIGNED, DateStyle.BOTH) == "平成31年（2019年）3月29日"
    assert format_date(SIGNED, DateStyle.KANJI) == "平成三十一年三月二十九日"
    assert format_date(SIGNED, DateStyle.WESTERN) == "2019年3月29日"
    assert format_date(SIGNED, DateStyle.SHORT) == "H31.3.29"
    assert format_date(SIGNED, width=DigitWidth.FULL) == "平成３１年３月２９日"
    assert format_date(date(2025, 11, 22), DateStyle.KANJI) == "令和七年十一月二十二日"


def test_the_first_year_is_gannen_except_in_the_short_form() -> None:
    first = date(2019, 5, 1)
    assert format_date(first) == "令和元年5月1日"
    assert format_date(first, DateStyle.KANJI) == "令和元年五月一日"
    assert format_date(first, DateStyle.BOTH) == "令和元年（2019年）5月1日"
    assert format_date(first, DateStyle.SHORT) == "R1.5.1"


def test_the_day_taisho_became_showa_may_carry_both_names() -> None:
    old, new = Wareki(Era.TAISHO, 15, 12, 25), Wareki(Era.SHOWA, 1, 12, 25)
    assert old.to_date() == new.to_date() == date(1926, 12, 25)
    assert old < new


@pytest.mark.parametrize(
    ("era", "year", "month", "day", "hint"),
    [
        (Era.HEISEI, 32, 4, 1, "2020-04-01"),
        (Era.HEISEI, 31, 5, 1, "2019-05-01"),
        (Era.REIWA, 1, 4, 30, "2019-04-30"),
        (Era.SHOWA, 64, 1, 8, "1989-01-08"),
        (Era.REIWA, 7, 2, 30, "暦にない"),
        (Era.REIWA, 0, 5, 1, "暦にない"),
        (Era.REIWA, 99999, 5, 1, "暦にない"),
    ],
)
def test_a_day_that_never_was_is_refused(
    era: Era, year: int, month: int, day: int, hint: str
) -> None:
    with pytest.raises(UnitError) as refusal:
        Wareki(era, year, month, day)
    assert hint in refusal.value.message_ja
    assert refusal.value.message_en
    assert refusal.value.found == f"{era.kanji}{year}年{month}月{day}日"


def test_a_day_before_meiji_has_only_its_western_form() -> None:
    with pytest.raises(UnitError, match="明治より前"):
        format_date(date(1868, 1, 24))
    assert format_date(date(1868, 1, 24), DateStyle.WESTERN) == "1868年1月24日"


def test_every_day_from_meiji_6_to_2100_comes_back_from_wareki() -> None:
    day, last, before = date(1873, 1, 1), date(2100, 12, 31), None
    while day <= last:
        named = Wareki.of(day)
        assert named.to_date() == day
        assert before is None or before < named
        before, day = named, day + timedelta(days=1)


@given(
    st.dates(date(1868, 1, 25), date(2400, 12, 31)),
    st.sampled_from(DateStyle),
    st.sampled_from(DigitWidth),
)
def test_every_date_written_is_read_back_without_remark(
    day: date, style: DateStyle, width: DigitWidth
) -> None:
    reading = read_date(format_date(day, style, width))
    assert reading is not None
    assert reading.date == day
    assert reading.flags == ()


def test_a_refusal_survives_the_way_between_processes() -> None:
    refusal = UnitError("だめです。", "No.", 5)
    copy = pickle.loads(pickle.dumps(refusal))
    assert (copy.message_ja, copy.message_en, copy.found) == ("だめです。", "No.", "5")
    assert str(copy) == "だめです。 / No."
