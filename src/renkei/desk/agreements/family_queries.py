"""What the comparison of a region's agreements reads: one question each, whatever their number."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from renkei.desk.agreements.models import Agreement, AnnexRow, Expression, ModelText, Party
from renkei.desk.agreements.queries import Reader, readable_by
from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Membership, Region

#: Agreements that are made from one text. Company agreements are not.
KINDS = (Agreement.Kind.COOPERATION, Agreement.Kind.SETTLEMENT)
#: Agreements that are, or were, in force.
STATUSES = (Agreement.Status.CONCLUDED, Agreement.Status.ENDED)


@dataclass(frozen=True)
class Column:
    """One agreement as a column: the partner's name, and the wording in force on the day asked for."""

    partner: str
    codes: frozenset[str]
    agreement: Agreement
    expression: Expression
    parties: tuple[tuple[str, str], ...]

    @property
    def slug(self) -> str:
        """Address of the agreement."""
        return self.agreement.slug


def region_by(slug: str) -> Region | None:
    """A region by its address."""
    return Region.objects.filter(slug=slug).first()


def centres(region: Region, day: datetime.date) -> list[str]:
    """Names of the centre cities of a region on a day (one or two)."""
    members = Membership.objects.filter(holding_on(day), region=region, centre=True)
    return list(members.values_list("municipality__name", flat=True))


def members(region: Region, day: datetime.date) -> list[Membership]:
    """All members on a day, the centre first."""
    rows = Membership.objects.filter(holding_on(day), region=region)
    return list(rows.select_related("municipality").order_by("-centre", "order", "municipality"))


def columns(
    region: Region, day: datetime.date, reader: Reader, membership: Sequence[Membership]
) -> list[Column]:
    """The agreements of a region in force on a day that the reader may see, in the members' order."""
    valid = Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))
    going = Q(agreement__ended_on=None) | Q(agreement__ended_on__gt=day)
    agreements = Agreement.objects.filter(
        readable_by(reader), region=region, kind__in=KINDS, status__in=STATUSES
    )
    found = (
        Expression.objects.filter(valid, going, agreement__in=agreements.values("pk"))
        .select_related("agreement")
        .prefetch_related("agreement__parties")
        .defer("source", "tree")
        .order_by("agreement", "-valid_from", "-id")
    )
    newest: dict[int, Expression] = {}
    for expression in found:
        newest.setdefault(expression.agreement_id, expression)
    centre_codes = {row.municipality_id for row in membership if row.centre}
    centre_names = {row.municipality.name for row in membership if row.centre}
    order = {row.municipality_id: at for at, row in enumerate(membership)}
    made = [_column(e, centre_codes, centre_names) for e in newest.values()]
    last = len(order)
    made.sort(key=lambda c: (min((order.get(x, last) for x in c.codes), default=last), c.slug))
    return _told_apart(made)


def rows_of(columns: Sequence[Column]) -> dict[int, list[AnnexRow]]:
    """The rows of the 別表 of these wordings, by wording, in order."""
    by_expression: dict[int, list[AnnexRow]] = {column.expression.pk: [] for column in columns}
    rows = AnnexRow.objects.filter(expression__in=list(by_expression)).order_by(
        "expression", "order"
    )
    for row in rows:
        by_expression[row.expression_id].append(row)
    return by_expression


def trees_of(columns: Sequence[Column]) -> dict[int, str]:
    """The readings of these wordings."""
    keys = [column.expression.pk for column in columns]
    return dict(Expression.objects.filter(pk__in=keys).values_list("pk", "tree"))


def latest_model(region: Region) -> ModelText | None:
    """The newest version of the region's model text; of several, the one entered last."""
    return ModelText.objects.filter(region=region).order_by("-recorded_at", "-version").first()


def _column(expression: Expression, codes: set[str], names: set[str]) -> Column:
    parties: list[Party] = list(expression.agreement.parties.all())
    partners = [p for p in parties if p.municipality_id not in codes and p.name not in names]
    return Column(
        partner="・".join(party.name for party in partners) or expression.agreement.title,
        codes=frozenset(p.municipality_id for p in partners if p.municipality_id),
        agreement=expression.agreement,
        expression=expression,
        parties=tuple((party.designation, party.name) for party in parties),
    )


def _told_apart(columns: list[Column]) -> list[Column]:
    """Two agreements with one partner: the second says so."""
    seen: dict[str, int] = {}
    made = []
    for column in columns:
        count = seen[column.partner] = seen.get(column.partner, 0) + 1
        name = column.partner if count == 1 else f"{column.partner}（{count}）"
        made.append(Column(name, column.codes, column.agreement, column.expression, column.parties))
    return made
