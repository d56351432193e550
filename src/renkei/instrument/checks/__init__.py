"""Checks of an agreement's text: what is wrong, where, why it matters, what can be done (検査).

``check`` runs every rule over one document; ``RULES`` holds what each code means.
"""

from __future__ import annotations

from collections.abc import Collection

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
    wording,
)
from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Rule, explain, manual, registered
from renkei.instrument.model import Document, Finding

__all__ = ["RULES", "Rule", "check", "explain", "manual", "rule"]

RULES = registered()

#: Words quoted in a finding are cut here.
_QUOTED = 120


def rule(code: str) -> Rule:
    """The rule of a code; KeyError for a code there is not."""
    return RULES[code]


def check(document: Document, *, codes: Collection[str] | None = None) -> tuple[Finding, ...]:
    """All findings of a document in the order of their places, those of its reader included.

    ``codes`` limits them to some rules; None asks for all.
    """
    found = [f for f in document.diagnostics if codes is None or f.code in codes]
    index = Index(document)
    source = document.source
    for entry in RULES.values():
        if entry.function is None or (codes is not None and entry.code not in codes):
            continue
        for hit in entry.function(index):
            found.append(
                Finding(
                    entry.code,
                    hit.severity or entry.severity,
                    hit.node_id,
                    hit.start,
                    hit.end,
                    hit.ja,
                    hit.en,
                    source[hit.start : min(hit.end, hit.start + _QUOTED)],
                )
            )
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.start, f.end, f.code)))
