"""Recording the steps of a procedure in the browser: form, page of confirmation, act."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import AOMINE, HAMABE, KAWAZOE
from tests.desk.procedures.desk import PDF, Desk


@pytest.fixture
def desk(office, client):
    return Desk(office, client)


def test_a_step_is_recorded_only_after_the_page_of_confirmation(desk):
    from renkei.desk.procedures.models import Act

    desk.sign_in(AOMINE)
    check = desk.fill("agree", AOMINE, date="令和8年6月12日")
    assert Act.objects.count() == 0
    html = desk.get(check)
    assert "まだ何も記録されていません" in html
    assert "令和8年（2026年）6月12日" in html
    assert "地方自治法第252条の2" in html
    answer = desk.client.post(check, follow=True)
    assert "確認を記録しました" in answer.content.decode()
    act = Act.objects.get()
    assert (act.step, str(act.date), act.party.name) == ("agree", "2026-06-12", AOMINE)
    assert act.text_sha256 == desk.procedure.text_sha256


def test_confirming_twice_by_an_impatient_click_records_once(desk):
    from renkei.desk.procedures.models import Act

    desk.sign_in(AOMINE)
    check = desk.fill("agree", AOMINE, date="R8.6.12")
    desk.client.post(check)
    answer = desk.client.post(check, follow=True)
    assert "すでに登録されたか" in answer.content.decode()
    assert Act.objects.count() == 1


def test_papers_wait_with_the_form_and_are_not_asked_for_again(desk):
    from renkei.desk.procedures.models import Evidence, HeldFile

    desk.sign_in(AOMINE)
    paper = SimpleUploadedFile("決裁.pdf", PDF)
    answer = desk.send("agree", AOMINE, date="何日か", evidence=[paper])
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "決裁.pdf" in html
    assert "何日か" in html
    held = re.search(r'name="held" value="([0-9a-f-]+)"', html)[1]
    check = desk.fill("agree", AOMINE, date="R8.6.12", held=held)
    assert "決裁.pdf" in desk.get(check)
    desk.client.post(check)
    row = Evidence.objects.get()
    assert (row.name, bytes(row.content)) == ("決裁.pdf", PDF)
    assert HeldFile.objects.count() == 0


def test_a_paper_can_be_taken_off_again_before_it_is_recorded(desk):
    from renkei.desk.procedures.models import HeldFile

    desk.sign_in(AOMINE)
    paper = SimpleUploadedFile("別の書類.pdf", PDF)
    check = desk.fill("agree", AOMINE, date="R8.6.12", evidence=[paper])
    token = check.rstrip("/").rsplit("/", 1)[1]
    desk.fill("agree", AOMINE, date="R8.6.12", held=token, without=str(HeldFile.objects.get().pk))
    assert HeldFile.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "values", "words"),
    [
        ("bill", {"number": "議案第1号"}, "案文の確認がまだ済んでいません"),
        ("resolve", {"result": "passed"}, "議案の提出がまだ済んでいません"),
        ("publish", {"number": "青嶺市告示第1号"}, "締結がまだ済んでいません"),
        ("file", {}, "締結がまだ済んでいません"),
    ],
)
def test_a_step_tried_too_early_is_refused_with_the_provision(desk, step, values, words):
    from renkei.desk.journal.models import Entry
    from renkei.desk.procedures.models import Act

    desk.sign_in(AOMINE)
    before = Entry.objects.count()
    answer = desk.send(step, AOMINE, date="R8.6.12", **values)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "地方自治法第252条の2" in html
    assert (Act.objects.count(), Entry.objects.count()) == (0, before)


def test_what_was_typed_stays_when_it_is_refused(desk):
    desk.sign_in(AOMINE)
    html = desk.send(
        "bill", AOMINE, date="令和8年9月1日", number="議案第41号", note="先議"
    ).content.decode()
    assert 'value="令和8年9月1日"' in html
    assert 'value="議案第41号"' in html
    assert "先議</textarea>" in html


def test_the_summary_of_errors_leads_to_the_fields(desk):
    desk.all_agree()
    desk.sign_in(AOMINE)
    html = desk.send("bill", AOMINE, date="令和9年13月1日").content.decode()
    assert 'href="#id_date"' in html
    assert 'id="summary"' in html
    assert "誤り" in re.search(r"<title>(.*?)</title>", html)[1]


def test_the_form_says_beforehand_what_is_missing(desk):
    desk.sign_in(AOMINE)
    html = desk.get(desk.address("bill", AOMINE))
    assert "まだ記録できません" in html
    assert "案文の確認がまだ済んでいません" in html


def test_a_rejected_resolution_is_folded_away_and_sends_it_back(desk):
    desk.all_agree()
    desk.sign_in(AOMINE)
    desk.record("bill", AOMINE, date="R8.9.1", number="議案第41号")
    desk.record("resolve", AOMINE, date="R8.9.24", number="議案第41号", result="rejected")
    html = desk.get(f"/procedures/{desk.procedure.pk}/")
    assert "第2回" in html
    assert "前の回の記録" in html
    assert "否決" in html


def test_the_signing_counts_only_when_the_other_party_confirmed_it(desk):
    from renkei.desk.procedures.models import Procedure

    desk.until_resolved()
    desk.sign_in(AOMINE)
    check = desk.fill("sign", None, date="R8.10.15")
    assert "乙の締結確認待ち" in desk.get(check)
    desk.client.post(check)
    page = f"/procedures/{desk.procedure.pk}/"
    assert "相手方の確認を待っています" in desk.get(page)
    desk.sign_in(HAMABE)
    html = desk.get(page)
    assert f"{page}confirm/" in html
    form = desk.get(f"{page}confirm/")
    seen = re.search(r'name="seen" value="([^"]+)"', form)[1]
    answer = desk.client.post(f"{page}confirm/", {"seen": seen}, follow=True)
    assert "相手方の記録を確認しました" in answer.content.decode()
    assert "締結確認待ち" not in Procedure.objects.get().stage_ja


def test_a_record_that_changed_meanwhile_is_not_confirmed_unseen(desk):
    from renkei.desk.procedures.models import Act

    desk.until_resolved()
    desk.sign_in(AOMINE)
    desk.record("sign", None, date="R8.10.15")
    desk.sign_in(HAMABE)
    page = f"/procedures/{desk.procedure.pk}/confirm/"
    answer = desk.client.post(page, {"seen": "1.0"}, follow=True)
    assert "確認の前に記録が変わりました" in answer.content.decode()
    assert not Act.objects.get(step="sign").confirmed


def test_a_correction_that_comes_too_late_is_shown_both_versions(desk):
    from renkei.desk.procedures.models import Act

    desk.all_agree()
    desk.sign_in(AOMINE)
    desk.record("bill", AOMINE, date="R8.9.1", number="議案第41号")
    act = Act.objects.get(step="bill")
    page = f"/procedures/{desk.procedure.pk}/records/{act.pk}/correct/"
    form = {"revision": act.revision, "date": "R8.9.1", "initial-date": "令和8年9月1日"}
    form |= {"initial-number": "議案第41号", "initial-note": "", "note": ""}
    first = desk.client.post(page, form | {"number": "議案第42号"})
    assert first.status_code == 302
    second = desk.client.post(page, form | {"number": "議案第43号"})
    assert second.status_code == 409
    html = second.content.decode()
    assert "議案第42号" in html
    assert "議案第43号" in html
    assert Act.objects.get(step="bill").number == "議案第42号"


def test_an_act_recorded_by_mistake_is_taken_back_with_its_reason(desk):
    from renkei.desk.procedures.models import Act

    desk.sign_in(AOMINE)
    desk.record("agree", AOMINE, date="R8.6.12")
    act = Act.objects.get()
    page = f"/procedures/{desk.procedure.pk}/records/{act.pk}/withdraw/"
    assert desk.client.post(page, {"why": ""}).status_code == 422
    desk.client.post(page, {"why": "日付の誤り"})
    html = desk.get(f"/procedures/{desk.procedure.pk}/")
    assert "取り消した記録（1件）" in html
    assert "日付の誤り" in html
    assert Act.objects.get().withdrawn


def test_an_executable_upload_is_refused_and_nothing_recorded(desk):
    from renkei.desk.procedures.models import Act, Evidence

    desk.sign_in(AOMINE)
    paper = SimpleUploadedFile("議決書.pdf", b"MZ\x90\x00" + b"\0" * 100)
    answer = desk.send("agree", AOMINE, date="R8.6.12", evidence=[paper])
    assert answer.status_code == 422
    assert (Act.objects.count(), Evidence.objects.count()) == (0, 0)


def test_the_other_partys_step_is_not_mine_to_record(desk):
    from renkei.desk.procedures.models import Act

    desk.sign_in(HAMABE)
    assert desk.client.get(desk.address("agree", AOMINE)).status_code == 403
    answer = desk.send("agree", AOMINE, date="R8.6.12")
    assert answer.status_code == 403
    assert Act.objects.count() == 0


def test_a_partner_of_another_agreement_reads_and_records_nothing(desk):
    from renkei.desk.procedures.models import Act

    desk.sign_in(KAWAZOE)
    answer = desk.send("sign", None, date="R8.6.12")
    assert answer.status_code == 404
    assert Act.objects.count() == 0


def test_a_page_of_confirmation_belongs_to_the_one_who_typed(desk, office):
    from renkei.desk.procedures.models import Act

    desk.sign_in(AOMINE)
    check = desk.fill("agree", AOMINE, date="R8.6.12")
    desk.client.force_login(office.person(AOMINE, "approver", username="another"))
    answer = desk.client.post(check, follow=True)
    assert "すでに登録されたか" in answer.content.decode()
    assert Act.objects.count() == 0


def test_a_page_of_confirmation_of_another_step_is_not_taken(desk):
    desk.all_agree()
    desk.sign_in(AOMINE)
    check = desk.fill("bill", AOMINE, date="R8.9.1", number="議案第41号")
    token = check.rstrip("/").rsplit("/", 1)[1]
    other = desk.address("sign", None) + token + "/"
    assert desk.client.get(other).status_code == 404
    assert desk.client.post(other).status_code == 404


def test_a_post_without_the_token_of_the_page_is_refused(desk):
    from django.test import Client

    from renkei.desk.procedures.models import Act, Held

    desk.sign_in(AOMINE)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.client.cookies
    answer = strict.post(desk.address("agree", AOMINE), {"date": "R8.6.12"})
    assert answer.status_code == 403
    assert (Act.objects.count(), Held.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "address",
    [
        "/procedures/999999/",
        "/procedures/99999999999999999999999999/",
        "/procedures/999999/acts/sign-all/",
        "/procedures/{pk}/acts/nonsense-all/",
        "/procedures/{pk}/acts/resolve-000000/",
        "/procedures/{pk}/records/999/withdraw/",
        "/procedures/{pk}/evidence/999",
    ],
)
def test_guessed_addresses_lead_nowhere(desk, address):
    desk.sign_in(AOMINE)
    assert desk.client.get(address.format(pk=desk.procedure.pk)).status_code == 404


def test_a_stranger_sees_no_procedure_and_none_of_its_files(desk, office):
    from renkei.desk.accounts.models import Person
    from renkei.desk.procedures.models import Evidence
    from tests.desk.office import behind_the_back

    desk.sign_in(AOMINE)
    desk.record("agree", AOMINE, date="R8.6.12", evidence=[SimpleUploadedFile("決.pdf", PDF)])
    with behind_the_back(Person):
        stranger = Person(username="stranger")
        stranger.save()
    desk.client.force_login(stranger)
    page = f"/procedures/{desk.procedure.pk}/"
    paper = f"{page}evidence/{Evidence.objects.get().pk}"
    for address in (page, f"{page}text", paper, desk.address("agree", AOMINE)):
        assert desk.client.get(address).status_code == 404
    desk.client.logout()
    assert desk.client.get(page).status_code == 302


def test_the_day_of_effect_is_not_typed_but_follows(desk):
    from renkei.desk.procedures.models import Act

    desk.until_resolved()
    desk.sign_in(AOMINE)
    desk.record("sign", None, date="R8.10.15")
    desk.confirm(HAMABE)
    desk.sign_in(AOMINE)
    assert 'name="date"' not in desk.get(desk.address("take_effect", None))
    desk.record("take_effect", None)
    assert str(Act.objects.get(step="take_effect").date) == "2027-04-01"


def test_the_form_of_a_recorded_step_leads_back_and_says_so(desk):
    desk.sign_in(AOMINE)
    desk.record("agree", AOMINE, date="R8.6.12")
    answer = desk.client.get(desk.address("agree", AOMINE), follow=True)
    assert answer.redirect_chain[-1][0] == f"/procedures/{desk.procedure.pk}/"
    assert "この手順は記録済みです" in answer.content.decode()


def test_what_is_nobodys_act_is_not_said_to_wait_for_the_other_party(desk):
    desk.sign_in(AOMINE)
    assert "だれかの行為ではありません" in desk.get(desk.address("take_effect", None))
    assert "どの当事者が記録しても" in desk.get(desk.address("consult", None))
    assert "相手方が確認すると成立" in desk.get(desk.address("sign", None))
