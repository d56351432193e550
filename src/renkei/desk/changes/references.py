"""ハネ: references that a change breaks, and the text with them put right."""

from __future__ import annotations

from renkei.desk.changes.texts import Pair


def broken_of(texts: Pair) -> list[object]:
    """The references of the target text that the change leaves pointing elsewhere or nowhere."""
    return []


def repaired(texts: Pair) -> str:
    """The target text with every proposal taken in."""
    return texts.after.document.source
