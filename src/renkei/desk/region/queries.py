"""Every question about regions and municipalities that is more than one row by its key."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Head, Membership, Milestone, Municipality, Region, Statistic

#: Which of several figures of one day goes first: census before register, final before preliminary.
_BASES = [Statistic.Basis.CENSUS, Statistic.Basis.REGISTER]


@dataclass(frozen=True)
class MemberLine:
    """構成市町村 as the page of its region shows it."""

    membership: Membership
    municipality: Municipality
    population: Statistic | None
    head: Head | None
    agreements: int
    #: Other regions it belongs to on that day
    elsewhere: tuple[Region, ...]


@dataclass(frozen=True)
class RegionPage:
    """圏域 on a day: who belongs to it, what is known of them, and what is not."""

    region: Region
    day: datetime.date
    members: tuple[MemberLine, ...]
    #: Who left before the day, and who comes after it
    past: tuple[Membership, ...]
    coming: tuple[Membership, ...]
    milestones: tuple[Milestone, ...]
    agreements: int

    @property
    def centres(self) -> tuple[MemberLine, ...]:
        """中心市."""
        return tuple(line for line in self.members if line.membership.centre)

    @property
    def missing_population(self) -> tuple[MemberLine, ...]:
        """Members of whom no figure is in the register."""
        return tuple(line for line in self.members if line.population is None)

    @property
    def missing_head(self) -> tuple[MemberLine, ...]:
        """Members of whom nobody is known to be mayor on the day."""
        return tuple(line for line in self.members if line.head is None)

    @property
    def sum_days(self) -> tuple[datetime.date, ...]:
        """The days the figures hold for; a sum over several days is none."""
        return tuple(sorted({line.population.as_of for line in self.members if line.population}))

    @property
    def population(self) -> Decimal | None:
        """The sum of the figures there are, where all hold for one day; else None."""
        figures = [line.population.value for line in self.members if line.population]
        return sum(figures, Decimal()) if figures and len(self.sum_days) == 1 else None


@dataclass(frozen=True)
class RegionLine:
    """圏域 as the list of regions shows it."""

    region: Region
    centres: tuple[Municipality, ...]
    members: int
    agreements: int


def regions_on(day: datetime.date) -> list[RegionLine]:
    """All regions, each with its members on a day and its number of public agreements."""
    centres: dict[int, list[Municipality]] = {}
    leading = Membership.on(day).filter(centre=True).select_related("municipality")
    for membership in leading.order_by("order"):
        centres.setdefault(membership.region_id, []).append(membership.municipality)
    # Members are only counted: over the whole country there are thousands.
    members = dict(Membership.on(day).order_by().values_list("region").annotate(n=Count("pk")))
    public = Count("agreements", filter=Q(agreements__public=True), distinct=True)
    counts = dict(Region.objects.annotate(public=public).values_list("pk", "public").order_by())
    return [
        RegionLine(
            region,
            tuple(centres.get(region.pk, ())),
            members.get(region.pk, 0),
            counts.get(region.pk, 0),
        )
        for region in Region.objects.all()
    ]


def region_page(region: Region, day: datetime.date) -> RegionPage:
    """Everything the page of a region says, in a fixed number of questions."""
    memberships = list(
        Membership.objects.filter(region=region)
        .select_related("municipality")
        .order_by("-centre", "order", "municipality")
    )
    now = [membership for membership in memberships if membership.holds_on(day)]
    codes = [membership.municipality_id for membership in now]
    figures = populations(codes, day)
    heads = {head.municipality_id: head for head in Head.on(day).filter(municipality__in=codes)}
    counts = dict(
        Municipality.objects.filter(
            code__in=codes,
            parties__agreement__region=region,
            parties__agreement__public=True,
        ).values_list("code", Count("parties__agreement", distinct=True))
    )
    elsewhere: dict[str, list[Region]] = {}
    others = Membership.on(day).filter(municipality__in=codes).exclude(region=region)
    for other in others.select_related("region"):
        elsewhere.setdefault(other.municipality_id, []).append(other.region)
    return RegionPage(
        region=region,
        day=day,
        members=tuple(
            MemberLine(
                membership,
                membership.municipality,
                figures.get(membership.municipality_id),
                heads.get(membership.municipality_id),
                counts.get(membership.municipality_id, 0),
                tuple(elsewhere.get(membership.municipality_id, ())),
            )
            for membership in now
        ),
        past=tuple(m for m in memberships if m.until is not None and m.until < day),
        coming=tuple(m for m in memberships if m.since is not None and m.since > day),
        milestones=tuple(region.milestones.filter(date__lte=day).order_by("date", "pk")),
        agreements=region.agreements.filter(public=True).count(),
    )


def populations(codes: Iterable[str], day: datetime.date) -> dict[str, Statistic]:
    """The population that is to be shown for each municipality on a day.

    The census goes before the register of residents, because every municipality has it for one and the
    same day; of one day the final figure goes before the preliminary one.
    """
    rows = Statistic.objects.filter(
        municipality__in=list(codes),
        measure=Statistic.Measure.POPULATION,
        as_of__lte=day,
    )
    best: dict[str, Statistic] = {}
    for row in rows:
        known = best.get(row.municipality_id)
        if known is None or _rank(row) > _rank(known):
            best[row.municipality_id] = row
    return best


def _rank(row: Statistic) -> tuple[int, datetime.date, bool]:
    basis = _BASES.index(row.basis) if row.basis in _BASES else len(_BASES)  # type: ignore[arg-type]
    return (-basis, row.as_of, row.status == Statistic.Status.FINAL)


def memberships_of(municipality: Municipality) -> QuerySet[Membership]:
    """Every region a municipality belongs or belonged to."""
    rows = Membership.objects.filter(municipality=municipality)
    return rows.select_related("region").order_by("since", "region__name")


def statistics_of(municipality: Municipality, day: datetime.date) -> QuerySet[Statistic]:
    """All figures of a municipality that hold for a day or an earlier one, as series."""
    rows = Statistic.objects.filter(municipality=municipality, as_of__lte=day)
    return rows.order_by("measure", "basis", "as_of", "status")


def agreements_of(municipality: Municipality) -> list[dict[str, str]]:
    """The public agreements a municipality is a party of: title, address and its 略称 in it."""
    rows = (
        municipality.parties.filter(agreement__public=True)
        .select_related("agreement")
        .order_by("agreement__title")
    )
    return [
        {
            "title": party.agreement.title,
            "slug": party.agreement.slug,
            "designation": party.designation,
        }
        for party in rows
    ]


def members_ever(region: Region) -> QuerySet[Municipality]:
    """Municipalities that belong or belonged to a region."""
    return Municipality.objects.filter(memberships__region=region).distinct().order_by("code")


def not_members(region: Region, day: datetime.date) -> QuerySet[Municipality]:
    """Municipalities that could join a region."""
    held = Membership.objects.filter(holding_on(day), region=region).values("municipality")
    rows = Municipality.objects.filter(fictional=region.fictional).exclude(code__in=held)
    return rows.exclude(kind=Municipality.Kind.PREFECTURE).order_by("code")
