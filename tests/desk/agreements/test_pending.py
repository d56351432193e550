"""変更手続中: what the readers of an agreement are told of a change under way."""

import pytest

from tests.desk.office import AOMINE, HAMABE, KAWAZOE, at_machine
from tests.desk.procedures.matters import TODAY, Way, agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(office, monkeypatch):
    """A public agreement with a change of it under way."""
    from renkei.desk.agreements.operations import publish

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: TODAY)
    row = agreement(office)
    publish(at_machine(), row)
    return Way(office, row).open(effective="2027-10-01")


@pytest.fixture
def read(client, way):
    def get(more="", by=None):
        client.logout()
        if by is not None:
            client.force_login(by)
        return client.get(f"/agreements/{way.row.slug}/{more}")

    return get


def words(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_told_to_the_public_while_it_is_negotiated(way, read):
    assert "変更手続中" not in words(read())
    assert read(f"pending/{way.procedure.pk}/").status_code == 404
    assert read(f"compare/?to=pending-{way.procedure.pk}").status_code == 422
    way.agree()
    assert "変更手続中" not in words(read())


def test_the_parties_and_the_secretariat_see_it_from_the_beginning(office, way, read):
    for person in (
        office.person(HAMABE, "reader"),
        office.person(AOMINE, "secretariat"),
    ):
        html = words(read(by=person))
        assert "変更手続中" in html
        assert "変更案で改められます" in html
        assert f"compare/?to=pending-{way.procedure.pk}#c-art_1" in html
        assert "（改正）" in words(read(f"pending/{way.procedure.pk}/", by=person))


def test_another_member_of_the_region_is_told_what_the_public_is_told(office, way, read):
    person = office.person(KAWAZOE, "editor")
    assert "変更手続中" not in words(read(by=person))
    assert read(f"pending/{way.procedure.pk}/", by=person).status_code == 404


def test_from_the_first_bill_on_everybody_is_told_what_each_party_has_still_to_do(way, read):
    way.agree().bills()
    html = words(read())
    assert "変更手続中" in html
    assert html.count("議会の議決待ち") == 2
    assert "変更案で改められます" in html
    assert "令和9年（2027年）10月1日から（予定）" in html
    assert "まだ効力はありません" in words(read(f"pending/{way.procedure.pk}/"))
    compared = words(read(f"compare/?to=pending-{way.procedure.pk}"))
    assert "（改正）" in compared
    assert "（改正）" in words(read("compare/"))  # the one version, and what is to come of it
    assert "手続の画面" not in html
    assert f"/procedures/{way.procedure.pk}/" not in html


def test_a_text_that_goes_back_to_negotiation_is_no_longer_shown_but_the_fact_is(way, read):
    way.agree().bills().resolve(other="rejected")
    html = words(read())
    assert "変更手続中" in html
    assert "変更案で改められます" not in html
    assert read(f"pending/{way.procedure.pk}/").status_code == 404
    asked = f"?to=pending-{way.procedure.pk}"
    for side in (asked, asked.replace("to=", "from="), asked.replace("to=", "to_version=")):
        answer = read(f"compare/{side}")
        assert answer.status_code == 422
        assert "（改正）" not in answer.content.decode()
        assert read(f"compare/files/kaimebun.txt{side}").status_code == 404


def test_a_bill_that_was_recorded_by_mistake_tells_nothing(way, read):
    from renkei.desk.procedures.operations import withdraw_act

    way.agree().bills()
    for act in way.procedure.acts.filter(step="bill"):
        withdraw_act(at_machine(), act, "別の協約の議案でした。")
    assert "変更手続中" not in words(read())


def test_once_it_is_signed_the_last_day_of_the_present_version_is_told(way, read):
    way.agree().bills().resolve().sign()
    html = words(read())
    assert "この版は令和3年（2021年）4月1日から令和9年（2027年）9月30日まで" in html
    assert "（変更の施行による）" in html
    assert "締結済み・告示待ち" in html


def test_each_version_says_from_when_until_when_it_applies(way, read):
    way.agree().bills().resolve().sign().publish().file().effect()
    html = words(read("?on=2027-06-01"))
    assert "この版は令和3年（2021年）4月1日から令和9年（2027年）9月30日まで" in html
    later = words(read("?on=2028-01-01"))
    assert 'class="banner">この版は' not in later
    assert "<small>この版は令和3年（2021年）4月1日から令和9年（2027年）9月30日まで</small>" in later


def test_a_past_version_is_not_marked_with_what_a_change_will_do(way, read):
    way.agree().bills()
    assert "変更案で改められます" not in words(read("?on=2019-01-01"))


def test_a_page_as_of_a_day_tells_nothing_that_began_later(office, way, read):
    way.agree().bills()
    clerk = office.person(HAMABE, "reader")
    for day, public, party in (
        ("2026-05-31", False, False),  # the procedure is opened on the day after
        ("2026-06-01", False, True),
        ("2026-08-31", False, True),  # the first bill comes on the day after
        ("2026-09-01", True, True),
    ):
        assert ("変更手続中" in words(read(f"?on={day}"))) is public, day
        assert ("変更手続中" in words(read(f"?on={day}", by=clerk))) is party, day
    assert read(f"pending/{way.procedure.pk}/?on=2026-08-31").status_code == 404
