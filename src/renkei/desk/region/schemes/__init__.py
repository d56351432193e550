"""Schemes (制度): under which law municipalities agree, which steps follow, who must be told.

Law is data. Each scheme is one TOML file beside this module: its legal bases with the days they
hold, and its rules, one for each step of each kind of procedure, with the provision that orders the
step, whether the duty is statutory (法定) or the house's own, and where that was read. What no source
confirmed carries ``confirmed = false``. Pure: no Django, no clock; the files are read once, on import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any


class Kind(StrEnum):
    """What a procedure (手続) does to an agreement."""

    CONCLUDE = "conclude"  # 締結
    CHANGE = "change"  # 変更
    ABOLISH = "abolish"  # 廃止
    NOTICE = "notice"  # 通告による失効
    RENEW = "renew"  # 更新
    CORRECT = "correct"  # 正誤


class Step(StrEnum):
    """A step (手順) of a procedure, in the order in which steps come."""

    CONSULT = "consult"  # 協議
    AGREE = "agree"  # 案文の確認
    BILL = "bill"  # 議案提出
    RESOLVE = "resolve"  # 議決
    SIGN = "sign"  # 締結
    PUBLISH = "publish"  # 告示
    FILE = "file"  # 届出
    NOTIFY = "notify"  # 通告
    EXPIRE = "expire"  # 失効
    TAKE_EFFECT = "take_effect"  # 施行


class Who(StrEnum):
    """Whose step it is."""

    ALL = "all"  # every party for itself, companies too
    PUBLIC = "public"  # every municipality and prefecture for itself
    NOTIFIER = "notifier"  # only the party that gives notice
    JOINT = "joint"  # all together, once


class Duty(StrEnum):
    """What makes the step a duty."""

    STATUTORY = "statutory"  # 法定: the law itself
    ORDINANCE = "ordinance"  # 条例: the party's own ordinance
    GUIDELINE = "guideline"  # 要綱: of the ministry, not law
    AGREEMENT = "agreement"  # 協約の定め: the text of the agreement
    HOUSE = "house"  # 運用: the practice of this register


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis (根拠), and from when until when it holds."""

    ja: str
    en: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confirmed: bool
    note_ja: str = ""
    note_en: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the basis holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One step of some kinds of procedure, and why it is there."""

    step: Step
    kinds: tuple[Kind, ...]
    who: Who
    #: Whether the procedure is incomplete without it.
    required: bool
    duty: Duty
    #: What the step is called in this scheme and kind: 「廃止の合意」.
    ja: str
    en: str
    provision_ja: str
    provision_en: str
    #: What is usually attached as evidence.
    evidence_ja: str
    evidence_en: str
    #: Kinds of document that can be made for it: agreement, bill, notice, filing, letter, comparison.
    documents: tuple[str, ...]
    source: str
    confirmed: bool
    note_ja: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """Days of the house (運用上の目安), where the law names no number of days."""

    #: 告示 and 届出 after signing; the law says only that they are done when concluded.
    after_signing: int
    #: Planned backwards from the day the text comes into force.
    agree_before_effect: int
    bill_before_effect: int
    resolve_before_effect: int
    sign_before_effect: int
    #: Talks on renewal before a fixed term ends.
    renew_before_end: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme (制度) with its law."""

    key: str
    ja: str
    en: str
    #: What an agreement is called in it: 連携協約.
    agreement_ja: str
    agreement_en: str
    #: To whom conclusions are filed: "governor" (the minister if a prefecture is a party), "stated"
    #: (nobody is fixed; the office says), "" (nobody).
    filing: str
    bases: tuple[Basis, ...]
    guidelines: tuple[Basis, ...]
    rules: tuple[Rule, ...]
    house: House

    def rules_for(self, kind: Kind) -> tuple[Rule, ...]:
        """The steps of one kind of procedure, in their order."""
        return tuple(rule for rule in self.rules if kind in rule.kinds)

    def basis_on(self, day: date) -> Basis | None:
        """The legal basis that holds on that day; None if an agreement had none then."""
        return next((basis for basis in self.bases if basis.holds_on(day)), None)

    def addressee(self, prefecture: str, party_kinds: Iterable[str]) -> str:
        """The addressee of a party's filing (届出の宛先): 北海道知事, or 総務大臣.

        地方自治法第252条の2第2項: an agreement that a prefecture concluded goes to the minister,
        from every party; any other goes from each party to the governor of its own prefecture.
        "" where nobody is fixed.
        """
        if self.filing != "governor":
            return ""
        if "prefecture" in party_kinds:
            return "総務大臣"
        return f"{prefecture}知事" if prefecture else ""


class UnknownScheme(LookupError):
    """There is no scheme of that key."""


def scheme(key: str) -> Scheme:
    """The scheme of that key; UnknownScheme if there is none."""
    try:
        return SCHEMES[key]
    except KeyError:
        raise UnknownScheme(key) from None


#: File names of the schemes, in the order in which they are offered.
_FILES = ("renkei_chusu", "teiju_jiritsu", "partner", "other")


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(
        ja=row["ja"],
        en=row["en"],
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        source=row["source"],
        confirmed=row["confirmed"],
        note_ja=row.get("note_ja", ""),
        note_en=row.get("note_en", ""),
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        step=Step(row["step"]),
        kinds=tuple(Kind(kind) for kind in row["kinds"]),
        who=Who(row["who"]),
        required=row["required"],
        duty=Duty(row["duty"]),
        ja=row["ja"],
        en=row["en"],
        provision_ja=row["provision_ja"],
        provision_en=row["provision_en"],
        evidence_ja=row.get("evidence_ja", ""),
        evidence_en=row.get("evidence_en", ""),
        documents=tuple(row.get("documents", ())),
        source=row["source"],
        confirmed=row["confirmed"],
        note_ja=row.get("note_ja", ""),
        note_en=row.get("note_en", ""),
    )


def _load(key: str) -> Scheme:
    folder = resources.files(__name__)
    data = tomllib.loads((folder / f"{key}.toml").read_text("utf-8"))
    rules = data
    if "same_rules_as" in data:  # the same law, another guideline on top
        rules = tomllib.loads((folder / f"{data['same_rules_as']}.toml").read_text("utf-8"))
    return Scheme(
        key=key,
        ja=data["ja"],
        en=data["en"],
        agreement_ja=data["agreement_ja"],
        agreement_en=data["agreement_en"],
        filing=data["filing"],
        bases=tuple(_basis(row) for row in data["bases"]),
        guidelines=tuple(_basis(row) for row in data.get("guidelines", ())),
        rules=tuple(_rule(row) for row in rules["rules"]),
        house=House(**data["house"]),
    )


SCHEMES: Mapping[str, Scheme] = MappingProxyType({key: _load(key) for key in _FILES})
