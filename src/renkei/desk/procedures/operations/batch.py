"""One matter over several agreements (一括手続): opened together, recorded together, or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Act, Batch, Procedure
from renkei.desk.procedures.operations.acts import RECORD
from renkei.desk.procedures.operations.checks import against_opening
from renkei.desk.procedures.operations.common import Deed, places_of, prefixed, refresh, refuse
from renkei.desk.procedures.operations.effect import take_effect
from renkei.desk.procedures.operations.opening import lay_text, make
from renkei.desk.region.models import Municipality, Region
from renkei.desk.region.schemes import Kind, Step


def _of_all(call: Mapping[str, Any]) -> Concern:
    """On the side of those who are a party of every one of the agreements: the centre city."""
    agreements: Sequence[Agreement] = call["agreements"]
    shared: set[Municipality] = (
        set.intersection(*(set(places_of(agreement)) for agreement in agreements))
        if agreements
        else set()
    )
    places = tuple(sorted(shared, key=lambda place: place.code))
    return Concern(region=call["region"], municipalities=places)


@operation(
    "procedures.open_batch",
    ja="一括手続を始める",
    en="Open a matter over several",
    concerns=_of_all,
)
def open_batch(
    actor: Actor,
    region: Region,
    agreements: Sequence[Agreement],
    kind: Kind,
    *,
    name: str,
    opened_on: datetime.date | None = None,
    effective: datetime.date | None = None,
    reason: str = "",
    texts: Mapping[int, Upload] | None = None,
) -> Batch:
    """一括手続: one procedure on each agreement, with its own text where ``texts`` has one for the
    agreement's key. Each still takes its own bill in the centre's council and in the partner's.
    """
    day = opened_on or timezone.localdate()
    problems: list[Problem] = []
    if not agreements:
        problems.append(_none_chosen())
    for agreement in agreements:
        found = against_opening(agreement, kind, name, day, effective)
        if agreement.region_id != region.pk:
            found = (*found, _foreign(region))
        problems += prefixed(found, agreement.title)
    refuse(problems)
    batch = Batch.objects.create(region=region, name=name.strip()[:300], opened_on=day)
    for agreement in agreements:
        procedure = make(agreement, kind, name, day, effective, reason, batch=batch)
        text = (texts or {}).get(agreement.pk)
        if text is not None:
            try:
                lay_text(procedure, text.content, text.name)
            except Refused as refused:
                problems += prefixed(refused.problems, agreement.title)
        refresh(procedure)
    refuse(problems)
    return batch


def record_together(
    actor: Actor,
    step: Step,
    deeds: Sequence[tuple[Procedure, Party | None, Deed]],
) -> list[Act]:
    """Record one step of several procedures, each with its own number and day: all or none.

    Each is an operation of its own, with its permission, gates and entry in the journal. Refused with
    the reasons of all of them, each naming its agreement.
    """
    acts: list[Act] = []
    problems: list[Problem] = []
    with transaction.atomic():
        for procedure, party, deed in deeds:
            try:
                acts.append(_one(actor, step, procedure, party, deed))
            except Refused as refused:
                problems += prefixed(refused.problems, procedure.agreement.title)
        if problems:
            raise Refused(*problems)
    return acts


def _one(actor: Actor, step: Step, procedure: Procedure, party: Party | None, deed: Deed) -> Act:
    if step in RECORD:
        return RECORD[step](actor, procedure, party, deed)
    return take_effect(actor, procedure, deed.note)


def _none_chosen() -> Problem:
    return Problem(
        "batch.empty",
        "協約を一つ以上選んでください。",
        "Choose at least one agreement.",
        field="agreements",
    )


def _foreign(region: Region) -> Problem:
    return Problem(
        "batch.region",
        f"「{region.name}」の協約ではありません。",
        f"Not an agreement of {region.name_en or region.name}.",
        field="agreements",
    )
