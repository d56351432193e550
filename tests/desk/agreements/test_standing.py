"""How an agreement stands on a day, on its page and in the list."""

import datetime

import pytest

from tests.desk.agreements import texts
from tests.desk.agreements.conftest import entered
from tests.desk.office import HAMABE, at_machine, behind_the_back

DAY = datetime.date.fromisoformat


def on(agreement, day):
    """The standing of an agreement on a day."""
    from renkei.desk.agreements import queries

    return queries.agreement_on(agreement.slug, at_machine(), DAY(day)).standing


def change(agreement, **values):
    with behind_the_back(type(agreement)) as rows:
        rows.filter(pk=agreement.pk).update(**values)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2019-03-28", "before"),
        ("2019-03-29", "pending"),
        ("2019-03-31", "pending"),
        ("2019-04-01", "in_force"),
        ("2030-01-01", "in_force"),
    ],
)
def test_from_its_conclusion_to_its_effect(hamabe, day, standing):
    assert on(hamabe, day) == standing


def test_an_end_is_the_first_day_without_effect(hamabe):
    change(hamabe, ended_on=DAY("2025-04-01"), status="ended")
    assert on(hamabe, "2025-03-31") == "in_force"
    assert on(hamabe, "2025-04-01") == "ended"


def test_an_end_that_is_still_to_come_does_not_end_it_today(hamabe):
    change(hamabe, ended_on=DAY("2099-04-01"))
    assert on(hamabe, "2026-04-01") == "in_force"


def test_a_fixed_term_is_over_the_day_after_its_last(hamabe):
    change(hamabe, term_ends=DAY("2024-03-31"))
    assert on(hamabe, "2024-03-31") == "in_force"
    assert on(hamabe, "2024-04-01") == "expired"


def test_an_agreement_that_says_no_day_is_undated_once_it_is_concluded(office):
    agreement = entered(office, data=texts.agreement(effective=""))
    assert on(agreement, "2019-03-28") == "before"
    assert on(agreement, "2019-03-29") == "undated"


def test_a_wording_that_ended_without_another_is_over(hamabe):
    with behind_the_back(type(hamabe.expressions.get())) as rows:
        rows.filter(agreement=hamabe).update(valid_until=DAY("2022-03-31"))
    assert on(hamabe, "2022-03-31") == "in_force"
    assert on(hamabe, "2022-04-01") == "over"


def test_a_draft_is_a_draft_on_every_day(office):
    from renkei.desk.agreements import operations
    from tests.desk.agreements.conftest import given

    draft = operations.begin_agreement(
        at_machine(), office.region, given(office, "青嶺市", HAMABE), title="案"
    )
    assert on(draft, "2000-01-01") == on(draft, "2030-01-01") == "draft"


def test_the_page_of_a_draft_says_that_it_has_no_text_yet(client, office):
    from renkei.desk.agreements import operations
    from tests.desk.agreements.conftest import given

    draft = operations.begin_agreement(
        at_machine(), office.region, given(office, "青嶺市", HAMABE), title="案の協約"
    )
    client.force_login(office.person(HAMABE, "editor"))
    html = client.get(f"/agreements/{draft.slug}/").content.decode()
    assert "本文はまだ登録されていません" in html
    assert ">案</span>" in html
    assert client.get(f"/agreements/{draft.slug}/files/pdf").status_code == 404


@pytest.mark.parametrize("day", ["平成31年3月31日", "H31.3.31", "2019-03-31", "2019/3/31"])
def test_the_day_is_typed_in_either_calendar(client, sample, day):
    html = client.get(f"/agreements/{sample.slug}/", {"on": day}).content.decode()
    assert "締結済み・施行前" in html
    assert "平成31年（2019年）3月31日" in html


@pytest.mark.parametrize("address", ["/agreements/", "/agreements/sapporo-ishikari-2019/"])
@pytest.mark.parametrize("day", ["2019-02-30", "きのう", "平成31年（2018年）4月1日"])
def test_a_wrong_day_is_an_error_in_words_and_stays_typed(client, sample, address, day):
    answer = client.get(address, {"on": day})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "基準日が読めません" in html
    assert f'value="{day}"' in html
    assert "ETag" not in answer.headers


def test_the_day_is_part_of_what_a_browser_keeps(client, sample):
    address = f"/agreements/{sample.slug}/"
    before = client.get(address, {"on": "2019-03-31"})
    after = client.get(address, {"on": "2019-04-01"}, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    again = client.get(address, {"on": "2019-03-31"}, headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 304


def test_the_day_stays_with_the_reader(client, sample):
    html = client.get(f"/agreements/{sample.slug}/", {"on": "2019-03-31"}).content.decode()
    assert f"/agreements/{sample.slug}/files/pdf?on=2019-03-31" in html
    assert f"/agreements/{sample.slug}/art_3/?on=2019-03-31" in html
