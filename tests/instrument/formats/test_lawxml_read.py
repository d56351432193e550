"""法令標準XML read: nothing lost, structure kept, and clear refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from renkei.instrument.formats.lawxml import read_lawxml
from renkei.instrument.model import Document, Kind, Number, Refusal, Role, covered
from tests.instrument.formats.lawxml_samples import EVERY, FIXTURES, LAWS, XSD, characters


def _law(body: str, head: str = "", attrs: str = "") -> bytes:
    return (
        f'<Law Era="Reiwa" Year="2" Num="1" LawType="Act" Lang="ja"{attrs}>'
        f"<LawNum>令和二年法律第一号</LawNum><LawBody><LawTitle>試験法</LawTitle>{head}"
        f"<MainProvision>{body}</MainProvision></LawBody></Law>"
    ).encode()


def _paragraph(sentence: str, more: str = "") -> str:
    return (
        '<Paragraph Num="1"><ParagraphNum/><ParagraphSentence>'
        f"<Sentence>{sentence}</Sentence></ParagraphSentence>{more}</Paragraph>"
    )


def _prove_nothing_lost(data: bytes, document: Document) -> None:
    """The characters of the file are the source, less what the reader added: layout, what parts
    columns and lines of a text, and the two attributes that are printed."""
    assert covered(document) == document.source
    free: set[int] = set()
    printed: set[int] = set()
    for node in document.root.walk():
        for piece in node.pieces:
            if piece.role is Role.LAYOUT:
                free.update(range(piece.start, piece.end))
            elif piece.role in (Role.NOTE, Role.CAPTION) and node.kind is Kind.SUPPLEMENT:
                printed.update(range(piece.start, piece.end))
            else:
                spaces = (
                    i for i in range(piece.start, piece.end) if document.source[i] in "　\u2028"
                )
                free.update(spaces)
    wanted = characters(data)
    position = 0
    for index, char in enumerate(document.source):
        if index in printed:
            continue
        if position < len(wanted) and wanted[position] == char:
            position += 1
        else:
            assert index in free, (index, document.source[max(0, index - 20) : index + 20])
    assert position == len(wanted), wanted[position : position + 40]


@pytest.mark.parametrize("path", [*LAWS, EVERY], ids=lambda path: path.stem)
def test_every_character_of_the_file_is_in_the_source(path: Path) -> None:
    data = path.read_bytes()
    _prove_nothing_lost(data, read_lawxml(data))


def test_every_character_of_all_laws_is_in_their_source(corpus: Path) -> None:
    paths = sorted((corpus / "laws").glob("*/*.xml"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        _prove_nothing_lost(data, read_lawxml(data))


def test_the_fixture_holds_every_element_of_the_schema() -> None:
    schema = etree.parse(FIXTURES / "stdLaw.xsd").getroot()
    wanted = {el.get("name") for el in schema.iterchildren(f"{XSD}element")}
    found = {str(el.tag) for el in etree.parse(EVERY).iter()}
    assert len(wanted) > 120
    assert wanted - found == set()


def test_a_statute_is_laid_out_as_e_gov_shows_it() -> None:
    source = read_lawxml(LAWS[0].read_bytes()).source
    assert source.startswith(
        "昭和三十年法律第百八十六号\n原子力基本法\n第一章　総則\n（目的）\n第一条　この法律は、"
    )
    assert "\n２　前項の安全の確保については、" in source
    assert "\n一　「原子力」とは、" in source


def test_articles_carry_number_caption_and_paragraphs() -> None:
    document = read_lawxml(LAWS[1].read_bytes())
    article = next(node for node in document.articles() if node.label == "第二条の二")
    assert (article.id, article.number, article.caption) == ("art_2_2", Number((2, 2)), "国の責務")
    assert [child.label for child in article.children] == ["", "２"]
    assert article.children[1].id == "art_2_2__para_2"
    assert document.facts.title == "原子力基本法"
    assert document.facts.law_number == "昭和三十年法律第百八十六号"
    assert document.facts.genre == "法律"


def test_a_chapter_heading_is_label_and_caption() -> None:
    chapter = next(read_lawxml(LAWS[0].read_bytes()).root.of_kind(Kind.CHAPTER))
    assert (chapter.label, chapter.caption, chapter.number) == ("第一章", "総則", Number((1,)))


def test_attributes_the_schema_does_not_know_are_kept_on_the_root() -> None:
    root = read_lawxml(LAWS[1].read_bytes()).root
    assert root.attr("ADYear") == "1955"
    assert root.attr("LawId") == "330AC1000000186"


def test_the_amending_law_of_a_supplement_is_printed_as_its_note() -> None:
    document = read_lawxml(EVERY.read_bytes())
    supplement = next(document.root.of_kind(Kind.SUPPLEMENT))
    said = (supplement.label, supplement.note, supplement.caption)
    assert said == ("附　則", "令和三年法律第五号", "抄")
    assert "附　則　（令和三年法律第五号）　抄\n" in document.source


def test_a_reading_stands_beside_its_word_and_not_in_the_text() -> None:
    document = read_lawxml(EVERY.read_bytes())
    title = next(document.root.of_kind(Kind.TITLE))
    assert title.text == "全ての要素に関する法律"
    assert "全ての要素（ようそ）に関する法律\n" in document.source
    assert [mark.name for mark in title.marks] == ["Ruby", "Rt"]


def test_columns_of_an_item_are_parted_by_a_space() -> None:
    item = next(read_lawxml(EVERY.read_bytes()).root.of_kind(Kind.ITEM))
    assert item.text == "甲欄　乙欄の一。乙欄の二　"
    assert [mark.name for mark in item.marks].count("Column") == 3


def test_sentences_of_a_paragraph_are_marks() -> None:
    paragraph = next(read_lawxml(EVERY.read_bytes()).articles()[0].of_kind(Kind.PARAGRAPH))
    functions = [dict(m.attrs).get("Function") for m in paragraph.marks if m.name == "Sentence"]
    assert functions == ["main", "proviso"]


def test_a_table_row_is_a_line_and_lines_of_a_cell_are_parted_by_2028() -> None:
    document = read_lawxml(EVERY.read_bytes())
    assert "取組\t役割（わり）\n" in document.source
    assert "一行目\u2028\u2028二行目\n" in document.source
    row = next(node for node in document.root.of_kind(Kind.ROW) if "防災" in node.id)
    assert row.id.endswith("__row_防災")
    assert row.children[0].attr("rowspan") == "2"


def test_cells_below_a_heading_row_know_their_heading() -> None:
    table = (
        "<TableStruct><Table><TableHeaderRow><TableHeaderColumn>取組</TableHeaderColumn>"
        "<TableHeaderColumn>内容</TableHeaderColumn></TableHeaderRow><TableRow><TableColumn>"
        "<Sentence>防災</Sentence></TableColumn><TableColumn><Sentence>訓練</Sentence>"
        "</TableColumn></TableRow></Table></TableStruct>"
    )
    root = read_lawxml(_law(_paragraph("次の表。", table))).root
    cells = [cell for row in root.of_kind(Kind.ROW) for cell in row.children]
    assert [cell.attr("header") for cell in cells] == ["取組", "内容"]


def test_an_annex_item_that_holds_a_table_is_a_heading() -> None:
    document = read_lawxml(EVERY.read_bytes())
    annex = next(n for n in document.root.of_kind(Kind.ANNEX) if n.label == "別表第一")
    kinds = [child.kind for child in annex.children]
    assert kinds == [Kind.GROUP, Kind.ITEM, Kind.REMARKS]
    assert (annex.note, annex.number) == ("第一条関係", Number((1,)))
    assert annex.children[0].caption == "表を持つ見出し"
    assert annex.children[0].children[0].kind is Kind.GROUP


def test_ids_are_unique_and_path_like() -> None:
    ids = [node.id for node in read_lawxml(EVERY.read_bytes()).root.walk()]
    assert len(ids) == len(set(ids))
    assert {"art_1__para_1__item_1", "suppl_1__para_1", "annex_1", "chp_1"} & set(ids) >= {
        "art_1__para_1__item_1",
        "suppl_1__para_1",
    }


def test_a_line_break_in_a_text_sets_the_page_and_a_full_width_space_is_text() -> None:
    sentence = "甲は\n        乙と　協議 する。"
    document = read_lawxml(_law(_paragraph(sentence)))
    assert next(document.root.of_kind(Kind.PARAGRAPH)).text == "甲は乙と　協議 する。"


def test_loose_text_and_unknown_elements_are_kept() -> None:
    document = read_lawxml(_law("<Strange>知らない<Inner>要素</Inner></Strange>はみ出し"))
    blocks = [(node.attr("element"), node.text) for node in document.root.of_kind(Kind.BLOCK)]
    assert blocks == [("Strange", "知らない要素"), ("#text", "はみ出し")]


def test_a_wrapper_around_the_law_is_passed_over() -> None:
    wrapped = (
        b"<DataRoot><Result><Code>0</Code></Result>" + _law(_paragraph("文。")) + b"</DataRoot>"
    )
    document = read_lawxml(wrapped)
    assert document.facts.title == "試験法"
    assert document.origin.notes == ("wrapper DataRoot passed over",)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE Law [<!ENTITY a "aaaa">]><Law>&a;</Law>',
        b'<?xml version="1.0"?><!-- c --><!DOCTYPE Law SYSTEM "file:///etc/passwd"><Law/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE Law [<!ENTITY a "b">]><Law/>'.encode(
            "utf-16"
        ),
    ],
)
def test_a_doctype_is_refused_before_anything_is_expanded(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_lawxml(data)
    assert refused.value.code == "xml-doctype"


def test_broken_xml_is_refused_with_line_and_column() -> None:
    with pytest.raises(Refusal) as refused:
        read_lawxml("<Law>\n  <LawNum>一</LawNun>\n</Law>".encode())
    assert refused.value.code == "xml-malformed"
    assert "2行" in refused.value.message_ja
    assert "line 2, column" in refused.value.message_en


@pytest.mark.parametrize("data", [b"", b"   ", b"\x00\x01", b"<Law", b"\xff\xfe<"])
def test_rubbish_is_refused_as_broken(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_lawxml(data)
    assert refused.value.code == "xml-malformed"


def test_other_xml_is_refused_by_its_name() -> None:
    with pytest.raises(Refusal) as refused:
        read_lawxml(b"<html><body/></html>")
    assert refused.value.code == "xml-unknown"
    assert "html" in refused.value.message_ja


def test_an_undefined_entity_is_refused_as_broken() -> None:
    with pytest.raises(Refusal) as refused:
        read_lawxml(_law(_paragraph("甲&nbsp;乙")))
    assert refused.value.code == "xml-malformed"


@pytest.mark.parametrize("depth", [60, 110])
def test_deep_nesting_is_read(depth: int) -> None:
    deep = "<NewProvision><AmendProvision>" * depth + "</AmendProvision></NewProvision>" * depth
    document = read_lawxml(_law(_paragraph("文。", deep)))
    assert covered(document) == document.source


def test_nesting_that_could_only_be_an_attack_is_refused() -> None:
    deep = "<NewProvision>" * 400 + "</NewProvision>" * 400
    with pytest.raises(Refusal) as refused:
        read_lawxml(_law(_paragraph("文。", deep)))
    assert refused.value.code == "xml-malformed"
