"""Every layout that agreements are printed in is read: one fictional text for each."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from renkei.instrument import Document, Kind, Node, covered, read_text

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "specimens"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ENUMERATED = (Kind.ITEM, Kind.SUBITEM, Kind.GROUP)


@dataclass(frozen=True)
class Specimen:
    document: Document
    expected: dict[str, Any]


@pytest.fixture(scope="module", params=NAMES)
def specimen(request: pytest.FixtureRequest) -> Specimen:
    text = (FOLDER / f"{request.param}.txt").read_text(encoding="utf-8")
    expected = json.loads((FOLDER / f"{request.param}.expected.json").read_text(encoding="utf-8"))
    return Specimen(read_text(text), expected)


def test_specimens_stand_in_pairs() -> None:
    assert len(NAMES) >= 20
    assert (
        sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.json")) == NAMES
    )


def test_nothing_is_lost_and_nothing_left_unparsed(specimen: Specimen) -> None:
    document = specimen.document
    assert covered(document) == document.source
    assert document.of_kind(Kind.UNPARSED) == ()
    assert document.diagnostics == ()


def test_title_and_profile_are_found(specimen: Specimen) -> None:
    assert specimen.document.facts.title == specimen.expected["title"]
    assert specimen.document.profile == specimen.expected["profile"]


def test_parties_are_those_named_at_the_head(specimen: Specimen) -> None:
    found = [asdict(party) for party in specimen.document.facts.parties]
    wanted = specimen.expected["parties"]
    keys = ("designation", "name", "members")
    assert [{key: party[key] for key in keys} for party in found] == [
        {**party, "members": tuple(party["members"])} for party in wanted
    ]


def test_parties_point_at_their_names(specimen: Specimen) -> None:
    source = specimen.document.source
    for party in specimen.document.facts.parties:
        if party.end:
            assert _unwrapped(source[party.start : party.end]) == party.name


def test_legal_basis_is_as_printed(specimen: Specimen) -> None:
    basis = specimen.document.facts.legal_basis
    assert (basis.text if basis else None) == specimen.expected["legal_basis"]
    if basis:
        assert _unwrapped(specimen.document.source[basis.start : basis.end]) == basis.text


def test_articles_have_their_captions_and_paragraphs(specimen: Specimen) -> None:
    found = [
        [article.label, article.caption, _count(article, Kind.PARAGRAPH)]
        for article in specimen.document.articles()
    ]
    assert found == specimen.expected["articles"]


def test_supplement_and_day_of_effect(specimen: Specimen) -> None:
    supplements = specimen.document.of_kind(Kind.SUPPLEMENT)
    wanted = specimen.expected["supplement"]
    if wanted is None:
        assert supplements == ()
        return
    label, paragraphs, effective = wanted
    assert [s.label for s in supplements] == [label]
    assert _count(supplements[0], Kind.PARAGRAPH) == paragraphs
    assert str(specimen.document.facts.effective) == effective


def test_day_of_conclusion_and_copies(specimen: Specimen) -> None:
    facts, expected = specimen.document.facts, specimen.expected
    assert (str(facts.concluded) if facts.concluded else None) == expected["concluded"]
    assert facts.concluded_text == expected["concluded_text"]
    assert facts.copies == expected["copies"]


def test_signature_blocks_are_whole(specimen: Specimen) -> None:
    found = [
        [s.designation, s.address, s.body, s.office, s.name]
        for s in specimen.document.facts.signatures
    ]
    assert found == specimen.expected["signatures"]


def test_annexes_have_their_headings_and_rows(specimen: Specimen) -> None:
    annexes = specimen.document.of_kind(Kind.ANNEX)
    wanted = specimen.expected["annexes"]
    assert [annex.label for annex in annexes] == [annex["label"] for annex in wanted]
    for annex, expected in zip(annexes, wanted, strict=True):
        rows = list(annex.of_kind(Kind.ROW))
        assert annex.note.strip() == expected["note"]
        assert _headings(annex) == ["".join(heading.split()) for heading in expected["headings"]]
        assert [
            _cells(header) for header in annex.of_kind(Kind.HEADER) if not header.attr("repeated")
        ] == expected["columns"]
        assert len(rows) == expected["rows"]
        assert _cells(rows[0]) == expected["first_row"]


def test_broken_rows_are_joined(specimen: Specimen) -> None:
    joins = specimen.document.joins
    assert len(joins) == specimen.expected["joins"]
    rows = {row.id for row in specimen.document.of_kind(Kind.ROW)}
    assert all(join.row_id in rows and join.reason_ja and join.reason_en for join in joins)


def test_enumerators_nest_as_printed(specimen: Specimen) -> None:
    paths = [path for path, _ in _paths(specimen.document.root, ())]
    assert list(max(paths, key=len, default=())) == specimen.expected["deepest"]


def test_initiatives_inside_an_article_are_found_by_their_labels(specimen: Specimen) -> None:
    found = [[list(path), node.text] for path, node in _paths(specimen.document.root, ())]
    for initiative in specimen.expected.get("initiatives", []):
        assert initiative in found


def _unwrapped(text: str) -> str:
    return text.replace("\n", "")


def _count(node: Node, kind: Kind) -> int:
    return sum(1 for child in node.children if child.kind is kind)


def _cells(row: Node) -> list[str]:
    return [cell.text for cell in row.children]


def _headings(annex: Node) -> list[str]:
    """All headings over the tables of an annex, labels with them, blanks aside."""
    found = [annex.caption] if annex.caption else []
    found += [group.label + group.caption for group in annex.of_kind(Kind.GROUP)]
    return ["".join(heading.split()) for heading in found]


def _paths(node: Node, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    if node.kind in ENUMERATED and node.label:
        above = (*above, node.label)
        yield above, node
    for child in node.children:
        yield from _paths(child, above)
