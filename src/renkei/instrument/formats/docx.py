"""Write a document as a Word file (DOCX): A4, 明朝, every part in a paragraph style of its own.

Labels are text, not automatic numbers, and indents are properties of styles, not spaces: what Word
shows, copies and counts is the characters of the tree. The file depends on nothing but the document
and the options; its dates are those of the text, never the clock.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from renkei.instrument.formats.blocks import Block, RunKind, Style, Table, Text
from renkei.instrument.formats.docx_styles import Styles, prepare
from renkei.instrument.formats.docx_table import characters, table
from renkei.instrument.formats.layout import layout, title_of
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.formats.wordxml import NO_XML, child, element, size
from renkei.instrument.model import Document

#: The zip format begins in 1980; a member's time says nothing about a text.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_docx(document: Document, options: PrintOptions | None = None) -> bytes:
    """A document as a Word file: same document and options, same bytes.

    A character XML cannot hold (a control character) stands as U+FFFD, never silently left out.
    """
    options = options or PrintOptions()
    return write_blocks_docx(
        layout(document, options), options, title_of(document), dated=document.facts.concluded
    )


def write_blocks_docx(
    blocks: Sequence[Block],
    options: PrintOptions,
    title: str,
    *,
    dated: datetime.date | None = None,
    subject: str = "",
    origin: str = "",
) -> bytes:
    """Blocks as a Word file, with ``title`` in its properties: same input, same bytes.

    ``dated`` stands as the day it was made (None: no day), ``subject`` says what kind of paper it
    is, ``origin`` which data it was made from (分類, コメント of the properties).
    """
    from docx import Document as new_word_file

    word = new_word_file()
    cover = bool(blocks) and isinstance(blocks[0], Text) and blocks[0].style is Style.COVER
    prepare(word, options, cover=cover)
    styles = Styles(word, options)
    end = word.element.body.sectPr
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Text):
            end.addprevious(_paragraph(block, styles, options))
        else:
            if isinstance(previous, Table):  # Word would join two tables that touch
                end.addprevious(_hairline())
            elif block.before > 0.5:  # a table of Word has no room of its own above it
                end.addprevious(_hairline((block.before - 0.5) * options.size))
            end.addprevious(table(block, options.size))
        previous = block
    if not isinstance(previous, Text):  # a body must not be empty, nor end with a table
        end.addprevious(_hairline())
    _properties(word, title, dated, subject, origin)
    raw = io.BytesIO()
    word.save(raw)
    return _same_every_time(raw.getvalue())


def _paragraph(block: Text, styles: Styles, options: PrintOptions) -> Any:
    """A paragraph: its style says all but where its page begins."""
    paragraph = element("w:p")
    properties = child(paragraph, "w:pPr")
    child(properties, "w:pStyle", val=styles.of(block))
    if block.new_page:
        child(properties, "w:pageBreakBefore")
    for run in block.runs:
        made = child(paragraph, "w:r")
        if run.kind is RunKind.GAP and run.text == " ":
            # A half-width space after a label, set as wide as a full-width one.
            child(child(made, "w:rPr"), "w:spacing", val=str(round(options.size * 10)))
        elif run.kind is RunKind.SEAL:
            child(child(made, "w:rPr"), "w:bdr", val="single", sz="4", space="0", color="auto")
        characters(made, run.text)
    return paragraph


def _hairline(points: float = 1) -> Any:
    """An empty paragraph one point high, where the format asks for one; it fills no page."""
    paragraph = element("w:p")
    properties = child(paragraph, "w:pPr")
    child(properties, "w:snapToGrid", val="0")
    child(properties, "w:spacing", line=str(round(points * 20)), lineRule="exact")
    size(child(properties, "w:rPr"), 1)
    return paragraph


def _properties(
    word: Any, title: str, dated: datetime.date | None, subject: str, origin: str
) -> None:
    """文書のプロパティ: title and language; the date of the text, or no date at all."""
    core = word.core_properties
    core.title = NO_XML.sub("\ufffd", title)[:255]
    core.subject = NO_XML.sub("\ufffd", subject)[:255]
    core.language = "ja-JP"
    core.author = core.last_modified_by = ""
    core.comments = NO_XML.sub("\ufffd", origin)[:255]
    core.revision = 1
    for stamp in list(core._element):
        if stamp.tag.endswith(("}created", "}modified")):
            core._element.remove(stamp)
    if dated is not None:
        day = datetime.datetime(dated.year, dated.month, dated.day, tzinfo=datetime.UTC)
        core.created = core.modified = day


def _same_every_time(data: bytes) -> bytes:
    """The file with the times of its zip members fixed and the template's thumbnail gone."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in given.infolist():
            if member.filename.startswith("docProps/thumbnail"):
                continue
            content = given.read(member)
            if member.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            info = zipfile.ZipInfo(member.filename, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return out.getvalue()
