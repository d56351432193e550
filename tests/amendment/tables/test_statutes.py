"""Real versions of statutes: the table between two of them gives the later one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from renkei.amendment.tables import TABLE_STYLES, prove_table
from renkei.instrument import Document, read

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "laws"
NATIONAL = TABLE_STYLES["national"]


def versions(folder: Path, law: str) -> list[Document]:
    """The versions of a law in the order they came into force."""
    files = sorted(folder.glob(f"{law}_*.xml"), key=lambda path: path.name.split("_")[1:])
    return [read(path.read_bytes(), name=path.name) for path in files]


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_versions_of_the_atomic_energy_act(format: str) -> None:
    pairs = list(pairwise(versions(FIXTURES, "330AC1000000186")))
    assert len(pairs) == 2
    for before, after in pairs:
        proof = prove_table(before, after, format, NATIONAL)
        assert proof.ok, [trouble.message_ja for trouble in proof.troubles]
        assert not proof.unprinted


def test_the_versions_of_an_order_with_tables(corpus: Path) -> None:
    law = "346CO0000000264"
    pairs = list(pairwise(versions(corpus / "laws" / law, law)))
    assert pairs
    for before, after in pairs:
        proof = prove_table(before, after, "docx", NATIONAL)
        assert proof.ok, [trouble.message_ja for trouble in proof.troubles]
