"""Pages of people: who sees them, and what an administrator does there."""

import datetime

import pytest
from django.utils import timezone

from tests.desk.office import AOMINE, HAMABE, at_machine

PASSWORD = "himitsu-no-kotoba-7"


@pytest.fixture
def admin(office):
    return office.person(HAMABE, "administrator")


@pytest.fixture
def editor(office):
    return office.person(HAMABE, "editor")


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def code(office):
    return office.places[HAMABE].code


def test_only_administrators_and_auditors_of_the_municipality_see_its_people(client, office, code):
    for name, role, status in (
        (HAMABE, "administrator", 200),
        (HAMABE, "auditor", 200),
        (HAMABE, "editor", 404),
        (AOMINE, "administrator", 404),
        (AOMINE, "secretariat", 404),
    ):
        client.force_login(office.person(name, role))
        assert client.get(f"/people/{code}/").status_code == status, (name, role)


def test_a_municipality_that_is_not_there_answers_like_one_of_others(as_admin, office):
    answers = [
        as_admin.get(f"/people/{code}/").content for code in ("000000", office.places[AOMINE].code)
    ]
    assert answers[0].replace(b"000000", b"991015") == answers[1]


def test_a_role_is_granted_with_a_japanese_date_and_revoked(as_admin, editor, code):
    from renkei.desk.accounts.models import Grant

    address = f"/people/{code}/{editor.pk}/"
    as_admin.post(address + "grant/", {"role": "council", "since": "令和2年4月1日", "until": ""})
    given = Grant.objects.get(person=editor, role="council")
    assert given.since == datetime.date(2020, 4, 1)
    as_admin.post(f"/people/{code}/grants/{given.pk}/revoke/", {"until": ""})
    given.refresh_from_db()
    assert given.until == timezone.localdate() - datetime.timedelta(1)


def test_a_role_of_the_region_cannot_be_forged_into_the_form(as_admin, editor, code):
    from renkei.desk.accounts.models import Grant

    answer = as_admin.post(f"/people/{code}/{editor.pk}/grant/", {"role": "secretariat"})
    assert answer.status_code == 422
    assert not Grant.objects.filter(role="secretariat").exists()


def test_a_wrong_date_says_what_is_wrong_and_stays(as_admin, editor, code):
    answer = as_admin.post(
        f"/people/{code}/{editor.pk}/grant/", {"role": "council", "since": "令和8年2月30日"}
    )
    html = answer.content.decode()
    assert "という日はありません" in html
    assert 'value="令和8年2月30日"' in html


def test_the_same_role_twice_is_refused(as_admin, editor, code):
    html = as_admin.post(f"/people/{code}/{editor.pk}/grant/", {"role": "editor"}).content.decode()
    assert "既に付与されています" in html


def test_the_last_administrator_can_neither_go_nor_be_stopped(as_admin, admin, code):
    from renkei.desk.accounts.models import Grant

    given = Grant.objects.get(person=admin)
    answer = as_admin.post(f"/people/{code}/grants/{given.pk}/revoke/", {}, follow=True)
    assert "管理者がほかにいない" in answer.content.decode()
    as_admin.post(f"/people/{code}/{admin.pk}/active/", {"active": "0"})
    given.refresh_from_db()
    admin.refresh_from_db()
    assert (given.until, admin.is_active) == (None, True)


def test_whoever_is_suspended_is_out_at_once(client, as_admin, editor, code):
    from django.test import Client

    other = Client()
    other.force_login(editor)
    assert other.get("/me/").status_code == 200
    as_admin.post(f"/people/{code}/{editor.pk}/active/", {"active": "0"})
    assert other.get("/me/").status_code == 302


def test_a_new_password_is_shown_once(as_admin, editor, code):
    address = f"/people/{code}/{editor.pk}/"
    html = as_admin.post(address + "password/", follow=True).content.decode()
    assert "新しいパスワード" in html
    made = html.split("<code>")[2].split("</code>")[0]
    editor.refresh_from_db()
    assert editor.check_password(made)
    assert made not in as_admin.get(address).content.decode()


def test_an_administrator_of_elsewhere_does_not_get_at_a_password_by_granting_a_role(
    client, office, editor
):
    """Whoever sets a password signs in with it: it belongs to the home municipality alone."""
    from renkei.desk.accounts import operations
    from renkei.desk.accounts.roles import Role

    theirs = office.person(AOMINE, "administrator")
    operations.grant(at_machine(), editor, Role.EDITOR, municipality=office.places[AOMINE])
    client.force_login(theirs)
    address = f"/people/{office.places[AOMINE].code}/{editor.pk}/"
    assert "パスワードを再発行する" not in client.get(address).content.decode()
    assert client.post(address + "password/").status_code == 403
    assert client.post(address + "active/", {"active": "0"}).status_code == 403
    editor.refresh_from_db()
    assert editor.is_active


def test_two_administrators_correct_one_person_and_the_second_is_told(
    as_admin, admin, editor, code
):
    from renkei.desk.accounts import operations
    from tests.desk.office import acting

    address = f"/people/{code}/{editor.pk}/"
    before = {"revision": editor.revision, "name": editor.name, "office": editor.office}
    typed = {
        **{f"initial-{name}": value for name, value in before.items()},
        **before,
        "name": "山田 二郎",
        "email": "",
    }
    operations.edit_person(acting(admin), editor, name="山田 三郎", office="総務課")
    answer = as_admin.post(address, typed)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "山田 三郎" in html
    assert "山田 二郎" in html
    editor.refresh_from_db()
    assert editor.name == "山田 三郎"


def test_the_centre_names_the_secretariat_and_the_secretariat_the_panel(client, office):
    from renkei.desk.accounts.models import Grant

    address = f"/regions/{office.region.slug}/people/"
    editor = office.person(AOMINE, "editor")
    panel = office.person(HAMABE, "reader")
    client.force_login(office.person(AOMINE, "administrator"))
    client.post(address, {"username": editor.username, "role": "secretariat"})
    client.force_login(editor)
    client.post(address, {"username": panel.username.upper(), "role": "panel"})
    assert list(Grant.objects.filter(region=office.region).values_list("role", flat=True)) == [
        "secretariat",
        "panel",
    ]
    client.force_login(office.person(HAMABE, "administrator"))
    assert client.get(address).status_code == 404


def test_my_page_tells_posts_roles_and_what_they_let_me_do(client, editor):
    client.force_login(editor)
    html = client.get("/me/").content.decode()
    for words in ("企画課", "起案者", "引継ぎの覚え書きを書く", "2020年"):
        assert words in html
    assert "利用者を登録する" not in html


def test_somebody_of_two_municipalities_chooses_for_whom_they_act(client, office, editor):
    from renkei.desk.accounts import operations, post_operations
    from renkei.desk.accounts.roles import Role
    from renkei.desk.journal.models import Entry

    aomine = office.places[AOMINE]
    operations.grant(at_machine(), editor, Role.EDITOR, municipality=aomine)
    post = post_operations.create_post(at_machine(), aomine, division="圏域推進室")
    post_operations.assign(at_machine(), post, editor)
    client.force_login(editor)
    assert "圏域推進室" in client.get("/me/").content.decode()
    client.post("/me/stand/", {"stand": f"post-{post.pk}"})
    typed = {"revision": post.revision, "note": "覚え書き"}
    client.post(f"/posts/{aomine.code}/{post.pk}/note/", typed)
    entry = Entry.objects.get(operation="accounts.write_post_note")
    assert (entry.municipality, entry.post) == (aomine.code, "圏域推進室")
    client.post("/me/stand/", {"stand": "place-991031"})  # 川添町 is not theirs
    client.post(f"/posts/{aomine.code}/{post.pk}/note/", typed | {"revision": 1, "note": "二"})
    entry = Entry.objects.filter(operation="accounts.write_post_note").latest("number")
    assert entry.municipality == aomine.code


def test_anybody_reads_the_permission_table(client, db):
    for language, words in (("ja", "役割を付与する"), ("en", "Grant a role")):
        client.cookies["renkei_language"] = language
        html = client.get("/permissions/").content.decode()
        assert words in html
        assert "●" in html
