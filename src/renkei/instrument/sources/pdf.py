"""PDFs with text as one text: lines joined to paragraphs, ruled tables to rows, page by page.

Page numbers, running heads and the heading rows that a page break repeats are of the page and are
left out, and said so. A blank line is written where the page shows clearly more space than between
lines. Text in columns side by side and vertical writing (縦書き) are not taken apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from renkei.instrument.model import Finding, Origin, Refusal
from renkei.instrument.sources.linear import Linear, RowHint
from renkei.instrument.sources.pdf_flow import (
    STARTS,
    continues,
    furniture,
    goes_on_centred,
    pitch_of,
    wrap,
)
from renkei.instrument.sources.pdf_glyphs import Line, Repairs, lines_of
from renkei.instrument.sources.pdf_guard import damage_heard, open_pdf
from renkei.instrument.sources.pdf_tables import Table, continue_table, tables_of
from renkei.instrument.sources.refusals import refusal
from renkei.instrument.sources.remarks import remark

#: Characters and ruling lines on one page: a full page of 別表 has about 2,000 and 200.
MAX_CHARS = 60_000
MAX_RULES = 20_000
_FURNITURE_LINES = 3  # lines that a running head or foot has at most


@dataclass(slots=True)
class _Page:
    lines: list[Line]
    tables: list[Table]
    height: float
    width: float
    turned: str = ""
    empty: bool = False


@dataclass(slots=True)
class _Text:
    """The lines of the result as they are written."""

    lines: list[str] = field(default_factory=list)
    hints: dict[int, RowHint] = field(default_factory=dict)
    offset: int = 0

    def add(self, line: str, hint: RowHint | None = None) -> None:
        if hint is not None and hint != RowHint():
            self.hints[self.offset] = hint
        self.lines.append(line)
        self.offset += len(line) + 1


def linear_pdf(data: bytes) -> Linear:
    """Write a PDF with text as text; raises only Refusal (``pdf-…``, ``too-large``)."""
    repairs = Repairs()
    with damage_heard(data) as damage:
        pages = _pages(data, repairs)
    if all(page.empty for page in pages):
        raise refusal("pdf-no-text", pages=len(pages))
    left_out = _take_furniture(pages)
    repeated = _put_tables_together(pages)
    out = _write(pages)
    findings = [*_findings(pages, repairs, left_out, repeated)]
    if damage:
        findings.append(remark("R027", found=", ".join(dict.fromkeys(damage))))
    origin = Origin("pdf", "utf-8", "\n", hashlib.sha256(data).hexdigest())
    return Linear("\n".join(out.lines) + "\n", origin, out.hints, tuple(findings))


def _pages(data: bytes, repairs: Repairs) -> list[_Page]:
    pages: list[_Page] = []
    with open_pdf(data) as pdf:
        for page in pdf.pages:
            try:
                if len(page.chars) > MAX_CHARS or len(page.edges) > MAX_RULES:
                    raise refusal("pdf-too-dense", page=page.page_number)
                # Bold made by printing twice would double every character.
                chars = page.dedupe_chars(tolerance=1).chars
                glyphs, turned = repairs.glyphs(chars)
                tables, rest = tables_of(page, glyphs)
                lines = lines_of(rest)
                for table in tables:
                    lines += lines_of(table.rest)
            except Refusal:
                raise
            except Exception as error:  # damaged content fails anywhere in pdfminer
                raise refusal("pdf-broken") from error
            lines.sort(key=lambda line: line.middle)
            empty = not lines and not tables and not turned
            height, width = float(page.height), float(page.width)
            pages.append(_Page(lines, tables, height, width, turned, empty))
            page.close()
    return pages


def _take_furniture(pages: Sequence[_Page]) -> list[str]:
    """Take page numbers and running heads off the pages; return what they said."""
    left_out: list[str] = []
    for _ in range(_FURNITURE_LINES):  # the outermost line first, then the one it covered
        places = furniture([(page.lines, page.height) for page in pages])
        for page, index in sorted(places, reverse=True):
            left_out.insert(0, pages[page].lines.pop(index).text.strip())
        if not places:
            break
    return left_out


def _put_tables_together(pages: Sequence[_Page]) -> int:
    """Move every table that goes on at the head of a page under its first part."""
    repeated = 0
    open_table: Table | None = None
    for page in pages:
        if page.tables and open_table is not None:
            head = page.tables[0]
            if not any(line.middle < head.top for line in page.lines):
                count = continue_table(open_table, head)
                if count is not None:
                    repeated += count
                    page.tables = page.tables[1:]
                    if not page.tables and not any(
                        line.middle > head.bottom for line in page.lines
                    ):
                        continue  # the whole page is this table: it may go on further
        last = page.tables[-1] if page.tables else None
        if last is not None and any(line.middle > last.bottom for line in page.lines):
            last = None
        open_table = last
    return repeated


def _write(pages: Sequence[_Page]) -> _Text:
    out = _Text()
    pitch = pitch_of([line for page in pages for line in page.lines])
    right = max((line.x1 for page in pages for line in page.lines), default=0.0)
    sizes = sorted(line.size for page in pages for line in page.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    open_text = ""
    above: Line | None = None
    new_page = False

    def close() -> None:
        nonlocal open_text, above
        if above is not None:
            out.add(open_text)
        open_text, above = "", None

    for page in pages:
        if page.lines and right < 0.6 * page.width:
            right = page.width - min(line.x0 for line in page.lines)
        items: list[Line | Table] = [*page.lines, *page.tables]
        items.sort(key=lambda item: item.middle if isinstance(item, Line) else item.top)
        for item in items:
            if isinstance(item, Table):
                close()
                if out.lines and out.lines[-1]:
                    out.add("")
                for row in item.rows:
                    out.add("\t".join(row.texts), row.hint)
                out.add("")
                new_page = False
                continue
            if above is not None and (
                continues(
                    above,
                    item,
                    right,
                    pitch,
                    new_page=new_page,
                    hanging=bool(STARTS.match(open_text)),
                )
                or (not new_page and goes_on_centred(above, item, right, usual))
            ):
                open_text = wrap(open_text, item.text)
            else:
                spaced = above is not None and not new_page and item.top - above.top > 1.6 * pitch
                close()
                if spaced:
                    out.add("")
                open_text = item.text
            above, new_page = item, False
        if page.turned:
            close()
            out.add(page.turned)
        new_page = True
    close()
    return out


def _findings(
    pages: Sequence[_Page], repairs: Repairs, left_out: Sequence[str], repeated: int
) -> Iterator[Finding]:
    if left_out:
        yield remark("R015", found=" / ".join(dict.fromkeys(left_out)))
    if repeated:
        yield remark("R022", count=repeated)
    if repairs.mapped:
        found = " ".join(pair for pair, _ in repairs.mapped.most_common(10))
        yield remark("R023", count=repairs.mapped.total(), found=found)
    blank = [str(number) for number, page in enumerate(pages, 1) if page.empty]
    if blank:
        yield remark("R024", pages=", ".join(blank))
    if repairs.unknown:
        yield remark("R025", count=repairs.unknown)
    if repairs.turned:
        yield remark("R026", count=repairs.turned)
