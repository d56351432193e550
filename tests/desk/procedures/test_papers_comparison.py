from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest

from renkei.desk.procedures.papers.compose import compose
from renkei.desk.procedures.papers.kinds import PaperKind
from renkei.desk.procedures.papers.paper import Paper
from renkei.desk.procedures.papers.style import BillForm, FormStyle, Side
from renkei.instrument import Document, read
from renkei.instrument.formats.blocks import Table, Text
from renkei.instrument.formats.docx import write_docx
from renkei.instrument.formats.printed import LINE_BREAK
from tests.desk.procedures.paper_samples import CENTRE, TEXT, matter

NEW = """（公開）

第2条 甲及び乙は、成果を公表する。

（連携する取組等）

第3条 連携"""


def changed(*swaps: tuple[str, str]) -> Document:
    text = TEXT
    for old, new in swaps:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return read(text.encode(), name="after.txt")


def rows(after: Document) -> list[tuple[str, str]]:
    """後 and 前 of each row of the 参考; what is underlined stands between ＿."""
    table = bill(after=after).blocks[-1]
    assert isinstance(table, Table)
    return [
        (said[0], said[1])
        for row in table.rows[1:]
        for said in [
            [
                "".join(f"＿{part}＿" if marked else part for part, marked in cell.parts).replace(
                    LINE_BREAK, "/"
                )
                for cell in row.cells
            ]
        ]
    ]


def test_words_that_change_are_underlined_on_both_sides() -> None:
    found = rows(changed(("(2) ＩＣＴを用いること。", "(2) 情報通信技術を用いること。")))
    assert found[1:6] == [
        ("（目的）", "（目的）"),
        ("第1条　（略）", "第1条　（略）"),
        ("(1)　（略）", "(1)　（略）"),
        ("(2)　＿情報通信技術＿を用いること。", "(2)　＿ＩＣＴ＿を用いること。"),
        ("第2条　（略）", "第2条　（略）"),
    ]


def test_of_a_row_the_cells_that_change_are_shown_and_where_it_stands() -> None:
    found = rows(changed(("時ににおける", "時における")))
    assert found[-4:] == [
        ("別表（第2条関係）", "別表（第2条関係）"),
        ("(1)　生活機能の強化", "(1)　生活機能の強化"),
        (
            "災害対策/［内容］災害時における連携の推進を行う。",
            "災害対策/［内容］災害時＿に＿における連携の推進を行う。",
        ),
        ("（略）", "（略）"),
    ]


def test_what_is_new_is_underlined_as_a_whole_and_what_moves_shows_its_number() -> None:
    found = rows(changed(("（連携する取組等）\n\n第2条 連携", NEW)))
    assert ("＿（公開）＿", "（新設）") in found
    assert ("＿第2条　甲及び乙は、成果を公表する。＿", "") in found
    assert ("＿第3条＿　（略）", "＿第2条＿　（略）") in found


def test_a_new_paragraph_of_the_supplement_stands_under_its_heading() -> None:
    old = "この連携協約は、令和9年4月1日から施行する。"
    found = rows(changed((old, f"1 {old}\n\n2 この連携協約は、5年を目途に見直す。")))
    at = found.index(("附 則", "附 則"))
    assert found[at + 1 : at + 3] == [
        ("＿1＿　（略）", "（略）"),
        ("＿2　この連携協約は、5年を目途に見直す。＿", "（新設）"),
    ]


def test_what_is_taken_out_stands_on_the_old_side_only() -> None:
    row = "図書館\t図書を貸す。\t窓口を置く。\t知らせる。\n"
    after, before = rows(changed((row, "")))[-1]
    assert after == "（削る）"
    assert before.startswith("＿図書館")


def test_equal_texts_have_nothing_to_compare() -> None:
    blocks = bill(after=read(TEXT.encode(), name="same.txt")).blocks
    assert "参考" not in [block.text for block in blocks if isinstance(block, Text)]
    assert "参考" in [block.text for block in bill().blocks if isinstance(block, Text)]


def bill(style: FormStyle | None = None, after: Document | None = None) -> Paper:
    after = after or changed(("時ににおける", "時における"))
    before = read(TEXT.encode(), name="before.txt")
    given = replace(matter("change", style=style), text=after, before=before)
    return compose(replace(given, first_concluded=date(2024, 3, 28)), PaperKind.BILL, CENTRE)


@pytest.mark.parametrize(("side", "heads"), [("right", "変更後変更前"), ("left", "変更前変更後")])
def test_the_house_decides_on_which_side_the_present_words_stand(side: str, heads: str) -> None:
    made = docx.Document(io.BytesIO(bill(FormStyle(old_side=Side(side))).docx()))
    table = made.tables[-1]
    assert "".join(cell.text for cell in table.rows[0].cells) == heads
    underlined = [
        run.text
        for row in table.rows[1:]
        for run in row.cells[1 if side == "right" else 0].paragraphs[0].runs
        if run.underline
    ]
    assert underlined == ["に"]


def test_a_bill_in_the_form_of_the_whole_text_holds_it_exactly_and_prints_the_lines() -> None:
    made = bill(FormStyle(bill_form=BillForm.WHOLE))
    agreed = read(write_docx(changed(("時ににおける", "時における"))), name="a.docx").source.strip()
    assert read(made.docx(), name="bill.docx").source.count(agreed) == 1
    with pdfplumber.open(io.BytesIO(made.pdf())) as file:
        page = file.pages[-1]
        assert "新旧対照表" in page.extract_text()
        thin = [line for line in page.lines if line["width"] < 15 and line["height"] < 1]
        assert len(thin) >= 1
