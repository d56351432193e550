"""What the JSON writer and the JSON reader agree on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from renkei.instrument.model import Piece, Refusal, Role

MARKER: Final = "instrument"
#: Raised when a reader of the old version could misread the new one; added members do not raise it.
VERSION: Final = 1
SCHEMA_ID: Final = "urn:renkei:schema:instrument:1"

#: A role is written by one letter; X because L is the label's.
LETTERS: Final[dict[Role, str]] = {
    Role.LABEL: "L",
    Role.CAPTION: "C",
    Role.NOTE: "N",
    Role.TEXT: "T",
    Role.LAYOUT: "X",
}
ROLES: Final[dict[str, Role]] = {letter: role for role, letter in LETTERS.items()}

#: The fields of a node that are the characters of its pieces.
FIELDS: Final = ("label", "caption", "note", "text")


def joined(pieces: Iterable[Piece], source: str) -> dict[str, str]:
    """The four texts of a node as its pieces say them."""
    said = {"label": "", "caption": "", "note": "", "text": ""}
    for role, start, end in pieces:
        if role is not Role.LAYOUT:
            said[role.value] += source[start:end]
    return said


def refusal(code: str, message_ja: str, message_en: str) -> Refusal:
    """A refusal of JSON, with what to do about it."""
    return Refusal(
        code,
        message_ja,
        message_en,
        "renkei convert で元の文書から作り直してください。手で直した所は元に戻してください。",
        "Make it again from the original with renkei convert; undo changes made by hand.",
    )
