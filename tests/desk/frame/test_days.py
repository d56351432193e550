"""A day is typed in either calendar."""

import datetime

import pytest

from renkei.desk.frame.days import DayField, as_typed, day_of

FIRST = datetime.date(2019, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2019-04-01",
        "2019/4/1",
        "平成31年4月1日",
        "H31.4.1",
        " ２０１９年４月１日 ",
        "平成31年（2019年）4月1日",
    ],
)
def test_a_day_is_read_in_either_calendar(text):
    assert day_of(text) == FIRST


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("きのう", "日付として読めません"),
        ("20190401", "日付として読めません"),
        ("令和8年2月30日", "という日はありません"),
        ("平成31年（2018年）4月1日", "年が合いません"),
        ("令和元年4月1日", "元号の始まる前"),
        ("H31.4", "年月日のすべて"),
        ("2999-01-01", "外です"),
    ],
)
def test_a_wrong_day_is_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=why):
        day_of(text)


def test_the_field_shows_a_day_as_it_takes_it():
    field = DayField(required=False)
    assert field.prepare_value(FIRST) == "平成31年4月1日"
    assert field.clean(as_typed(FIRST)) == FIRST
    assert field.clean("") is None
