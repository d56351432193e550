"""Every write about invitations (招待): how somebody comes to have an account.

The secret goes into one address, is shown once and handed over by any way; kept is its digest only.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from renkei.desk.accounts.models import Grant, Holding, Invitation, Person, Post
from renkei.desk.accounts.operations import of_municipality
from renkei.desk.accounts.roles import Role
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, operation
from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Municipality

#: How long an invitation waits, in days.
DAYS = 14


@dataclass(frozen=True)
class Invited:
    """An invitation and its secret, which nobody can look up afterwards."""

    invitation: Invitation
    secret: str


class InvalidInvitation(Exception):
    """No invitation waits under this secret: never given, taken, revoked or expired."""


def digest_of(secret: str) -> str:
    """What is kept of a secret. It has 256 bits of chance, so that a plain digest is enough."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def waiting(secret: str) -> Invitation:
    """The invitation that waits under a secret. Raises InvalidInvitation."""
    found = (
        Invitation.objects.select_related("municipality", "post")
        .filter(secret_sha256=digest_of(secret), taken_by=None, expires_at__gt=timezone.now())
        .first()
    )
    if found is None:
        raise InvalidInvitation
    return found


def invite(
    actor: Actor,
    municipality: Municipality,
    *,
    name: str,
    roles: Collection[Role],
    post: Post | None = None,
    days: int = DAYS,
) -> Invited:
    """招待: ask somebody to make an account, with the roles and the post that wait for them.

    Raises Refused for a role of a region, a post of elsewhere, and a time of less than a day.
    """
    secret = secrets.token_urlsafe(32)
    expires = timezone.now() + datetime.timedelta(days=days)
    invitation = _invite(
        actor, municipality, name, roles, post, expires=expires, secret_sha256=digest_of(secret)
    )
    return Invited(invitation, secret)


@operation("accounts.invite", ja="招待する", en="Invite somebody", concerns=of_municipality)
def _invite(
    actor: Actor,
    municipality: Municipality,
    name: str,
    roles: Collection[Role],
    post: Post | None,
    *,
    expires: datetime.datetime,
    secret_sha256: str,
) -> Invitation:
    problems = []
    if any(role.of_region for role in roles):
        problems.append(
            Problem(
                "accounts.place_of_role",
                "圏域の役割は、招待では付与できません。",
                "Roles of a region cannot be given by an invitation.",
                field="roles",
            )
        )
    if post is not None and post.municipality_id != municipality.pk:
        problems.append(
            Problem(
                "accounts.post_elsewhere",
                f"「{post}」は{municipality}の担当ではありません。",
                f"“{post}” is no post of {municipality}.",
                field="post",
            )
        )
    if expires <= timezone.now():
        problems.append(
            Problem(
                "accounts.expired", "期限が過去です。", "The time is over already.", field="days"
            )
        )
    if problems:
        raise Refused(*problems)
    invitation = Invitation(
        secret_sha256=secret_sha256,
        name=name,
        municipality=municipality,
        roles=sorted((role.value for role in roles), key=list(Role).index),
        post=post,
        invited_by=actor.person,
        expires_at=expires,
    )
    invitation.full_clean(exclude=["invited_by", "taken_by"])
    invitation.save()
    return invitation


def of_invitation(call: Mapping[str, Any]) -> Concern:
    """An invitation, on the side of the municipality that made it."""
    invitation: Invitation = call["invitation"]
    return Concern(municipalities=(invitation.municipality,), subject=invitation)


@operation(
    "accounts.revoke_invitation",
    ja="招待を取り消す",
    en="Revoke an invitation",
    concerns=of_invitation,
)
def revoke_invitation(actor: Actor, invitation: Invitation) -> None:
    """招待の取消し: its address leads nowhere any more. Refused once it was taken."""
    if invitation.taken_by_id is not None:
        raise Refused(
            Problem(
                "accounts.taken",
                "この招待は既に受けられています。",
                "The invitation has been taken already.",
                remedy_ja="利用者の画面で、役割を取り消すか利用を停止してください。",
                remedy_en="Revoke the roles or suspend the person instead.",
            )
        )
    invitation.delete()


def take(secret: str, *, username: str, password: str) -> Person:
    """招待を受ける: whoever has the secret makes their account; nobody is signed in yet.

    Raises InvalidInvitation, and django.core.exceptions.ValidationError for a name or a password.
    """
    invitation = waiting(secret)
    return _take(bearer(invitation), invitation, None, username, password)


def take_as(secret: str, person: Person) -> Person:
    """The same by somebody who has an account: the roles and the post come to it."""
    invitation = waiting(secret)
    return _take(bearer(invitation), invitation, person, "", "")


def bearer(invitation: Invitation) -> Actor:
    """Who holds a secret that was found good: acts by the right of the invitation, for this only."""
    return Actor(
        f"招待を受けた者 {invitation.name}",
        municipality=invitation.municipality,
        at_machine=True,
    )


@operation(
    "accounts.take_invitation",
    ja="招待を受ける",
    en="Take an invitation",
    concerns=of_invitation,
)
def _take(
    actor: Actor, invitation: Invitation, person: Person | None, username: str, password: str
) -> Person:
    invitation = locked(invitation)
    if invitation.taken_by_id is not None:  # somebody was faster
        raise InvalidInvitation
    place, today = invitation.municipality, timezone.localdate()
    if person is None:
        office = " ".join(part for part in (place.name, str(invitation.post or "")) if part)
        person = Person(
            username=Person.written(username),
            name=invitation.name,
            office=office,
            municipality=place,
        )
        validate_password(password, person)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
    held = Grant.objects.filter(holding_on(today), person=person, municipality=place)
    known = set(held.values_list("role", flat=True))
    for role in invitation.roles:
        if role not in known:
            Grant.objects.create(person=person, role=role, municipality=place, since=today)
    post = invitation.post
    if post is not None and not Holding.on(today).filter(person=person, post=post).exists():
        Holding.objects.create(person=person, post=post, since=today)
    invitation.taken_by = person
    invitation.save(update_fields=["taken_by"])
    return person
