"""Many who write at once, each with a connection of their own, on the database as it is used: nobody's
work is lost, nobody is told "database is locked", and the journal is one whole chain."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests.desk.office import AOMINE, HAMABE, at_machine, behind_the_back, make_office
from tests.desk.own_database import own_database

WRITERS = 50


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database for this file, with its tables."""
    with django_db_blocker.unblock(), own_database(tmp_path_factory.mktemp("writers")):
        call_command("migrate", interactive=False, verbosity=0)
        yield


@pytest.fixture
def office(tables):
    """The region alone in the database."""
    call_command("flush", interactive=False, verbosity=0)
    return make_office()


def all_at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """Start the deeds together, each in a thread with its own connection; what each gave or raised."""
    start = threading.Barrier(len(deeds))
    outcome: list[object] = [None] * len(deeds)

    def do(number: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            outcome[number] = deeds[number]()
        except Exception as error:
            outcome[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[number]) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcome


def raised(outcome: list[object]) -> list[object]:
    return [result for result in outcome if isinstance(result, Exception)]


def chain_of(region) -> list[int]:
    """The numbers of the entries of a region, after the chain was found whole."""
    from renkei.desk.journal import verify
    from renkei.desk.journal.models import Entry

    assert list(verify.faults_of_chain(region.slug, verify.Count())) == []
    entries = Entry.objects.filter(chain=region.slug).order_by("number")
    return list(entries.values_list("number", flat=True))


def an_agreement(region, places, slug="aomine-2020"):
    """An agreement between these, in force."""
    from renkei.desk.agreements.models import Agreement, Party

    with behind_the_back(Agreement):
        agreement = Agreement.objects.create(
            slug=slug,
            title="連携協約",
            region=region,
            scheme=region.scheme,
            status="concluded",
        )
        for order, place in enumerate(places, 1):
            Party.objects.create(
                agreement=agreement,
                order=order,
                designation=f"第{order}",
                name=place.name,
                municipality=place,
            )
    return agreement


def a_change_before_the_councils(agreement, text=b"new words"):
    """A change that every party has agreed to and put before its council, none has resolved."""
    import hashlib

    from renkei.desk.procedures.models import Act, Procedure

    digest = hashlib.sha256(text).hexdigest()
    with behind_the_back(Procedure):
        procedure = Procedure.objects.create(
            agreement=agreement,
            region=agreement.region,
            kind="change",
            name="連携協約の変更",
            opened_on=datetime.date(2025, 4, 1),
            effective=datetime.date(2099, 4, 1),
            text=text,
            text_name="案.txt",
            text_sha256=digest,
            stage="resolve",
        )
        for party in agreement.parties.order_by("order"):
            for step, day in (("agree", 2), ("bill", 3)):
                Act.objects.create(
                    procedure=procedure,
                    step=step,
                    party=party,
                    date=datetime.date(2025, 5, day),
                    number=f"議案第{party.order}号" if step == "bill" else "",
                    text_sha256=digest,
                    confirmed_by=[party.municipality_id],
                )
    return procedure


def resolving(procedure, party, actor) -> Callable[[], object]:
    """The deed of recording that a party's council has passed the bill."""
    from renkei.desk.agreements.models import Party
    from renkei.desk.procedures.models import Procedure
    from renkei.desk.procedures.operations.acts import record_resolution
    from renkei.desk.procedures.operations.common import Deed

    # As a request reads them: each writer has rows of their own.
    mine, whose = Procedure.objects.get(pk=procedure.pk), Party.objects.get(pk=party.pk)
    deed = Deed(date=datetime.date(2025, 6, 20), result="passed")
    return lambda: record_resolution(actor, mine, whose, deed)


def test_the_databases_let_writers_wait_for_each_other(tables):
    """What the rest of this file rests on is a database as installations have it."""
    if connection.vendor == "sqlite":
        assert connection.settings_dict["NAME"].endswith("own.sqlite3")  # not in memory
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_fifty_councils_resolve_at_once_and_none_is_lost(office):
    """Five agreements with ten parties each: the ten write to one procedure, all fifty to one journal."""
    from renkei.desk.procedures.models import Act, Procedure
    from renkei.desk.region.models import Municipality

    with behind_the_back(Municipality):
        places = [
            Municipality.objects.create(
                code=f"98{number:04}", name=f"見本{number}町", kind="town", prefecture="見本県"
            )
            for number in range(10)
        ]
    agreements = [
        an_agreement(office.region, places, slug=f"ten-{n}") for n in range(WRITERS // 10)
    ]
    procedures = [a_change_before_the_councils(agreement) for agreement in agreements]
    parties = [
        (procedure, party)
        for procedure in procedures
        for party in procedure.agreement.parties.order_by("order")
    ]
    assert len(parties) == WRITERS

    outcome = all_at_once([resolving(*pair, at_machine()) for pair in parties])

    assert raised(outcome) == []
    acts = Act.objects.filter(step="resolve").order_by("party")
    assert [act.party_id for act in acts] == sorted(party.pk for _, party in parties)
    # Whoever came last saw all the others: each procedure waits for its signing, nobody's vote.
    assert {row.stage for row in Procedure.objects.all()} == {"sign"}
    assert chain_of(office.region) == list(range(1, WRITERS + 1))


def test_two_parties_recording_the_last_two_acts_at_once_open_the_gate(office):
    from renkei.desk.procedures.models import Procedure

    for attempt in range(5):
        places = [office.places[AOMINE], office.places[HAMABE]]
        agreement = an_agreement(office.region, places, slug=f"both-{attempt}")
        procedure = a_change_before_the_councils(agreement)
        deeds = [
            resolving(procedure, party, office.at(party.name, "council"))
            for party in agreement.parties.order_by("order")
        ]
        assert raised(all_at_once(deeds)) == []
        assert Procedure.objects.get(pk=procedure.pk).stage == "sign"


def test_of_two_who_record_the_same_resolution_one_is_refused(office):
    from renkei.desk.frame.problems import Refused
    from renkei.desk.procedures.models import Act

    agreement = an_agreement(office.region, [office.places[AOMINE], office.places[HAMABE]])
    procedure = a_change_before_the_councils(agreement)
    hamabe = agreement.parties.get(order=2)
    actor = office.at(HAMABE, "council")
    outcome = all_at_once([resolving(procedure, hamabe, actor) for _ in range(8)])
    assert [type(error) for error in raised(outcome)] == [Refused] * 7
    assert Act.objects.filter(procedure=procedure, step="resolve").count() == 1
    assert len(chain_of(office.region)) == 1  # a refusal leaves no entry


def test_fifty_who_edit_one_record_leave_one_winner_and_everybody_else_is_told(office):
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.register_operations import edit_agreement
    from renkei.desk.journal.operation import Stale

    agreement = an_agreement(office.region, [office.places[AOMINE], office.places[HAMABE]])
    actor = office.at(AOMINE, "editor")

    def editing(number: int) -> Callable[[], object]:
        seen = Agreement.objects.get(pk=agreement.pk)
        return lambda: edit_agreement(
            actor,
            seen,
            revision=seen.revision,
            title=f"題名 {number}",
            kind=seen.kind,
            scheme=seen.scheme,
            term_ends=None,
            missing="",
        )

    outcome = all_at_once([editing(number) for number in range(WRITERS)])
    told = raised(outcome)
    assert [type(error) for error in told] == [Stale] * (WRITERS - 1)
    (winner,) = (result for result in outcome if not isinstance(result, Exception))
    # Everybody is shown what the winner wrote, and that is what the register holds.
    assert {error.current.title for error in told} == {winner.title}
    kept = Agreement.objects.get(pk=agreement.pk)
    assert (kept.title, kept.revision) == (winner.title, agreement.revision + 1)
    assert len(chain_of(office.region)) == 1


def test_what_the_second_writer_typed_is_still_in_their_hands(office):
    from renkei.desk.accounts.models import Person
    from renkei.desk.accounts.operations import edit_person
    from renkei.desk.journal.operation import Stale

    person = office.person(AOMINE, "editor")
    first, second = (Person.objects.get(pk=person.pk) for _ in range(2))
    edit_person(at_machine(), first, name="先の 名前", office="青嶺市 企画課")
    with pytest.raises(Stale) as told:
        edit_person(at_machine(), second, name="後の 名前", office="青嶺市 総務課")
    assert (second.name, second.office) == ("後の 名前", "青嶺市 総務課")
    assert told.value.current.name == "先の 名前"
    assert Person.objects.get(pk=person.pk).name == "先の 名前"


def test_entries_of_two_regions_are_two_whole_chains_however_they_mix(office):
    from renkei.desk.agreements.register_operations import set_missing
    from renkei.desk.region.models import Region

    with behind_the_back(Region):
        other = Region.objects.create(slug="other", name="別の圏域", scheme="renkei_chusu")
    places = [office.places[AOMINE], office.places[HAMABE]]
    ours, theirs = (
        [an_agreement(region, places, slug=f"{region.slug}-{n}") for n in range(WRITERS // 2)]
        for region in (office.region, other)
    )
    deeds = [
        lambda row=row: set_missing(at_machine(), row, "議案書の写し")
        for pair in zip(ours, theirs, strict=True)
        for row in pair
    ]
    assert raised(all_at_once(deeds)) == []
    assert chain_of(office.region) == chain_of(other) == list(range(1, WRITERS // 2 + 1))
