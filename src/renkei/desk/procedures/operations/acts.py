"""Recording the steps of a procedure: each an operation of its own, all through the same gates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import locked, operation
from renkei.desk.procedures.case import CONSEQUENCES
from renkei.desk.procedures.gates import may_correct, may_withdraw
from renkei.desk.procedures.models import Act, Evidence, Procedure
from renkei.desk.procedures.operations.common import (
    Deed,
    check_papers,
    held,
    keep_papers,
    of_act,
    of_party,
    of_procedure,
    refuse,
    sides,
)
from renkei.desk.procedures.operations.recording import (
    keys_of,
    numbers_of,
    record,
    settled,
    stand_by,
)
from renkei.desk.procedures.queries import case_of, record_of
from renkei.desk.region.schemes import Step


@operation(
    "procedures.record_consultation",
    ja="協議を記録する",
    en="Record the consultation",
    concerns=of_procedure,
)
def record_consultation(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """協議: that the parties talked, on a day (``party`` is None: it is of all together)."""
    return record(actor, procedure, party, Step.CONSULT, deed)


@operation("procedures.agree_text", ja="案文を確認する", en="Confirm the text", concerns=of_party)
def agree_text(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """案文の確認: a party confirms exactly the text whose SHA-256 ``deed.text_sha256`` is."""
    return record(actor, procedure, party, Step.AGREE, deed)


@operation(
    "procedures.record_bill", ja="議案の提出を記録する", en="Record a bill", concerns=of_party
)
def record_bill(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """議案提出: a party's head submits the bill, with its number (149条1号)."""
    return record(actor, procedure, party, Step.BILL, deed)


@operation(
    "procedures.record_resolution",
    ja="議決を記録する",
    en="Record a resolution",
    concerns=of_party,
)
def record_resolution(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """議決: a party's council resolves; rejected or amended, it begins another round (252条の2第3項)."""
    return record(actor, procedure, party, Step.RESOLVE, deed)


@operation(
    "procedures.record_signing", ja="締結を記録する", en="Record the signing", concerns=of_procedure
)
def record_signing(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """締結: recorded by one party, it counts when every other has confirmed it."""
    return record(actor, procedure, party, Step.SIGN, deed)


@operation(
    "procedures.confirm_signing",
    ja="締結の記録を確認する",
    en="Confirm the record of the signing",
    concerns=of_procedure,
)
def confirm_signing(actor: Actor, procedure: Procedure) -> Act:
    """締結の確認: another party stands by the record of the signing."""
    procedure = held(procedure)
    case = case_of(procedure)
    rows = procedure.acts.filter(step=Step.SIGN, withdrawn=False, confirmed=False)
    act = rows.order_by("-pk").first()
    voices = sides(actor, "procedures.confirm_signing", procedure)
    if act is None or case.withdrawn_on is not None or set(voices) <= set(act.confirmed_by):
        raise Refused(nothing_to_confirm())
    stand_by(act, voices)
    act.save()
    settled(procedure)
    return act


@operation(
    "procedures.record_publication",
    ja="告示を記録する",
    en="Record a public notice",
    concerns=of_party,
)
def record_publication(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """告示: number and day of a party's public notice (252条の2第2項)."""
    return record(actor, procedure, party, Step.PUBLISH, deed)


@operation("procedures.record_filing", ja="届出を記録する", en="Record a filing", concerns=of_party)
def record_filing(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """届出: to the governor or the minister, who is filled in where it is fixed (252条の2第2項)."""
    return record(actor, procedure, party, Step.FILE, deed)


@operation(
    "procedures.record_notice", ja="通告を記録する", en="Record the notice", concerns=of_party
)
def record_notice(actor: Actor, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    """通告: a party tells the others that the agreement is to lapse."""
    return record(actor, procedure, party, Step.NOTIFY, deed)


#: The operation that records each step; 施行 and 失効 follow by themselves (``take_effect``).
RECORD: dict[Step, Callable[[Actor, Procedure, Party | None, Deed], Act]] = {
    Step.CONSULT: record_consultation,
    Step.AGREE: agree_text,
    Step.BILL: record_bill,
    Step.RESOLVE: record_resolution,
    Step.SIGN: record_signing,
    Step.PUBLISH: record_publication,
    Step.FILE: record_filing,
    Step.NOTIFY: record_notice,
}
#: Their names in the permission table, for pages that offer them.
RECORD_NAMES = {
    Step.CONSULT: "procedures.record_consultation",
    Step.AGREE: "procedures.agree_text",
    Step.BILL: "procedures.record_bill",
    Step.RESOLVE: "procedures.record_resolution",
    Step.SIGN: "procedures.record_signing",
    Step.PUBLISH: "procedures.record_publication",
    Step.FILE: "procedures.record_filing",
    Step.NOTIFY: "procedures.record_notice",
    Step.TAKE_EFFECT: "procedures.take_effect",
    Step.EXPIRE: "procedures.take_effect",
}


@operation("procedures.attach", ja="書類を添付する", en="Attach papers", concerns=of_act)
def attach(actor: Actor, act: Act, deed: Deed) -> list[Evidence]:
    """添付: further papers of an act (``deed.evidence``); one that is there already stays one."""
    held(act.procedure)
    refuse(check_papers(deed.evidence))
    return keep_papers(act, deed.evidence)


@operation(
    "procedures.remove_paper",
    ja="書類を取り除く",
    en="Remove a paper",
    concerns=lambda call: of_act({"act": call["paper"].act}),
)
def remove_paper(actor: Actor, paper: Evidence, why: str) -> None:
    """A paper that does not belong there goes; the journal keeps its name, digest and who took it out."""
    refuse((*_why(why), *_of_sheet(paper)))
    paper.act.note = f"{paper.act.note}\n{paper.name}: {why.strip()}".strip()
    paper.act.save()
    paper.delete()


@operation("procedures.correct_act", ja="行為の記録を直す", en="Correct an act", concerns=of_act)
def correct_act(actor: Actor, act: Act, deed: Deed) -> Act:
    """訂正: day, number, result, addressee or note of a recorded act, as far as later acts allow.

    Of a joint act, and of the past, the other parties have to confirm the record again.
    """
    procedure = held(act.procedure)
    act = locked(act)
    case = case_of(procedure)
    old = record_of(act, keys_of(procedure))
    new = replace(
        old,
        date=deed.date,
        result=deed.result,
        number=deed.number.strip(),
        addressee=deed.addressee.strip() or old.addressee,
    )
    used = numbers_of(procedure, act.party, new)
    problems = (
        *check_papers(deed.evidence),
        *may_correct(case, old, new, timezone.localdate(), used),
        *_entered(procedure, act),
    )
    refuse(problems)
    said_otherwise = (old.date, old.result, old.number) != (new.date, new.result, new.number)
    if said_otherwise and (act.party is None or procedure.past):
        act.confirmed_by = []
        stand_by(act, sides(actor, "procedures.correct_act", procedure))
    spoken_for = sides(actor, "procedures.correct_act", procedure)
    act.transmitted = [
        code for code in act.transmitted if code in act.confirmed_by and code not in spoken_for
    ]
    act.date, act.result, act.number = new.date, new.result, new.number
    act.addressee, act.note = new.addressee, deed.note.strip()
    act.save()
    keep_papers(act, deed.evidence)
    settled(procedure)
    return act


@operation(
    "procedures.withdraw_act", ja="行為の記録を取り消す", en="Withdraw an act", concerns=of_act
)
def withdraw_act(actor: Actor, act: Act, why: str) -> Act:
    """取消し: an act that was recorded by mistake no longer counts; the row stays, with the reason."""
    procedure = held(act.procedure)
    act = locked(act)
    refuse(against_withdrawal(procedure, act, why))
    act.withdrawn = True
    act.withdrawn_why = why.strip()[:500]
    act.save()
    settled(procedure)
    return act


def against_withdrawal(procedure: Procedure, act: Act, why: str) -> tuple[Problem, ...]:
    """Every reason against withdrawing an act of a procedure that is held."""
    case = case_of(procedure)
    old = record_of(act, keys_of(procedure))
    return (*_why(why), *may_withdraw(case, old), *_entered(procedure, act))


def _entered(procedure: Procedure, act: Act) -> tuple[Problem, ...]:
    """What the effect rests on stays once the wording, or the end, is entered in the register."""
    follows = procedure.acts.filter(step__in=CONSEQUENCES, withdrawn=False).exists()
    if not follows or act.step in (Step.PUBLISH, Step.FILE):
        return ()
    return (
        Problem(
            "effect.entered",
            "効力はすでに登録に反映されています。この行為は直せません。",
            "The effect is entered in the register; this act can no longer be changed.",
            remedy_ja="誤りがあれば、正誤または変更の手続によります。",
            remedy_en="Mend it by a correction or a change.",
        ),
    )


def _why(why: str) -> tuple[Problem, ...]:
    if why.strip():
        return ()
    return (Problem("why.empty", "理由を入れてください。", "Say why.", field="why"),)


def _of_sheet(paper: Evidence) -> tuple[Problem, ...]:
    """The record sheet stays with the act that rests on it alone."""
    if not (paper.act.transmitted and paper.name.startswith("手続記録票")):
        return ()
    return (
        Problem(
            "paper.sheet",
            "この記録票は、事務局による登録のただ一つの証拠です。取り除けません。",
            "This sheet is the only evidence of what the secretariat entered; it stays.",
            remedy_ja="先に、登録された内容を確認するか訂正してください。",
            remedy_en="Confirm or correct what was entered first.",
        ),
    )


def nothing_to_confirm() -> Problem:
    """Nothing waits for this party."""
    return Problem(
        "confirm.nothing",
        "確認を待っている記録はありません。",
        "No record waits for your confirmation.",
    )
