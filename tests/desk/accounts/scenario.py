"""How a scenario is written: one small builder for each operation.

    @scenario("procedures.record_act")
    def record_act(w):
        procedure = ...          # prepared by w.machine, which may do everything
        return Call(operations.record_act, procedure, w.place, date=...)

The call concerns 浜辺市 (``w.place``), or the municipality that ``at`` names; the people who try it are
of there, of another member of the region, and of another region. Where the operation is about a
person, or something a person keeps, that person is ``w.whose``. ``mine=True``: whoever acts does so
about themselves (taking a file in), on whatever side. ``quiet=True``: leaves no entry of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.desk.accounts.world import Call, World
from tests.desk.office import HAMABE

__all__ = ["SCENARIOS", "Call", "Scenario", "World", "scenario"]


@dataclass(frozen=True)
class Scenario:
    """Makes valid arguments for one operation."""

    build: Callable[[World], Call]
    at: str
    mine: bool
    quiet: bool


SCENARIOS: dict[str, Scenario] = {}


def scenario(name: str, *, at: str = HAMABE, mine: bool = False, quiet: bool = False):
    """Enter a builder for an operation."""

    def enter(build):
        assert name not in SCENARIOS, name
        SCENARIOS[name] = Scenario(build, at, mine, quiet)
        return build

    return enter
