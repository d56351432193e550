"""Codes of local governments (全国地方公共団体コード).

Six digits: two for the prefecture (JIS X 0401), three for the body within it (JIS X 0402; 000 is
the prefecture itself), and a check digit. The first five are weighted 6, 5, 4, 3, 2 and summed;
the check digit is the last digit of 11 minus the remainder of that sum divided by 11 (for a sum
below 11, of 11 minus the sum, which is the same).
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field

from renkei.units.errors import UnitError
from renkei.units.numerals import digits_to_halfwidth

PREFECTURES: tuple[str, ...] = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
"""The 47 prefectures (都道府県) in the order of their JIS codes 01 to 47."""


@dataclass(frozen=True, slots=True, order=True)
class MunicipalityCode:
    """The code of a municipality or prefecture: ``MunicipalityCode("011002")`` is 札幌市.

    Takes six digits, whose check digit must be right, or five, to which it is added; full-width
    digits become half-width. Anything else, spaces included, is refused with ``UnitError``.

    A spreadsheet that lost the leading zero turns 011002 (札幌市) into 11002, which also are the
    first five digits of 110027 (埼玉県). Five digits that can be both are refused, unless
    ``five_digits=True`` says that they are no code with a lost zero. Files, where no one can say
    so, are read with ``from_six_digits``.
    """

    code: str
    five_digits: InitVar[bool] = field(default=False, kw_only=True)

    def __post_init__(self, five_digits: bool) -> None:
        given: object = self.code
        if not isinstance(given, str):
            raise UnitError(
                f"団体コードは文字列で指定してください（{given!r}）。数値では先頭の0が失われます。",
                f"Give the code as text (got {given!r}); a number loses its leading zero.",
                given,
            )
        code = digits_to_halfwidth(given)
        if len(code) not in (5, 6) or not (code.isascii() and code.isdigit()):
            raise UnitError(
                f"団体コードは数字6桁（検査数字を除くなら5桁）です（「{given}」は{len(given)}文字）。"
                "空白や記号を除いて確かめてください。",
                f"A code has six digits, or five without its check digit; {given!r} has"
                f" {len(given)} characters. Remove spaces and signs.",
                given,
            )
        if not 1 <= int(code[:2]) <= len(PREFECTURES):
            raise UnitError(
                f"「{given}」の先頭2桁 {code[:2]} に当たる都道府県はありません（01から47まで）。"
                "先頭の0が落ちていないか確かめてください。",
                f"No prefecture has the code {code[:2]} (01 to 47) at the start of {given!r};"
                " check whether a leading zero was lost.",
                given,
            )
        check = check_digit(code[:5])
        if len(code) == 6 and code[5] != check:
            raise UnitError(
                f"コード「{given}」の検査数字が合いません（正しくは {check}、記載は {code[5]}）。"
                "書き誤りがないか確かめてください。",
                f"The check digit of {given!r} should be {check}, not {code[5]};"
                " look for a slip in the code.",
                given,
            )
        lost = f"0{code}"
        if len(code) == 5 and not five_digits and check_digit(lost[:5]) == lost[5]:
            raise UnitError(
                f"5桁の「{given}」は、先頭の0が落ちた {lost}（{prefecture_name(int(lost[:2]))}）とも、"
                f"検査数字のない {code}{check}（{prefecture_name(int(code[:2]))}）とも読めます。"
                "6桁で記入してください。",
                f"The five digits {given!r} can be {lost}"
                f" ({prefecture_name(int(lost[:2]))}) with its leading zero lost, or {code}{check}"
                f" ({prefecture_name(int(code[:2]))}) without its check digit. Write all six.",
                given,
            )
        object.__setattr__(self, "code", code[:5] + check)

    @classmethod
    def from_six_digits(cls, text: str) -> MunicipalityCode:
        """Take a code that must bring its check digit, as in files; else ``UnitError``."""
        if len(text) == 5:
            raise UnitError(
                f"団体コード「{text}」は5桁しかありません。表計算で先頭の0が落ちたか、検査数字がありません。"
                "6桁で記入してください。",
                f"The code {text!r} has five digits only: a spreadsheet dropped the leading zero,"
                " or the check digit is missing. Write all six.",
                text,
            )
        return cls(text)

    @property
    def five(self) -> str:
        """The first five digits, as statistics print them."""
        return self.code[:5]

    @property
    def prefecture_code(self) -> int:
        """The JIS code of the prefecture, 1 to 47."""
        return int(self.code[:2])

    @property
    def prefecture(self) -> str:
        """The name of the prefecture: 北海道."""
        return PREFECTURES[self.prefecture_code - 1]

    @property
    def is_prefecture(self) -> bool:
        """Whether the code is that of a prefecture itself."""
        return self.code[2:5] == "000"

    def __str__(self) -> str:
        return self.code


def parse_municipality_code(text: str, *, five_digits: bool = False) -> MunicipalityCode | None:
    """Read text that is one code of five or six digits, or ``None``.

    Also ``None`` for five digits that may have lost a leading zero, unless ``five_digits``: what
    ``MunicipalityCode(text)`` then says names both readings.
    """
    try:
        return MunicipalityCode(text, five_digits=five_digits)
    except UnitError:
        return None


def prefecture_name(code: int) -> str:
    """The name for a JIS prefecture code, 1 to 47; ``UnitError`` otherwise."""
    if not 1 <= code <= len(PREFECTURES):
        raise UnitError(
            f"都道府県コードは1から47までです（{code!r}）。",
            f"Prefecture codes run from 1 to 47 (got {code!r}).",
            code,
        )
    return PREFECTURES[code - 1]


def check_digit(five: str) -> str:
    """The check digit for the first five digits of a code (half-width)."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str(11 - total % 11)[-1]
