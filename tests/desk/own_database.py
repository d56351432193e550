"""A database that one test, or one file of tests, has for itself: a file on SQLite, another database
on the same server on PostgreSQL. Everybody who connects in this process gets it, threads included.

The usual test database will not do where several write at once (on SQLite it lies in memory, which
locks otherwise than a file) or where tables come and go.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """The default database is a new and empty one for as long as the block lasts."""
    usual = connections["default"]
    name = str(folder / "own.sqlite3")
    if usual.vendor == "postgresql":
        name = f"{usual.settings_dict['NAME']}_own"
        _on_server(usual, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    # Threads make their connections from these settings.
    before = connections.settings["default"]
    connections.settings["default"] = {**usual.settings_dict, "NAME": name, "CONN_MAX_AGE": 0}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = usual
        if usual.vendor == "postgresql":
            _on_server(usual, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(connection, *statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
