"""Every write to the register. Views, the demonstration and commands all come through here."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.annex import fill_rows
from renkei.desk.agreements.models import Agreement, Expression, Intake
from renkei.desk.agreements.reading import Reading, digest, read_file, to_tree
from renkei.desk.agreements.register_operations import (
    begin_agreement,
    edit_agreement,
    enter_agreement,
    enter_version,
    of_agreement,
    set_missing,
    set_parties,
    set_responsible_post,
)
from renkei.desk.agreements.register_rules import against_other_parties, not_concluded
from renkei.desk.agreements.writing import (
    Paper,
    add_expression,
    fill,
    follow_on,
    given_by,
    make_agreement,
)
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Refused, operation
from renkei.desk.region.models import Municipality, Region

__all__ = [
    "AlreadyHeld",
    "Entered",
    "TooManyWaiting",
    "begin_agreement",
    "clear_expired",
    "discard",
    "edit_agreement",
    "enter_agreement",
    "enter_file",
    "enter_version",
    "import_text",
    "keep_reading",
    "of_agreement",
    "publish",
    "read_as",
    "receive",
    "removable",
    "remove",
    "set_missing",
    "set_parties",
    "set_responsible_post",
    "withdraw",
]


class TooManyWaiting(Exception):
    """More files are waiting for a decision than one person may have waiting."""


class AlreadyHeld(Exception):
    """The same file is in the register already; ``agreement`` is where."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(agreement.slug)
        self.agreement = agreement


def _of_intake(call: Mapping[str, Any]) -> Concern:
    intake: Intake = call["intake"]
    return Concern(subject=intake, person=intake.person)


def _of_actor(call: Mapping[str, Any]) -> Concern:
    return Concern(person=call["actor"].person)


@operation("agreements.receive", ja="ファイルを受け付ける", en="Take a file in", concerns=_of_actor)
def receive(actor: Actor, data: bytes, *, filename: str = "", profile: str = "") -> Intake:
    """受付: hold a file that can be read until its person decides.

    Raises renkei.instrument.model.Refusal for what is not a text, and TooManyWaiting.
    """
    read_file(data, filename, profile)
    person = _person(actor)
    clear_expired(actor)
    if Intake.objects.filter(person=person).count() >= settings.INTAKE_COUNT:
        raise TooManyWaiting
    expires = timezone.now() + datetime.timedelta(hours=settings.INTAKE_HOURS)
    return Intake.objects.create(
        person=person, source=data, filename=filename, profile=profile, expires_at=expires
    )


@operation(
    "agreements.read_as", ja="様式を変えて読む", en="Read by another layout", concerns=_of_intake
)
def read_as(actor: Actor, intake: Intake, profile: str) -> Intake:
    """Read a waiting file by another layout (様式); "" detects it."""
    read_file(bytes(intake.source), intake.filename, profile)
    intake.profile = profile
    intake.save(update_fields=["profile"])
    return intake


@operation("agreements.discard", ja="破棄する", en="Discard a file", concerns=_of_intake)
def discard(actor: Actor, intake: Intake) -> None:
    """破棄: forget a waiting file."""
    intake.delete()


def clear_expired(actor: Actor) -> int:
    """Forget the files whose time to decide is over; how many there were."""
    # Looked for first: most often there are none, and only a writer waits for other writers.
    if not Intake.objects.filter(expires_at__lte=timezone.now()).exists():
        return 0
    return _clear_expired(actor)


@operation(
    "agreements.clear_expired",
    ja="期限の過ぎたファイルを消す",
    en="Forget files whose time is over",
    concerns=_of_actor,
)
def _clear_expired(actor: Actor) -> int:
    expired = list(Intake.objects.filter(expires_at__lte=timezone.now()))
    for intake in expired:
        intake.delete()
    return len(expired)


@operation("agreements.keep_reading", ja="保存する", en="Keep a text", concerns=_of_intake)
def keep_reading(actor: Actor, intake: Intake) -> Agreement:
    """保存: enter a waiting file in the register, seen only by its person.

    Raises AlreadyHeld where the same person holds the same file already.
    """
    person = _person(actor)
    data = bytes(intake.source)
    held = Expression.objects.filter(agreement__owner=person, sha256=digest(data)).first()
    if held is not None:
        raise AlreadyHeld(held.agreement)
    reading = read_file(data, intake.filename, intake.profile)
    agreement = _new(f"t-{secrets.token_hex(6)}", reading, person=person)
    paper = Paper(data, intake.filename, intake.profile)
    add_expression(agreement, reading, paper, person=person)
    intake.delete()
    return agreement


@operation(
    "agreements.import_text",
    ja="本文を登録する",
    en="Enter a text",
    concerns=lambda call: Concern(region=call["region"]),
)
def import_text(
    actor: Actor,
    slug: str,
    data: bytes,
    *,
    filename: str,
    status: Agreement.Status = Agreement.Status.CONCLUDED,
    public: bool = False,
    region: Region | None = None,
) -> Agreement:
    """登録: enter a text under a chosen address, from the installation's own files.

    Raises Refused where the address belongs to an agreement of other parties. Done again with the
    same file it changes nothing, except that a reading made by an older Renkei
    is replaced by today's; the file itself is never replaced.
    """
    reading = read_file(data, filename)
    agreement = Agreement.objects.filter(slug=slug).first()
    if agreement is None:
        agreement = _new(slug, reading, status=status, public=public, region=region)
    elif agreement.region != region and not actor.at_machine:
        raise PermissionDenied  # the address belongs to somebody else
    elif region is not None and agreement.region is None:
        _move_into(agreement, region)
    expression = agreement.expressions.filter(sha256=digest(data)).first()
    if expression is None:
        if problems := list(against_other_parties(agreement, reading.document.facts)):
            raise Refused(*problems)
        expression = add_expression(agreement, reading, Paper(data, filename))
        follow_on([*agreement.expressions.exclude(pk=expression.pk), expression])
    elif expression.tree != to_tree(reading):
        fill(expression, reading)
        expression.save()
        fill_rows(expression, reading)
    return agreement


@dataclass(frozen=True)
class Entered:
    """What came of entering a file. ``what``: new, version (of an agreement there was) or same."""

    agreement: Agreement
    what: str


@operation(
    "agreements.enter_file",
    ja="ファイルを登録する",
    en="Enter a file",
    concerns=lambda call: Concern(region=call["region"]),
)
def enter_file(
    actor: Actor,
    slug: str,
    data: bytes,
    *,
    filename: str,
    public: bool = False,
    region: Region | None = None,
) -> Entered:
    """登録 by the administrator: :func:`import_text`, published if asked for; says what came of it."""
    before = Expression.objects.filter(agreement__slug=slug).count()
    agreement = import_text(actor, slug, data, filename=filename, region=region)
    grown = agreement.expressions.count() > before
    if public:
        publish(actor, agreement)
    return Entered(agreement, "same" if not grown else "version" if before else "new")


@operation("agreements.publish", ja="公開する", en="Publish", concerns=of_agreement)
def publish(actor: Actor, agreement: Agreement) -> None:
    """公開: everybody may read it, as an agreement that is, or was, concluded. Not a draft."""
    if agreement.status == Agreement.Status.DRAFT:
        raise Refused(not_concluded())
    agreement.public = True
    if agreement.status == Agreement.Status.HELD:
        agreement.status = Agreement.Status.CONCLUDED
    agreement.save(update_fields=["public", "status"])


@operation(
    "agreements.withdraw",
    ja="公開を取りやめる",
    en="Withdraw from the public",
    concerns=of_agreement,
)
def withdraw(actor: Actor, agreement: Agreement) -> None:
    """公開の取りやめ: only its owner may read it, or nobody where it came with the installation."""
    agreement.public = False
    agreement.save(update_fields=["public"])


@operation("agreements.remove", ja="削除する", en="Remove a text", concerns=of_agreement)
def remove(actor: Actor, agreement: Agreement) -> None:
    """削除: forget a text its person kept, while nobody else could ever read it."""
    if not removable(_person(actor), agreement):
        raise PermissionDenied
    agreement.delete()


def removable(person: Person | AnonymousUser, agreement: Agreement) -> bool:
    """Whether this person may remove it: their own, and never published (that makes it concluded)."""
    own = agreement.owner_id is not None and agreement.owner_id == person.pk
    return own and not agreement.public and agreement.status == Agreement.Status.HELD


def _person(actor: Actor) -> Person:
    if actor.person is None:
        raise PermissionDenied
    return actor.person


def _new(
    slug: str,
    reading: Reading,
    *,
    status: Agreement.Status = Agreement.Status.HELD,
    public: bool = False,
    person: Person | None = None,
    region: Region | None = None,
) -> Agreement:
    return make_agreement(
        slug,
        reading.title,
        given_by(reading.document.facts, region),
        status=status,
        public=public,
        person=person,
        region=region,
    )


def _move_into(agreement: Agreement, region: Region) -> None:
    """Give an agreement that was entered without a region its place, and its parties theirs."""
    agreement.region, agreement.scheme = region, agreement.scheme or region.scheme
    agreement.save(update_fields=["region", "scheme"])
    parties = list(agreement.parties.filter(municipality=None))
    named = Municipality.objects.filter(name__in=[party.name for party in parties])
    known = {row.name: row for row in named}
    for party in parties:
        if party.name in known:
            party.municipality = known[party.name]
            party.save(update_fields=["municipality"])
