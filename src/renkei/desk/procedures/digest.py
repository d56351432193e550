"""期限のメール: a digest of what is due, as plain text for one person."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from renkei.desk.accounts.models import Person
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures.due_queries import Scope, due_lines, to_be_mailed
from renkei.desk.procedures.queries import AHEAD
from renkei.units import DateStyle, format_date


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail: to whom, subject, text."""

    person: Person
    subject: str
    text: str


def digests(today: datetime.date) -> list[Digest]:
    """The mail of everybody who asked for one and has something due."""
    made = (digest_for(reminder.person, today) for reminder in to_be_mailed())
    return [digest for digest in made if digest is not None]


def digest_for(person: Person, today: datetime.date) -> Digest | None:
    """The mail of one person about their municipality; None when nothing is due."""
    actor = Actor.for_person(person, today)
    if actor.municipality is None:
        return None
    lines = due_lines(actor, Scope.MUNICIPALITY, today)
    if not lines:
        return None
    late = [line for line in lines if line.due.overdue]
    parts = [f"{person.get_full_name()} 様", "", f"{_day(today)}現在の期限をお知らせします。", ""]
    if late:
        parts.append(f"■ 期限を過ぎているもの（{len(late)}件）")
        parts += [_said(line.due.on, line.due.ja, line.agreement.title) for line in late] + [""]
    coming = [line for line in lines if not line.due.overdue]
    if coming:
        parts.append(f"■ これから{AHEAD}日の期限（{len(coming)}件）")
        parts += [_said(line.due.on, line.due.ja, line.agreement.title) for line in coming] + [""]
    parts += [
        "この知らせは、Renkei の画面「期限」で止めることができます。",
        "記録が済んだものは、次から載りません。",
    ]
    subject = f"期限のお知らせ（{len(lines)}件" + (f"、うち超過{len(late)}件）" if late else "）")
    return Digest(person, subject, "\n".join(parts) + "\n")


def send(made: list[Digest]) -> int:
    """Send them through the mail settings of the installation; how many went."""
    with get_connection() as connection:
        for digest in made:
            EmailMessage(
                digest.subject,
                digest.text,
                settings.DEFAULT_FROM_EMAIL,
                [digest.person.email],
                connection=connection,
            ).send()
    return len(made)


def _said(day: datetime.date, words: str, title: str) -> str:
    return f"・{_day(day)}　{words}\n　　{title}"


def _day(day: datetime.date) -> str:
    return format_date(day, DateStyle.BOTH)
