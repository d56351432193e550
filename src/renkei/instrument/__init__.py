"""The agreement's text as data: read it, check it, follow its references, write it (協約の本文)."""

from renkei.instrument.model import Document, Finding, Kind, Node, Refusal, covered, shape
from renkei.instrument.reader import read, read_text

__all__ = [
    "Document",
    "Finding",
    "Kind",
    "Node",
    "Refusal",
    "covered",
    "read",
    "read_text",
    "shape",
]
