"""What is written is read back as it was meant: random amendments, real prose, real provisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.amendment.operations import (
    Amendment,
    Block,
    Instruction,
    Level,
    Restate,
    Rewrite,
    Target,
)
from renkei.amendment.operations import Step as AddressStep
from renkei.amendment.reading import read_prose
from renkei.amendment.style import MUNICIPAL, NATIONAL, Style
from renkei.amendment.writing import write_prose
from renkei.instrument import read
from renkei.instrument.model import Kind, Node
from tests.amendment.agreements import patient
from tests.amendment.strategies import amendments, styles

SPECIMENS = Path(__file__).parents[2] / "fixtures" / "specimens"


def read_back(amendment: Amendment, style: Style) -> None:
    """Read what is written; every sentence is what it was."""
    text = write_prose(amendment, style)
    prose = read_prose(text, style)
    assert prose.unread == (), text
    assert prose.amendments == (amendment,), text


@settings(patient, max_examples=150)
@given(st.data())
def test_random_amendments_are_read_back(data: st.DataObject) -> None:
    style = data.draw(styles)
    read_back(data.draw(amendments(style)), style)


def bare(node: Node) -> Node:
    """The node as a block holds it."""
    return Node(
        "",
        node.kind,
        label=node.label,
        number=node.number,
        caption=node.caption,
        note=node.note,
        text=node.text,
        children=tuple(bare(child) for child in node.children),
    )


def given_anew(root: Node) -> Iterator[Amendment]:
    """The whole text, and each of its provisions by itself, said anew."""
    yield Amendment((Instruction((Restate(Block(tuple(map(bare, root.children)))),)),))
    said = {level.value: level for level in Level}
    for node in root.walk():
        level = said.get(node.kind.value)
        if level is None or node.kind in (Kind.CELL, Kind.DOCUMENT):
            continue
        # Where it stands does not matter to its layout, only what is expected there.
        name = "別表" if level is Level.ANNEX else "甲" if level is Level.SUBITEM else ""
        target = Target((AddressStep(level, None, name),))
        yield Amendment((Instruction((Rewrite((target,), Block((bare(node),))),)),))


@pytest.mark.parametrize("style", [MUNICIPAL, NATIONAL], ids=["municipal", "national"])
@pytest.mark.parametrize("path", sorted(SPECIMENS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_agreement_can_be_said_anew(path: Path, style: Style) -> None:
    whole = next(given_anew(read(path.read_bytes()).root))
    read_back(whole, style)


def sentences(text: str) -> Iterator[tuple[Amendment, Style, str]]:
    """Each sentence of real prose that was read completely, by itself."""
    prose = read_prose(text)
    for amendment, sources in zip(prose.amendments, prose.sources, strict=True):
        for instruction, source in zip(amendment.instructions, sources, strict=True):
            yield Amendment((instruction,)), prose.style, source.text


def test_real_prose_written_again_means_the_same(corpus: Path) -> None:
    folder = corpus / "amendment-prose"
    texts = [path.read_text() for path in sorted(folder.glob("*.txt"))]
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text().split("\n"):
            if line.strip():
                texts.append("\n".join(json.loads(line)["aratamebun"]))
    count = same = 0
    for text in texts:
        for amendment, style, printed in sentences(text):
            written = write_prose(amendment, style)
            assert read_prose(written, style).amendments == (amendment,), written
            count += 1
            same += written.split("\n")[0].strip() == printed
    assert count > 400
    assert same / count > 0.9  # word for word as it was printed
