"""Writes operations as 改め文, in the style of a house (改め文の作成)."""

from renkei.amendment.writing.prose import said, write_prose
from renkei.amendment.writing.words import Unwritable

__all__ = ["Unwritable", "said", "write_prose"]
