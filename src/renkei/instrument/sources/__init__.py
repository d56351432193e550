"""The doors of the reading room: any file in, one text out, or a clear refusal.

``linear`` looks at the bytes, chooses the adapter and hands back a :class:`Linear`. Word and PDF
adapters, and the libraries they need, are only imported when such a file comes.
"""

from __future__ import annotations

from renkei.instrument.model import Refusal
from renkei.instrument.sources.decode import decode, decode_with_findings
from renkei.instrument.sources.linear import Linear, RowHint
from renkei.instrument.sources.refusals import refusal_of_format
from renkei.instrument.sources.sniff import sniff

__all__ = ["Linear", "Refusal", "RowHint", "decode", "linear", "sniff"]


def linear(data: bytes, name: str = "") -> Linear:
    """Write a text file, Word file (.docx) or PDF with text as one text.

    ``name`` only helps to tell formats apart that look alike. Raises :class:`Refusal` for every
    file that is none of these or cannot be opened; 法令標準XML and our own JSON have readers of
    their own and are refused here too.
    """
    kind = sniff(data, name)
    if kind == "docx":
        from renkei.instrument.sources.docx import linear_docx

        return linear_docx(data)
    if kind == "pdf":
        from renkei.instrument.sources.pdf import linear_pdf

        return linear_pdf(data)
    if kind == "text":
        text, origin, findings = decode_with_findings(data)
        return Linear(text, origin, {}, findings)
    raise refusal_of_format(kind)
