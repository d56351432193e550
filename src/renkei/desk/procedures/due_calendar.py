"""期限のカレンダー (iCalendar, RFC 5545): what is due as days in one's own calendar program."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from renkei.desk.procedures.due_queries import DueLine

#: How far the calendar looks ahead: a fiscal year and the one after it.
DAYS = 730
#: How often a program need ask again.
REFRESH = datetime.timedelta(hours=6)


def calendar_of(
    lines: Iterable[DueLine],
    name: str,
    at: datetime.datetime,
    address: str,
    *,
    english: bool = False,
) -> bytes:
    """The feed: an all-day entry for each thing that is due. ``address``: where Renkei is.

    An entry keeps its name (UID) when its day moves; a thing that is done leaves the feed. Overdue
    things stand on the day they were due, and say so.
    """
    from icalendar import Calendar, Event

    feed = Calendar()
    feed.add("prodid", "-//Renkei//期限//JA")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for line in lines:
        said = line.due.en if english else line.due.ja
        late = ("OVERDUE: " if english else "【期限超過】") if line.due.overdue else ""
        entry = Event()
        entry.add("uid", line.uid)
        entry.add("dtstamp", at)
        entry.add("dtstart", line.due.on)
        entry.add("dtend", line.due.on + datetime.timedelta(days=1))
        entry.add("summary", late + said)
        entry.add("description", "\n".join(_about(line)))
        entry.add("url", address + path_of(line))
        entry.add("transp", "TRANSPARENT")
        feed.add_component(entry)
    return bytes(feed.to_ical())


def path_of(line: DueLine) -> str:
    """Where to go for it."""
    from django.urls import reverse

    if line.procedure is not None:
        return reverse("procedures:procedure", args=[line.procedure.pk])
    return reverse("agreements:reading", args=[line.agreement.slug])


def _about(line: DueLine) -> Iterable[str]:
    yield line.agreement.title
    if line.procedure is not None:
        yield line.procedure.name
    if line.due.provision:
        yield line.due.provision
