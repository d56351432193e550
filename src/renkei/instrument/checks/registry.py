"""What can be found in a text: every code, what it means, why it matters, what can be done (規則).

A rule is one small function over the shared :class:`~renkei.instrument.checks.index.Index`; its
docstring is its documentation. Codes that the readers give themselves stand here too, without a
function, so that every code a person can meet is explained in one place.

Codes are grouped: R0 reading, R1 numbering and structure, R2 references, R3 wording, R4 dates,
R5 parties and signing, R6 tables of an annex, R7 law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from renkei.instrument.model import Severity

if TYPE_CHECKING:
    from renkei.instrument.checks.index import Index


class Words(NamedTuple):
    """The same words in Japanese and in English."""

    ja: str
    en: str


class Hit(NamedTuple):
    """What a rule saw: a node, the source range of the words concerned, and a message.

    ``severity`` where this one weighs otherwise than its rule does.
    """

    node_id: str
    start: int
    end: int
    ja: str
    en: str
    severity: Severity | None = None


Function = Callable[["Index"], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the registry. ``function`` is None for codes that a reader gives itself."""

    code: str
    severity: Severity
    title_ja: str
    title_en: str
    why_ja: str
    why_en: str
    remedy_ja: str
    remedy_en: str
    doc: str = ""
    function: Function | None = None


_rules: dict[str, Rule] = {}


def _add(entry: Rule) -> None:
    if entry.code in _rules:
        raise ValueError(f"rule {entry.code} is registered twice")
    _rules[entry.code] = entry


def rule(
    code: str, severity: Severity, *, title: Words, why: Words, remedy: Words
) -> Callable[[Function], Function]:
    """Register the decorated function as the rule ``code``."""

    def register(function: Function) -> Function:
        doc = cleandoc(function.__doc__ or "")
        if not doc:
            raise ValueError(f"rule {code} has no documentation")
        _add(Rule(code, severity, *title, *why, *remedy, doc, function))
        return function

    return register


def declare(
    code: str, severity: Severity, *, title: Words, why: Words, remedy: Words, doc: str = ""
) -> None:
    """Register a code that a reader gives, not a rule."""
    _add(Rule(code, severity, *title, *why, *remedy, doc))


def registered() -> Mapping[str, Rule]:
    """All rules by code, in the order of the codes."""
    return MappingProxyType(dict(sorted(_rules.items())))


_WEIGHTS = {
    Severity.ERROR: Words("誤り", "error"),
    Severity.WARNING: Words("注意", "warning"),
    Severity.NOTE: Words("参考", "note"),
}


def explain(code: str, lang: str = "ja") -> str:
    """What a code means, why it matters and what can be done, in ``ja`` or ``en``.

    KeyError for a code there is not.
    """
    entry = _rules[code]
    weight = _WEIGHTS[entry.severity]
    if lang == "en":
        lines = [
            f"{code}  {entry.title_en} ({weight.en})",
            f"Why: {entry.why_en}",
            f"What to do: {entry.remedy_en}",
        ]
    else:
        lines = [
            f"{code}  {entry.title_ja}（{weight.ja}）",
            f"なぜ: {entry.why_ja}",
            f"対処: {entry.remedy_ja}",
        ]
    if entry.doc:
        lines += ["", entry.doc]
    return "\n".join(lines)


_GROUPS = {
    "R0": Words("読み取り", "Reading"),
    "R1": Words("番号と構成", "Numbers and structure"),
    "R2": Words("参照", "References"),
    "R3": Words("字句", "Wording"),
    "R4": Words("日付と年度", "Dates and fiscal years"),
    "R5": Words("当事者と署名", "Parties and signing"),
    "R6": Words("別表の取組", "Initiatives of an annex"),
    "R7": Words("法律", "Law"),
}


def manual() -> str:
    """docs/checks.md: every code in both languages."""
    lines = [
        "# 検査の指摘 / Findings of `renkei check`",
        "",
        "この文書は規則の登録簿から作られます（`python -m renkei.instrument.checks.manual`）。",
        "Made from the registry of rules; do not edit it by hand.",
    ]
    group = ""
    for code, entry in registered().items():
        if code[:2] != group:
            group = code[:2]
            ja, en = _GROUPS[group]
            lines += ["", f"## {group} {ja} / {en}"]
        weight = _WEIGHTS[entry.severity]
        lines += [
            "",
            f"### {code} {entry.title_ja} / {entry.title_en}",
            "",
            f"- {weight.ja} / {weight.en}",
            f"- なぜ: {entry.why_ja}",
            f"- 対処: {entry.remedy_ja}",
            f"- Why: {entry.why_en}",
            f"- What to do: {entry.remedy_en}",
        ]
        if entry.doc:
            lines += ["", " ".join(entry.doc.split())]
    return "\n".join(lines) + "\n"
