"""Files made of a change: its sentences in Word, its comparing table in Word, PDF and Excel."""

from __future__ import annotations

from dataclasses import replace

from renkei.amendment.tables import AGREEMENT, write_table
from renkei.desk.changes.models import Change
from renkei.desk.changes.texts import Pair
from renkei.desk.procedures.papers.amending import prose_blocks
from renkei.instrument.formats.options import PrintOptions

MEDIA = {
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sentences_docx(change: Change, prose: str) -> bytes:
    """改め文 as a Word file."""
    from renkei.instrument.formats.docx import write_blocks_docx

    fictional = change.region is not None and change.region.fictional
    options = PrintOptions(label="見本　案" if fictional else "案")
    title = f"{change.agreement.title}の変更（改め文）"
    return write_blocks_docx(prose_blocks(prose, options.measure), options, title, subject="改め文")


def table_bytes(change: Change, texts: Pair, extension: str, *, old_right: bool) -> bytes:
    """新旧対照表 as a file; ``old_right``: the present words stand in the right column."""
    style = replace(AGREEMENT, after_first=old_right)
    return write_table(texts.before.document, texts.after.document, extension, style)
