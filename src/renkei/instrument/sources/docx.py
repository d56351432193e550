"""Word files (.docx) as one text: a paragraph a line, a table row a line with tabs between cells.

A merged cell keeps its text in its first place and is empty in the others (``RowHint.merged`` says
which go on from above). A row that ends before the others has its own cells only. Paragraphs and
breaks within a cell are parted by U+2028. A table of one column is a frame around text, and is read
as the paragraphs and tables in it. Text boxes follow the paragraph that holds them, notes follow the
text; what was left out or moved is in the diagnostics.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from renkei.instrument.model import Finding, Origin
from renkei.instrument.sources.docx_inline import Inline, attribute, short, switched_on
from renkei.instrument.sources.docx_numbering import Numbering, number_of, value_of
from renkei.instrument.sources.docx_package import Package, W
from renkei.instrument.sources.linear import Linear, RowHint
from renkei.instrument.sources.refusals import refusal
from renkei.instrument.sources.remarks import remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LINE_IN_CELL = "\u2028"
_MAX_COLUMNS = 63  # the limit of Word itself
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_STRUCK = frozenset(("del", "moveFrom"))


def linear_docx(data: bytes) -> Linear:
    """Write a Word file as text; raises only Refusal (``docx-…``, ``too-large``, ``blank``)."""
    package = Package(data)
    root = package.part(package.main)
    body = None if root is None else root.find(f"{{{W}}}body")
    if body is None:
        raise refusal("docx-broken", where=package.main)
    numbering = Numbering(
        package.part(package.related("numbering")), package.part(package.related("styles"))
    )
    reader = _Reader(numbering)
    reader.blocks(body)
    reader.flush()
    reader.notes(package)
    text = "\n".join(reader.lines) + "\n"
    if not text.strip():
        pictures = reader.inline.counts["picture"]
        raise refusal("docx-no-text", pictures=pictures) if pictures else refusal("blank")
    origin = Origin("docx", "utf-8", "\n", hashlib.sha256(data).hexdigest())
    findings = (*reader.findings(), *_margins(package))
    return Linear(text, origin, reader.hints, findings)


class _Reader:
    """Walks the blocks of a document and writes its lines."""

    def __init__(self, numbering: Numbering, inline: Inline | None = None) -> None:
        self.lines: list[str] = []
        self.hints: dict[int, RowHint] = {}
        self.numbering = numbering
        self.inline = inline or Inline()
        self._offset = 0
        self._open = ""  # text of a paragraph whose end mark was struck out
        self._after_table = False

    def blocks(self, parent: _Element) -> None:
        """Write every paragraph and table below ``parent``."""
        for block in _blocks(parent):
            name = short(block.tag)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name == "altChunk":
                self.inline.see("picture")

    def flush(self) -> None:
        """Write what is left of a last paragraph without an end."""
        if self._open:
            self._line(self._open)
            self._open = ""

    def notes(self, package: Package) -> None:
        """Write footnotes and endnotes in the order of their marks, each with its mark."""
        if not self.inline.notes:
            return
        found: dict[tuple[str, str], _Element] = {}
        for kind in ("footnote", "endnote"):
            root = package.part(package.related(kind + "s"))
            if root is not None:
                for note in root.iterfind(f"{{{W}}}{kind}"):
                    found.setdefault((kind, attribute(note, "id")), note)
        for number, key in enumerate(tuple(self.inline.notes), 1):
            mark = f"（注{number}）"
            content = found.get(key)
            texts = (
                []
                if content is None
                else [self.inline.read(p, mark) for p in _blocks(content) if short(p.tag) == "p"]
            )
            if texts and mark not in texts[0]:
                texts[0] = mark + texts[0]
            self._line(LINE_IN_CELL.join(texts).replace(LINE_IN_CELL, "\n") or mark)

    def findings(self) -> Iterator[Finding]:
        """What was changed or left out on the way, each kind once."""
        counts, inline = self.inline.counts, self.inline
        if counts["written"] or counts["struck"]:
            yield remark("R011", inserted=counts["written"], deleted=counts["struck"])
        for what, code in (
            ("hidden", "R012"),
            ("symbol", "R013"),
            ("picture", "R014"),
            ("box", "R017"),
            ("nested", "R018"),
            ("ruby", "R019"),
            ("comment", "R021"),
        ):
            if counts[what]:
                found = " / ".join(inline.samples.get(what, []))
                yield remark(code, count=counts[what], found=found)
        if inline.notes:
            yield remark("R016", count=len(inline.notes))
        if self.numbering.count:
            yield remark("R020", count=self.numbering.count, found=self.numbering.example)

    def _line(self, line: str, hint: RowHint | None = None) -> None:
        if hint is not None and hint != RowHint():
            self.hints[self._offset] = hint
        self.lines.append(line)
        self._offset += len(line) + 1
        self._after_table = False

    def _paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(f"{{{W}}}pPr")
        marks = None if properties is None else properties.find(f"{{{W}}}rPr")
        struck = marks is not None and any(marks.find(f"{{{W}}}{n}") is not None for n in _STRUCK)
        text = self.inline.read(paragraph)
        boxes = self.inline.boxes
        if not (struck and not text):
            # A paragraph that is wholly struck out takes no number.
            text = ("" if self._open else self.numbering.label(properties)) + text
        self._open += text
        if not struck:
            self._line(self._open)
            self._open = ""
        for box in boxes:
            self.inline.see("box")
            self.blocks(box)

    def _table(self, table: _Element) -> None:
        self.flush()
        rows = list(_rows(table))
        if all(len(cells) == 1 for _, cells in rows):
            for _, cells in rows:
                self.blocks(cells[0])
            return
        if self._after_table:
            self._line("")
        for row, cells in rows:
            self._line(*self._row(row, cells))
        self._after_table = bool(rows)

    def _row(self, row: _Element, cells: list[_Element]) -> tuple[str, RowHint]:
        properties = row.find(f"{{{W}}}trPr")
        texts = [""] * _within(number_of(properties, "gridBefore"), 0)
        merged: list[int] = []
        for cell in cells:
            settings = cell.find(f"{{{W}}}tcPr")
            going_on = value_of(settings, "vMerge") in ("", "continue")
            text = self._cell(cell)
            span = _within(number_of(settings, "gridSpan"), 1)
            if going_on:
                if text.strip():
                    self.inline.see("hidden", text)
                text = ""
                merged += range(len(texts), len(texts) + span)
            texts += [text, *([""] * (span - 1))]
        if len(texts) == 1 and _within(number_of(properties, "gridAfter"), 0):
            # A row that ends early has no cells there; but one cell alone would be no row.
            texts.append("")
        header = switched_on(properties, "tblHeader")
        return "\t".join(texts), RowHint(tuple(merged), header)

    def _cell(self, cell: _Element) -> str:
        """All text of a cell on one line; a table within it follows row by row."""
        inner = _Reader(self.numbering, self.inline)
        for block in _blocks(cell):
            if short(block.tag) == "tbl":
                self.inline.see("nested")
                for _, cells in _rows(block):
                    inner._line("\u3000".join(self._cell(c) for c in cells))
            elif short(block.tag) == "p":
                inner._paragraph(block)
        inner.flush()
        lines = inner.lines
        while len(lines) > 1 and not lines[-1]:  # Word asks for a last empty paragraph
            lines.pop()
        return LINE_IN_CELL.join(lines).replace("\n", LINE_IN_CELL).replace("\t", "\u3000")


def _within(number: int | None, default: int) -> int:
    return default if number is None else min(max(number, default), _MAX_COLUMNS)


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs, tables and other blocks of ``parent``, looking through what only wraps them."""
    for child in parent:
        name = short(child.tag)
        if name in _WRAPPERS:
            yield from _blocks(child)
        elif name == "mc:AlternateContent":
            for form in child:
                if short(form.tag) == "mc:Choice":
                    yield from _blocks(form)
                    break
        else:
            yield child


def _rows(table: _Element) -> Iterator[tuple[_Element, list[_Element]]]:
    """The rows of a table with their cells; rows struck out in a tracked change are left out."""
    for row in _blocks(table):
        if short(row.tag) != "tr":
            continue
        properties = row.find(f"{{{W}}}trPr")
        if properties is not None and properties.find(f"{{{W}}}del") is not None:
            continue
        cells = [cell for cell in _blocks(row) if short(cell.tag) == "tc"]
        if cells:
            yield row, cells


def _margins(package: Package) -> Iterator[Finding]:
    """Say what stands in headers and footers; it is of the page, not of the text."""
    found: list[str] = []
    for name in package.names():
        folder, _, base = name.rpartition("/")
        if folder == "word" and base.startswith(("header", "footer")) and base.endswith(".xml"):
            root = package.part(name)
            if root is not None:
                text = "".join(t for p in root.iter(f"{{{W}}}p") for t in [Inline().read(p)])
                if text.strip():
                    found.append(text.strip()[:40])
    if found:
        yield remark("R015", found=" / ".join(dict.fromkeys(found)))
