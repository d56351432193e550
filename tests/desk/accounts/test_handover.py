"""引継ぎ: a post goes to its next holder, and everything open goes with it."""

import datetime

import pytest
from django.utils import timezone

from tests.desk.office import AOMINE, HAMABE, at_machine, behind_the_back

TODAY = timezone.localdate


@pytest.fixture
def desk(office):
    """浜辺市: an administrator, and an editor who holds 企画課; a second post without a holder."""
    from renkei.desk.accounts import post_operations
    from renkei.desk.accounts.models import Holding, Post

    admin = office.person(HAMABE, "administrator")
    with behind_the_back(Holding) as rows:
        rows.filter(person=admin).delete()
    place = office.places[HAMABE]
    return {
        "admin": admin,
        "leaving": office.person(HAMABE, "editor"),
        "next": office.person(HAMABE, "council"),
        "place": place,
        "post": Post.objects.get(municipality=place),
        "empty": post_operations.create_post(
            at_machine(), place, division="財政課", section="予算係"
        ),
    }


@pytest.fixture
def as_admin(client, desk):
    client.force_login(desk["admin"])
    return client


def seat(post, holder=None):
    return f"seat-{post.pk}-{holder.pk if holder else 0}"


def holders(post, day):
    from renkei.desk.accounts.models import Holding

    return {row.person for row in Holding.on(day).filter(post=post)}


def test_several_posts_rotate_on_one_day_after_a_look(as_admin, desk):
    from renkei.desk.journal.models import Entry

    day = TODAY() + datetime.timedelta(days=30)
    typed = {
        "on": day.isoformat(),
        seat(desk["post"], desk["leaving"]): desk["admin"].pk,
        seat(desk["empty"]): desk["leaving"].pk,
    }
    address = f"/posts/{desk['place'].code}/rotation/"
    html = as_admin.post(address, typed).content.decode()
    assert "次のとおり担当が替わります" in html
    assert desk["leaving"] in holders(desk["post"], day)
    as_admin.post(address, typed | {"confirmed": "1"})
    before = day - datetime.timedelta(days=1)
    assert desk["leaving"] in holders(desk["post"], before)
    assert holders(desk["post"], day) == {desk["next"], desk["admin"]}
    assert holders(desk["empty"], before) == set()
    assert holders(desk["empty"], day) == {desk["leaving"]}
    assert Entry.objects.filter(operation="accounts.hand_over").count() == 1


def test_a_rotation_with_one_impossible_move_moves_nothing(as_admin, desk):
    from renkei.desk.accounts.models import Holding

    before = list(Holding.objects.values_list("pk", "until"))
    day = TODAY() + datetime.timedelta(days=30)
    typed = {
        "on": day.isoformat(),
        seat(desk["empty"]): desk["admin"].pk,
        seat(desk["post"], desk["leaving"]): desk["next"].pk,  # holds it already
        "confirmed": "1",
    }
    answer = as_admin.post(f"/posts/{desk['place'].code}/rotation/", typed)
    assert answer.status_code == 422
    assert "既に「企画課」の担当です" in answer.content.decode()
    assert list(Holding.objects.values_list("pk", "until")) == before


def test_somebody_of_another_municipality_cannot_be_forged_into_a_post(as_admin, office, desk):
    stranger = office.person(AOMINE, "editor")
    typed = {"on": "2030-04-01", seat(desk["empty"]): stranger.pk, "confirmed": "1"}
    answer = as_admin.post(f"/posts/{desk['place'].code}/rotation/", typed)
    assert answer.status_code == 422
    assert holders(desk["empty"], datetime.date(2030, 4, 1)) == set()
    from renkei.desk.accounts import post_operations
    from renkei.desk.frame.problems import Refused
    from tests.desk.office import acting

    with pytest.raises(Refused, match="有効な利用者ではありません"):
        post_operations.assign(acting(desk["admin"]), desk["empty"], stranger)


def test_the_page_of_a_post_shows_everything_open(as_admin, desk, office):
    from renkei.desk.accounts import post_operations
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Agreement, Party
    from renkei.desk.procedures.models import Procedure
    from tests.desk.office import acting

    with behind_the_back(Agreement):
        agreement = Agreement.objects.create(
            slug="kyoyaku", title="青嶺市と浜辺市の連携協約", region=office.region
        )
        Party.objects.create(
            agreement=agreement,
            order=2,
            designation="乙",
            name=HAMABE,
            municipality=desk["place"],
            post=desk["post"],
        )
        Procedure.objects.create(
            agreement=agreement,
            region=office.region,
            kind="change",
            name="字句の変更",
            stage_ja="乙の議決待ち",
            stage_en="Waiting for B",
            next_due=TODAY() - datetime.timedelta(days=3),
        )
    editor = acting(desk["leaving"])
    operations.receive(editor, "第1条 目的\n".encode(), filename="秘密の案.txt")
    post_operations.write_post_note(editor, desk["post"], "財政課へ9月に照会\n窓口は青嶺市企画課")
    html = as_admin.get(f"/posts/{desk['place'].code}/{desk['post'].pk}/").content.decode()
    for words in (
        "青嶺市と浜辺市の連携協約",
        "字句の変更",
        "乙の議決待ち",
        "期限を過ぎています",
        "浜田 editor: 1件",
        "財政課へ9月に照会",
        "引継ぎの覚え書きを書く",
    ):
        assert words in html
    assert "秘密の案" not in html


def test_a_post_that_looks_after_agreements_cannot_end(as_admin, desk):
    from renkei.desk.agreements.models import Agreement, Party

    with behind_the_back(Agreement):
        agreement = Agreement.objects.create(slug="kyoyaku", title="協約")
        Party.objects.create(agreement=agreement, order=1, name="x", post=desk["post"])
    address = f"/posts/{desk['place'].code}/{desk['post'].pk}/end/"
    html = as_admin.post(address, {"until": "2030-03-31"}, follow=True).content.decode()
    assert "受け持つ協約が1件あります" in html
    desk["post"].refresh_from_db()
    assert desk["post"].until is None


def test_ending_a_post_releases_who_holds_it(as_admin, desk):
    as_admin.post(
        f"/posts/{desk['place'].code}/{desk['post'].pk}/end/", {"until": "令和12年3月31日"}
    )
    assert holders(desk["post"], datetime.date(2030, 3, 31))
    assert holders(desk["post"], datetime.date(2030, 4, 1)) == set()


def test_posts_are_seen_by_those_who_work_there_only(client, office, desk):
    address = f"/posts/{desk['place'].code}/{desk['post'].pk}/"
    client.force_login(office.person(HAMABE, "reader"))
    html = client.get(address).content.decode()
    assert "後任に引き継ぐ" not in html
    assert "担当を直す" not in html
    client.force_login(office.person(AOMINE, "administrator"))
    assert client.get(address).status_code == 404
    assert client.get(f"/posts/{desk['place'].code}/").status_code == 404


def test_a_post_is_not_found_at_the_address_of_another_municipality(client, office, desk):
    client.force_login(office.person(AOMINE, "administrator"))
    theirs = f"/posts/{office.places[AOMINE].code}/{desk['post'].pk}"
    for rest in ("/", "/edit/", "/note/"):
        assert client.get(theirs + rest).status_code == 404
    for rest in ("/assign/", "/end/"):
        assert client.post(theirs + rest, {"until": "2030-03-31"}).status_code == 404


def test_a_note_written_over_another_is_shown_beside_it(as_admin, desk):
    from renkei.desk.accounts import post_operations
    from tests.desk.office import acting

    revision = desk["post"].revision
    post_operations.write_post_note(acting(desk["leaving"]), desk["post"], "先の覚え書き")
    answer = as_admin.post(
        f"/posts/{desk['place'].code}/{desk['post'].pk}/note/",
        {"revision": revision, "initial-note": "", "note": "後の覚え書き"},
    )
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "先の覚え書き" in html
    assert "後の覚え書き" in html


def test_the_next_april_is_this_year_until_the_first():
    from renkei.desk.accounts.forms import next_april

    assert next_april(datetime.date(2027, 4, 1)) == datetime.date(2027, 4, 1)
    assert next_april(datetime.date(2027, 4, 2)) == datetime.date(2028, 4, 1)


def test_who_was_to_come_does_not_come_to_a_post_that_ended(desk):
    from renkei.desk.accounts import post_operations

    later = TODAY() + datetime.timedelta(days=60)
    post_operations.assign(at_machine(), desk["empty"], desk["next"], since=later)
    post_operations.end_post(at_machine(), desk["empty"], TODAY() + datetime.timedelta(days=30))
    assert holders(desk["empty"], later) == set()
