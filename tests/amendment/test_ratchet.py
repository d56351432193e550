"""What was proved once stays proved: amendments between real versions of statutes.

``ratchet.json`` names them; `./run bench amend` tries all of them and fails with a lost one too. Here
the small fixtures are always tried, and of the corpus, where it is there, a fixed part.
"""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from renkei.amendment.proving import prove
from renkei.amendment.style import STYLES
from renkei.instrument import Document, read

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "laws"
CASES = json.loads((ROOT / "tests/amendment/ratchet.json").read_text(encoding="utf-8"))["cases"]
#: So many bytes of XML are read of the corpus: some ten seconds.
BYTES = 2_500_000


def _names(case: dict[str, Any]) -> tuple[str, str]:
    return f"{case['law']}_{case['from']}", f"{case['law']}_{case['to']}"


@cache
def _read(path: Path) -> Document:
    return read(path.read_bytes())


def _holds(one: Path, other: Path, style: str) -> None:
    before, after = _read(one), _read(other)
    proof = prove(before, after, STYLES[style], restate=False)
    assert proof.ok, f"{one.name} → {other.name} {style}: {proof.faults[:1]}"
    assert not proof.faults, f"{one.name} → {other.name} {style}: {proof.faults[0]}"
    assert not proof.restated


def test_the_file_names_every_pair_in_both_styles() -> None:
    assert len(CASES) >= 56
    assert all(set(case["styles"]) == set(STYLES) for case in CASES)


@pytest.mark.parametrize("style", list(STYLES))
def test_the_small_versions_in_the_repository(style: str) -> None:
    files = sorted(FIXTURES.glob("3*.xml"))
    for one, other in pairwise(files):
        _holds(one, other, style)


def test_a_fixed_part_of_the_corpus(corpus: Path) -> None:
    """The smallest pairs, the styles by turns, until so much was read."""
    pairs = []
    for case in CASES:
        one, other = (corpus / "laws" / case["law"] / name for name in _names(case))
        if one.exists() and other.exists():
            pairs.append((one.stat().st_size + other.stat().st_size, one, other, case["styles"]))
    assert pairs
    total = 0
    for turn, (size, one, other, styles) in enumerate(sorted(pairs, key=lambda pair: pair[:3])):
        total += size
        if total > BYTES:
            break
        _holds(one, other, sorted(styles)[turn % len(styles)])
