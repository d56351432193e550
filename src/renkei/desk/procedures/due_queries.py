"""What is due (期限) as its page, calendar and mail show it; and who wants to be reminded."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import queries
from renkei.desk.procedures.models import Procedure, Reminder
from renkei.desk.procedures.queries import AHEAD, DueItem
from renkei.desk.procedures.rules import Due
from renkei.instrument.formats import html


class Scope(StrEnum):
    """Whose: of the posts one holds, of one's municipality, of the whole region."""

    POST = "post"
    MUNICIPALITY = "municipality"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due, and for whom it waits: ``party`` with the class of its rail, or all."""

    due: Due
    agreement: Agreement
    procedure: Procedure | None
    party: Party | None
    rail: str
    #: Days from today; negative where it is overdue
    days: int

    @property
    def late_by(self) -> int:
        """Days it is overdue."""
        return -self.days

    @property
    def name(self) -> str:
        """The name of the party as the register knows it; "" for all."""
        if self.party is None:
            return ""
        return self.party.municipality.name if self.party.municipality else self.party.name

    @property
    def partners(self) -> str:
        """Who the agreement is between: tells near-identical agreements apart."""
        return "・".join(party.name for party in self.agreement.parties.all())

    @property
    def uid(self) -> str:
        """What the same thing is called in every calendar, whatever its day."""
        of = f"p{self.procedure.pk}" if self.procedure else f"a{self.agreement.pk}"
        step = self.due.step or f"term-{self.due.fixed}"
        return f"{of}-{step}-{self.due.party or 'all'}@renkei"


def scopes_of(actor: Actor) -> list[Scope]:
    """The scopes that make sense for somebody, the nearest first."""
    has = {
        Scope.POST: bool(actor.posts),
        Scope.MUNICIPALITY: actor.municipality is not None,
        Scope.REGION: True,
    }
    return [scope for scope, there in has.items() if there]


def due_lines(actor: Actor, scope: Scope, today: datetime.date, days: int = AHEAD) -> list[DueLine]:
    """Everything due until so many days ahead, overdue things first. Seven queries, however many."""
    items = queries.dues_for(
        actor,
        municipality=actor.municipality if scope is Scope.MUNICIPALITY else None,
        posts=[post.pk for post in actor.posts] if scope is Scope.POST else (),
        on=today,
        days=days,
    )
    return [_line(item, today) for item in items]


def _line(item: DueItem, today: datetime.date) -> DueLine:
    rail = ""
    if item.party is not None:
        rails: dict[str, int] = {}
        for party in item.agreement.parties.all():  # two cities that are one 甲 share a rail
            rails.setdefault(party.designation or str(party.pk), len(rails))
        rail = html.rail(rails[item.party.designation or str(item.party.pk)])
    days = (item.due.on - today).days
    return DueLine(item.due, item.agreement, item.procedure, item.party, rail, days)


def reminder_of(person: Person) -> Reminder | None:
    """What somebody asked to be reminded by."""
    return Reminder.objects.filter(person=person).first()


def reminder_with(token_sha256: str) -> Reminder | None:
    """Whose calendar has this digest; None for an address that never was, or is not any more."""
    rows = Reminder.objects.select_related("person")
    return rows.filter(token_sha256=token_sha256 or "-", person__is_active=True).first()


def to_be_mailed() -> list[Reminder]:
    """Everybody who asked for the digest and can get it, in the order of their names."""
    rows = Reminder.objects.select_related("person").filter(digest=True, person__is_active=True)
    return list(rows.exclude(person__email="").order_by("person__username"))
