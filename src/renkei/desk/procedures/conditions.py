"""Conditions (要件) that steps have on each other: what is missing, and from which day a case has effect."""

from __future__ import annotations

from datetime import date

from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.case import JOINT, ActRecord, Case, Names, Record, lapse_day
from renkei.desk.procedures.plan import StepPlan, needed
from renkei.desk.region.schemes import Kind, Step, scheme
from renkei.units import DateStyle, UnitError, format_date

#: The step by which a procedure is concluded.
_CONCLUSIVE = (Step.SIGN, Step.NOTIFY)


def day_ja(day: date) -> str:
    """「令和9年4月1日」."""
    try:
        return format_date(day, DateStyle.ERA)
    except UnitError:  # a slip of the pen that lies before the eras
        return day.isoformat()


def missing(
    record: Record, steps: dict[Step, StepPlan], step: Step, party: str
) -> tuple[Problem, ...]:
    """What has to be done before ``party`` does ``step``, each with the provision that orders it."""
    return tuple(
        _missing_one(record, steps, before, who)
        for before, who in needed(step, party, steps)
        if record.done(before, who) is None
    )


def _missing_one(record: Record, steps: dict[Step, StepPlan], step: Step, party: str) -> Problem:
    names = Names(record.case.parties)
    rule, found, who = steps[step], record.get(step, party), names.full(party)
    code, provision = f"gate.{step}", rule.provision_ja
    if step is Step.SIGN and found is not None:
        waiting = names.shorts(unconfirmed(record.case, found))
        return Problem(
            "gate.sign_confirm",
            f"{rule.ja}の記録を{waiting or '相手方'}がまだ確認していません。",
            f"The record of the signing is not confirmed by {waiting or 'the other party'} yet.",
            provision=provision,
            remedy_ja="一方の当事者だけでは締結になりません。相手方の確認を待ってください。",
            remedy_en="Nothing is concluded on one party's word: wait for the confirmation.",
        )
    if step is Step.AGREE and found is not None:
        ja = f"{who}が確認したのは今の案文ではありません。"
        en = f"{who} confirmed another text than the one on the table."
    elif party == JOINT:
        ja, en = f"{rule.ja}がまだ済んでいません。", f"{rule.en} is not done yet."
    elif step is Step.RESOLVE:
        ja, en = (
            f"{who}の議会の議決がまだありません。",
            f"The council of {who} has not resolved yet.",
        )
    else:
        ja, en = f"{who}の{rule.ja}がまだ済んでいません。", f"{rule.en}: not done yet by {who}."
    return Problem(
        code,
        ja,
        en,
        provision=provision,
        remedy_ja=f"先に{rule.ja}を記録してください。",
        remedy_en=f"Record this first: {rule.en}.",
    )


def unconfirmed(case: Case, act: ActRecord) -> tuple[str, ...]:
    """Who does not stand by the record of an act yet: of a joint one every public party has to, of
    another the one whose act it is. Companies do not sign in here."""
    if act.confirmed:
        return ()
    concerned = [p for p in case.parties if p.public and act.party in (JOINT, p.key)]
    return tuple(p.key for p in concerned if p.key not in act.confirmed_by)


def gates_done(record: Record, steps: dict[Step, StepPlan]) -> date | None:
    """The day on which everything was done that effect depends on; None while something is missing.

    In old papers the gates themselves may be missing: the day of the signing (or notice) has to do, or
    else the day the text fixes.
    """
    if record.case.past and (own := next((s for s in _CONCLUSIVE if s in steps), None)):
        found = next((act for act in record.acts if act.step is own), None)
        return found.date if found is not None else record.case.effective
    last = Step.EXPIRE if Step.EXPIRE in steps else Step.TAKE_EFFECT
    if last not in steps:
        return None
    acts = [record.done(step, party) for step, party in needed(last, JOINT, steps)]
    days = [act.date for act in acts if act is not None]
    if record.case.past:
        return max(days, default=record.case.effective)
    return max(days) if days and len(days) == len(acts) else None


def effect_day(record: Record, steps: dict[Step, StepPlan]) -> date | None:
    """The day from which the case has effect (施行日・廃止日・失効日); None while a gate is open.

    The day the text fixes, but never before the gates; for a notice the day it fixes or the one after
    the stated years. A correction counts from the day it was complete.
    """
    done = gates_done(record, steps)
    if done is None:
        return None
    case = record.case
    if case.kind is Kind.NOTICE:
        if case.effective is None:
            return lapse_day(done, case.notice_years) if case.notice_years else None
        return max(case.effective, done)
    if case.effective is None:
        return done
    # The papers of the past are believed: what they say of the day was reviewed when it was done.
    return case.effective if case.past else max(case.effective, done)


def late_effect(record: Record, steps: dict[Step, StepPlan]) -> Problem | None:
    """The warning that the day of the text had passed before the gates were done."""
    case, done = record.case, gates_done(record, steps)
    if case.past or done is None or case.effective is None or done <= case.effective:
        return None
    rule = steps.get(Step.TAKE_EFFECT) or steps[Step.EXPIRE]
    return Problem(
        "effect.late",
        f"文の定める日（{day_ja(case.effective)}）までに要件がそろいませんでした。"
        f"効力は要件がそろった日（{day_ja(done)}）からとします。",
        f"The gates were done on {done}, after the day the text fixes ({case.effective}); "
        "it has effect from the later day.",
        provision=rule.provision_ja,
        remedy_ja="文の定める日を改めるには、変更の手続が要ります。",
        remedy_en="Only a change can mend the day in the text.",
    )


def no_basis(case: Case, day: date) -> Problem:
    """The scheme had no legal basis on that day."""
    law = scheme(case.scheme)
    basis = law.bases[0]
    return Problem(
        "basis.none",
        f"{day.isoformat()}には、{law.agreement_ja}の根拠（{basis.ja}）がまだありませんでした。",
        f"On {day} there was no legal basis for a {law.agreement_en} ({basis.en}).",
        field="date",
        provision=basis.ja,
        remedy_ja="締結の日と制度を確かめてください。",
        remedy_en="Check the day of signing and the scheme.",
    )
