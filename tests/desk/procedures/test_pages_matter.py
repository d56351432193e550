"""The list of procedures, the page of one, its text, name and day, and giving it up."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, at_machine
from tests.desk.procedures.desk import Desk
from tests.desk.procedures.matters import agreement, text


@pytest.fixture
def desk(office, client):
    made = Desk(office, client)
    made.sign_in(AOMINE)
    return made


def page(desk, end=""):
    return f"/procedures/{desk.procedure.pk}/{end}"


def test_the_list_is_narrowed_by_what_was_chosen(desk, office):
    from renkei.desk.procedures import operations
    from renkei.desk.region.schemes import Kind

    operations.open_procedure(
        at_machine(), agreement(office, KAWAZOE), Kind.ABOLISH, name="別の廃止手続"
    )
    everything = desk.get("/procedures/")
    assert "災害対策の字句" in everything
    assert "別の廃止手続" in everything
    by_kind = desk.get("/procedures/?kind=abolish&state=open")
    assert "災害対策の字句" not in by_kind
    assert "別の廃止手続" in by_kind
    by_place = desk.get(f"/procedures/?municipality={office.places[HAMABE].code}&state=open")
    assert "別の廃止手続" not in by_place
    assert "この条件に合う手続はありません" in desk.get("/procedures/?state=withdrawn")
    assert "この条件に合う手続はありません" in desk.get("/procedures/?region=nowhere")


def test_a_long_list_has_pages_that_keep_what_was_chosen(desk, monkeypatch):
    from renkei.desk.procedures import operations, views
    from renkei.desk.region.schemes import Kind

    monkeypatch.setattr(views, "PAGE", 1)
    operations.open_procedure(at_machine(), desk.agreement, Kind.ABOLISH, name="廃止")
    html = desk.get("/procedures/?state=open")
    assert "state=open&amp;page=2" in html
    assert desk.client.get("/procedures/?page=nonsense").status_code == 200


def test_the_page_cites_the_provision_and_counts_the_days(desk):
    html = desk.get(page(desk))
    left = (datetime.date(2027, 4, 1) - datetime.date.today()).days  # noqa: DTZ011
    if left > 0:
        assert f"あと{left}日" in html
    assert "地方自治法第252条の2第4項" in html
    assert "甲・乙の確認待ち" in html
    assert html.count('class="seal ring"') >= 6


def test_the_page_as_of_an_earlier_day_shows_the_earlier_state(desk):
    desk.record("agree", AOMINE, date="R8.6.12")
    assert "乙の確認待ち" in desk.get(page(desk))
    before = desk.get(page(desk, "?on=R8.6.11"))
    assert "甲・乙の確認待ち" in before
    assert "/acts/" not in before
    odd = desk.get(page(desk, "?on=いつか"))
    assert "日付として読めません" in odd


def test_a_reader_sees_the_page_and_is_offered_nothing(desk, office):
    desk.client.force_login(office.person(HAMABE, "reader"))
    html = desk.get(page(desk))
    for offer in ("/acts/", "/withdraw/", "/text/put/", "/revise/"):
        assert offer not in html


def test_evidence_is_named_with_size_and_digest_and_saved_as_it_was(desk):
    from renkei.desk.procedures.models import Evidence

    data = b"%PDF-1.7\nabc"
    desk.record("agree", AOMINE, date="R8.6.12", evidence=[SimpleUploadedFile("決裁.pdf", data)])
    row = Evidence.objects.get()
    html = desk.get(page(desk))
    assert row.sha256 in html
    answer = desk.client.get(page(desk, f"evidence/{row.pk}"))
    assert answer.content == data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_evidence_of_another_procedure_is_not_found_under_this_one(desk, office, client):
    from renkei.desk.procedures.models import Evidence

    other = Desk(office, client, KAWAZOE)
    other.sign_in(AOMINE)
    other.record("agree", AOMINE, date="R8.6.12", evidence=[SimpleUploadedFile("a.pdf", b"%PDF-1")])
    row = Evidence.objects.get()
    assert desk.client.get(page(desk, f"evidence/{row.pk}")).status_code == 404


def test_another_text_is_read_confirmed_and_put_on_the_table(desk):
    desk.record("agree", AOMINE, date="R8.6.12")
    file = SimpleUploadedFile("新しい案.txt", text(HAMABE, more="さらに改める。"))
    answer = desk.client.post(page(desk, "text/put/"), {"file": file})
    check = answer.headers["Location"]
    assert "これまでの案文の確認は" in desk.get(check)
    before = desk.procedure.text_sha256
    done = desk.client.post(check, follow=True).content.decode()
    assert "案文を登録しました" in done
    assert "案文は今の案文ではありません" in done or "今の案文" in done
    desk.procedure.refresh_from_db()
    assert desk.procedure.text_sha256 != before
    assert "すでに登録されたか" in desk.client.post(check, follow=True).content.decode()
    saved = desk.client.get(page(desk, "text"))
    assert saved.content == text(HAMABE, more="さらに改める。")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "ファイルを選ぶか"),
        ({"pasted": text(KITANO).decode()}, "と違います"),
        (
            {"pasted": "x", "file": SimpleUploadedFile("a.txt", b"y")},
            "どちらか一方にしてください",
        ),
    ],
)
def test_no_text_or_one_of_others_is_refused(desk, values, words):
    before = desk.procedure.text_sha256
    answer = desk.client.post(page(desk, "text/put/"), values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    desk.procedure.refresh_from_db()
    assert desk.procedure.text_sha256 == before


def test_a_text_before_a_council_is_not_replaced(desk):
    desk.all_agree()
    desk.sign_in(AOMINE)
    desk.record("bill", AOMINE, date="R8.9.1", number="議案第41号")
    answer = desk.client.post(page(desk, "text/put/"), {"pasted": text(HAMABE).decode()})
    assert answer.status_code == 422
    assert "案文は差し替えられません" in answer.content.decode()


def matter(desk, **more):
    values = {"name": "連携協約の変更（改題）", "effective": "令和9年4月1日", "reason": "理由"}
    initial = {f"initial-{name}": "" for name in ("name", "reason", "notice_years")}
    initial["initial-effective"] = "令和9年4月1日"
    return initial | values | {"revision": desk.procedure.revision, "notice_years": ""} | more


def test_name_day_and_reason_are_revised(desk):
    desk.procedure.refresh_from_db()
    answer = desk.client.post(page(desk, "revise/"), matter(desk))
    assert answer.status_code == 302
    desk.procedure.refresh_from_db()
    assert (desk.procedure.name, desk.procedure.reason) == ("連携協約の変更（改題）", "理由")


def test_the_second_of_two_writers_is_shown_both_versions(desk):
    desk.procedure.refresh_from_db()
    desk.client.post(page(desk, "revise/"), matter(desk))
    answer = desk.client.post(page(desk, "revise/"), matter(desk, name="別の件名"))
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "連携協約の変更（改題）" in html
    assert "別の件名" in html
    desk.procedure.refresh_from_db()
    assert desk.procedure.name == "連携協約の変更（改題）"


def test_a_procedure_is_withdrawn_only_after_its_page_of_confirmation(desk):
    from renkei.desk.procedures.models import Procedure

    answer = desk.client.post(
        page(desk, "withdraw/"), {"date": "R8.7.1", "why": "協議が調わないため"}
    )
    check = answer.headers["Location"]
    assert "協議が調わないため" in desk.get(check)
    assert Procedure.objects.get().state == "open"
    done = desk.client.post(check, follow=True).content.decode()
    assert "手続を取り下げました" in done
    assert Procedure.objects.get().state == "withdrawn"
    assert "/acts/" not in done


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"date": "R8.7.1", "why": ""}, "理由を入れてください"),
        ({"date": "", "why": "x"}, "年月日を入れてください"),
        ({"date": "R90.1.1", "why": "x"}, "取下げの日は"),
    ],
)
def test_a_withdrawal_says_when_and_why(desk, values, words):
    answer = desk.client.post(page(desk, "withdraw/"), values)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_who_only_drafts_does_not_withdraw(desk):
    desk.sign_in(AOMINE, "editor")
    assert desk.client.get(page(desk, "withdraw/")).status_code == 403
    answer = desk.client.post(page(desk, "withdraw/"), {"date": "R8.7.1", "why": "x"})
    assert answer.status_code == 403


def test_every_page_is_there_in_english(desk, office):
    desk.client.cookies["renkei_language"] = "en"
    code = office.places[AOMINE].code
    for address in (
        "/procedures/",
        page(desk),
        page(desk, f"acts/agree-{code}/"),
        page(desk, "sheet/"),
        page(desk, "withdraw/"),
        page(desk, "text/put/"),
        "/procedures/new/",
    ):
        html = desk.get(address)
        assert 'lang="en"' in html
    assert "waiting for confirmation of the text" in desk.get(page(desk))


def asked(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_ask_the_database_no_more_for_many_agreements_than_for_two(office, client):
    from tests.desk.procedures.test_pages_bulk import Family

    family = Family(office, client)
    family.sign_in(AOMINE)
    one = next(iter(family.procedures.values()))
    for address, most in (
        ("/procedures/", 9),
        (f"/procedures/{one.pk}/", 12),
        (f"/batches/{family.batch.pk}/", 8),
        (family.address(), 8),
    ):
        assert asked(client, address) <= most, address
