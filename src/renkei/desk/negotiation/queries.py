"""Every question to the negotiations that is more than one row by its key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet

from renkei.desk.agreements.models import Party
from renkei.desk.journal.actor import Actor
from renkei.desk.negotiation.models import Answer, Comment, LaidText, Proposal, Reply
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.queries import visible_to

Row = TypeVar("Row", Reply, Proposal, Answer)
_SPEAKERS = ("party__municipality", "post", "person", "sheet")


def _said(rows: QuerySet[Row]) -> QuerySet[Row]:
    return rows.select_related(*_SPEAKERS).defer("sheet__content").order_by("pk")


def procedure_for(actor: Actor, key: int) -> Procedure:
    """One procedure with its text, parties and acts; Procedure.DoesNotExist for what is not there, or
    not for this reader. Three queries."""
    placed = Party.objects.select_related("municipality", "post").order_by("order")
    found: Procedure = (
        Procedure.objects.filter(visible_to(actor))
        .select_related("agreement", "region", "batch")
        .prefetch_related(Prefetch("agreement__parties", placed))
        .prefetch_related(Prefetch("acts", Act.objects.order_by("pk")))
        .get(pk=key)
    )
    return found


def comments_of(procedure: Procedure, key: int | None = None) -> list[Comment]:
    """What was said of a procedure's texts, in the order it was said, with all that belongs to it.

    Four queries, whatever its length; the texts themselves are not read.
    """
    proposals = (
        _said(Proposal.objects.all())
        .select_related("taken", "text", *_SPEAKERS)
        .defer("taken__content", "text__content", "sheet__content")
        .prefetch_related(Prefetch("answers", _said(Answer.objects.all())))
    )
    rows = (
        Comment.objects.filter(procedure=procedure)
        .select_related("text", *_SPEAKERS)
        .defer("text__content", "sheet__content")
        .prefetch_related(
            Prefetch("replies", _said(Reply.objects.all())), Prefetch("proposals", proposals)
        )
        .order_by("pk")
    )
    return list(rows if key is None else rows.filter(pk=key))


def agreed_of(procedure: Procedure) -> list[Proposal]:
    """The proposals that all parties agreed to and that are not in the text yet."""
    rows = Proposal.objects.filter(comment__procedure=procedure, state=Proposal.State.AGREED)
    return list(rows.select_related("comment", "text", *_SPEAKERS).order_by("pk"))


def texts_of(procedure: Procedure, keys: Iterable[int]) -> dict[int, LaidText]:
    """Texts that lay on the table, with their content, by their keys."""
    return {row.pk: row for row in LaidText.objects.filter(procedure=procedure, pk__in=set(keys))}


def number_of(procedure: Procedure) -> int | None:
    """第何案 the text on the table is, if it was spoken of."""
    rows = LaidText.objects.filter(procedure=procedure, sha256=procedure.text_sha256)
    return rows.values_list("number", flat=True).first()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was said of a procedure, and how much of it waits."""

    comments: int = 0
    open: int = 0
    waiting: int = 0
    agreed: int = 0
    taken: int = 0


def counts_of(procedure: Procedure) -> Counts:
    """The counts of a procedure as procedures.queries.procedure_for reads it, in the same question."""
    names = Counts.__dataclass_fields__
    return Counts(**{name: getattr(procedure, f"talks_{name}", 0) or 0 for name in names})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A procedure in which something that was said waits."""

    procedure: Procedure
    open: int
    #: Proposals that the reader's own side has not answered
    to_answer: int
    agreed: int

    @property
    def partners(self) -> str:
        """Who the agreement is between."""
        return "・".join(party.name for party in self.procedure.agreement.parties.all())


def waiting_for(actor: Actor) -> list[Waiting]:
    """Procedures under way with open comments, of the reader's municipality or of the region whose
    secretariat they are. Two queries."""
    if actor.person is None:
        return []
    answered = Answer.objects.filter(party__municipality__in=actor.codes).values("proposal")
    unsettled = Q(comments__proposals__state=Proposal.State.OPEN)
    mine = Q(agreement__parties__municipality__in=actor.codes)
    rows = (
        Procedure.objects.filter(visible_to(actor), state=Procedure.State.OPEN)
        .filter(comments__state=Comment.State.OPEN)
        .select_related("agreement")
        .only("name", "agreement__title", "agreement__slug", "opened_on")
        .prefetch_related("agreement__parties")
        .annotate(
            open_comments=Count(
                "comments", distinct=True, filter=Q(comments__state=Comment.State.OPEN)
            ),
            to_answer=Count(
                "comments__proposals",
                distinct=True,
                filter=unsettled & mine & ~Q(comments__proposals__in=answered),
            ),
            agreed_proposals=Count(
                "comments__proposals",
                distinct=True,
                filter=Q(comments__proposals__state=Proposal.State.AGREED),
            ),
        )
        .order_by("-opened_on", "pk")
    )
    return [
        Waiting(row, row.open_comments, row.to_answer, row.agreed_proposals) for row in rows[:50]
    ]
