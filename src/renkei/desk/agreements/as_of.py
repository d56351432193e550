"""基準日: any page of the register can be asked as of a day, in either calendar."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from renkei.desk.frame.days import as_typed, day_of


@dataclass(frozen=True)
class AsOf:
    """The day a page speaks of: the one asked for, else today. ``wrong`` says why it was not read."""

    day: datetime.date
    #: What was typed, "" where nobody asked
    typed: str = ""
    wrong: str = ""
    today: bool = True

    @property
    def query(self) -> str:
        """What stands behind an address that keeps the day: ``?on=2019-04-01``, or ""."""
        return "" if self.today else f"?{urlencode({'on': self.day.isoformat()})}"

    @property
    def shown(self) -> str:
        """What the field holds."""
        return self.typed if self.wrong else as_typed(self.day)


def as_of(request: HttpRequest) -> AsOf:
    """The day a request asks for by ``?on=``."""
    today = timezone.localdate()
    typed = request.GET.get("on", "").replace("\x00", "").strip()[:60]
    if not typed:
        return AsOf(today)
    try:
        day = day_of(typed)
    except ValueError as wrong:
        return AsOf(today, typed, str(wrong))
    return AsOf(day, typed, today=day == today)
