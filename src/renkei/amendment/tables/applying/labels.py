"""What a line of a table begins with: 第3条, 2, (1), ア, 第二章, 附則, 別表, and its number (番号の読み取り)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renkei.instrument.model import Kind, Number
from renkei.instrument.reading import markers
from renkei.instrument.reading.enumerators import enumerator

_DIVISIONS = {
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "款": Kind.SUBSECTION,
    "目": Kind.DIVISION,
}
_SPACE = re.compile(r"[ \u3000\t]+")
_SUPPLEMENT = re.compile(r"[附付][ \u3000]*則")
_ANNEX = re.compile(
    r"(?:別[ \u3000]?[表記紙図添]|付表|附表|付録|様式|別記様式|別冊)"
    r"(?:第?[0-9０-９一二三四五六七八九十百]+号?(?:の[0-9０-９一二三四五六七八九十]+)*)?"
)
_REMARKS = re.compile(r"(?P<l>備[ \u3000]*考)(?:[ \u3000]+(?P<t>\S.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """A line taken apart. ``kind`` None: an enumerator, whose level its place tells.

    ``readings``: what the number can be, by the series it may belong to (イ of アイウ or of イロハ).
    """

    label: str
    rest: str
    kind: Kind | None = None
    note: str = ""
    readings: tuple[tuple[str, Number], ...] = ()

    @property
    def series(self) -> frozenset[str]:
        """The series of numbers the label can be of."""
        return frozenset(name for name, _ in self.readings)


def head(line: str) -> Head | None:
    """The label of a line and what follows it; None where it begins with its text."""
    if not line:
        return None
    size = len(line)
    found = markers.article(line, 0, size, None)
    if found is not None and (found.end == size or line[found.end] in markers.SPACES):
        return Head(line[: found.end], line[found.body :], Kind.ARTICLE, readings=found.readings)
    division = markers.division(line, 0, size)
    if division is not None:
        numbers = (("division", division.number),)
        kind = _DIVISIONS[division.sign]
        return Head(line[: division.end], line[division.body :], kind, readings=numbers)
    for pattern, kind in ((_SUPPLEMENT, Kind.SUPPLEMENT), (_ANNEX, Kind.ANNEX)):
        match = pattern.match(line)
        noted = _noted(line, match.group()) if match is not None else None
        if noted is not None and "。" not in noted.rest:
            number = _annex_number(noted.label) if kind is Kind.ANNEX else None
            readings = (("annex", number),) if number else ()
            return Head(noted.label, noted.rest, kind, noted.note, readings)
    if (match := _REMARKS.match(line)) is not None:
        return Head(match["l"], match["t"] or "", Kind.REMARKS)
    label = enumerator(line, 0, size)
    if label is not None and (label.end == size or line[label.end] in markers.SPACES):
        return Head(line[: label.end], line[label.body :], readings=label.readings)
    return None


def after_label(line: str, label: str) -> Head | None:
    """The line taken apart behind a label that is known beforehand."""
    if not label or not line.startswith(label):
        return None
    rest = line[len(label) :]
    gap = _SPACE.match(rest)
    if rest and gap is None:
        return None
    return Head(label, rest[gap.end() :] if gap else "")


def closest(readings: tuple[tuple[str, Number], ...], last: Number | None) -> Number | None:
    """The reading that goes on a list behind ``last``, or begins one."""
    if not readings:
        return None
    wanted = last.parts[0] + 1 if last and last.parts else 1
    return min(readings, key=lambda reading: abs(reading[1].parts[0] - wanted))[1]


def _annex_number(label: str) -> Number | None:
    found = markers.annex(label, 0, len(label))
    return found.number if found else None


def heading(line: str, kind: Kind, label: str, caption: str) -> Head | None:
    """A heading line: number, note in brackets, caption. ``label``/``caption`` are the old ones."""
    if kind in (Kind.SUPPLEMENT, Kind.ANNEX):
        known = _noted(line, label) if label else None
        if known is None:
            known = head(line)
            known = known if known is not None and known.kind is kind else None
        return known
    if kind is Kind.TOC_ENTRY:
        rest, note = _ending_note(line)
        known = after_label(rest, label) or head(rest)
        if known is None:
            return Head("", rest, kind, note)
        return Head(known.label, known.rest, kind, note, known.readings)
    if not label and head(line) is None:
        return Head("", line, kind)
    known = after_label(line, label) or head(line)
    if known is None and not caption:
        return Head(line, "", kind)
    return known or Head("", line, kind)


def _noted(line: str, label: str) -> Head | None:
    """「別表（第3条関係）　題」: label, note in brackets that touch it, and caption behind a space."""
    if not line.startswith(label):
        return None
    rest = line[len(label) :]
    note = ""
    if rest.startswith("（"):
        depth = 0
        for at, char in enumerate(rest):
            depth += (char == "（") - (char == "）")
            if depth == 0:
                note, rest = rest[1:at], rest[at + 1 :]
                break
    gap = _SPACE.match(rest)
    if rest and gap is None:
        return None
    return Head(label, rest[gap.end() :] if gap else "", note=note)


def _ending_note(line: str) -> tuple[str, str]:
    """A line without the brackets at its end, and what they hold."""
    if not line.endswith("）"):
        return line, ""
    depth = 0
    for at in range(len(line) - 1, -1, -1):
        depth += (line[at] == "）") - (line[at] == "（")
        if depth == 0:
            return line[:at], line[at + 1 : -1]
    return line, ""
