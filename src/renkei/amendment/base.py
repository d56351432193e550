"""The identity of a text that is amended: a hash over what it says, not over how it is set (基準となる文)."""

from __future__ import annotations

import hashlib
import json

from renkei.instrument.model import Node, Shape, shape


def digest(root: Node) -> str:
    """SHA-256 of the shape of a text: the same for two files that say the same in the same order."""
    told = json.dumps(_plain(shape(root)), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(told: Shape) -> list[object]:
    return [*told[:-1], [_plain(child) for child in told[-1]]]
