"""Integer yen (円).

Public money here is a whole number of yen; sen do not occur (端数計算法第2条 cuts what is below one
yen). Shares are computed as exact fractions elsewhere and become ``Yen`` by a stated rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, overload

from renkei.units.errors import UnitError
from renkei.units.numerals import digits_to_fullwidth, parse_kanji
from renkei.units.wareki import DigitWidth

if TYPE_CHECKING:
    import re


class YenUnit(Enum):
    """The unit in which an amount is printed; the value is its size in yen."""

    YEN = 1
    THOUSAND = 1_000
    MAN = 10_000
    MILLION = 1_000_000
    OKU = 100_000_000

    @property
    def label(self) -> str:
        """As printed: 千円."""
        return _UNIT_LABELS[self]


_UNIT_LABELS = {
    YenUnit.YEN: "円",
    YenUnit.THOUSAND: "千円",
    YenUnit.MAN: "万円",
    YenUnit.MILLION: "百万円",
    YenUnit.OKU: "億円",
}


class Rounding(Enum):
    """What happens to a remainder (端数処理); the sign plays no part, -1.5 is treated as 1.5."""

    HALF_UP = "half-up"  # 四捨五入
    DOWN = "down"  # 切捨て
    UP = "up"  # 切上げ


@dataclass(frozen=True, slots=True, order=True)
class Yen:
    """A whole amount of yen, negative for a reduction: ``Yen(1_234_567)``.

    Adds and subtracts with ``Yen`` and ``int``, so that ``sum()`` works; multiplies and divides
    by ``int`` only, and only with ``//``, ``%`` and ``divmod``; ``Yen // Yen`` is a number.
    Floating point is refused everywhere, and amounts are compared with amounts only.
    """

    amount: int

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or not isinstance(self.amount, int):
            raise UnitError(
                f"金額は円単位の整数で指定してください（{self.amount!r}）。端数は先に処理してください。",
                f"An amount is a whole number of yen (got {self.amount!r}); round it first.",
                self.amount,
            )

    def __add__(self, other: Yen | int) -> Yen:
        number = _number(other)
        return NotImplemented if number is None else Yen(self.amount + number)

    __radd__ = __add__

    def __sub__(self, other: Yen | int) -> Yen:
        number = _number(other)
        return NotImplemented if number is None else Yen(self.amount - number)

    def __rsub__(self, other: int) -> Yen:
        number = _number(other)
        return NotImplemented if number is None else Yen(number - self.amount)

    def __mul__(self, factor: int) -> Yen:
        if isinstance(factor, bool) or not isinstance(factor, int):
            return NotImplemented
        return Yen(self.amount * factor)

    __rmul__ = __mul__

    @overload
    def __floordiv__(self, other: Yen) -> int: ...
    @overload
    def __floordiv__(self, other: int) -> Yen: ...
    def __floordiv__(self, other: Yen | int) -> Yen | int:
        if isinstance(other, Yen):
            return self.amount // other.amount
        number = _number(other)
        return NotImplemented if number is None else Yen(self.amount // number)

    def __mod__(self, other: Yen | int) -> Yen:
        number = _number(other)
        return NotImplemented if number is None else Yen(self.amount % number)

    def __divmod__(self, divisor: int) -> tuple[Yen, Yen]:
        if isinstance(divisor, bool) or not isinstance(divisor, int):
            return NotImplemented
        quotient, rest = divmod(self.amount, divisor)
        return Yen(quotient), Yen(rest)

    def __neg__(self) -> Yen:
        return Yen(-self.amount)

    def __abs__(self) -> Yen:
        return Yen(abs(self.amount))

    def __bool__(self) -> bool:
        return self.amount != 0

    def __int__(self) -> int:
        return self.amount

    def in_unit(self, unit: YenUnit, rounding: Rounding | None = None) -> int:
        """The amount counted in a unit.

        Without a rounding only an exact amount is answered; otherwise ``UnitError``, because a
        remainder dropped unasked would no longer add up.
        """
        whole, rest = divmod(abs(self.amount), unit.value)
        if rest:
            if rounding is None:
                raise UnitError(
                    f"{self} は{unit.label}単位で割り切れません。"
                    "端数処理（四捨五入・切捨て・切上げ）を指定してください。",
                    f"{self} is not a whole number of {unit.label}; state the rounding.",
                    self.amount,
                )
            if rounding is Rounding.UP or (rounding is Rounding.HALF_UP and rest * 2 >= unit.value):
                whole += 1
        return whole if self.amount >= 0 else -whole

    def format(
        self,
        unit: YenUnit = YenUnit.YEN,
        rounding: Rounding | None = None,
        width: DigitWidth = DigitWidth.HALF,
    ) -> str:
        """Write the amount: 1,234,567円, 1,235千円; negative as △1,000円, the mark of budgets."""
        count = self.in_unit(unit, rounding)
        written = f"{'△' if count < 0 else ''}{abs(count):,}{unit.label}"
        if width is DigitWidth.FULL:
            written = digits_to_fullwidth(written).replace(",", "，")
        return written

    def __str__(self) -> str:
        return self.format()


def parse_yen(text: str, unit: YenUnit | None = None) -> Yen | None:
    """Read text that is one amount, or ``None``.

    Read are 1,234,567円, 1,234千円, １２３万円, 9兆1,400億円, 三千万円, 1.5億円, ￥1,000, 金1円也,
    and △1,000円 as well as -1,000円. A number without 円 or ￥ is an amount only if ``unit`` says
    in which unit its column is kept. Amounts that are no whole number of yen answer ``None``, and
    so do misplaced commas (1,23円). 千円 alone is one thousand yen, as in statutes: the unit in
    the head of a column is no amount, which the caller must know.
    """
    if len(text) > 80:
        return None
    match = _pattern().fullmatch(text.strip().translate(_PLAIN))
    if match is None or (match["mark"] and match["en"]):
        return None
    if not match["mark"] and not match["en"]:
        if unit is None:
            return None
        size = unit.value
    else:
        size = 1
    amount = _amount(match["body"])
    if amount is None:
        return None
    numerator, denominator = amount
    numerator *= size
    if numerator % denominator:
        return None
    value = numerator // denominator
    return Yen(-value if match["sign"] else value)


_PLAIN = str.maketrans("０１２３４５６７８９，．￥¥\\", "0123456789,.￥￥￥")
_SCALE = {"千": 10**3, "百万": 10**6, "万": 10**4, "億": 10**8, "兆": 10**12, "": 1}


@cache
def _pattern() -> re.Pattern[str]:
    import re

    # The sign stands before or behind ￥ and 金.
    return re.compile(
        r"(?:金[ \u3000]*)?(?P<sign>[△▲\-−－‐])?[ \u3000]*(?P<mark>￥)?[ \u3000]*"
        r"(?P<body>[0-9,.〇零一二三四五六七八九十百千万億兆壱弐参拾萬]+)[ \u3000]*(?P<en>円)?也?"
    )


def _amount(body: str) -> tuple[int, int] | None:
    """The printed number as numerator and denominator."""
    if not any("0" <= char <= "9" for char in body):
        whole = parse_kanji(body)
        return None if whole is None else (whole, 1)
    return _mixed_amount(body)


def _mixed_amount(body: str) -> tuple[int, int] | None:
    """Digits with units between: 9兆1,400億, 3億2千万, 1,234千, 1.5億."""
    import re

    total, denominator, group, limit = 0, 1, 0, 10**16
    parts = re.findall(r"([0-9][0-9,]*(?:\.[0-9]+)?)([千百十]?)(兆|億|万|)", body)
    if "".join("".join(part) for part in parts) != body:
        return None
    small_limit = 10**4
    for digits, small, large in parts:
        whole, _, fraction = digits.partition(".")
        if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+", whole):
            return None
        # A decimal fraction is printed with one unit only: 1.5億円, not 1.5億2千万円.
        if fraction and len(parts) > 1:
            return None
        value = int(whole.replace(",", "") + fraction)
        denominator *= 10 ** len(fraction)
        small_unit = {"千": 1000, "百": 100, "十": 10, "": 1}[small]
        # 3千2百万: smaller units descend; 1,234千 alone is the unit 千円.
        if small_unit >= small_limit and group:
            return None
        small_limit = small_unit
        group += value * small_unit
        if large:
            scale = _SCALE[large]
            if scale >= limit:
                return None
            total += group * scale
            group, limit, small_limit = 0, scale, 10**4
    return total + group, denominator


def _number(value: object) -> int | None:
    """The integer in a Yen or int operand; ``None`` for anything else, bool and float included."""
    if isinstance(value, Yen):
        return value.amount
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return None
