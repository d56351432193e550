"""Tables follow the models, and every step that changes them can be taken back."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests.desk.own_database import own_database

OURS = sorted(
    config.label for config in apps.get_app_configs() if config.name.startswith("renkei.desk.")
)


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def migrate(*words):
    call_command("migrate", *words, interactive=False, verbosity=0)


def shape():
    """Every table of ours with its columns and what holds them together."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.get_table_list(cursor):
            if table.name.split("_")[0] in OURS:
                columns = connection.introspection.get_table_description(cursor, table.name)
                held = connection.introspection.get_constraints(cursor, table.name)
                found[table.name] = (
                    sorted((column.name, column.null_ok) for column in columns),
                    sorted(
                        (row["columns"] or [], row["unique"], row["primary_key"], row["index"])
                        for row in held.values()
                    ),
                )
    return found


def applied():
    return {key for key in MigrationRecorder(connection).applied_migrations() if key[0] in OURS}


def test_every_migration_goes_forward_back_to_nothing_and_forward_again(empty_database):
    migrate()
    first = shape()
    # What every app of ours has in the folder is applied, so nothing is left out below.
    assert applied() == {key for key in MigrationLoader(None).disk_migrations if key[0] in OURS}
    assert len(first) > 20
    for label in OURS:
        if label in {app for app, _ in applied()}:
            migrate(label, "zero")
    assert applied() == set()
    assert shape() == {}
    migrate()
    assert shape() == first


def test_models_and_migrations_agree(empty_database):
    migrate()
    call_command("makemigrations", *OURS, check_changes=True, dry_run=True, verbosity=1)


@pytest.mark.parametrize("label", OURS)
def test_the_migrations_of_an_app_have_one_end(label):
    """Two that were made side by side are put in line, so that there is one order for everybody."""
    assert len(MigrationLoader(None).graph.leaf_nodes(label)) <= 1
