"""What the page of an agreement says beside its text: state, versions, parties, procedures, history."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.desk.agreements import operations, queries
from renkei.desk.agreements.as_of import AsOf
from renkei.desk.agreements.models import Agreement, Expression, Party
from renkei.desk.agreements.pending import Pending, pending_of
from renkei.desk.agreements.standing import Standing, shown_on
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import OPERATIONS, Concern, permitted

if TYPE_CHECKING:
    from renkei.desk.procedures.models import Procedure


@dataclass(frozen=True)
class Record:
    """An agreement as of a day: how it stands, all its versions, and the one to show."""

    agreement: Agreement
    asked: AsOf
    standing: Standing
    versions: list[Expression]
    shown: Expression | None


def record_of(slug: str, actor: Actor, asked: AsOf) -> Record:
    """The agreement at an address as this reader may see it; Agreement.DoesNotExist. Two questions."""
    agreement = queries.agreement_on(slug, actor, asked.day)
    versions = queries.versions_of(agreement)
    for version in versions:
        version.agreement = agreement
    standing = Standing(agreement.standing)  # type: ignore[attr-defined]  # annotated
    return Record(agreement, asked, standing, versions, shown_on(versions, asked.day))


@dataclass(frozen=True)
class Version:
    """One line of the list of versions."""

    expression: Expression
    #: It is the one on this page
    shown: bool
    #: The one before it, to compare with; None for the first
    before: Expression | None
    #: Another wording of the same day has taken its place (正誤)
    replaced: bool
    #: The procedure that made it, where the reader may see it
    procedure: Procedure | None


@dataclass(frozen=True)
class Done:
    """One line of the history: an operation of the journal in the reader's words."""

    at: object
    who: str
    post: str
    operation: str
    number: int


def context_of(record: Record, actor: Actor) -> dict[str, object]:
    """All that stands around the text. Two to five questions."""
    agreement = record.agreement
    parties = queries.parties_of(agreement)
    inside = queries.is_inside(actor, agreement, [party.municipality_id for party in parties])
    every = queries.procedures_of(agreement)
    pending = pending_of(agreement, parties, every, record.asked.day, inside=inside)
    procedures = every if inside else []
    entered = agreement.status != Agreement.Status.HELD
    return {
        "versions": _versions(record, procedures),
        "parties": parties,
        "party_lines": [(party, _edits_post(actor, agreement, party)) for party in parties],
        "procedures": procedures,
        "pending": pending,
        "last_day": _last_day(record, pending),
        "history": _history(record) if inside else [],
        "inside": inside,
        "may_edit": entered and may(actor, agreement, parties, "agreements.edit_agreement"),
        "may_enter": entered and may(actor, agreement, parties, "agreements.enter_version"),
        "may_publish": entered
        and agreement.status != Agreement.Status.DRAFT
        and may(actor, agreement, parties, "agreements.publish"),
        "may_open": entered and may(actor, agreement, parties, "procedures.open"),
        "may_change": agreement.status == Agreement.Status.CONCLUDED
        and may(actor, agreement, parties, "changes.open"),
        "removable": actor.person is not None and operations.removable(actor.person, agreement),
    }


def _last_day(record: Record, pending: list[Pending]) -> datetime.date | None:
    """The last day of the wording shown: as it is entered, or as a concluded change will make it."""
    shown = record.shown
    if shown is None:
        return None
    days = [one.last_day for one in pending if one.last_day is not None]
    known = [day for day in (shown.valid_until, *days) if day is not None]
    return min(known, default=None) if shown.valid_on(record.asked.day) else shown.valid_until


def _versions(record: Record, procedures: list[Procedure]) -> list[Version]:
    by_key = {procedure.pk: procedure for procedure in procedures}
    lines = []
    for at, version in enumerate(record.versions):
        older = record.versions[at + 1 :]
        newer = record.versions[:at]
        lines.append(
            Version(
                version,
                record.shown is not None and version.pk == record.shown.pk,
                older[0] if older else None,
                any(
                    other.valid_from is not None and other.valid_from == version.valid_from
                    for other in newer
                ),
                by_key.get(version.procedure_id or 0),
            )
        )
    return lines


def _history(record: Record) -> list[Done]:
    from renkei.desk.agreements.notes import speaks_english

    english = speaks_english()
    lines = []
    for entry in queries.history_of(record.agreement):
        known = OPERATIONS.get(entry.operation)
        name = entry.operation if known is None else known.en if english else known.ja
        lines.append(Done(entry.at, entry.who, entry.post, name, entry.number))
    return lines


def may(actor: Actor, agreement: Agreement, parties: list[Party], operation: str) -> bool:
    """Whether somebody may do this on the side of these parties."""
    places = tuple(party.municipality for party in parties if party.municipality is not None)
    return permitted(actor, operation, Concern(agreement.region, places, agreement))


def _edits_post(actor: Actor, agreement: Agreement, party: Party) -> bool:
    if party.municipality is None or agreement.status == Agreement.Status.HELD:
        return False
    return may(actor, agreement, [party], "agreements.set_responsible_post")
