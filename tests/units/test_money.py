"""Amounts of yen."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.units import DigitWidth, Rounding, UnitError, Yen, YenUnit, parse_yen

AMOUNTS = st.integers(-(10**15), 10**15)


def test_shares_of_two_cities_add_up() -> None:
    shares = [Yen(1_200), Yen(800)]
    assert sum(shares, Yen(0)) == Yen(2_000)
    assert sum(shares) == Yen(2_000)
    assert Yen(2_000) - Yen(800) == Yen(1_200)
    assert 2_000 - Yen(800) == Yen(1_200)
    assert Yen(500) + 1 == 1 + Yen(500) == Yen(501)
    assert 3 * Yen(5) == Yen(5) * 3 == Yen(15)
    assert divmod(Yen(100), 3) == (Yen(33), Yen(1))
    assert Yen(100) // 3 == Yen(33)
    assert Yen(100) % 3 == Yen(1)
    assert Yen(100) // Yen(30) == 3
    assert -Yen(5) < Yen(0) < abs(Yen(-5))
    assert not Yen(0)
    assert int(Yen(7)) == 7


@pytest.mark.parametrize("wrong", [1.0, True, "100", Fraction(1, 2), None])
def test_an_amount_is_never_made_from_anything_but_a_whole_number(wrong: object) -> None:
    with pytest.raises(UnitError, match="整数"):
        Yen(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "calculate",
    [
        lambda: Yen(1) + 0.5,
        lambda: 0.5 + Yen(1),
        lambda: Yen(1) - 0.5,
        lambda: 0.5 - Yen(1),
        lambda: Yen(1) * 0.5,
        lambda: 0.5 * Yen(1),
        lambda: Yen(1) // 0.5,
        lambda: Yen(1) % 0.5,
        lambda: divmod(Yen(1), 0.5),
        lambda: Yen(1) / 2,
        lambda: Yen(1) * Yen(1),
        lambda: Yen(1) + True,
        lambda: Yen(1) * True,
        lambda: Yen(1) < 2,
        lambda: float(Yen(1)) + 0,
    ],
)
def test_floating_point_and_senseless_operations_are_refused(
    calculate: Callable[[], object],
) -> None:
    with pytest.raises(TypeError):
        calculate()


def test_an_amount_is_written_as_in_a_budget() -> None:
    assert str(Yen(1_234_567)) == "1,234,567円"
    assert str(Yen(-1_000)) == "△1,000円"
    assert Yen(1_234_000).format(YenUnit.THOUSAND) == "1,234千円"
    assert Yen(1_234_567).format(width=DigitWidth.FULL) == "１，２３４，５６７円"


@pytest.mark.parametrize(
    ("amount", "rounding", "written"),
    [
        (1_499, Rounding.HALF_UP, "1千円"),
        (1_500, Rounding.HALF_UP, "2千円"),
        (1_999, Rounding.DOWN, "1千円"),
        (1_001, Rounding.UP, "2千円"),
        (-1_500, Rounding.HALF_UP, "△2千円"),
        (-1_999, Rounding.DOWN, "△1千円"),
        (-1_001, Rounding.UP, "△2千円"),
        (-499, Rounding.HALF_UP, "0千円"),
        (2_000, Rounding.UP, "2千円"),
    ],
)
def test_a_remainder_is_rounded_only_as_stated(
    amount: int, rounding: Rounding, written: str
) -> None:
    assert Yen(amount).format(YenUnit.THOUSAND, rounding) == written


def test_a_remainder_is_not_dropped_unasked() -> None:
    with pytest.raises(UnitError) as refusal:
        Yen(1_500).format(YenUnit.THOUSAND)
    assert "端数処理" in refusal.value.message_ja
    assert Yen(1_500).format() == "1,500円"


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("1,234千円", 1_234_000),
        ("１２３万円", 1_230_000),
        ("9兆1,400億円", 9_140_000_000_000),
        ("△1,000円", -1_000),
        ("▲１，０００円", -1_000),
        ("-1,000円", -1_000),
        ("￥1,000", 1_000),
        ("¥△1,000", None),
        ("△¥1,000", -1_000),
        ("金100円也", 100),
        ("三千万円", 30_000_000),
        ("5百万円", 5_000_000),
        ("3億2千万円", 320_000_000),
        ("3,737万8千円", 37_378_000),
        ("1.5億円", 150_000_000),
        ("1.2円", None),
        ("1.5億2千万円", None),
        ("1,23円", None),
        ("12,34,567円", None),
        ("1,234", None),
        ("￥1,000円", None),
        ("5万3億円", None),
        ("2百3千円", None),
        ("検討中", None),
        ("円", None),
        ("―", None),
    ],
)
def test_an_amount_is_read_as_printed_or_not_at_all(printed: str, amount: int | None) -> None:
    assert parse_yen(printed) == (None if amount is None else Yen(amount))


def test_a_bare_number_is_read_in_the_unit_of_its_column() -> None:
    assert parse_yen("1,234", YenUnit.THOUSAND) == Yen(1_234_000)
    assert parse_yen("△0.5", YenUnit.THOUSAND) == Yen(-500)
    assert parse_yen("0.0005", YenUnit.THOUSAND) is None
    assert parse_yen("500円", YenUnit.THOUSAND) == Yen(500)


@given(st.lists(AMOUNTS))
def test_the_sum_of_amounts_is_the_amount_of_the_sum(amounts: list[int]) -> None:
    assert sum(map(Yen, amounts), Yen(0)) == Yen(sum(amounts))


@given(AMOUNTS, st.sampled_from(DigitWidth))
def test_every_amount_written_in_yen_is_read_back(amount: int, width: DigitWidth) -> None:
    assert parse_yen(Yen(amount).format(width=width)) == Yen(amount)


@given(AMOUNTS, st.sampled_from(YenUnit), st.sampled_from(Rounding))
def test_rounding_stays_within_one_unit_and_is_read_back(
    amount: int, unit: YenUnit, rounding: Rounding
) -> None:
    count = Yen(amount).in_unit(unit, rounding)
    assert parse_yen(Yen(amount).format(unit, rounding)) == Yen(count * unit.value)
    error = abs(count * unit.value) - abs(amount)
    if rounding is Rounding.DOWN:
        assert -unit.value < error <= 0
    elif rounding is Rounding.UP:
        assert 0 <= error < unit.value
    else:
        assert -unit.value < 2 * error <= unit.value


@given(AMOUNTS, AMOUNTS)
def test_amounts_are_ordered_like_their_numbers(left: int, right: int) -> None:
    assert (Yen(left) < Yen(right)) == (left < right)
    assert (hash(Yen(left)) == hash(Yen(right))) or left != right
