"""The effect (施行・廃止・失効) of a procedure on its agreement."""

from __future__ import annotations

import datetime

from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.effect import begin_wording, end_agreement, in_force_on
from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.frame.problems import Problem
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import operation
from renkei.desk.procedures.case import ActRecord, Case, Record
from renkei.desk.procedures.gates import may
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.operations.common import held, of_procedure, refresh, refuse
from renkei.desk.procedures.progress import progress
from renkei.desk.procedures.queries import case_of
from renkei.desk.region.schemes import Kind, Step

#: What a wording is made by.
_MADE = {
    Kind.CONCLUDE: Expression.Made.CONCLUDED,
    Kind.CHANGE: Expression.Made.CHANGED,
    Kind.RENEW: Expression.Made.CHANGED,
    Kind.CORRECT: Expression.Made.CORRECTED,
}


@operation(
    "procedures.take_effect",
    ja="効力を登録に反映する",
    en="Enter the effect",
    concerns=of_procedure,
)
def take_effect(actor: Actor, procedure: Procedure, note: str = "") -> Act:
    """施行, 廃止, 失効: what follows from the gates is entered in the register, for its day.

    Not a choice: the day is the one the rules give, and it may lie ahead. The agreed text becomes the
    wording of the agreement; an abolition or lapse gives the agreement its end.
    """
    procedure = held(procedure)
    case, today = case_of(procedure), timezone.localdate()
    step = Step.EXPIRE if case.kind is Kind.NOTICE else Step.TAKE_EFFECT
    state = progress(case, today)
    day = state.in_force_from
    record = ActRecord(step, "", day or today, round=state.round)
    problems = may(case, record, today)
    if not problems and day is None:
        problems = (_no_day(),)
    if not problems and case.kind in _MADE and not procedure.text_sha256:
        problems = (_no_text(),)
    refuse(problems)
    assert day is not None
    act = Act.objects.create(
        procedure=procedure,
        step=step.value,
        round=state.round,
        date=day,
        note=note.strip(),
        text_sha256=procedure.text_sha256,
        confirmed_by=[p.key for p in case.parties if p.public],
        recorded_for=actor.municipality,
        post=actor.post,
        recorded_by=actor.person,
    )
    _carry_out(procedure, case, day, actor.person)
    refresh(procedure)
    return act


def settle_past(procedure: Procedure, case: Case) -> None:
    """What an old procedure did to its agreement, as far as its papers tell: days, wording, end.

    Called again whenever its record grows; changes nothing that other procedures made.
    """
    day = progress(case, timezone.localdate()).in_force_from
    if day is None or procedure.withdrawn_on is not None:
        return
    if case.kind in (Kind.ABOLISH, Kind.NOTICE):
        end_agreement(procedure.agreement, day, timezone.localdate())
        return
    expression = _wording(procedure, case)
    if expression is None:
        if procedure.text_sha256:
            _carry_out(procedure, case, day, None)
        return
    if case.kind is not Kind.CORRECT:
        expression.valid_from = day
    expression.procedure = procedure
    expression.made = _MADE[case.kind]
    expression.concluded = _signed(case) or expression.concluded
    expression.save()
    agreement = procedure.agreement
    if agreement.status in (Agreement.Status.HELD, Agreement.Status.DRAFT):
        agreement.status = Agreement.Status.CONCLUDED
        agreement.save()


def _wording(procedure: Procedure, case: Case) -> Expression | None:
    """The wording an old procedure made: linked already, or the first one the register holds."""
    rows = Expression.objects.filter(agreement=procedure.agreement).defer("source", "tree")
    linked = rows.filter(procedure=procedure).first()
    if linked is not None or case.kind is not Kind.CONCLUDE:
        return linked
    free = rows.filter(procedure=None)
    if procedure.text_sha256:
        free = free.filter(sha256=procedure.text_sha256)
    return free.order_by("valid_from", "pk").first()


def _carry_out(procedure: Procedure, case: Case, day: datetime.date, person: Person | None) -> None:
    agreement = Agreement.objects.get(pk=procedure.agreement_id)
    if case.kind not in _MADE:
        end_agreement(agreement, day, timezone.localdate())
        return
    concluded, valid_from = _signed(case), day
    if case.kind is Kind.CORRECT:  # the text reads so from its first day on
        corrected = in_force_on(agreement, day)
        if corrected is not None:
            concluded = corrected.concluded
            valid_from = corrected.valid_from or day
    begin_wording(
        agreement,
        bytes(procedure.text),
        procedure.text_name,
        made=_MADE[case.kind],
        procedure=procedure,
        concluded=concluded,
        valid_from=valid_from,
        person=person,
    )


def _signed(case: Case) -> datetime.date | None:
    act = Record.of(case).get(Step.SIGN)
    return act.date if act is not None else None


def _no_day() -> Problem:
    return Problem(
        "effect.undated",
        "効力の日が定まっていません。",
        "Nothing fixes the day of effect.",
        remedy_ja="施行期日、または通告から失効までの年数を登録してください。",
        remedy_en="Enter the day, or the years after the notice.",
    )


def _no_text() -> Problem:
    return Problem(
        "effect.no_text",
        "登録する本文がありません。",
        "There is no text to enter.",
        remedy_ja="案文を登録してください。",
        remedy_en="Put the text on the table.",
    )
