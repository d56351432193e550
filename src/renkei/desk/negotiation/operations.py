"""Every write to a negotiation: comments, replies, proposals, answers, and taking them into the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, operation
from renkei.desk.negotiation import problems
from renkei.desk.negotiation.files import file_of
from renkei.desk.negotiation.models import Answer, Comment, LaidText, Proposal, Reply
from renkei.desk.negotiation.saying import (
    LONGEST_REASON,
    Voice,
    document_of,
    laid,
    over,
    refuse,
    say_answer,
    say_comment,
    say_proposal,
    say_reply,
    still_fits,
    under_way,
)
from renkei.desk.negotiation.wording import DoesNotRead, Edit, Overlap, changed
from renkei.desk.procedures.gates import may_change_text
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.operations.common import held, of_party, of_procedure, sides
from renkei.desk.procedures.operations.opening import put_text
from renkei.desk.procedures.queries import case_of


def _of_comment(call: Mapping[str, Any]) -> Concern:
    return of_procedure({"procedure": call["comment"].procedure})


def _of_answer(call: Mapping[str, Any]) -> Concern:
    procedure = call["proposal"].comment.procedure
    return of_party({"procedure": procedure, "party": call["party"]})


def _of_own(call: Mapping[str, Any]) -> Concern:
    """Whose words they are: the party that said them, or all for what the secretariat said."""
    row = call.get("proposal") or call["comment"]
    procedure = row.comment.procedure if isinstance(row, Proposal) else row.procedure
    return of_party({"procedure": procedure, "party": row.party})


def speaker(actor: Actor, operation_name: str, procedure: Procedure) -> Party | None:
    """For which party somebody speaks; None for the secretariat."""
    if actor.at_machine:
        return None
    codes = sides(actor, operation_name, procedure)
    own = actor.municipality.code if actor.municipality is not None else ""
    code = own if own in codes else next(iter(codes), "")
    found: Party | None = procedure.agreement.parties.filter(municipality=code or None).first()
    return found if code else None


@operation(
    "negotiation.comment", ja="意見を述べる", en="Comment on a provision", concerns=of_procedure
)
def comment(
    actor: Actor, procedure: Procedure, node_id: str, body: str, *, quoted: str = ""
) -> Comment:
    """意見 on a provision of the text on the table (``""``: on the whole), about ``quoted`` words of it."""
    procedure = held(procedure)
    voice = Voice.of(actor, speaker(actor, "negotiation.comment", procedure))
    return say_comment(voice, procedure, node_id, body, quoted)


@operation("negotiation.reply", ja="意見に返答する", en="Reply to a comment", concerns=_of_comment)
def reply(actor: Actor, comment: Comment, body: str) -> Reply:
    """返答. A comment that was done with is open again."""
    procedure, comment = held(comment.procedure), locked(comment)
    voice = Voice.of(actor, speaker(actor, "negotiation.reply", procedure))
    return say_reply(voice, procedure, comment, body)


@operation("negotiation.propose", ja="修正案を出す", en="Propose other words", concerns=_of_comment)
def propose(actor: Actor, comment: Comment, before: str, after: str) -> Proposal:
    """修正案: other words for words that stand exactly once in the provision of the comment.

    Whoever proposes agrees. Refused while a council has its bill, as the text itself is then.
    """
    procedure, comment = held(comment.procedure), locked(comment)
    voice = Voice.of(actor, speaker(actor, "negotiation.propose", procedure))
    return say_proposal(voice, procedure, comment, before, after)


@operation("negotiation.answer", ja="修正案に回答する", en="Answer a proposal", concerns=_of_answer)
def answer(
    actor: Actor, proposal: Proposal, party: Party, accepted: bool, reason: str = ""
) -> Answer:
    """回答 of one party, its own track: it agrees, or says why not. Nothing else follows from it until
    all parties agree and the proposal is taken into the text."""
    procedure, proposal = held(proposal.comment.procedure), locked(proposal)
    return say_answer(Voice.of(actor, party), procedure, proposal, accepted, reason)


@operation(
    "negotiation.withdraw_proposal",
    ja="修正案を取り下げる",
    en="Withdraw a proposal",
    concerns=_of_own,
)
def withdraw_proposal(actor: Actor, proposal: Proposal, why: str) -> Proposal:
    """取下げ by the party that proposed; what was said stays readable."""
    procedure, proposal = held(proposal.comment.procedure), locked(proposal)
    found = list(under_way(procedure))
    if not why.strip():
        found.append(problems.no_reason("why"))
    if proposal.state in (Proposal.State.TAKEN, Proposal.State.WITHDRAWN):
        found.append(over(proposal))
    refuse(found)
    proposal.state = Proposal.State.WITHDRAWN
    proposal.why = why.strip()[:LONGEST_REASON]
    proposal.save()
    return proposal


@operation("negotiation.settle", ja="意見を済みとする", en="Settle a comment", concerns=_of_own)
def settle(actor: Actor, comment: Comment, outcome: str) -> Comment:
    """済み: the party that made the comment says what became of it; the secretariat may tidy up."""
    procedure, comment = held(comment.procedure), locked(comment)
    found = list(under_way(procedure))
    if comment.state == Comment.State.CLOSED:
        found.append(problems.settled())
    if not outcome.strip():
        found.append(problems.no_reason("outcome"))
    if comment.proposals.filter(state__in=(Proposal.State.OPEN, Proposal.State.AGREED)).exists():
        found.append(problems.still_waiting())
    refuse(found)
    _close(comment, outcome)
    return comment


@operation(
    "negotiation.take_in",
    ja="同意された修正案を案文に取り込む",
    en="Take agreed proposals into the text",
    concerns=of_procedure,
)
def take_in(actor: Actor, procedure: Procedure) -> LaidText:
    """取込み: all proposals to which every party agreed, at once, make the next text on the table.

    The text is put there by the same operation and rules as any other (procedures.put_text): refused
    while a council has its bill, and every party confirms the new text anew.
    """
    procedure = held(procedure)
    laid(procedure)  # the text before, so that what was said of it can be found again
    agreed = list(
        Proposal.objects.filter(comment__procedure=procedure, state=Proposal.State.AGREED)
        .select_related("comment", "text")
        .order_by("pk")
    )
    data, name = next_text(procedure, agreed)
    put_text(actor, procedure, data, name)
    procedure.refresh_from_db()
    made = laid(procedure)
    for proposal in agreed:
        proposal.state, proposal.taken = Proposal.State.TAKEN, made
        proposal.save()
    for row in {proposal.comment_id: proposal.comment for proposal in agreed}.values():
        waiting = (Proposal.State.OPEN, Proposal.State.AGREED)
        if not row.proposals.filter(state__in=waiting).exists():
            _close(row, f"修正案を{made}に取り込みました。")
    return made


def next_text(procedure: Procedure, agreed: list[Proposal]) -> tuple[bytes, str]:
    """The text with all these proposals in it, as a file, and its name. Raises Refused."""
    found = [*under_way(procedure), *may_change_text(case_of(procedure))]
    if not agreed:
        found.append(problems.nothing_agreed())
    refuse(found)
    document = document_of(procedure)
    edits = []
    for proposal in agreed:
        against, spot = still_fits(document, procedure, proposal)
        found += against
        if spot is not None:
            edits.append(Edit(spot, proposal.after))
    refuse(found)
    number = LaidText.objects.filter(procedure=procedure).count() + 1
    try:
        return file_of(changed(document, edits), bytes(procedure.text), procedure.text_name, number)
    except Overlap:
        raise Refused(problems.overlap(agreed[0].comment.place)) from None
    except DoesNotRead:
        raise Refused(problems.no_file()) from None


def _close(comment: Comment, outcome: str) -> None:
    comment.state = Comment.State.CLOSED
    comment.outcome = outcome.strip()[:LONGEST_REASON]
    comment.closed_at = timezone.now()
    comment.save()
