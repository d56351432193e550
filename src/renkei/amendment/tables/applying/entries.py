"""The lines that stand in one column of one row, and what each of them is (行の読み取り)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.amendment.tables.applying.labels import head
from renkei.amendment.tables.model import Side

_OMITTED = re.compile(r"(?P<l>.*?)[ \u3000\t]*[（(［\[]\s*(?:省\s*)?略\s*[）)］\]]$", re.DOTALL)
_MARKER = re.compile(
    r"[（(［\[]\s*(?:新\s*設|新\s*規|追\s*加|新たに規定|削\s*除?\s*る?|削\s*除|全\s*改)\s*(?:する)?[）)］\]]"
)
_RANGE = re.compile(r"(?P<a>.+?)[ \u3000]*(?:から|[～〜~―－-])[ \u3000]*(?P<b>.+?)(?:まで)?$")
_PAIR = re.compile(r"(?P<a>.+?)(?:・|、|及び|並びに)(?:.*(?:・|、|及び|並びに))?(?P<b>.+)$")
_CAPTION = re.compile(r"[（(](?P<c>[^\n]*)[）)]$")
_SPACES = re.compile(r"[\s\u2028]+")


def squeezed(text: str) -> str:
    """Text without spaces and line ends: how the same words are known again."""
    return _SPACES.sub("", text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. ``cells`` where it is a row of a table; ``omitted`` where it leaves text out.

    ``label`` is all that stands before （略）, ``first``/``last`` the provisions it names when it
    names a run of them; "" for whatever comes.
    """

    text: str
    cells: tuple[str, ...] = ()
    omitted: bool = False
    label: str = ""
    first: str = ""
    last: str = ""

    @property
    def caption(self) -> str | None:
        """What stands in brackets, where the whole line does."""
        if self.omitted or self.cells:
            return None
        return bracketed(self.text)

    @property
    def sort(self) -> str:
        """What kind of line it is: lines of one sort can be the same provision."""
        if self.omitted:
            return "omitted"
        if self.cells:
            return "row"
        return "caption" if self.caption is not None else "plain"


def bracketed(text: str) -> str | None:
    """What one pair of brackets round a whole line holds; None where it is something else."""
    match = _CAPTION.match(text)
    if match is None:
        return None
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "（(") - (char in "）)")
        if depth == 0 and at + 1 < len(text):
            return None
    return match["c"]


def is_omitted(text: str) -> bool:
    """Whether a cell says only 「（略）」."""
    match = _OMITTED.match(text.strip())
    return match is not None and not match["l"].strip()


def physical(side: Side) -> list[Entry]:
    """The lines as they stand, marks such as （新設） left out; none is joined yet."""
    if len(side.cells) > 1:
        cells = tuple(cell.text for cell in side.cells)
        if all(_MARKER.fullmatch(cell.strip()) or not cell.strip() for cell in cells) and any(
            cell.strip() for cell in cells
        ):
            return []
        return [Entry("\t".join(cells), cells)]
    found: list[Entry] = []
    for cell in side.cells:
        for line in cell.text.split("\n"):
            text = line.strip(" \u3000\t\u2028")
            if text and not _MARKER.fullmatch(text):
                found.append(entry(text))
    return found


def entry(text: str) -> Entry:
    """One line of text."""
    match = _OMITTED.match(text)
    if match is None or "。" in match["l"] or len(match["l"]) > 120:
        return Entry(text)
    labels = match["l"].strip(" \u3000\t")
    if not labels:
        return Entry(text, omitted=True)
    found = _RANGE.match(labels) or _PAIR.match(labels)
    first, last = (found["a"].strip(), found["b"].strip()) if found else (labels, labels)
    return Entry(text, omitted=True, label=labels, first=first, last=last)


def logical(side: Side, *, breaks: str = "") -> list[Entry]:
    """The lines of new text, hard returns taken out: a line without number goes on the one above.

    ``breaks`` stands where a hard return was (nothing, or a line end inside the text).
    """
    found: list[Entry] = []
    for line in physical(side):
        above = found[-1] if found else None
        goes_on = (
            above is not None and above.sort == line.sort == "plain" and head(line.text) is None
        )
        if goes_on and above is not None:
            found[-1] = Entry(above.text + breaks + line.text)
        else:
            found.append(line)
    return found


def joined(lines: list[Entry], start: int) -> Iterator[tuple[int, str]]:
    """A line, and with each of those after it: how many lines, and their words together."""
    text = ""
    for at in range(start, min(start + 40, len(lines))):
        if at > start and lines[at].sort not in ("plain", "caption"):
            return
        text += squeezed(lines[at].text)
        yield at - start + 1, text
