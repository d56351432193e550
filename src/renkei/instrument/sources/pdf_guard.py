"""Opening a PDF without trust: what its streams would inflate to is measured first."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from renkei.instrument.sources.refusals import refusal, too_large

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

#: A PDF of more bytes is not opened. The reader stops earlier (reader.MAX_BYTES); this holds for
#: whoever calls the adapter by itself.
MAX_FILE_BYTES = 64 * 2**20
#: More pages than this are not read: about a second for each fifteen pages.
MAX_PAGES = 400
#: One stream inflated, and all of them; an A4 page scanned in colour at 300 dpi takes 26 MiB.
MAX_STREAM_BYTES = 128 * 2**20
MAX_STREAMS_BYTES = 512 * 2**20

_STREAM = re.compile(rb"stream\r?\n")
_STEP = 2**20
#: Complaints of the parser after which text may be missing; others concern looks only.
_DAMAGE = re.compile(
    "Data-loss|Could not set text|Cannot render|Not adding object|Invalid MediaBox"
)


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        found = _DAMAGE.search(record.getMessage())
        if found:
            self.heard.append(found.group())


@contextmanager
def damage_heard(data: bytes) -> Iterator[list[str]]:
    """Collect what the parser says of damage while a PDF is read; nothing goes to the terminal.

    It repairs what it can and only logs the rest, so a damaged file would otherwise read as if it
    were whole.
    """
    heard = [] if b"%%EOF" in data[-2048:] else ["no end mark"]
    log = logging.getLogger("pdfminer")
    listener = _Listener(heard)
    propagates = log.propagate
    log.addHandler(listener)
    log.propagate = False
    try:
        yield heard
    finally:
        log.removeHandler(listener)
        log.propagate = propagates


def open_pdf(data: bytes) -> PDF:
    """Open a PDF for reading, or raise Refusal (``too-large``, ``pdf-encrypted``, ``pdf-…``)."""
    if len(data) > MAX_FILE_BYTES:
        raise too_large(len(data), MAX_FILE_BYTES)
    _measure(data)
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        pages = len(pdf.pages)
    except Exception as error:  # a damaged file fails in any of pdfminer's parsers
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise refusal("pdf-encrypted") from error
        raise refusal("pdf-broken") from error
    if not pages:
        raise refusal("pdf-broken")
    if pages > MAX_PAGES:
        raise refusal("pdf-too-many-pages", pages=pages, limit=MAX_PAGES)
    return pdf


def _measure(data: bytes) -> None:
    """Refuse before anything is inflated into memory: the reader's own inflating has no bound."""
    total = 0
    for match in _STREAM.finditer(data):
        size = _inflated(memoryview(data)[match.end() :], MAX_STREAM_BYTES, depth=3)
        total += size
        if size > MAX_STREAM_BYTES or total > MAX_STREAMS_BYTES:
            raise refusal("pdf-bomb")


def _inflated(view: memoryview, limit: int, depth: int) -> int:
    """Bytes that a Flate stream grows to, at most a little over ``limit``; 0 when it is none."""
    if len(view) < 2 or view[0] & 0x0F != 8 or (view[0] << 8 | view[1]) % 31:
        return 0
    inflater = zlib.decompressobj()
    inner: bytearray | None = None
    size = 0
    try:
        chunk = inflater.decompress(view[:_STEP], _STEP)
        at = _STEP
        if depth > 1 and len(chunk) > 1 and chunk[0] & 0x0F == 8:
            inner = bytearray()  # perhaps deflated twice: the inner size counts too
        while True:
            size += len(chunk)
            if inner is not None and len(inner) < limit:
                inner += chunk
            if size > limit or inflater.eof:
                break
            waiting = inflater.unconsumed_tail
            if not waiting:
                waiting = bytes(view[at : at + _STEP])
                at += _STEP
                if not waiting:
                    break
            chunk = inflater.decompress(waiting, _STEP)
    except zlib.error:
        pass
    return max(size, _inflated(memoryview(inner), limit, depth - 1) if inner else 0)
