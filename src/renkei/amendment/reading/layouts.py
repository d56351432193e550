"""Real prose brought to the exact layout: bills indent by two, city ordinances hardly at all (組みの違い).

In a bill 条 and 項 begin after one space, 号 after two, イ after three; in an ordinance 号 may stand at
the beginning of the line. The depth is taken from the spaces where they tell it, else from the manner
of the labels: a manner that is open goes on at its depth, a new one opens a depth below.
"""

from __future__ import annotations

import re

from renkei.amendment.reading.blocks import Expected
from renkei.amendment.reading.labels import (
    ANNEX,
    ARTICLE,
    CONTENTS,
    DIVISION,
    ENUMERATOR,
    RANGE,
    REMARKS,
    SUPPLEMENT,
    readings,
    style_of,
)
from renkei.amendment.reading.marks import SPACE, bracketed
from renkei.instrument.model import Kind

_GAP = re.compile("[ 　\t]+")
_BLANK = " \u3000\t"
#: 「⑴　」, 「１　」: labels of real texts may be followed by any space.
_HEAD = re.compile(
    "(?:"
    + "|".join(known.pattern for known in (ARTICLE, DIVISION, RANGE, ENUMERATOR))
    + r")(?=[ 　]|$)"
    r"|[（(](?:[0-9０-９一二三四五六七八九十]{1,3}|[ァ-ン])[）)](?:の[0-9０-９一二三四五六七八九十]{1,2})?"
    r"|[⑴-⒇①-⑳](?:の[0-9０-９]{1,2})?"
)


def exact(lines: list[str], expected: Expected) -> list[str]:
    """The lines of a block as the exact layout would have them."""
    told = [_Told(line) for line in _parted(lines, expected)]
    base = _base(told, expected)
    flat = base is None or any(
        line.listed and not line.paragraph(base, expected) and line.indent - base < 1
        for line in told
    )
    flat = flat or _one_depth(told, base, expected)
    manners: list[str] = []
    out: list[str] = []
    contents = expected.kind is Kind.TOC_ENTRY
    for line in told:
        if line.rows:
            out.append(line.raw)
            continue
        if CONTENTS.fullmatch(line.body):
            contents = True
        elif contents:
            out.append(_entry(line, told))
            continue
        if bracketed(line.body):
            out.append(SPACE + line.body)
        elif (
            line.titled
            or CONTENTS.fullmatch(line.body)
            or (line.listed and line.paragraph(base, expected))
        ):
            manners.clear()
            out.append(line.body)
        elif line.listed:
            depth = _depth(line, manners) if flat or base is None else line.indent - base
            first = 2 if expected.kind is Kind.SUBITEM else 1
            out.append(SPACE * (depth + first - 1) + line.body)
        else:
            out.append(SPACE + line.body)
    return out


#: Labels that stand right before their text, as extracts from PDF have them. Digits and katakana may
#: as well begin the text, so they count only where they are the next of their list.
_GLUED = re.compile(
    "(?P<label>[0-9０-９]{1,2}(?![年月日円人回条項号章節款目編部種級階台枚個か箇倍割分時名歳週])"
    "|[ァ-ン]|[ａ-ｚ])(?=[一-龥「（ァ-ン])"
)
_GLUED_ARTICLE = re.compile(
    f"(?P<label>{ARTICLE.pattern})(?=[一-龥ァ-ンぁ-ん「])(?![のをにはがとへ中及並から])"
)


def _parted(lines: list[str], expected: Expected) -> list[str]:
    """The lines with a space behind labels that lack it."""
    out: list[str] = []
    last: dict[str, int] = {}
    captioned = expected.kind is Kind.ARTICLE
    for line in lines:
        body = line.lstrip(_BLANK)
        indent = line[: len(line) - len(body)]
        if found := _HEAD.match(body):
            said = readings(found[0]) if ENUMERATOR.fullmatch(found[0]) else ()
            if said:
                last[style_of(found[0])] = said[0][1].parts[0]
        elif captioned and (found := _GLUED_ARTICLE.match(body)):
            last.clear()
            last["1"] = 1
            line = f"{indent}{found['label']}{SPACE}{body[found.end() :]}"
        elif found := _GLUED.match(body):
            style = style_of(found["label"])
            before = last.get(style)
            numbers = [number.parts[0] for _, number in readings(found["label"])]
            opens = before is None and (not out or 1 in numbers)
            if opens or (before is not None and before + 1 in numbers):
                last[style] = before + 1 if before is not None else numbers[0]
                line = f"{indent}{found['label']}{SPACE}{body[found.end() :]}"
        if ARTICLE.match(body):
            last = {"1": 1}
        out.append(line)
        captioned = bracketed(body) or (not out[1:] and expected.kind is Kind.ARTICLE)
    return out


class _Told:
    """What one line is by itself."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.rows = "\t" in raw.strip(_BLANK) or raw.startswith("─" * 10)
        body = raw.strip(_BLANK)
        self.indent = len(raw) - len(raw.lstrip(_BLANK))
        found = _HEAD.match(body)
        self.label = found[0] if found else ""
        if found:
            rest = _GAP.sub("", body[found.end() : found.end() + 1]) + body[found.end() + 1 :]
            rest = rest.lstrip(_BLANK)
            body = self.label + (SPACE + rest if rest else "")
        self.body = body
        heading = SUPPLEMENT.match(body) or ANNEX.match(body)
        self.titled = bool(
            ARTICLE.fullmatch(self.label)
            or DIVISION.fullmatch(self.label)
            or REMARKS.match(body)
            or (heading and re.match(r"$|[（　]", body[heading.end() :]))
        )
        self.listed = bool(self.label) and not self.titled

    def paragraph(self, base: int | None, expected: Expected) -> bool:
        """Whether the label is that of a paragraph: a bare digit where paragraphs stand."""
        if not self.listed or style_of(self.label) not in ("1", "①"):
            return False
        if expected.kind in (Kind.ITEM, Kind.SUBITEM, Kind.GROUP, Kind.REMARKS, Kind.ANNEX):
            return False
        if style_of(self.label) == "①":
            return base is not None and self.indent == base and expected.kind is Kind.PARAGRAPH
        return base is None or self.indent <= base


def _one_depth(told: list[_Told], base: int | None, expected: Expected) -> bool:
    """Whether labels of different manners stand behind the same number of spaces."""
    manners: dict[int, str] = {}
    for line in told:
        if line.listed and not line.paragraph(base, expected):
            manner = style_of(line.label)
            if manners.setdefault(line.indent, manner) != manner:
                return True
    return False


def _base(told: list[_Told], expected: Expected) -> int | None:
    """The spaces before what is one depth above the items; None where no line tells."""
    if expected.kind in (Kind.ITEM, Kind.SUBITEM, Kind.GROUP):
        return next((line.indent - 1 for line in told if line.listed), None)
    for line in told:
        if ARTICLE.fullmatch(line.label):
            return line.indent
    for line in told:
        if line.listed and style_of(line.label) in ("1", "①"):
            return line.indent
    return None


def _depth(line: _Told, manners: list[str]) -> int:
    """The depth of an item by the manner of its label."""
    manner = style_of(line.label)
    if manner in manners:
        del manners[manners.index(manner) + 1 :]
    else:
        manners.append(manner)
    return len(manners)


def _entry(line: _Told, told: list[_Told]) -> str:
    """An entry of the contents: one space deeper for each division above it."""
    outer = (
        min(
            other.indent
            for other in told
            if DIVISION.match(other.body) or SUPPLEMENT.match(other.body)
        )
        if any(DIVISION.match(o.body) or SUPPLEMENT.match(o.body) for o in told)
        else line.indent
    )
    return SPACE * (1 + max(line.indent - outer, 0)) + line.body
