"""How benches measure: medians of several runs, wall clock and processor time side by side.

Processor time is what a run costs on one core whoever else uses the machine; the wall clock is what
a person waits. Targets for work in process are held against the first, whole commands against the
second.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import time
import tracemalloc
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Timing:
    """Medians over ``runs`` runs, in seconds."""

    wall: float
    cpu: float
    runs: int


@dataclass(frozen=True)
class Figure:
    """One line of a report. ``at_least`` tells how ``target`` is meant; ``held`` is None without one."""

    what: str
    value: float
    unit: str
    wall_value: float | None = None
    target: float | None = None
    at_least: bool = True
    note: str = ""

    @property
    def held(self) -> bool | None:
        """Whether the target is reached."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


def timed(work: Callable[[], object], runs: int) -> Timing:
    """Median of ``runs`` runs after one that is not counted (caches, imports)."""
    work()
    walls, cpus = [], []
    for _ in range(runs):
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Timing(statistics.median(walls), statistics.median(cpus), runs)


def peak_of(work: Callable[[], object]) -> int:
    """The most bytes Python held at once during ``work``; a pass of its own, because it is slow."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    cores = os.cpu_count() or 1
    busy = " (others are using it: wall times are longer than needed)" if load > 1.5 else ""
    return (
        f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"load {load:.1f}{busy}"
    )


def report(title: str, figures: list[Figure]) -> str:
    """The figures as a table for people."""
    rows = [("", "processor", "wall", "", "target", "")]
    for figure in figures:
        target = ""
        if figure.target is not None:
            target = f"{'≥' if figure.at_least else '≤'} {_number(figure.target)}"
        held = {None: "", True: "PASS", False: "SHORT"}[figure.held]
        if figure.held is False and figure.target is not None:
            held += f" ({figure.value / figure.target:.2f} × target)"
        wall = "" if figure.wall_value is None else _number(figure.wall_value)
        rows.append(
            (
                figure.what,
                _number(figure.value) if figure.unit else "",
                wall,
                figure.unit,
                target,
                held or figure.note,
            )
        )
    lines = table(rows, right=(1, 2))
    notes = [f"  {f.what}: {f.note}" for f in figures if f.note and f.held is not None]
    return "\n".join([title, machine(), "", *lines, *(["", *notes] if notes else [])])


def table(rows: list[tuple[str, ...]], right: tuple[int, ...]) -> list[str]:
    """Rows as lines with their columns under one another; those of figures end at the right."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            _pad(cell, widths[column], right=column in right) for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def save(path: Path, title: str, figures: list[Figure]) -> None:
    """The figures as JSON for machines."""
    content = {
        "title": title,
        "machine": machine(),
        "figures": [{**asdict(figure), "held": figure.held} for figure in figures],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap
