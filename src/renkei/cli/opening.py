"""From a file name to a Document: the step that reading, checking and converting share."""

from __future__ import annotations

import os

from renkei.cli.arguments import Arguments
from renkei.cli.files import STDIN, read_bytes
from renkei.cli.words import UsageError, Words
from renkei.instrument.model import Document

#: What sniffing calls the JSON and XML that hold a text.
OURS = ("json", "lawxml")


def open_text(path: str, profile: str | None) -> Document:
    """Read a file (``-``: standard input). Raises InputError, or Refusal when it is no text."""
    return document_of(read_bytes(path), path, profile)


def document_of(data: bytes, path: str, profile: str | None) -> Document:
    """The text that the bytes of a file hold. Raises Refusal when they hold none."""
    from renkei.instrument import read

    return read(data, name="" if path == STDIN else os.path.basename(path), profile=profile)


def is_other_data(data: bytes, path: str) -> bool:
    """Whether a .json or .xml file is not a text at all: folders hold settings and the like too."""
    from renkei.instrument.sources.sniff import sniff

    return path.lower().endswith((".json", ".xml")) and sniff(data, path) not in OURS


def asked_profile(arguments: Arguments) -> str | None:
    """The profile asked for by ``--profile``. Raises UsageError for one that does not exist."""
    name = arguments.value("--profile")
    if name is None:
        return None
    from renkei.instrument.reading.profiles import PROFILES

    if name not in PROFILES:
        known = ", ".join(PROFILES)
        command = arguments.command.name if arguments.command else ""
        raise UsageError(
            Words(
                f"「{name}」という様式はありません。次のどれかです: {known}",
                f"There is no layout “{name}”. It is one of: {known}",
            ),
            command,
        )
    return name
