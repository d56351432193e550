"""Akoma Ntoso written: valid, every word once, ids that move and ids that stay."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from renkei.instrument import read
from renkei.instrument.formats.akn import NAMESPACE, write_akn
from renkei.instrument.formats.lawxml import read_lawxml
from renkei.instrument.model import Document, Kind, Number
from renkei.instrument.references import references
from tests.instrument.formats.lawxml_samples import (
    EVERY,
    LAWS,
    akn_schema,
    disorder,
    errors,
    words,
)
from tests.instrument.formats.trees import agreement

NS = {"a": NAMESPACE}


def _text(xml: bytes) -> str:
    """All words outside meta."""
    root = etree.fromstring(xml)
    for meta in root.findall(".//a:meta", NS):
        meta.clear()
    return re.sub(r"\s", "", "".join(root.itertext()))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", [*LAWS, EVERY], ids=lambda path: path.stem)
def test_a_statute_is_valid_and_says_every_word_in_order(path: Path) -> None:
    document = read_lawxml(path.read_bytes())
    written = write_akn(document)
    assert errors(akn_schema(), written) == []
    if path != EVERY:  # there a caption stands after its number, and readings beside words
        assert _text(written) == _bare("".join(words(document.root)))


def test_all_laws_are_valid(corpus: Path) -> None:
    paths = sorted((corpus / "laws").glob("*/*.xml"))
    assert paths
    for path in paths:
        assert errors(akn_schema(), write_akn(read_lawxml(path.read_bytes()))) == [], path.name


def test_an_agreement_is_valid_and_says_every_word_in_order() -> None:
    written = write_akn(agreement())
    assert errors(akn_schema(), written) == []
    assert _text(written) == _bare("".join(words(agreement().root)))


def test_the_signed_agreement_is_valid_and_its_references_are_links(corpus: Path) -> None:
    document = read((corpus / "sapporo-ishikari-2019.txt").read_bytes())
    written = write_akn(document, references(document))
    assert errors(akn_schema(), written) == []
    assert _text(written) == _bare("".join(words(document.root)))
    links = etree.fromstring(written).findall(".//a:ref", NS)
    assert ("#art_1", "前条") in [(el.get("href"), el.text) for el in links]


@given(disorder())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_wherever_the_file_is_valid_and_says_every_word_once(
    document: Document,
) -> None:
    written = write_akn(document)
    assert errors(akn_schema(), written) == []
    said = _text(written)
    for word in words(document.root):
        assert said.count(word) == 1, word


def test_work_and_expression_are_named_by_full_dates() -> None:
    root = etree.fromstring(write_akn(agreement()))
    work = root.find(".//a:FRBRWork/a:FRBRuri", NS)
    expression = root.find(".//a:FRBRExpression/a:FRBRuri", NS)
    assert work is not None
    assert expression is not None
    assert str(work.get("value")).startswith("/akn/jp/agreement/2019-03-29/")
    assert str(expression.get("value")).endswith("/jpn@2019-04-01")


def test_a_statute_is_named_by_its_promulgation_and_number() -> None:
    root = etree.fromstring(write_akn(read_lawxml(LAWS[0].read_bytes())))
    work = root.find(".//a:FRBRWork/a:FRBRuri", NS)
    assert work is not None
    assert work.get("value") == "/akn/jp/act/1955-12-19/186"


def test_parties_and_dates_are_in_the_meta_block() -> None:
    root = etree.fromstring(write_akn(agreement()))
    parties = [el.get("showAs") for el in root.findall(".//a:TLCOrganization", NS)]
    assert parties[:2] == ["東市", "西市"]
    events = [(el.get("date"), el.get("type")) for el in root.findall(".//a:eventRef", NS)]
    assert events == [("2019-03-29", "generation"), ("2019-04-01", None)]
    marked = [(el.get("refersTo"), el.text) for el in root.findall(".//a:party", NS)]
    assert marked == [("#party_1", "東市"), ("#party_2", "西市")]


def test_signatures_point_to_party_and_person() -> None:
    root = etree.fromstring(write_akn(agreement()))
    signed = root.findall(".//a:conclusions/a:container[@name='signature']", NS)
    assert [el.findtext(".//a:signature/a:person", namespaces=NS) for el in signed] == [
        "東野太郎",
        "西野太郎",
    ]
    assert [el.find(".//a:organization", NS).get("refersTo") for el in signed] == [  # type: ignore[union-attr]
        "#party_1",
        "#party_2",
    ]


def test_the_number_moves_the_eid_and_the_wid_stays() -> None:
    document = agreement()
    main = next(document.root.of_kind(Kind.MAIN))
    moved = replace(main.children[0], number=Number((7, 2)))
    children = tuple(
        replace(main, children=(moved,)) if child is main else child
        for child in document.root.children
    )
    root = etree.fromstring(
        write_akn(replace(document, root=replace(document.root, children=children)))
    )
    article = root.find(".//a:article", NS)
    assert article is not None
    assert (article.get("eId"), article.get("wId")) == ("art_7-2", "art_1")


def test_a_row_keeps_its_address_and_no_id_holds_white_space() -> None:
    root = etree.fromstring(write_akn(agreement()))
    rows = [el.get("wId") for el in root.findall(".//a:tr", NS)]
    assert "annex_1__row_災害対策" in rows
    assert "annex_1__row_救急_医療" in rows


def test_an_annex_is_an_attachment_with_its_own_identity() -> None:
    root = etree.fromstring(write_akn(agreement()))
    this = root.find(".//a:attachment/a:doc/a:meta//a:FRBRWork/a:FRBRthis", NS)
    assert this is not None
    assert str(this.get("value")).endswith("/!annex_1")
    assert root.find(".//a:attachment//a:level/a:level//a:table", NS) is not None


@dataclass(frozen=True)
class _Reference:
    start: int
    end: int
    target_ids: tuple[str, ...]


def test_a_reference_becomes_a_link_to_where_its_target_stands_now() -> None:
    document = agreement()
    place = document.source.index("第1条関係")
    found = _Reference(place, place + 3, ("art_1",))
    nowhere = _Reference(place + 3, place + 5, ("art_9",))
    written = write_akn(document, [found, nowhere])
    assert errors(akn_schema(), written) == []
    links = [(el.get("href"), el.text) for el in etree.fromstring(written).findall(".//a:ref", NS)]
    assert links == [("#art_1", "第1条")]


def test_a_reading_is_beside_its_word() -> None:
    written = write_akn(read_lawxml(EVERY.read_bytes())).decode()
    assert '全ての<inline name="ruby">要素<inline name="rt">ようそ</inline></inline>に' in written


def test_lines_of_a_cell_stay_lines() -> None:
    assert "一行目<br/>二行目" in write_akn(agreement()).decode()


def test_a_text_without_dates_says_so_and_is_valid() -> None:
    document = agreement()
    bare = replace(document, facts=replace(document.facts, concluded=None, commencements=()))
    written = write_akn(bare)
    assert errors(akn_schema(), written) == []
    date = etree.fromstring(written).find(".//a:FRBRWork/a:FRBRdate", NS)
    assert date is not None
    assert date.get("name") == "unknown"
