"""Django's loaddata, for what it is good for here: moving a whole register to another database.

The rows come with their journal, so nothing is recorded anew. Into a register that somebody has
written to already nothing is loaded: its journal would not know of the rows.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata

from renkei.desk.journal.models import Entry
from renkei.desk.journal.recording import unguarded


class Command(loaddata.Command):
    """Load a register that ``dumpdata`` wrote out, into an empty one."""

    def handle(self, *fixture_labels: str, **options: Any) -> None:
        """Raises CommandError where there is a journal already."""
        if Entry.objects.using(options["database"]).exists():
            raise CommandError(
                "読み込み先にはすでに記録があります。空のデータベースに読み込んでください。 / "
                "There is a journal here already. Load into an empty database."
            )
        with unguarded():
            super().handle(*fixture_labels, **options)
