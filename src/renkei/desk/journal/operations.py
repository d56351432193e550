"""記録開始前の登録: rows that are older than the journal are entered in it, once, as they stand.

Stage one of Renkei had no journal. When its database gets one, ``renkei.desk.server`` enters every row
that is there; afterwards only the administrator at the machine does, by ``renkei journal adopt``.
The entry says what the row held when it was found, not who wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.journal.recorded import Recorded
from renkei.desk.journal.state import recorded_models, rows_without_entry
from renkei.desk.region.models import Region


def _of_row(call: Mapping[str, Any]) -> Concern:
    """A row, in the journal of its region where it names one."""
    row: Recorded = call["row"]
    region = row if isinstance(row, Region) else getattr(row, "region", None)
    return Concern(region=region if isinstance(region, Region) else None, subject=row)


@operation(
    "journal.adopt",
    ja="記録開始前の登録内容を記録に加える",
    en="Enter what is older than the journal",
    concerns=_of_row,
)
def _adopt(actor: Actor, row: Recorded) -> None:
    row.adopted()


def adopt_all(actor: Actor) -> int:
    """Enter every row there is: for a register whose journal begins now. How many."""
    keys = [
        (model, key)
        for model in recorded_models()
        for key in _rows(model).order_by("pk").values_list("pk", flat=True)
    ]
    return _adopt_rows(actor, keys)


def adopt_missing(actor: Actor) -> int:
    """Enter the rows of which no entry says that they were made. How many.

    Whether a row stands there rightly nobody can tell from the register: look at
    ``renkei journal verify`` first.
    """
    return _adopt_rows(actor, list(rows_without_entry()))


def _adopt_rows(actor: Actor, keys: Iterable[tuple[type[Recorded], object]]) -> int:
    count = 0
    with transaction.atomic():  # all of them or none
        for model, key in keys:
            _adopt(actor, _rows(model).get(pk=key))
            count += 1
    return count


def _rows(model: type[Recorded]) -> models.QuerySet[Recorded]:
    return models.QuerySet(model)
