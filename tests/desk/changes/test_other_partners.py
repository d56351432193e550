"""A change over many agreements: who may lay it on whose, and who sees what was made of it."""

import pytest
from django.test import Client

from renkei.desk.changes import operations, spread_operations
from renkei.desk.changes.models import Change
from renkei.desk.journal.operation import NotPermitted
from tests.desk.changes.texts import agreement, change, mended
from tests.desk.office import AOMINE, HAMABE, KAWAZOE

pytestmark = pytest.mark.django_db


def family(office):
    """The change of 浜辺市's agreement, and the one 青嶺市 made from it for 川添町's."""
    made = mended(office, change(office))
    other = agreement(office, KAWAZOE)
    (row,) = spread_operations.spread_change(office.at(AOMINE, "editor"), made, [other])
    return made, other, row


def reader(office, code):
    client = Client()
    client.force_login(office.person(code, "editor"))
    return client


def test_a_partner_lays_no_change_on_the_agreement_of_another(office):
    made = mended(office, change(office))
    other = agreement(office, KAWAZOE)
    with pytest.raises(NotPermitted):
        spread_operations.spread_change(office.at(HAMABE, "editor"), made, [other])
    assert not Change.objects.filter(agreement=other).exists()


def test_a_partner_does_not_make_the_change_of_another_anew(office):
    made, other, row = family(office)
    with pytest.raises(NotPermitted):
        spread_operations.spread_change(office.at(HAMABE, "editor"), made, [other], again=True)
    assert Change.objects.get(agreement=other).pk == row.pk


def test_a_partner_does_not_give_up_the_change_of_another_with_its_own(office):
    made, _other, row = family(office)
    with pytest.raises(NotPermitted):
        operations.drop(office.at(HAMABE, "editor"), made)
    row.refresh_from_db()
    assert row.open


def test_the_centre_does_both(office):
    made, other, row = family(office)
    centre = office.at(AOMINE, "editor")
    (again,) = spread_operations.spread_change(centre, made, [other], again=True)
    assert again.pk != row.pk
    operations.drop(centre, made)
    again.refresh_from_db()
    assert not again.open


@pytest.mark.parametrize("page", ["", "partners/", "send/"])
def test_a_partner_reads_nothing_of_the_change_of_another(office, page):
    made, _other, row = family(office)
    address = f"/changes/{made.pk}/{page}"
    answer = reader(office, HAMABE).get(address)
    link = f"/changes/{row.pk}/" if page != "send/" else row.agreement.title
    assert link not in answer.content.decode()
    assert answer.status_code == (403 if page == "send/" else 200)
    assert link in reader(office, AOMINE).get(address).content.decode()


def test_a_partner_is_told_that_it_may_not_when_it_asks_by_hand(office):
    made, other, row = family(office)
    client = reader(office, HAMABE)
    sent = {"agreement": str(other.pk), "again": "1"}
    assert client.post(f"/changes/{made.pk}/partners/", sent).status_code in (403, 422)
    assert Change.objects.get(agreement=other).pk == row.pk
