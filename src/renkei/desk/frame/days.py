"""Days as people type them: 平成31年4月1日, H31.4.1, 2019-04-01; one field for every form of the desk."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from renkei.units import DateFlag, DateStyle, Era, format_date, read_date
from renkei.units.date_reading import DateReading

#: What is typed contradicts itself: no day is meant, or two.
_WRONG = {
    DateFlag.NO_SUCH_DAY,
    DateFlag.WESTERN_YEAR_DISAGREES,
    DateFlag.ERA_YEAR_DISAGREES,
    DateFlag.ERA_BEFORE_START,
}
#: No agreement is older than the law it stands on, and nobody plans further ahead.
EARLIEST, LATEST = Era.MEIJI.start, datetime.date(2200, 12, 31)


def day_of(text: str) -> datetime.date:
    """The day that is typed, in either calendar. Raises ValueError with what is wrong, in words."""
    reading = read_date(text.strip().replace("/", "-"))
    if reading is None:
        raise ValueError(
            _(
                "「%(text)s」は日付として読めません。平成31年4月1日、H31.4.1 又は 2019-04-01 の"
                "ように入力してください。"
            )
            % {"text": text.strip()[:40]}
        )
    if _WRONG & set(reading.flags):
        raise ValueError(_wrong(text, reading))
    if reading.date is None:
        raise ValueError(
            _("「%(text)s」には年月日のすべてが要ります。月と日まで入力してください。")
            % {"text": text.strip()[:40]}
        )
    if not EARLIEST <= reading.date <= LATEST:
        raise ValueError(
            _("「%(text)s」は、扱える日付（明治元年から2200年まで）の外です。")
            % {"text": text.strip()[:40]}
        )
    return reading.date


def _wrong(text: str, reading: DateReading) -> str:
    said = {"text": text.strip()[:40]}
    if DateFlag.NO_SUCH_DAY in reading.flags:
        return _("「%(text)s」という日はありません。月と日を確かめてください。") % said
    if DateFlag.ERA_BEFORE_START in reading.flags:
        return _("「%(text)s」は、その元号の始まる前の日です。元号を確かめてください。") % said
    return _("「%(text)s」は、和暦と西暦の年が合いません。どちらかに直してください。") % said


def as_typed(day: datetime.date) -> str:
    """A day as the field shows it when it is filled in already: in the reader's calendar."""
    if translation.get_language() == "en":
        return day.isoformat()
    return format_date(day, DateStyle.ERA)


class DayField(forms.CharField):
    """年月日, typed in either calendar; cleans to a day, or None where it may be left empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 60)
        options.setdefault(
            "widget", forms.TextInput(attrs={"size": 18, "autocomplete": "off", "class": "day"})
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A day is written as the reader writes days; what somebody typed stays as typed."""
        return as_typed(value) if isinstance(value, datetime.date) else value

    def clean(self, value: Any) -> Any:
        """The day, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return day_of(text)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None
