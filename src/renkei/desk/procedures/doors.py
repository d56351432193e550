"""How pages and files speak with the operations of procedures: one door for every step.

Whatever records an act, a form, the board of several agreements or an Excel file, comes through
``record``; who may is asked of the permission table, by ``may`` and ``may_record``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.desk.accounts.permissions import permission
from renkei.desk.agreements.models import Party
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import (
    OPERATIONS,
    Concern,
    NotPermitted,
    permitted,
)
from renkei.desk.procedures import operations, queries
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.operations import RECORD, RECORD_NAMES, Deed
from renkei.desk.procedures.page import Standing
from renkei.desk.procedures.rules import CONSEQUENCES, JOINT, Step

#: Who stands by what was entered from sheets.
CONFIRM_SHEETS = "confirm_transmitted"


def party_of(procedure: Procedure, key: str) -> Party | None:
    """The party of that key; None for what is of all together."""
    rows = queries.parties_of(procedure)
    return next((row for row in rows if queries.key_of(row) == key), None)


def deed(values: Mapping[str, Any], uploads: Iterable[Upload], text_sha256: str = "") -> Deed:
    """What a form says of an act."""
    return Deed(
        date=values["date"],
        result=values.get("result", ""),
        number=values.get("number", ""),
        addressee=values.get("addressee", ""),
        note=values.get("note", ""),
        text_sha256=text_sha256,
        evidence=tuple(uploads),
    )


def record(
    actor: Actor,
    procedure: Procedure,
    step: Step,
    party: str,
    values: Mapping[str, Any],
    uploads: Iterable[Upload] = (),
    text_sha256: str = "",
) -> Act:
    """Record one step by its operation. Raises Refused and NotPermitted."""
    said = deed(values, uploads, text_sha256)
    if step in CONSEQUENCES:
        return operations.take_effect(actor, procedure, said.note)
    return RECORD[step](actor, procedure, party_of(procedure, party), said)


def concern_of(procedure: Procedure, party: Party | None = None) -> Concern:
    """Whom an act concerns, from rows that are at hand: its party, or all public parties."""
    rows = queries.parties_of(procedure)
    every = tuple(row.municipality for row in rows if row.municipality is not None)
    own = (party.municipality,) if party is not None and party.municipality is not None else every
    return Concern(region=procedure.region, municipalities=own, subject=procedure)


def may_record(actor: Actor, procedure: Procedure, step: Step, party: str) -> bool:
    """Whether the permission table lets the actor record this step of this party."""
    row = party_of(procedure, party) if party != JOINT else None
    return permitted(actor, RECORD_NAMES[step], concern_of(procedure, row))


def must_record(actor: Actor, procedure: Procedure, step: Step, party: str) -> None:
    """The same; NotPermitted with whose it is."""
    if not may_record(actor, procedure, step, party):
        refuse_person(RECORD_NAMES[step])


def may(actor: Actor, name: str, procedure: Procedure, party: Party | None = None) -> bool:
    """Whether the actor may do a matter of the whole procedure, or of one party."""
    return permitted(actor, f"procedures.{name}", concern_of(procedure, party))


def must(actor: Actor, name: str, procedure: Procedure, party: Party | None = None) -> None:
    """The same; NotPermitted with whose it is."""
    if not may(actor, name, procedure, party):
        refuse_person(f"procedures.{name}")


def refuse_person(name: str) -> NoReturn:
    """Raise NotPermitted for an operation."""
    raise NotPermitted(OPERATIONS[name], permission(name))


def needs_confirmation(standing: Standing, step: Step) -> bool:
    """Whether an act of all together counts only when the other public parties stand by it."""
    return step is Step.SIGN and sum(party.public for party in standing.case.parties) > 1


def offers(actor: Actor, procedure: Procedure, act: Act) -> list[tuple[str, str]]:
    """What this person may do about a recorded act: words and address."""
    found = []
    mine = {code for code in actor.codes if party_of(procedure, code) is not None}
    if act.transmitted and mine & set(act.transmitted) and may(actor, CONFIRM_SHEETS, procedure):
        found.append((_("この記録を確認する"), reverse("procedures:confirm", args=[procedure.pk])))
    elif not act.confirmed and mine - set(act.confirmed_by):
        name = "confirm_past" if procedure.past else "confirm_signing"
        if (procedure.past or act.step == Step.SIGN) and may(actor, name, procedure):
            found.append(
                (_("この記録を確認する"), reverse("procedures:confirm", args=[procedure.pk]))
            )
    for name, words, address in (
        ("correct_act", _("訂正する"), "procedures:correct-act"),
        ("attach", _("書類を追加する"), "procedures:attach"),
        ("withdraw_act", _("取り消す"), "procedures:withdraw-act"),
    ):
        if may(actor, name, procedure, act.party) or (
            name == "withdraw_act" and takes_back(actor, procedure, act)
        ):
            found.append((words, reverse(address, args=[procedure.pk, act.pk])))
    return found


def takes_back(actor: Actor, procedure: Procedure, act: Act) -> bool:
    """Whether this person withdraws as the secretariat what it entered from a party's sheet."""
    own = act.party.municipality_id if act.party is not None else None
    return (
        own in act.transmitted
        and not may(actor, "withdraw_act", procedure, act.party)
        and may(actor, "withdraw_transmitted", procedure, act.party)
    )


def must_withdraw(actor: Actor, procedure: Procedure, act: Act) -> None:
    """NotPermitted for who may withdraw an act in neither way."""
    if not takes_back(actor, procedure, act):
        must(actor, "withdraw_act", procedure, act.party)


def withdraw(actor: Actor, procedure: Procedure, act: Act, why: str) -> Act:
    """Withdraw an act, as its party or as the secretariat. Raises Refused."""
    if takes_back(actor, procedure, act):
        return operations.withdraw_transmitted(actor, act, why)
    return operations.withdraw_act(actor, act, why)


def may_transmit(actor: Actor, procedure: Procedure) -> bool:
    """Whether the actor may enter the sheets of parties that have nobody here."""
    return may(actor, "record_transmitted", procedure)


def record_from_sheet(
    actor: Actor,
    procedure: Procedure,
    step: Step,
    party: str,
    values: Mapping[str, Any],
    sheet: Upload,
    *,
    whose: str,
    text_sha256: str = "",
) -> Act:
    """Record a line of a sheet: as one's own act, or for the party whose sheet it is (``whose``)."""
    speaks = party_of(procedure, whose) if whose else None
    own = whose in actor.codes
    if step is Step.SIGN and speaks is not None and not actor.at_machine:
        waiting = [a for a in queries.acts_of(procedure) if a.step == step and not a.withdrawn]
        if not own and may_transmit(actor, procedure):
            return operations.record_transmitted(actor, procedure, speaks, step, sheet)
        if own and waiting and not waiting[-1].confirmed:
            return operations.confirm_signing(actor, procedure)
    if may_record(actor, procedure, step, party) or not may_transmit(actor, procedure):
        return record(actor, procedure, step, party, values, text_sha256=text_sha256)
    row = party_of(procedure, party)
    if row is None:
        return record(actor, procedure, step, party, values, text_sha256=text_sha256)
    return operations.record_transmitted(actor, procedure, row, step, sheet)


def unconfirmed(procedure: Procedure, standing: Standing, actor: Actor) -> list[Act]:
    """The recorded acts that wait for another party: the signing, everything of an old procedure, and
    what was entered from sheets of the actor's own municipality."""
    mine = {code for code in actor.codes if party_of(procedure, code) is not None}
    return [
        act
        for act in standing.rows
        if not act.withdrawn
        and (
            (not act.confirmed and (procedure.past or act.step == Step.SIGN))
            or mine & set(act.transmitted)
        )
    ]


def has_to_confirm(actor: Actor, procedure: Procedure, standing: Standing) -> bool:
    """Whether records of the other party wait for somebody to stand by them, and this person may."""
    mine = {code for code in actor.codes if party_of(procedure, code) is not None}
    name = "confirm_past" if procedure.past else "confirm_signing"
    waiting = unconfirmed(procedure, standing, actor)
    return any(
        mine & set(act.transmitted) or mine - set(act.confirmed_by) for act in waiting
    ) and may(actor, name, procedure)


def confirm(actor: Actor, procedure: Procedure) -> None:
    """Stand by what was recorded, for the actor's own side. Raises Refused."""
    mine = {code for code in actor.codes if party_of(procedure, code) is not None}
    rows = [act for act in queries.acts_of(procedure) if not act.withdrawn]
    sheets = any(mine & set(act.transmitted) for act in rows)
    others = any(not act.confirmed and mine - set(act.confirmed_by) for act in rows)
    with transaction.atomic():
        if sheets:
            operations.confirm_transmitted(actor, procedure)
        if others or not sheets:
            confirm_rest = operations.confirm_past if procedure.past else operations.confirm_signing
            confirm_rest(actor, procedure)


def may_open(actor: Actor) -> bool:
    """Whether the actor could open a procedure somewhere: asked before any agreement is chosen."""
    row = permission("procedures.open")
    return actor.at_machine or any(
        role in (row.region if role.of_region else row.own) for role, _place in actor.grants
    )
