"""The board of a matter over several agreements (一括手続): rows are partners, columns are steps."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import doors, lists, queries
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.page import Cell, Seat, Standing
from renkei.desk.procedures.rules import JOINT, State, Step, StepPlan


@dataclass(frozen=True, slots=True)
class Column:
    """A step, and whose it is by place: the first party, the second, …; None for all together."""

    plan: StepPlan
    place: int | None
    seat: Seat | None


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement: where it stands, and its cells in the order of the columns."""

    procedure: Procedure
    standing: Standing
    partner: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A step of one municipality, or of all together, that can be recorded for several at once."""

    plan: StepPlan
    party: str
    name: str
    count: int

    @property
    def address(self) -> str:
        """The last part of its address."""
        return self.party or "all"


@dataclass(frozen=True, slots=True)
class Board:
    """Columns and rows, and what this reader may record for several agreements at once."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]

    @property
    def late(self) -> int:
        """How many agreements have something overdue."""
        return sum(any(due.overdue for due in row.standing.dues) for row in self.rows)


def board_of(actor: Actor, standings: list[tuple[Procedure, Standing]]) -> Board:
    """The board of these procedures, in their order."""
    columns = _columns(standings)
    rows: list[Row] = []
    found: dict[tuple[Step, str], list[tuple[Procedure, Cell]]] = {}
    for procedure, standing in standings:
        cells = [cell for line in standing.lines(lambda _step, _party: True) for cell in line.cells]
        by_place = {(cell.state.step, _place(standing, cell.state.party)): cell for cell in cells}
        rows.append(
            Row(
                procedure,
                standing,
                lists.partners(standing.seats),
                tuple(by_place.get((column.plan.step, column.place)) for column in columns),
            )
        )
        for cell in cells:
            if not cell.may_record or cell.follows:
                continue
            if doors.may_record(actor, procedure, cell.state.step, cell.state.party):
                found.setdefault((cell.state.step, cell.state.party), []).append((procedure, cell))
    choices = [
        Choice(
            here[0][1].state.plan,
            party,
            here[0][1].seat.name if here[0][1].seat else "",
            len(here),
        )
        for (_step, party), here in found.items()
        if len(here) > 1
    ]
    choices.sort(key=lambda choice: not choice.plan.required)
    return Board(columns, tuple(rows), tuple(choices))


def standings_of(rows: list[queries.Row]) -> list[tuple[Procedure, Standing]]:
    """The procedures of a board with where they stand."""
    return [(row.procedure, Standing.of_row(row)) for row in rows]


def open_cells(
    standings: list[tuple[Procedure, Standing]], step: Step, party: str
) -> tuple[list[tuple[Procedure, Standing, Cell]], list[tuple[Procedure, Standing, Cell]]]:
    """The cells of one step and party that can be recorded now, and those that have to wait."""
    ready, waiting = [], []
    for procedure, standing in standings:
        for line in standing.lines(lambda _step, _party: True):
            for cell in line.cells:
                if (cell.state.step, cell.state.party) != (step, party):
                    continue
                if cell.may_record:
                    ready.append((procedure, standing, cell))
                elif cell.state.state is State.BLOCKED:
                    waiting.append((procedure, standing, cell))
    return ready, waiting


def _columns(standings: list[tuple[Procedure, Standing]]) -> tuple[Column, ...]:
    found: dict[tuple[Step, int | None], Column] = {}
    for _procedure, standing in standings:
        for state in standing.progress.steps:
            place = _place(standing, state.party)
            seat = standing.seats[place] if place is not None else None
            found.setdefault((state.step, place), Column(state.plan, place, seat))
    order = list(Step)
    key = sorted(found, key=lambda at: (order.index(at[0]), -1 if at[1] is None else at[1]))
    return tuple(found[at] for at in key)


def _place(standing: Standing, party: str) -> int | None:
    if party == JOINT:
        return None
    return [seat.key for seat in standing.seats].index(party)
