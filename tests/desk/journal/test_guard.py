"""Nothing outside operations writes: the guard on the connection."""

import pytest
from django.db import connection, transaction

from renkei.desk.journal.guard import guarded, writes
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.journal.recording import WriteOutsideOperation
from tests.desk.office import AOMINE, at_machine

TABLE = "region_municipality"


@pytest.mark.parametrize(
    "sql",
    [
        f"INSERT INTO {TABLE} (code) VALUES ('999999')",
        f"insert into {TABLE} (code) values ('999999')",
        f'INSERT OR REPLACE INTO "{TABLE}" (code) VALUES (1)',
        f"REPLACE INTO {TABLE} (code) VALUES (1)",
        f"UPDATE {TABLE} SET name = 'x'",
        f"update\n\t{TABLE.upper()}\nset name = 'x'",
        f'UPDATE "main"."{TABLE}" SET name = 1',
        f"UPDATE main . {TABLE} SET name = 1",
        f"UPDATE ONLY public.{TABLE} SET name = 1",
        f"UPDATE OR IGNORE {TABLE} SET name = 1",
        f"UPDATE [{TABLE}] SET name = 1",
        f"UPDATE `{TABLE}` SET name = 1",
        f"DELETE FROM {TABLE}",
        f"DELETE/* all */FROM {TABLE}",
        f"-- only looking\nDELETE FROM {TABLE}",
        f"/* SELECT */ DELETE FROM ONLY {TABLE}",
        f"WITH gone AS (SELECT 1) INSERT INTO {TABLE} (code) SELECT * FROM gone",
        f"WITH gone AS (DELETE FROM {TABLE} RETURNING *) SELECT * FROM gone",
        f"SELECT 1; DELETE FROM {TABLE}",
        f"SELECT 'it''s'; DELETE FROM {TABLE} WHERE name = 'x'",
        f"SELECT '\\'; DELETE FROM {TABLE} WHERE name = '\\'",
        f"EXPLAIN ANALYZE DELETE FROM {TABLE}",
        f"PREPARE p AS UPDATE {TABLE} SET name = 1",
        f"DO $$ BEGIN DELETE FROM {TABLE}; END $$",
        f"MERGE INTO {TABLE} USING x ON true WHEN MATCHED THEN DELETE",
        f"COPY {TABLE} FROM STDIN",
        f"TRUNCATE {TABLE}",
        f'TRUNCATE TABLE region_region, "{TABLE}" CASCADE',
    ],
)
def test_every_way_to_write_is_seen(sql):
    assert TABLE in {table for _, table in writes(sql)} & guarded() or pytest.fail(sql)


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT * FROM {TABLE} FOR UPDATE",
        f'SELECT * FROM {TABLE} FOR UPDATE OF "{TABLE}"',
        f"SELECT 'DELETE FROM {TABLE}'",
        f"SELECT 1 -- DELETE FROM {TABLE}",
        f"SELECT replace(name, 'a', 'b') FROM {TABLE}",
        f"INSERT INTO django_session SELECT name FROM {TABLE}",
        "UPDATE django_session SET session_data = 'UPDATE region_municipality SET'",
        "SAVEPOINT x",
    ],
)
def test_reading_is_no_writing(sql):
    assert TABLE not in {table for _, table in writes(sql)} or pytest.fail(sql)


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {TABLE} SET name = 'x'",
        f"/* quietly */ delete from {TABLE}",
        f"WITH x AS (SELECT 1) UPDATE {TABLE} SET name = 'x'",
    ],
)
def test_raw_statements_are_refused(office, sql):
    from renkei.desk.region.models import Municipality

    with pytest.raises(WriteOutsideOperation), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Municipality.objects.get(code="991015").name == AOMINE


def test_many_at_once_are_refused(office):
    with pytest.raises(WriteOutsideOperation), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {TABLE} SET name = %s", [("x",), ("y",)])


def test_rows_and_sets_of_rows_are_refused(office):
    from django.db import models

    from renkei.desk.agreements.models import AnnexRow
    from renkei.desk.region.models import Municipality

    place = office.places[AOMINE]
    place.name = "別の市"
    raw = models.QuerySet(Municipality)
    writes = [
        place.save,
        place.delete,
        lambda: models.Model.save(place),
        lambda: models.Model.save_base(place, raw=True),
        lambda: raw.update(name="x"),
        lambda: raw._raw_delete(using="default"),
        lambda: raw.bulk_create([Municipality(code="1")]),
        lambda: AnnexRow.objects.create(expression_id=1, node_id="", order=1, name="", digest=""),
    ]
    for write in writes:
        with pytest.raises(WriteOutsideOperation), transaction.atomic():
            write()
    assert Municipality.objects.get(code=place.code).name == AOMINE


@operation(
    "test.tamper", ja="改ざん", en="Tamper", concerns=lambda call: Concern(region=call["region"])
)
def tamper(actor, region, act):
    region.name += "x"
    region.save()
    act()


def test_not_even_an_operation_touches_the_journal(office):
    from django.db import models

    from renkei.desk.journal.models import Chain, Entry
    from renkei.desk.region.models import Region

    tamper(at_machine(), office.region, lambda: None)
    entry = Entry.objects.get()
    acts = [
        lambda: Entry.objects.update(who="x"),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
        lambda: models.QuerySet(Chain).update(count=0),
        lambda: Entry.objects.create(chain="", number=1, at=entry.at, body="{}"),
        entry.save,
        entry.delete,
    ]
    before = Region.objects.get(pk=office.region.pk).name
    for act in acts:
        with pytest.raises(WriteOutsideOperation):
            tamper(at_machine(), Region.objects.get(pk=office.region.pk), act)
    assert Region.objects.get(pk=office.region.pk).name == before
    assert Entry.objects.get().digest == entry.digest


def test_the_moment_of_entering_allows_no_change_of_an_entry(office):
    from renkei.desk.journal.models import Entry
    from renkei.desk.journal.recording import entering, recording

    tamper(at_machine(), office.region, lambda: None)
    with recording(), entering(), pytest.raises(WriteOutsideOperation):
        Entry.objects.update(who="x")


def test_a_key_that_is_taken_is_not_overwritten(office):
    from django.db import IntegrityError

    from renkei.desk.region.models import Municipality

    def again():
        Municipality(code="991015", name="別", kind="city", prefecture="見本県").save()

    with pytest.raises(IntegrityError):
        tamper(at_machine(), office.region, again)
    assert Municipality.objects.get(code="991015").name == AOMINE
