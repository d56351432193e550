from __future__ import annotations

import pytest

from tests.desk.office import AOMINE, KAWAZOE, at_machine

pytestmark = pytest.mark.django_db
ADDRESS = "/municipalities/991015/papers/"


@pytest.fixture
def as_council(client, office):
    """The council and legal section of 青嶺市."""
    client.force_login(office.person(AOMINE, "council"))
    return client


def typed(**changed):
    from renkei.desk.procedures.papers.style import FormStyle

    data = FormStyle().to_json()
    data["reason"] = "on"
    return {key: str(value) for key, value in (data | {"revision": "0"} | changed).items()}


def kept():
    from renkei.desk.region.models import Municipality

    return Municipality.objects.get(name=AOMINE).style


def test_what_is_chosen_is_kept_and_shown_again(as_council):
    answer = as_council.post(ADDRESS, typed(seal="omitted", bill_number="第{number}号議案"))
    assert answer.status_code == 302
    assert kept()["seal"] == "omitted"
    shown = as_council.get(ADDRESS).content.decode()
    assert "第{number}号議案" in shown
    assert '<option value="omitted" selected>' in shown


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(as_council):
    answer = as_council.post(ADDRESS, typed(bill_number="議案", ordinance="青嶺市条例第2条"))
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_bill_number"' in shown
    assert "{number} と一度だけ" in shown
    assert 'value="青嶺市条例第2条"' in shown
    assert kept() == {}


def test_an_empty_form_of_numbers_is_the_usual_one(as_council):
    as_council.post(ADDRESS, typed(notice_number=""))
    assert kept()["notice_number"] == "{name}告示第{number}号"


def test_trying_changes_the_specimen_and_saves_nothing(as_council):
    answer = as_council.get(ADDRESS, typed(tried="1", seal="none"))
    shown = answer.content.decode()
    assert "seal=none" in shown
    assert '<option value="none" selected>' in shown
    assert kept() == {}


def test_a_specimen_is_a_picture_and_a_pdf_in_the_form_that_is_tried(as_council):
    usual = as_council.get(ADDRESS + "bill.png")
    assert usual["Content-Type"] == "image/png"
    assert usual.content.startswith(b"\x89PNG")
    tried = as_council.get(ADDRESS + "bill.png", typed(numerals="full"))
    assert tried.content != usual.content
    assert as_council.get(ADDRESS + "filing.pdf").content.startswith(b"%PDF")
    assert as_council.get(ADDRESS + "bill.png", typed(seal="x")).status_code == 404
    assert as_council.get(ADDRESS + "notice.png").status_code == 404


def test_the_second_of_two_is_told_and_loses_nothing(as_council):
    from renkei.desk.procedures.papers_operations import set_form_style
    from renkei.desk.region.models import Municipality

    place = Municipality.objects.get(name=AOMINE)
    set_form_style(at_machine(), place, {"honorific": "殿"}, place.revision)
    first = {f"initial-{key}": value for key, value in typed().items() if key != "revision"}
    answer = as_council.post(ADDRESS, typed(seal="omitted") | first)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "先に変更されています" in shown
    assert "殿" in shown
    assert kept()["honorific"] == "殿"
    assert kept()["seal"] == "mark"


def test_an_editor_may_look_but_not_set_and_others_see_nothing(client, office):
    client.force_login(office.person(AOMINE, "editor"))
    shown = client.get(ADDRESS).content.decode()
    assert "この体裁にする" not in shown
    assert client.post(ADDRESS, typed(seal="none")).status_code == 403
    client.force_login(office.person(KAWAZOE, "council"))
    assert client.get(ADDRESS).status_code == 404
    assert client.get(ADDRESS + "bill.png").status_code == 404
    assert client.post(ADDRESS, typed(seal="none")).status_code == 404
    assert kept() == {}
    assert client.get("/municipalities/999999/papers/").status_code == 404
