"""Numerals as they stand in labels, years and amounts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.units import (
    NumeralSeries,
    UnitError,
    digits_to_fullwidth,
    digits_to_halfwidth,
    find_dates,
    find_fiscal_years,
    parse_aiueo,
    parse_arabic,
    parse_iroha,
    parse_kanji,
    parse_labels,
    parse_latin,
    parse_municipality_code,
    parse_numeral,
    parse_roman,
    parse_yen,
    read_date,
    read_fiscal_year,
    to_aiueo,
    to_circled,
    to_fullwidth,
    to_halfwidth,
    to_iroha,
    to_kanji,
    to_kanji_positional,
    to_latin,
    to_roman,
)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("二百五十二", 252),
        ("二五二", 252),
        ("二〇一九", 2019),
        ("二○一九", 2019),
        ("十", 10),
        ("百八", 108),
        ("千", 1000),
        ("一千万", 10_000_000),
        ("三億二千万", 320_000_000),
        ("一兆二億三万四", 1_000_200_030_004),
        ("壱百弐拾参", 123),
        ("〇", 0),
    ],
)
def test_kanji_numerals_are_read_with_units_and_by_position(printed: str, number: int) -> None:
    assert parse_kanji(printed) == number
    assert parse_numeral(printed) == number


@pytest.mark.parametrize(
    "printed", ["十百", "一二十", "二〇十", "万", "百百", "一億二兆", "○", "○○", "条", ""]
)
def test_what_is_no_kanji_numeral_is_not_read(printed: str) -> None:
    assert parse_kanji(printed) is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("1２", 12),
        ("①", 1),
        ("⑳", 20),
        ("㉑", 21),
        ("⑴", 1),
        ("ⅱ", 2),
        ("Ⅳ", 4),
    ],
)
def test_digits_and_signs_are_read_in_any_width(printed: str, number: int) -> None:
    assert parse_numeral(printed) == number


@pytest.mark.parametrize(
    "printed", ["イ", "ア", "i", "a", "²", "٣", "1,234", " 1", "-1", "9" * 5000]
)
def test_a_numeral_of_doubtful_series_or_no_numeral_is_not_guessed(printed: str) -> None:
    assert parse_numeral(printed) is None


def test_the_same_katakana_counts_differently_in_statutes_and_municipal_texts() -> None:
    assert [parse_iroha(c) for c in "イロハ"] == [1, 2, 3]
    assert [parse_aiueo(c) for c in "アイウ"] == [1, 2, 3]
    assert parse_aiueo("イ") == 2
    assert parse_aiueo("ｳ") == 3
    assert parse_labels("イ") == ((NumeralSeries.AIUEO, 2), (NumeralSeries.IROHA, 1))


def test_a_letter_may_be_latin_or_roman() -> None:
    assert parse_labels("i") == ((NumeralSeries.LATIN, 9), (NumeralSeries.ROMAN, 1))
    assert parse_labels("ｂ") == ((NumeralSeries.LATIN, 2),)
    assert parse_labels("(1)") == ()


@pytest.mark.parametrize("printed", ["iiii", "ic", "iI", "", "vx", "ｲ"])
def test_an_irregular_roman_numeral_is_not_read(printed: str) -> None:
    assert parse_roman(printed) is None


def test_statutes_write_a_bare_thousand_alone_but_not_before_man() -> None:
    assert to_kanji(1000) == "千"
    assert to_kanji(1110) == "千百十"
    assert to_kanji(10_000_000) == "一千万"
    assert to_kanji(10_000) == "一万"
    assert to_kanji(0) == "〇"
    assert to_kanji(252) == "二百五十二"
    assert to_kanji_positional(252) == "二五二"


def test_writers_refuse_what_a_series_cannot_express() -> None:
    with pytest.raises(UnitError) as refusal:
        to_iroha(48)
    assert "47" in refusal.value.message_ja
    assert refusal.value.found == "48"
    for write in (to_iroha, to_aiueo, to_latin, to_roman, to_circled):
        with pytest.raises(UnitError):
            write(0)
    with pytest.raises(UnitError):
        to_kanji(-1)
    with pytest.raises(UnitError):
        to_fullwidth(True)


@given(st.integers(0, 10**16 - 1))
def test_every_kanji_numeral_written_is_read_back(number: int) -> None:
    assert parse_kanji(to_kanji(number)) == number


@given(st.integers(0, 10**30))
def test_every_row_of_digits_written_is_read_back(number: int) -> None:
    assert parse_kanji(to_kanji_positional(number)) == number
    assert parse_arabic(to_fullwidth(number)) == number
    assert parse_arabic(to_halfwidth(number)) == number


@pytest.mark.parametrize(
    ("write", "read", "last"),
    [
        (to_iroha, parse_iroha, 47),
        (to_aiueo, parse_aiueo, 46),
        (to_latin, parse_latin, 26),
        (to_roman, parse_roman, 3999),
        (to_circled, parse_numeral, 50),
    ],
)
def test_every_label_of_a_series_is_different_and_read_back(
    write: Callable[[int], str], read: Callable[[str], int | None], last: int
) -> None:
    numbers = range(1, last + 1)
    assert [read(write(n)) for n in numbers] == list(numbers)


@given(st.text())
def test_changing_the_width_of_digits_keeps_every_position(text: str) -> None:
    assert len(digits_to_fullwidth(text)) == len(text)
    assert digits_to_halfwidth(digits_to_fullwidth(text)) == digits_to_halfwidth(text)


_PRINTED = st.text(
    alphabet="平成令和昭元年月日度（）() 　0１9３.-/・〇○二十百千万億円△,￥HRイａiⅱ①12", max_size=30
)


@given(st.one_of(st.text(), _PRINTED))
def test_no_reader_ever_raises_on_text(text: str) -> None:
    readers = (
        parse_numeral, parse_kanji, parse_arabic, parse_iroha, parse_aiueo, parse_latin,
        parse_roman, parse_labels, parse_yen, read_date, read_fiscal_year, parse_municipality_code,
    )  # fmt: skip
    for read in readers:
        read(text)
    for found in (find_dates(text), find_fiscal_years(text)):
        for reading in found:
            start, end = reading.span
            assert text[start:end] == reading.text != ""
