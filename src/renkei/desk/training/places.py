"""The municipalities of the training region, their posts and their people."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from renkei.desk.accounts.models import Person
from renkei.desk.accounts.operations import grant, register
from renkei.desk.accounts.post_operations import assign, create_post
from renkei.desk.accounts.roles import Role
from renkei.desk.demo import CENTRE_USER, PARTNER_USERS
from renkei.desk.journal.actor import Actor
from renkei.desk.region.models import Municipality, Region, Statistic
from renkei.desk.region.operations import (
    add_head,
    add_member,
    add_milestone,
    add_municipality,
    add_region,
)
from renkei.desk.region.statistic_operations import Figure, add_statistic

#: Where every figure and fact of the region is said to come from.
SOURCE = "見本（架空の値）"
#: What one person in a small office may do.
ALL_ROUND = (Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER, Role.COUNCIL, Role.FINANCE)


@dataclass
class Places:
    """The region as it was made: municipalities by name, and who works there."""

    region: Region
    by_name: dict[str, Municipality]
    people: dict[str, Person]
    centre: str

    def at(self, name: str) -> Actor:
        """Who acts for a municipality."""
        return Actor.for_person(self.people[name])

    @property
    def partners(self) -> list[str]:
        """The names of the partners, in the order of the region."""
        return [name for name in self.people if name != self.centre]


def folder() -> Traversable:
    """The data files of the training region."""
    return resources.files("renkei") / "data" / "training"


@cache
def plan_of_places() -> dict[str, Any]:
    """The region as its file tells it."""
    return tomllib.loads((folder() / "partners.toml").read_text("utf-8"))


def make_places(password: str, today: datetime.date) -> Places:
    """Enter the region, its members and the people who work for them."""
    machine = Actor.installation("renkei demo")
    plan = plan_of_places()
    begun = datetime.date(today.year - 4, 4, 1)
    region = add_region(machine, fictional=True, source=SOURCE, **plan["region"])
    add_milestone(
        machine, region, begun - datetime.timedelta(days=120), "連携中枢都市宣言", source=SOURCE
    )
    rows = plan["municipality"]
    by_name = {row["name"]: _municipality(machine, row, region, begun) for row in rows}
    members = [row for row in rows if "population" in row]
    for order, row in enumerate(members):
        _member(machine, region, by_name[row["name"]], row, order, begun)
    people = {
        row["name"]: _person(machine, region, by_name[row["name"]], row, password, begun)
        for row in members
    }
    _onlookers(machine, region, by_name, password, begun)
    centre = next(row["name"] for row in members if row.get("centre"))
    return Places(region, by_name, people, centre)


def _municipality(
    machine: Actor, row: dict[str, Any], region: Region, begun: datetime.date
) -> Municipality:
    made = add_municipality(
        machine,
        row["code"],
        name=row["name"],
        kana=row["kana"],
        kind=row["kind"],
        prefecture="見本県",
        address=row["address"],
        source=SOURCE,
        fictional=True,
    )
    add_head(machine, made, row["head"], since=begun, source=SOURCE)
    return made


def _member(
    machine: Actor,
    region: Region,
    place: Municipality,
    row: dict[str, Any],
    order: int,
    begun: datetime.date,
) -> None:
    centre = bool(row.get("centre"))
    add_member(machine, region, place, since=begun, centre=centre, order=order)
    for year, share in ((2015, Decimal("1.03")), (2020, Decimal(1))):
        # Two censuses, so that a series can be drawn; one small place has the older one missing.
        if year == 2015 and row["kind"] == "village":
            continue
        figure = Figure(
            code=place.code,
            measure=Statistic.Measure.POPULATION,
            basis=Statistic.Basis.CENSUS,
            as_of=datetime.date(year, 10, 1),
            value=Decimal(int(row["population"] * share)),
            status=Statistic.Status.FINAL,
            source=SOURCE,
        )
        add_statistic(machine, place, figure)


def _person(
    machine: Actor,
    region: Region,
    place: Municipality,
    row: dict[str, Any],
    password: str,
    begun: datetime.date,
) -> Person:
    name = place.name
    username = PARTNER_USERS.get(name, CENTRE_USER)
    shown = "見本 太郎" if username == CENTRE_USER else f"見本 {row['kana'][0]}い子"
    office = f"{name} {row['division']}"
    # A demonstration of an earlier Renkei has this person already.
    person = _known(username) or register(
        machine, username, password, name=shown, office=office, municipality=place, drawn=True
    )
    for role in ALL_ROUND:
        grant(machine, person, role, municipality=place, since=begun)
    if username == CENTRE_USER:
        grant(machine, person, Role.SECRETARIAT, region=region, since=begun)
    post = create_post(
        machine, place, division=row["division"], section=row["section"], since=begun
    )
    assign(machine, post, person, since=begun)
    return person


def _onlookers(
    machine: Actor,
    region: Region,
    by_name: dict[str, Municipality],
    password: str,
    begun: datetime.date,
) -> None:
    """Somebody who only reads, somebody who audits, and a member of the panel."""
    centre = by_name["青嶺市"]
    for username, name, role in (
        ("etsuran", "見本 ふみ", Role.READER),
        ("kansa", "見本 ただし", Role.AUDITOR),
    ):
        person = _known(username) or register(
            machine,
            username,
            password,
            name=name,
            office="青嶺市",
            municipality=centre,
            drawn=True,
        )
        grant(machine, person, role, municipality=centre, since=begun)
    panel = _known("kondan") or register(
        machine, "kondan", password, name="見本 まなぶ", office="見本大学", drawn=True
    )
    grant(machine, panel, Role.PANEL, region=region, since=begun)


def _known(username: str) -> Person | None:
    found: Person | None = Person.objects.filter(username=username).first()
    return found
