"""From the glyphs of a PDF page to visual lines: order, spaces and the characters meant.

A PDF has no words, only glyphs at places. A space is written where the file shows one, or where the
gap between two glyphs can be nothing else; the quarter em that typesetters put between kanji and
digits (四分アキ) is none, so that 「第252条の2」 never gains spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

LOST = "\ufffd"
#: Radicals of the supplement block that fonts give for whole kanji; NFKC leaves them as they are.
_RADICALS = dict(
    zip(
        "⺎⺏⺐⺑⺒⺓⺛⺝⺟⺠⺦⺩⺫⺬⺮⺱⺲⺶⺷⺸⺹⺻⻀⻁⻂⻃⻄⻆⻌⻍⻎⻏⻑⻖⻘⻝⻟⻠⻡⻣⻤⻨⻩⻫⻭⻯⻲",
        "兀尣尢巳巳幺旡月母民丬王目示竹罓罒羊羊羊耂肀艹虎衤覀西角辶辶辶邑長阝青食飠飠首骨鬼麦黄斉歯竜亀",
        strict=True,
    )
)
_CID = re.compile(r"\(cid:\d+\)")


class Glyph(NamedTuple):
    """One glyph: what it says and its box, in points from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(slots=True)
class Line:
    """A visual line (行) of a page or of a table cell."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Height of the middle of the line, from the top of the page."""
        return (self.top + self.bottom) / 2


class Repairs:
    """What was put right among the characters of a file."""

    def __init__(self) -> None:
        self.mapped: Counter[str] = Counter()
        self.unknown = 0
        self.turned = 0

    def glyphs(self, chars: Iterable[dict[str, Any]]) -> tuple[list[Glyph], str]:
        """The upright glyphs of a page, and the text of those set in another direction."""
        upright: list[Glyph] = []
        turned: list[str] = []
        for char in chars:
            text = self._meant(str(char["text"]))
            if not text:
                continue
            if not _upright(char):
                turned.append(text)
                self.turned += 1
                continue
            size = max(float(char["size"]), 0.1)
            upright.append(
                Glyph(
                    text,
                    float(char["x0"]),
                    float(char["x1"]),
                    float(char["top"]),
                    float(char["bottom"]),
                    size,
                )
            )
        return upright, "".join(turned)

    def _meant(self, text: str) -> str:
        if _CID.fullmatch(text):
            self.unknown += 1
            return LOST
        if "\u2e80" <= text[:1] <= "\u2fdf":
            meant = "".join(_RADICALS.get(c) or unicodedata.normalize("NFKC", c) for c in text)
            if meant != text:
                self.mapped[f"{text}→{meant}"] += 1
            return meant
        if text.isascii() and not text.isprintable():
            return "" if text.strip() else " "
        return text.replace("\u2028", " ").replace("\x00", LOST)


def _upright(char: dict[str, Any]) -> bool:
    """Whether a glyph stands on a level line from left to right, by its text matrix."""
    matrix = char.get("matrix")
    if not matrix:
        return bool(char.get("upright", True))
    along, across = float(matrix[0]), float(matrix[1])
    return along > 0 and abs(across) < 0.3 * along


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Visual lines from top to bottom: glyphs whose middles nearly agree make one."""
    ordered = sorted(glyphs, key=lambda g: (g.top + g.bottom) / 2)
    groups: list[list[Glyph]] = []
    middle = 0.0
    for glyph in ordered:
        here = (glyph.top + glyph.bottom) / 2
        if groups and abs(here - middle) <= 0.45 * max(groups[-1][0].size, glyph.size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
            middle = here
    lines = [line for group in groups if (line := _line(group))]
    return lines


def _line(group: list[Glyph]) -> Line | None:
    # Sorted by the left edge; sorting is stable, so glyphs at one place keep the file's order.
    group = sorted(group, key=lambda g: round(g.x0, 1))
    while group and not group[-1].text.strip(" "):
        group.pop()
    shown = [g for g in group if g.text.strip()]
    if not shown:
        return None
    stretched = _stretch(shown)
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in group:
        if before is not None:
            parts.append(_space(before, glyph, stretched))
        parts.append(glyph.text)
        before = glyph
    return Line(
        "".join(parts),
        shown[0].x0,
        shown[-1].x1,
        min(g.top for g in shown),
        max(g.bottom for g in shown),
        median(g.size for g in shown),
    )


def _stretch(shown: Sequence[Glyph]) -> float:
    """The gap that a line set to a measure (均等割付) has everywhere, in em; 0 for others."""
    gaps = [(b.x0 - a.x1) / max(a.size, b.size) for a, b in pairwise(shown)]
    if len(gaps) < 2:
        return 0.0
    return max(0.0, median(gaps))


def _space(before: Glyph, after: Glyph, stretched: float) -> str:
    em = max(before.size, after.size)
    gap = (after.x0 - before.x1) / em - stretched
    if before.text.isspace() or after.text.isspace():
        return ""
    narrow = before.text[-1].isascii() and after.text[0].isascii()
    if narrow and before.text[-1].isalpha() and after.text[0].isalpha():
        return " " if gap > 0.2 else ""
    if gap < 0.8:
        return " " if narrow and gap > 0.34 else ""
    return "\u3000" * min(max(round(gap), 1), 10)


def narrowed(text: str) -> str:
    """``text`` without any white space: what two settings of one text have in common."""
    return "".join(text.split())
