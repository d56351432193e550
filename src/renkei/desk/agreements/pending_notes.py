"""変更案あり: beside each provision that a change under way touches, a note that leads to the new words."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string

from renkei.desk.agreements.pending import Pending, marks_on
from renkei.desk.agreements.record import Record


def pending_marks(pending: Iterable[Pending], record: Record, tree: str) -> dict[str, str]:
    """Finished notes by the id of the block they stand beside, of the first pending text the reader may
    see; none on a wording that is not in force. One question where there is such a text."""
    shown = record.shown
    found = next((one for one in pending if one.text_shown and one.changes_text), None)
    if found is None or shown is None or not shown.valid_on(record.asked.day):
        return {}
    found.procedure.refresh_from_db(fields=["text"])
    marks = marks_on(tree, found.procedure)
    return {
        block: render_to_string(
            "agreements/pending_note.html",
            {"mark": mark, "pending": found, "agreement": record.agreement},
        )
        for block, mark in marks.items()
    }
