"""A changed text as a file (案文): of the kind the text before it was, if that kind can hold it."""

from __future__ import annotations

import re

from renkei.desk.agreements.reading import read_file
from renkei.desk.negotiation.wording import DoesNotRead, same_text
from renkei.instrument.formats import write
from renkei.instrument.model import Document

#: What an earlier change added to a name.
_MARK = re.compile(r"_第\d+案$")


def file_of(document: Document, before: bytes, name: str, number: int) -> tuple[bytes, str]:
    """The text as a file, and its name. Raises DoesNotRead where no file says exactly this text.

    What was a plain text stays one; Word and PDF files become Word.
    """
    stem, _, _ = name.rpartition(".")
    stem = _MARK.sub("", stem or name or "案文")
    formats = ("txt",) if _is_text(before) else ("docx", "txt")
    for fmt in formats:
        data = document.source.encode("utf-8") if fmt == "txt" else write(document, fmt)
        new = f"{stem[:200]}_第{number}案.{fmt}"
        if same_text(read_file(data, new).document, document):
            return data, new
    raise DoesNotRead


def _is_text(data: bytes) -> bool:
    from renkei.instrument.sources.sniff import sniff

    return sniff(data, "") == "text"
