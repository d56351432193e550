"""Real amendments: the share of instruction lines read completely, per file (実例での読取率)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from renkei.amendment.operations import Amendment
from renkei.amendment.reading import Prose, read_prose
from renkei.amendment.style import MUNICIPAL, NATIONAL
from renkei.amendment.writing import write_prose


def bill(corpus: Path) -> str:
    path = corpus / "amendment-prose" / "national-bill-2020-part1.txt"
    if not path.is_file():
        pytest.skip("the bill is not in the corpus")
    return path.read_text(encoding="utf-8")


def ordinances(corpus: Path) -> dict[str, str]:
    path = corpus / "amendment-prose" / "municipal.jsonl"
    if not path.is_file():
        pytest.skip("the ordinances are not in the corpus")
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: "\n".join(row["aratamebun"]) for row in rows}


def test_every_sentence_of_a_tax_bill_is_read(corpus: Path) -> None:
    text = bill(corpus)
    prose = read_prose(text)
    assert len(prose.amendments) == 15
    assert prose.instruction_lines == 421
    assert prose.share == 1
    # Three new texts hold tables whose cells the bill prints one a line; their rows are lost.
    assert [line.kind for line in prose.unread] == ["block"] * 3


def test_every_sentence_of_the_ordinances_is_read(corpus: Path) -> None:
    for name, text in ordinances(corpus).items():
        prose = read_prose(text)
        assert prose.unread == (), name
        assert prose.instruction_lines > 0, name


def test_what_was_read_means_the_same_when_it_is_written_and_read_again(corpus: Path) -> None:
    def told(prose: Prose) -> list[Amendment]:
        return list(prose.amendments)

    for text in (bill(corpus), *ordinances(corpus).values()):
        for amendment in told(read_prose(text)):
            for style in (NATIONAL, MUNICIPAL):
                assert told(read_prose(write_prose(amendment, style), style)) == [amendment]
