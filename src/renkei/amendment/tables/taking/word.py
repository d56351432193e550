"""A 新旧対照表 out of a Word file, as it comes back from an office (ワードの読み取り)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from renkei.amendment.tables.model import Comparison, Words
from renkei.amendment.tables.taking.grids import GridCell, Item, comparison_of, refusal
from renkei.instrument.sources.docx_package import Package, W

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What a wrapper holds is read as if it stood there itself.
_WRAPPERS = frozenset(
    f"{{{W}}}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink")
)
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")


def read_word(data: bytes) -> Comparison:
    """The table of amendment in a Word file. Raises Refusal."""
    package = Package(data)
    root = package.part(package.main)
    if root is None:
        raise refusal("broken", package.main)
    tracked = sum(1 for name in _TRACKED for _ in root.iter(_tag(name)))
    if tracked:
        raise refusal("tracked", str(tracked))
    body = next(root.iter(_tag("body")), root)
    notes: list[str] = []
    tables: list[list[list[GridCell]]] = []
    for block in _within(body):
        if block.tag == _tag("tbl"):
            tables.append([_row(row) for row in _within(block) if row.tag == _tag("tr")])
        elif block.tag == _tag("p") and not tables:
            text = _paragraph(block).text.strip()
            if text:
                notes.append(text)
    return comparison_of(tables, notes)


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _within(parent: _Element) -> Iterator[_Element]:
    """The children of an element, wrappers opened."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _within(child)
        else:
            yield child


def _row(row: _Element) -> list[GridCell]:
    properties = row.find(_tag("trPr"))
    column = _number(properties, "gridBefore", 0)
    cells: list[GridCell] = []
    for cell in _within(row):
        if cell.tag != _tag("tc"):
            continue
        look = cell.find(_tag("tcPr"))
        span = max(_number(look, "gridSpan", 1), 1)
        merged = look.find(_tag("vMerge")) if look is not None else None
        goes_on = merged is not None and merged.get(_tag("val"), "continue") == "continue"
        if not goes_on:
            cells.append(GridCell(column, column + span, tuple(_items(cell))))
        column += span
    return cells


def _items(cell: _Element) -> Iterator[Item]:
    """The lines of a cell, and the tables inside it, in order."""
    lines: list[Words] = []
    for block in _within(cell):
        if block.tag == _tag("p"):
            lines.append(_paragraph(block))
        elif block.tag == _tag("tbl"):
            if lines:
                yield Item(_joined(lines))
            lines = []
            rows = [_row(row) for row in _within(block) if row.tag == _tag("tr")]
            inner = tuple(
                tuple(_joined([item.words for item in one.items]) for one in row) for row in rows
            )
            yield Item(Words(""), inner)
    if lines:
        yield Item(_joined(lines))


def _joined(lines: list[Words]) -> Words:
    text = ""
    marks: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        text += "\n" if at else ""
        marks += [(start + len(text), end + len(text)) for start, end in line.marks]
        text += line.text
    return Words(text, tuple(marks))


def _paragraph(paragraph: _Element) -> Words:
    text = ""
    marks: list[tuple[int, int]] = []
    for run in _runs(paragraph):
        words = "".join(_characters(run))
        look = run.find(_tag("rPr"))
        if words.strip() and any(_on(look, name) for name in ("strike", "dstrike", "vanish")):
            raise refusal("struck", words.strip()[:20])
        line = look.find(_tag("u")) if look is not None else None
        if words and line is not None and line.get(_tag("val"), "single") != "none":
            if marks and marks[-1][1] == len(text):
                marks[-1] = (marks[-1][0], len(text) + len(words))
            else:
                marks.append((len(text), len(text) + len(words)))
        text += words
    if text.strip() and _numbered(paragraph):
        raise refusal("auto-number", text.strip()[:20])
    return Words(text, tuple(marks))


def _on(look: _Element | None, name: str) -> bool:
    """Whether a switch of a run is set."""
    found = look.find(_tag(name)) if look is not None else None
    return found is not None and found.get(_tag("val"), "1") not in ("0", "false", "off")


def _numbered(paragraph: _Element) -> bool:
    """Whether Word itself puts a number before a paragraph: no word of it stands in the text."""
    found = paragraph.find(f"{_tag('pPr')}/{_tag('numPr')}/{_tag('numId')}")
    return found is not None and found.get(_tag("val"), "0") != "0"


def _runs(parent: _Element) -> Iterator[_Element]:
    for child in _within(parent):
        if child.tag == _tag("r"):
            yield child
        elif child.tag == _tag("fldSimple"):
            yield from _runs(child)


def _characters(run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == _tag("t"):
            yield child.text or ""
        elif child.tag in (_tag("br"), _tag("cr")):
            yield "\u2028"
        elif child.tag == _tag("tab"):
            yield "\t"
        elif child.tag == _tag("noBreakHyphen"):
            yield "-"
        elif child.tag == _tag("ruby"):
            for base in child.iter(_tag("rubyBase")):
                for inner in base.iter(_tag("t")):
                    yield inner.text or ""


def _number(properties: _Element | None, name: str, default: int) -> int:
    found = properties.find(_tag(name)) if properties is not None else None
    value = found.get(_tag("val"), "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else default
