"""Every question to the procedures that is more than one row by its key."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from renkei.desk.accounts.roles import Role
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.periods import holding_on
from renkei.desk.procedures.case import ActRecord, Case, NumberUse, PartyRef
from renkei.desk.procedures.dues import Due, due, dues_of, term_dues
from renkei.desk.procedures.models import Act, Batch, Evidence, Procedure
from renkei.desk.procedures.progress import Progress, progress
from renkei.desk.region.models import Membership, Municipality, Region
from renkei.desk.region.schemes import SCHEMES, Kind, Step

#: How far ahead the page of what is due looks.
AHEAD = 60


# ---- from rows to the case the rules know ----------------------------------------------------------


def key_of(party: Party) -> str:
    """How the rules call a party: the code of its municipality, or company-2 by its place."""
    return party.municipality_id or f"company-{party.order}"


def parties_of(procedure: Procedure) -> list[Party]:
    """The parties in their order, with their municipalities."""
    return sorted(procedure.agreement.parties.all(), key=lambda party: party.order)


def acts_of(procedure: Procedure) -> list[Act]:
    """The acts in the order in which they were recorded: the order of ``case_of(…).acts``."""
    return sorted(procedure.acts.all(), key=lambda act: act.pk)


def case_of(procedure: Procedure) -> Case:
    """The procedure as the rules see it. Three queries, or none after :func:`with_acts`."""
    parties = parties_of(procedure)
    keys = {party.pk: key_of(party) for party in parties}
    return Case(
        scheme=procedure.agreement.scheme,
        kind=Kind(procedure.kind),
        parties=tuple(_party(party) for party in parties),
        acts=tuple(record_of(act, keys) for act in acts_of(procedure)),
        effective=procedure.effective,
        opened=procedure.opened_on,
        text_sha256=procedure.text_sha256,
        notice_years=procedure.notice_years,
        past=procedure.past,
        notifier=keys.get(procedure.notifier_id or 0, ""),
        withdrawn_on=procedure.withdrawn_on,
    )


def _party(party: Party) -> PartyRef:
    place = party.municipality
    return PartyRef(
        key=key_of(party),
        name=place.name if place else party.name,
        designation=party.designation,
        kind=place.kind if place else "company",
        prefecture=place.prefecture if place else "",
    )


def record_of(act: Act, keys: dict[int, str]) -> ActRecord:
    """One act as the rules see it; ``keys`` are those of the parties by their row."""
    return ActRecord(
        step=Step(act.step),
        party=keys[act.party_id] if act.party_id else "",
        date=act.date,
        round=act.round,
        result=act.result,
        number=act.number,
        addressee=act.addressee,
        document_sha256=act.text_sha256,
        withdrawn=act.withdrawn,
        confirmed=act.confirmed,
        confirmed_by=tuple(act.confirmed_by),
    )


def with_acts(rows: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Procedures with all that ``case_of`` needs, however many, in three queries; without texts."""
    return (
        rows.select_related("agreement", "region", "batch")
        .defer("text", "reason")
        .prefetch_related(Prefetch("agreement__parties", _placed()))
        .prefetch_related(Prefetch("acts", Act.objects.order_by("pk")))
    )


def _placed() -> QuerySet[Party]:
    return Party.objects.select_related("municipality", "post").order_by("order")


def numbers_used(municipality: Municipality, year: int, apart: Procedure) -> list[NumberUse]:
    """The numbers of public notices of a municipality in a calendar year, in other procedures."""
    rows = Act.objects.filter(
        party__municipality=municipality, step=Step.PUBLISH, date__year=year, withdrawn=False
    ).exclude(procedure=apart)
    numbers = rows.exclude(number="").values_list("number", flat=True)
    return [NumberUse(municipality.code, year, number) for number in numbers]


# ---- who sees what ---------------------------------------------------------------------------------


def visible_to(actor: Actor) -> Q:
    """Which procedures somebody may open, with their texts, evidence and papers: those of agreements
    their municipality is a party of, and those of a region they are the secretariat of."""
    if actor.at_machine:
        return Q()
    if actor.person is None:
        return Q(pk__in=())
    offices = [slug for role, slug in actor.grants if role is Role.SECRETARIAT]
    parties = Party.objects.filter(municipality__in=actor.codes).values("agreement")
    return Q(agreement__in=parties) | Q(region__slug__in=offices)


def followed_by(actor: Actor, on: datetime.date | None = None) -> Q:
    """Of which procedures somebody may see how far they are: also those of the other members of their
    region, who carry out the same matter. What is agreed with another partner is not shown."""
    day = on or timezone.localdate()
    member = Membership.objects.filter(holding_on(day), municipality__in=actor.codes)
    return visible_to(actor) | Q(region__in=member.values("region"))


def procedures_for(actor: Actor) -> QuerySet[Procedure]:
    """The procedures somebody may see, newest first, without texts and acts: the cached stage says
    how far each is (:func:`renkei.desk.procedures.stage.said_on`)."""
    return (
        Procedure.objects.filter(visible_to(actor))
        .select_related("agreement", "region", "batch")
        .defer("text", "reason")
    )


def procedure_for(actor: Actor, key: int) -> Procedure:
    """One procedure with its parties, acts and their papers (without content).

    Procedure.DoesNotExist for one that is not there, or not for this reader.
    """
    papers = Evidence.objects.defer("content").order_by("pk")
    acts = (
        Act.objects.select_related("post", "recorded_by", "recorded_for")
        .prefetch_related(Prefetch("evidence", papers))
        .order_by("pk")
    )
    return (
        Procedure.objects.filter(visible_to(actor))
        .select_related("agreement", "region", "batch", "notifier")
        .defer("text")
        .prefetch_related(Prefetch("agreement__parties", _placed()))
        .prefetch_related(Prefetch("acts", acts))
        .annotate(**_talked())
        .get(pk=key)
    )


def _talked() -> dict[str, Subquery]:
    """How much was said in the negotiation of each procedure (renkei.desk.negotiation), as columns."""
    counts = {
        "comments": Count("comments", distinct=True),
        "open": Count("comments", distinct=True, filter=Q(comments__state="open")),
    }
    for name, state in (("waiting", "open"), ("agreed", "agreed"), ("taken", "taken")):
        of = Q(comments__proposals__state=state)
        counts[name] = Count("comments__proposals", distinct=True, filter=of)
    rows = Procedure.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    return {
        f"talks_{name}": Subquery(rows.annotate(n=count).values("n"))
        for name, count in counts.items()
    }


def evidence_for(actor: Actor, key: int) -> Evidence:
    """One paper with its content; Evidence.DoesNotExist for one that is not for this reader."""
    seen = Procedure.objects.filter(visible_to(actor)).values("pk")
    rows = Evidence.objects.select_related("act__procedure__agreement")
    return rows.get(pk=key, act__procedure__in=seen)


def text_of(actor: Actor, key: int) -> Procedure:
    """One procedure with the text on its table; Procedure.DoesNotExist as above."""
    rows = Procedure.objects.filter(visible_to(actor)).select_related("agreement", "region")
    return rows.get(pk=key)


# ---- the board of several agreements ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement of a board: its procedure and where it stands."""

    procedure: Procedure
    parties: tuple[Party, ...]
    case: Case
    progress: Progress
    dues: tuple[Due, ...]


def batches_for(actor: Actor) -> QuerySet[Batch]:
    """The matters over several agreements that somebody may see, newest first."""
    seen = Procedure.objects.filter(followed_by(actor)).values("batch")
    return Batch.objects.filter(pk__in=seen).select_related("region")


def board(
    batch: Batch,
    on: datetime.date | None = None,
    actor: Actor | None = None,
    *,
    followed: bool = False,
) -> list[Row]:
    """All procedures of a matter with their progress on a day, in the order of the partners.

    Three queries, whatever their number. ``actor`` leaves out what that reader may not open, or with
    ``followed`` what they may not even follow.
    """
    rows = Procedure.objects.filter(batch=batch)
    if actor is not None:
        rows = rows.filter(followed_by(actor) if followed else visible_to(actor))
    return rows_of(
        with_acts(rows.order_by(code_of_partner("agreement"), "agreement__title", "pk")), on
    )


def code_of_partner(agreement: str) -> Subquery:
    """団体コード of the first partner, in whose order offices list municipalities; ``agreement`` names the
    column with the key of the agreement."""
    partners = Party.objects.filter(agreement=OuterRef(agreement), order__gt=1)
    return Subquery(partners.order_by("order").values("municipality")[:1])


def rows_of(procedures: Iterable[Procedure], on: datetime.date | None = None) -> list[Row]:
    """Where each procedure stands on a day; give them :func:`with_acts`."""
    day = on or timezone.localdate()
    rows = []
    for procedure in procedures:
        case = case_of(procedure)
        state = progress(case, day)
        rows.append(Row(procedure, tuple(parties_of(procedure)), case, state, dues_of(state)))
    return rows


# ---- what is due -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due, with the rows it is about. ``procedure`` is None for the end of a term."""

    due: Due
    agreement: Agreement
    procedure: Procedure | None
    #: Whose it is; None for all together.
    party: Party | None

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.due.overdue


def dues_for(
    actor: Actor,
    *,
    municipality: Municipality | None = None,
    region: Region | None = None,
    posts: Sequence[int] = (),
    on: datetime.date | None = None,
    days: int = AHEAD,
) -> list[DueItem]:
    """What is due until so many days from now, overdue things included, the earliest first.

    For one municipality (its own steps and the joint ones), for posts (the agreements they look after,
    and those steps), for a region, or for everything the reader may see. Acts are read only of the
    procedures whose next day, kept by every operation, lies in the time asked about: at most six
    queries at any size of the register.
    """
    day = on or timezone.localdate()
    until = day + datetime.timedelta(days=days)
    mine = _parties(municipality, posts)
    rows = Procedure.objects.filter(visible_to(actor), next_due__lte=until)
    rows = rows.exclude(state=Procedure.State.WITHDRAWN)
    rows = rows.exclude(state=Procedure.State.DONE, next_due__lt=day)
    terms = _terms(actor, day, until)
    if mine is not None:
        rows = rows.filter(agreement__in=mine.values("agreement"))
        terms = terms.filter(pk__in=mine.values("agreement"))
    if region is not None:
        rows, terms = rows.filter(region=region), terms.filter(region=region)
    wanted = None if mine is None else set(mine.values_list("pk", flat=True))
    items = [
        DueItem(found, procedure.agreement, procedure, party)
        for procedure in with_acts(rows)
        for found in due(case_of(procedure), day)
        if found.on <= until
        for party in (_whose(procedure, found),)
        if party is None or wanted is None or party.pk in wanted
    ]
    items += [
        DueItem(found, agreement, None, None)
        for agreement in terms
        if agreement.scheme in SCHEMES and agreement.term_ends is not None
        for found in term_dues(agreement.scheme, agreement.term_ends, day)
        if found.on <= until
    ]
    return sorted(items, key=lambda item: (item.due.on, item.agreement.title))


def _parties(municipality: Municipality | None, posts: Sequence[int]) -> QuerySet[Party] | None:
    """The parties whose steps are asked for; None for everybody's."""
    if municipality is None and not posts:
        return None
    rows = Party.objects.all()
    if municipality is not None:
        rows = rows.filter(municipality=municipality)
    return rows.filter(post__in=posts) if posts else rows


def _whose(procedure: Procedure, found: Due) -> Party | None:
    return next((p for p in parties_of(procedure) if key_of(p) == found.party), None)


def _terms(actor: Actor, day: datetime.date, until: datetime.date) -> QuerySet[Agreement]:
    """Agreements whose fixed term ends soon enough to be renewed, that the reader has to do with."""
    talks = max(law.house.renew_before_end for law in SCHEMES.values())
    rows = Agreement.objects.filter(
        status=Agreement.Status.CONCLUDED,
        ended_on=None,
        term_ends__gte=day,
        term_ends__lte=until + datetime.timedelta(days=talks),
    )
    if actor.at_machine:
        return rows
    if actor.person is None:
        return rows.none()
    offices = [slug for role, slug in actor.grants if role is Role.SECRETARIAT]
    parties = Party.objects.filter(municipality__in=actor.codes).values("agreement")
    return rows.filter(Q(pk__in=parties) | Q(region__slug__in=offices))
