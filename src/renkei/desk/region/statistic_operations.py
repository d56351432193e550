"""Every write about figures: one, or a file of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, operation
from renkei.desk.region.checks import statistic_problems
from renkei.desk.region.models import Municipality, Region, Statistic
from renkei.desk.region.operations import of_municipality

#: 人, 世帯, km2: one unit for each measure, so that figures can be compared.
UNITS = {
    Statistic.Measure.POPULATION: "人",
    Statistic.Measure.HOUSEHOLDS: "世帯",
    Statistic.Measure.AREA: "km2",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is read from a form or a row of a file."""

    code: str
    measure: str
    basis: str
    as_of: datetime.date
    value: Decimal
    status: str
    source: str
    #: Row of the file, for messages; 0 for a form
    line: int = 0


@operation(
    "region.add_statistic", ja="統計を登録する", en="Enter a figure", concerns=of_municipality
)
def add_statistic(
    actor: Actor,
    municipality: Municipality,
    figure: Figure,
    *,
    region: Region | None = None,
) -> Statistic:
    """統計の登録: one figure with source and status. Raises Refused.

    Preliminary and final figures of a day stand side by side; the same one twice is refused.
    """
    row = _row(figure, municipality)
    problems = statistic_problems(row, timezone.localdate())
    known = _known(row)
    if not problems and known is not None:
        problems = [_twice(known)]
    if problems:
        raise Refused(*problems)
    row.save()
    return row


@operation(
    "region.correct_statistic",
    ja="統計を訂正する",
    en="Correct a figure",
    concerns=lambda call: of_municipality(
        {"municipality": call["statistic"].municipality, "region": call["region"]}
    ),
)
def correct_statistic(
    actor: Actor,
    statistic: Statistic,
    *,
    value: Decimal,
    source: str,
    region: Region | None = None,
) -> Statistic:
    """統計の訂正: a figure that was copied wrongly. Raises Refused; the journal keeps the old one."""
    row = locked(statistic)
    row.value, row.source = value, source.strip()
    if problems := statistic_problems(row, timezone.localdate()):
        raise Refused(*problems)
    row.save()
    return row


@operation(
    "region.import_statistics",
    ja="統計をファイルから登録する",
    en="Enter figures from a file",
    concerns=lambda call: Concern(region=call["region"], subject=call["region"]),
)
def import_statistics(actor: Actor, region: Region, figures: Iterable[Figure]) -> int:
    """統計の取込み for members of a region: all rows or none; how many were new or changed.

    A row that says what the register says is passed over; one with another value corrects it.
    Raises Refused with the problems of every row, each named by its line.
    """
    members = {
        membership.municipality_id: membership.municipality
        for membership in region.memberships.select_related("municipality")
    }
    wanted: list[Statistic] = []
    problems: list[Problem] = []
    for figure in figures:
        municipality = members.get(figure.code)
        if municipality is None:
            problems.append(_stranger(figure, region))
            continue
        row = _row(figure, municipality)
        found = statistic_problems(row, timezone.localdate())
        problems.extend(_at(figure.line, problem) for problem in found)
        wanted.append(row)
    if problems:
        raise Refused(*problems)
    return sum(_put(row) for row in wanted)


def _put(row: Statistic) -> bool:
    known = _known(row)
    if known is None:
        row.save()
        return True
    if (known.value, known.source) == (row.value, row.source):
        return False
    known.value, known.source = row.value, row.source
    known.save()
    return True


def _row(figure: Figure, municipality: Municipality) -> Statistic:
    known = figure.measure in Statistic.Measure.values
    return Statistic(
        municipality=municipality,
        measure=figure.measure,
        basis=figure.basis,
        as_of=figure.as_of,
        value=figure.value,
        unit=UNITS[Statistic.Measure(figure.measure)] if known else "",
        status=figure.status,
        source=figure.source.strip(),
    )


def _known(row: Statistic) -> Statistic | None:
    return Statistic.objects.filter(
        municipality=row.municipality,
        measure=row.measure,
        basis=row.basis,
        as_of=row.as_of,
        status=row.status,
    ).first()


def _twice(known: Statistic) -> Problem:
    shown = f"{known.value:,f}".rstrip("0").rstrip(".")
    return Problem(
        "region.known",
        f"この日の{known.get_status_display()}は登録されています（{shown}{known.unit}）。"
        "誤りであれば訂正してください。",
        f"This figure is in the register already ({shown}); correct it if it is wrong.",
        "value",
    )


def _stranger(figure: Figure, region: Region) -> Problem:
    return Problem(
        "region.stranger",
        f"{figure.line}行目: 団体コード{figure.code}は{region.name}の構成市町村ではありません。",
        f"Line {figure.line}: {figure.code} is no member of {region.said}.",
    )


def _at(line: int, problem: Problem) -> Problem:
    return Problem(
        problem.code, f"{line}行目: {problem.ja}", f"Line {line}: {problem.en}", problem.field
    )
