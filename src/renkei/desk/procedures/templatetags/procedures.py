"""Words of procedures in the reader's language."""

from __future__ import annotations

import datetime

from django import template
from django.utils import translation

from renkei.desk.procedures import labels
from renkei.units import DateStyle, UnitError, format_date

register = template.Library()


@register.filter
def spoken(subject: object) -> str:
    """What has ``ja`` and ``en``, in the reader's language."""
    return str(getattr(subject, "en" if _english() else "ja", ""))


@register.filter
def provision(subject: object) -> str:
    """The provision of a step or of a reason, in the reader's language where it has both."""
    name = "provision_en" if _english() and hasattr(subject, "provision_en") else ""
    for key in (name, "provision_ja", "provision"):
        if key and (found := getattr(subject, key, "")):
            return str(found)
    return ""


@register.filter
def remedy(subject: object) -> str:
    """What to do about a reason."""
    return str(getattr(subject, "remedy_en" if _english() else "remedy_ja", ""))


@register.filter
def seal(step: str) -> str:
    """The word in the seal of a step: 議決."""
    return labels.seal(str(step))


@register.filter
def result(key: str) -> str:
    """可決, 修正可決, 否決."""
    return labels.result(key)


@register.filter
def short_day(day: datetime.date | None) -> str:
    """A day as R8.9.24, in English as 24 Sep 2026: for cells where the year is known from the rest."""
    if day is None:
        return ""
    if _english():
        return day.isoformat()
    try:
        return format_date(day, DateStyle.SHORT)
    except UnitError:
        return day.isoformat()


def _english() -> bool:
    return translation.get_language() == "en"


@register.filter
def stage(subject: object) -> str:
    """Where a procedure stands, in words."""
    return str(getattr(subject, "stage_en" if _english() else "stage_ja", ""))


@register.filter
def seat_name(key: str, standing: object) -> str:
    """The name of the party of that key."""
    found = standing.seat(key)  # type: ignore[attr-defined]
    return found.name if found else key
