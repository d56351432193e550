"""All of a Word file but its text: sheet, heads and feet of pages, settings, fonts; made once.

The template of python-docx is opened and stripped once in a process, and a file without text once
for each way to print. A document adds its text, its styles and its properties to a copy of that.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache, lru_cache
from typing import Any, NamedTuple

from renkei.instrument.formats.docx_styles import prepare, strip
from renkei.instrument.formats.options import PrintOptions

#: The parts in which two files of the same options differ.
BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
#: The zip format begins in 1980; a member's time says nothing about a text.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
#: As many as the papers of one matter have: every original says at its head whose it is.
_REMEMBERED = 64


class Frame(NamedTuple):
    """``body``, ``styles`` and ``core`` as XML, still without text; ``rest``: the other parts, a zip."""

    body: bytes
    styles: bytes
    core: bytes
    rest: bytes


@lru_cache(maxsize=_REMEMBERED)
def frame(options: PrintOptions, *, cover: bool) -> Frame:
    """The frame of a file with these options; ``cover``: its first page is a title page."""
    from docx import Document as word_file

    word = word_file(io.BytesIO(_template()))
    prepare(word, options, cover=cover)
    parts = _parts(word)
    body, styles, core = (parts.pop(name) for name in (BODY, STYLES, CORE))
    rest = io.BytesIO()
    with zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, content)
    return Frame(body, styles, core, rest.getvalue())


@cache
def _template() -> bytes:
    """The template of python-docx with its plain defaults only, and without its thumbnail.

    Word 2010 left a second set of styles for Word 2007 in it; it holds all that is stripped here.
    """
    from docx import Document as word_file

    word = word_file()
    strip(word.styles.element)
    for key, relation in list(word.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del word.part.rels[key]
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as made:
        for name, content in _parts(word).items():
            made.writestr(name, content)
    return raw.getvalue()


def _parts(word: Any) -> dict[str, bytes]:
    """The parts of a file by their names, without the thumbnail."""
    raw = io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as archive:
        names = [name for name in archive.namelist() if not name.startswith("docProps/thumbnail")]
        parts = {name: archive.read(name) for name in names}
    roots = "_rels/.rels"
    parts[roots] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts[roots])
    return parts
