"""Lists of procedures: how they are narrowed, and what one line says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from renkei.desk.accounts.roles import Role
from renkei.desk.agreements.models import Party
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import labels, queries
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.page import Seat, seats_of
from renkei.desk.procedures.rules import Kind
from renkei.desk.procedures.stage import said_on
from renkei.desk.region.models import Municipality, Region


@dataclass(frozen=True, slots=True)
class Item:
    """One procedure in a list: its row, its parties, how its stage is coloured."""

    row: Procedure
    seats: tuple[Seat, ...]
    tone: str
    #: 乙の議決待ち, as it reads on the day
    stage_ja: str
    stage_en: str

    @classmethod
    def of(cls, row: Procedure, today: datetime.date) -> Item:
        """From a row whose parties were fetched with it."""
        said = said_on(row.stage, row.stage_ja, row.stage_en, Kind(row.kind), row.effect_on, today)
        return cls(row, seats_of(queries.parties_of(row)), _tone(row, today), *said)

    @property
    def pk(self) -> int:
        """The key of the row."""
        return int(self.row.pk)

    @property
    def next_due(self) -> datetime.date | None:
        """The next day something is due."""
        return self.row.next_due

    @property
    def kind(self) -> str:
        """What it does, in a word."""
        return labels.kind(self.row.kind)

    @property
    def partners(self) -> str:
        """Everybody but 甲; everybody where nobody is 甲."""
        return partners(self.seats)


def _tone(row: Procedure, today: datetime.date) -> str:
    if row.state == Procedure.State.WITHDRAWN:
        return "none"
    if row.state == Procedure.State.DONE:
        return "ok"
    return "late" if row.next_due is not None and row.next_due < today else "soon"


def partners(seats: Iterable[Seat]) -> str:
    """浜辺市: everybody but 甲, as the name of one agreement in a family."""
    seats = list(seats)
    others = [seat.name for seat in seats if seat.designation != "甲"]
    return "・".join(others or [seat.name for seat in seats])


def may_open_page(actor: Actor, row: Procedure) -> bool:
    """queries.visible_to for a row that came with its parties: without another question."""
    region = row.region.slug if row.region is not None else ""
    codes = {party.municipality_id for party in queries.parties_of(row)}
    return (
        actor.at_machine
        or bool(actor.codes & codes)
        or actor.has_in_region(Role.SECRETARIAT, region)
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice above a list."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


def filters(actor: Actor, chosen: Mapping[str, str]) -> list[Filter]:
    """What a list can be narrowed by."""
    states = [
        (Procedure.State.OPEN, _("手続中")),
        (Procedure.State.DONE, _("完了")),
        (Procedure.State.WITHDRAWN, _("取下げ")),
    ]
    seen = Procedure.objects.filter(queries.visible_to(actor))
    regions = Region.objects.filter(pk__in=seen.values("region"))
    municipalities = Municipality.objects.filter(
        parties__agreement__in=seen.values("agreement")
    ).distinct()
    rows = (
        ("region", _("圏域"), [(r.slug, r.said) for r in regions]),
        (
            "municipality",
            _("団体"),
            [(m.code, m.name) for m in municipalities],
        ),
        ("state", _("状態"), states),
        ("kind", _("種類"), [(k.value, labels.kind(k)) for k in Kind]),
    )
    return [
        Filter(
            name,
            label,
            (("", _("すべて")), *((str(k), v) for k, v in choices)),
            chosen.get(name, ""),
        )
        for name, label, choices in rows
    ]


def narrowed(found: QuerySet[Procedure], chosen: Mapping[str, str]) -> QuerySet[Procedure]:
    """The list by what was chosen; what nobody offers finds nothing."""
    if chosen.get("region"):
        found = found.filter(region__slug=chosen["region"])
    if chosen.get("municipality"):
        found = found.filter(agreement__parties__municipality=chosen["municipality"][:6])
    if chosen.get("state"):
        found = found.filter(state=chosen["state"])
    if chosen.get("kind"):
        found = found.filter(kind=chosen["kind"])
    return found.distinct()


def with_parties(rows: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """The same rows, each with its parties."""
    parties = Party.objects.select_related("municipality").order_by("order")
    return rows.prefetch_related(Prefetch("agreement__parties", parties))
