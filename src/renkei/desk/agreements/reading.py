"""From a file to a reading: the one place where the desk asks the kernels to read and to check."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from renkei import instrument
from renkei.instrument.checks import check
from renkei.instrument.formats.jsontext import read_json, write_json
from renkei.instrument.model import Document, Finding, Severity

#: Readings of larger files are made anew instead of being remembered, so that memory stays bounded.
REMEMBERED_SIZE = 2 * 1024 * 1024
#: The gravest first, as findings are shown.
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True)
class Reading:
    """A text as read, and what the checks found in it, in reading order."""

    document: Document
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """題名, or "" where the text has none."""
        return self.document.facts.title


def digest(data: bytes) -> str:
    """SHA-256 of a file, as lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_file(data: bytes, name: str = "", profile: str = "") -> Reading:
    """Read and check a file. Raises renkei.instrument.model.Refusal for what is not a text."""
    if len(data) <= REMEMBERED_SIZE:
        return _remembered(data, name, profile)
    return _read(data, name, profile)


def _read(data: bytes, name: str, profile: str) -> Reading:
    document = instrument.read(data, name=name, profile=profile or None)
    return Reading(document, _in_order(check(document)))


_remembered = lru_cache(maxsize=8)(_read)


def to_tree(reading: Reading) -> str:
    """A reading as the JSON that is stored."""
    return write_json(reading.document).decode("utf-8")


def from_tree(tree: str) -> Reading:
    """The reading a stored JSON holds; the checks are made with today's rules."""
    if len(tree) <= 4 * REMEMBERED_SIZE:
        return _remembered_tree(tree)
    return _from_tree(tree)


def _from_tree(tree: str) -> Reading:
    document = read_json(tree)
    return Reading(document, _in_order(check(document)))


_remembered_tree = lru_cache(maxsize=16)(_from_tree)


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.start, WEIGHT[found.severity])))
