"""The steps that a procedure will have (これから必要になる手順), before there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.procedures import queries
from renkei.desk.procedures.rules import Case, Kind, PartyRef, StepPlan, plan


def case_before(
    kind: Kind, agreement: Agreement, values: Mapping[str, Any], *, past: bool = False
) -> Case:
    """The case as it will be when it is opened: parties, kind and day; no acts."""
    parties = list(agreement.parties.all())
    notifier = str(values.get("notifier") or "")
    return Case(
        scheme=agreement.scheme,
        kind=kind,
        parties=tuple(_party(party) for party in parties),
        effective=values.get("effective"),
        opened=values.get("opened_on"),
        notice_years=values.get("notice_years") or 0,
        past=past,
        notifier=next((queries.key_of(p) for p in parties if str(p.pk) == notifier), ""),
    )


def _party(party: Party) -> PartyRef:
    place = party.municipality
    return PartyRef(
        key=queries.key_of(party),
        name=place.name if place else party.name,
        designation=party.designation,
        kind=place.kind if place else "company",
        prefecture=place.prefecture if place else "",
    )


def expected(kind: Kind, agreement: Agreement, values: Mapping[str, Any]) -> tuple[StepPlan, ...]:
    """The steps of such a procedure, each with its provision."""
    return plan(case_before(kind, agreement, values))
