"""Opening a procedure in the browser, for one agreement and for several, now and in the past."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO
from tests.desk.procedures.matters import agreement, text


@pytest.fixture
def rows(office):
    return {name: agreement(office, name) for name in (HAMABE, KAWAZOE)}


@pytest.fixture
def clerk(office, client):
    client.force_login(office.person(AOMINE, "editor", "council", "approver"))
    return client


def choose(client, rows, kind="change", when="now"):
    keys = [str(row.pk) for row in rows]
    return client.post("/procedures/new/", {"when": when, "kind": kind, "agreement": keys})


DETAILS = {"name": "連携協約の変更", "opened_on": "R8.6.1", "effective": "令和9年4月1日"}


def upload(name):
    return SimpleUploadedFile(f"{name}.txt", text(name, more="改める。"))


def test_one_procedure_is_opened_after_its_confirmation(clerk, rows):
    from renkei.desk.procedures.models import Procedure

    form = choose(clerk, [rows[HAMABE]]).headers["Location"]
    answer = clerk.post(form, DETAILS | {"texts": [upload(HAMABE)]})
    assert answer.status_code == 302
    check = answer.headers["Location"]
    html = clerk.get(check).content.decode()
    assert Procedure.objects.count() == 0
    assert "これから必要になる手順" in html
    assert "令和9年（2027年）4月1日" in html
    page = clerk.post(check, follow=True).content.decode()
    assert "手続を始めました" in page
    made = Procedure.objects.get()
    assert (made.kind, str(made.effective), made.text_name) == (
        "change",
        "2027-04-01",
        f"{HAMABE}.txt",
    )


def test_sent_twice_it_is_opened_once(clerk, rows):
    from renkei.desk.procedures.models import Procedure

    form = choose(clerk, [rows[HAMABE]]).headers["Location"]
    check = clerk.post(form, DETAILS).headers["Location"]
    clerk.post(check)
    again = clerk.post(check, follow=True)
    assert again.redirect_chain[-1][0] == "/procedures/"
    assert "この入力はすでに登録されたか" in again.content.decode()
    assert Procedure.objects.count() == 1


def test_texts_find_their_agreements_by_their_parties(clerk, rows):
    from renkei.desk.procedures.models import Procedure

    form = choose(clerk, rows.values()).headers["Location"]
    files = [upload(KAWAZOE), upload(HAMABE)]
    check = clerk.post(form, DETAILS | {"texts": files}).headers["Location"]
    clerk.post(check)
    for name, row in rows.items():
        assert Procedure.objects.get(agreement=row).text_name == f"{name}.txt"
    assert len(set(Procedure.objects.values_list("batch", flat=True))) == 1


def test_a_text_of_other_parties_is_refused_and_nothing_opened(clerk, rows):
    from renkei.desk.procedures.models import Batch, Procedure

    form = choose(clerk, rows.values()).headers["Location"]
    answer = clerk.post(form, DETAILS | {"texts": [upload(KITANO)]})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert KITANO in html
    assert 'value="連携協約の変更"' in html
    assert (Procedure.objects.count(), Batch.objects.count()) == (0, 0)


def test_of_one_agreement_too(clerk, rows):
    form = choose(clerk, [rows[HAMABE]]).headers["Location"]
    answer = clerk.post(form, DETAILS | {"texts": [upload(KITANO)]})
    assert answer.status_code == 422
    assert "と違います" in answer.content.decode()


def test_two_texts_of_one_agreement_are_refused(clerk, rows):
    form = choose(clerk, rows.values()).headers["Location"]
    other = SimpleUploadedFile("別.txt", text(HAMABE, more="別に改める。"))
    answer = clerk.post(form, DETAILS | {"texts": [upload(HAMABE), other]})
    assert answer.status_code == 422
    assert "同じ協約の案文です" in answer.content.decode()


def test_a_day_before_the_beginning_is_refused_at_its_field(clerk, rows):
    form = choose(clerk, [rows[HAMABE]]).headers["Location"]
    answer = clerk.post(form, DETAILS | {"effective": "R8.4.1"})
    assert answer.status_code == 422
    assert 'href="#id_effective"' in answer.content.decode()


def test_what_is_concluded_is_not_concluded_again(clerk, rows):
    form = choose(clerk, [rows[HAMABE]], kind="conclude").headers["Location"]
    answer = clerk.post(form, DETAILS)
    assert answer.status_code == 422
    assert "締結は案の協約に" in answer.content.decode()


@pytest.mark.parametrize(("kind", "when"), [("notice", "now"), ("conclude", "past")])
def test_some_kinds_take_one_agreement_at_a_time(clerk, rows, kind, when):
    answer = choose(clerk, rows.values(), kind, when)
    assert answer.status_code == 422
    assert "一つずつ" in answer.content.decode()


def test_a_notice_asks_who_gives_it_and_after_how_many_years_it_lapses(clerk, rows):
    from renkei.desk.procedures.models import Procedure

    form = choose(clerk, [rows[HAMABE]], kind="notice").headers["Location"]
    values = {"name": "通告", "opened_on": "R8.6.1"}
    assert clerk.post(form, values).status_code == 422
    party = rows[HAMABE].parties.get(order=1)
    answer = clerk.post(form, values | {"notice_years": "2", "notifier": str(party.pk)})
    clerk.post(answer.headers["Location"])
    made = Procedure.objects.get()
    assert (made.notice_years, made.notifier) == (2, party)


def test_an_agreement_of_others_cannot_be_smuggled_in(office, client, rows):
    from renkei.desk.procedures.models import Procedure

    client.force_login(office.person(HAMABE, "editor"))
    answer = choose(client, [rows[KAWAZOE]])
    assert answer.status_code == 422
    assert "一つ以上選んでください" in answer.content.decode()
    assert Procedure.objects.count() == 0


def test_a_reader_opens_nothing(office, client, rows):
    client.force_login(office.person(HAMABE, "reader"))
    assert client.get("/procedures/new/").status_code == 403
    assert choose(client, [rows[HAMABE]]).status_code == 403


def test_the_half_filled_form_of_another_is_not_there(office, clerk, client, rows):
    form = choose(clerk, [rows[HAMABE]]).headers["Location"]
    client.force_login(office.person(AOMINE, "editor", username="another"))
    assert client.get(form).status_code == 404


def key(office, step, name):
    return f"{step}-{office.places[name].code}"


def past(office, **more):
    values = {
        "name": "連携協約の締結",
        "effective": "平成31年4月1日",
        f"date-{key(office, 'resolve', AOMINE)}": "H31.2.20",
        f"result-{key(office, 'resolve', AOMINE)}": "passed",
        "date-sign-all": "2019-03-29",
    }
    return values | more


def test_the_past_is_entered_as_its_papers_tell_it_and_gaps_are_shown(office, clerk, rows):
    from renkei.desk.procedures.models import Act, Procedure

    form = choose(clerk, [rows[HAMABE]], "conclude", "past").headers["Location"]
    answer = clerk.post(form, past(office))
    assert answer.status_code == 302
    check = answer.headers["Location"]
    html = clerk.get(check).content.decode()
    assert "不足として示されるもの" in html
    assert "告示の記録がありません" in html
    assert Procedure.objects.count() == 0
    page = clerk.post(check, follow=True).content.decode()
    assert "相手方の確認を待っています" in page
    assert Act.objects.count() == 2


def test_the_other_party_confirms_the_past(office, clerk, rows):
    from renkei.desk.procedures.models import Act, Procedure

    form = choose(clerk, [rows[HAMABE]], "conclude", "past").headers["Location"]
    clerk.post(clerk.post(form, past(office)).headers["Location"])
    clerk.force_login(office.person(HAMABE, "approver"))
    page = f"/procedures/{Procedure.objects.get().pk}/confirm/"
    seen = re.search(r'name="seen" value="([^"]+)"', clerk.get(page).content.decode())[1]
    clerk.post(page, {"seen": seen})
    assert all(act.confirmed for act in Act.objects.filter(step="sign"))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"date-sign-all": "2019-02-30"}, "という日はありません"),
        ({"date-sign-all": "令和90年1月1日"}, "まだ来ていません"),
        ({"number-publish-{}": "告示第5号"}, "年月日を入れてください"),
        ({"result-resolve-{}": ""}, "結果を選んでください"),
    ],
)
def test_half_a_line_and_impossible_days_are_named_in_their_line(office, clerk, rows, more, words):
    from renkei.desk.procedures.models import Procedure

    code = office.places[AOMINE].code
    form = choose(clerk, [rows[HAMABE]], "conclude", "past").headers["Location"]
    more = {name.format(code): value for name, value in more.items()}
    answer = clerk.post(form, past(office, **more))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Procedure.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "more", "name"),
    [
        ("abolish", {}, "廃止"),
        ("notice", {"effective": "", "notice_years": "2"}, "失効"),
        ("renew", {}, "更新"),
        ("correct", {"effective": ""}, "正誤の反映"),
        ("change", {}, "施行"),
    ],
)
def test_the_day_of_effect_is_called_by_the_kind_of_the_procedure(clerk, rows, kind, more, name):
    details = DETAILS | more
    if kind == "notice":
        details |= {"notifier": rows[HAMABE].parties.first().pk}
    form = choose(clerk, [rows[HAMABE]], kind).headers["Location"]
    check = clerk.post(form, details).headers["Location"]
    html = clerk.post(check, follow=True).content.decode()
    facts = re.search(r'(?s)<dl class="facts">.*?</dl>', html)[0]
    assert f"<dt>{name}</dt>" in facts
