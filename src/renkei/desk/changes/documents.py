"""Files made of a change: its sentences in Word, its comparing table in Word, PDF and Excel, its text."""

from __future__ import annotations

from dataclasses import replace

from renkei.amendment.tables.making.sheet import sheet
from renkei.amendment.tables.writing import write_comparison
from renkei.desk.changes.models import Change
from renkei.desk.changes.texts import Pair
from renkei.desk.procedures.amending import proved_table
from renkei.desk.procedures.papers.amending import prose_blocks
from renkei.instrument.formats import write
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Document

MEDIA = {
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def fictional(change: Change) -> bool:
    """Whether the change is of a region that does not exist (見本)."""
    return change.region is not None and change.region.fictional


def label_of(change: Change) -> str:
    """What stands at the head of every page: 案, of a made-up region 見本 too."""
    return "見本　案" if fictional(change) else "案"


def sentences_docx(change: Change, prose: str) -> bytes:
    """改め文 as a Word file."""
    from renkei.instrument.formats.docx import write_blocks_docx

    options = PrintOptions(label=label_of(change))
    title = f"{change.agreement.title}の変更（改め文）"
    return write_blocks_docx(prose_blocks(prose, options.measure), options, title, subject="改め文")


def table_bytes(change: Change, texts: Pair, extension: str, *, old_right: bool) -> bytes | None:
    """新旧対照表 as a file; ``old_right``: the present words stand in the right column. None where it
    cannot be proved: read back and applied, the table would not give the text after."""
    before, after = texts.before.document, texts.after.document
    table = proved_table(before, after, old_right=old_right)
    if table is None:
        return None
    options = replace(sheet(table), label=label_of(change))
    title = after.facts.title or before.facts.title
    return write_comparison(table, extension, title, options)


def text_bytes(change: Change, document: Document, extension: str) -> bytes:
    """The target text as Word or text, to be edited and handed in again: a label stands in the head of
    the page, never in the text."""
    if extension == "docx":
        from renkei.instrument.formats.docx import write_docx

        return write_docx(document, PrintOptions(label=label_of(change)))
    return write(document, extension)
