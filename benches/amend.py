"""How fast amendments are made and proved, and how many of the real ones are (`./run bench amend`)."""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from benches.corpus import ROOT, SAMPLE, laws
from benches.measure import Figure, peak_of, report, save, timed
from benches.papers import LIMIT_S, PARTNERS, agreement_with, changed, paper_figures
from renkei.amendment.applying import apply
from renkei.amendment.deriving import derive, share_of_rewrites
from renkei.amendment.paper import write_paper
from renkei.amendment.proving import house_style, prove
from renkei.amendment.reading import read_prose
from renkei.amendment.style import MUNICIPAL, STYLES, Style
from renkei.amendment.tables import prove_table
from renkei.amendment.writing import write_prose
from renkei.instrument import Document, read, read_text
from renkei.instrument.composing import compose
from renkei.instrument.formats import write
from renkei.instrument.model import shape

TITLE = "amend: compare, write, read, apply"
RATCHET = ROOT / "tests" / "amendment" / "ratchet.json"
MEGA = 1024 * 1024
_STEPS = ("compare", "write", "read", "apply", "compose")


@dataclass
class Sums:
    """What all pairs took, step by step, and what came of them."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_STEPS, 0.0))
    wall: float = 0.0
    pairs: int = 0
    proved: int = 0
    changed: int = 0
    rewritten: int = 0
    instructions: int = 0
    failed: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def main(words: list[str]) -> int:
    """Measure, print the table; 1 when a pair that was proved once is not any more."""
    parser = argparse.ArgumentParser(prog="./run bench amend", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument(
        "--ratchet", action="store_true", help="enter newly proved pairs in the file of the tests"
    )
    options = parser.parse_args(words)
    figures: list[Figure] = []
    known = _ratchet()
    passed = law_figures(figures)
    agreement_figures(figures)
    paper_figures(figures)
    print(report(TITLE, figures))
    if options.json:
        save(options.json, TITLE, figures)
    lost = sorted(known.keys() & passed.keys() - {key for key in passed if passed[key]})
    for key in lost:
        print(f"once proved, now not: {' '.join(key)}")
    if options.ratchet:
        _enter(known, passed)
    return 1 if lost else 0


def pairs() -> Iterator[tuple[Path, Path]]:
    """Consecutive versions of each law."""
    found, _ = laws()
    for one, other in pairwise(found):
        if one.name.split("_")[0] == other.name.split("_")[0]:
            yield one, other


Key = tuple[str, str, str, str]


def law_figures(figures: list[Figure]) -> dict[Key, bool]:
    """Every consecutive pair in both styles; which were proved exactly, without any fall-back."""
    _, origin = laws()
    passed: dict[Key, bool] = {}
    sums = Sums()
    largest: tuple[int, Document, Document] | None = None
    held: tuple[Path, Document] | None = None
    for one, other in pairs():
        before = held[1] if held and held[0] == one else read(one.read_bytes())
        after = read(other.read_bytes())
        held = (other, after)
        if largest is None or len(after.source) > largest[0]:
            largest = (len(after.source), before, after)
        for style in STYLES.values():
            key = (one.name.split("_")[0], one.name.split("_", 1)[1], other.name.split("_", 1)[1])
            passed[(*key, style.name)] = _pair(before, after, style, sums, " ".join(key))
    total = sum(sums.seconds[step] for step in _STEPS[:4])
    figures.append(
        Figure(
            f"{sums.pairs} pairs ({origin}, both styles): compare, write, read, apply",
            total, "s", sums.wall, 60.0, at_least=False,
        )
    )  # fmt: skip
    for step in _STEPS:
        note = "the text after, set in the layout of the one before" if step == "compose" else ""
        figures.append(Figure(f"  of which {step}", sums.seconds[step], "s", note=note))
    figures.append(
        Figure("slowest pair", sums.slowest[0], "s", note=sums.slowest[1]),
    )
    share = 100 * sums.rewritten / max(sums.changed, 1)
    figures.append(
        Figure(
            "provisions changed that are given anew whole (全改)", share, "%", None, 5.0,
            at_least=False, note=f"{sums.rewritten} of {sums.changed}; {sums.instructions} sentences",
        )
    )  # fmt: skip
    figures.append(
        Figure(
            "pairs proved exactly, nothing said more coarsely",
            100 * sums.proved / max(sums.pairs, 1), "%", None, 100.0,
            note=f"{sums.proved} of {sums.pairs}" + "".join(f"; {f}" for f in sums.failed[:5]),
        )
    )  # fmt: skip
    if largest is not None:
        _, before, after = largest
        peak = peak_of(lambda: _steps(before, after, MUNICIPAL, Sums()))
        figures.append(Figure(f"largest law ({largest[0]:,} characters): peak", peak / MEGA, "MB"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.append(Figure("whole process", most, "MB"))
    return passed


def _pair(before: Document, after: Document, style: Style, sums: Sums, name: str) -> bool:
    wall, cpu = time.perf_counter(), time.process_time()
    sums.pairs += 1
    ok = _steps(before, after, style, sums)
    sums.wall += time.perf_counter() - wall
    took = time.process_time() - cpu
    if took > sums.slowest[0]:
        sums.slowest = (took, f"{name} {style.name}")
    sums.proved += ok
    if not ok:
        sums.failed.append(f"{name} {style.name}")
    return ok


def _steps(before: Document, after: Document, style: Style, sums: Sums) -> bool:
    """One proof, step by step, each with its time; whether it holds as derived."""
    marks = [time.process_time()]
    amendment = derive(before, after, style=style)
    marks.append(time.process_time())
    prose = write_prose(amendment, style)
    marks.append(time.process_time())
    found = read_prose(prose, style)
    marks.append(time.process_time())
    ok = not found.unread and len(found.amendments) == 1
    ok = ok and found.amendments[0].instructions == amendment.instructions
    applied = apply(amendment, before)
    marks.append(time.process_time())
    ok = ok and shape(applied.root) == shape(after.root)
    document = compose(applied.root, before)
    marks.append(time.process_time())
    for step, (start, end) in zip(_STEPS, pairwise(marks), strict=True):
        sums.seconds[step] += end - start
    share = share_of_rewrites(amendment, before, after)
    sums.changed += share.changed
    sums.rewritten += share.rewritten
    sums.instructions += len(amendment.instructions)
    return ok and shape(document.root) == shape(after.root)


def agreement_figures(figures: list[Figure]) -> None:
    """One agreement, and one change over eleven with all that is printed of it."""
    text = SAMPLE.read_text(encoding="utf-8")
    before, after = read_text(text), read_text(changed(text))
    style = house_style(before, MUNICIPAL)
    sums = Sums()
    one = timed(lambda: _steps(before, after, style, sums), 10)
    kept = sums.seconds["compose"] / max(sum(sums.seconds.values()), 1e-9)
    figures.append(
        Figure(
            "one agreement: compare, write, read, apply",
            one.cpu * (1 - kept) * 1e3, "ms", one.wall * (1 - kept) * 1e3, 50.0, at_least=False,
        )
    )  # fmt: skip
    proof = timed(lambda: prove(before, after, style), 10)
    figures.append(Figure("one agreement: proved", proof.cpu * 1e3, "ms", proof.wall * 1e3))
    family = timed(_family, 1)
    figures.append(
        Figure(
            "eleven agreements: 改め文 and 新旧対照表 proved, written as Word, and the texts after",
            family.cpu, "s", family.wall, LIMIT_S, at_least=False, note="33 Word files",
        )
    )  # fmt: skip


def _family() -> None:
    for name in PARTNERS:
        partner = agreement_with(name)
        before, after = read_text(partner), read_text(changed(partner))
        proof = prove(before, after, house_style(before, MUNICIPAL))
        table = prove_table(before, after, "docx")
        assert table.ok
        assert proof.document is not None
        write_paper(proof.prose, "docx")
        write(proof.document, "docx")


def _ratchet() -> dict[Key, str]:
    if not RATCHET.exists():
        return {}
    cases = json.loads(RATCHET.read_text(encoding="utf-8"))["cases"]
    return {
        (case["law"], case["from"], case["to"], style): how
        for case in cases
        for style, how in case["styles"].items()
    }


def _enter(known: dict[Key, str], passed: dict[Key, bool]) -> None:
    """Proved pairs are entered; none is ever taken out."""
    merged = {**known, **{key: "proved" for key, ok in passed.items() if ok}}
    cases: dict[tuple[str, str, str], dict[str, str]] = {}
    for (law, one, other, style), how in sorted(merged.items()):
        cases.setdefault((law, one, other), {})[style] = how
    content = {
        "what": "consecutive versions of statutes whose amendment is proved without any fall-back;"
        " `./run bench amend --ratchet` adds, nothing takes away",
        "cases": [
            {"law": law, "from": one, "to": other, "styles": styles}
            for (law, one, other), styles in cases.items()
        ],
    }
    RATCHET.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(merged)} cases in {RATCHET.relative_to(ROOT)}")
