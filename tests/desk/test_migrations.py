"""Tables follow the models, and every step that changes them can be taken back."""

import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests.desk.office import HAMABE, at_machine, behind_the_back, make_office
from tests.desk.own_database import own_database
from tests.desk.people import SLUG, sample_bytes

OURS = sorted(
    config.label for config in apps.get_app_configs() if config.name.startswith("renkei.desk.")
)


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def migrate(*words):
    call_command("migrate", *words, interactive=False, verbosity=0)


def shape(*, every=False):
    """Every table of ours (``every``: of all) with its columns and what holds them together."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.get_table_list(cursor):
            if every or table.name.split("_")[0] in OURS:
                columns = connection.introspection.get_table_description(cursor, table.name)
                held = connection.introspection.get_constraints(cursor, table.name)
                found[table.name] = (
                    sorted(
                        (column.name, str(column.type_code), column.display_size, column.null_ok)
                        for column in columns
                    ),
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


def test_tables_with_rows_in_them_go_back_to_the_first_edition_and_forward_again(empty_database):
    """As an installation of the first edition is brought to today's: what it held is still there."""
    from renkei.desk.accounts.models import Person
    from renkei.desk.agreements.models import Agreement, AnnexRow, Expression
    from renkei.desk.agreements.operations import import_text

    def cells():
        columns = ("node_id", "order", "group", "name", "content", "digest", "cells")
        return list(AnnexRow.objects.order_by("order").values_list(*columns))

    migrate()
    office = make_office()
    office.person(HAMABE, "editor")
    import_text(at_machine(), SLUG, sample_bytes(), filename="協約.txt", region=office.region)
    source = bytes(Expression.objects.get().source)
    compared = cells()
    assert len(compared) > 20
    assert all(row[-1] for row in compared)
    for label in OURS:
        first = label in ("accounts", "agreements")  # the others came later
        if label in {app for app, _ in applied()}:
            migrate(label, "0001" if first else "zero")
    assert applied() == {("accounts", "0001_initial"), ("agreements", "0001_initial")}
    migrate()
    assert [row.name for row in Person.objects.all()] == ["浜田 editor"]
    assert [row.slug for row in Agreement.objects.all()] == [SLUG]
    kept = Expression.objects.get()
    assert bytes(kept.source) == source
    assert kept.valid_from == datetime.date(2019, 4, 1)
    # The comparison of the region is as before, too: every 取組 with all its cells.
    assert cells() == compared
    with behind_the_back(AnnexRow) as rows:
        rows.update(cells=[])
    migrate("agreements", "0006")
    migrate()
    assert cells() == compared


def test_models_and_migrations_agree(empty_database):
    migrate()
    call_command("makemigrations", *OURS, check_changes=True, dry_run=True, verbosity=1)


@pytest.mark.parametrize("label", OURS)
def test_the_migrations_of_an_app_have_one_end(label):
    """Two that were made side by side are put in line, so that there is one order for everybody."""
    assert len(MigrationLoader(None).graph.leaf_nodes(label)) <= 1


def test_tables_made_at_once_are_those_that_the_migrations_make(empty_database, tmp_path):
    from renkei.desk.tables import bring_up_to_date

    bring_up_to_date()
    at_once, noted = shape(every=True), set(MigrationRecorder(connection).applied_migrations())
    (tmp_path / "other").mkdir()
    with own_database(tmp_path / "other"):
        migrate()
        assert set(MigrationRecorder(connection).applied_migrations()) == noted
        assert shape(every=True) == at_once
        bring_up_to_date()
        assert shape(every=True) == at_once
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_no_migration_puts_rows_into_an_empty_database(empty_database):
    """Whoever starts with all tables made at once would lack them."""
    migrate()
    for model in apps.get_models():
        if model._meta.app_label not in {"contenttypes", "auth"}:
            assert not model._base_manager.exists(), model


def test_an_interrupted_start_leaves_an_empty_database(empty_database, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes its migrations one after the other, each whole")
    from renkei.desk.tables import bring_up_to_date

    def broken(*key):
        raise KeyboardInterrupt

    with monkeypatch.context() as at_once:
        at_once.setattr(MigrationRecorder, "record_applied", broken)
        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date()
    assert connection.introspection.table_names() == []
    bring_up_to_date()
    assert len(shape()) > 20
