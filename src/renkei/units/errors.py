"""The one refusal of this package."""

from __future__ import annotations


class UnitError(ValueError):
    """A value was refused because it is not what its type stands for.

    Raised only where a program or a form hands in a value (constructors, writers). Readers of
    running text never raise: they answer ``None`` or a reading with flags.

    ``message_ja`` and ``message_en`` say what is wrong and what to do; ``found`` is the refused
    input as text.
    """

    def __init__(self, message_ja: str, message_en: str, found: object = "") -> None:
        self.message_ja = message_ja
        self.message_en = message_en
        self.found = found if isinstance(found, str) else repr(found)
        # All three go to ``args`` so that the exception survives pickling between processes.
        super().__init__(message_ja, message_en, self.found)

    def __str__(self) -> str:
        return f"{self.message_ja} / {self.message_en}"
