"""ハネ: references that a change breaks, and the target text with them put right."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.deriving import correspond
from renkei.amendment.references import Broken, Why, broken, kept_by
from renkei.desk.agreements.places import Places
from renkei.desk.changes.texts import Pair


@dataclass(frozen=True, slots=True)
class Reference:
    """One broken reference: where it stands, what it says, what it should say ("" where a person has
    to decide), and why."""

    place: str
    node_id: str
    printed: str
    wanted: str
    why: Why


def broken_of(texts: Pair) -> list[Reference]:
    """The references of the target text that the change leaves pointing elsewhere or nowhere."""
    places = Places(texts.after.document)
    return [
        Reference(
            places.full_name(places.nodes[one.node_id]),
            one.node_id,
            one.printed,
            one.wanted,
            one.why,
        )
        for one in _found(texts)
    ]


def repaired(texts: Pair) -> str:
    """The target text with every reference written as it should be, where that is clear."""
    source = texts.after.document.source
    for one in sorted(_found(texts), key=lambda one: one.start, reverse=True):
        if one.wanted:
            source = source[: one.start] + one.wanted + source[one.end :]
    return source


def _found(texts: Pair) -> tuple[Broken, ...]:
    before, after = texts.before.document, texts.after.document
    return broken(before, after, kept_by(correspond(before, after).pairs))
