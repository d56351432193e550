# ruff: noqa: F811 (fixtures of the module beside)
"""Two people write the same draft at once: the second is told, and nobody's words are lost."""

import re

import pytest

from tests.desk.agreements.compared.family import HAMABE, KAWAZOE, TAKAHO
from tests.desk.agreements.compared.test_drafting import (  # noqa: F401
    ROW,
    drafts,
    model,
    secretary,
)

MAYOR, ADDRESS = "〔乙の氏名〕", "〔乙の住所〕"


def drawn(client, address):
    """The fields of a page's form as a browser sends them."""
    html = client.get(address).content.decode()
    found = re.findall(
        r'<input type="(?:hidden|text)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html
    )
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_what_the_other_filled_in_stays_and_what_both_changed_is_asked(
    client,
    secretary,
    drafts,
):
    from renkei.desk.agreements.draft_operations import fill_draft

    client.force_login(secretary.person)
    draft = drafts[KAWAZOE]
    address = f"/regions/aomine/drafts/{draft.pk}/"
    mine = drawn(client, address) | {MAYOR: "わたし 案"}
    fill_draft(
        secretary, draft, dict(draft.values) | {MAYOR: "あいて 先", ADDRESS: "川添町新町1番地"}
    )
    late = client.post(address, mine)
    html = late.content.decode()
    assert late.status_code == 422
    assert "別の人が〔乙の氏名〕を「あいて 先」にしました" in html
    assert "〔乙の住所〕を" not in html
    assert 'value="わたし 案"' in html
    draft.refresh_from_db()
    assert draft.values[MAYOR] == "あいて 先"
    shown = re.findall(
        r'<input type="(?:hidden|text)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html
    )
    assert client.post(address, dict(shown)).status_code == 302
    draft.refresh_from_db()
    assert (draft.values[MAYOR], draft.values[ADDRESS]) == ("わたし 案", "川添町新町1番地")


def test_the_second_to_deviate_is_told_the_words_of_the_first(client, secretary, drafts):
    from renkei.desk.agreements.draft_operations import deviate

    client.force_login(secretary.person)
    draft = drafts[TAKAHO]
    address = f"/regions/aomine/drafts/{draft.pk}/art_1/"
    mine = drawn(client, address) | {"words": "第1条　わたしの文言とする。"}
    deviate(secretary, draft, "art_1", "第1条　先の文言とする。")
    late = client.post(address, mine)
    html = late.content.decode()
    assert late.status_code == 422
    assert "いまの文言: 第1条　先の文言とする。" in html
    assert "第1条　わたしの文言とする。</textarea>" in html
    assert draft.deviations.get().words == "第1条　先の文言とする。"
    again = mine | drawn_from(html)
    assert client.post(address, again).status_code == 302
    assert draft.deviations.get().words == "第1条　わたしの文言とする。"


def drawn_from(html):
    return dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)"', html))


def test_what_no_database_keeps_is_refused(client, office, secretary, drafts):
    from renkei.desk.agreements.models import ModelText

    client.force_login(secretary.person)
    page = "/regions/aomine/models/edit/"
    typed = {
        "act": "save",
        "name": "別の\x00標準文",
        "text": "第1条　\x00目的",
        "based_on": "9" * 5000,
    }
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert "NUL" in answer.content.decode()
    draft = drafts[HAMABE]
    base = f"/regions/aomine/drafts/{draft.pk}/"
    assert client.post(base, dict(draft.values) | {MAYOR: "見\x00本"}).status_code == 422
    row = client.post(base + ROW + "/", {"cell-0-0": "創業\x00", "reason": ""})
    assert row.status_code == 422
    assert ModelText.objects.count() == 1


def opened(actor, draft):
    """One of its placeholders is open again."""
    from renkei.desk.agreements.draft_operations import fill_draft

    fill_draft(actor, draft, {key: said for key, said in draft.values.items() if key != MAYOR})


def begin(actor, draft):
    from renkei.desk.procedures import operations
    from renkei.desk.procedures.rules import Kind

    return operations.open_procedure(actor, draft.agreement, Kind.CONCLUDE, name="締結")


def test_drafts_that_are_ready_lead_to_their_procedures(client, office, secretary, drafts):
    from django.urls import reverse

    client.force_login(secretary.person)
    board = "/regions/aomine/models/"
    ready = [drafts[HAMABE], drafts[KAWAZOE]]
    opened(secretary, drafts[TAKAHO])
    html = client.get(board).content.decode()
    keys = "&amp;".join(f"agreement={draft.agreement_id}" for draft in ready)
    address = f"{reverse('procedures:new')}?kind=conclude&amp;{keys}"
    assert address in html
    chosen = client.get(address.replace("&amp;", "&"))
    assert chosen.context["chosen"] == {str(draft.agreement_id) for draft in ready}
    begin(secretary, drafts[HAMABE])
    html = client.get(board).content.decode()
    assert "締結の手続中" in html
    assert f"agreement={drafts[KAWAZOE].agreement_id}" in html
    assert f"agreement={drafts[HAMABE].agreement_id}" not in html
    assert re.search(r'value="conclude"[^>]*checked', chosen.content.decode())


def test_a_draft_with_open_places_is_named_and_not_taken(client, secretary, drafts):
    """On the page that opens the procedure: refused in words, the other texts stay."""
    client.force_login(secretary.person)
    keys = [str(drafts[name].agreement_id) for name in (HAMABE, KAWAZOE)]
    opened(secretary, drafts[HAMABE])
    begun = client.post("/procedures/new/", {"when": "now", "kind": "conclude", "agreement": keys})
    assert begun.status_code == 302
    answer = client.post(
        begun["Location"],
        {
            "name": "協約の締結",
            "opened_on": "令和8年11月1日",
            "effective": "令和9年4月1日",
            "reason": "",
            "drafts": "on",
        },
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    said = set(re.findall(r"「([^」]*)」: 未記入の差込みがあります: 〔乙の氏名〕", html))
    assert said == {drafts[HAMABE].agreement.title}


def test_two_model_texts_on_the_board_are_told_apart(client, office, secretary, model):
    """No id twice, and what was typed comes back with the text it was typed for."""
    from renkei.desk.agreements.draft_operations import write_model

    client.force_login(secretary.person)
    other = write_model(secretary, office.region, "別の標準文", model.text)
    board = "/regions/aomine/models/"
    sent = client.post(
        f"{board}{other.pk}/drafts/",
        {"effective": "いつか", "partners": office.places[HAMABE].code},
    )
    html = sent.content.decode()
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert html.count('value="いつか"') == html.count(" checked") == 1
    mine = html[html.index(f"{board}{other.pk}/drafts/") :]
    assert 'id="id_effective" name="effective" value="いつか"' in mine.split("</form>")[0]


@pytest.mark.parametrize("text", ["\x01", "{", "<?xml version='1.0'?><!DOCTYPE a><Law/>"])
def test_a_model_text_that_is_no_text_is_said_to_be_none(client, office, secretary, text):
    from renkei.desk.agreements.models import ModelText
    from tests.desk.office import behind_the_back

    client.force_login(secretary.person)
    page = "/regions/aomine/models/edit/"
    sent = client.post(page, {"act": "check", "name": "新しい標準文", "text": text})
    assert sent.status_code == 200
    assert sent.context["findings"]
    with behind_the_back(ModelText) as rows:  # as an older edition let it be stored
        rows.create(region=office.region, name="古い標準文", version=1, text=text)
    assert client.get(page, {"name": "古い標準文"}).status_code == 200
    assert client.get("/regions/aomine/models/").status_code == 200
