"""Gates (関門): every reason against recording, correcting or withdrawing an act, each with its provision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.case import (
    CONSEQUENCES,
    ActRecord,
    Case,
    Names,
    NumberUse,
    Record,
)
from renkei.desk.procedures.conditions import day_ja, missing, no_basis
from renkei.desk.procedures.order import order_problems
from renkei.desk.procedures.plan import plan_of
from renkei.desk.procedures.reasons import (
    closed,
    content_problems,
    in_future,
    misplaced,
    no_such_act,
    number_twice,
    of_broken_round,
    other_round,
    recorded_twice,
    rests_on,
    title,
    whose,
    withdrawn,
    wrong_effect_day,
)
from renkei.desk.region.schemes import Kind, Step, scheme


def may(
    case: Case, act: ActRecord, today: date, numbers: Collection[NumberUse] = ()
) -> tuple[Problem, ...]:
    """Every reason against recording ``act`` now; empty when it may be recorded.

    ``numbers`` are the numbers of public notices that the party is known to have used elsewhere.
    In a case of the past only what cannot be is refused: the order of steps and what is missing are
    shown by ``progress`` as gaps instead.
    """
    record = Record.of(case)
    steps = {step.step: step for step in plan_of(case, record.notifier)}
    wrong = (*withdrawn(case), *misplaced(case, steps, act))
    if wrong:
        return wrong
    problems = [*recorded_twice(record, steps, act), *content_problems(case, steps[act.step], act)]
    if act.step not in CONSEQUENCES and act.date > today:
        problems.append(in_future(act, today))
    problems += number_twice(case, act, numbers)
    if case.past:
        return tuple(problems)
    problems += other_round(record, act)
    if not of_broken_round(record, act):
        problems += missing(record, steps, act.step, act.party)
        problems += wrong_effect_day(record, steps, act)
        if act.step is Step.CONSULT and record.get(Step.SIGN) is not None:
            problems.append(closed(steps[Step.SIGN]))
    problems += order_problems(record, steps, act)
    if act.step is Step.SIGN and scheme(case.scheme).basis_on(act.date) is None:
        problems.append(no_basis(case, act.date))
    return tuple(problems)


def may_correct(
    case: Case,
    old: ActRecord,
    new: ActRecord,
    today: date,
    numbers: Collection[NumberUse] = (),
) -> tuple[Problem, ...]:
    """Every reason against putting ``new`` in the place of ``old``: same step, party and round.

    What later acts rest on (the result of a resolution, the text that was confirmed) stays; its day may
    move as far as their order allows.
    """
    if old not in case.acts or old.withdrawn:
        return (no_such_act(),)
    if (old.step, old.party, old.round) != (new.step, new.party, new.round):
        return (
            Problem(
                "correct.other",
                "手順、当事者、回は直せません。",
                "Step, party and round cannot be corrected.",
                remedy_ja="誤って記録した行為を取り消し、正しいものを記録してください。",
                remedy_en="Withdraw the act and record the right one.",
            ),
        )
    if (old.result, old.document_sha256) != (new.result, new.document_sha256):
        resting = may_withdraw(case, old)
        if resting:
            return resting
    index = case.acts.index(old)
    others = case.acts[:index] + case.acts[index + 1 :]
    # Which party gives notice is known from its first act, which may be the one that is corrected.
    notifier = case.notifier or Record.of(case).notifier if case.kind is Kind.NOTICE else ""
    return may(replace(case, acts=others, notifier=notifier), new, today, numbers)


def may_withdraw(case: Case, act: ActRecord) -> tuple[Problem, ...]:
    """Every reason against withdrawing an act that was recorded by mistake: later acts rest on it."""
    if act not in case.acts or act.withdrawn:
        return (no_such_act(),)
    if case.withdrawn_on is not None:
        return withdrawn(case)
    record = Record.of(case)
    steps = {step.step: step for step in plan_of(case, record.notifier)}
    names = Names(case.parties)
    resting = [other for other in record.acts if rests_on(record, steps, other, act)]
    return tuple(
        Problem(
            "withdraw.depends",
            f"{whose(names, other)}{title(steps, other)[0]}（{day_ja(other.date)}）が"
            "この行為を前提にしています。",
            f"{title(steps, other)[1]} ({other.date}) rests on it.",
            remedy_ja="後の行為から順に取り消してください。",
            remedy_en="Withdraw the later acts first.",
        )
        for other in resting
    )


def may_withdraw_procedure(case: Case) -> tuple[Problem, ...]:
    """Every reason against withdrawing the whole procedure: it has been concluded, or notice given."""
    if case.withdrawn_on is not None:
        return withdrawn(case)
    record = Record.of(case)
    last = (Step.SIGN, Step.NOTIFY, Step.PUBLISH, Step.TAKE_EFFECT, Step.EXPIRE)
    done = next((act for act in record.acts if act.step in last), None)
    if done is None:
        return ()
    rule = {step.step: step for step in plan_of(case, record.notifier)}.get(done.step)
    title = (rule.ja, rule.en) if rule else ("締結", "signing")
    return (
        Problem(
            "withdraw.concluded",
            f"{title[0]}（{day_ja(done.date)}）の後は、手続を取り下げられません。",
            f"It cannot be withdrawn after this: {title[1]} ({done.date}).",
            provision=rule.provision_ja if rule else "",
            remedy_ja="効力をなくすには、廃止の手続によります。",
            remedy_en="To end its effect, open a procedure of abolition.",
        ),
    )


def may_change_text(case: Case) -> tuple[Problem, ...]:
    """Every reason against putting another text on the table: in this round a council has its bill."""
    record = Record.of(case)
    lying = [
        act
        for act in record.acts
        if act.round == record.round and act.step in (Step.BILL, Step.RESOLVE, Step.SIGN)
    ]
    if case.past or (not lying and case.withdrawn_on is None):
        return ()
    names = Names(case.parties)
    return tuple(
        Problem(
            "text.voted",
            f"{whose(names, act)}議案は今の案文で提出されています。案文は差し替えられません。",
            f"The bill of {names.short(act.party)} carries the present text; it cannot be replaced.",
            remedy_ja="議案の記録を取り消すか、議決の結果を待ってください。",
            remedy_en="Withdraw the record of the bill, or wait for the resolution.",
        )
        for act in lying
    ) or withdrawn(case)
