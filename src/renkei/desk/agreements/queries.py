"""Every question to the register that is more than one row by its key."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.models import Agreement, Expression, Intake

Reader = Person | AnonymousUser


def readable_by(reader: Reader) -> Q:
    """Which agreements somebody may read: public ones, and what they took in themselves."""
    allowed = Q(public=True)
    if isinstance(reader, Person):
        allowed |= Q(owner=reader)
    return allowed


def agreements_for(reader: Reader) -> QuerySet[Agreement]:
    """The register as this reader sees it, each with its versions (without their texts)."""
    versions = Expression.objects.defer("source", "tree")
    return (
        Agreement.objects.filter(readable_by(reader))
        .select_related("owner")
        .prefetch_related(Prefetch("expressions", queryset=versions), "parties")
    )


def current_expression(slug: str, reader: Reader) -> Expression:
    """The newest version of an agreement; Expression.DoesNotExist where this reader sees none."""
    expression = (
        Expression.objects.select_related("agreement", "agreement__owner")
        .defer("source")
        .filter(agreement__slug=slug)
        .filter(
            agreement__in=Agreement.objects.filter(readable_by(reader)).values("pk"),
        )
        .first()
    )
    if expression is None:
        raise Expression.DoesNotExist
    return expression


def waiting_for(person: Person) -> QuerySet[Intake]:
    """Files of this person that wait for a decision, newest first, without their content."""
    return Intake.objects.filter(person=person, expires_at__gt=timezone.now()).defer("source")


def intake_of(token: uuid.UUID, person: Person) -> Intake:
    """One waiting file of this person; Intake.DoesNotExist for anybody else's, or when expired."""
    return Intake.objects.get(token=token, person=person, expires_at__gt=timezone.now())
