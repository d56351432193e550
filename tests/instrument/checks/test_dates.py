import pytest

from renkei.instrument.model import Severity
from tests.instrument.checks.texts import AGREEMENT, STATUTE, changed, findings, spots


@pytest.mark.parametrize(
    "words",
    ["平成31年（2018年）3月29日", "平成３１年（２０２０年）３月２９日", "令和元年（2020年）5月1日"],
)
def test_era_and_western_year_that_disagree_are_found(words: str) -> None:
    text = changed("平成31年（2019年）3月29日", words)
    assert spots(text, "R401") == [words]


def test_a_fiscal_year_in_two_calendars_that_disagree_is_found_with_the_right_year() -> None:
    text = changed("毎年度1回以上", "平成30年度（2019年度）から毎年度1回以上")
    (finding,) = findings(text, "R401")
    assert "西暦2018年" in finding.message_ja
    assert finding.severity is Severity.ERROR


def test_two_calendars_that_agree_are_left_alone() -> None:
    text = changed("毎年度1回以上", "令和元年度（2019年度）から、令和2年（2020年）を除き毎年度")
    assert spots(text, "R401") == []
    assert spots(AGREEMENT, "R401") == []


def test_a_date_after_its_era_is_a_note_in_a_text_made_before_the_era_changed() -> None:
    text = changed("毎年度1回以上", "平成32年4月1日まで毎年度1回以上")
    (finding,) = findings(text, "R402")
    assert (finding.found, finding.severity) == ("平成32年4月1日", Severity.NOTE)
    assert "令和2年4月1日" in finding.message_ja


def test_a_date_after_its_era_is_a_warning_in_a_text_made_later() -> None:
    text = changed("平成31年（2019年）3月29日", "令和3年3月29日").replace(
        "平成31年4月1日", "令和3年4月1日"
    )
    text = changed("毎年度1回以上", "平成34年4月1日まで毎年度1回以上", text)
    (finding,) = findings(text, "R402")
    assert (finding.found, finding.severity) == ("平成34年4月1日", Severity.WARNING)


def test_a_date_before_its_era_is_found() -> None:
    text = changed("毎年度1回以上", "令和元年4月30日まで毎年度1回以上")
    assert spots(text, "R402") == ["令和元年4月30日"]
    text = changed("毎年度1回以上", "平成31年4月30日まで毎年度1回以上")
    assert spots(text, "R402") == []


@pytest.mark.parametrize("words", ["平成31年2月29日", "平成31年4月31日", "令和2年13月1日"])
def test_a_day_that_does_not_exist_is_found(words: str) -> None:
    assert spots(changed("毎年度1回以上", f"{words}まで毎年度"), "R403") == [words]


def test_the_last_day_of_a_leap_february_is_left_alone() -> None:
    assert spots(changed("毎年度1回以上", "令和2年2月29日まで毎年度"), "R403") == []


def test_a_fiscal_year_that_never_came_is_found() -> None:
    text = changed("毎年度1回以上", "平成32年度まで毎年度1回以上")
    (finding,) = findings(text, "R404")
    assert finding.found == "平成32年度"
    assert "令和2年度" in finding.message_ja
    assert spots(text, "R402") == []
    assert spots(changed("毎年度1回以上", "平成31年度及び令和元年度"), "R404") == []


@pytest.mark.parametrize("words", ["令和　　年　　月　　日", "令和○年○月○日"])
def test_a_date_left_blank_is_noted(words: str) -> None:
    text = changed("平成31年（2019年）3月29日", words)
    assert [w.strip() for w in spots(text, "R405")] == [words]
    assert findings(text, "R405")[0].severity is Severity.NOTE


def test_commencement_before_conclusion_is_found() -> None:
    text = changed("平成31年4月1日から施行", "平成31年3月1日から施行")
    assert spots(text, "R406") == ["平成31年3月1日"]
    same_day = changed("平成31年4月1日から施行", "平成31年3月29日から施行")
    assert spots(same_day, "R406") == []


def test_a_cover_with_another_date_is_found_at_the_end() -> None:
    text = "連携協約書\n\n平成31年3月28日\n\n" + AGREEMENT
    assert spots(text, "R407") == ["平成31年（2019年）3月29日"]
    assert spots(changed("月28日", "月29日", text), "R407") == []


def test_a_date_under_the_title_is_that_of_a_collection_of_ordinances() -> None:
    text = changed("連携協約\n\n見本市（", "連携協約\n\n平成30年1月1日\n\n見本市（", count=1)
    assert spots(text, "R407") == []


def test_dates_of_a_statute_are_read_too() -> None:
    assert spots(changed("公布の日から施行", "平成五年二月三十日から施行", STATUTE), "R403") == [
        "平成五年二月三十日"
    ]
