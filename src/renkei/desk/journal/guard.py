"""Nothing outside an operation writes: every statement to the database passes here.

Looked at is what a statement writes to: INSERT, UPDATE, DELETE, REPLACE, MERGE, TRUNCATE and COPY,
wherever they stand in it (behind comments, in a WITH, as the second of two statements). The journal
itself is stricter: only the moment that writes an entry may touch it, and nothing may change or take
out an entry. The shape of tables (CREATE, ALTER, DROP) is the business of migrations. What goes to the
database by another way than Django's cursor is not seen; ``renkei journal verify`` finds what it did.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.apps import apps

from renkei.desk.journal import recording

#: What holds no statement: strings and comments. Identifiers in quotation marks are left alone.
_QUIET = re.compile(
    r"""("(?:[^"]|"")*"|`[^`]*`|\[\w+\])      # identifiers: kept
    |[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'  # strings
    |--[^\n]*|/\*.*?\*/                       # comments
    """,
    re.X | re.S,
)
_NAME = r'(?:"(?:[^"]|"")*"|`[^`]*`|\[\w+\]|\w+)'
_QUALIFIED = rf"({_NAME}(?:\s*\.\s*{_NAME})*)"
_WRITE = re.compile(
    r"""\b(
      INSERT(?:\s+OR\s+\w+)?\s+INTO | REPLACE\s+INTO | MERGE\s+INTO | COPY
    | UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY\b)?
    | DELETE\s+FROM(?:\s+ONLY\b)?
    )\s*"""
    + _QUALIFIED,
    re.X | re.I,
)
_TRUNCATE = re.compile(r"\bTRUNCATE\b([^;]*)", re.I)
#: Most statements are reads and have none of these words.
_PERHAPS = re.compile(r"INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY", re.I)


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


@cache
def of_journal() -> frozenset[str]:
    """The tables of the journal itself."""
    return frozenset(model._meta.db_table for model in apps.get_app_config("journal").get_models())


@lru_cache(maxsize=4096)
def writes(sql: str) -> frozenset[tuple[str, str]]:
    """What a statement writes to: its verbs (insert, update, …) with table names in lower case."""
    if not _PERHAPS.search(sql):
        return frozenset()
    spoken = _QUIET.sub(lambda match: match[1] or " ", sql)
    found = set()
    for match in _WRITE.finditer(spoken):
        words = match[1].lower().split()
        # INSERT OR REPLACE and MERGE can put a row in the place of another.
        plain = words[0] != "merge" and "replace" not in words
        found.add((words[0] if plain else "replace", _last_part(match[2])))
    for match in _TRUNCATE.finditer(spoken):
        for name in re.findall(_QUALIFIED, match[1]):
            found.add(("delete", _last_part(name)))
    return frozenset(found)


def _last_part(name: str) -> str:
    return str(re.findall(_NAME, name)[-1]).strip('"`[]').lower()


def refuse_other_writes(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Wraps each statement: a write to a table of the desk needs an operation under way."""
    text = sql if isinstance(sql, str) else _spelt(sql, context)
    for verb, table in writes(text):
        if table in guarded() and not _allowed(verb, table):
            raise recording.WriteOutsideOperation(f"{verb} of {table} outside an operation")
    return execute(sql, params, many, context)


def _allowed(verb: str, table: str) -> bool:
    if _MIGRATING or recording.is_free():
        return True
    if table not in of_journal():
        return recording.under_way()
    # The heads of the chains move on; entries are written once.
    return recording.may_enter() and (verb == "insert" or table.endswith("_chain"))


def _spelt(sql: Any, context: dict[str, Any]) -> str:
    """A statement that is put together from parts, or given as bytes."""
    if isinstance(sql, bytes):
        return sql.decode("utf-8", "replace")
    return str(sql.as_string(context["connection"].connection))


def install(connection: Any, **_: object) -> None:
    """Watch a new connection."""
    if refuse_other_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_other_writes)
