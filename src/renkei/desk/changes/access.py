"""Whose a change is, who may see it and who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.db.models import Prefetch, Q
from django.http import Http404

from renkei.desk.accounts.permissions import permission
from renkei.desk.accounts.roles import Role
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.changes.models import Change
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import OPERATIONS, Concern, NotPermitted, permitted


def concern_of(agreement: Agreement, subject: Change | None = None) -> Concern:
    """A change of an agreement is a matter of all its parties, and of the secretariat."""
    parties = agreement.parties.all()
    if "parties" not in getattr(agreement, "_prefetched_objects_cache", {}):
        parties = parties.select_related("municipality")
    places = tuple({p.municipality: None for p in parties if p.municipality is not None})
    return Concern(region=agreement.region, municipalities=places, subject=subject)


def of_agreement(call: Mapping[str, Any]) -> Concern:
    """An agreement on which a change is opened."""
    return concern_of(call["agreement"])


def of_change(call: Mapping[str, Any]) -> Concern:
    """A change that is there."""
    change: Change = call["change"]
    return concern_of(change.agreement, change)


def visible_to(actor: Actor) -> Q:
    """Which changes somebody sees: those of agreements to which one's municipality is a party, and all
    of the region for its secretariat. A change is not public before it is in procedure."""
    if actor.at_machine:
        return Q()
    mine = Party.objects.filter(municipality__in=actor.codes).values("agreement")
    offices = {place for role, place in actor.grants if role is Role.SECRETARIAT}
    return Q(agreement__in=mine) | Q(region__slug__in=offices)


def change_or_404(actor: Actor, pk: int) -> Change:
    """One change as far as this person sees it."""
    parties = Party.objects.select_related("municipality", "post__municipality").order_by("order")
    rows = Change.objects.filter(visible_to(actor), pk=pk).prefetch_related(
        Prefetch("agreement__parties", parties)
    )
    found = (
        rows.select_related(
            "agreement__region", "region", "leader", "base", "post__municipality", "procedure"
        )
        .defer("base__source", "procedure__text")
        .first()
    )
    if found is None:
        raise Http404
    return found


def may(actor: Actor, name: str, change: Change) -> bool:
    """Whether the actor may do this to the change."""
    return permitted(actor, f"changes.{name}", concern_of(change.agreement, change))


def must(actor: Actor, name: str, change: Change) -> None:
    """The same; NotPermitted with whose it is."""
    if not may(actor, name, change):
        refuse_person(f"changes.{name}")


def must_over(actor: Actor, name: str, agreements: Iterable[Agreement]) -> None:
    """The same of a change that is made on, or over, several agreements: of every one of them."""
    for agreement in agreements:
        if not permitted(actor, f"changes.{name}", concern_of(agreement)):
            refuse_person(f"changes.{name}")


def refuse_person(name: str) -> NoReturn:
    """Raise NotPermitted for an operation."""
    raise NotPermitted(OPERATIONS[name], permission(name))
