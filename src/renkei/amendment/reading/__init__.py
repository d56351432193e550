"""Reads 改め文 into operations; unread words are said, never guessed (改め文の読取り)."""

from renkei.amendment.reading.prose import Heading, Prose, Source, Unread
from renkei.amendment.reading.reader import read_prose

__all__ = ["Heading", "Prose", "Source", "Unread", "read_prose"]
