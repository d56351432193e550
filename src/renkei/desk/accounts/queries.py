"""Everything pages about people, posts and the hand-over read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from renkei.desk.accounts.models import Grant, Holding, Invitation, Person, Post
from renkei.desk.accounts.permissions import table
from renkei.desk.accounts.roles import Role
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.models import Entry
from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Municipality, Region

#: How many entries of the journal a page of hand-over shows.
RECENT = 10


def administers(actor: Actor, municipality: Municipality) -> bool:
    """Whether the actor looks after the people and posts of a municipality."""
    return actor.has(Role.ADMINISTRATOR, municipality)


def sees_posts(actor: Actor, municipality: Municipality) -> bool:
    """Whether the actor works for a municipality, and so sees its posts and what is open there."""
    person = actor.person
    if person is None or not person.is_active:
        return False
    home = person.municipality_id == municipality.pk
    return (
        home
        or municipality.pk in actor.codes
        or any(post.municipality_id == municipality.pk for post in actor.posts)
    )


def sees_people(actor: Actor, municipality: Municipality) -> bool:
    """Whether the actor sees who has which role: administrators and auditors."""
    return administers(actor, municipality) or actor.has(Role.AUDITOR, municipality)


def people_of(municipality: Municipality) -> QuerySet[Person]:
    """Everybody a municipality registered, or who has or had a role or post there; with both of today."""
    today = timezone.localdate()
    given = Grant.objects.filter(municipality=municipality).values("person")
    held = Holding.objects.filter(post__municipality=municipality).values("person")
    rows: QuerySet[Person] = (
        Person.objects.filter(Q(municipality=municipality) | Q(pk__in=given) | Q(pk__in=held))
        .prefetch_related(
            Prefetch(
                "grants",
                Grant.on(today).filter(municipality=municipality).order_by("role"),
                to_attr="here",
            ),
            Prefetch(
                "holdings",
                Holding.on(today).filter(post__municipality=municipality).select_related("post"),
                to_attr="held_here",
            ),
        )
        .order_by("-is_active", "username")
    )
    return rows


def grants_of(person: Person, municipality: Municipality | None = None) -> QuerySet[Grant]:
    """Roles of a person, past ones included, the current ones first; at one place or everywhere."""
    rows = Grant.objects.filter(person=person).select_related("municipality", "region")
    if municipality is not None:
        rows = rows.filter(municipality=municipality)
    return rows.order_by("until", "role", "pk")


def holdings_of(person: Person, municipality: Municipality | None = None) -> QuerySet[Holding]:
    """Posts a person holds and held."""
    rows = Holding.objects.filter(person=person).select_related("post__municipality")
    if municipality is not None:
        rows = rows.filter(post__municipality=municipality)
    return rows.order_by("-since", "pk")


def grants_in_region(region: Region) -> QuerySet[Grant]:
    """Who has, or will have, a role for a region."""
    today = timezone.localdate()
    return (
        Grant.objects.filter(Q(until=None) | Q(until__gte=today), region=region)
        .select_related("person", "region")
        .order_by("role", "person__username")
    )


def invitations_of(municipality: Municipality) -> QuerySet[Invitation]:
    """Invitations of a municipality that wait, expired ones included."""
    return (
        Invitation.objects.filter(municipality=municipality, taken_by=None)
        .select_related("post", "invited_by")
        .order_by("expires_at")
    )


def posts_of(municipality: Municipality, day: datetime.date | None = None) -> QuerySet[Post]:
    """Posts of a municipality that there are on a day (today), with who holds them then."""
    on = day or timezone.localdate()
    holders = Holding.on(on).select_related("person").order_by("since", "pk")
    rows: QuerySet[Post] = Post.on(on).filter(municipality=municipality)
    return rows.prefetch_related(Prefetch("holdings", holders, to_attr="held")).annotate(
        looked_after=Count("parties", distinct=True)
    )


def active_people(municipality: Municipality) -> list[Person]:
    """Who can take a post over: active, and registered by the municipality or with a role there."""
    today = timezone.localdate()
    given = Grant.objects.filter(holding_on(today), municipality=municipality).values("person")
    rows = Person.objects.filter(Q(municipality=municipality) | Q(pk__in=given), is_active=True)
    return list(rows.order_by("office", "name", "username"))


@dataclass(frozen=True)
class Open:
    """What is open of a post: everything its next holder has to know."""

    parties: list[Any]
    procedures: list[Any]
    waiting: list[tuple[Person, int]]
    entries: list[Entry]


def open_of(post: Post, holders: Iterable[Person]) -> Open:
    """Agreements the post looks after, procedures under way, files waiting, what was done lately.

    Of files that wait only the number: nobody but their person sees them.
    """
    procedures = apps.get_model("procedures", "Procedure")
    intakes = apps.get_model("agreements", "Intake")
    parties = list(
        post.parties.select_related("agreement").order_by("agreement__title", "agreement_id")
    )
    under_way = (
        procedures.objects.filter(
            state="open", agreement__in=[party.agreement_id for party in parties]
        )
        .select_related("agreement")
        .defer("text")
        .order_by("next_due", "opened_on")
    )
    people = list(holders)
    counted = dict(
        intakes.objects.filter(person__in=people, expires_at__gt=timezone.now())
        .values_list("person")
        .annotate(n=Count("pk"))
    )
    done = Entry.objects.filter(municipality=post.municipality_id, post=str(post)[:200])
    # What people do about what is theirs alone (their files waiting, their password) is left out.
    done = done.exclude(operation__in=[name for name, row in table().items() if row.person])
    return Open(
        parties,
        sorted(under_way, key=lambda one: one.next_due or datetime.date.max),
        [(person, counted[person.pk]) for person in people if person.pk in counted],
        list(done.defer("body").order_by("-at")[:RECENT]),
    )
