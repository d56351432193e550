"""A partner without anybody in Renkei does its part with the Excel file; the secretariat enters it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import AOMINE, HAMABE, at_machine
from tests.desk.procedures.desk import Desk
from tests.desk.procedures.matters import agreement
from tests.desk.procedures.test_pages_sheet import Paper


@pytest.fixture
def desk(office, client):
    """浜辺市 has nobody; somebody of the secretariat is signed in."""
    made = Desk(office, client)
    made.sign_in(AOMINE)
    made.record("agree", AOMINE, date="R8.6.12")
    made.sign_in(AOMINE, "secretariat")
    return made


def own_sheet(desk, name=HAMABE):
    query = f"?party={desk.office.places[name].code}" if name else ""
    answer = desk.client.get(f"/procedures/{desk.procedure.pk}/sheet/file{query}")
    return Paper(answer.content)


def hand_in(desk, paper):
    file = SimpleUploadedFile("返送.xlsx", paper.data())
    answer = desk.client.post(f"/procedures/{desk.procedure.pk}/sheet/", {"file": file})
    assert answer.status_code == 302
    return answer.headers["Location"]


def key(desk, step, name=HAMABE):
    return f":{step}:{desk.office.places[name].code}"


def filled(desk, **more):
    paper = own_sheet(desk)
    paper.write(key(desk, "agree"), 年月日="R8.6.15")
    paper.write(key(desk, "bill"), 年月日="R8.9.1", 番号="議案第17号")
    paper.write(key(desk, "resolve"), 年月日="R8.9.30", 結果="可決")
    for step, values in more.items():
        paper.write(key(desk, step), **values)
    return paper


def acts(desk, **wanted):
    from renkei.desk.procedures.models import Act

    return list(Act.objects.filter(party__municipality__name=HAMABE, **wanted).order_by("pk"))


def test_the_secretariat_enters_the_sheet_of_a_partner_without_people(desk):
    check = hand_in(desk, filled(desk))
    html = desk.get(check)
    assert html.count("記録票により事務局が登録します") == 3
    assert "浜辺市の分を、事務局が登録します" in html
    assert acts(desk) == []
    page = desk.client.post(check, follow=True).content.decode()
    assert "3件を記録しました" in page
    assert page.count("記録票により事務局が登録<") >= 3
    code = desk.office.places[HAMABE].code
    rows = acts(desk)
    assert [act.step for act in rows] == ["agree", "bill", "resolve"]
    assert {tuple(act.transmitted) for act in rows} == {(code,)}
    assert {act.recorded_for.name for act in rows} == {AOMINE}
    assert {act.recorded_by.username for act in rows} == {"991015-secretariat"}


def test_the_sheet_is_kept_as_evidence_of_each_act_byte_for_byte(desk):
    paper = filled(desk)
    data = paper.data()
    file = SimpleUploadedFile("返送.xlsx", data)
    answer = desk.client.post(f"/procedures/{desk.procedure.pk}/sheet/", {"file": file})
    desk.client.post(answer.headers["Location"])
    for act in acts(desk):
        (kept,) = act.evidence.all()
        assert (kept.name, bytes(kept.content)) == ("手続記録票_返送.xlsx", data)


def test_who_has_people_is_not_spoken_for(desk):
    desk.office.person(HAMABE, "council")
    check = hand_in(desk, filled(desk))
    html = desk.get(check)
    assert "Renkei に記録できる人がいます（" in html
    assert "浜田 council" in html
    assert "議会・法制担当）に記録を頼んでください" in html
    desk.client.post(check)
    assert acts(desk) == []


def test_people_of_another_role_or_suspended_ones_do_not_speak_for_their_municipality(desk):
    from renkei.desk.accounts.models import Person
    from tests.desk.office import behind_the_back

    desk.office.person(HAMABE, "reader")
    gone = desk.office.person(HAMABE, "approver")
    with behind_the_back(Person) as rows:
        rows.filter(pk=gone.pk).update(is_active=False)
    desk.client.post(hand_in(desk, filled(desk)))
    assert len(acts(desk)) == 3


def test_a_sheet_of_all_parties_speaks_for_nobody(desk):
    paper = own_sheet(desk, "")
    paper.write(key(desk, "agree"), 年月日="R8.6.15")
    check = hand_in(desk, paper)
    assert "浜辺市だけの手続記録票ではありません" in desk.get(check)
    desk.client.post(check)
    assert acts(desk) == []


def test_the_gates_are_those_of_the_step(desk):
    paper = own_sheet(desk)
    paper.write(key(desk, "resolve"), 年月日="R8.9.30", 結果="可決")
    check = hand_in(desk, paper)
    assert "記録できます" not in desk.get(check)
    desk.client.post(check)
    assert acts(desk) == []


def test_the_centres_other_people_do_not_enter_a_partners_sheet(desk):
    paper = filled(desk)
    desk.sign_in(AOMINE)
    check = hand_in(desk, paper)
    assert "この行を記録する権限がありません" in desk.get(check)
    desk.client.post(check)
    assert acts(desk) == []


def until_resolved(desk):
    desk.client.post(hand_in(desk, filled(desk)))
    desk.sign_in(AOMINE)
    desk.record("bill", AOMINE, date="R8.9.1", number="議案第41号")
    desk.record("resolve", AOMINE, date="R8.9.24", result="passed")


def signing():
    from renkei.desk.procedures.models import Act

    return Act.objects.get(step="sign", withdrawn=False)


def sign_by_sheet(desk, day):
    desk.sign_in(AOMINE, "secretariat")
    paper = own_sheet(desk)
    state = paper.row(":sign:all")["状態"].value
    paper.write(":sign:all", 年月日=day)
    return state, hand_in(desk, paper)


def test_the_day_on_the_sheet_confirms_the_signing_that_another_recorded(desk):
    until_resolved(desk)
    desk.record("sign", None, date="R8.10.5")
    assert not signing().confirmed
    state, check = sign_by_sheet(desk, "R8.10.5")
    assert state == "確認待ち"
    page = desk.client.post(check, follow=True).content.decode()
    assert "記録票により事務局が登録（浜辺市）" in page
    act = signing()
    assert act.confirmed
    assert act.transmitted == [desk.office.places[HAMABE].code]
    assert act.evidence.count() == 1
    assert "新しく記録する行はありません" in desk.get(sign_by_sheet_again(desk))


def sign_by_sheet_again(desk):
    paper = own_sheet(desk)
    paper.row(":sign:all")["備考"].value = "もう一度"
    return hand_in(desk, paper)


def test_another_day_of_signing_is_refused(desk):
    until_resolved(desk)
    desk.record("sign", None, date="R8.10.5")
    _state, check = sign_by_sheet(desk, "R8.10.6")
    assert "記録済みの内容と違います" in desk.get(check)
    desk.client.post(check)
    assert not signing().confirmed


def test_a_signing_told_by_sheet_alone_is_not_concluded_on_one_partys_word(desk):
    until_resolved(desk)
    _state, check = sign_by_sheet(desk, "R8.10.5")
    desk.client.post(check)
    act = signing()
    assert (act.confirmed, act.confirmed_by) == (False, [desk.office.places[HAMABE].code])
    desk.confirm(AOMINE)
    assert signing().confirmed


def test_people_who_came_later_confirm_what_their_sheets_said(desk):
    desk.client.post(hand_in(desk, filled(desk)))
    desk.confirm(HAMABE)
    assert {tuple(act.transmitted) for act in acts(desk)} == {()}
    html = desk.get(f"/procedures/{desk.procedure.pk}/")
    assert "記録票により事務局が登録<" not in html


def test_people_who_came_later_correct_it_and_it_is_their_own_record(desk):
    from renkei.desk.procedures.operations import correct_act
    from tests.desk.procedures.matters import deed

    desk.client.post(hand_in(desk, filled(desk)))
    (bill,) = acts(desk, step="bill")
    correct_act(desk.office.at(HAMABE, "council"), bill, deed("2026-09-02", number="議案第18号"))
    (bill,) = acts(desk, step="bill")
    assert (bill.number, bill.transmitted) == ("議案第18号", [])


def test_the_secretariat_takes_back_what_it_entered_and_nothing_else(desk):
    desk.client.post(hand_in(desk, filled(desk)))
    page = f"/procedures/{desk.procedure.pk}/"
    html = desk.get(page)
    (last,) = acts(desk, step="resolve")
    assert f"{page}acts/{last.pk}/withdraw/" in html or f"/{last.pk}/withdraw" in html
    from django.urls import reverse

    address = reverse("procedures:withdraw-act", args=[desk.procedure.pk, last.pk])
    desk.client.post(address, {"why": "票の読み違い"})
    assert [act.withdrawn for act in acts(desk, step="resolve")] == [True]
    centre = desk.procedure.acts.get(party__municipality__name=AOMINE)
    other = reverse("procedures:withdraw-act", args=[desk.procedure.pk, centre.pk])
    assert desk.client.post(other, {"why": "x"}).status_code == 403


def test_the_operation_enters_what_the_sheet_says_and_no_other_file(desk):
    from renkei.desk.frame.problems import Refused
    from renkei.desk.procedures import operations
    from renkei.desk.procedures.holding import Upload
    from renkei.desk.region.schemes import Step

    party = desk.agreement.parties.get(municipality__name=HAMABE)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("x", b"")
    for data, step in ((out.getvalue(), Step.AGREE), (filled(desk).data(), Step.PUBLISH)):
        with pytest.raises(Refused):
            operations.record_transmitted(
                at_machine(), desk.procedure, party, step, Upload("票.xlsx", data)
            )
    assert acts(desk) == []


def test_a_sheet_of_another_procedure_is_not_entered(desk, office):
    from renkei.desk.frame.problems import Refused
    from renkei.desk.procedures import operations
    from renkei.desk.procedures.holding import Upload
    from renkei.desk.region.schemes import Kind, Step
    from tests.desk.procedures.matters import day, text

    row = agreement(office, slug="another")
    other = operations.open_procedure(
        at_machine(),
        row,
        Kind.CHANGE,
        name="別の変更",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
        text=text(more="別。"),
        text_name="b.txt",
    )
    party = row.parties.get(municipality__name=HAMABE)
    sheet = Upload("票.xlsx", filled(desk).data())
    with pytest.raises(Refused) as refused:
        operations.record_transmitted(at_machine(), other, party, Step.AGREE, sheet)
    assert refused.value.problems[0].code == "transmitted.sheet"
