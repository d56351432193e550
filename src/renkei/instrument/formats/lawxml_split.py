"""Where a printed heading parts into number and title, and a caption into brackets and words.

Each function answers with the roles of a text, range by range, over all of it.
"""

from __future__ import annotations

import re

from renkei.instrument.model import Number, Role
from renkei.units import parse_numeral

Spans = list[tuple[Role, int, int]]

_N = "[一二三四五六七八九十百千〇0-9０-９]+"
_BRANCH = f"(?:[のノ]{_N})*"
_DIVISION = re.compile(
    f"(第{_N}[編章節款目]{_BRANCH}"
    f"(?:(?:から|、|及び)第{_N}[編章節款目]{_BRANCH})*(?:まで)?)([　 ]*)(.*)",
    re.DOTALL,
)
_ANNEX = re.compile(
    "((?:附則)?(?:別表|別記様式|別記|別図|別紙|様式|付表|附表|付録|附録|書式)"
    f"(?:第?{_N}(?:号(?:様式|書式)?)?{_BRANCH})?)([　 ]*)(.*)",
    re.DOTALL,
)
_NUMERAL = re.compile(_N)
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "［": "］"}


def heading(text: str) -> Spans:
    """「第一章　総則」: label, layout, caption; without a number all of it is the caption."""
    match = _DIVISION.fullmatch(text)
    if match is None:
        return [(Role.CAPTION, 0, len(text))]
    return [
        (Role.LABEL, *match.span(1)),
        (Role.LAYOUT, *match.span(2)),
        (Role.CAPTION, *match.span(3)),
    ]


def caption(text: str) -> Spans:
    """「（目的）」: the brackets are layout."""
    return _bracketed(text, Role.CAPTION)


def note(text: str) -> Spans:
    """「（第三条関係）」: the brackets are layout."""
    return _bracketed(text, Role.NOTE)


def title(text: str) -> Spans:
    """「別表第一（第三条関係）」, 「別表第二　手数料」: label, then note or caption."""
    match = _ANNEX.fullmatch(text)
    if match is None:
        return [(Role.LABEL, 0, len(text))]
    rest, begin = match[3], match.start(3)
    found: Spans = [(Role.LABEL, *match.span(1)), (Role.LAYOUT, *match.span(2))]
    if rest[:1] in _PAIRS and rest.endswith(_PAIRS[rest[0]]) and "関係" in rest:
        after = _bracketed(rest, Role.NOTE)
    else:
        after = [(Role.CAPTION, 0, len(rest))]
    return found + [(role, begin + start, begin + end) for role, start, end in after]


def annex_number(text: str) -> Number | None:
    """The number in 「別表第一の二」; None for 「別表」."""
    match = _ANNEX.match(text.strip())
    if match is None:
        return None
    found = [parse_numeral(numeral) for numeral in _NUMERAL.findall(match[1])]
    parts = tuple(value for value in found if value is not None)
    return Number(parts) if parts else None


def _bracketed(text: str, role: Role) -> Spans:
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        end = len(text)
        return [(Role.LAYOUT, 0, 1), (role, 1, end - 1), (Role.LAYOUT, end - 1, end)]
    return [(role, 0, len(text))]
