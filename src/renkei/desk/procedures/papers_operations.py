"""Operations of papers: make them, and set how a municipality's look."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Stale, locked, operation
from renkei.desk.procedures.basis import key_of, matter_of, parties_of
from renkei.desk.procedures.models import MadeDocument, Procedure
from renkei.desk.procedures.papers.compose import compose, papers_of
from renkei.desk.procedures.papers.kinds import PaperKind
from renkei.desk.procedures.papers.paper import Paper
from renkei.desk.procedures.papers.style import FormStyle
from renkei.desk.region.models import Municipality
from renkei.instrument.model import Refusal

#: A paper as it is asked for: its kind and the key of its party.
Which = tuple[PaperKind, str]


def of_procedure(call: Mapping[str, Any]) -> Concern:
    """A procedure concerns the municipalities that are its parties, each of them."""
    procedure: Procedure = call["procedure"]
    return concern_of(procedure)


def concern_of(procedure: Procedure) -> Concern:
    """The same, for pages that ask beforehand whether to offer it."""
    parties = parties_of(procedure)
    places = tuple(party.municipality for party in parties if party.municipality is not None)
    return Concern(region=procedure.region, municipalities=places, subject=procedure)


@operation("procedures.make_papers", ja="文書を作る", en="Make papers", concerns=of_procedure)
def make_papers(
    actor: Actor, procedure: Procedure, which: Collection[Which] | None = None
) -> list[MadeDocument]:
    """Make papers of a procedure, all of them or those asked for, each with its next 版.

    A paper that would say exactly what its newest version says is not made again. Refused where the
    procedure has no such paper, or none at all. Returns what was newly made.
    """
    procedure = locked(procedure)
    matter = matter_of(procedure, timezone.localdate())
    wanted = papers_of(matter)
    if which is not None:
        unknown = [entry for entry in which if entry not in wanted]
        if unknown:
            raise Refused(
                Problem(
                    "paper.unknown",
                    "この手続に、その文書はありません。",
                    "This procedure has no such paper.",
                )
            )
        wanted = tuple(entry for entry in wanted if entry in which)
    if not wanted:
        raise Refused(
            Problem(
                "paper.none",
                "この手続で作れる文書はまだありません。",
                "There is no paper to be made for this procedure yet.",
                remedy_ja="当事者を登録し、制度を定めてください。",
                remedy_en="Enter its parties and its scheme.",
            )
        )
    parties = {key_of(party): party for party in parties_of(procedure)}
    newest = {
        (row.kind, row.party_id): row
        for row in procedure.documents.defer("content", "pdf").order_by("version")
    }
    made: list[MadeDocument] = []
    for kind, key in wanted:
        paper = compose(matter, kind, key)
        party = parties[key]
        last = newest.get((kind, party.pk))
        if last is not None and last.made_from.get("content") == paper.made_from["content"]:
            continue
        row = MadeDocument(
            procedure=procedure,
            kind=kind,
            party=party,
            version=last.version + 1 if last else 1,
            title=paper.title[:300],
            made_from=dict(paper.made_from),
            gaps=[{"ja": gap.ja, "en": gap.en, "essential": gap.essential} for gap in paper.gaps],
            content=paper.docx(),
            pdf=_pdf(paper),
        )
        row.sha256 = hashlib.sha256(row.content).hexdigest()
        row.save()
        made.append(row)
    return made


def _pdf(paper: Paper) -> bytes:
    try:
        return paper.pdf()
    except Refusal as refusal:
        raise Refused(
            Problem(
                f"paper.{refusal.code.lower()}",
                refusal.message_ja,
                refusal.message_en,
                remedy_ja=refusal.remedy_ja,
                remedy_en=refusal.remedy_en,
            )
        ) from refusal


def of_municipality(call: Mapping[str, Any]) -> Concern:
    """The settings of a municipality concern it alone."""
    municipality: Municipality = call["municipality"]
    return Concern(municipalities=(municipality,), subject=municipality)


@operation(
    "procedures.set_form_style",
    ja="文書の体裁を定める",
    en="Set the form of papers",
    concerns=of_municipality,
)
def set_form_style(
    actor: Actor, municipality: Municipality, data: Mapping[str, Any], revision: int
) -> FormStyle:
    """Set how the papers of a municipality look. ``revision``: that of the row the form was made from.

    Refused names every setting that is wrong; Stale says that somebody else changed them meanwhile.
    """
    style = FormStyle.from_json(data)
    held = locked(municipality)
    if held.revision != revision:
        raise Stale(held)
    held.style = style.to_json()
    held.save()
    return style
