"""What the operations of procedures share: whom a call concerns, what is recorded, what is kept."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, permitted
from renkei.desk.procedures.case import Case
from renkei.desk.procedures.dues import due
from renkei.desk.procedures.evidence import media_type_of, problems_with
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Act, Evidence, Procedure
from renkei.desk.procedures.progress import progress
from renkei.desk.procedures.queries import case_of
from renkei.desk.region.models import Municipality


@dataclass(frozen=True, slots=True)
class Deed:
    """What is said of an act when it is recorded: its day and, by the step, result, number, addressee,
    the text that was confirmed; a note; the papers that show it."""

    date: datetime.date
    result: str = ""
    number: str = ""
    addressee: str = ""
    text_sha256: str = ""
    note: str = ""
    evidence: tuple[Upload, ...] = ()


# ---- whom a call concerns ---------------------------------------------------------------------------


def places_of(agreement: Agreement) -> tuple[Municipality, ...]:
    """The municipalities and prefectures among the parties."""
    return tuple(Municipality.objects.filter(parties__agreement=agreement).distinct())


def of_procedure(call: Mapping[str, Any]) -> Concern:
    """A joint matter: any of the parties may, and the secretariat where the table says so."""
    procedure: Procedure = call["procedure"]
    return Concern(
        region=procedure.region,
        municipalities=places_of(procedure.agreement),
        subject=procedure,
    )


def of_party(call: Mapping[str, Any]) -> Concern:
    """One party's own act; what a company does is recorded by any of the public parties."""
    party: Party | None = call["party"]
    if party is None or party.municipality is None:
        return of_procedure(call)
    procedure: Procedure = call["procedure"]
    return Concern(region=procedure.region, municipalities=(party.municipality,), subject=procedure)


def of_act(call: Mapping[str, Any]) -> Concern:
    """An act that is recorded already: whose it is, or of all."""
    act: Act = call["act"]
    return of_party({"procedure": act.procedure, "party": act.party})


def sides(actor: Actor, operation: str, procedure: Procedure) -> list[str]:
    """For which parties the actor speaks in a joint matter: codes, in order."""
    return [
        place.code
        for place in places_of(procedure.agreement)
        if permitted(actor, operation, Concern(municipalities=(place,)))
    ]


# ---- refusing, keeping ------------------------------------------------------------------------------


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse if there is anything against it."""
    found = tuple(problems)
    if found:
        raise Refused(*found)


def held(procedure: Procedure) -> Procedure:
    """The procedure as it is now, held until the end: two writers pass the gates one after another."""
    return locked(procedure)


def check_papers(papers: Sequence[Upload]) -> tuple[Problem, ...]:
    """Every reason against the papers."""
    return tuple(p for paper in papers for p in problems_with(paper.name, paper.content))


def keep_papers(act: Act, papers: Sequence[Upload]) -> list[Evidence]:
    """Attach papers that were checked; one that is there already is not kept twice."""
    known = {row.sha256: row for row in act.evidence.defer("content")}
    kept = []
    for paper in papers:
        sha256 = hashlib.sha256(paper.content).hexdigest()
        if sha256 not in known:
            known[sha256] = Evidence.objects.create(
                act=act,
                name=(paper.name or "file")[-255:],
                media_type=media_type_of(paper.content),
                size=len(paper.content),
                sha256=sha256,
                content=paper.content,
            )
        kept.append(known[sha256])
    return kept


def refresh(procedure: Procedure) -> Case:
    """Keep how far the procedure is, for lists: round, stage, effect, next day. Saves it."""
    today = timezone.localdate()
    case = case_of(Procedure.objects.select_related("agreement").get(pk=procedure.pk))
    # Acts are in the register, whatever their day: a coming 施行 that is entered is entered.
    latest = max([today, *(act.date for act in case.acts if not act.withdrawn)])
    state, entered = progress(case, today), progress(case, latest)
    procedure.round = state.round
    procedure.stage = state.stage[:40]
    procedure.stage_ja = state.stage_ja[:100]
    procedure.stage_en = state.stage_en[:100]
    procedure.effect_on = state.in_force_from
    if case.withdrawn_on is not None:
        procedure.state = Procedure.State.WITHDRAWN
    else:
        done = entered.complete or (case.past and entered.in_force_from is not None)
        procedure.state = Procedure.State.DONE if done else Procedure.State.OPEN
    procedure.next_due = min((item.on for item in due(case, today)), default=None)
    procedure.save()
    return case


def prefixed(problems: Iterable[Problem], title: str) -> tuple[Problem, ...]:
    """The same reasons, each saying of which agreement it is."""
    return tuple(replace(p, ja=f"{title}: {p.ja}", en=f"{title}: {p.en}") for p in problems)
