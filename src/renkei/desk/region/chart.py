"""A line over the years as SVG, drawn by the server: no script, no library. Pure.

The figures always stand in a table beside it; the picture is for the shape only.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

WIDTH, HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 22, 34


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series; ``final`` False draws a hollow ring (速報値)."""

    day: datetime.date
    value: Decimal
    final: bool = True


def line(points: Sequence[Point], title: str, unit: str) -> str:
    """The series as an SVG element with its title; "" for fewer than two points.

    The scale begins at zero: a fall of three per cent looks like one.
    """
    days = sorted({point.day for point in points})
    if len(days) < 2:
        return ""
    top = _round_up(max(point.value for point in points))
    first, span = days[0], (days[-1] - days[0]).days

    def at(point: Point) -> tuple[float, float]:
        across = (point.day - first).days / span
        return (
            round(_LEFT + across * (WIDTH - _LEFT - _RIGHT), 1),
            round(HEIGHT - _BOTTOM - float(point.value / top) * (HEIGHT - _TOP - _BOTTOM), 1),
        )

    finals = sorted((p for p in points if p.final), key=lambda p: p.day)
    path = " ".join(f"{x},{y}" for x, y in map(at, finals))
    parts = [
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
    ]
    for step in (0, 1, 2):
        value = top * step / 2
        y = round(HEIGHT - _BOTTOM - step / 2 * (HEIGHT - _TOP - _BOTTOM), 1)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="axis" x="{_LEFT - 8}" y="{y + 4}">{value:,f}</text>')
    parts.append(f'<text class="axis unit" x="{_LEFT - 8}" y="12">{escape(unit)}</text>')
    if len(finals) > 1:
        parts.append(f'<polyline class="run" points="{path}"/>')
    for point in points:
        x, y = at(point)
        kind = "dot" if point.final else "dot ring"
        parts.append(f'<circle class="{kind}" cx="{x}" cy="{y}" r="4.5"/>')
    for day in _spread(days):
        x, _ = at(Point(day, top))
        parts.append(f'<text class="year" x="{x}" y="{HEIGHT - 10}">{day.year}</text>')
    return "".join(parts) + "</svg>"


def _round_up(value: Decimal) -> Decimal:
    """The end of the scale: 1, 2 or 5 times a power of ten, at least the largest value."""
    if value <= 0:
        return Decimal(2)
    power = Decimal(10) ** value.adjusted()
    return next(power * step for step in (1, 2, 4, 6, 8, 10) if power * step >= value)


def _spread(days: Sequence[datetime.date], most: int = 8) -> list[datetime.date]:
    """At most so many days for the axis, the first and the last among them."""
    if len(days) <= most:
        return list(days)
    step = (len(days) - 1) / (most - 1)
    return [days[round(number * step)] for number in range(most)]
