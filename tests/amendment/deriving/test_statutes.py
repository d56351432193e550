"""Real versions of a statute, one after another: the amendment leads from each to the next."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from renkei.amendment.applying import apply
from renkei.amendment.deriving import derive, share_of_rewrites
from renkei.amendment.operations import Add, Level, Restate, Step, Where
from renkei.instrument import Document, read, shape
from renkei.instrument.model import Number
from tests.conftest import ROOT

LAW = "330AC1000000186"
FIXTURES = ROOT / "tests/fixtures/laws"


def versions(folder: Path, law: str) -> list[Document]:
    return [read(path.read_bytes(), name=path.name) for path in sorted(folder.glob(f"{law}_*.xml"))]


def test_each_version_of_a_small_law_becomes_the_next() -> None:
    found = versions(FIXTURES, LAW)
    for before, after in pairwise(found):
        amendment = derive(before, after)
        assert amendment.title == "原子力基本法"
        assert amendment.law_number == "昭和三十年法律第百八十六号"
        assert amendment.base
        assert shape(apply(amendment, before).root) == shape(after.root)


def test_an_article_with_a_branch_number_comes_at_the_end_of_its_chapter() -> None:
    _, before, after = versions(FIXTURES, LAW)
    (instruction,) = derive(before, after).instructions
    (add,) = instruction.operations
    assert isinstance(add, Add)
    assert add.where is Where.END
    assert add.at.at == (Step(Level.CHAPTER, Number((6,))),)
    assert [node.label for node in add.block.nodes] == ["第十六条の二"]


@pytest.mark.parametrize("law", ["405AC0000000047", "346CO0000000264"])
def test_versions_of_larger_laws(corpus: Path, law: str) -> None:
    found = versions(corpus / "laws" / law, law)
    assert len(found) > 5
    for before, after in pairwise(found):
        amendment = derive(before, after)
        operations = [op for i in amendment.instructions for op in i.operations]
        assert not any(isinstance(op, Restate) for op in operations)
        assert shape(apply(amendment, before).root) == shape(after.root)
        assert share_of_rewrites(amendment, before, after).rewritten <= 6
