"""The kernel as changes use it."""

from __future__ import annotations

from typing import Any

from renkei.amendment.applying import apply
from renkei.amendment.reading import read_prose
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument.composing import compose
from renkei.instrument.model import Document


def amend(before: Document, prose: str) -> tuple[Document, Any]:
    """改め文 carried out on a text, exactly or not at all. Raises renkei.amendment.trouble.Refused."""
    from renkei.amendment import proving

    if hasattr(proving, "amend"):
        return proving.amend(before, prose)  # type: ignore[no-any-return,unused-ignore]
    read = read_prose(prose)
    if read.unread or not read.amendments:
        raise Refused(
            tuple(
                Trouble(
                    Code.UNREAD,
                    True,
                    -1,
                    one.text,
                    "",
                    "",
                    "読めない文です。",
                    "Not understood.",
                    "書き方を確かめてください。",
                    "Check the wording.",
                )
                for one in read.unread
            )
            or (
                Trouble(
                    Code.UNREAD,
                    True,
                    -1,
                    prose[:80],
                    "",
                    "",
                    "改め文がありません。",
                    "No amending sentences.",
                    "",
                    "",
                ),
            )
        )
    root, notices = before.root, ()
    applied = apply(read.amendments[0], before)
    return compose(applied.root, before), applied.notices
