"""Papers as pages show them: which a procedure asks for, which are made, which are outdated."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from renkei.desk.agreements.models import Party
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import permitted
from renkei.desk.procedures.basis import key_of, matter_of, parties_of
from renkei.desk.procedures.models import MadeDocument, Procedure
from renkei.desk.procedures.papers.compose import compose, papers_of
from renkei.desk.procedures.papers.kinds import NAMES, PaperKind, PaperName
from renkei.desk.procedures.papers.paper import Paper
from renkei.desk.procedures.papers.sheet import Gap
from renkei.desk.procedures.papers_operations import concern_of
from renkei.desk.procedures.queries import visible_to
from renkei.instrument.formats import html


@dataclass(frozen=True, slots=True)
class Line:
    """One paper of a procedure: whose it is, its newest version, and whether that still holds."""

    kind: PaperKind
    party: Party
    rail: str
    newest: MadeDocument | None
    older: tuple[MadeDocument, ...]
    #: Why the newest version no longer says what it would say today; "" while it does
    outdated: str

    @property
    def name(self) -> PaperName:
        """What the paper is called."""
        return NAMES[self.kind]

    @property
    def gaps(self) -> list[Gap]:
        """What the newest version leaves open."""
        return [Gap(**gap) for gap in self.newest.gaps] if self.newest else []

    @property
    def draft(self) -> bool:
        """案: something essential is left open."""
        return any(gap.essential for gap in self.gaps)

    @property
    def which(self) -> str:
        """How the form names it."""
        return f"{self.kind}:{key_of(self.party)}"


def procedure_for(pk: int, actor: Actor) -> Procedure:
    """A procedure that somebody may see; Procedure.DoesNotExist otherwise."""
    rows = Procedure.objects.select_related("agreement__region", "region", "notifier")
    procedure: Procedure = rows.filter(visible_to(actor)).get(pk=pk)
    return procedure


def paper_for(pk: int, actor: Actor) -> MadeDocument:
    """A made paper of such a procedure, with its party; MadeDocument.DoesNotExist otherwise."""
    seen = Procedure.objects.filter(visible_to(actor)).values("pk")
    rows = MadeDocument.objects.select_related("party__municipality")
    paper: MadeDocument = rows.filter(procedure__in=seen).get(pk=pk)
    return paper


def newest_papers(procedure: Procedure) -> list[MadeDocument]:
    """The newest version of each paper of a procedure, with its files."""
    rows = procedure.documents.select_related("party__municipality").order_by("version")
    return list({(row.kind, row.party_id): row for row in rows}.values())


def papers_table(
    procedure: Procedure, actor: Actor, on: datetime.date | None = None
) -> dict[str, Any]:
    """What ``procedures/papers_table.html`` needs: include it with this as its context."""
    lines = lines_of(procedure, on or timezone.localdate())
    return {
        "procedure": procedure,
        "paper_lines": lines,
        "papers_made": any(line.newest for line in lines),
        "may_make_papers": permitted(actor, "procedures.make_papers", concern_of(procedure)),
    }


def lines_of(procedure: Procedure, on: datetime.date) -> list[Line]:
    """Every paper of a procedure in the order they are needed. Eight queries at most."""
    matter = matter_of(procedure, on)
    parties = {key_of(party): party for party in parties_of(procedure)}
    rails = {key: html.rail(index) for index, key in enumerate(parties)}
    made = list(procedure.documents.defer("content", "pdf").order_by("-version"))
    lines = []
    for kind, key in papers_of(matter):
        party = parties[key]
        versions = [row for row in made if (row.kind, row.party_id) == (kind, party.pk)]
        newest = versions[0] if versions else None
        why = outdated(newest, compose(matter, kind, key)) if newest else ""
        lines.append(Line(kind, party, rails[key], newest, tuple(versions[1:]), why))
    return lines


def outdated(made: MadeDocument, today: Paper) -> str:
    """Why a made paper is no longer what it would be today, in words; "" while it is."""
    before, now = made.made_from, today.made_from
    if before.get("content") == now["content"]:
        return ""
    if before.get("expression") != now["expression"]:
        return _("案文が変わりました")
    if before.get("style") != now["style"]:
        return _("文書の体裁が変わりました")
    return _("元になった記録が変わりました")


def asked(words: Iterable[str]) -> list[tuple[PaperKind, str]]:
    """Papers as the form names them (bill:990001); ValueError for what names none."""
    found = []
    for word in words:
        kind, _colon, key = word.partition(":")
        found.append((PaperKind(kind), key))
    return found
