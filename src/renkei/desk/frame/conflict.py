"""Two people edit the same row: the second is shown what the first wrote, beside what they typed.

A form over such a row is an :class:`EditForm`; it carries the revision it was drawn from and what each
field said then. Where saving raises Stale, the view answers with :func:`conflict_page`: nothing typed
is lost, and nothing is overwritten that was not seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

#: The row was changed by somebody else (RFC 9110, section 15.5.10).
CONFLICT = 409


class EditForm(forms.Form):
    """A form over a row that others may change meanwhile; ``initial`` gives ``revision``."""

    revision: forms.Field = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "revision"


@dataclass(frozen=True)
class Line:
    """One field of the form: what is in the register now, and what was typed ("" where nothing was)."""

    name: str
    label: str
    theirs: str
    mine: str
    #: Both changed it, differently: somebody has to choose
    contested: bool


@dataclass(frozen=True)
class Conflict:
    """A form that came too late, drawn again over the row as it is now."""

    form: EditForm
    lines: tuple[Line, ...]


def conflict(form: EditForm, current: Mapping[str, object], revision: int | str) -> Conflict:
    """Draw the form again: what this person changed stays as typed, the rest is as it is now.

    ``current``: the row as it is now, as the ``initial`` of the form would be.
    """
    data: dict[str, Any] = dict(form.data.items())
    data["revision"] = str(revision)
    lines = []
    for name, field in form.fields.items():
        if name == "revision":
            continue
        key, key_before = form.add_prefix(name), form.add_initial_prefix(name)
        now = _raw(field.prepare_value(current.get(name)))
        before, typed = _raw(form.data.get(key_before)), _raw(form.data.get(key))
        if name not in form.changed_data:
            data[key] = now
            if now != before:
                lines.append(Line(name, str(field.label), _shown(field, now), "", False))
        elif typed != now:
            shown = _shown(field, now), _shown(field, typed)
            lines.append(Line(name, str(field.label), *shown, contested=now != before))
        data[key_before] = now
    # The options a form was made with (choices of its fields) are in the form itself.
    again = type(form)(data, **getattr(form, "options", {}))
    return Conflict(again, tuple(lines))


def conflict_page(
    request: HttpRequest,
    form: EditForm,
    current: Mapping[str, object],
    revision: int | str,
    *,
    title: str,
    back: str,
    who: str = "",
    at: datetime.datetime | None = None,
) -> HttpResponse:
    """The answer 409 to a form that came too late: both versions, and the form to save again.

    ``title`` says what was edited, ``back`` is the address to give up to, ``who`` and ``at`` say who
    was first. The form is sent to the address it was sent to before.
    """
    found = conflict(form, current, revision)
    context = {
        "form": found.form,
        "lines": found.lines,
        "title": title,
        "back": back,
        "who": who,
        "at": at,
    }
    return render(request, "frame/conflict.html", context, status=CONFLICT)


def _raw(value: object) -> str:
    """As the form sends it, line ends aside."""
    return "" if value is None else str(value).replace("\r\n", "\n")


def _shown(field: forms.Field, raw: str) -> str:
    """A value in the words of the form."""
    if isinstance(field, forms.ChoiceField):
        choices: Iterable[tuple[Any, Any]] = field.widget.choices
        labels = {str(value): str(label) for value, label in choices}
        return labels.get(raw, raw) if raw else _("（なし）")
    return raw or _("（空欄）")
