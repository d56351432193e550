"""Every question to the changes that is more than one row by its key."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.db.models import (
    Count,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)

from renkei.desk.accounts.models import Post
from renkei.desk.accounts.permissions import permission
from renkei.desk.agreements.models import Agreement, AnnexRow, ModelText, Party
from renkei.desk.changes.access import visible_to
from renkei.desk.changes.models import Change, Misfit, Wording
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.queries import code_of_partner

#: Lines of the list on one page.
A_PAGE = 30


def changes_seen(actor: Actor, state: str = "") -> QuerySet[Change]:
    """The changes somebody sees, the newest first, those made from another under that one only."""
    rows = Change.objects.filter(visible_to(actor), leader=None)
    if state in Change.State.values:
        rows = rows.filter(state=state)
    others = Change.objects.filter(leader=OuterRef("pk")).exclude(fit=Change.Fit.LEFT_OUT)
    waiting = Misfit.objects.filter(change__leader=OuterRef("pk"), decision="")
    return (
        rows.select_related("agreement", "region", "post__municipality")
        .defer("text", "reason")
        .annotate(others=_count(others), waiting=_count(waiting))
        .order_by("-recorded_at", "-pk")
    )


def _count(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are, for a column of a list."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Subquery(counted.values("n"))


def openable(actor: Actor) -> list[Agreement]:
    """The concluded agreements on which somebody may open a change."""
    rows = Agreement.objects.filter(_open_to(actor), status=Agreement.Status.CONCLUDED)
    return list(rows.select_related("region").order_by("region", code_of_partner("pk"), "title"))


def _open_to(actor: Actor) -> Q:
    """Which agreements somebody may change; who may open a change may also apply one."""
    if actor.at_machine:
        return Q()
    row = permission("changes.open")
    places = [place for role, place in actor.grants if role in row.own]
    offices = [place for role, place in actor.grants if role in row.region]
    mine = Party.objects.filter(municipality__in=places).values("agreement")
    return Q(pk__in=mine) | Q(region__slug__in=offices)


def of_agreement(agreement: Agreement) -> list[Change]:
    """The changes under way of an agreement."""
    rows = Change.objects.filter(agreement=agreement).exclude(state=Change.State.DROPPED)
    return list(rows.defer("text", "reason"))


def rivals_of(change: Change) -> list[Change]:
    """The other changes under way that start from the same wording, with their texts."""
    rows = Change.objects.filter(agreement=change.agreement_id, base=change.base_id)
    return list(rows.exclude(pk=change.pk).exclude(state=Change.State.DROPPED).order_by("pk"))


def followers_of(leader: Change, actor: Actor) -> list[Change]:
    """The changes made from one that somebody sees, with their misfits, in the order of their partners'
    codes. The misfits of all of them, and its own, are one question."""
    rows = leader.followers.filter(visible_to(actor)).select_related("agreement", "procedure")
    found = list(rows.order_by(code_of_partner("agreement"), "pk"))
    misfits = Prefetch("misfits", Misfit.objects.order_by("number"))
    prefetch_related_objects([leader, *found], misfits)
    return found


def behind(leader: Change, followers: list[Change]) -> set[int]:
    """The changes made from one before its text was edited for the last time: they do not say it yet."""
    if not followers:
        return set()
    last = leader.wordings.aggregate(last=Max("recorded_at"))["last"]
    return {row.pk for row in followers if row.open and last and row.recorded_at < last}


def others_of(leader: Change, actor: Actor) -> list[Agreement]:
    """The agreements of the region to which somebody can apply a change."""
    if leader.region_id is None:
        return []
    rows = Agreement.objects.filter(
        region=leader.region_id,
        status=Agreement.Status.CONCLUDED,
        kind=leader.agreement.kind,
        scheme=leader.agreement.scheme,
    )
    rows = (
        rows.filter(_open_to(actor))
        .exclude(pk=leader.agreement_id)
        .exclude(pk__in=leader.followers.filter(state=Change.State.SENT).values("agreement"))
    )
    return list(rows.order_by(code_of_partner("pk"), "title"))


def wordings_of(change: Change) -> list[Wording]:
    """The versions of the target text, the newest first, without their texts."""
    return list(change.wordings.defer("text").select_related("recorded_by"))


def posts_of(agreement: Agreement) -> list[Post]:
    """The posts of the parties that look after the agreement or could."""
    from django.utils import timezone

    codes = Party.objects.filter(agreement=agreement).values("municipality")
    rows = Post.on(timezone.localdate()).filter(municipality__in=codes)
    return list(rows.select_related("municipality"))


def going_on(agreement: Agreement) -> list[Procedure]:
    """Procedures of the agreement that are open, without their texts."""
    rows = agreement.procedures.filter(state=Procedure.State.OPEN, past=False)
    return list(rows.defer("text", "reason").order_by("next_due", "pk"))


def rows_alike(change: Change, names: list[str]) -> dict[str, list[tuple[str, str, int]]]:
    """Rows of the same name in the other agreements of the region in force: name to (title, digest,
    key of the agreement)."""
    if change.region_id is None or not names:
        return {}
    rows = (
        AnnexRow.objects.filter(
            expression__agreement__region=change.region_id,
            expression__agreement__status=Agreement.Status.CONCLUDED,
            expression__valid_until=None,
            name__in=names,
        )
        .order_by("expression__agreement__title")
        .values_list("name", "expression__agreement__title", "digest", "expression__agreement")
    )
    found: dict[str, list[tuple[str, str, int]]] = {}
    for name, title, digest, key in rows:
        found.setdefault(name, []).append((title, digest, key))
    return found


def model_steps(change: Change) -> list[tuple[ModelText, ModelText]]:
    """The model texts of the region, each newer version with the one before it; the newest first."""
    if change.region_id is None:
        return []
    rows = list(ModelText.objects.filter(region=change.region_id).order_by("name", "version"))
    steps = [(old, new) for old, new in pairwise(rows) if old.name == new.name]
    return steps[::-1]
