"""The pen that writes the text of a law while its elements are walked, and a node under way."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from renkei.instrument.formats.lawxml_schema import INLINE, LINE_IN_CELL
from renkei.instrument.formats.lawxml_split import Spans
from renkei.instrument.model import Kind, Mark, Node, Number, Piece, Role

if TYPE_CHECKING:
    from lxml import etree

_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_IN_TEXT = INLINE | {"Sentence", "Column", "Fig"}


def loose(text: str | None) -> bool:
    """Whether there is more than the white space that sets the page of the file.

    A full-width space is text, therefore not ``str.strip()`` alone.
    """
    return text is not None and text.strip(" \t\r\n") != ""


def clean(text: str | None) -> str:
    """Text without line breaks of the file and the indentation around them."""
    if not text:
        return ""
    return _BREAK.sub("", text) if "\n" in text or "\r" in text else text


class Own:
    """What one node has of its own, while its element is read."""

    __slots__ = ("marks", "pieces", "said")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.marks: list[Mark] = []
        self.said: dict[Role, list[str]] = {}

    def says(self, role: Role) -> bool:
        """Whether there are words of this role yet."""
        return role in self.said

    def node(
        self,
        ident: str,
        kind: Kind,
        number: Number | None,
        children: tuple[Node, ...],
        attrs: tuple[tuple[str, str], ...],
    ) -> Node:
        """The finished node."""
        said = self.said
        return Node(
            ident,
            kind,
            tuple(self.pieces),
            "".join(said.get(Role.LABEL, ())),
            number,
            "".join(said.get(Role.CAPTION, ())),
            "".join(said.get(Role.NOTE, ())),
            "".join(said.get(Role.TEXT, ())),
            children,
            attrs,
            tuple(self.marks),
        )


class Pen:
    """Writes the source, and tells each node which characters are its own."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pos = 0
        self._before = ""  # written before the next words of the line, if any come
        self._line = 0  # where the line (or the cell) began
        self._in_cell = False
        self._level = 0  # 1 inside a Column
        self._last = ""  # the element last written into a text, for what parts it from the next

    def _put(self, own: Own, role: Role, text: str) -> None:
        end = self.pos + len(text)
        pieces = own.pieces
        if pieces and pieces[-1].role is role and pieces[-1].end == self.pos:
            pieces[-1] = Piece(role, pieces[-1].start, end)
        else:
            pieces.append(Piece(role, self.pos, end))
        self.parts.append(text)
        self.pos = end
        if role is not Role.LAYOUT:
            said = own.said.get(role)
            if said is None:
                own.said[role] = [text]
            else:
                said.append(text)

    def _begin(self, own: Own) -> None:
        if self._before:
            self._put(own, Role.LAYOUT, self._before)
            self._before = ""

    def layout(self, own: Own, text: str) -> None:
        """Characters that only set the page."""
        self._begin(own)
        self._put(own, Role.LAYOUT, text)

    def words(self, own: Own, text: str, role: Role) -> None:
        """Plain words, cleaned."""
        cleaned = clean(text)
        if cleaned:
            self._begin(own)
            self._put(own, role, cleaned)

    def gap(self) -> None:
        """A full-width space before what follows in this line (after 「第一条」)."""
        if self.pos > self._line:
            self._before = "　"

    def end_line(self, own: Own, *, always: bool = False) -> None:
        """End the line if something stands in it; inside a cell a U+2028 when more follows."""
        if self._in_cell:
            self._before = LINE_IN_CELL if self.pos > self._line else ""
        elif self.pos > self._line or always:
            self._before = ""
            self._put(own, Role.LAYOUT, "\n")
            self._line = self.pos
        self._last = ""

    def tab(self, own: Own) -> None:
        """Between two cells; a table inside a cell must make do with a space."""
        self._before = ""
        self._put(own, Role.LAYOUT, "　" if self._in_cell else "\t")

    def enter_cell(self) -> tuple[bool, int]:
        """From here on lines are ended by U+2028. Answers what :meth:`leave_cell` needs."""
        outer = (self._in_cell, self._line)
        self._in_cell, self._line, self._before, self._last = True, self.pos, "", ""
        return outer

    def leave_cell(self, outer: tuple[bool, int]) -> None:
        """Back to what was before the cell."""
        self._in_cell, self._line = outer
        self._before = self._last = ""

    def sentence(self, own: Own, el: etree._Element, role: Role) -> None:
        """A Sentence or Column. Columns are parted by a space, lines of a cell by U+2028, and that
        belongs to the text: 「特許権者　第百条の手数料」 is read as two words."""
        name = str(el.tag)
        if self._last and own.says(role):
            if name == "Column" or self._last == "Column":
                self._put(own, role, "　")
            elif self._in_cell and not (el.get("Function") and self._last == "Sentence+"):
                self._put(own, role, LINE_IN_CELL)
        if name == "Column":
            index = len(own.marks)
            self._begin(own)
            start = self.pos
            own.marks.append(Mark(name, start, start, _pairs(el)))
            self._last, self._level = "", 1
            if loose(el.text):
                self.words(own, el.text or "", role)
            for child in el:
                self.sentence(own, child, role)
                if loose(child.tail):
                    self.words(own, child.tail or "", role)
            own.marks[index] = Mark(name, start, self.pos, _pairs(el))
            self._level = 0
        else:
            self.text(own, el, role, mark=True)
        # A proviso goes on in the line of its main sentence.
        self._last = "Sentence+" if name == "Sentence" and el.get("Function") else name

    def text(
        self,
        own: Own,
        el: etree._Element,
        role: Role,
        *,
        split: Callable[[str], Spans] | None = None,
        mark: bool = False,
    ) -> None:
        """All text of an element, with a mark for it and for each element inside."""
        silent: list[tuple[int, int]] = []
        inner: list[Mark] = []
        if len(el):
            text, inner, silent = _flatten(el, self._level + mark)
        else:
            text = clean(el.text)
        if text:
            self._begin(own)
        base = self.pos
        if mark and (text or inner or el.tag != "ParagraphNum"):
            attrs = _pairs(el)
            if self._level and not text:  # a mark without extent says how deep it stands
                attrs = (*attrs, ("level", str(self._level)))
            own.marks.append(Mark(str(el.tag), base, base + len(text), attrs))
        for found in inner:
            own.marks.append(Mark(found.name, base + found.start, base + found.end, found.attrs))
        spans: Spans = split(text) if split and text else [(role, 0, len(text))]
        if silent:
            spans = _hushed(spans, silent)
        for span_role, start, end in spans:
            if end > start:
                self._put(own, span_role, text[start:end])


def _pairs(el: etree._Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in el.attrib.items())


def _flatten(el: etree._Element, level: int) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    """Text of an element with elements in it; marks and layout ranges counted from its begin."""
    parts: list[str] = []
    marks: list[Mark] = []
    silent: list[tuple[int, int]] = []
    pos = 0

    def put(text: str, hushed: bool = False) -> None:
        nonlocal pos
        if text:
            parts.append(text)
            if hushed:
                silent.append((pos, pos + len(text)))
            pos += len(text)

    def walk(inside: etree._Element, depth: int) -> None:
        put(clean(inside.text))
        for child in inside:
            name = str(child.tag)
            reading = name == "Rt" and inside.tag == "Ruby"
            if reading:
                put("（", True)
            elif name not in _IN_TEXT and pos and not str(name).endswith("Sentence"):
                put("　" if name == "TableColumn" else LINE_IN_CELL, True)
            index, start = len(marks), pos
            marks.append(Mark(name, start, start))
            walk(child, depth + 1)
            attrs = _pairs(child)
            if pos == start and depth:
                attrs = (*attrs, ("level", str(depth)))
            marks[index] = Mark(name, start, pos, attrs)
            if reading:
                if pos > start:
                    silent.append((start, pos))
                put("）", True)
            put(clean(child.tail))

    walk(el, level)
    return "".join(parts), marks, silent


def _hushed(spans: Spans, silent: list[tuple[int, int]]) -> Spans:
    """The spans with the silent ranges cut out of them as layout."""
    cuts = sorted({edge for pair in silent for edge in pair})
    found: Spans = []
    for role, start, end in spans:
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        for left, right in pairwise(edges):
            hushed = any(begin <= left and right <= stop for begin, stop in silent)
            found.append((Role.LAYOUT if hushed else role, left, right))
    return found
