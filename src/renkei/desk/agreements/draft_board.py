"""標準文と案: what the board of drafts says of each of them, and where the ready ones go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from renkei.desk.agreements import draft_operations as operations
from renkei.desk.agreements import draft_queries as queries
from renkei.desk.agreements.draft_access import about, may, of_region
from renkei.desk.agreements.drafting import unfilled
from renkei.desk.agreements.models import Agreement, Deviation, Draft, ModelText
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import permitted
from renkei.desk.region.models import Region

if TYPE_CHECKING:
    from renkei.desk.procedures.models import Procedure


@dataclass(frozen=True)
class Line:
    """One draft on the board."""

    draft: Draft
    partner: str
    deviations: int
    undecided: int
    open_places: tuple[str, ...]
    behind: bool
    #: The procedure that is to conclude or change it, where one is open
    procedure: Procedure | None

    @property
    def concluded(self) -> bool:
        """Its agreement is in the register already: the draft is for the next change of it."""
        return self.draft.agreement.status == Agreement.Status.CONCLUDED

    @property
    def ready(self) -> bool:
        """It can go to a procedure as it is: nothing open, nothing undecided, none begun."""
        return not (self.undecided or self.open_places or self.procedure)


def board_of(request: HttpRequest, region: Region) -> dict[str, object]:
    """What the board shows: the newest model texts, the partners, and the drafts."""
    actor = Actor.of(request)
    models = queries.model_texts(region)
    newest = {row.name: row for row in models}
    lines = [_line(one, newest) for one in queries.drafts_of(region, actor)]
    partners = queries.partners_of(region)
    concern = of_region(region)
    return about(region) | {
        "models": models,
        "lines": lines,
        "renewable": {newest[one.draft.model_text.name].pk for one in lines if one.behind},
        "partners": partners,
        "may": may(request, "agreements.draft_for", concern),
        "to_conclude": _to_open(actor, "conclude", [row for row in lines if not row.concluded]),
        "to_change": _to_open(
            actor, "change", [row for row in lines if row.concluded and not row.behind]
        ),
        "chosen": set(),
        "asked_model": models[0].pk if models else None,
        "waiting": sum(line.undecided for line in lines),
    }


def _line(one: Draft, newest: dict[str, ModelText]) -> Line:
    rows = list(one.deviations.all())
    latest = newest.get(one.model_text.name)
    return Line(
        draft=one,
        partner=partner_of(one),
        deviations=len(rows),
        undecided=sum(row.fit != Deviation.Fit.FITS for row in rows),
        open_places=unfilled(operations.draft_words(one), {}),
        behind=latest is not None and latest.version > one.model_text.version,
        procedure=next(
            (row for row in one.agreement.procedures.all() if row.state == "open"), None
        ),
    )


def _to_open(actor: Actor, kind: str, lines: Sequence[Line]) -> str:
    """Where the drafts that are ready go to a procedure, all at once; "" where there are none."""
    ready = [
        line.draft.agreement_id
        for line in lines
        if line.ready
        and permitted(actor, "procedures.open", operations.of_draft({"draft": line.draft}))
    ]
    if not ready:
        return ""
    asked = urlencode({"kind": kind, "agreement": ready}, doseq=True)
    return f"{reverse('procedures:new')}?{asked}"


def partner_of(one: Draft) -> str:
    """Whom a draft is with: its parties but the first."""
    parties = list(one.agreement.parties.all())
    return "・".join(party.name for party in parties[1:]) or one.agreement.title
