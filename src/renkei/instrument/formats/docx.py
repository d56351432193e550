"""Write a document as a Word file (DOCX): A4, 明朝, every part in a paragraph style of its own.

Labels are text, not automatic numbers, and indents are properties of styles, not spaces: what Word
shows, copies and counts is the characters of the tree. The file depends on nothing but the document
and the options; its dates are those of the text, never the clock.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from renkei.instrument.formats.blocks import Block, RunKind, Style, Table, Text
from renkei.instrument.formats.docx_frame import BODY, CORE, STYLES, ZIP_TIME, frame
from renkei.instrument.formats.docx_styles import Styles
from renkei.instrument.formats.docx_table import characters, table
from renkei.instrument.formats.layout import layout, title_of
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.formats.wordxml import NO_XML, child, element, size
from renkei.instrument.model import Document


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
    from lxml import etree

    cover = bool(blocks) and isinstance(blocks[0], Text) and blocks[0].style is Style.COVER
    made = frame(options, cover=cover)
    sheet = etree.fromstring(made.styles)
    styles = Styles(sheet, options)
    word = etree.fromstring(made.body)
    (body,) = word
    (end,) = body  # the sheet, which stands after all that is on it
    body.remove(end)
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Text):
            body.append(_paragraph(block, styles, options))
        else:
            if isinstance(previous, Table):  # Word would join two tables that touch
                body.append(_hairline())
            elif block.before > 0.5:  # a table of Word has no room of its own above it
                body.append(_hairline((block.before - 0.5) * options.size))
            body.append(table(block, options.size))
        previous = block
    if not isinstance(previous, Text):  # a body must not be empty, nor end with a table
        body.append(_hairline())
    body.append(end)
    core = _properties(made.core, title, dated, subject, origin)
    raw = io.BytesIO(made.rest)
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, root in ((BODY, word), (STYLES, sheet), (CORE, core)):
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, etree.tostring(root, encoding="UTF-8", standalone=True))
    return raw.getvalue()


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
    data: bytes, title: str, dated: datetime.date | None, subject: str, origin: str
) -> Any:
    """文書のプロパティ: title and language; the date of the text, or no date at all."""
    from docx.opc.coreprops import CoreProperties
    from docx.oxml.parser import parse_xml

    element: Any = parse_xml(data)
    core = CoreProperties(element)
    core.title = NO_XML.sub("\ufffd", title)[:255]
    core.subject = NO_XML.sub("\ufffd", subject)[:255]
    core.language = "ja-JP"
    core.author = core.last_modified_by = ""
    core.comments = NO_XML.sub("\ufffd", origin)[:255]
    core.revision = 1
    for stamp in list(element):
        if stamp.tag.endswith(("}created", "}modified")):
            element.remove(stamp)
    if dated is not None:
        day = datetime.datetime(dated.year, dated.month, dated.day, tzinfo=datetime.UTC)
        core.created = core.modified = day
    return element
