"""How agreements and their wordings are written. To be called inside operations only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.annex import fill_rows
from renkei.desk.agreements.models import Agreement, Expression, Party
from renkei.desk.agreements.party_names import GivenParty, named_parties
from renkei.desk.agreements.reading import Reading, digest, to_tree
from renkei.desk.region.models import Municipality, Region
from renkei.instrument.model import Facts

#: Shown where a text has no 題名.
UNTITLED = "（題名なし）"
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """A file as it was handed in, and how it is read."""

    data: bytes
    filename: str = ""
    profile: str = ""


@dataclass(frozen=True)
class Dates:
    """締結年月日 and 施行期日 of a wording; None where nobody knows."""

    concluded: datetime.date | None = None
    valid_from: datetime.date | None = None


def given_by(facts: Facts, region: Region | None) -> list[GivenParty]:
    """The parties of a text; municipalities are looked for where the text belongs to a region."""
    named = named_parties(facts)
    known: dict[str, Municipality] = {}
    if region is not None:
        rows = Municipality.objects.filter(name__in=[name for _, name in named])
        known = {row.name: row for row in rows}
    return [GivenParty(designation, name, known.get(name)) for designation, name in named]


def make_agreement(
    slug: str,
    title: str,
    parties: Iterable[GivenParty],
    *,
    status: Agreement.Status = Agreement.Status.HELD,
    kind: str = Agreement.Kind.COOPERATION,
    scheme: str = "",
    public: bool = False,
    person: Person | None = None,
    region: Region | None = None,
    term_ends: datetime.date | None = None,
    missing: str = "",
) -> Agreement:
    """A new agreement with its parties; without a wording yet."""
    agreement = Agreement.objects.create(
        slug=slug,
        title=(title or UNTITLED)[:500],
        status=status,
        kind=kind,
        public=public,
        owner=person,
        region=region,
        scheme=scheme or (region.scheme if region else ""),
        term_ends=term_ends,
        missing=missing,
    )
    make_parties(agreement, parties)
    return agreement


def make_parties(agreement: Agreement, parties: Iterable[GivenParty], first: int = 1) -> None:
    """Parties of an agreement, in order, from a place on."""
    for order, party in enumerate(parties, first):
        Party.objects.create(
            agreement=agreement,
            order=order,
            designation=party.designation[:20],
            name=party.name[:200],
            municipality=party.municipality,
        )


def add_expression(
    agreement: Agreement,
    reading: Reading,
    paper: Paper,
    *,
    person: Person | None = None,
    made: str = Expression.Made.ENTERED,
    dates: Dates | None = None,
) -> Expression:
    """A wording of an agreement, with the rows of its 別表."""
    expression = Expression(
        agreement=agreement,
        source=paper.data,
        filename=paper.filename,
        sha256=digest(paper.data),
        asked_profile=paper.profile,
        uploaded_by=person,
        made=made,
    )
    fill(expression, reading)
    if dates is not None:
        expression.concluded = expression.concluded or dates.concluded
        expression.valid_from = expression.valid_from or dates.valid_from
    expression.save()
    fill_rows(expression, reading)
    return expression


def fill(expression: Expression, reading: Reading) -> None:
    """Write what follows from the reading. What was entered by hand stays where the text says nothing."""
    facts = reading.document.facts
    expression.concluded = facts.concluded or expression.concluded
    expression.valid_from = facts.effective or expression.valid_from
    expression.tree = to_tree(reading)
    expression.profile = reading.document.profile
    expression.findings = len(reading.findings)
    expression.read_at = timezone.now()


def follow_on(versions: Sequence[Expression]) -> None:
    """Let each wording end on the day before the next begins (版の末日), whatever order they came in.

    Wordings that begin on the same day (a correction and what it corrects) end together.
    """
    begun = sorted({version.valid_from for version in versions if version.valid_from})
    after = dict(pairwise(begun))
    for version in versions:
        if version.valid_from is None:
            continue
        following = after.get(version.valid_from)
        if following is not None and version.valid_until != following - DAY:
            version.valid_until = following - DAY
            version.save(update_fields=["valid_until"])
