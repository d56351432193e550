"""What is due (期限): by whom, by which day, why, and whether the day is law or the house's own.

The law fixes no number of days. A day comes from the text of the agreement (施行日, 失効日, the end of a
term) or from the house (``Scheme.house``), and each due says which. Days before coming into force are
planned backwards from it: council before effect, bill before council, text before bill.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from renkei.desk.procedures.case import Case, Names
from renkei.desk.procedures.conditions import day_ja
from renkei.desk.procedures.plan import StepPlan
from renkei.desk.procedures.progress import Progress, State, StepState, progress
from renkei.desk.region.schemes import Duty, House, Kind, Scheme, Step, scheme


class Fixed(StrEnum):
    """Who fixed the day."""

    TEXT = "text"  # 協約の定め
    HOUSE = "house"  # 運用上の目安


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due.

    ``duty`` says whether the act itself is ordered by law; ``fixed`` who set its day: a filing is
    statutory, its fourteen days are the house's.
    """

    step: Step | None  # None: the term of the agreement, not a step
    party: str
    on: date
    overdue: bool
    duty: Duty
    fixed: Fixed
    ja: str
    en: str
    provision: str = ""

    @property
    def statutory(self) -> bool:
        """Whether the law orders the act."""
        return self.duty is Duty.STATUTORY


def due(case: Case, as_of: date) -> tuple[Due, ...]:
    """What is due in the case, as known on ``as_of``, in the order of days; overdue ones included.

    Nothing is due in a withdrawn procedure or in one entered from the past.
    """
    return dues_of(progress(case, as_of))


def dues_of(state: Progress) -> tuple[Due, ...]:
    """The same for a state that is known already."""
    case, as_of = state.case, state.as_of
    if case.past or state.stage == "withdrawn":
        return ()
    law = scheme(case.scheme)
    found = [
        _due(case, law, cell, day, fixed, as_of)
        for cell in state.steps
        if cell.plan.required and cell.state in (State.OPEN, State.BLOCKED)
        if (when := _day(case, state, law.house, cell)) is not None
        for day, fixed in (when,)
    ]
    return tuple(sorted(found, key=lambda item: (item.on, item.party)))


def _day(case: Case, state: Progress, house: House, cell: StepState) -> tuple[date, Fixed] | None:
    """By which day a step is due; None while nothing says a day."""
    if cell.step in (Step.TAKE_EFFECT, Step.EXPIRE):
        day = state.in_force_from or case.effective
        return None if day is None else (day, Fixed.TEXT)
    if cell.step in (Step.PUBLISH, Step.FILE):
        done = _concluded(state)
        return None if done is None else (done + timedelta(days=house.after_signing), Fixed.HOUSE)
    if case.effective is None or case.kind is Kind.NOTICE:
        return None
    before = {
        Step.AGREE: house.agree_before_effect,
        Step.BILL: house.bill_before_effect,
        Step.RESOLVE: house.resolve_before_effect,
        Step.SIGN: house.sign_before_effect,
    }.get(cell.step)
    return None if before is None else (_earlier(case.effective, before), Fixed.HOUSE)


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _concluded(state: Progress) -> date | None:
    """The day of signing; of a correction, the day the last party confirmed it."""
    cells = (signing,) if (signing := state.of(Step.SIGN)) else state.row(Step.AGREE)
    days = [cell.date for cell in cells if cell.state is State.DONE and cell.date]
    return max(days) if days and len(days) == len(cells) else None


def _due(case: Case, law: Scheme, cell: StepState, day: date, fixed: Fixed, as_of: date) -> Due:
    rule: StepPlan = cell.plan
    names = Names(case.parties)
    who = f"{names.full(cell.party)}の" if cell.party else ""
    whose = f" of {names.full(cell.party)}" if cell.party else ""
    if fixed is Fixed.TEXT:
        ja, en = f"{rule.ja}（{day_ja(day)}）", f"{rule.en} ({day})"
    elif cell.step in (Step.PUBLISH, Step.FILE):
        days = law.house.after_signing
        ja = f"{who}{rule.ja}（締結から{days}日以内、運用上の目安）"
        en = f"{rule.en}{whose} (within {days} days, a house rule)"
    else:
        ja = f"{who}{rule.ja}（{day_ja(case.effective or day)}施行に向けた目安）"
        en = f"{rule.en}{whose} (planned for {case.effective or day})"
    return Due(
        step=cell.step,
        party=cell.party,
        on=day,
        overdue=day < as_of,
        duty=rule.duty,
        fixed=fixed,
        ja=ja,
        en=en,
        provision=rule.provision_ja,
    )


def term_dues(scheme_key: str, ends: date, as_of: date) -> tuple[Due, ...]:
    """What a fixed term (期間の定め) asks for: talks on renewal in time, and its end.

    ``ends`` is the last day of the term. Nothing is due after it.
    """
    if as_of > ends:
        return ()
    days = scheme(scheme_key).house.renew_before_end
    talks = _earlier(ends, days)
    return (
        Due(
            step=None,
            party="",
            on=talks,
            overdue=talks < as_of,
            duty=Duty.HOUSE,
            fixed=Fixed.HOUSE,
            ja=f"期間満了（{day_ja(ends)}）に向けた更新の協議の開始（{days}日前、運用上の目安）",
            en=f"begin talks on renewal before the term ends on {ends} ({days} days, a house rule)",
        ),
        Due(
            step=None,
            party="",
            on=ends,
            overdue=False,
            duty=Duty.AGREEMENT,
            fixed=Fixed.TEXT,
            ja=f"期間満了（{day_ja(ends)}）",
            en=f"the term ends ({ends})",
        ),
    )
