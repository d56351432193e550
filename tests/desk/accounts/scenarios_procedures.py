"""Scenarios of the operations about procedures: how far each has to have come, and its arguments."""

from __future__ import annotations

from renkei.desk.procedures import holding, operations, papers_operations, reminder_operations
from renkei.desk.procedures.rules import Kind, Step
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.office import AOMINE, HAMABE, KITANO, behind_the_back
from tests.desk.procedures.matters import PDF, Way, agreement, day, deed, sheet_of, text


@scenario("procedures.hold", mine=True, quiet=True)
def hold(w):
    return Call(holding.hold, "act", {"date": "2027-04-01"})


@scenario("procedures.release", quiet=True)
def release(w):
    held = holding.hold(w.acting(w.whose), "act", {"date": "2027-04-01"})
    return Call(holding.release, held)


@scenario("procedures.renew_calendar")
def renew_calendar(w):
    return Call(reminder_operations.renew_calendar, w.whose)


@scenario("procedures.revoke_calendar")
def revoke_calendar(w):
    reminder_operations.renew_calendar(w.acting(w.whose), w.whose)
    return Call(reminder_operations.revoke_calendar, w.whose)


@scenario("procedures.set_digest")
def set_digest(w):
    return Call(reminder_operations.set_digest, w.whose, True)


@scenario("procedures.set_form_style")
def set_form_style(w):
    data = {"comma": "，"}
    return Call(papers_operations.set_form_style, w.place, data, w.place.revision)


def way(w):
    """A change of the agreement of 青嶺市 and 浜辺市, opened."""
    return Way(w.office, agreement(w.office)).open()


def act_of(step, name=HAMABE):
    """The newest act of a step by a party."""

    def find(made):
        rows = made.procedure.acts.filter(step=step)
        return rows.get(party__municipality__name=name) if name else rows.get()

    return find


@scenario("procedures.open")
def open_procedure(w):
    return Call(
        operations.open_procedure,
        agreement(w.office),
        Kind.CHANGE,
        name="連携協約の変更（見本）",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
        text=text(HAMABE, "（改正）"),
        text_name="change.txt",
    )


@scenario("procedures.open_batch")
def open_batch(w):
    return Call(
        operations.open_batch,
        w.region,
        [agreement(w.office)],
        Kind.CHANGE,
        name="連携協約の変更（見本）",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
    )


@scenario("procedures.put_text")
def put_text(w):
    return Call(operations.put_text, way(w).procedure, text(HAMABE, "（別の案）"), "new.txt")


@scenario("procedures.revise")
def revise(w):
    return Call(
        operations.revise,
        way(w).procedure,
        name="連携協約の変更（改）",
        effective=day("2027-04-01"),
        reason="字句を整える。",
    )


@scenario("procedures.withdraw_procedure")
def withdraw_procedure(w):
    return Call(operations.withdraw_procedure, way(w).procedure, "取りやめ", day("2026-07-01"))


@scenario("procedures.record_consultation")
def record_consultation(w):
    return Call(operations.record_consultation, way(w).procedure, None, deed("2026-06-05"))


@scenario("procedures.agree_text")
def agree_text(w):
    made = way(w)
    told = deed("2026-06-12", text_sha256=made.procedure.text_sha256)
    return Call(operations.agree_text, made.procedure, made.of(HAMABE), told)


@scenario("procedures.record_bill")
def record_bill(w):
    made = way(w).agree()
    told = deed("2026-12-01", number="議案第17号")
    return Call(operations.record_bill, made.procedure, made.of(HAMABE), told)


@scenario("procedures.record_resolution")
def record_resolution(w):
    made = way(w).agree().bills()
    told = deed("2026-12-14", result="passed")
    return Call(operations.record_resolution, made.procedure, made.of(HAMABE), told)


def resolved(w):
    return way(w).agree().bills().resolve()


@scenario("procedures.record_signing")
def record_signing(w):
    return Call(operations.record_signing, resolved(w).procedure, None, deed("2027-01-20"))


@scenario("procedures.confirm_signing")
def confirm_signing(w):
    return Call(operations.confirm_signing, resolved(w).sign(confirmed=False).procedure)


@scenario("procedures.record_publication")
def record_publication(w):
    made = resolved(w).sign()
    told = deed("2027-01-25", number="告示第11号")
    return Call(operations.record_publication, made.procedure, made.of(HAMABE), told)


@scenario("procedures.record_filing")
def record_filing(w):
    made = resolved(w).sign().publish()
    return Call(operations.record_filing, made.procedure, made.of(HAMABE), deed("2027-01-26"))


@scenario("procedures.take_effect")
def take_effect(w):
    return Call(operations.take_effect, resolved(w).sign().publish().file().procedure)


@scenario("procedures.make_papers")
def make_papers(w):
    return Call(papers_operations.make_papers, way(w).agree().procedure)


@scenario("procedures.record_notice")
def record_notice(w):
    made = Way(w.office, agreement(w.office))
    made.procedure = operations.open_procedure(
        w.machine,
        made.row,
        Kind.NOTICE,
        name="連携協約の廃止の通告（見本）",
        opened_on=day("2026-06-01"),
        effective=day("2029-01-20"),
        notice_years=2,
        notifier=made.of(HAMABE),
    )
    told = deed("2026-12-14", result="passed")
    bill = deed("2026-12-01", number="議案第17号")
    party = made.of(HAMABE)
    operations.record_bill(w.machine, made.procedure, party, bill)
    operations.record_resolution(w.machine, made.procedure, party, told)
    return Call(operations.record_notice, made.procedure, party, deed("2027-01-20"))


@scenario("procedures.attach")
def attach(w):
    act = act_of("bill")(way(w).agree().bills())
    return Call(operations.attach, act, deed("2026-12-01", papers=[("議案.pdf", PDF)]))


@scenario("procedures.remove_paper")
def remove_paper(w):
    act = act_of("bill")(way(w).agree().bills())
    told = deed("2026-12-01", papers=[("議案.pdf", PDF)])
    (paper,) = operations.attach(w.machine, act, told)
    return Call(operations.remove_paper, paper, "別の協約の書類")


@scenario("procedures.correct_act")
def correct_act(w):
    act = act_of("bill")(way(w).agree().bills())
    return Call(operations.correct_act, act, deed("2026-12-02", number="議案第18号"))


@scenario("procedures.withdraw_act")
def withdraw_act(w):
    act = act_of("bill")(way(w).agree().bills())
    return Call(operations.withdraw_act, act, "誤って記録した")


def past(w):
    row = agreement(w.office)
    sides = [row.parties.get(municipality__name=name) for name in (AOMINE, HAMABE)]
    acts = [
        *(
            operations.PastAct(Step.RESOLVE, one, deed("2021-03-15", result="passed"))
            for one in sides
        ),
        operations.PastAct(Step.SIGN, None, deed("2021-03-29")),
    ]
    return row, acts


@scenario("procedures.record_past")
def record_past(w):
    row, acts = past(w)
    return Call(
        operations.record_past,
        row,
        Kind.CONCLUDE,
        name="連携協約の締結（見本）",
        acts=acts,
        effective=day("2021-04-01"),
        opened_on=day("2021-01-10"),
    )


@scenario("procedures.confirm_past")
def confirm_past(w):
    row, acts = past(w)
    centre = w.office.at(AOMINE, "approver", "council", "editor")
    entered = operations.record_past(
        centre,
        row,
        Kind.CONCLUDE,
        name="連携協約の締結（見本）",
        acts=acts,
        effective=day("2021-04-01"),
        opened_on=day("2021-01-10"),
    )
    return Call(operations.confirm_past, entered)


def told(w, name=KITANO):
    """A change with 北野市, which has nobody, and the sheet on which it confirms the text."""
    row = agreement(w.office, name)
    made = operations.open_procedure(
        w.machine,
        row,
        Kind.CHANGE,
        name="連携協約の変更（見本）",
        opened_on=day("2026-06-01"),
        effective=day("2027-04-01"),
        text=text(name, "（改正）"),
        text_name="change.txt",
    )
    return made, row.parties.get(municipality__name=name), sheet_of(made, w.places[name].code)


@scenario("procedures.record_transmitted")
def record_transmitted(w):
    made, party, sheet = told(w)
    return Call(operations.record_transmitted, made, party, Step.AGREE, sheet)


@scenario("procedures.withdraw_transmitted")
def withdraw_transmitted(w):
    made, party, sheet = told(w)
    act = operations.record_transmitted(w.machine, made, party, Step.AGREE, sheet)
    return Call(operations.withdraw_transmitted, act, "票の読み違い")


@scenario("procedures.confirm_transmitted")
def confirm_transmitted(w):
    made = way(w)
    told = deed("2026-06-12", text_sha256=made.procedure.text_sha256)
    act = operations.agree_text(w.machine, made.procedure, made.of(HAMABE), told)
    with behind_the_back(type(act)) as rows:
        rows.filter(pk=act.pk).update(transmitted=[w.places[HAMABE].code])
    return Call(operations.confirm_transmitted, made.procedure)
