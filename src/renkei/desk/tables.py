"""The tables of the desk: made at once in an empty SQLite database, brought up to date in any other.

Taking every migration from the first one is most of what a first start does, and an empty database has
nothing to migrate. So its tables come from the models as they are today, and the migrations are noted
as done. Tests compare both ways; a migration that puts rows into new tables would show there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


def bring_up_to_date() -> None:
    """Tables in today's shape, whatever was there. All or nothing in an empty SQLite database."""
    from django.core.management import call_command
    from django.db import connection

    # On PostgreSQL the two ways differed in the column types of a library's table; there only the
    # migrations count.
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        _make_at_once()


def _make_at_once() -> None:
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    # SQLite makes tables only while it checks no keys, and forgets to look inside a transaction.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            with _no_migrations():
                call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
            recorder = MigrationRecorder(connection)
            recorder.ensure_schema()
            for key in sorted(MigrationLoader(None).disk_migrations):
                recorder.record_applied(*key)
    finally:
        connection.enable_constraint_checking()


@contextmanager
def _no_migrations() -> Iterator[None]:
    """Every app as if it had none: Django then makes its tables from its models."""
    from django.apps import apps
    from django.conf import settings

    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = before
