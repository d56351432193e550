"""What the journal says of one procedure (記録の履歴)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation

from renkei.desk.journal.models import Entry
from renkei.desk.journal.operation import OPERATIONS
from renkei.desk.procedures.models import Procedure


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: who did what, in words."""

    entry: Entry
    did: str


def entries_of(procedure: Procedure, most: int) -> list[Line]:
    """The newest entries about a procedure."""
    rows = Entry.objects.filter(
        subject_type="procedures.procedure", subject_key=str(procedure.pk)
    ).defer("body")
    return [Line(row, _said(row.operation)) for row in rows.order_by("-at", "-number")[:most]]


def _said(name: str) -> str:
    known = OPERATIONS.get(name)
    if known is None:
        return name
    return known.en if translation.get_language() == "en" else known.ja
