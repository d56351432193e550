"""招待: an address that is handed over once, and what comes of it."""

import datetime
import re

import pytest
from django.utils import timezone

from tests.desk.office import HAMABE, behind_the_back

PASSWORD = "himitsu-no-kotoba-7"


@pytest.fixture
def invited(client, office):
    """The address that the administrator of 浜辺市 was shown; nobody is signed in any more."""
    client.force_login(office.person(HAMABE, "administrator"))
    from renkei.desk.accounts.models import Post

    post = Post.objects.get(municipality=office.places[HAMABE])
    html = client.post(
        f"/people/{office.places[HAMABE].code}/invite/",
        {"name": "新任 花子", "roles": ["editor", "council"], "post": post.pk, "days": "7"},
    ).content.decode()
    client.logout()
    return re.search(r"http://testserver(/invitation/[\w-]+/)", html)[1]


def taking(client, invited, **typed):
    client.get(invited, follow=True)
    data = {"username": "Shinnin", "password": PASSWORD, "again": PASSWORD} | typed
    return client.post("/invitation/", data, follow=True)


def test_taking_an_invitation_makes_the_account_with_its_roles_and_post(client, office, invited):
    from renkei.desk.accounts.models import Person
    from renkei.desk.journal.models import Entry

    html = taking(client, invited).content.decode()
    assert "招待を受けました" in html
    person = Person.objects.get(username="shinnin")
    assert (person.name, person.municipality) == ("新任 花子", office.places[HAMABE])
    assert sorted(person.grants.values_list("role", flat=True)) == ["council", "editor"]
    assert person.holdings.get().post.division == "企画課"
    entry = Entry.objects.get(operation="accounts.take_invitation")
    assert "新任 花子" in entry.who
    assert PASSWORD not in entry.body


def test_the_secret_is_kept_nowhere(client, invited):
    from renkei.desk.accounts.models import Invitation
    from renkei.desk.journal.models import Entry

    secret = invited.split("/")[2]
    assert secret not in str(Invitation.objects.values().get())
    assert all(secret not in body for body in Entry.objects.values_list("body", flat=True))


def test_it_is_taken_once(client, invited):
    from renkei.desk.accounts.models import Person

    taking(client, invited)
    client.logout()
    answer = taking(client, invited, username="another")
    assert answer.status_code == 410
    assert not Person.objects.filter(username="another").exists()


@pytest.mark.parametrize("how", ["expired", "revoked", "guessed"])
def test_one_that_waits_no_more_leads_nowhere(client, office, invited, how):
    from renkei.desk.accounts.models import Invitation, Person

    if how == "expired":
        with behind_the_back(Invitation) as rows:
            rows.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    elif how == "revoked":
        client.force_login(office.person(HAMABE, "administrator"))
        token = Invitation.objects.get().token
        client.post(f"/people/{office.places[HAMABE].code}/invitations/{token}/revoke/")
        client.logout()
    else:
        invited = invited[:-3] + "x/"
    answer = taking(client, invited)
    assert answer.status_code == 410
    assert "管理者に、新しい招待を頼んでください" in answer.content.decode()
    assert not Person.objects.filter(username="shinnin").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "12345", "again": "12345"}, "短すぎます"),
        ({"again": "himitsu-no-kotoba-8"}, "二つのパスワードが違います"),
        ({"username": "991023-administrator"}, "既に"),
        ({"username": "a b"}, "有効"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, invited, typed, said):
    from renkei.desk.accounts.models import Invitation

    answer = taking(client, invited, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Invitation.objects.get().taken_by is None


def test_somebody_who_has_an_account_takes_it_with_that(client, office, invited):
    other = office.person("青嶺市", "editor")
    client.force_login(other)
    client.get(invited, follow=True)
    client.post("/invitation/", {})
    roles = other.grants.filter(municipality=office.places[HAMABE])
    assert sorted(roles.values_list("role", flat=True)) == ["council", "editor"]


def test_nobody_but_the_administrator_of_the_place_invites(client, office):
    address = f"/people/{office.places[HAMABE].code}/invite/"
    for name, role in ((HAMABE, "editor"), ("青嶺市", "administrator")):
        client.force_login(office.person(name, role))
        assert client.get(address).status_code == 404
        assert (
            client.post(address, {"name": "x", "roles": ["editor"], "days": 7}).status_code == 404
        )


def test_a_post_of_elsewhere_cannot_be_forged_into_the_form(client, office):
    from renkei.desk.accounts.models import Invitation, Post

    office.person("青嶺市", "editor")
    theirs = Post.objects.get(municipality=office.places["青嶺市"])
    client.force_login(office.person(HAMABE, "administrator"))
    address = f"/people/{office.places[HAMABE].code}/invite/"
    data = {"name": "x", "roles": ["editor"], "post": theirs.pk, "days": 7}
    assert client.post(address, data).status_code == 422
    assert not Invitation.objects.exists()
