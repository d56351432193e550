"""Everything the command line says is said in Japanese and in English."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One sentence in both languages."""

    ja: str
    en: str

    def in_(self, lang: str) -> str:
        """The sentence in ``ja`` or ``en``."""
        return self.en if lang == "en" else self.ja


class UsageError(Exception):
    """The command line itself is wrong: an option that does not exist, a file not named."""

    def __init__(self, words: Words, command: str = "") -> None:
        super().__init__(words.en)
        self.words = words
        self.command = command


class InputError(Exception):
    """A file that cannot be opened or written: what, where, and why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words
