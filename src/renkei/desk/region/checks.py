"""What must hold of municipalities, regions and figures before they are written."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from renkei.desk.frame.problems import Problem
from renkei.desk.region.models import Municipality, Statistic
from renkei.desk.region.schemes import SCHEMES
from renkei.units import MunicipalityCode, UnitError

#: Codes of municipalities that are made up begin so; no prefecture has this number.
MADE_UP = "99"
#: Addresses that pages of ours have already.
TAKEN = frozenset({"new", "installation", "import"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KANA = re.compile(r"[ぁ-ゖー・　 ]*")

_ENDINGS = {
    Municipality.Kind.PREFECTURE: ("都", "道", "府", "県"),
    Municipality.Kind.DESIGNATED: ("市",),
    Municipality.Kind.CORE: ("市",),
    Municipality.Kind.CITY: ("市",),
    Municipality.Kind.WARD: ("区",),
    Municipality.Kind.TOWN: ("町",),
    Municipality.Kind.VILLAGE: ("村",),
}


def code_problems(code: str, *, fictional: bool, prefecture: str = "") -> list[Problem]:
    """全国地方公共団体コード: six digits and a check digit that fits, of the prefecture that is named.

    Made-up municipalities have codes that begin with 99 and belong to nobody; real ones never have.
    """
    if fictional:
        if re.fullmatch(rf"{MADE_UP}[0-9]{{4}}", code):
            return []
        return [
            Problem(
                "region.code",
                "見本の団体のコードは99で始まる6桁の数字にしてください。",
                "The code of a made-up municipality is six digits that begin with 99.",
                "code",
            )
        ]
    try:
        read = MunicipalityCode.from_six_digits(code)
    except UnitError as error:
        return [Problem("region.code", error.message_ja, error.message_en, "code")]
    if prefecture and read.prefecture != prefecture:
        return [
            Problem(
                "region.prefecture",
                f"コード{code}は{read.prefecture}のものですが、都道府県は「{prefecture}」です。",
                f"The code {code} is of {read.prefecture}, but the prefecture is {prefecture}.",
                "prefecture",
            )
        ]
    return []


def municipality_problems(row: Municipality) -> list[Problem]:
    """Everything that is wrong with the facts of a municipality."""
    problems = code_problems(row.code, fictional=row.fictional, prefecture=row.prefecture)
    if not row.name.strip():
        problems.append(missing("name", "名称", "the name"))
    elif row.kind in _ENDINGS and not row.name.endswith(_ENDINGS[Municipality.Kind(row.kind)]):
        kind = Municipality.Kind(row.kind).label
        problems.append(
            Problem(
                "region.kind",
                f"「{row.name}」は{kind}の名称ではありません。種別か名称を直してください。",
                f"{row.name} is not the name of a {row.kind}; correct the kind or the name.",
                "kind",
            )
        )
    if row.kind not in Municipality.Kind.values:
        problems.append(missing("kind", "種別", "the kind"))
    if not row.prefecture.strip():
        problems.append(missing("prefecture", "都道府県", "the prefecture"))
    if not _KANA.fullmatch(row.kana):
        problems.append(
            Problem(
                "region.kana",
                "読みはひらがなで入力してください。",
                "Write the reading in hiragana.",
                "kana",
            )
        )
    if not row.fictional and not row.source.strip():
        problems.append(missing("source", "出典", "the source"))
    return problems


def region_problems(slug: str, name: str, scheme: str) -> list[Problem]:
    """Everything that is wrong with a region that shall be added."""
    problems = []
    if not _SLUG.fullmatch(slug) or len(slug) > 80 or slug in TAKEN:
        problems.append(
            Problem(
                "region.slug",
                "アドレスは英小文字、数字、「-」で80文字までです（例: sapporo）。",
                "The address is made of a-z, 0-9 and -, at most 80 characters (sapporo).",
                "slug",
            )
        )
    if not name.strip():
        problems.append(missing("name", "名称", "the name"))
    if scheme not in SCHEMES:
        problems.append(missing("scheme", "制度", "the scheme"))
    return problems


def statistic_problems(row: Statistic, today: datetime.date) -> list[Problem]:
    """Everything that is wrong with one figure."""
    problems = []
    if row.measure not in Statistic.Measure.values:
        problems.append(missing("measure", "項目", "the measure"))
    if row.basis not in Statistic.Basis.values:
        problems.append(missing("basis", "統計の種類", "what kind of statistics it is from"))
    if row.status not in Statistic.Status.values:
        problems.append(
            Problem(
                "region.status",
                "区分は「速報値」か「確定値」です。",
                "The status is preliminary (速報値) or final (確定値).",
                "status",
            )
        )
    if not row.source.strip():
        problems.append(missing("source", "出典", "the source"))
    if row.as_of > today:
        problems.append(
            Problem(
                "region.as_of",
                "基準日が先の日付です。推計値はまだ登録できません。",
                "The day it holds for is in the future; projections cannot be entered.",
                "as_of",
            )
        )
    if not row.value.is_finite() or not 0 <= row.value < Decimal(10) ** 14:
        problems.append(
            Problem(
                "region.value",
                "値は0以上で、14桁までの数です。",
                "The figure is 0 or more and has at most 14 digits.",
                "value",
            )
        )
    elif row.measure != Statistic.Measure.AREA and row.value != row.value.to_integral_value():
        problems.append(
            Problem(
                "region.whole",
                "人口と世帯数は整数です。千人単位の値は人に直してください。",
                "Population and households are whole numbers; turn thousands into persons.",
                "value",
            )
        )
    elif -row.value.normalize().as_tuple().exponent > 2:  # type: ignore[operator]  # finite
        problems.append(
            Problem(
                "region.places",
                "面積は小数第2位までです。",
                "An area has at most two decimal places.",
                "value",
            )
        )
    return problems


def missing(field: str, ja: str, en: str) -> Problem:
    """A fact that has to be there."""
    return Problem("region.missing", f"{ja}がありません。", f"Enter {en}.", field)
