"""The state (進み具合) of a case on a day: every step of every party, the stage, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.case import CONSEQUENCES, JOINT, ActRecord, Case, Names, Record
from renkei.desk.procedures.conditions import (
    effect_day,
    gates_done,
    late_effect,
    missing,
    no_basis,
    unconfirmed,
)
from renkei.desk.procedures.order import order_problems
from renkei.desk.procedures.plan import StepPlan, plan_of
from renkei.desk.procedures.stage import Stage, stage_of
from renkei.desk.region.schemes import Duty, Kind, Step, scheme

#: Kinds that make another text; that of a conclusion is in the register already.
_NEW_TEXT = (Kind.CHANGE, Kind.RENEW, Kind.CORRECT)


class State(StrEnum):
    """Where one step of one party stands."""

    DONE = "done"  # 済
    OPEN = "open"  # 未（今できる）
    BLOCKED = "blocked"  # 要件待ち
    NOT_NEEDED = "not_needed"  # 不要


@dataclass(frozen=True, slots=True)
class StepState:
    """One cell of the two tracks."""

    step: Step
    party: str
    state: State
    plan: StepPlan
    #: When it was done; of a step that follows by itself, when it will be.
    date: date | None = None
    #: The act that stands there, even if it does not fulfil the step (not confirmed, old text).
    act: ActRecord | None = None
    reasons: tuple[Problem, ...] = ()

    @property
    def statutory(self) -> bool:
        """Whether the law itself orders the step."""
        return self.plan.duty is Duty.STATUTORY


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a case on the day ``as_of``."""

    case: Case
    as_of: date
    round: int
    steps: tuple[StepState, ...]
    stage: str
    stage_ja: str
    stage_en: str
    #: Whom the stage waits for.
    waiting: tuple[str, ...]
    #: From which day the outcome has effect (施行・廃止・失効・更新); None while a gate is open.
    in_force_from: date | None
    #: Everything required is recorded.
    complete: bool
    warnings: tuple[Problem, ...]
    #: What an old record lacks or contradicts.
    gaps: tuple[Problem, ...]
    #: Acts of earlier rounds.
    history: tuple[ActRecord, ...]

    @property
    def in_force(self) -> bool:
        """Whether the outcome has effect on that day."""
        return self.in_force_from is not None and self.in_force_from <= self.as_of

    def of(self, step: Step, party: str = JOINT) -> StepState | None:
        """One cell; None if the procedure has no such step."""
        return next((s for s in self.steps if s.step is step and s.party == party), None)

    def row(self, step: Step) -> tuple[StepState, ...]:
        """The cells of one step, in the order of the parties."""
        return tuple(s for s in self.steps if s.step is step)


def progress(case: Case, as_of: date) -> Progress:
    """The state of the case as the acts up to and including ``as_of`` make it.

    Never raises on what is recorded, however odd; UnknownScheme if there is no such scheme.
    """
    record = Record.of(case, as_of)
    steps = {step.step: step for step in plan_of(case, record.notifier)}
    ended = case.withdrawn_on is not None and case.withdrawn_on <= as_of
    cells = tuple(
        _cell(record, steps, rule, party, as_of, ended)
        for rule in steps.values()
        for party in _columns(case, rule)
    )
    effect = None if ended else effect_day(record, steps)
    gaps = _gaps(record, steps, cells) if case.past else ()
    open_cells = [c for c in cells if c.plan.required and c.state in (State.OPEN, State.BLOCKED)]
    stage: Stage = stage_of(
        record, steps, {(c.step, c.party) for c in open_cells}, effect, as_of, ended, len(gaps)
    )
    late = late_effect(record, steps)
    return Progress(
        case=case,
        as_of=as_of,
        round=record.round,
        steps=cells,
        stage=stage.key,
        stage_ja=stage.ja,
        stage_en=stage.en,
        waiting=stage.waiting,
        in_force_from=effect,
        complete=not ended and (effect is not None and not gaps if case.past else not open_cells),
        warnings=() if late is None or ended else (late,),
        gaps=gaps,
        history=tuple(a for a in record.acts if a.round != record.round and not case.past),
    )


def _columns(case: Case, rule: StepPlan) -> tuple[str, ...]:
    return (JOINT,) if rule.joint else tuple(party.key for party in case.parties)


def _cell(
    record: Record,
    steps: dict[Step, StepPlan],
    rule: StepPlan,
    party: str,
    as_of: date,
    ended: bool,
) -> StepState:
    step, act, done = rule.step, record.get(rule.step, party), record.done(rule.step, party)
    if party not in rule.parties:
        return StepState(step, party, State.NOT_NEEDED, rule, act=act)
    if done is not None:
        return StepState(step, party, State.DONE, rule, done.date, done)
    if step is Step.CONSULT and Step.AGREE in steps:
        agreed = [record.done(Step.AGREE, p) for p in steps[Step.AGREE].parties]
        if agreed and all(agreed):  # that the talks succeeded shows in the confirmed text
            talked = max(a.date for a in agreed if a is not None)
            return StepState(step, party, State.DONE, rule, talked)
    if ended:
        reason = Problem("procedure.withdrawn", "手続は取り下げられました。", "It was withdrawn.")
        return StepState(step, party, State.BLOCKED, rule, act=act, reasons=(reason,))
    day = effect_day(record, steps) if step in CONSEQUENCES else None
    if record.case.past:
        over = day is not None and day <= as_of
        return StepState(step, party, State.DONE if over else State.OPEN, rule, day, act)
    reasons = missing(record, steps, step, party)
    return StepState(step, party, State.BLOCKED if reasons else State.OPEN, rule, day, act, reasons)


def _gaps(
    record: Record, steps: dict[Step, StepPlan], cells: tuple[StepState, ...]
) -> tuple[Problem, ...]:
    """What the record of the past lacks, what only one party said of it, and where it is at odds."""
    names, found = Names(record.case.parties), []
    for cell in cells:
        if not cell.plan.required or cell.state is not State.OPEN or cell.step in CONSEQUENCES:
            continue
        if cell.step is Step.AGREE and Step.SIGN in steps:
            continue  # a rule of this house, which no old paper can have followed
        who = f"{names.full(cell.party)}の" if cell.party else ""
        whose = f" of {names.full(cell.party)}" if cell.party else ""
        found.append(
            Problem(
                "gap.missing",
                f"{who}{cell.plan.ja}の記録がありません。",
                f"No record: {cell.plan.en}{whose}.",
                provision=cell.plan.provision_ja,
                remedy_ja="書類が見つかったら追加してください。",
                remedy_en="Add it when the paper is found.",
            )
        )
    if not record.case.text_sha256 and record.case.kind in _NEW_TEXT:
        found.append(
            Problem(
                "gap.text",
                "この手続による本文がありません。",
                "The text that it made is missing.",
                remedy_ja="本文が見つかったら、本文のファイルとともに登録してください。",
                remedy_en="Enter it with the text when that is found.",
            )
        )
    doubtful = sorted({k for a in record.acts for k in unconfirmed(record.case, a)})
    if doubtful:
        found.append(
            Problem(
                "gap.unconfirmed",
                f"{names.shorts(doubtful)}がこの記録をまだ確認していません。",
                f"Not confirmed yet by {names.shorts(doubtful)}.",
            )
        )
    pairs: dict[str, Problem] = {}
    for act in record.acts:
        for problem in order_problems(record, steps, act):
            pairs.setdefault(problem.ja, problem)
    signed, done = record.get(Step.SIGN), gates_done(record, steps)
    day = signed.date if signed else done
    if day is not None and scheme(record.case.scheme).basis_on(day) is None:
        found.append(no_basis(record.case, day))
    return (*found, *pairs.values())
