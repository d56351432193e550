"""Reads 改め文 into operations; unread words are said, never guessed (改め文の読取り)."""

from renkei.amendment.reading.prose import Heading, Prose, Source, Unread
from renkei.amendment.reading.reader import read_prose
from renkei.amendment.reading.report import as_json
from renkei.amendment.reading.stages import Stage, stages

__all__ = ["Heading", "Prose", "Source", "Stage", "Unread", "as_json", "read_prose", "stages"]
