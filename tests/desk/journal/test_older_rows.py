"""Rows that are older than the journal: entered once, named as such, and then watched like any other."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from tests.desk.journal.test_verify import faults
from tests.desk.office import PASSWORD, at_machine, behind_the_back
from tests.desk.own_database import own_database


@pytest.fixture
def first_stage(django_db_setup, django_db_blocker, tmp_path):
    """A database as the first stage left it: somebody with an older digest, and no journal."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    with django_db_blocker.unblock(), own_database(tmp_path):
        for words in (("accounts", "0001"), ("agreements", "0001"), ("mfa",), ("sessions",)):
            call_command("migrate", *words, verbosity=0, interactive=False)
        kept = PBKDF2PasswordHasher().encode(PASSWORD, "shio", iterations=1_000)
        from renkei.desk.journal.recording import unguarded

        with unguarded(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO accounts_person"
                " (password, username, name, office, email, is_active, date_joined)"
                " VALUES (%s, 'demo', '見本 太郎', '', '', %s, '2025-04-01 00:00:00+00:00')",
                [kept, True],
            )
            cursor.execute(
                "INSERT INTO agreements_agreement"
                " (slug, title, parties, status, public, recorded_at)"
                " VALUES ('old', '古い協約', %s, 'concluded', %s, '2025-04-01 00:00:00+00:00')",
                [json.dumps([{"designation": "甲", "name": "青嶺市"}]), True],
            )
        yield kept


def test_what_the_first_stage_kept_is_entered_once_and_works(first_stage, client):
    from renkei.desk import server
    from renkei.desk.accounts.models import Person
    from renkei.desk.journal.models import Entry

    server.start()
    assert faults() == []
    entries = Entry.objects.filter(operation="journal.adopt")
    assert {"accounts.person", "agreements.agreement", "agreements.party"} == set(
        entries.values_list("subject_type", flat=True)
    )
    count = Entry.objects.count()
    server.start()
    assert Entry.objects.count() == count, "entered a second time"

    person = Person.objects.get(username="demo")
    assert person.password == first_stage
    answer = client.post("/accounts/login/", {"login": "demo", "password": PASSWORD})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.password == first_stage  # signing in writes nothing
    assert faults() == []
    assert "古い協約" in client.get("/agreements/").content.decode()


def test_a_start_enters_nothing_once_there_is_a_journal(office):
    """Otherwise whoever puts a row in behind the journal's back would only have to wait."""
    from renkei.desk import server
    from renkei.desk.journal.models import Entry
    from renkei.desk.region.operations import edit_region

    region = office.region
    edit_region(
        at_machine(), region, revision=region.revision, name="青嶺圏域", name_en="", source=""
    )
    server.start()
    assert not Entry.objects.filter(operation="journal.adopt").exists()


def test_a_row_put_in_behind_the_journal_stays_named_after_an_operation_changed_it(office):
    from renkei.desk.region.operations import edit_region

    region = office.region
    edit_region(
        at_machine(), region, revision=region.revision, name="青嶺圏域", name_en="", source=""
    )
    assert ("region.region", str(region.pk)) in {(fault.row, fault.key) for fault in faults()}


def test_the_administrator_at_the_machine_enters_what_has_no_entry(office):
    from renkei.desk.journal.models import Entry
    from renkei.desk.journal.operations import adopt_missing
    from renkei.desk.region.models import Municipality, Region

    assert faults() != []
    count = adopt_missing(at_machine())
    assert Entry.objects.filter(operation="journal.adopt").count() == count > 10
    assert faults() == []
    assert Entry.objects.get(subject_type="region.region").chain == office.region.slug
    assert adopt_missing(at_machine()) == 0
    with behind_the_back(Municipality) as rows:
        rows.filter(code="991023").update(name="浜部市")
    assert [(fault.row, fault.field) for fault in faults()] == [("region.municipality", "name")]
    assert Region.objects.exists()


def test_it_is_told_on_a_page_as_older_than_the_journal(client, office):
    from renkei.desk.journal.models import Entry
    from renkei.desk.journal.operations import adopt_missing

    adopt_missing(at_machine())
    entry = Entry.objects.get(subject_type="region.region")
    client.force_login(office.person("青嶺市", "secretariat"))
    page = client.get(f"/journal/entry/{entry.pk}/").content.decode()
    assert "記録開始前の登録内容を記録に加える" in page
    assert "記録開始前から登録済み" in page
    assert "変更前" not in page
