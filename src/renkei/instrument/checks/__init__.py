"""Checks of an agreement's text: what is wrong, where, why it matters, what can be done (検査).

``check`` runs every rule over one document; ``RULES`` holds what each code means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from renkei.instrument.checks import (  # noqa: F401  (each registers its rules)
    annexes,
    clauses,
    dates,
    labels,
    law,
    links,
    numbering,
    parties,
    reading,
    roles,
    shapes,
    signing,
    wording,
)
from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Rule, explain, manual, registered
from renkei.instrument.model import Document, Finding

__all__ = ["LIMIT", "RULES", "Rule", "check", "explain", "manual", "rule"]

RULES = registered()

#: Words quoted in a finding are cut here.
_QUOTED = 120
#: So many findings of one code are given for one document.
LIMIT = 200
#: So many are counted.
_COUNTED = 10_000


def rule(code: str) -> Rule:
    """The rule of a code; KeyError for a code there is not."""
    return RULES[code]


def check(document: Document, *, codes: Collection[str] | None = None) -> tuple[Finding, ...]:
    """All findings of a document in the order of their places, those of its reader included.

    ``codes`` limits them to some rules; None asks for all. Of each code at most ``LIMIT`` are given,
    and one more that says how many were left out.
    """
    index = Index(document)
    found = _bounded(f for f in document.diagnostics if codes is None or f.code in codes)
    for entry in RULES.values():
        if entry.function is not None and (codes is None or entry.code in codes):
            hits = entry.function(index)
            found += _bounded(_finding(document.source, entry, hit) for hit in hits)
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.start, f.end, f.code)))


def _finding(source: str, entry: Rule, hit: Hit) -> Finding:
    return Finding(
        entry.code,
        hit.severity or entry.severity,
        hit.node_id,
        hit.start,
        hit.end,
        hit.ja,
        hit.en,
        source[hit.start : min(hit.end, hit.start + _QUOTED)],
    )


def _bounded(findings: Iterator[Finding]) -> list[Finding]:
    """The first findings of each code, and one that says how many more there are of it.

    A damaged or hostile file gives one finding a word; nobody reads the thousandth. Past ``_COUNTED``
    not even their number is looked for.
    """
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    beyond: dict[str, Finding] = {}
    for finding in findings:
        code = finding.code
        counts[code] += 1
        if counts[code] <= LIMIT:
            kept.append(finding)
        else:
            beyond.setdefault(code, finding)
            if counts[code] >= _COUNTED:
                break
    for code, first in beyond.items():
        more = counts[code] - LIMIT
        ja, en = ("以上", " or more") if counts[code] >= _COUNTED else ("", "")
        kept.append(
            replace(
                first,
                message_ja=f"「{RULES[code].title_ja}」は、ほかに{more}件{ja}あります。",
                message_en=f"{more}{en} more of this: {RULES[code].title_en}.",
            )
        )
    return kept
