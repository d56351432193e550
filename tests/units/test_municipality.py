"""Codes of local governments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.units import (
    PREFECTURES,
    MunicipalityCode,
    UnitError,
    check_digit,
    parse_municipality_code,
    prefecture_name,
)


@pytest.mark.parametrize(
    "code",
    [
        "011002",  # 札幌市
        "012033",  # 小樽市
        "012351",  # 石狩市
        "012106",  # 岩見沢市
        "013030",  # 当別町
        "131016",  # 千代田区
        "010006",  # 北海道
        "130001",  # 東京都
    ],
)
def test_published_codes_carry_the_right_check_digit(code: str) -> None:
    assert MunicipalityCode(code).code == code
    assert MunicipalityCode(code[:5], five_digits=True).code == code
    assert check_digit(code[:5]) == code[5]


def test_full_width_digits_become_half_width() -> None:
    assert MunicipalityCode("０１１００２") == MunicipalityCode("011002")


def test_a_code_names_its_prefecture() -> None:
    sapporo = MunicipalityCode("011002")
    assert (sapporo.prefecture, sapporo.prefecture_code, sapporo.five) == ("北海道", 1, "01100")
    assert not sapporo.is_prefecture
    assert MunicipalityCode("010006").is_prefecture
    assert MunicipalityCode("131016").prefecture == "東京都"
    assert MunicipalityCode("472018").prefecture == "沖縄県"


def test_there_are_47_prefectures() -> None:
    assert len(set(PREFECTURES)) == 47
    assert (prefecture_name(1), prefecture_name(26), prefecture_name(47)) == (
        "北海道",
        "京都府",
        "沖縄県",
    )
    for wrong in (0, 48, -1):
        with pytest.raises(UnitError):
            prefecture_name(wrong)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ("011003", "正しくは 2"),
        (" 011002", "空白"),
        ("01100-2", "記号"),
        ("1100", "4文字"),
        ("", "0文字"),
        ("0110021", "7文字"),
        ("481009", "48"),
        ("001002", "00"),
        ("٠١١٠٠٢", "数字6桁"),
        (11002, "先頭の0"),
    ],
)
def test_a_wrong_code_is_refused_in_words(wrong: object, because: str) -> None:
    with pytest.raises(UnitError) as refusal:
        MunicipalityCode(wrong)  # type: ignore[arg-type]
    assert because in refusal.value.message_ja
    assert refusal.value.message_en
    assert refusal.value.found == (wrong if isinstance(wrong, str) else repr(wrong))


def test_a_file_must_bring_all_six_digits() -> None:
    with pytest.raises(UnitError, match="先頭の0"):
        MunicipalityCode.from_six_digits("11002")
    assert MunicipalityCode.from_six_digits("011002").prefecture == "北海道"


def test_five_digits_that_may_have_lost_a_zero_are_refused_with_both_readings() -> None:
    # A spreadsheet that dropped the zero of 札幌市 left five digits that would pass for 埼玉県.
    with pytest.raises(UnitError) as refusal:
        MunicipalityCode("11002")
    for message in (refusal.value.message_ja, refusal.value.message_en):
        assert "011002" in message
        assert "110027" in message
    assert "北海道" in refusal.value.message_ja
    assert "埼玉県" in refusal.value.message_ja
    assert parse_municipality_code("11002") is None
    assert parse_municipality_code("１１００２") is None


def test_whoever_knows_that_there_are_five_digits_says_so() -> None:
    saitama = MunicipalityCode("11002", five_digits=True)
    assert (saitama.code, saitama.prefecture) == ("110027", "埼玉県")
    assert parse_municipality_code("11002", five_digits=True) == saitama
    assert MunicipalityCode("011002", five_digits=True).prefecture == "北海道"


def test_five_digits_that_can_be_read_in_one_way_only_are_read() -> None:
    assert MunicipalityCode("11203").code == "112038"  # 川口市: 011203 has no right check digit
    assert MunicipalityCode("01100").code == "011002"
    assert MunicipalityCode("13103").code == "131032"


@given(st.integers(1, 9), st.integers(0, 999))
def test_a_lost_zero_is_never_read_as_another_prefecture(prefecture: int, body: int) -> None:
    six = MunicipalityCode(f"{prefecture:02}{body:03}", five_digits=True).code
    assert parse_municipality_code(six[1:]) is None


def test_reading_answers_none_instead_of_refusing() -> None:
    assert parse_municipality_code("011002") == MunicipalityCode("011002")
    assert parse_municipality_code("011003") is None


@given(st.integers(1, 47), st.integers(0, 999), st.integers(1, 9))
def test_a_slip_in_the_check_digit_is_always_noticed(
    prefecture: int, body: int, change: int
) -> None:
    code = MunicipalityCode(f"{prefecture:02}{body:03}", five_digits=True).code
    slipped = str((int(code[5]) + change) % 10)
    assert parse_municipality_code(code[:5] + slipped) is None
    assert MunicipalityCode(code).code == code
