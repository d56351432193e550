"""A 新旧対照表 written: for paper (Word, PDF), for the screen (HTML), for Excel (対照表の作成)."""

from __future__ import annotations

from renkei.amendment.tables.making.rows import comparison
from renkei.amendment.tables.making.sheet import blocks, sheet
from renkei.amendment.tables.model import Comparison
from renkei.amendment.tables.style import AGREEMENT, TableStyle
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Document

#: What can be written.
FORMATS = ("docx", "pdf", "html", "xlsx")


def write_table(
    before: Document,
    after: Document,
    format: str,
    style: TableStyle = AGREEMENT,
    options: PrintOptions | None = None,
) -> bytes:
    """The 新旧対照表 of two texts as a file: same input, same bytes.

    ``format``: one of :data:`FORMATS`; ValueError for another. ``options`` None: A4, on its side
    where a 別表 stands in the table.
    """
    title = after.facts.title or before.facts.title
    return write_comparison(comparison(before, after, style), format, title, options)


def write_comparison(
    table: Comparison, format: str, title: str = "", options: PrintOptions | None = None
) -> bytes:
    """A comparison already made, as a file."""
    name = f"{title}　新旧対照表" if title else "新旧対照表"
    if format in ("docx", "pdf"):
        options = options or sheet(table)
        printed = blocks(table, options)
        if format == "docx":
            from renkei.instrument.formats.docx import write_blocks_docx

            return write_blocks_docx(printed, options, name, subject="新旧対照表")
        from renkei.instrument.formats.pdf import write_blocks_pdf

        return write_blocks_pdf(printed, options, name, subject="新旧対照表")
    if format == "xlsx":
        from renkei.amendment.tables.making.workbook import workbook

        return workbook(table, name, options.label if options else "")
    if format == "html":
        from renkei.amendment.tables.making.page import page

        return page(table, name)
    raise ValueError(f"a table is written as {', '.join(FORMATS)}, not as {format!r}")
