"""How fast texts are read, checked and resolved, and in how much memory (`./run bench text`)."""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benches import lawtext
from benches.corpus import ROOT, SAMPLE, laws
from benches.measure import Figure, peak_of, report, save, timed
from renkei.instrument import Document, read, read_text
from renkei.instrument.checks import check
from renkei.instrument.formats import write
from renkei.instrument.formats.lawxml import read_lawxml
from renkei.instrument.references import references

TITLE = "text: reading, checking, references"
MILLION = 1_000_000.0
MEGA = 1024 * 1024


def main(words: list[str]) -> int:
    """Measure, print the table, and write it as JSON when asked."""
    parser = argparse.ArgumentParser(prog="./run bench text", description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=3, help="runs over all laws (the median counts)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--no-lawtext", action="store_true", help="leave the comparison out")
    options = parser.parse_args(words)
    figures: list[Figure] = []
    sample_figures(figures)
    paths = law_figures(figures, options.runs)
    command_figures(figures)
    file_figures(figures)
    if not options.no_lawtext:
        lawtext_figures(figures, paths)
    print(report(TITLE, figures))
    if options.json:
        save(options.json, TITLE, figures)
    return 0


def sample_figures(figures: list[Figure]) -> None:
    """The agreement, in process."""
    text = SAMPLE.read_text(encoding="utf-8")
    document = read_text(text)
    reading = timed(lambda: read_text(text), 30)
    checking = timed(lambda: check(document), 30)
    resolving = timed(lambda: references(document), 30)
    name = f"sample ({len(text):,} characters)"
    for what, timing, target in (
        (f"{name}: read", reading, 20.0),
        ("sample: check", checking, None),
        ("sample: references", resolving, None),
    ):
        figures.append(
            Figure(what, timing.cpu * 1e3, "ms", timing.wall * 1e3, target, at_least=False)
        )
    both = reading.cpu + checking.cpu
    walls = reading.wall + checking.wall
    figures.append(
        Figure("sample: read and check", both * 1e3, "ms", walls * 1e3, 20.0, at_least=False)
    )


def law_figures(figures: list[Figure], runs: int) -> list[Path]:
    """Statutes as plain text, in process; then the memory that the largest of them takes."""
    paths, origin = laws()
    texts = [read_lawxml(path.read_bytes()).source for path in paths]
    characters = sum(map(len, texts))
    documents: list[Document] = [read_text(text) for text in texts]
    name = f"laws ({origin}, {characters:,} characters)"
    reading = timed(lambda: _each(read_text, texts), runs)
    checking = timed(lambda: _each(check, documents), runs)
    resolving = timed(lambda: _each(references, documents), runs)
    for what, timing, target in (
        (f"{name}: read", reading, MILLION),
        ("laws: check", checking, MILLION),
        ("laws: references", resolving, None),
    ):
        figures.append(
            Figure(what, characters / timing.cpu, "ch/s", characters / timing.wall, target)
        )
    largest = max(texts, key=len)
    document = read_text(largest)
    peak = peak_of(lambda: read_text(largest))
    note = f"{peak / len(largest):.0f} bytes a character"
    figures.append(
        Figure(
            f"largest law ({len(largest):,} characters): peak of reading",
            peak / MEGA,
            "MB",
            note=note,
        )
    )
    peak = peak_of(lambda: check(document))
    figures.append(Figure("largest law: peak of checking, above the tree", peak / MEGA, "MB"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.append(Figure("whole process, all laws held at once", most, "MB"))
    return paths


def _each(work: Callable[[Any], object], things: Iterable[Any]) -> None:
    """Do it for each, one after the other, keeping no result."""
    for thing in things:
        work(thing)


def command_figures(figures: list[Figure]) -> None:
    """`renkei check` on the agreement, from the start of the process to its end."""
    command = [str(Path(sys.executable).with_name("renkei")), "check", str(SAMPLE)]
    walls, cpus = [], []
    for _ in range(11):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if done.returncode not in (0, 1):
            raise SystemExit(f"renkei check failed: {done.stderr.decode(errors='replace')[-500:]}")
    wall = statistics.median(walls[1:])
    cpu = statistics.median(cpus[1:])
    figures.append(
        Figure(
            "renkei check on the sample, whole command (wall clock)",
            wall,
            "s",
            wall,
            0.3,
            at_least=False,
            note=f"of which processor {cpu:.2f} s",
        )
    )


def file_figures(figures: list[Figure]) -> None:
    """The agreement written as a file of another format, and read back from it."""
    document = read_text(SAMPLE.read_text(encoding="utf-8"))
    for fmt in ("docx", "pdf"):
        data = write(document, fmt)
        name = f"sample.{fmt}"
        writing = timed(lambda fmt=fmt: write(document, fmt), 5)  # type: ignore[misc]
        reading = timed(lambda data=data, name=name: read(data, name=name), 5)  # type: ignore[misc]
        size = f"{len(data):,} bytes"
        figures.append(
            Figure(f"document → {name}", writing.cpu * 1e3, "ms", writing.wall * 1e3, note=size)
        )
        figures.append(Figure(f"{name} → document", reading.cpu * 1e3, "ms", reading.wall * 1e3))


def lawtext_figures(figures: list[Figure], paths: list[Path]) -> None:
    """The same laws through Lawtext, and how many times longer it takes than reading here."""
    what = f"Lawtext {lawtext.VERSION}"
    try:
        peer = lawtext.measure(SAMPLE, paths)
    except lawtext.Unavailable as reason:
        figures.append(Figure(what, 0, "", note=f"left out: {reason}"))
        return
    texts = [read_lawxml(path.read_bytes()).source for path in paths]
    characters = sum(map(len, texts))
    ours = timed(lambda: _each(read_text, texts), 1)
    figures.append(
        Figure(
            f"{what}: same laws, its own text form → model",
            characters / peer.cpu,
            "ch/s",
            characters / peer.wall,
            note=f"{peer.characters:,} characters in its form, {peer.errors} errors",
        )
    )
    figures.append(
        Figure(
            f"{what}: time it takes, in times of ours",
            peer.cpu / ours.cpu,
            "×",
            peer.wall / ours.wall,
            note="its processor time counts its compiler and collector threads",
        )
    )
    figures.append(Figure(f"{what}: the agreement's text", 0, "", note=peer.sample))
