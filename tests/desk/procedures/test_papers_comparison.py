from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest

from renkei.desk.procedures.papers.comparison import comparison_table
from renkei.desk.procedures.papers.compose import compose
from renkei.desk.procedures.papers.kinds import PaperKind
from renkei.desk.procedures.papers.paper import Paper
from renkei.desk.procedures.papers.style import BillForm, FormStyle, Side
from renkei.instrument import Document, read
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
    """後 and 前 of each row; what is underlined stands between ＿."""
    table = comparison_table(read(TEXT.encode(), name="before.txt"), after, 37)
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
    assert found == [
        (
            "（目的）/第1条　（略）/(1)　（略）/(2)　＿情報通信技術＿を用いること。",
            "（目的）/第1条　（略）/(1)　（略）/(2)　＿ＩＣＴ＿を用いること。",
        )
    ]


def test_of_a_row_the_cells_that_change_are_shown_and_where_it_stands() -> None:
    assert rows(changed(("時ににおける", "時における"))) == [
        (
            "別表　災害対策の項/［内容］災害時における連携の推進を行う。",
            "別表　災害対策の項/［内容］災害時＿に＿における連携の推進を行う。",
        )
    ]


def test_what_is_new_is_underlined_as_a_whole_and_what_moves_shows_its_number() -> None:
    found = rows(changed(("（連携する取組等）\n\n第2条 連携", NEW)))
    assert ("＿（公開）/第2条　甲及び乙は、成果を公表する。＿", "（新設）") in found
    assert ("（連携する取組等）/＿第3条＿　（略）", "（連携する取組等）/＿第2条＿　（略）") in found


def test_what_is_taken_out_stands_on_the_old_side_only() -> None:
    row = "図書館\t図書を貸す。\t窓口を置く。\t知らせる。\n"
    ((after, before),) = rows(changed((row, "")))
    assert after == "（削る）"
    assert before.startswith("別表　＿図書館")


def test_equal_texts_have_nothing_to_compare() -> None:
    assert rows(read(TEXT.encode(), name="same.txt")) == []


def bill(style: FormStyle | None = None) -> Paper:
    after = changed(("時ににおける", "時における"))
    before = read(TEXT.encode(), name="before.txt")
    given = replace(matter("change", style=style), text=after, before=before)
    return compose(replace(given, first_concluded=date(2024, 3, 28)), PaperKind.BILL, CENTRE)


@pytest.mark.parametrize(("side", "heads"), [("right", "変更後変更前"), ("left", "変更前変更後")])
def test_the_house_decides_on_which_side_the_present_words_stand(side: str, heads: str) -> None:
    made = docx.Document(io.BytesIO(bill(FormStyle(old_side=Side(side))).docx()))
    table = made.tables[-1]
    assert "".join(cell.text for cell in table.rows[0].cells) == heads
    old = table.rows[1].cells[1 if side == "right" else 0]
    underlined = [run.text for run in old.paragraphs[0].runs if run.underline]
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
