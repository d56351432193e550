"""Who sees which procedures, boards and dues, with how many questions to the database."""

from datetime import date, timedelta

import pytest

from renkei.desk.accounts.models import Post
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.journal.actor import NOBODY, Actor
from renkei.desk.procedures import operations as do
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.queries import (
    batches_for,
    board,
    dues_for,
    evidence_for,
    followed_by,
    procedure_for,
    procedures_for,
)
from renkei.desk.procedures.rules import Kind, Step
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, at_machine, behind_the_back
from tests.desk.procedures.matters import PDF, TODAY, Way, agreement, day, deed, party

pytestmark = pytest.mark.django_db
FEBRUARY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def told_on_that_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: FEBRUARY)


@pytest.fixture
def signed(office) -> Way:
    way = Way(office, agreement(office)).open().agree().bills().resolve().sign()
    way.now()
    return way


@pytest.fixture
def stranger(db) -> Actor:
    """Somebody of a municipality outside the region."""
    from renkei.desk.accounts.models import Grant, Person
    from renkei.desk.region.models import Municipality

    with behind_the_back(Municipality):
        place = Municipality.objects.create(
            code="998010", name="遠山市", kind="city", prefecture="見本県"
        )
        person = Person.objects.create(username="toyama", name="遠山", municipality=place)
        Grant.objects.create(person=person, role="approver", municipality=place)
    return Actor.for_person(person)


def test_parties_and_the_secretariat_open_a_procedure_and_nobody_else(
    office, signed, stranger
) -> None:
    for actor in (
        office.at(HAMABE, "reader"),
        office.at(AOMINE, "secretariat"),
        at_machine(),
    ):
        assert list(procedures_for(actor)) == [signed.procedure]
        assert procedure_for(actor, signed.procedure.pk) == signed.procedure
    for actor in (
        office.at(KAWAZOE, "approver"),  # of the same region, and no party
        stranger,
        NOBODY,
        office.at(AOMINE, "panel"),
    ):
        assert list(procedures_for(actor)) == []
        with pytest.raises(Procedure.DoesNotExist):
            procedure_for(actor, signed.procedure.pk)


def test_other_members_of_the_region_follow_how_far_it_is(office, signed, stranger) -> None:
    followed = Procedure.objects.filter(followed_by(office.at(KAWAZOE, "reader")))
    assert list(followed) == [signed.procedure]
    assert not Procedure.objects.filter(followed_by(stranger)).exists()


def test_a_paper_is_not_found_by_guessing(office, signed, stranger) -> None:
    act = Act.objects.filter(procedure=signed.procedure, step=Step.SIGN).get()
    (paper,) = do.attach(signed.centre, act, deed("2027-01-20", papers=[("a.pdf", PDF)]))
    assert bytes(evidence_for(office.at(HAMABE, "reader"), paper.pk).content) == PDF
    with pytest.raises(type(paper).DoesNotExist):
        evidence_for(stranger, paper.pk)


def test_what_is_due_for_a_municipality_a_post_and_the_region(office, signed) -> None:
    hamabe = office.places[HAMABE]

    def said(**options):
        items = dues_for(office.at(HAMABE, "reader"), **options)
        return [(i.due.step, i.party.name if i.party else "", i.due.on) for i in items]

    own = [
        (Step.PUBLISH, HAMABE, date(2027, 2, 3)),
        (Step.FILE, HAMABE, date(2027, 2, 3)),
        (Step.TAKE_EFFECT, "", date(2027, 4, 1)),
    ]
    assert said(municipality=hamabe) == own
    assert len(said(region=office.region)) == 5
    assert said(municipality=office.places[KAWAZOE]) == []
    assert said(municipality=hamabe, days=10) == own[:2]
    post = Post.objects.filter(municipality=hamabe).first()
    assert said(posts=[post.pk]) == []
    with behind_the_back(Party):
        row = party(signed.row, HAMABE)
        row.post = post
        row.save()
    assert said(posts=[post.pk]) == own


def test_overdue_duties_stay_until_they_are_done(office, signed) -> None:
    late = dues_for(at_machine(), on=FEBRUARY + timedelta(days=40))
    duties = [i.overdue for i in late if i.due.step is not Step.TAKE_EFFECT]
    assert duties == [True] * 4
    signed.publish().file()
    left = dues_for(at_machine(), on=FEBRUARY + timedelta(days=40))
    assert [i.due.step for i in left] == [Step.TAKE_EFFECT]


def test_a_coming_effect_that_is_entered_is_still_announced(office, signed) -> None:
    signed.publish().file().effect()
    assert [i.due.step for i in dues_for(at_machine())] == [Step.TAKE_EFFECT]
    assert dues_for(at_machine(), on=TODAY) == []


def test_a_term_that_ends_is_due(office, signed) -> None:
    signed.publish().file().effect()
    with behind_the_back(Agreement):
        row = Agreement.objects.get(pk=signed.row.pk)
        row.term_ends = date(2027, 9, 30)
        row.save()
    items = dues_for(office.at(HAMABE, "reader"), municipality=office.places[HAMABE], on=TODAY)
    assert [(i.due.on, i.procedure) for i in items] == [(date(2027, 4, 3), None)]


def test_the_board_and_the_dues_ask_little_however_many_there_are(
    office, django_assert_max_num_queries
) -> None:
    rows = [agreement(office, name) for name in (HAMABE, KAWAZOE)]
    batch = do.open_batch(
        office.at(AOMINE, "editor"),
        office.region,
        rows,
        Kind.CHANGE,
        name="変更",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
    )
    actor = office.at(KAWAZOE, "reader")
    with django_assert_max_num_queries(3):
        assert len(board(batch, FEBRUARY)) == 2
    with django_assert_max_num_queries(6):
        found = dues_for(actor, municipality=office.places[KAWAZOE])
    assert {i.agreement for i in found} == {rows[1]}
    with django_assert_max_num_queries(1):
        assert [p.stage_ja for p in procedures_for(actor)] == ["甲・乙の確認待ち"]
    assert len(board(batch, FEBRUARY, actor)) == 1
    assert len(board(batch, FEBRUARY, actor, followed=True)) == 2
    assert list(batches_for(actor)) == [batch]
    with django_assert_max_num_queries(6):
        one = procedure_for(actor, rows[1].procedures.get().pk)
        assert [p.name for p in one.agreement.parties.all()] == [AOMINE, KAWAZOE]
