"""Small words for templates: dates in both calendars, one of two languages."""

from __future__ import annotations

import datetime

from django import template
from django.utils import translation

from renkei.instrument.formats import html
from renkei.units import DateStyle, format_date

register = template.Library()

#: Written out, because the machine's locale does not decide how Renkei writes English.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@register.filter
def both_calendars(day: datetime.date | str | None) -> str:
    """A day as 平成31年（2019年）4月1日, in English as 1 April 2019; "" for no day at all."""
    if not isinstance(day, datetime.date):
        return ""
    if translation.get_language() == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return format_date(day, DateStyle.BOTH if day.year > 1868 else DateStyle.WESTERN)


@register.filter
def rail(index: int) -> str:
    """The class of the rail of the party at this place in the list of parties."""
    return html.rail(index)


@register.simple_tag
def said(subject: object, name: str) -> str:
    """The Japanese or English text of something that has both (``message_ja``, ``message_en``)."""
    language = "en" if translation.get_language() == "en" else "ja"
    return str(getattr(subject, f"{name}_{language}", ""))
