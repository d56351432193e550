"""From the text of an amendment to its operations (改め文の読取り)."""

from __future__ import annotations

from renkei.amendment.operations import Amendment
from renkei.amendment.reading.prose import Prose
from renkei.amendment.style import MUNICIPAL, Style


def read_prose(text: str, style: Style | None = None) -> Prose:
    """Read 改め文; nothing in it raises."""
    return Prose((Amendment(()),), ((),), ("",), (), (), (), style or MUNICIPAL, 0)
