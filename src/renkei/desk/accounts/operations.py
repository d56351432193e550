"""Every write about people and their roles. Posts and invitations have modules of their own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from renkei.desk.accounts.hashers import DrawnHasher
from renkei.desk.accounts.models import Grant, Person
from renkei.desk.accounts.roles import Role
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Membership, Municipality, Region


def of_person(call: Mapping[str, Any]) -> Concern:
    """A person, on the side of the municipality that looks after the account.

    Not on the side of every municipality where they have a role: whoever sets a password can sign in
    with it, and would get at the roles given elsewhere.
    """
    person: Person = call["person"]
    home = person.municipality
    return Concern(municipalities=(home,) if home else (), subject=person, person=person)


def of_municipality(call: Mapping[str, Any]) -> Concern:
    """What a municipality does for itself."""
    municipality: Municipality | None = call["municipality"]
    return Concern(municipalities=(municipality,) if municipality else ())


def of_region(call: Mapping[str, Any]) -> Concern:
    """A region, on the side of its centre: 連携中枢都市 or 中心市."""
    return _in_region(call["region"])


def of_grant(call: Mapping[str, Any]) -> Concern:
    """A role that was given: the municipality's, or the region's."""
    given: Grant = call["given"]
    if given.region is not None:
        return _in_region(given.region, given)
    return Concern(
        municipalities=(given.municipality,) if given.municipality else (), subject=given
    )


def _in_region(region: Region, subject: Grant | None = None) -> Concern:
    today = timezone.localdate()
    centres = Municipality.objects.filter(
        holding_on(today, "memberships__"), memberships__region=region, memberships__centre=True
    )
    return Concern(region=region, municipalities=tuple(centres), subject=subject)


@operation(
    "accounts.register",
    ja="利用者を登録する",
    en="Register a person",
    concerns=of_municipality,
)
def register(
    actor: Actor,
    username: str,
    password: str,
    *,
    name: str = "",
    office: str = "",
    municipality: Municipality | None = None,
    drawn: bool = False,
) -> Person:
    """利用者登録: make a person who can sign in; ``municipality`` is the one that registers them.

    ``drawn``: the password was made by chance and long enough that no slow digest has to protect it
    (see :class:`renkei.desk.accounts.hashers.DrawnHasher`).

    Raises django.core.exceptions.ValidationError for a name that is taken or not allowed, and for a
    password that is too weak.
    """
    person = Person(
        username=Person.written(username), name=name, office=office, municipality=municipality
    )
    validate_password(password, person)
    person.password = make_password(password, hasher=DrawnHasher() if drawn else "default")
    person.full_clean(exclude=["password"])
    person.save()
    return person


@operation(
    "accounts.edit_person", ja="氏名・所属を直す", en="Correct name and office", concerns=of_person
)
def edit_person(actor: Actor, person: Person, *, name: str, office: str, email: str = "") -> Person:
    """氏名、所属、メールアドレス: the journal keeps what they were.

    Raises django.core.exceptions.ValidationError and Stale.
    """
    person.name, person.office, person.email = name, office, email
    person.full_clean(exclude=["password"])
    person.save()
    return person


@operation(
    "accounts.set_password", ja="パスワードを設定する", en="Set a password", concerns=of_person
)
def set_password(actor: Actor, person: Person, password: str) -> None:
    """Give a person a new password; sessions with the old one end.

    Raises django.core.exceptions.ValidationError for a password that is too weak.
    """
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])


@operation(
    "accounts.set_active",
    ja="利用を停止する・再開する",
    en="Suspend or resume a person",
    concerns=of_person,
)
def set_active(actor: Actor, person: Person, active: bool) -> None:
    """利用停止 and its end: whether a person may sign in. What they did and kept stays.

    Refused where it would leave a municipality without an administrator.
    """
    if not active and not actor.at_machine:
        for given in Grant.on(timezone.localdate()).filter(person=person):
            _keep_an_administrator(given)
    person.is_active = active
    person.save(update_fields=["is_active"])


def grant(
    actor: Actor,
    person: Person,
    role: Role,
    *,
    municipality: Municipality | None = None,
    region: Region | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Grant:
    """役割の付与: from a day (today), for a municipality, or for a region. Raises Refused."""
    if (municipality is None) == (region is None) or role.of_region != (region is not None):
        raise Refused(
            Problem(
                "accounts.place_of_role",
                f"役割「{role.ja}」をこの範囲に付与することはできません。",
                f"The role “{role.en}” cannot be held there.",
                field="role",
                remedy_ja="事務局と懇談会委員は圏域に、ほかの役割は団体に付与してください。",
                remedy_en="Secretariat and panel member go with a region, the others with a municipality.",
            )
        )
    if municipality is not None:
        return _grant(actor, person, role, municipality, since=since, until=until)
    assert region is not None
    return _grant_in_region(actor, person, role, region, since=since, until=until)


@operation("accounts.grant", ja="役割を付与する", en="Grant a role", concerns=of_municipality)
def _grant(
    actor: Actor,
    person: Person,
    role: Role,
    municipality: Municipality,
    *,
    since: datetime.date | None,
    until: datetime.date | None,
) -> Grant:
    return _give(Grant(person=person, role=role.value, municipality=municipality), since, until)


@operation(
    "accounts.grant_in_region",
    ja="圏域の役割を付与する",
    en="Grant a role of the region",
    concerns=of_region,
)
def _grant_in_region(
    actor: Actor,
    person: Person,
    role: Role,
    region: Region,
    *,
    since: datetime.date | None,
    until: datetime.date | None,
) -> Grant:
    return _give(Grant(person=person, role=role.value, region=region), since, until)


def _give(row: Grant, since: datetime.date | None, until: datetime.date | None) -> Grant:
    row.since, row.until = since or timezone.localdate(), until
    problems = [*period_problems(row.since, until)]
    same = Grant.objects.filter(
        person=row.person, role=row.role, municipality=row.municipality, region=row.region
    )
    if any(overlaps(other.since, other.until, row.since, until) for other in same):
        problems.append(
            Problem(
                "accounts.held_already",
                "この役割は、その期間に既に付与されています。",
                "The role is held in that time already.",
                field="role",
            )
        )
    if problems:
        raise Refused(*problems)
    row.full_clean()
    row.save()
    return row


def revoke(actor: Actor, given: Grant, until: datetime.date | None = None) -> None:
    """役割の取消し: ``until`` is its last day; without one it ends at once. Raises Refused."""
    (_revoke if given.region is None else _revoke_in_region)(actor, given, until)


@operation("accounts.revoke", ja="役割を取り消す", en="Revoke a role", concerns=of_grant)
def _revoke(actor: Actor, given: Grant, until: datetime.date | None) -> None:
    if not actor.at_machine:
        _keep_an_administrator(given)
    _end(given, until)


@operation(
    "accounts.revoke_in_region",
    ja="圏域の役割を取り消す",
    en="Revoke a role of the region",
    concerns=of_grant,
)
def _revoke_in_region(actor: Actor, given: Grant, until: datetime.date | None) -> None:
    _end(given, until)


def _end(given: Grant, until: datetime.date | None) -> None:
    """Let it end; one that would never have held is taken out, the journal keeps it."""
    last = until or timezone.localdate() - datetime.timedelta(days=1)
    if given.since is not None and last < given.since:
        given.delete()
    else:
        given.ended(last).save()


def _keep_an_administrator(given: Grant) -> None:
    """Refuse to take the last administrator from a municipality: only a command could mend it."""
    if given.role != Role.ADMINISTRATOR or given.municipality is None:
        return
    others = Grant.on(timezone.localdate()).filter(
        role=Role.ADMINISTRATOR, municipality=given.municipality, person__is_active=True
    )
    if not others.exclude(person=given.person_id).exists():
        name = given.municipality.name
        raise Refused(
            Problem(
                "accounts.last_administrator",
                f"{name}の管理者がほかにいないため、停止も取消しもできません。",
                f"{name} has no other administrator, so this cannot be taken away.",
                remedy_ja="先に、ほかの利用者に管理者の役割を付与してください。",
                remedy_en="Make somebody else administrator first.",
            )
        )


def period_problems(since: datetime.date | None, until: datetime.date | None) -> list[Problem]:
    """What is wrong with a period: its end lies before its beginning."""
    if since is None or until is None or since <= until:
        return []
    return [
        Problem(
            "accounts.period",
            "終わりの日が、始まりの日より前です。",
            "The last day is before the first.",
            field="until",
        )
    ]


def overlaps(
    since: datetime.date | None,
    until: datetime.date | None,
    other_since: datetime.date | None,
    other_until: datetime.date | None,
) -> bool:
    """Whether two periods have a day in common; an empty bound is open."""
    first, last = datetime.date.min, datetime.date.max
    return (since or first) <= (other_until or last) and (other_since or first) <= (until or last)


def centres_of(region: Region) -> list[Municipality]:
    """The centre cities of a region today."""
    rows = Membership.on(timezone.localdate()).filter(region=region, centre=True)
    return [row.municipality for row in rows.select_related("municipality")]
