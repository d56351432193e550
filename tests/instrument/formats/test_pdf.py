from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator

import pdfplumber
import pypdfium2
import pytest

from renkei.instrument.formats.blocks import Align, Run, RunKind, Style, Text
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.formats.pdf import _fonts, unprintable, write_blocks_pdf, write_pdf
from renkei.instrument.model import Document, Facts, Kind, Refusal
from tests.instrument.formats.sheets import (
    LABEL,
    LAYOUT,
    N,
    agreement,
    annex,
    article,
    build,
    group,
    labelled,
    line,
    table,
)

HEAD = ["取組", "内容", "甲の役割", "乙の役割"]


def pages(data: bytes) -> list[str]:
    """The text of each page as a reader gets it."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def words(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(pages(data)))


def long_annex(rows: int = 60) -> N:
    made = [
        [f"取組{n}", "内容を行う。", "役割を担う。" * 4, "協力をする。" * 4] for n in range(rows)
    ]
    return annex("別表", "第1条関係", group("(1)", "生活", table(HEAD, *made)))


def one(text: str) -> Document:
    return build([line(Kind.TITLE, "題名"), line(Kind.PARAGRAPH, text)])


@pytest.mark.parametrize(
    "text",
    [
        '#image("x.png") #let a = 1',
        "*太字* _斜体_ `code` = 見出し - 箇条 + 番号 / 用語: 説明",
        r"\u{1F600} \n \\ \#",
        "$x^2$ <label> @ref // 注 /* 注 */ ~ -- --- ... 'a' \"b\"",
        "]) #panic() ([",
        "https://example.invalid/ {{ }} %s %d &amp; <b>",
    ],
)
def test_text_that_looks_like_markup_is_printed_as_it_stands(text: str) -> None:
    document = build(
        [
            line(Kind.TITLE, "題名"),
            line(Kind.PARAGRAPH, text),
            annex("別表", "第1条関係", table(["見出し"], [text])),
        ]
    )
    assert words(write_pdf(document)).count(re.sub(r"\s", "", text)) == 2


def test_one_text_gives_one_file_whatever_the_clock_says() -> None:
    assert write_pdf(agreement(long_annex(4))) == write_pdf(agreement(long_annex(4)))


def test_file_carries_title_language_standard_tags_and_the_day_of_conclusion() -> None:
    facts = Facts(concluded=datetime.date(2019, 3, 29))
    data = write_pdf(build([line(Kind.TITLE, "連携協約"), line(Kind.DATE, "平成31年")], facts))
    with pypdfium2.PdfDocument(data) as pdf:
        meta = pdf.get_metadata_dict()
    assert meta["Title"] == "連携協約"
    assert meta["CreationDate"].startswith("D:20190329")
    assert b"/Lang (ja-JP)" in data or b"/Lang(ja-JP)" in data
    for mark in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"/MarkInfo"):
        assert mark in data


def test_only_embedded_fonts_are_used() -> None:
    data = write_pdf(agreement(long_annex(2)))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        names = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert {name.split("+")[-1] for name in names} == {
        "NotoSerifJP-Regular",
        "NotoSansJP-Regular",
    }
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)  # subsets, so embedded
    assert data.count(b"/FontFile3") >= 2


def test_no_font_of_the_machine_is_looked_at() -> None:
    assert set(_fonts(()).families()) == {"Noto Sans JP", "Noto Serif JP"}


def test_heading_row_is_repeated_on_every_page_the_table_runs_over() -> None:
    found = [page for page in pages(write_pdf(agreement(long_annex()))) if "役割を担う" in page]
    assert len(found) >= 3
    assert all(re.search(r"取組\s*内容\s*甲の役割\s*乙の役割", page) for page in found)


def test_heading_cells_are_marked_as_headings() -> None:
    data = write_pdf(build([table(HEAD, ["一", "二", "三", "四"])]))
    assert len(re.findall(rb"/S\s*/TH\b", data)) == 4
    assert len(re.findall(rb"/S\s*/TD\b", data)) == 4


def rows_by_page(data: bytes) -> Iterator[list[str]]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield [
                str(row[0])
                for found in page.extract_tables()
                for row in found
                if row[0] not in (None, "取組")
            ]


def test_rows_are_kept_whole_where_they_fit_a_page() -> None:
    rows = [[f"取組{n}", "内容を行う。" * (20 + n)] for n in range(20)]
    data = write_pdf(build([annex("別表", "第1条関係", table(HEAD[:2], *rows))]))
    keys = [key for page in rows_by_page(data) for key in page]
    assert keys == [f"取組{number}" for number in range(20)]


def test_a_cell_longer_than_a_page_goes_on_over_pages_and_nothing_is_cut() -> None:
    text = "".join(f"第{n}の事務を行う。" for n in range(900))
    data = write_pdf(build([annex("別表", "第1条関係", table(HEAD[:2], ["長い", text]))]))
    printed = re.sub(r"\s", "", "".join(re.sub(r"− \d+ −", "", page) for page in pages(data)))
    assert len(pages(data)) >= 3
    assert printed.replace("取組内容", "").removeprefix("別表（第1条関係）長い") == text


def test_a_cell_over_many_rows_runs_over_pages() -> None:
    first = N(Kind.CELL, [(LABEL, "消防")], attrs={"rowspan": "80"})
    rows = [[first, "一"], *[[f"事務{n}"] for n in range(79)]]
    data = write_pdf(build([table(*rows, header=False)]))
    assert "事務78" in words(data)
    assert len(pages(data)) >= 2


def test_pages_after_the_cover_are_numbered_from_one_in_the_foot() -> None:
    cover, first, *_ = pages(write_pdf(agreement(long_annex(3))))
    assert "−" not in cover
    assert "− 1 −" in first


def test_page_numbers_and_label_are_no_part_of_the_tagged_text() -> None:
    data = write_pdf(agreement(), PrintOptions(label="見本"))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[1]
        artifacts = "".join(c["text"] for c in page.chars if c.get("tag") == "Artifact")
        text = "".join(c["text"] for c in page.chars if c.get("tag") != "Artifact")
    assert "見本" in artifacts
    assert "− 1 −" in artifacts
    assert "見本" not in text
    assert "−" not in text


def test_label_stands_on_every_page() -> None:
    found = pages(write_pdf(agreement(long_annex(20)), PrintOptions(label="見本")))
    assert len(found) > 2
    assert all("見本" in page for page in found)


def test_no_space_is_put_between_digits_and_japanese() -> None:
    assert "地方自治法（昭和22年法律第67号）第252条の2第1項" in "".join(
        pages(write_pdf(agreement()))
    ).replace("\r\n", "")


def lefts(data: bytes, page: int, *starts: str) -> list[float]:
    """Where lines that begin so stand, in characters from the left margin."""
    margin = PrintOptions().left * 72 / 25.4
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = pdf.pages[page].extract_text_lines()
    return [
        round((next(f["x0"] for f in found if f["text"].startswith(start)) - margin) / 6) / 2
        for start in starts
    ]


def test_lines_stand_where_the_layout_puts_them() -> None:
    data = write_pdf(agreement())
    assert lefts(data, 1, "第1条", "(1)", "ア", "２", "附") == [0, 1, 2, 0, 3]
    # The ink of a full-width bracket is in the second half of its character.
    assert lefts(data, 1, "（目的") == [1.5]


def test_lines_of_a_paragraph_hang_under_its_second_character() -> None:
    text = "い" * 80
    data = write_pdf(build([N(Kind.MAIN, children=[article("第1条", "目的", text)])]))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        lines = pdf.pages[0].extract_text_lines()[2:4]
    margin = PrintOptions().left * 72 / 25.4
    assert [round((entry["x0"] - margin) / 12, 1) for entry in lines] == [1.0, 1.0]


def test_line_ends_in_cells_and_tabs_in_text_are_printed_as_line_ends_and_spaces() -> None:
    document = build(
        [line(Kind.PARAGRAPH, "前\t後"), table(["見出し"], ["一行目\u2028二行目"], header=False)]
    )
    (page,) = pages(write_pdf(document))
    assert re.search(r"前\s+後", page)
    assert re.search(r"一行目\s+二行目", page)


def test_characters_the_fonts_lack_are_printed_as_geta_and_named_in_the_foot() -> None:
    document = one("氏名\U0002b7f4と😀\x01。")
    data = write_pdf(document)
    (page,) = pages(data)
    assert "氏名〓と〓〓。" in page
    assert "U+0001、U+1F600、U+2B7F4" in page
    assert unprintable(document) == ("\x01", "😀", "\U0002b7f4")
    assert unprintable(agreement()) == ()


def test_variants_and_combined_characters_are_printed() -> None:
    text = "葛\U000e0100城市 か゚ 髙﨑 ①㈱ ＩＣＴ 〜～−－―— ㎡"
    assert unprintable(one(text)) == ()
    assert "髙﨑" in words(write_pdf(one(text)))


@pytest.mark.parametrize(
    "document",
    [
        build([]),
        build([N(Kind.TABLE)]),
        build([table([""], [""])]),
        build([line(Kind.COVER, "表紙だけ")]),
        build([line(Kind.UNPARSED, "?" * 5000)]),
        build([table(["一"] * 40, ["二"] * 40)]),
        build([table(["一", "二"], ["一"], ["一", "二", "三"])]),
        build([annex("別表", "第1条関係", group("(1)", "一", group("ア", "二")))]),
        build([labelled(Kind.ITEM, "(1)", "号だけ")]),
        build([line(Kind.TITLE, "長い題名" * 60), line(Kind.PARAGRAPH, "\u200b \u3000")]),
        build([line(Kind.PARAGRAPH, "\ud800 العربية \u202e x")]),
        build([N(Kind.ANNEX, [(LABEL, "別表"), (LAYOUT, "\n")], [N(Kind.ROW)])]),
    ],
    ids=lambda document: (document.source[:8] or "empty").encode("unicode_escape").decode(),
)
def test_anything_a_reader_may_return_can_be_printed(document: Document) -> None:
    assert write_pdf(document).startswith(b"%PDF")


def test_a_font_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(Refusal) as refused:
        write_pdf(one("本文"), PrintOptions(font="IPAmj明朝"))
    assert refused.value.code == "FONT-MISSING"
    assert "IPAmj明朝" in refused.value.message_ja


def test_what_the_standards_forbid_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renkei.instrument.formats.pdf.replacements", lambda *_: {})
    with pytest.raises(Refusal) as refused:
        write_pdf(one("😀"))
    assert refused.value.code == "PDF-NOT-SET"


def test_size_and_margins_change_the_number_of_pages() -> None:
    small = PrintOptions(size=9, top=15, bottom=15, left=15, right=15)
    document = agreement(long_annex())
    assert len(pages(write_pdf(document, small))) < len(pages(write_pdf(document)))


def test_a_letter_says_in_its_properties_what_it_is_and_what_it_was_made_from() -> None:
    blocks = (
        Text(Style.SUBJECT, "", (Run("協約の締結について（届出）"),), align=Align.CENTER, level=1),
        Text(Style.SENDER, "", (Run("青嶺市長　"), Run("印", RunKind.SEAL)), align=Align.END),
    )
    options = PrintOptions(label="見本", note="2通のうち1通", numbered=False)
    data = write_blocks_pdf(blocks, options, "届出書", subject="届出", origin="手続 7 第3版")
    with pdfplumber.open(io.BytesIO(data)) as file:
        assert file.metadata["Subject"] == "届出"
        assert file.metadata["Keywords"] == "手続 7 第3版"
        assert len(file.pages[0].rects) >= 2  # around 印 and around 見本
    page = pages(data)[0]
    assert page.index("2通のうち1通") < page.index("協約の締結") < page.index("青嶺市長")
    assert "−" not in page
