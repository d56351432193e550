"""Tables come back from offices: edited, re-set, in another order. They are read for what they say."""

from __future__ import annotations

import io

import pytest
from docx import Document as open_word_file
from docx.oxml import OxmlElement
from openpyxl import load_workbook
from openpyxl.styles import Font

from renkei.amendment.tables import (
    apply_table,
    comparison,
    prove_table,
    read_table,
    write_table,
)
from renkei.amendment.tables.applying.applying import apply_rows
from renkei.amendment.trouble import Refused
from renkei.instrument import Document, Refusal, read_text, shape
from tests.amendment.agreements import agreement
from tests.amendment.tables.offices import excel, saved, word

COST = "第3条　前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める。"
NEW_COST = "第3条　前条の取組に必要な費用の分担は、甲及び乙が協議して定める。"
AFTER = ("協議の上、別に定める", "協議して定める")


def applied(data: bytes) -> Document:
    """The agreement of the tests after the table in a file."""
    return apply_table(read_table(data), agreement())


def says(document: Document, *edits: tuple[str, str]) -> bool:
    """Whether a text is the agreement of the tests after some edits."""
    return shape(document.root) == shape(agreement("浜辺市", *edits).root)


def test_one_row_for_each_article_as_word_is_used() -> None:
    assert says(applied(word((f"（費用分担）\n{NEW_COST}", f"（費用分担）\n{COST}"))), AFTER)


def test_the_present_text_first_and_a_column_of_remarks() -> None:
    heading = ("現　行", "改正案", "備考")
    assert says(applied(word((COST, NEW_COST, "字句の整理"), heading=heading)), AFTER)
    heading = ("番号", "新", "旧")
    assert says(applied(word(("1", NEW_COST, COST), heading=heading)), AFTER)


def test_the_order_of_the_columns_is_told() -> None:
    assert read_table(word((NEW_COST, COST))).after_first
    swapped = read_table(word((COST, NEW_COST), heading=("旧", "新")))
    assert (swapped.after, swapped.before, swapped.after_first) == ("新", "旧", False)


def test_headings_in_brackets_with_spaces_and_further_words() -> None:
    for heading in (("（改 正 後）", "（改 正 前）"), ("改正後の規定", "改正前の規定")):
        assert says(applied(word((NEW_COST, COST), heading=heading)), AFTER)


def test_hard_returns_within_a_sentence() -> None:
    old = COST.replace("費用の分担は、", "費用の分担は、\n")
    new = NEW_COST.replace("前条の取組に", "前条の\n取組に")
    assert says(applied(word((new, old))), AFTER)


def test_half_width_spaces_after_numbers_and_none_at_all_in_the_old_column() -> None:
    assert says(applied(word((NEW_COST.replace("\u3000", " "), COST.replace("\u3000", "")))), AFTER)


def test_articles_put_in_and_renumbered_in_one_big_row() -> None:
    new = "第1条・第2条　（略）\n（公表）\n第3条　甲は、成果を公表する。\n２　乙は、これに協力する。\n第4条　（略）"
    old = "第1条・第2条　（略）\n（新設）\n第3条　（略）"
    result = applied(word((new, old)))
    assert says(
        result,
        (
            "（費用分担）\n第3条 前条",
            "（公表）\n第3条 甲は、成果を公表する。\n２ 乙は、これに協力する。\n\n（費用分担）\n第4条 前条",
        ),
    )


def test_a_cell_typed_anew_in_our_own_word_file_loses_its_underline() -> None:
    after = agreement("浜辺市", AFTER)
    file = open_word_file(io.BytesIO(write_table(agreement(), after, "docx")))
    for row in file.tables[0].rows:
        for cell in row.cells:
            if "協議して定める" in cell.text:
                cell.text = cell.text.replace("協議して定める", "協議し、合意して定める")
    assert says(applied(saved(file)), ("協議の上、別に定める", "協議し、合意して定める"))


def test_a_cell_corrected_in_our_own_excel_file() -> None:
    after = agreement("浜辺市", ("相談窓口を知らせる。", "相談窓口を案内する。"))
    book = load_workbook(io.BytesIO(write_table(agreement(), after, "xlsx")))
    sheet = book.active
    assert sheet is not None
    (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == "相談窓口を案内する。"]
    cell.value = "相談窓口を広く案内する。"
    assert says(applied(saved(book)), ("相談窓口を知らせる。", "相談窓口を広く案内する。"))


def test_an_excel_sheet_typed_by_hand() -> None:
    data = excel(("（費用分担）", "（費用分担）"), (NEW_COST, COST))
    assert says(applied(data), AFTER)
    both = f"（費用分担）\n{NEW_COST}", f"（費用分担）\n{COST}"
    assert says(applied(excel(both)), AFTER)


def test_a_row_of_an_annex_in_a_table_of_its_own_inside_the_cells() -> None:
    file = open_word_file(io.BytesIO(word(("", ""))))
    row = file.tables[0].rows[1]
    sides = (("相談窓口を広く置く。", "創業の促進"), ("相談窓口を置く。", "創業の促進"))
    for cell, (words, key) in zip(row.cells, sides, strict=True):
        inner = cell.add_table(rows=2, cols=4)
        for at, name in enumerate(("取組", "内容", "甲の役割", "乙の役割")):
            inner.rows[0].cells[at].text = name
        for at, text in enumerate((key, "（略）", words, "（略）")):
            inner.rows[1].cells[at].text = text
    assert says(applied(saved(file)), ("相談窓口を置く。", "相談窓口を広く置く。"))


def test_rows_of_an_annex_as_cells_of_the_sheet() -> None:
    old = ("創業の促進", "（略）", "相談窓口を置く。", "（略）")
    new = ("創業の促進", "（略）", "相談窓口を広く置く。", "（略）")
    heading = ("変更後", None, None, None, "変更前", None, None, None)
    data = excel((*new, *old), heading=heading)  # type: ignore[arg-type]
    assert says(applied(data), ("相談窓口を置く。", "相談窓口を広く置く。"))


def test_a_table_that_goes_on_in_a_second_one() -> None:
    file = open_word_file(io.BytesIO(word((NEW_COST, COST))))
    second = file.add_table(rows=1, cols=2)
    second.rows[0].cells[0].text = "この協約は、令和9年4月1日から施行する。"
    second.rows[0].cells[1].text = "この連携協約は、令和8年4月1日から施行する。"
    table = read_table(saved(file))
    assert [row.after.text for row in table.rows] == [
        NEW_COST,
        "この協約は、令和9年4月1日から施行する。",
    ]


def test_underlines_come_back_from_word_and_excel() -> None:
    made = comparison(agreement(), agreement("浜辺市", AFTER))
    for format in ("docx", "xlsx", "html"):
        table = read_table(write_table(agreement(), agreement("浜辺市", AFTER), format))
        marks = [cell.marks for row in table.rows for cell in row.after.cells if cell.marks]
        assert marks == [cell.marks for row in made.rows for cell in row.after.cells if cell.marks]
        assert table.notes[:1] == made.notes[:1] or format == "html"


def test_kept_provisions_keep_their_ids() -> None:
    root = apply_rows(read_table(word((NEW_COST, COST))), agreement())
    ids = {node.id for node in root.walk()}
    assert ids == {node.id for node in agreement().root.walk()}


def test_tracked_changes_are_not_read_either_way() -> None:
    file = open_word_file(io.BytesIO(word((NEW_COST, COST))))
    paragraph = file.tables[0].rows[1].cells[0].paragraphs[0]._p
    paragraph.append(OxmlElement("w:del"))
    with pytest.raises(Refusal) as refused:
        read_table(saved(file))
    assert refused.value.code == "table-tracked"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word(("a", "b"), heading=("左", "右")), "table-no-heading"),
        (b"PK\x03\x04nothing", "table-broken"),
        (b"", "table-other"),
        (b"MZ" + bytes(100), "table-other"),
        (b"%PDF-1.7", "table-other"),
        (b"<p>no table</p>", "table-other"),
        (excel(("=1+1", "2")), "table-not-text"),
    ],
)
def test_files_without_a_table_of_amendment_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_table(data)
    assert refused.value.code == code
    assert refused.value.message_ja
    assert refused.value.remedy_ja


def test_words_that_look_like_a_formula_stay_words() -> None:
    after = agreement("浜辺市", ("図書館の相互利用を行う。", "=1+1"))
    assert says(
        applied(write_table(agreement(), after, "xlsx")), ("図書館の相互利用を行う。", "=1+1")
    )


def test_words_struck_through_are_refused_in_word_and_excel() -> None:
    file = open_word_file(io.BytesIO(word((NEW_COST, COST))))
    file.tables[0].rows[1].cells[0].paragraphs[0].runs[0].font.strike = True
    with pytest.raises(Refusal, match="struck"):
        read_table(saved(file))
    book = load_workbook(io.BytesIO(excel((NEW_COST, COST))))
    cell = book.active["A2"]
    cell.font = Font(strike=True)
    with pytest.raises(Refusal, match="struck"):
        read_table(saved(book))


def test_a_number_that_word_puts_itself_is_refused() -> None:
    file = open_word_file(io.BytesIO(word((NEW_COST, COST))))
    paragraph = file.tables[0].rows[1].cells[0].add_paragraph("費用は、毎年度見直す。")
    properties = paragraph._p.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 3
    with pytest.raises(Refusal, match="automatic"):
        read_table(saved(file))


def test_a_remark_beside_merged_columns_is_passed_over() -> None:
    book = load_workbook(io.BytesIO(excel((NEW_COST, None, COST), heading=("新", "", "旧"))))
    sheet = book.active
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
    sheet["E2"] = "要確認"
    assert says(applied(saved(book)), AFTER)


def test_an_obstacle_names_the_row_of_the_file() -> None:
    book = load_workbook(io.BytesIO(excel((NEW_COST, COST.replace("甲及び", "甲と")))))
    book.active.insert_rows(1, 2)
    with pytest.raises(Refused) as caught:
        applied(saved(book))
    assert caught.value.troubles[0].instruction + 1 == 4


def test_the_note_of_a_title_can_change() -> None:
    text = "何々に関する協定(令和2年1月17日締結)\n\n（目的）\n第1条 この協定は、手続を定める。\n"
    before = read_text(text)
    after = read_text(text.replace("17日", "27日"))
    assert before.root.children[0].note
    assert prove_table(before, after, "docx").ok
