"""What an entry says changed, in the words of people: labels of fields, before and after."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from renkei.desk.frame.templatetags.frame import both_calendars
from renkei.desk.journal.models import Entry

#: Longer values are cut on pages; the body holds them whole.
LONGEST = 300
#: Names of rows that values point to: (model, key) → name.
Names = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """項目: one field, before and after as people read it; "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """変わったもの: one row that was made, changed or taken out."""

    what: str
    row: str
    key: str
    what_said: str
    row_said: str
    fields: tuple[FieldChange, ...]


def changes_of(entry: Entry) -> list[dict[str, Any]]:
    """The changes as the entry holds them; none where it cannot be read."""
    try:
        changes = json.loads(entry.body)["changes"]
    except (ValueError, KeyError, TypeError):
        return []
    return changes if isinstance(changes, list) else []


def pointed_at(entry: Entry) -> set[tuple[str, str]]:
    """Which rows the values of an entry point to, so that their names can be asked for at once."""
    found = set()
    for change in changes_of(entry):
        for name, values in change["values"].items():
            target = _target(_field(change["row"], name))
            found |= {(target, str(value)) for value in values if target and value is not None}
    return found


def said_changes(entry: Entry, names: Names) -> list[Change]:
    """The changes of an entry for a page. ``names``: of the rows that values point to."""
    said = {
        "created": _("登録"),
        "changed": _("変更"),
        "deleted": _("削除"),
        "adopted": _("記録開始前から登録済み"),
    }
    return [
        Change(
            what=change["what"],
            row=change["row"],
            key=change["key"],
            what_said=said.get(change["what"], change["what"]),
            row_said=row_name(change["row"]),
            fields=tuple(
                _field_change(change["row"], name, before, after, names)
                for name, (before, after) in change["values"].items()
                if _worth_saying(change["row"], name, before, after)
            ),
        )
        for change in changes_of(entry)
    ]


def row_name(label: str) -> str:
    """What a table is called: 連携協約; of a table that is gone its old label."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return label
    if translation.get_language() == "en":
        return model._meta.object_name or label
    return str(model._meta.verbose_name)


def _worth_saying(row: str, name: str, before: object, after: object) -> bool:
    """Not the key that the database gives by itself, nor a field that was empty and stayed so."""
    field = _field(row, name)
    given = isinstance(field, models.AutoField)
    return not given and not (before in (None, "") and after in (None, ""))


def _field_change(row: str, name: str, before: object, after: object, names: Names) -> FieldChange:
    field = _field(row, name)
    label = name if field is None else _label(field)
    return FieldChange(label, _shown(field, before, names), _shown(field, after, names))


def _label(field: models.Field[Any, Any]) -> str:
    english = translation.get_language() == "en"
    return field.name.replace("_", " ") if english else str(field.verbose_name)


def _field(label: str, name: str) -> models.Field[Any, Any] | None:
    try:
        fields = apps.get_model(label)._meta.concrete_fields
    except (LookupError, ValueError):
        return None
    return next((field for field in fields if field.attname == name), None)


def _target(field: models.Field[Any, Any] | None) -> str:
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._meta.label_lower)
    return ""


def _shown(field: models.Field[Any, Any] | None, value: object, names: Names) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return _("はい") if value else _("いいえ")
        case {"secret": str()}:
            return _("（秘密の値）")
        case {"sha256": str(digest), **size}:
            count = next(iter(size.values()), "")
            unit = _("文字") if "characters" in size else _("バイト")
            return f"{count}{unit}  SHA-256 {digest[:16]}…"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)[:LONGEST] if value else ""
    text = str(value)
    if target := _target(field):
        return names.get((target, text), text)
    if field is not None and field.choices:
        labels = {str(key): str(shown) for key, shown in field.flatchoices}
        english = translation.get_language() == "en"
        return text if english else labels.get(text, text)
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(datetime.datetime.fromisoformat(text)):%Y-%m-%d %H:%M:%S}"
    if isinstance(field, models.DateField):
        return both_calendars(datetime.date.fromisoformat(text))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
