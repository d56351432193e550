"""Old procedures (過去の手続), entered from their papers: what is missing is shown, not forbidden."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.procedures.gates import may
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.operations.checks import against_opening
from renkei.desk.procedures.operations.common import (
    Deed,
    check_papers,
    held,
    of_procedure,
    places_of,
    refuse,
    sides,
)
from renkei.desk.procedures.operations.opening import lay_text, make
from renkei.desk.procedures.operations.recording import (
    enter,
    numbers_of,
    record_for,
    settled,
    stand_by,
)
from renkei.desk.procedures.queries import case_of
from renkei.desk.region.schemes import Kind, Step


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act of an old procedure; ``party`` None for what all did together."""

    step: Step
    party: Party | None
    deed: Deed


@operation(
    "procedures.record_past",
    ja="過去の手続を登録する",
    en="Enter an old procedure",
    concerns=lambda call: Concern(
        region=call["agreement"].region, municipalities=places_of(call["agreement"])
    ),
)
def record_past(
    actor: Actor,
    agreement: Agreement,
    kind: Kind,
    *,
    name: str,
    acts: Sequence[PastAct],
    effective: datetime.date | None = None,
    opened_on: datetime.date | None = None,
    text: bytes = b"",
    text_name: str = "",
    notice_years: int = 0,
    notifier: Party | None = None,
) -> Procedure:
    """過去の手続の登録: all its acts at once, as the papers tell them.

    The actor's own side stands by it at once, the others by ``confirm_past``. A problem's ``field``
    names the act it belongs to: ``2.date``. Conclusion takes the wording the register holds already.
    """
    problems = [*against_opening(agreement, kind, name, opened_on, effective, past=True)]
    problems += _entered_before(agreement, kind)
    refuse(problems)
    procedure = make(
        agreement,
        kind,
        name,
        opened_on,
        effective,
        notice_years=notice_years,
        notifier=notifier,
        past=True,
    )
    if text:
        lay_text(procedure, text, text_name)
    voices = sides(actor, "procedures.record_past", procedure)
    case, today = case_of(procedure), timezone.localdate()
    for number, past in enumerate(acts):
        record = record_for(case, past.party, past.step, past.deed)
        used = numbers_of(procedure, past.party, record)
        found = (*check_papers(past.deed.evidence), *may(case, record, today, used))
        problems += [replace(p, field=f"{number}.{p.field or 'date'}") for p in found]
        if not found:
            act = enter(actor, procedure, past.party, record, past.deed)
            act.confirmed_by = []
            stand_by(act, voices)
            act.save()
            case = replace(case, acts=(*case.acts, record))
    refuse(problems)
    settled(procedure)
    return procedure


@operation(
    "procedures.confirm_past",
    ja="過去の手続を確認する",
    en="Confirm an old procedure",
    concerns=of_procedure,
)
def confirm_past(actor: Actor, procedure: Procedure) -> Procedure:
    """過去の手続の確認: another party stands by what was entered."""
    procedure = held(procedure)
    voices = sides(actor, "procedures.confirm_past", procedure)
    waiting = [
        act
        for act in procedure.acts.filter(withdrawn=False, confirmed=False)
        if set(voices) - set(act.confirmed_by)
    ]
    if not procedure.past or not waiting:
        raise Refused(
            Problem(
                "confirm.nothing",
                "確認を待っている記録はありません。",
                "Nothing waits for your confirmation.",
            )
        )
    for act in waiting:
        stand_by(act, voices)
        act.save()
    settled(procedure)
    return procedure


def _entered_before(agreement: Agreement, kind: Kind) -> list[Problem]:
    """An agreement is concluded once, and ended once."""
    if kind not in (Kind.CONCLUDE, Kind.ABOLISH, Kind.NOTICE):
        return []
    rows = Procedure.objects.filter(agreement=agreement, kind=kind.value)
    there = rows.exclude(state=Procedure.State.WITHDRAWN).first()
    if there is None:
        return []
    return [
        Problem(
            "past.twice",
            f"この協約の同じ種類の手続「{there.name}」が登録されています。",
            f"A procedure of this kind is entered for the agreement: {there.name}.",
            remedy_ja="その手続に行為を追加してください。",
            remedy_en="Add the acts to that one.",
        )
    ]
