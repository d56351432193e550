from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from renkei.instrument.formats.blocks import Align, Run, RunKind, Style, Text
from renkei.instrument.formats.docx import write_blocks_docx, write_docx
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Document, Facts, Kind
from tests.instrument.formats.sheets import TEXT, N, agreement, annex, build, group, line, table

HEAD = ["取組", "内容", "甲の役割", "乙の役割"]


def opened(document: Document, options: PrintOptions | None = None) -> Any:
    return docx.Document(io.BytesIO(write_docx(document, options)))


def part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as archive:
        return archive.read(name).decode()


def style(word: Any, name: str) -> Any:
    return next(entry.element for entry in word.styles if entry.name == name)


def annexed() -> Document:
    return agreement(
        annex("別表", "第1条関係", group("(1)", "生活", table(HEAD, ["救急", "一", "二", "三"])))
    )


def test_paragraphs_are_the_printed_lines_and_numbers_are_text() -> None:
    word = opened(agreement())
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines[4:9] == [
        "甲市（以下「甲」という。）及び乙町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）"
        "第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。",
        "（目的）",
        "第1条 この連携協約は、甲及び乙が連携して、次に掲げる事項を行うことを目的とする。",
        "(1) 圏域全体の経済成長のけん引",
        "(2) 高次の都市機能の集積",
    ]
    assert not word.element.findall(".//" + qn("w:numPr"))


def test_one_text_gives_one_file_whatever_the_clock_says() -> None:
    assert write_docx(annexed()) == write_docx(annexed())
    with zipfile.ZipFile(io.BytesIO(write_docx(annexed()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_dates_of_the_file_are_those_of_the_text_or_none() -> None:
    dated = build([line(Kind.TITLE, "協約")], Facts(concluded=datetime.date(2019, 3, 29)))
    assert "2019-03-29T00:00:00Z" in part(dated, "docProps/core.xml")
    assert "dcterms" not in re.sub(r"xmlns:\w+=\S+", "", part(agreement(), "docProps/core.xml"))
    assert opened(dated).core_properties.title == "協約"
    assert opened(dated).core_properties.language == "ja-JP"


def test_text_is_mincho_in_every_script_and_no_theme_overrules_it() -> None:
    sheet = part(agreement(), "word/styles.xml")
    assert 'w:eastAsia="ＭＳ 明朝"' in sheet
    assert not re.search(r'w:\w*[tT]heme="', sheet)
    assert 'w:val="ja-JP"' in sheet
    own = opened(agreement(), PrintOptions(font="BIZ UD明朝")).styles.element.xml
    assert 'w:eastAsia="BIZ UD明朝"' in own
    assert "ＭＳ 明朝" not in own


def test_sheet_is_a4_portrait_with_lines_of_whole_characters() -> None:
    section = opened(agreement()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    width = section.page_width - section.left_margin - section.right_margin
    assert width / 12700 == pytest.approx(37 * 12, abs=0.2)


def indent(word: Any, name: str) -> dict[str, str]:
    found = style(word, name).find(".//" + qn("w:ind"))
    return {key.split("}")[1]: value for key, value in found.attrib.items()}


def test_indents_are_counted_in_characters() -> None:
    word = opened(agreement())
    assert indent(word, "条") == {"left": "240", "hangingChars": "100", "hanging": "240"}
    assert indent(word, "号") == {
        "leftChars": "100",
        "left": "480",
        "hangingChars": "100",
        "hanging": "240",
    }
    assert indent(word, "条見出し")["leftChars"] == "100"
    assert indent(word, "前文") == {"firstLineChars": "100", "firstLine": "240"}
    assert indent(word, "附則")["leftChars"] == "300"


def test_lines_break_by_kinsoku_and_no_gap_stands_before_digits() -> None:
    normal = style(opened(agreement()), "Normal").xml
    for tag, value in (("kinsoku", "1"), ("autoSpaceDE", "0"), ("autoSpaceDN", "0")):
        assert f'<w:{tag} w:val="{value}"/>' in normal


def test_headings_show_in_the_navigation_of_word() -> None:
    word = opened(annexed())
    levels = {
        name: style(word, name).find(".//" + qn("w:outlineLvl")).get(qn("w:val"))
        for name in ("題名", "条見出し", "別表", "別表見出し")
    }
    assert levels == {"題名": "0", "条見出し": "1", "別表": "1", "別表見出し": "2"}


def test_heading_row_is_repeated_and_rows_are_not_split() -> None:
    rows = opened(annexed()).tables[0]._tbl.findall(qn("w:tr"))
    assert [row.find(".//" + qn("w:tblHeader")) is not None for row in rows] == [True, False]
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)


def test_a_row_taller_than_a_page_may_be_split() -> None:
    rows = opened(build([table(HEAD[:2], ["一", "長" * 5000])])).tables[0]._tbl.findall(qn("w:tr"))
    assert [row.find(".//" + qn("w:cantSplit")) is None for row in rows] == [False, True]


def test_columns_sum_to_the_width_of_the_text() -> None:
    grid = opened(annexed()).tables[0]._tbl.findall(".//" + qn("w:gridCol"))
    assert sum(int(column.get(qn("w:w"))) for column in grid) == pytest.approx(37 * 240, abs=3)


def test_merged_cells_come_back_as_merged() -> None:
    tall = N(Kind.CELL, [(TEXT, "消防")], attrs={"rowspan": "2"})
    wide = N(Kind.CELL, [(TEXT, "役割")], attrs={"colspan": "2"})
    found = opened(build([table([tall, "救急", "一"], [wide], header=False)])).tables[0]
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["消防", "救急", "一"],
        ["消防", "役割", "役割"],
    ]


def test_a_ragged_row_has_no_invented_cells() -> None:
    found = opened(build([table(["一", "二", "三"], ["甲"], header=False)])).tables[0]
    rows = found._tbl.findall(qn("w:tr"))
    assert [len(row.findall(qn("w:tc"))) for row in rows] == [3, 1]
    assert rows[1].find(".//" + qn("w:gridAfter")).get(qn("w:val")) == "2"


def test_two_tables_that_touch_stay_two() -> None:
    document = build([table(HEAD, ["一", "二", "三", "四"]), table(HEAD, ["五", "六", "七", "八"])])
    tags = [child.tag.split("}")[1] for child in opened(document).element.body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_line_ends_in_cells_are_line_ends_and_tabs_are_tabs() -> None:
    word = opened(build([line(Kind.PARAGRAPH, "前\t後"), table(["一\u2028二"], header=False)]))
    assert word.paragraphs[0].text == "前\t後"
    assert word.tables[0].cell(0, 0).text == "一\n二"


def test_page_number_stands_in_the_foot_and_the_label_at_the_head() -> None:
    section = opened(agreement(), PrintOptions(label="見本")).sections[0]
    assert "PAGE" in section.footer.paragraphs[0]._p.xml
    assert section.header.paragraphs[0].text == "見本"
    assert section.first_page_header.paragraphs[0].text == "見本"
    assert section.first_page_footer.paragraphs[0].text == ""


@pytest.mark.parametrize(
    "document",
    [
        build([]),
        build([N(Kind.TABLE)]),
        build([table([""], [""])]),
        build([line(Kind.PARAGRAPH, "\x01\ud800\ufffe と <b>&amp;")]),
        build([line(Kind.TITLE, "長い題名\x02" * 100)]),
        build([table(["一"] * 60, ["二"] * 60)]),
    ],
    ids=["nothing", "bare table", "empty cells", "control", "long title", "wide table"],
)
def test_anything_a_reader_may_return_can_be_written(document: Document) -> None:
    assert opened(document).element.body is not None


def test_a_character_no_file_can_hold_is_shown_as_one() -> None:
    assert opened(build([line(Kind.PARAGRAPH, "前\x01後")])).paragraphs[0].text == "前\ufffd後"


def letter(options: PrintOptions | None = None) -> bytes:
    blocks = (
        Text(Style.NUMBER, "", (Run("青企第12号"),), align=Align.END, right=1),
        Text(Style.SENDER, "", (Run("青嶺市長　"), Run("印", RunKind.SEAL)), align=Align.END),
    )
    return write_blocks_docx(
        blocks, options or PrintOptions(), "届出書", subject="届出書", origin="手続 7 第3版"
    )


def test_blocks_of_a_letter_keep_their_room_at_the_right_and_the_frame_of_the_seal() -> None:
    word = docx.Document(io.BytesIO(letter()))
    assert [paragraph.text for paragraph in word.paragraphs] == ["青企第12号", "青嶺市長　印"]
    assert style(word, "番号日付").find(".//" + qn("w:ind")).get(qn("w:rightChars")) == "100"
    framed = word.element.findall(".//" + qn("w:bdr"))
    assert [entry.getparent().getparent().findtext(qn("w:t")) for entry in framed] == ["印"]


def test_properties_of_a_paper_say_what_it_is_and_what_it_was_made_from() -> None:
    core = docx.Document(io.BytesIO(letter())).core_properties
    assert (core.title, core.subject, core.comments) == ("届出書", "届出書", "手続 7 第3版")


def test_a_note_stands_left_at_the_head_and_page_numbers_can_be_left_out() -> None:
    word = docx.Document(io.BytesIO(letter(PrintOptions(label="見本", note="2通のうち1通"))))
    assert word.sections[0].header.paragraphs[0].text == "2通のうち1通\t見本"
    assert "PAGE" in word.sections[0].footer._element.xml
    bare = docx.Document(io.BytesIO(letter(PrintOptions(numbered=False))))
    assert "PAGE" not in bare.sections[0].footer._element.xml
