"""Automatic numbering (自動の段落番号) of a Word file, resolved into the labels that Word prints.

Municipal Word files often number 第1条, (1) and ア by lists; the characters then stand nowhere in
the text. ISO/IEC 29500-1, 17.9 says how levels, overrides and restarts make the label.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from renkei.instrument.sources.docx_package import W
from renkei.units.numerals import (
    AIUEO,
    IROHA,
    to_circled,
    to_fullwidth,
    to_kanji,
    to_kanji_positional,
    to_roman,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_HALF_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_TO_HALF_KANA = str.maketrans(AIUEO, _HALF_KANA)
# Legal numerals (大字) write the one before every unit: 壱拾弐.
_BARE_UNIT = re.compile("(?<![一二三四五六七八九])(?=[十百千])")
_DAIJI = str.maketrans("一二三五十", "壱弐参伍拾")


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def value_of(parent: _Element | None, name: str) -> str | None:
    """``w:val`` of the first child ``w:name``; None when there is none, "" when it has no value."""
    child = None if parent is None else parent.find(_w(name))
    return None if child is None else child.get(_w("val"), "")


def number_of(parent: _Element | None, name: str) -> int | None:
    """:func:`value_of` as a whole number, None when it is none (or absurdly long)."""
    value = value_of(parent, name)
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value, re.ASCII) else None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts and what is printed around the number."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list in use (w:num): its abstract list and what it overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    num_id: int | None
    level: int | None


class Numbering:
    """The counters of one document; ask :meth:`label` for each paragraph, in order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self.count = 0
        self.example = ""
        self._styles: dict[str, _Style] = {}
        self._default_style = ""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[int, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def label(self, properties: _Element | None) -> str:
        """The label printed for a paragraph with these properties, with its space; or ""."""
        place = self._place(properties)
        if place is None:
            return ""
        num_id, depth = place
        used = self._lists.get(num_id)
        levels = self._levels_of(used)
        if used is None or depth not in levels:
            return ""
        counters = self._counters.setdefault(used.abstract, [None] * _LEVELS)
        for upper in range(depth):
            if counters[upper] is None:
                counters[upper] = levels.get(upper, Level()).start
        level = levels[depth]
        current = counters[depth]
        if depth in used.starts and (num_id, depth) not in self._started:
            counters[depth] = used.starts[depth]
        else:
            counters[depth] = level.start if current is None else current + 1
        self._started.add((num_id, depth))
        for lower in range(depth + 1, _LEVELS):
            restart = levels.get(lower, Level()).restart
            if depth < (lower if restart is None else restart):
                counters[lower] = None
        text = self._printed(level, levels, counters)
        if not text:
            return ""
        self.count += 1
        self.example = self.example or text
        return text + ("" if level.suffix == "nothing" else "\u3000")

    def _printed(self, level: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
        if level.format == "none":
            return ""
        if level.format == "bullet":
            # Bullets of symbol fonts stand in the private use area; 「・」 is what they stand for.
            return "・" if "\ue000" <= level.text[:1] <= "\uf8ff" else level.text

        def place(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            number = counters[index]
            style = "decimal" if level.legal else levels.get(index, Level()).format
            return "" if number is None else write_number(number, style)

        return re.sub(r"%([1-9])", place, level.text)

    def _place(self, properties: _Element | None) -> tuple[int, int] | None:
        """List and level of a paragraph: its own, or those of its style and the styles below it."""
        direct = None if properties is None else properties.find(_w("numPr"))
        num_id, depth = number_of(direct, "numId"), number_of(direct, "ilvl")
        style = value_of(properties, "pStyle") or self._default_style
        inherited = ""
        seen: set[str] = set()
        while num_id is None and style in self._styles and style not in seen:
            seen.add(style)
            entry = self._styles[style]
            if entry.num_id is not None:
                num_id, inherited = entry.num_id, style
                depth = entry.level if depth is None else depth
            style = entry.based_on
        if not num_id:  # 0 takes the number away
            return None
        if inherited and depth is None:
            for index, level in self._levels_of(self._lists.get(num_id)).items():
                if level.style == inherited:
                    depth = index
        depth = depth or 0
        return (num_id, depth) if 0 <= depth < _LEVELS else None

    def _levels_of(self, used: _List | None) -> dict[int, Level]:
        if used is None:
            return {}
        levels = self._abstract.get(used.abstract, {})
        if not levels and used.abstract in self._links:
            # The list is defined by a numbering style: follow it once.
            linked = self._styles.get(self._links[used.abstract])
            other = self._lists.get(linked.num_id or 0) if linked else None
            if other is not None:
                levels = self._abstract.get(other.abstract, {}) | other.levels
        return levels | used.levels

    def _read_styles(self, styles: _Element) -> None:
        for style in styles.iter(_w("style")):
            name = style.get(_w("styleId"), "")
            properties = style.find(_w("pPr"))
            numbers = None if properties is None else properties.find(_w("numPr"))
            self._styles[name] = _Style(
                value_of(style, "basedOn") or "",
                number_of(numbers, "numId"),
                number_of(numbers, "ilvl"),
            )
            default = style.get(_w("default")) in ("1", "true", "on")
            if default and style.get(_w("type")) == "paragraph":
                self._default_style = name

    def _read_lists(self, numbering: _Element) -> None:
        for abstract in numbering.iter(_w("abstractNum")):
            name = abstract.get(_w("abstractNumId"), "")
            self._abstract[name] = dict(map(_level, abstract.iterfind(_w("lvl"))))
            link = value_of(abstract, "numStyleLink")
            if link:
                self._links[name] = link
        for num in numbering.iter(_w("num")):
            num_id = num.get(_w("numId"), "")
            if not re.fullmatch(r"[0-9]{1,9}", num_id, re.ASCII):
                continue
            used = _List(value_of(num, "abstractNumId") or "")
            for override in num.iterfind(_w("lvlOverride")):
                index = _index(override)
                for level in override.iterfind(_w("lvl")):
                    used.levels[index] = _level(level)[1]
                start = number_of(override, "startOverride")
                if start is not None:
                    used.starts[index] = start
            self._lists[int(num_id)] = used


def _index(level: _Element) -> int:
    text = level.get(_w("ilvl"), "")
    return int(text) if re.fullmatch("[0-8]", text, re.ASCII) else -1


def _level(element: _Element) -> tuple[int, Level]:
    # A custom format stands in mc:AlternateContent; its fallback is the last numFmt.
    formats = [f.get(_w("val"), "") for f in element.iter(_w("numFmt"))]
    level = Level(
        start=number_of(element, "start") or 0,
        format=formats[-1] if formats else "decimal",
        text=value_of(element, "lvlText") or "",
        suffix=value_of(element, "suff") or "tab",
        legal=value_of(element, "isLgl") not in (None, "0", "false"),
        style=value_of(element, "pStyle") or "",
    )
    return _index(element), replace(level, restart=number_of(element, "lvlRestart"))


def _cycle(series: str) -> Callable[[int], str]:
    """Letters that start over doubled after the last one: z, aa, bb …"""
    return lambda n: series[(n - 1) % len(series)] * min((n - 1) // len(series) + 1, 20)


def _sign(first: int, last: int) -> Callable[[int], str]:
    """One sign for each number from 1, plain digits after the last sign."""
    return lambda n: chr(first + n - 1) if n <= last - first + 1 else str(n)


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": to_fullwidth,
    "decimalFullWidth2": to_fullwidth,
    "japaneseCounting": to_kanji,
    "chineseCounting": to_kanji,
    "chineseCountingThousand": to_kanji,
    "taiwaneseCountingThousand": to_kanji,
    "taiwaneseCounting": to_kanji,
    "ideographDigital": to_kanji_positional,
    "japaneseDigitalTenThousand": to_kanji_positional,
    "japaneseLegal": lambda n: _BARE_UNIT.sub("一", to_kanji(n)).translate(_DAIJI),
    "aiueo": _cycle(AIUEO.translate(_TO_HALF_KANA)),
    "aiueoFullWidth": _cycle(AIUEO),
    "iroha": _cycle(IROHA.translate(_TO_HALF_KANA)),
    "irohaFullWidth": _cycle(IROHA),
    "lowerRoman": to_roman,
    "upperRoman": lambda n: to_roman(n).upper(),
    "lowerLetter": _cycle("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _cycle("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "decimalEnclosedCircle": lambda n: to_circled(n) if n <= 50 else f"({n})",
    "decimalEnclosedParen": _sign(0x2474, 0x2487),
    "decimalEnclosedFullstop": _sign(0x2488, 0x249B),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "numberInDash": lambda n: f"- {n} -",
}


def write_number(number: int, style: str) -> str:
    """``number`` in a numbering format of Word (ST_NumberFormat); unknown ones count in digits."""
    if not 0 < number < 4000 or style not in _WRITERS:
        return str(number)
    return _WRITERS[style](number)
