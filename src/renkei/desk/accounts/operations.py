"""Every write about people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from renkei.desk.accounts.models import Grant, Person
from renkei.desk.accounts.roles import Role
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.region.models import Municipality, Region


def of_person(call: Mapping[str, Any]) -> Concern:
    """A person, on the side of every municipality they hold a role for."""
    person: Person = call["person"]
    places = Municipality.objects.filter(grants__person=person).distinct()
    return Concern(municipalities=tuple(places), subject=person, person=person)


@operation(
    "accounts.register",
    ja="利用者を登録する",
    en="Register a person",
    concerns=lambda call: Concern(
        municipalities=(call["municipality"],) if call["municipality"] else ()
    ),
)
def register(
    actor: Actor,
    username: str,
    password: str,
    *,
    name: str = "",
    office: str = "",
    municipality: Municipality | None = None,
) -> Person:
    """利用者登録: make a person who can sign in; ``municipality`` is the one that registers them.

    Raises django.core.exceptions.ValidationError for a name that is taken or not allowed, and for a
    password that is too weak.
    """
    person = Person(username=Person.written(username), name=name, office=office)
    validate_password(password, person)
    person.set_password(password)
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
    """利用停止 and its end: whether a person may sign in. What they did and kept stays."""
    person.is_active = active
    person.save(update_fields=["is_active"])


@operation(
    "accounts.grant",
    ja="役割を付与する",
    en="Grant a role",
    concerns=lambda call: Concern(
        region=call["region"],
        municipalities=(call["municipality"],) if call["municipality"] else (),
    ),
)
def grant(
    actor: Actor,
    person: Person,
    role: Role,
    *,
    municipality: Municipality | None = None,
    region: Region | None = None,
    since: datetime.date | None = None,
) -> Grant:
    """役割の付与: from a day (today), for a municipality, or for a region."""
    row = Grant(
        person=person,
        role=role.value,
        municipality=municipality,
        region=region,
        since=since or timezone.localdate(),
    )
    row.full_clean()
    row.save()
    return row
