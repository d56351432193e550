"""公開 and its withdrawal: asked on a page of their own, by the secretariat alone."""

import pytest

from tests.desk.agreements.conftest import given
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, at_machine


@pytest.fixture
def secretary(client, office):
    person = office.person(AOMINE, "secretariat")
    client.force_login(person)
    return person


def entries():
    from renkei.desk.journal.models import Entry

    return Entry.objects.count()


def test_it_is_confirmed_then_public_then_withdrawn(client, office, secretary, hamabe):
    page = f"/agreements/{hamabe.slug}/"
    asked = page + "publish/"
    assert f'href="{asked}"' in client.get(page).content.decode()
    assert "ログインしていない人も読める" in client.get(asked).content.decode()
    hamabe.refresh_from_db()
    assert not hamabe.public  # asking does nothing
    assert client.post(asked, {"do": "publish"})["Location"] == page
    client.logout()
    assert client.get(page).status_code == 200
    client.force_login(secretary)
    html = client.get(asked).content.decode()
    assert 'value="withdraw"' in html
    assert 'value="publish"' not in html
    assert client.post(asked, {"do": "withdraw"}).status_code == 302
    client.logout()
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("public", [True, False])
def test_an_old_page_never_does_the_opposite(client, secretary, hamabe, public):
    from renkei.desk.agreements import operations

    if public:
        operations.publish(at_machine(), hamabe)
    before = entries()
    said = client.post(
        f"/agreements/{hamabe.slug}/publish/",
        {"do": "publish" if public else "withdraw"},
        follow=True,
    ).content.decode()
    assert ("すでに公開されています。" if public else "すでに非公開です。") in said
    hamabe.refresh_from_db()
    assert hamabe.public is public
    assert entries() == before
    client.post(f"/agreements/{hamabe.slug}/publish/", {"do": "すべて"})
    assert entries() == before


@pytest.mark.parametrize(
    ("place", "role", "status"),
    [
        (AOMINE, "secretariat", 200),
        (AOMINE, "editor", 403),
        (HAMABE, "administrator", 403),
        (HAMABE, "reader", 403),
        (KAWAZOE, "panel", 403),
    ],
)
def test_who_may(client, office, hamabe, place, role, status):
    client.force_login(office.person(place, role))
    assert client.get(f"/agreements/{hamabe.slug}/publish/").status_code == status
    sent = client.post(f"/agreements/{hamabe.slug}/publish/", {"do": "publish"})
    assert sent.status_code == (302 if status == 200 else 403)
    hamabe.refresh_from_db()
    assert hamabe.public is (status == 200)
    page = client.get(f"/agreements/{hamabe.slug}/").content.decode()
    assert ("/publish/" in page) is (status == 200)


def test_a_draft_is_not_published_and_the_page_says_why(client, office, secretary):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Agreement

    draft = operations.begin_agreement(
        at_machine(), office.region, given(office, AOMINE, HAMABE), title="案の協約"
    )
    assert draft.status == Agreement.Status.DRAFT
    page = f"/agreements/{draft.slug}/publish/"
    html = client.get(page).content.decode()
    assert "案の協約は公開できません" in html
    assert 'name="do"' not in html
    sent = client.post(page, {"do": "publish"})
    assert sent.status_code == 422
    draft.refresh_from_db()
    assert not draft.public
    assert "/publish/" not in client.get(f"/agreements/{draft.slug}/").content.decode()


def test_nobody_learns_that_another_agreement_is_there(client, office, hamabe):
    assert client.get(f"/agreements/{hamabe.slug}/publish/").status_code == 302  # sign in first
    client.force_login(office.person("北野市", "reader"))
    assert client.get("/agreements/nope/publish/").status_code == 404
