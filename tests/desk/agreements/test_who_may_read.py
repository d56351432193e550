"""Who may read what: by party, region, role, and whose text it is."""

import pytest

from tests.desk.agreements.conftest import entered, given
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, acting, at_machine, behind_the_back
from tests.desk.people import sample_bytes

#: Who asks: place and roles; "" for somebody who has not signed in.
ASKS = {
    "public": ("", ()),
    "party": (HAMABE, ("reader",)),
    "centre": (AOMINE, ("council",)),
    "member": (KAWAZOE, ("editor",)),
    "secretariat": (KAWAZOE, ("secretariat",)),
    "panel": (KAWAZOE, ("panel",)),
}
CONCLUDED = {"party", "centre", "member", "secretariat", "panel"}
INSIDE = {"party", "centre", "secretariat"}


@pytest.fixture
def states(office):
    """An agreement of 青嶺市 and 浜辺市 in each state, by name."""
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Agreement

    concluded = entered(office)
    with behind_the_back(Agreement) as rows:
        rows.filter(pk=concluded.pk).update(recorded_at=concluded.recorded_at)
    parties = given(office, AOMINE, HAMABE)
    draft = operations.begin_agreement(at_machine(), office.region, parties, title="案の協約")
    holder = office.person(HAMABE, "editor", username="holder")
    held = operations.keep_reading(
        acting(holder), operations.receive(acting(holder), sample_bytes())
    )
    # A text that is only held stays its owner's, even where its party is known.
    with behind_the_back(Agreement) as rows:
        rows.filter(pk=held.pk).update(region=office.region)
        held.parties.model._base_manager.create(
            agreement=held, order=9, name=AOMINE, municipality=office.places[AOMINE]
        )
    return {"concluded": concluded, "draft": draft, "held": held}


def ask(client, office, who, address):
    place, roles = ASKS[who]
    if place:
        client.force_login(office.person(place, *roles))
    return client.get(address)


@pytest.mark.parametrize("who", ASKS)
@pytest.mark.parametrize(
    ("state", "readers"), [("concluded", CONCLUDED), ("draft", INSIDE), ("held", set())]
)
def test_who_may_read_an_agreement_that_is_not_public(client, office, states, state, readers, who):
    agreement = states[state]
    answer = ask(client, office, who, f"/agreements/{agreement.slug}/")
    assert answer.status_code == (200 if who in readers else 404)
    listed = client.get("/agreements/").content.decode()
    assert (agreement.slug in listed) is (who in readers)


@pytest.mark.parametrize("who", ASKS)
def test_everybody_reads_what_is_public(client, office, states, who):
    from renkei.desk.agreements import operations

    operations.publish(at_machine(), states["concluded"])
    slug = states["concluded"].slug
    assert ask(client, office, who, f"/agreements/{slug}/").status_code == 200


@pytest.mark.parametrize(
    "address", ["", "versions/", "edit/", "parties/", "parties/1/", "files/original", "art_1/"]
)
def test_guessing_an_address_tells_nothing(client, office, states, address):
    client.force_login(office.person(KAWAZOE, "editor"))
    there = client.get(f"/agreements/{states['draft'].slug}/{address}")
    nowhere = client.get(f"/agreements/a-000000000000/{address}")
    assert there.status_code == nowhere.status_code == 404
    mine, other = (
        answer.content.decode().replace(states["draft"].slug, "a-000000000000")
        for answer in (there, nowhere)
    )
    assert mine == other


def test_a_draft_is_never_public(office, states):
    from renkei.desk.agreements import operations
    from renkei.desk.journal.operation import Refused

    with pytest.raises(Refused, match="案の協約は公開できません"):
        operations.publish(at_machine(), states["draft"])


def test_a_municipality_that_left_the_region_reads_its_agreements_no_longer(client, office):
    import datetime

    from renkei.desk.region.models import Membership

    concluded = entered(office)
    client.force_login(office.person(KAWAZOE, "editor"))
    assert client.get(f"/agreements/{concluded.slug}/").status_code == 200
    with behind_the_back(Membership) as rows:
        rows.filter(municipality=office.places[KAWAZOE]).update(until=datetime.date(2020, 3, 31))
    assert client.get(f"/agreements/{concluded.slug}/").status_code == 404


@pytest.mark.parametrize(("who", "inside"), [("party", True), ("member", False), ("panel", False)])
def test_procedures_and_the_journal_are_for_the_parties(client, office, states, who, inside):
    html = ask(client, office, who, f"/agreements/{states['concluded'].slug}/").content.decode()
    assert ('id="history-h"' in html) is inside
    assert ('id="procedures-h"' in html) is inside


def test_the_procedure_under_way_is_shown_to_the_parties_only(client, office, states):
    from renkei.desk.procedures.models import Procedure

    with behind_the_back(Procedure):
        Procedure.objects.create(
            agreement=states["concluded"], region=office.region, kind="change", name="字句の変更"
        )
    address = f"/agreements/{states['concluded'].slug}/"
    assert "変更手続中" in ask(client, office, "party", address).content.decode()
    assert "字句の変更" not in ask(client, office, "member", address).content.decode()
