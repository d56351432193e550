"""Who may say what, asked by pages before they offer it."""

from __future__ import annotations

from renkei.desk.agreements.models import Party
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import permitted
from renkei.desk.negotiation.models import Comment, Proposal
from renkei.desk.procedures import doors
from renkei.desk.procedures.gates import may_change_text
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.queries import case_of, parties_of


def goes_on(procedure: Procedure) -> bool:
    """Whether anything can be said of its text."""
    return (
        procedure.state == Procedure.State.OPEN
        and not procedure.past
        and bool(procedure.text_sha256)
    )


def may(actor: Actor, name: str, procedure: Procedure, party: Party | None = None) -> bool:
    """Whether somebody may do this, for a party or in a matter of all, while it goes on."""
    concern = doors.concern_of(procedure, party)
    return goes_on(procedure) and permitted(actor, f"negotiation.{name}", concern)


def text_may_change(procedure: Procedure) -> bool:
    """Whether another text may be put on the table: no council has its bill."""
    return goes_on(procedure) and not may_change_text(case_of(procedure))


def answers_for(actor: Actor, procedure: Procedure, proposal: Proposal) -> list[Party]:
    """The parties for which somebody may answer a proposal."""
    if proposal.state in (Proposal.State.TAKEN, Proposal.State.WITHDRAWN):
        return []
    return [
        party
        for party in parties_of(procedure)
        if party.pk != proposal.party_id and may(actor, "answer", procedure, party)
    ]


def may_settle(actor: Actor, procedure: Procedure, comment: Comment) -> bool:
    """Whether somebody may say what became of a comment."""
    return comment.state == Comment.State.OPEN and may(actor, "settle", procedure, comment.party)


def may_withdraw(actor: Actor, procedure: Procedure, proposal: Proposal) -> bool:
    """Whether somebody may withdraw a proposal."""
    settled = proposal.state in (Proposal.State.TAKEN, Proposal.State.WITHDRAWN)
    return not settled and may(actor, "withdraw_proposal", procedure, proposal.party)
