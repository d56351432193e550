"""The order of days (日付の順序): which acts of a case cannot lie before which others."""

from __future__ import annotations

from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.case import JOINT, ActRecord, Names, Record, Result
from renkei.desk.procedures.conditions import day_ja
from renkei.desk.procedures.plan import StepPlan, needed
from renkei.desk.region.schemes import Step


def order_problems(
    record: Record, steps: dict[Step, StepPlan], act: ActRecord
) -> tuple[Problem, ...]:
    """Every recorded act that ``act`` contradicts by its day: it needs one that is later, or is needed
    by one that is earlier. Acts of one day are in order."""
    if act.step not in steps:
        return ()
    problems = [
        _problem(record, steps, earlier=other, later=act)
        for other in record.acts
        if other.date > act.date and _comes_before(record, steps, other, act)
    ]
    problems += [
        _problem(record, steps, earlier=act, later=other)
        for other in record.acts
        if other.date < act.date and _comes_before(record, steps, act, other)
    ]
    return tuple(problems)


def _comes_before(
    record: Record, steps: dict[Step, StepPlan], first: ActRecord, then: ActRecord
) -> bool:
    """Whether ``first`` has to lie on or before the day of ``then``."""
    if then.step not in steps or first.step not in steps or first is then:
        return False
    if first.round != then.round and not record.case.past:
        # The next round begins with the resolution that broke the last one.
        failed = first.step is Step.RESOLVE and first.result in (Result.AMENDED, Result.REJECTED)
        return failed and first.round < then.round
    if first.step is Step.CONSULT:
        return then.step in (Step.AGREE, Step.BILL, Step.RESOLVE, Step.SIGN)
    return (first.step, first.party) in needed(then.step, then.party, steps)


def _problem(
    record: Record, steps: dict[Step, StepPlan], earlier: ActRecord, later: ActRecord
) -> Problem:
    names = Names(record.case.parties)
    first, then = _title(names, steps, earlier), _title(names, steps, later)
    return Problem(
        "date.order",
        f"{then[0]}（{day_ja(later.date)}）が、{first[0]}（{day_ja(earlier.date)}）より前の日です。",
        f"{then[1]} ({later.date}) lies before {first[1]} ({earlier.date}).",
        field="date",
        provision=steps[later.step].provision_ja,
        remedy_ja=f"日付を確かめてください。{then[0]}は{first[0]}の日以後です。",
        remedy_en=f"Check the days: {then[1]} comes on or after {first[1]}.",
    )


def _title(names: Names, steps: dict[Step, StepPlan], act: ActRecord) -> tuple[str, str]:
    rule = steps[act.step]
    if act.party == JOINT:
        return rule.ja, rule.en
    return f"{names.short(act.party)}の{rule.ja}", f"{rule.en} of {names.short(act.party)}"
