"""Nothing outside an operation writes: every statement to the database passes here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps

from renkei.desk.journal.recording import WriteOutsideOperation, under_way

_WRITE = re.compile(r'\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.I)


#: Not empty while migrations move rows, which they do by their own right.
_MIGRATING: set[str] = set()


def migrating(**_: object) -> None:
    """Migrations begin."""
    _MIGRATING.add("migrate")


def migrated(**_: object) -> None:
    """Migrations are done."""
    _MIGRATING.clear()


@cache
def guarded() -> frozenset[str]:
    """The tables of the desk: all that an app of ours defines."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("renkei.")
    )


def refuse_other_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Wraps each statement: a write to a table of the desk needs an operation under way."""
    match = _WRITE.match(sql)
    if match and match[1] in guarded() and not under_way() and not _MIGRATING:
        raise WriteOutsideOperation(f"write to {match[1]} outside an operation")
    return execute(sql, params, many, context)


def install(connection: Any, **_: object) -> None:
    """Watch a new connection."""
    if refuse_other_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_other_writes)
