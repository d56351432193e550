"""Scenarios of the operations about negotiations: what has been said before, and its arguments."""

from __future__ import annotations

from renkei.desk.negotiation import operations
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.office import AOMINE, HAMABE
from tests.desk.procedures.matters import Way, agreement

WORDS = "圏域の活性化を図ることを目的とする。"


def way(w):
    """A change of the agreement of 青嶺市 and 浜辺市, with its text on the table."""
    return Way(w.office, agreement(w.office)).open()


def comment_of(made, by):
    return operations.comment(by, made.procedure, "art_1", "図るの前に何か要らないか。")


def proposal_of(made, by):
    return operations.propose(by, comment_of(made, by), "圏域の活性化", "圏域の持続的な発展")


@scenario("negotiation.comment")
def comment(w):
    return Call(operations.comment, way(w).procedure, "art_1", "言葉が足りない。", quoted=WORDS)


@scenario("negotiation.reply")
def reply(w):
    made = way(w)
    return Call(operations.reply, comment_of(made, made.centre), "そのとおりです。")


@scenario("negotiation.propose")
def propose(w):
    made = way(w)
    return Call(operations.propose, comment_of(made, made.centre), "圏域の活性化", "圏域の発展")


@scenario("negotiation.answer")
def answer(w):
    made = way(w)
    return Call(operations.answer, proposal_of(made, made.centre), made.of(HAMABE), True)


@scenario("negotiation.withdraw_proposal")
def withdraw_proposal(w):
    made = way(w)
    return Call(operations.withdraw_proposal, proposal_of(made, made.other), "別の案にする。")


@scenario("negotiation.settle")
def settle(w):
    made = way(w)
    return Call(operations.settle, comment_of(made, made.other), "原案のとおりとする。")


@scenario("negotiation.take_in")
def take_in(w):
    made = way(w)
    proposal = proposal_of(made, made.other)
    operations.answer(made.centre, proposal, made.of(AOMINE), True)
    return Call(operations.take_in, made.procedure)
