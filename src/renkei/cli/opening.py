"""From a file name to a Document: the step that reading, checking and converting share."""

from __future__ import annotations

import os

from renkei.cli.arguments import Arguments
from renkei.cli.files import STDIN, read_bytes
from renkei.cli.words import UsageError, Words
from renkei.instrument.model import Document


def open_text(path: str, profile: str | None) -> Document:
    """Read a file (``-``: standard input). Raises InputError, or Refusal when it is no text."""
    from renkei.instrument import read

    data = read_bytes(path)
    return read(data, name="" if path == STDIN else os.path.basename(path), profile=profile)


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
