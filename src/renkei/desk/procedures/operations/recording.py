"""How an act gets into the register: through the gates, with who stands by it, and with what follows."""

from __future__ import annotations

from django.utils import timezone

from renkei.desk.agreements.models import Party
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import locked
from renkei.desk.procedures.case import JOINT, ActRecord, Case, NumberUse, current_round
from renkei.desk.procedures.gates import may
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.operations.common import (
    Deed,
    check_papers,
    held,
    keep_papers,
    places_of,
    refresh,
    refuse,
    sides,
)
from renkei.desk.procedures.operations.effect import settle_past
from renkei.desk.procedures.plan import plan
from renkei.desk.procedures.queries import case_of, key_of, numbers_used, parties_of
from renkei.desk.region.schemes import Step

#: Steps that are about the text on the table: which one it was is kept with them.
_OF_TEXT = (Step.BILL, Step.RESOLVE, Step.SIGN)


def record(actor: Actor, procedure: Procedure, party: Party | None, step: Step, deed: Deed) -> Act:
    """Record one act if nothing stands against it; Refused with every reason otherwise."""
    procedure = held(procedure)
    case = case_of(procedure)
    wanted = record_for(case, party, step, deed)
    used = numbers_of(procedure, party, wanted)
    refuse((*check_papers(deed.evidence), *may(case, wanted, timezone.localdate(), used)))
    act = enter(actor, procedure, party, wanted, deed)
    if step is Step.SIGN or procedure.past:
        # A signing, and the past, stand when everybody concerned stands by them. That there were
        # talks (協議) is not asked of the other party a second time.
        stand_by(act, sides(actor, f"procedures.{_voice(step)}", procedure))
        act.save()
    settled(procedure)
    return act


def record_for(case: Case, party: Party | None, step: Step, deed: Deed) -> ActRecord:
    """The act as the rules see it before it is there; where the office is fixed, its addressee too."""
    key = key_of(party) if party is not None else JOINT
    addressee = deed.addressee.strip()
    if step is Step.FILE and not addressee:
        fixed = next((item for item in plan(case) if item.step is step), None)
        addressee = fixed.addressee(key) if fixed else ""
    text = deed.text_sha256 or (case.text_sha256 if step in _OF_TEXT else "")
    return ActRecord(
        step=step,
        party=key,
        date=deed.date,
        round=_round(case, step, key),
        result=deed.result if step is Step.RESOLVE else "",
        number=deed.number.strip(),
        addressee=addressee,
        document_sha256=text,
    )


def enter(
    actor: Actor, procedure: Procedure, party: Party | None, record: ActRecord, deed: Deed
) -> Act:
    """Write the act with its papers. To be called when the gates have been asked."""
    places = {place.code: place for place in places_of(procedure.agreement)}
    own = party.municipality if party is not None else None
    # Of the past one party writes down what the other did: it is not the other that says so.
    place = own if own is not None and own.code in actor.codes else actor.municipality
    post = next((p for p in actor.posts if place and p.municipality_id == place.code), None)
    act = Act.objects.create(
        procedure=procedure,
        step=record.step.value,
        party=party,
        round=record.round,
        date=record.date,
        result=record.result,
        number=record.number[:100],
        addressee=record.addressee[:100],
        text_sha256=record.document_sha256,
        note=deed.note.strip(),
        confirmed=True,
        confirmed_by=[own.code] if own is not None else [],
        recorded_for=place if place is not None and place.code in places else None,
        post=post,
        recorded_by=actor.person,
    )
    keep_papers(act, deed.evidence)
    return act


def stand_by(act: Act, voices: list[str]) -> None:
    """Add who stands by the record; it is confirmed when everybody concerned does. Not saved yet."""
    act.confirmed_by = sorted({*act.confirmed_by, *voices})
    if act.party is None:
        concerned = {place.code for place in places_of(act.procedure.agreement)}
    else:
        concerned = {act.party.municipality_id} if act.party.municipality_id else set()
    act.confirmed = concerned <= set(act.confirmed_by)


def settled(procedure: Procedure) -> None:
    """Keep what follows from the acts: the stage for lists; of the past, what it did to the agreement."""
    case = refresh(procedure)
    if procedure.past:
        settle_past(procedure, case)


def numbers_of(procedure: Procedure, party: Party | None, record: ActRecord) -> list[NumberUse]:
    """The numbers of notices a party has used elsewhere, where they matter; it is held meanwhile, so
    that two clerks cannot give one number at the same moment."""
    if record.step is not Step.PUBLISH or party is None or party.municipality is None:
        return []
    return numbers_used(locked(party.municipality), record.date.year, procedure)


def keys_of(procedure: Procedure) -> dict[int, str]:
    """How the rules call each party, by its row."""
    return {party.pk: key_of(party) for party in parties_of(procedure)}


def _round(case: Case, step: Step, key: str) -> int:
    """The round that counts; of a resolution the one in which the bill still waits for it."""
    acts = [act for act in case.acts if not act.withdrawn and act.party == key]
    bills = {act.round for act in acts if act.step is Step.BILL}
    voted = {act.round for act in acts if act.step is Step.RESOLVE}
    if step is Step.RESOLVE and bills - voted:
        return max(bills - voted)
    return current_round(case.acts)


def _voice(step: Step) -> str:
    """The operation whose row of the permission table says who speaks for a party in this step."""
    return "record_signing" if step is Step.SIGN else "record_past"
