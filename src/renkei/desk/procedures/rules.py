"""The rules of the legal procedure (法定手続): what has to be done, what is done, what may be done, by when.

One door to four small modules, all pure: ``case`` (values), ``plan`` (the task list), ``progress`` (the
state), ``gates`` (every reason against an act), ``dues`` (what is due). The law itself is data, in
``renkei.desk.region.schemes``.

When an agreement is in force
    Its effect rests on the resolutions of all councils and on the signing, confirmed by every party
    (地方自治法第252条の2第1項・第3項). 告示 and 届出 are duties after conclusion (第2項「締結したときは」);
    a missing one is overdue and shown in red, and does not suspend the effect. The day is the one the text
    fixes; the day of signing if the text fixes none. If that day passes before the signing, the agreement
    is in force from the signing and the case carries a warning: the text says a day on which the gates were
    not done, and only a change can mend that.

The past
    An old procedure is entered as the papers tell it. What is missing is shown as a gap and hinders
    nothing; a day in the future or a party that is not one is refused there too.
"""

from __future__ import annotations

from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.case import (
    CONSEQUENCES,
    JOINT,
    ActRecord,
    Case,
    Names,
    NumberUse,
    PartyRef,
    Record,
    Result,
    current_round,
    lapse_day,
    number_key,
)
from renkei.desk.procedures.dues import Due, due, dues_of, term_dues
from renkei.desk.procedures.gates import (
    may,
    may_change_text,
    may_correct,
    may_withdraw,
    may_withdraw_procedure,
)
from renkei.desk.procedures.plan import StepPlan, needs_text, plan
from renkei.desk.procedures.progress import Progress, State, StepState, progress
from renkei.desk.region.schemes import SCHEMES, Duty, Kind, Scheme, Step, Who, scheme

__all__ = [
    "CONSEQUENCES",
    "JOINT",
    "SCHEMES",
    "ActRecord",
    "Case",
    "Due",
    "Duty",
    "Kind",
    "Names",
    "NumberUse",
    "PartyRef",
    "Problem",
    "Progress",
    "Record",
    "Result",
    "Scheme",
    "State",
    "Step",
    "StepPlan",
    "StepState",
    "Who",
    "current_round",
    "due",
    "dues_of",
    "lapse_day",
    "may",
    "may_change_text",
    "may_correct",
    "may_withdraw",
    "may_withdraw_procedure",
    "needs_text",
    "number_key",
    "plan",
    "progress",
    "scheme",
    "term_dues",
]
