"""A change from its opening to its effect, by the people of two municipalities."""

from datetime import date

import pytest

from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.models import Entry
from renkei.desk.journal.operation import NotPermitted
from renkei.desk.procedures import operations as do
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.queries import case_of
from renkei.desk.procedures.rules import Kind, Step, progress
from tests.desk.office import AOMINE, HAMABE, KAWAZOE
from tests.desk.procedures.matters import PDF, TODAY, Way, agreement, day, deed, draft, party, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told_on_that_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def way(office) -> Way:
    return Way(office, agreement(office))


def codes(call, *args, **options) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return [problem.code for problem in refused.value.problems]


def test_a_change_goes_from_draft_to_in_force(way: Way) -> None:
    way.open().agree().bills().resolve().sign().publish().file()
    assert way.now().stage_ja == "変更施行済み・登録への反映待ち"
    way.effect()
    procedure = way.now()
    assert (procedure.stage, procedure.state) == ("complete", Procedure.State.DONE)
    assert (procedure.effect_on, procedure.next_due) == (date(2027, 4, 1), None)
    old, new = Expression.objects.filter(agreement=way.row).order_by("valid_from")
    assert (old.valid_from, old.valid_until) == (date(2021, 4, 1), date(2027, 3, 31))
    assert (new.valid_from, new.valid_until) == (date(2027, 4, 1), None)
    assert (new.made, new.procedure, new.concluded) == (
        Expression.Made.CHANGED,
        procedure,
        date(2027, 1, 20),
    )
    assert bytes(new.source) == text(HAMABE, "（改正）")


def test_every_step_stands_in_the_journal_of_the_region(way: Way) -> None:
    way.open().agree().bills()
    entries = Entry.objects.filter(subject_type="procedures.procedure").order_by("number")
    assert [entry.operation for entry in entries] == [
        "procedures.open",
        "procedures.agree_text",
        "procedures.agree_text",
        "procedures.record_bill",
        "procedures.record_bill",
    ]
    assert {entry.chain for entry in entries} == {"aomine"}


def test_each_gate_tried_too_early_is_refused_and_writes_nothing(way: Way) -> None:
    p = way.open().procedure
    before = Entry.objects.count()
    bill = deed("2026-09-01", number="議案第41号")
    assert codes(do.record_bill, way.centre, p, way.of(AOMINE), bill) == ["gate.agree"] * 2
    assert "gate.resolve" in codes(do.record_signing, way.centre, p, None, deed("2027-01-20"))
    published = deed("2027-01-21", number="告示第3号")
    assert codes(do.record_publication, way.centre, p, way.of(AOMINE), published) == ["gate.sign"]
    assert "gate.sign" in codes(do.take_effect, way.centre, p)
    assert Entry.objects.count() == before
    assert Act.objects.count() == 0


def test_one_partys_signing_waits_for_the_other(way: Way) -> None:
    way.open().agree().bills().resolve().sign(confirmed=False)
    assert way.now().stage_ja == "乙の締結確認待ち"
    published = deed("2027-01-21", number="告示第3号")
    p = way.procedure
    refused = codes(do.record_publication, way.centre, p, way.of(AOMINE), published)
    assert refused == ["gate.sign_confirm"]
    # Confirming one's own record again changes nothing.
    assert codes(do.confirm_signing, way.centre, way.procedure) == ["confirm.nothing"]
    do.confirm_signing(way.other, way.procedure)
    assert way.now().stage_ja == "変更施行済み・甲・乙の告示・届出待ち"


def test_nobody_acts_for_another_municipality(way: Way, office) -> None:
    p = way.open().agree().procedure
    bill = deed("2026-09-01", number="議案第41号")
    with pytest.raises(NotPermitted):
        do.record_bill(way.centre, p, way.of(HAMABE), bill)
    stranger = office.at(KAWAZOE, "approver", "council")
    with pytest.raises(NotPermitted):
        do.record_signing(stranger, p, None, deed("2027-01-20"))
    with pytest.raises(NotPermitted):
        do.record_bill(office.at(AOMINE, "reader"), p, way.of(AOMINE), bill)
    secretariat = office.at(AOMINE, "secretariat")
    with pytest.raises(NotPermitted):
        do.record_bill(secretariat, p, way.of(HAMABE), bill)


def test_a_party_of_another_agreement_is_refused(way: Way, office) -> None:
    other = agreement(office, KAWAZOE)
    p = way.open().agree().procedure
    actor = office.at(KAWAZOE, "approver", "council")
    wrong = party(other, KAWAZOE)
    assert codes(do.record_bill, actor, p, wrong, deed("2026-09-01")) == ["party.unknown"]


def test_the_same_form_sent_twice_is_refused_clearly(way: Way) -> None:
    p = way.open().agree().procedure
    bill = deed("2026-09-01", number="議案第41号")
    do.record_bill(way.centre, p, way.of(AOMINE), bill)
    assert codes(do.record_bill, way.centre, p, way.of(AOMINE), bill) == ["act.twice"]


def test_a_rejected_bill_sends_it_back_and_a_new_text_is_agreed_again(way: Way) -> None:
    way.open().agree().bills().resolve(other="rejected")
    procedure = way.now()
    assert (procedure.round, procedure.stage_ja) == (2, "協議に戻る（第2回）")
    do.put_text(way.centre, procedure, text(HAMABE, "（二度目）"), "second.txt")
    procedure = way.now()
    sha = procedure.text_sha256
    early = deed("2026-12-20", text_sha256="a" * 64)
    assert codes(do.agree_text, way.centre, procedure, way.of(AOMINE), early) == [
        "agree.other_text"
    ]
    do.agree_text(way.centre, procedure, way.of(AOMINE), deed("2026-12-20", text_sha256=sha))
    assert Act.objects.filter(procedure=procedure, round=2).count() == 1
    assert Act.objects.filter(procedure=procedure, round=1).count() == 6


def test_the_other_councils_vote_of_a_broken_round_goes_to_that_round(way: Way) -> None:
    p = way.open().agree().procedure
    do.record_bill(way.centre, p, way.of(AOMINE), deed("2026-09-01", number="議案第41号"))
    do.record_bill(way.other, p, way.of(HAMABE), deed("2026-09-02", number="議案第17号"))
    do.record_resolution(way.other, p, way.of(HAMABE), deed("2026-09-20", result="rejected"))
    vote = deed("2026-09-24", result="passed")
    act = do.record_resolution(way.centre, p, way.of(AOMINE), vote)
    assert (act.round, way.now().round) == (1, 2)


def test_the_text_is_not_replaced_while_a_council_has_it(way: Way) -> None:
    p = way.open().agree().bills().procedure
    assert codes(do.put_text, way.centre, p, text(HAMABE, "別"), "x.txt") == ["text.voted"] * 2


def test_a_text_of_other_parties_is_refused(way: Way) -> None:
    p = way.open().procedure
    before = way.now().text_sha256
    assert codes(do.put_text, way.centre, p, text(KAWAZOE), "x.txt") == ["text.parties"]
    assert codes(do.put_text, way.centre, p, b"\x00\x01", "x.bin")[0].startswith("text.")
    assert way.now().text_sha256 == before


def test_the_number_of_a_notice_is_used_once_a_year_over_all_agreements(office) -> None:
    first, second = Way(office, agreement(office)), Way(office, agreement(office, KAWAZOE), KAWAZOE)
    for way in (first, second):
        way.open().agree().bills().resolve().sign()
    first.publish(number="告示第３号")
    again = deed("2027-01-21", number="第3号")
    refused = codes(
        do.record_publication, second.centre, second.procedure, second.of(AOMINE), again
    )
    assert refused == ["publish.number_twice"]
    # 川添町 counts its own.
    do.record_publication(second.other, second.procedure, second.of(KAWAZOE), again)


def test_the_filing_names_the_governor(way: Way) -> None:
    way.open().agree().bills().resolve().sign().publish().file()
    filed = Act.objects.filter(procedure=way.procedure, step=Step.FILE)
    assert {act.addressee for act in filed} == {"見本県知事"}


def test_an_act_keeps_who_recorded_it_with_which_post(way: Way) -> None:
    way.open().agree()
    act = Act.objects.get(procedure=way.procedure, party=way.of(HAMABE))
    assert act.recorded_by == way.other.person
    assert act.post == way.other.post
    assert act.recorded_for.name == HAMABE
    assert act.confirmed_by == [way.of(HAMABE).municipality_id]


def test_papers_stand_with_the_act_once_each(way: Way) -> None:
    p = way.open().procedure
    sha = p.text_sha256
    paper = ("起案.pdf", PDF)
    act = do.agree_text(
        way.centre, p, way.of(AOMINE), deed("2026-06-12", text_sha256=sha, papers=[paper])
    )
    assert [e.media_type for e in act.evidence.all()] == ["application/pdf"]
    more = deed("2026-06-12", papers=[paper, ("記録.txt", "協議の記録".encode("cp932"))])
    assert len(do.attach(way.centre, act, more)) == 2
    assert act.evidence.count() == 2
    refused = codes(
        do.attach, way.centre, act, deed("2026-06-12", papers=[("a.pdf", b"MZ\x90\x00")])
    )
    assert refused == ["evidence.kind"]
    paper_row = act.evidence.first()
    do.remove_paper(way.centre, paper_row, "別件の書類")
    assert act.evidence.count() == 1


def test_a_slip_is_corrected_and_the_other_party_confirms_a_joint_one_again(way: Way) -> None:
    way.open().agree().bills().resolve().sign()
    act = Act.objects.get(procedure=way.procedure, step=Step.SIGN)
    do.correct_act(way.centre, act, deed("2027-01-22"))
    act.refresh_from_db()
    assert (act.date, act.confirmed) == (date(2027, 1, 22), False)
    assert way.now().stage == "sign_confirm"
    do.confirm_signing(way.other, way.procedure)
    bill = Act.objects.filter(procedure=way.procedure, step=Step.BILL).first()
    late = deed("2026-12-31", number=bill.number)
    assert codes(do.correct_act, way.centre, bill, late) == ["date.order"]


def test_an_act_recorded_by_mistake_is_taken_back_with_a_reason(way: Way) -> None:
    way.open().agree().bills()
    act = Act.objects.filter(procedure=way.procedure, step=Step.BILL).first()
    assert codes(do.withdraw_act, way.centre, act, " ") == ["why.empty"]
    do.withdraw_act(way.centre, act, "議案番号の取り違え")
    act.refresh_from_db()
    assert (act.withdrawn, act.withdrawn_why) == (True, "議案番号の取り違え")
    assert codes(do.withdraw_act, way.centre, act, "二度目") == ["act.gone"]
    agreed = Act.objects.filter(procedure=way.procedure, step=Step.AGREE).first()
    assert codes(do.withdraw_act, way.centre, agreed, "誤り") == ["withdraw.depends"]


def test_what_is_entered_stays(way: Way) -> None:
    way.open().agree().bills().resolve().sign().effect()
    act = Act.objects.get(procedure=way.procedure, step=Step.SIGN)
    assert "effect.entered" in codes(do.withdraw_act, way.centre, act, "誤り")
    assert "effect.entered" in codes(do.correct_act, way.centre, act, deed("2027-01-21"))
    assert codes(do.take_effect, way.centre, way.procedure) == ["act.twice"]
    # The duties after it can still be done.
    assert way.publish().file().now().stage == "complete"


def test_a_procedure_is_given_up_before_signing(way: Way) -> None:
    way.open().agree()
    assert codes(do.withdraw_procedure, way.centre, way.procedure, "") == ["why.empty"]
    do.withdraw_procedure(way.centre, way.procedure, "方針の変更", on=day("2026-07-01"))
    procedure = way.now()
    assert (procedure.state, procedure.stage_ja) == (Procedure.State.WITHDRAWN, "取下げ")
    bill = deed("2026-09-01", number="議案第1号")
    assert codes(do.record_bill, way.centre, procedure, way.of(AOMINE), bill) == [
        "procedure.withdrawn"
    ]
    # Another can begin.
    way.open()


def test_the_day_of_effect_changes_only_before_the_bills(way: Way) -> None:
    p = way.open().agree().procedure
    do.revise(way.centre, way.now(), name="件名", effective=day("2027-05-01"), reason="理由")
    assert way.now().effective == date(2027, 5, 1)
    way.bills()
    p = way.now()
    refused = codes(
        do.revise, way.centre, p, name="件名", effective=day("2027-06-01"), reason="理由"
    )
    assert refused == ["text.voted"] * 2


def test_effect_can_be_entered_ahead_and_lists_read_right_when_the_day_comes(
    way: Way, monkeypatch
) -> None:
    from renkei.desk.procedures.stage import said_on

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2027, 2, 1))
    way.open().agree().bills().resolve().sign().publish().file().effect()
    p = way.now()
    assert (p.stage, p.state, p.next_due) == ("coming", Procedure.State.DONE, date(2027, 4, 1))
    kept = (p.stage, p.stage_ja, p.stage_en, Kind(p.kind), p.effect_on)
    assert said_on(*kept, date(2027, 3, 31))[0] == "施行待ち（令和9年4月1日）"
    assert said_on(*kept, date(2027, 4, 1)) == ("変更施行済み", "change in force")


def test_opening_is_refused_with_all_reasons(office, way: Way) -> None:
    way.open()
    refused = codes(
        do.open_procedure,
        way.centre,
        way.row,
        Kind.CHANGE,
        name=" ",
        opened_on=day("2027-01-01"),
        effective=day("2026-01-01"),
    )
    assert refused == ["name.empty", "open.twice", "open.effective"]
    assert codes(do.open_procedure, way.centre, way.row, Kind.CONCLUDE, name="x") == ["open.status"]
    waiting = draft(office)
    assert codes(do.open_procedure, way.centre, waiting, Kind.CHANGE, name="x") == ["open.status"]


# ---- conclude, abolish, lapse, correct ------------------------------------------------------------


def test_an_agreement_is_concluded_and_gets_its_first_wording(office) -> None:
    row = draft(office)
    way = Way(office, row)
    way.procedure = do.open_procedure(
        way.centre,
        row,
        Kind.CONCLUDE,
        name="連携協約の締結",
        opened_on=day("2026-06-01"),
        text=text(HAMABE, day="令和9年4月1日"),
        text_name="draft.txt",
    )
    assert way.procedure.effective == date(2027, 4, 1)  # as its 附則 says
    refused = codes(
        do.revise, way.centre, way.now(), name="件名", effective=day("2027-05-01"), reason=""
    )
    assert refused == ["text.effective"]
    way.agree().bills().resolve().sign().publish().file().effect()
    row = Agreement.objects.get(pk=row.pk)
    assert row.status == Agreement.Status.CONCLUDED
    assert row.title == "青嶺市及び浜辺市における連携中枢都市圏形成に係る連携協約"
    wording = row.expressions.get()
    assert (wording.made, wording.valid_from, wording.concluded) == (
        Expression.Made.CONCLUDED,
        date(2027, 4, 1),
        date(2027, 1, 20),
    )


def test_an_abolition_ends_the_agreement(way: Way) -> None:
    way.procedure = do.open_procedure(
        way.centre,
        way.row,
        Kind.ABOLISH,
        name="連携協約の廃止",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
    )
    way.agree().bills().resolve().sign().publish().file().effect()
    row = Agreement.objects.get(pk=way.row.pk)
    assert (row.status, row.ended_on) == (Agreement.Status.ENDED, date(2027, 4, 1))
    assert row.expressions.get().valid_until == date(2027, 3, 31)


def test_an_agreement_lapses_years_after_one_partys_notice(way: Way) -> None:
    assert codes(do.open_procedure, way.other, way.row, Kind.NOTICE, name="通告") == [
        "open.notifier",
        "notify.no_clause",
    ]
    p = way.procedure = do.open_procedure(
        way.other,
        way.row,
        Kind.NOTICE,
        name="失効を求める通告",
        opened_on=day("2025-01-10"),
        notice_years=2,
        notifier=way.of(HAMABE),
    )
    bill = deed("2025-02-20", number="議案第5号")
    assert codes(do.record_bill, way.centre, p, way.of(AOMINE), bill) == ["party.not_notifier"]
    do.record_bill(way.other, p, way.of(HAMABE), bill)
    do.record_resolution(way.other, p, way.of(HAMABE), deed("2025-03-14", result="passed"))
    do.record_notice(way.other, p, way.of(HAMABE), deed("2025-04-01"))
    assert way.now().effect_on == date(2027, 4, 2)
    do.take_effect(way.other, p)
    row = Agreement.objects.get(pk=way.row.pk)
    assert (row.status, row.ended_on) == (Agreement.Status.ENDED, date(2027, 4, 2))
    assert row.expressions.get().valid_until == date(2027, 4, 1)


def test_a_correction_reads_so_from_the_first_day_and_keeps_the_signed_text(way: Way) -> None:
    way.open(kind=Kind.CORRECT, effective="", more="（正）").agree().publish().effect()
    old, new = Expression.objects.filter(agreement=way.row).order_by("pk")
    assert (new.made, new.valid_from) == (Expression.Made.CORRECTED, date(2021, 4, 1))
    assert bytes(old.source) == text(HAMABE)
    assert old.valid_until is None


def test_the_state_agrees_with_the_rules(way: Way) -> None:
    way.open().agree().bills()
    state = progress(case_of(way.now()), TODAY)
    assert (state.stage, state.stage_ja) == (way.procedure.stage, way.procedure.stage_ja)
