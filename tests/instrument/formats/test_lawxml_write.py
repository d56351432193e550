"""法令標準XML written: valid, and as it was read; agreements as far as the schema goes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from renkei.instrument import read
from renkei.instrument.formats.lawxml import LOSSES, Fate, read_lawxml, write_lawxml
from renkei.instrument.formats.lawxml_fields import sentences
from renkei.instrument.formats.lawxml_schema import known
from renkei.instrument.model import Document, Kind, Node, Origin, covered, shape
from tests.instrument.formats.lawxml_samples import (
    EVERY,
    LAWS,
    characters,
    disorder,
    errors,
    law_schema,
    words,
)
from tests.instrument.formats.trees import agreement


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Elements in order with the attributes the schema knows; an annex may gain its Num."""
    found = []
    for el in etree.fromstring(xml).iter():
        attrs = known(str(el.tag), tuple((str(k), str(v)) for k, v in el.attrib.items()))
        if str(el.tag) == "AppdxTable":
            attrs.pop("Num", None)
        found.append((str(el.tag), attrs))
    return found


def _prove_round_trip(data: bytes) -> None:
    document = read_lawxml(data)
    written = write_lawxml(document)
    assert errors(law_schema(), written) == []
    assert characters(written) == characters(data)
    assert _elements(written) == _elements(data)
    again = read_lawxml(written)
    assert again.source == document.source
    assert shape(again.root) == shape(document.root)
    assert [n.marks for n in again.root.walk()] == [n.marks for n in document.root.walk()]
    assert [n.id for n in again.root.walk()] == [n.id for n in document.root.walk()]


@pytest.mark.parametrize("path", [*LAWS, EVERY], ids=lambda path: path.stem)
def test_a_statute_comes_out_as_it_went_in(path: Path) -> None:
    _prove_round_trip(path.read_bytes())


def test_all_laws_come_out_valid_and_as_they_went_in(corpus: Path) -> None:
    paths = sorted((corpus / "laws").glob("*/*.xml"))
    assert paths
    for path in paths:
        _prove_round_trip(path.read_bytes())


def test_attributes_of_the_trial_api_stay_behind() -> None:
    assert b"ADYear=" in LAWS[1].read_bytes()
    assert b"ADYear=" not in write_lawxml(read_lawxml(LAWS[1].read_bytes()))


def test_ruby_comes_back_exactly() -> None:
    written = write_lawxml(read_lawxml(EVERY.read_bytes())).decode()
    assert "全ての<Ruby>要素<Rt>ようそ</Rt></Ruby>に関する法律" in written


def test_an_agreement_is_valid() -> None:
    document = agreement()
    assert covered(document) == document.source  # the builder itself
    assert errors(law_schema(), write_lawxml(document)) == []


def test_no_word_of_an_agreement_is_lost() -> None:
    document = agreement()
    tree = "".join(words(document.root))
    written = characters(write_lawxml(document))
    assert sorted(re.sub("[　\u2028（）]", "", tree)) == sorted(re.sub("[　（）]", "", written))


def test_an_agreement_names_its_conclusion_and_is_misc() -> None:
    law = etree.fromstring(write_lawxml(agreement()))
    assert dict(law.attrib) == {
        "Era": "Heisei",
        "Year": "31",
        "Num": "1",
        "LawType": "Misc",
        "Lang": "ja",
        "PromulgateMonth": "3",
        "PromulgateDay": "29",
    }


def test_a_proviso_is_marked_and_brackets_do_not_end_a_sentence() -> None:
    law = etree.fromstring(write_lawxml(agreement()))
    found = law.find(".//Article/Paragraph/ParagraphSentence")
    assert found is not None
    assert [(s.get("Num"), s.get("Function"), s.text) for s in found] == [
        ("1", "main", "甲及び乙は、連携する。"),
        ("2", "proviso", "ただし、別に定めるとき（この限りでない。）を除く。"),
    ]


def test_a_full_width_space_in_an_item_parts_columns() -> None:
    law = etree.fromstring(write_lawxml(agreement()))
    columns = law.findall(".//Item/ItemSentence/Column")
    assert ["".join(column.itertext()).strip() for column in columns] == ["防災", "消防を含む。"]


def test_headings_of_an_annex_hold_their_tables() -> None:
    law = etree.fromstring(write_lawxml(agreement()))
    item = law.find("LawBody/AppdxTable/Item")
    assert item is not None
    assert item.findtext("ItemTitle") == "(1)"
    assert item.find("Subitem1/TableStruct/Table/TableHeaderRow") is not None


def test_closing_and_signatures_stand_between_supplement_and_annex() -> None:
    body = etree.fromstring(write_lawxml(agreement())).find("LawBody")
    assert body is not None
    tags = [str(child.tag) for child in body]
    assert tags[-4:] == ["SupplProvision", "AppdxNote", "AppdxTable", "AppdxNote"]
    assert "".join(body[-3].itertext()).split()[-1] == "西野太郎"


def test_an_agreement_read_back_has_its_articles_and_headings() -> None:
    again = read_lawxml(write_lawxml(agreement()))
    assert [a.caption for a in again.articles()] == ["目的"]
    groups = [(g.label, g.caption) for g in again.root.of_kind(Kind.GROUP)]
    assert groups == [("(1)", "暮らし"), ("ア", "安全")]


def test_the_signed_agreement_is_valid_and_whole(corpus: Path) -> None:
    document = read((corpus / "sapporo-ishikari-2019.txt").read_bytes())
    written = write_lawxml(document)
    assert errors(law_schema(), written) == []
    said = re.sub("[\\s　]", "", characters(written))
    for word in words(document.root):
        assert re.sub("[\\s　]", "", word) in said, word
    groups = [(g.label, g.caption) for g in read_lawxml(written).root.of_kind(Kind.GROUP)]
    assert groups == [(g.label, g.caption) for g in document.root.of_kind(Kind.GROUP)]


def test_a_statute_read_from_its_plain_text_is_written_as_the_same_statute() -> None:
    statute = read_lawxml(LAWS[1].read_bytes())
    again = write_lawxml(read(statute.source))
    assert errors(law_schema(), again) == []
    assert characters(again) == characters(LAWS[1].read_bytes())
    law = etree.fromstring(again)
    for el in law.iter("SupplProvision"):
        assert el.get("AmendLawNum") or el.get("Extract") is None


@given(disorder())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_wherever_the_file_is_valid_and_says_every_word_once(
    document: Document,
) -> None:
    written = write_lawxml(document)
    assert errors(law_schema(), written) == []
    said = characters(written)
    for el in etree.fromstring(written).iter("SupplProvision"):
        said += el.get("AmendLawNum", "")
    for word in words(document.root):
        assert said.count(word) == 1, word


def test_control_characters_do_not_break_the_file() -> None:
    title = Node("title", Kind.TITLE, text="題\x00名\x0c")
    document = Document("", Node("doc", Kind.DOCUMENT, children=(title,)), "test", origin=Origin())
    assert errors(law_schema(), write_lawxml(document)) == []
    assert "題\ufffd名\ufffd" in write_lawxml(document).decode()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲は行う。乙は行わない。", ["甲は行う。", "乙は行わない。"]),
        ("「甲。」という。終", ["「甲。」という。", "終"]),
        ("（注。）文。", ["（注。）文。"]),
        ("閉じない（文。続く", ["閉じない（文。続く"]),
        ("", [""]),
    ],
)
def test_sentences_joined_are_the_text(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
    assert "".join(sentences(text)) == text


def test_losses_say_in_both_languages_what_happens() -> None:
    assert len({loss.kind for loss in LOSSES}) == len(LOSSES)
    assert all(loss.ja.endswith("。") and loss.en.endswith(".") for loss in LOSSES)
    assert {loss.fate for loss in LOSSES} == set(Fate)


def test_the_page_on_formats_lists_every_loss() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "formats.md").read_text("utf-8")
    for loss in LOSSES:
        assert f"| {loss.kind} | {loss.fate} |" in page


def test_a_changing_agreement_without_articles_keeps_its_supplement_and_its_annex() -> None:
    text = (
        "甲市及び乙市における連携協約の一部を変更する連携協約\n\n"
        "甲市（以下「甲」という。）及び乙市（以下「乙」という。）は、令和２年３月２日に締結した連携協約の一部を、"
        "次のとおり変更する。\n\n別表第２を次のように改める。\n\n"
        "附　則\nこの連携協約は、令和３年10月１日から施行する。\n\n"
        "別表第２（第３条関係）\n取組\t内容\t甲の役割\n空き家の活用\t情報を共有する。\t仕組みを用意する。\n"
    )
    document = read(text)
    assert len(document.of_kind(Kind.SUPPLEMENT)) == len(document.of_kind(Kind.ANNEX)) == 1
    written = write_lawxml(document)
    assert errors(law_schema(), written) == []
    again = read_lawxml(written)
    assert len(again.of_kind(Kind.SUPPLEMENT)) == len(again.of_kind(Kind.ANNEX)) == 1
    assert "令和３年10月１日" in again.of_kind(Kind.SUPPLEMENT)[0].full_text()
    assert "空き家の活用" in again.of_kind(Kind.ANNEX)[0].full_text()
    assert characters(written) == characters(write_lawxml(again))
