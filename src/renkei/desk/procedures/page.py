"""The page of a procedure (手続の画面): the tracks of its parties, step by step, as data for templates."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Problem
from renkei.desk.procedures import queries
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.rules import (
    CONSEQUENCES,
    JOINT,
    ActRecord,
    Case,
    Due,
    Progress,
    State,
    Step,
    StepPlan,
    StepState,
    due,
    progress,
)
from renkei.instrument.formats import html

#: Stages after which nothing is left to do.
_SETTLED = frozenset({"complete", "recorded"})
#: Whether the reader may record a step of a party: asked for each open cell.
Ask = Callable[[Step, str], bool]


@dataclass(frozen=True, slots=True)
class Seat:
    """A party as the tracks show it: its key, its row, and the colour of its rail."""

    key: str
    row: Party
    rail: str

    @property
    def name(self) -> str:
        """The name as the register knows it."""
        return self.row.municipality.name if self.row.municipality else self.row.name

    @property
    def designation(self) -> str:
        """甲, 乙; "" where the text uses names."""
        return self.row.designation


def seats_of(parties: Iterable[Party]) -> tuple[Seat, ...]:
    """The parties with their rails; two cities that are one 甲 share a rail."""
    rails: dict[str, int] = {}
    seats = []
    for row in parties:
        key = queries.key_of(row)
        rail = rails.setdefault(row.designation or key, len(rails))
        seats.append(Seat(key, row, html.rail(rail)))
    return tuple(seats)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party, or all together, have done of one step."""

    seat: Seat | None
    state: StepState
    act: Act | None
    due: Due | None
    may_record: bool

    @property
    def key(self) -> str:
        """How the step is addressed: ``resolve-011002``, ``sign-all``."""
        return f"{self.state.step}-{self.state.party or 'all'}"

    @property
    def done(self) -> bool:
        """Whether it carries a seal."""
        return self.state.state is State.DONE

    @property
    def open(self) -> bool:
        """Whether it can be done now."""
        return self.state.state is State.OPEN

    @property
    def blocked(self) -> bool:
        """Whether something else has to be done first."""
        return self.state.state is State.BLOCKED

    @property
    def needed(self) -> bool:
        """Whether this party has such a step at all."""
        return self.state.state is not State.NOT_NEEDED

    @property
    def half(self) -> bool:
        """Whether an act stands there that does not fulfil the step: unconfirmed, or of another text."""
        return self.act is not None and not self.done

    @property
    def late(self) -> bool:
        """Whether it is overdue."""
        return self.due is not None and self.due.overdue

    @property
    def follows(self) -> bool:
        """Whether it follows by itself (施行, 失効): its day is known before it comes."""
        return self.state.step in CONSEQUENCES


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the task list with the cells of everybody."""

    plan: StepPlan
    cells: tuple[Cell, ...]

    @property
    def joint(self) -> bool:
        """Whether it lies across all tracks."""
        return self.plan.joint

    @property
    def waits(self) -> bool:
        """Whether anybody still has to do it."""
        return any(cell.open or cell.blocked for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Round:
    """An attempt that failed (回): its acts, folded away."""

    number: int
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a procedure stands on a day, with the rows behind the records."""

    case: Case
    rows: tuple[Act, ...]
    seats: tuple[Seat, ...]
    progress: Progress
    dues: tuple[Due, ...]
    on: datetime.date
    _behind: Mapping[int, Act] = field(default_factory=dict)

    @classmethod
    def of(cls, procedure: Procedure, on: datetime.date) -> Standing:
        """From a procedure that came with its parties and acts (queries.procedure_for)."""
        case = queries.case_of(procedure)
        return cls._over(procedure, case, progress(case, on), due(case, on))

    @classmethod
    def of_row(cls, row: queries.Row) -> Standing:
        """From a row of a board, whose state is worked out already."""
        return cls._over(row.procedure, row.case, row.progress, row.dues)

    @classmethod
    def _over(
        cls, procedure: Procedure, case: Case, state: Progress, dues: tuple[Due, ...]
    ) -> Standing:
        rows = queries.acts_of(procedure)
        seats = seats_of(queries.parties_of(procedure))
        behind = {id(record): row for record, row in zip(case.acts, rows, strict=True)}
        return cls(case, tuple(rows), seats, state, dues, state.as_of, behind)

    def row(self, record: ActRecord | None) -> Act | None:
        """The row behind a record."""
        return None if record is None else self._behind.get(id(record))

    def seat(self, key: str) -> Seat | None:
        """The party of that key."""
        return next((seat for seat in self.seats if seat.key == key), None)

    def lines(self, may: Ask) -> list[Line]:
        """The task list, each step with the cells of its parties."""
        soon = {(item.step, item.party): item for item in reversed(self.dues)}
        lines: list[Line] = []
        for state in self.progress.steps:
            cell = Cell(
                seat=self.seat(state.party) if state.party != JOINT else None,
                state=state,
                act=self.row(state.act),
                due=soon.get((state.step, state.party)),
                may_record=state.state is State.OPEN
                and state.act is None
                and may(state.step, state.party),
            )
            if lines and lines[-1].plan.step is state.step:
                lines[-1] = Line(lines[-1].plan, (*lines[-1].cells, cell))
            else:
                lines.append(Line(state.plan, (cell,)))
        return lines

    @property
    def rounds(self) -> list[Round]:
        """Earlier attempts, the last one first."""
        past = [row for record in self.progress.history if (row := self.row(record)) is not None]
        numbers = sorted({row.round for row in past}, reverse=True)
        return [Round(n, tuple(row for row in past if row.round == n)) for n in numbers]

    @property
    def taken_back(self) -> list[Act]:
        """Acts that were recorded by mistake."""
        return [row for row in self.rows if row.withdrawn]

    @property
    def tone(self) -> str:
        """How the stage is coloured: ok, late, none, soon."""
        if self.progress.stage == "withdrawn":
            return "none"
        if any(item.overdue for item in self.dues):
            return "late"
        if self.progress.complete or self.progress.in_force or self.progress.stage in _SETTLED:
            return "ok"
        return "soon"

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What has to be said above the tracks: warnings, and the gaps of old papers."""
        return (*self.progress.warnings, *self.progress.gaps)

    @property
    def overdue(self) -> list[Due]:
        """What should have been done."""
        return [item for item in self.dues if item.overdue]

    @property
    def effect(self) -> datetime.date | None:
        """From which day it has effect, as far as that is fixed."""
        return self.progress.in_force_from or self.case.effective

    @property
    def days_left(self) -> int | None:
        """Days until then; None when it has come or is not fixed."""
        if self.effect is None or self.effect <= self.on or self.progress.stage == "withdrawn":
            return None
        return (self.effect - self.on).days


def next_step(lines: Iterable[Line]) -> Cell | None:
    """The first thing this reader may record now: the one strong button of the page."""
    cells = [cell for line in lines for cell in line.cells]
    wanted = [cell for cell in cells if cell.may_record]
    return next((cell for cell in wanted if cell.state.plan.required), None)
