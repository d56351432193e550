"""Operations of reminders: the calendar's address, and the digest by mail. Everybody for themselves."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, operation
from renkei.desk.procedures.models import Reminder

#: Bytes of chance in the address of a calendar.
STRENGTH = 32


def of_person(call: Mapping[str, Any]) -> Concern:
    """What somebody is reminded of is their own affair."""
    return Concern(person=call["person"])


def digest_of_token(token: str) -> str:
    """What is kept of the secret in a calendar's address."""
    return hashlib.sha256(token.encode()).hexdigest()


@operation(
    "procedures.renew_calendar",
    ja="期限カレンダーのアドレスを発行する",
    en="Issue the address of the calendar of what is due",
    concerns=of_person,
)
def renew_calendar(actor: Actor, person: Person) -> str:
    """A new secret for the address; the old one stops at once. It is returned here and kept nowhere."""
    token = secrets.token_urlsafe(STRENGTH)
    reminder = _reminder(person)
    reminder.token_sha256 = digest_of_token(token)
    reminder.token_since = timezone.now()
    reminder.save()
    return token


@operation(
    "procedures.revoke_calendar",
    ja="期限カレンダーを止める",
    en="Stop the calendar of what is due",
    concerns=of_person,
)
def revoke_calendar(actor: Actor, person: Person) -> None:
    """The address stops at once."""
    reminder = _reminder(person)
    reminder.token_sha256 = ""
    reminder.token_since = None
    reminder.save()


@operation(
    "procedures.set_digest",
    ja="期限のメールを受け取るか決める",
    en="Choose whether to get what is due by mail",
    concerns=of_person,
)
def set_digest(actor: Actor, person: Person, wanted: bool) -> None:
    """Whether the digest goes to the person's address. Refused where none is recorded."""
    if wanted and not person.email:
        raise Refused(
            Problem(
                "reminder.no_address",
                "メールアドレスが登録されていないため、メールを受け取れません。",
                "No mail address is recorded, so no mail can be sent.",
                remedy_ja="所属の管理者に、メールアドレスの登録を頼んでください。",
                remedy_en="Ask the administrator of your municipality to record it.",
            )
        )
    reminder = _reminder(person)
    reminder.digest = wanted
    reminder.save()


def _reminder(person: Person) -> Reminder:
    """The person's row, held; a new one where there is none yet."""
    known = Reminder.objects.filter(person=person).first()
    return locked(known) if known is not None else Reminder(person=person)
