"""Scenarios of the operations about procedures."""

from __future__ import annotations

from renkei.desk.procedures import holding
from tests.desk.accounts.scenario import Call, scenario


@scenario("procedures.hold", mine=True, quiet=True)
def hold(w):
    return Call(holding.hold, "act", {"date": "2027-04-01"})


@scenario("procedures.release", quiet=True)
def release(w):
    held = holding.hold(w.acting(w.whose), "act", {"date": "2027-04-01"})
    return Call(holding.release, held)
