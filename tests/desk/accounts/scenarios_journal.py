"""Scenario of the operation of the journal itself."""

from __future__ import annotations

from renkei.desk.journal import operations
from tests.desk.accounts.scenario import Call, scenario


@scenario("journal.adopt")
def adopt(w):
    return Call(operations._adopt, w.place)
