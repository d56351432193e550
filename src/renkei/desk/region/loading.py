"""A region from a file of facts: its municipalities, members, milestones and figures.

The file is TOML (``renkei/data/regions/README.md``). Everything in it goes through the operations, so
the journal tells each fact with its source; what is there already is left as it is.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from typing import Any

from django.db import transaction

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.region import operations
from renkei.desk.region.models import Municipality, Region, Statistic
from renkei.desk.region.statistic_operations import Figure, add_statistic

#: What each table of the file may hold, and what it must: name → (type, must).
Shape = dict[str, tuple[type | tuple[type, ...], bool]]
_NUMBER = (int, float)
_REGION: Shape = {
    "slug": (str, True),
    "name": (str, True),
    "name_en": (str, False),
    "scheme": (str, True),
    "source": (str, False),
    "fictional": (bool, False),
}
_MILESTONE: Shape = {"date": (datetime.date, True), "name": (str, True), "source": (str, False)}
_MUNICIPALITY: Shape = {
    "code": (str, True),
    "name": (str, True),
    "kana": (str, False),
    "kind": (str, True),
    "prefecture": (str, True),
    "address": (str, False),
    "source": (str, False),
    "since": (datetime.date, False),
    "until": (datetime.date, False),
    "centre": (bool, False),
    "heads": (list, False),
    "statistics": (list, False),
}
_HEAD: Shape = {
    "name": (str, True),
    "since": (datetime.date, False),
    "until": (datetime.date, False),
    "source": (str, False),
}
_STATISTIC: Shape = {
    "measure": (str, True),
    "basis": (str, True),
    "as_of": (datetime.date, True),
    "value": (_NUMBER, True),
    "status": (str, True),
    "source": (str, True),
}


def shipped(name: str) -> bytes:
    """A file that came with Renkei. Raises FileNotFoundError for a name there is none of."""
    return (resources.files("renkei") / "data" / "regions" / f"{name}.toml").read_bytes()


def shipped_names() -> list[str]:
    """The regions that came with Renkei."""
    folder = resources.files("renkei") / "data" / "regions"
    return sorted(
        path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")
    )


def load(actor: Actor, data: bytes) -> Region:
    """Enter a region from a file: all of it or nothing. Raises Refused with every mistake in it."""
    facts = _read(data)
    with transaction.atomic():
        region = _region(actor, facts["region"])
        for order, row in enumerate(facts.get("municipalities", [])):
            _municipality(actor, region, row, order)
        for row in facts.get("milestones", []):
            if not region.milestones.filter(date=row["date"], name=row["name"]).exists():
                operations.add_milestone(actor, region, **row)
    return region


def _read(data: bytes) -> dict[str, Any]:
    try:
        facts = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(
            Problem(
                "region.toml",
                f"TOML として読めません: {error}",
                f"This is no TOML: {error}",
            )
        ) from None
    problems = _problems(facts)
    if problems:
        raise Refused(*problems)
    return facts


def _problems(facts: Mapping[str, Any]) -> list[Problem]:
    region = facts.get("region")
    problems = _shaped(region, _REGION, "[region]")
    for name, shape in (("milestones", _MILESTONE), ("municipalities", _MUNICIPALITY)):
        for number, row in enumerate(_list(facts, name), 1):
            place = f"[[{name}]] {number}"
            problems += _shaped(row, shape, place)
            if name == "municipalities" and isinstance(row, dict):
                for below, inner in (("heads", _HEAD), ("statistics", _STATISTIC)):
                    for count, found in enumerate(_list(row, below), 1):
                        problems += _shaped(found, inner, f"{place}, {below} {count}")
    unknown = set(facts) - {"region", "milestones", "municipalities"}
    return problems + [_wrong("", name) for name in sorted(unknown)]


def _list(facts: Mapping[str, Any], name: str) -> list[Any]:
    found = facts.get(name, [])
    return found if isinstance(found, list) else [found]


def _shaped(row: object, shape: Shape, place: str) -> list[Problem]:
    if not isinstance(row, dict):
        return [
            Problem("region.file", f"{place} がありません。", f"{place} is missing."),
        ]
    problems = [_wrong(place, name) for name in sorted(set(row) - set(shape))]
    for name, (kind, must) in shape.items():
        if name not in row:
            if must:
                problems.append(
                    Problem(
                        "region.file",
                        f"{place}: {name} がありません。",
                        f"{place}: {name} is missing.",
                    )
                )
        elif not isinstance(row[name], kind) or (
            # True is an int and a moment is a day, for Python only.
            isinstance(row[name], bool) != (kind is bool)
            or isinstance(row[name], datetime.datetime)
        ):
            problems.append(
                Problem(
                    "region.file",
                    f"{place}: {name} の書き方が違います（{row[name]!r}）。",
                    f"{place}: {name} is not written as it should be ({row[name]!r}).",
                )
            )
    return problems


def _wrong(place: str, name: str) -> Problem:
    where = f"{place}: " if place else ""
    return Problem(
        "region.file", f"{where}{name} という項目はありません。", f"{where}no such item: {name}."
    )


def _region(actor: Actor, row: dict[str, Any]) -> Region:
    known = Region.objects.filter(slug=row["slug"]).first()
    if known is not None:
        return known
    return operations.add_region(actor, **row)


def _municipality(actor: Actor, region: Region, row: dict[str, Any], order: int) -> None:
    inner = {name: row.get(name, []) for name in ("heads", "statistics")}
    member = {name: row.get(name) for name in ("since", "until")}
    names = {"name", "kana", "kind", "prefecture", "address", "source"}
    place = Municipality.objects.filter(code=row["code"]).first()
    if place is None:
        facts = {name: row[name] for name in names & set(row)}
        place = operations.add_municipality(
            actor, row["code"], fictional=region.fictional, region=region, **facts
        )
    if not region.memberships.filter(municipality=place).exists():
        operations.add_member(
            actor, region, place, centre=row.get("centre", False), order=order, **member
        )
    for head in inner["heads"]:
        if not place.heads.filter(name=head["name"]).exists():
            operations.add_head(actor, place, region=region, **{"since": None} | head)
    for found in inner["statistics"]:
        key = {name: found[name] for name in ("measure", "basis", "as_of", "status")}
        if not Statistic.objects.filter(municipality=place, **key).exists():
            figure = Figure(
                code=place.code, value=Decimal(str(found["value"])), source=found["source"], **key
            )
            add_statistic(actor, place, figure, region=region)
