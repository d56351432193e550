"""What stands in the way of an amendment, said so that somebody can act on it (改正の支障)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What went wrong. The names are stable: they appear in JSON and on the command line."""

    TEXT_NOT_FOUND = "TextNotFound"  # the quoted words are not there
    MULTIPLE_TEXT_FOUND = "MultipleTextFound"  # they are there in more than one place
    NO_SUCH_PROVISION = "NoSuchProvision"  # the addressed provision does not exist
    NUMBER_GAP = "NumberGap"  # afterwards a number is missing, twice, or out of order
    WRONG_BASE = "WrongBase"  # made for another text, or another version of it
    UNFIXED_REFERENCE = "UnfixedReference"  # a reference points elsewhere or nowhere afterwards
    OVERLAP = "Overlap"  # two operations claim the same words or provision
    CONFLICT = "Conflict"  # two amendments of one base do
    UNREAD = "Unread"  # a sentence that is not understood
    UNSUPPORTED = "Unsupported"  # understood, but cannot be carried out exactly


@dataclass(frozen=True, slots=True)
class Trouble:
    """One obstacle. ``refused``: nothing was applied because of it; else a notice beside the result.

    ``instruction`` counts from 0, -1 for none; ``said`` is the sentence or phrase concerned, ``place``
    the printed place in the base (「第3条第2項」), ``node_id`` its node, "" for none.
    """

    code: Code
    refused: bool
    instruction: int
    said: str
    place: str
    node_id: str
    message_ja: str
    message_en: str
    remedy_ja: str
    remedy_en: str


class Refused(Exception):
    """An amendment that cannot be carried out exactly. Carries every obstacle found, not the first."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        super().__init__("; ".join(trouble.message_en for trouble in troubles))
        self.troubles = troubles
