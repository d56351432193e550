"""Every write to the register. Views, the demonstration and commands all come through here."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.models import Agreement, Expression, Intake
from renkei.desk.agreements.reading import Reading, digest, read_file, to_tree

#: Shown where a text has no 題名.
UNTITLED = "（題名なし）"


class TooManyWaiting(Exception):
    """More files are waiting for a decision than one person may have waiting."""


class AlreadyHeld(Exception):
    """The same file is in the register already; ``agreement`` is where."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(agreement.slug)
        self.agreement = agreement


@transaction.atomic
def receive(person: Person, data: bytes, *, filename: str = "", profile: str = "") -> Intake:
    """受付: hold a file that can be read until its person decides.

    Raises renkei.instrument.model.Refusal for what is not a text, and TooManyWaiting.
    """
    read_file(data, filename, profile)
    clear_expired()
    if Intake.objects.filter(person=person).count() >= settings.INTAKE_COUNT:
        raise TooManyWaiting
    expires = timezone.now() + datetime.timedelta(hours=settings.INTAKE_HOURS)
    return Intake.objects.create(
        person=person, source=data, filename=filename, profile=profile, expires_at=expires
    )


@transaction.atomic
def read_as(person: Person, intake: Intake, profile: str) -> Intake:
    """Read a waiting file by another layout (様式); "" detects it."""
    _must_be_own(person, intake)
    read_file(bytes(intake.source), intake.filename, profile)
    intake.profile = profile
    intake.save(update_fields=["profile"])
    return intake


@transaction.atomic
def discard(person: Person, intake: Intake) -> None:
    """破棄: forget a waiting file."""
    _must_be_own(person, intake)
    intake.delete()


def clear_expired() -> int:
    """Forget the files whose time to decide is over; how many there were."""
    expired = Intake.objects.filter(expires_at__lte=timezone.now())
    # Looked for first: most often there are none, and only a writer waits for other writers.
    return expired.delete()[0] if expired.exists() else 0


@transaction.atomic
def keep_reading(person: Person, intake: Intake) -> Agreement:
    """保存: enter a waiting file in the register, seen only by its person.

    Raises AlreadyHeld where the same person holds the same file already.
    """
    _must_be_own(person, intake)
    data = bytes(intake.source)
    held = Expression.objects.filter(agreement__owner=person, sha256=digest(data)).first()
    if held is not None:
        raise AlreadyHeld(held.agreement)
    reading = read_file(data, intake.filename, intake.profile)
    agreement = _enter(f"t-{secrets.token_hex(6)}", reading, person=person)
    _add_expression(agreement, reading, data, intake.filename, intake.profile, person)
    intake.delete()
    return agreement


@transaction.atomic
def import_text(
    slug: str,
    data: bytes,
    *,
    filename: str,
    status: Agreement.Status = Agreement.Status.CONCLUDED,
    public: bool = False,
) -> Agreement:
    """登録: enter a text under a chosen address, from the installation's own files.

    Done again with the same file it changes nothing, except that a reading made by an older Renkei
    is replaced by today's; the file itself is never replaced.
    """
    reading = read_file(data, filename)
    agreement = Agreement.objects.filter(slug=slug).first()
    if agreement is None:
        agreement = _enter(slug, reading, status=status, public=public)
    expression = agreement.expressions.filter(sha256=digest(data)).first()
    if expression is None:
        _add_expression(agreement, reading, data, filename, "", None)
    elif expression.tree != to_tree(reading):
        _fill(expression, reading)
        expression.save()
    return agreement


@dataclass(frozen=True)
class Entered:
    """What came of entering a file. ``what``: new, version (of an agreement there was) or same."""

    agreement: Agreement
    what: str


@transaction.atomic
def enter_file(slug: str, data: bytes, *, filename: str, public: bool = False) -> Entered:
    """登録 by the administrator: :func:`import_text`, published if asked for; says what came of it."""
    before = Expression.objects.filter(agreement__slug=slug).count()
    agreement = import_text(slug, data, filename=filename)
    grown = agreement.expressions.count() > before
    if public:
        publish(agreement)
    return Entered(agreement, "same" if not grown else "version" if before else "new")


@transaction.atomic
def publish(agreement: Agreement) -> None:
    """公開: everybody may read it, as a concluded agreement."""
    agreement.public = True
    agreement.status = Agreement.Status.CONCLUDED
    agreement.save(update_fields=["public", "status"])


@transaction.atomic
def withdraw(agreement: Agreement) -> None:
    """公開の取りやめ: only its owner may read it, or nobody where it came with the installation."""
    agreement.public = False
    agreement.save(update_fields=["public"])


@transaction.atomic
def remove(person: Person, agreement: Agreement) -> None:
    """削除: forget a text its person kept, while nobody else could ever read it."""
    if not removable(person, agreement):
        raise PermissionDenied
    agreement.delete()


def removable(person: Person | AnonymousUser, agreement: Agreement) -> bool:
    """Whether this person may remove it: their own, and never published (that makes it concluded)."""
    own = agreement.owner_id is not None and agreement.owner_id == person.pk
    return own and not agreement.public and agreement.status == Agreement.Status.HELD


def _must_be_own(person: Person, intake: Intake) -> None:
    if intake.person_id != person.pk:
        raise PermissionDenied


def _enter(
    slug: str,
    reading: Reading,
    *,
    status: Agreement.Status = Agreement.Status.HELD,
    public: bool = False,
    person: Person | None = None,
) -> Agreement:
    facts = reading.document.facts
    return Agreement.objects.create(
        slug=slug,
        title=(facts.title or UNTITLED)[:500],
        parties=[{"designation": party.designation, "name": party.name} for party in facts.parties],
        status=status,
        public=public,
        owner=person,
    )


def _add_expression(
    agreement: Agreement,
    reading: Reading,
    data: bytes,
    filename: str,
    profile: str,
    person: Person | None,
) -> Expression:
    expression = Expression(
        agreement=agreement,
        source=data,
        filename=filename,
        sha256=digest(data),
        asked_profile=profile,
        uploaded_by=person,
    )
    _fill(expression, reading)
    expression.save()
    return expression


def _fill(expression: Expression, reading: Reading) -> None:
    """Write what follows from the reading."""
    facts = reading.document.facts
    expression.concluded = facts.concluded
    expression.valid_from = facts.effective
    expression.tree = to_tree(reading)
    expression.profile = reading.document.profile
    expression.findings = len(reading.findings)
    expression.read_at = timezone.now()
