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
