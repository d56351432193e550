"""Rows that hold for a time: from a day, to a day or still."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models

from renkei.desk.journal.recorded import Recorded


def holding_on(day: datetime.date, prefix: str = "") -> models.Q:
    """The condition for what holds on a day; ``prefix`` is the way to the row ("memberships__")."""
    begun = models.Q(**{f"{prefix}since__lte": day}) | models.Q(**{f"{prefix}since": None})
    going = models.Q(**{f"{prefix}until__gte": day}) | models.Q(**{f"{prefix}until": None})
    return begun & going


class Dated(Recorded):
    """A row that holds from a day to a day, both included; an empty end means it still does."""

    #: The first day; empty where it is not known
    since = models.DateField("から", null=True, blank=True)
    #: The last day; empty while it holds
    until = models.DateField("まで", null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def on(cls, day: datetime.date) -> models.QuerySet[Any]:
        """The rows that hold on a day."""
        rows: models.QuerySet[Any] = cls.objects.filter(holding_on(day))
        return rows

    def holds_on(self, day: datetime.date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def ended(self, day: datetime.date) -> Self:
        """The same row, with this as its last day; not saved yet."""
        self.until = day
        return self
