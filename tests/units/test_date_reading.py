"""Dates as they are printed in agreements, statutes, tables and forms."""

from datetime import date
from itertools import product

import pytest

from renkei.units import DateFlag, Era, Precision, Wareki, find_dates, read_date

SIGNED = date(2019, 3, 29)


@pytest.mark.parametrize(
    "printed",
    [
        "平成31年3月29日",
        "平成３１年３月２９日",
        "平成三十一年三月二十九日",
        "平成三一年三月二九日",
        "平成31年 3月29日",
        "平成 31 年　3 月 29 日",
        "㍻31年3月29日",
        "H31.3.29",
        "h31.3.29",
        "Ｈ３１．３．２９",
        "H31/3/29",
        "H31年3月29日",
        "平31・3・29",
        "平成31.3.29",
        "2019年3月29日",
        "２０１９年３月２９日",
        "西暦2019年3月29日",
        "二〇一九年三月二十九日",
        "2019-03-29",
        "2019/3/29",
        "2019.3.29",
        "　平成31年3月29日 ",
    ],
)
def test_the_signing_day_is_read_however_it_is_printed(printed: str) -> None:
    reading = read_date(printed)
    assert reading is not None
    assert (reading.date, reading.flags) == (SIGNED, ())
    assert reading.precision is Precision.DAY
    assert reading.wareki == Wareki(Era.HEISEI, 31, 3, 29)


@pytest.mark.parametrize(
    ("left", "right", "printed"),
    list(
        product(
            "(（",
            ")）",
            [
                "平成31年{}2019年{}3月29日",
                "平成31年{}２０１９年{}３月２９日",
                "平成31{}2019{}年3月29日",
                "平成31年{}西暦2019年{}3月29日",
                "2019年{}平成31年{}3月29日",
                "2019{}平成31{}年3月29日",
                "2019年{}H31{}3月29日",
                "平成31年 {} 2019年 {} 3月29日",
            ],
        )
    ),
)
def test_both_calendars_side_by_side_agree(left: str, right: str, printed: str) -> None:
    reading = read_date(printed.format(left, right))
    assert reading is not None
    assert reading.date == SIGNED
    assert (reading.era, reading.era_year, reading.western_year) == (Era.HEISEI, 31, 2019)
    assert reading.flags == ()


@pytest.mark.parametrize(
    ("printed", "meant", "flag"),
    [
        ("平成32年4月1日", date(2020, 4, 1), DateFlag.ERA_PAST_END),
        ("平成31年5月1日", date(2019, 5, 1), DateFlag.ERA_PAST_END),
        ("昭和64年1月8日", date(1989, 1, 8), DateFlag.ERA_PAST_END),
        ("令和元年4月30日", date(2019, 4, 30), DateFlag.ERA_BEFORE_START),
        ("平成31年（2018年）3月29日", SIGNED, DateFlag.WESTERN_YEAR_DISAGREES),
        ("2018年（平成31年）3月29日", SIGNED, DateFlag.WESTERN_YEAR_DISAGREES),
        ("平成31年（令和2年）3月29日", SIGNED, DateFlag.ERA_YEAR_DISAGREES),
        ("令和7年2月30日", None, DateFlag.NO_SUCH_DAY),
        ("令和7年13月1日", None, DateFlag.NO_SUCH_DAY),
        ("令和0年5月1日", None, DateFlag.NO_SUCH_DAY),
        ("2019年2月29日", None, DateFlag.NO_SUCH_DAY),
    ],
)
def test_a_date_that_cannot_be_right_is_read_as_meant_and_flagged(
    printed: str, meant: date | None, flag: DateFlag
) -> None:
    reading = read_date(printed)
    assert reading is not None
    assert (reading.date, reading.flags) == (meant, (flag,))


def test_a_date_past_its_era_is_named_in_the_right_one() -> None:
    reading = read_date("平成32年4月1日")
    assert reading is not None
    assert (reading.era, reading.era_year) == (Era.HEISEI, 32)
    assert reading.wareki == Wareki(Era.REIWA, 2, 4, 1)


@pytest.mark.parametrize(
    "printed",
    [
        "大正15年12月25日",
        "昭和元年12月25日",
        "明治45年7月30日",
        "平成31年",
        "昭和64年1月",
        "令和元年5月",
        "2020年2月29日",
    ],
)
def test_dates_at_a_border_that_are_right_carry_no_flag(printed: str) -> None:
    reading = read_date(printed)
    assert reading is not None
    assert reading.flags == ()


def test_two_eras_side_by_side_mean_the_one_that_fits_the_day() -> None:
    reading = read_date("平成31年（令和元年）5月1日")
    assert reading is not None
    assert (reading.era, reading.date, reading.flags) == (Era.REIWA, date(2019, 5, 1), ())


def test_a_table_heading_with_an_era_year_that_never_came() -> None:
    found = find_dates("2018(H30), 2019(H31), 2020(H32)")
    assert [(r.text, r.year, r.flags) for r in found] == [
        ("2018(H30)", 2018, ()),
        ("2019(H31)", 2019, ()),
        ("2020(H32)", 2020, (DateFlag.ERA_PAST_END,)),
    ]


@pytest.mark.parametrize(
    ("printed", "precision"),
    [
        ("平成　年　月　日", Precision.NONE),
        ("令和　　年　　月　　日", Precision.NONE),
        ("令和〇年〇月〇日", Precision.NONE),
        ("令和●年●月●日", Precision.NONE),
        ("令和年月日", Precision.NONE),
        ("平成31年　月　日", Precision.YEAR),
        ("平成31年3月　日", Precision.MONTH),
        ("令和　年4月1日", Precision.NONE),
    ],
)
def test_a_date_to_be_filled_in_is_blank(printed: str, precision: Precision) -> None:
    reading = read_date(printed)
    assert reading is not None
    assert reading.flags == (DateFlag.BLANK,)
    assert reading.date is None
    assert reading.precision is precision
    assert [r.text for r in find_dates(f"（{printed}締結）")] == [printed]


def test_a_month_or_a_year_alone_covers_its_days() -> None:
    month, year = read_date("令和6年2月"), read_date("昭和二十二年")
    assert month is not None
    assert year is not None
    assert month.date is None
    assert month.period == (date(2024, 2, 1), date(2024, 2, 29))
    assert year.period == (date(1947, 1, 1), date(1947, 12, 31))


def test_a_month_with_a_separator_is_read_only_on_its_own() -> None:
    reading = read_date("H31.4")
    assert reading is not None
    assert (reading.year, reading.month, reading.precision) == (2019, 4, Precision.MONTH)
    assert find_dates("震度は M3.5 で、H31.4 版") == []


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("平成31年3月末日", (2019, 3, 31)),
        ("令和6年２月末日", (2024, 2, 29)),
        ("令和七年二月末日", (2025, 2, 28)),
        ("2025年4月 末日", (2025, 4, 30)),
        ("平成31年（2019年）3月末日", (2019, 3, 31)),
        ("令和2年度末", (2021, 3, 31)),
        ("平成３０年度末日", (2019, 3, 31)),
        ("2020年度末", (2021, 3, 31)),
        ("平成31年度（2019年度）末", (2020, 3, 31)),
        ("令和元年度末", (2020, 3, 31)),
    ],
)
def test_the_last_day_of_a_month_or_fiscal_year_is_a_day(
    printed: str, day: tuple[int, int, int]
) -> None:
    for reading in (read_date(printed), *find_dates(f"期間は、{printed}までとする。")):
        assert reading is not None
        assert reading.text == printed
        assert (reading.date, reading.flags) == (date(*day), ())
        assert (reading.month, reading.day) == day[1:]
        assert reading.precision is Precision.DAY
        assert reading.year == day[0]
    assert len(find_dates(f"期間は、{printed}までとする。")) == 1


def test_an_end_that_is_no_day_is_left_alone() -> None:
    assert [r.text for r in find_dates("平成31年3月末までに")] == ["平成31年3月"]
    assert find_dates("令和2年度の末に、令和2年度末尾に、令和2年度") == []
    blank = read_date("令和　年　月末日")
    assert blank is not None
    assert blank.date is None
    assert DateFlag.BLANK in blank.flags
    wrong = read_date("令和2年13月末日")
    assert wrong is not None
    assert (wrong.date, wrong.flags) == (None, (DateFlag.NO_SUCH_DAY,))


def test_dates_are_found_in_running_text_with_their_place() -> None:
    text = "期間は（平成31年4月1日から令和13年3月31日まで）とし、昭和22年法律第67号による。"
    found = find_dates(text)
    assert [(r.text, r.date) for r in found] == [
        ("平成31年4月1日", date(2019, 4, 1)),
        ("令和13年3月31日", date(2031, 3, 31)),
        ("昭和22年", None),
    ]
    assert [text[slice(*r.span)] for r in found] == [r.text for r in found]


@pytest.mark.parametrize(
    "text",
    [
        "平成31年度",
        "2019年度の予算",
        "2018（平成30）年度",
        "2020年代",
        "第12019年",
        "1,2019年",
        "同年9月30日",
        "4月1日",
        "第2条第3項",
        "v2019.3.29.1",
        "電話 2019-03-2911",
        "SH31.3.29",
        "平年 月 日",
        "",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "date_text"),
    [
        ("平成31年月額3万円", "平成31年"),
        ("平成31年 月額3万円", "平成31年"),
        ("平成31年3月　日本国", "平成31年3月"),
        ("令和7年4月1日間", "令和7年4月"),
    ],
)
def test_a_word_that_begins_like_month_or_day_is_left_alone(text: str, date_text: str) -> None:
    assert [r.text for r in find_dates(text)] == [date_text]


def test_a_date_does_not_run_over_the_end_of_a_line() -> None:
    assert [r.text for r in find_dates("平成31年\n3月29日")] == ["平成31年"]
