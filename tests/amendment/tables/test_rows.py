"""What a table shows: the changes in full, the rest left out, as a legal officer sets it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document as open_word_file

from renkei.amendment.tables import (
    AGREEMENT,
    BILL,
    TABLE_STYLES,
    Comparison,
    MarkKind,
    Row,
    Side,
    comparison,
    prove_table,
    sheet,
    table_block,
    write_table,
)
from renkei.instrument import Document
from tests.amendment.agreements import agreement


def lines(table: Comparison) -> list[str]:
    """The rows as 「new | old」."""
    return [f"{row.after.text} | {row.before.text}" for row in table.rows]


def marked(side: Side) -> list[str]:
    """The underlined words of a side."""
    return [cell.text[a:b] for cell in side.cells for a, b in cell.marks]


def row_with(table: Comparison, words: str) -> Row:
    """The row whose new or old side says some words."""
    return next(row for row in table.rows if words in row.after.text + row.before.text)


def with_article() -> Document:
    """An article put in before 第3条."""
    return agreement(
        "浜辺市",
        (
            "（費用分担）\n第3条 前条",
            "（公表）\n第3条 甲は、成果を公表する。\n2 乙は、これに協力する。\n\n（費用分担）\n第4条 前条",
        ),
    )


def test_a_changed_word_is_underlined_and_its_neighbours_are_left_out() -> None:
    after = agreement("浜辺市", ("協議の上、別に定める", "協議して定める"))
    table = comparison(agreement(), after)
    row = row_with(table, "協議して")
    assert marked(row.after) == ["して"]
    assert marked(row.before) == ["の上、別に"]
    assert "第1条・第2条　（略） | 第1条・第2条　（略）" in lines(table)
    assert "（費用分担） | （費用分担）" in lines(table)


def test_a_new_article_stands_beside_新設_and_the_next_only_changes_its_number() -> None:
    table = comparison(agreement(), with_article())
    said = lines(table)
    assert said[2:6] == [
        "（公表） | （新設）",
        "第3条　甲は、成果を公表する。 | ",
        "2　乙は、これに協力する。 | ",
        "第4条　（略） | 第3条　（略）",
    ]
    moved = row_with(table, "第4条")
    assert (marked(moved.after), marked(moved.before)) == (["第4条"], ["第3条"])


def test_a_supplement_gets_and_loses_the_numbers_of_its_paragraphs() -> None:
    numbered = (
        "この連携協約は、令和8年4月1日から施行する。",
        "1 この連携協約は、令和8年4月1日から施行する。\n2 この連携協約は、5年を目途に見直す。",
    )
    plain, more = agreement("浜辺市"), agreement("浜辺市", numbered)
    assert prove_table(plain, more, "docx").ok
    assert prove_table(more, plain, "docx").ok
    lines = [row for row in comparison(plain, more).rows if row.after.text.startswith("1")]
    assert [(row.after.text, row.before.text) for row in lines] == [("1　（略）", "（略）")]
    assert lines[0].after.cells[0].marks == ((0, 1),)


def test_captions_and_headings_stay_with_what_follows() -> None:
    after = agreement("浜辺市", ("協議の上、別に定める", "協議して定める"), ("観光の推進", "観光"))
    options = sheet(made := comparison(agreement(), after))
    printed = table_block(made, options.measure)
    kept = [row.cells[0].text for row in printed.rows if row.keep]
    assert kept == ["（費用分担）", "別表（第2条関係）", "(1)　圏域の経済の成長", "取組"]
    file = open_word_file(io.BytesIO(write_table(agreement(), after, "docx")))
    held = [
        paragraph.text
        for row in file.tables[0].rows
        for paragraph in row.cells[0].paragraphs
        if paragraph.paragraph_format.keep_with_next
    ]
    assert held == kept


def test_a_deleted_article_stands_beside_削る() -> None:
    table = comparison(with_article(), agreement())
    assert "（削る） | （公表）" in lines(table)
    assert " | 第3条　甲は、成果を公表する。" in lines(table)


def test_cells_of_a_row_stand_side_by_side_and_those_that_stay_are_left_out() -> None:
    after = agreement("浜辺市", ("相談窓口を知らせる。", "相談窓口を案内する。"))
    row = row_with(comparison(agreement(), after), "案内")
    assert [cell.text for cell in row.after.cells] == [
        "創業の促進",
        "（略）",
        "（略）",
        "相談窓口を案内する。",
    ]
    assert marked(row.before) == ["知らせる"]


def test_three_or_more_in_a_row_are_named_by_the_first_and_the_last() -> None:
    after = agreement("浜辺市", ("災害対策\t災害時における", "災害対策\t平時及び災害時における"))
    assert "第1条から第3条まで　（略）" in lines(comparison(agreement(), after))[1]
    other = comparison(agreement(), after, replace(AGREEMENT, ranges="{}～{}"))
    assert "第1条～第3条　（略）" in lines(other)[1]


def test_without_abbreviation_both_texts_stand_whole() -> None:
    after = with_article()
    table = comparison(agreement(), after, replace(AGREEMENT, abbreviate=False))
    assert not any("（略）" in line for line in lines(table))
    printed = "".join(row.after.text for row in table.rows)
    for node in after.root.walk():
        assert node.text in printed


def test_texts_that_say_the_same_have_no_rows() -> None:
    assert comparison(agreement(), agreement()).rows == ()
    proof = prove_table(agreement(), agreement(), "docx")
    assert not proof.ok
    assert proof.data == b""


def test_words_over_the_columns_and_above_the_table_are_the_house_s_own() -> None:
    after = with_article()
    table = comparison(agreement(), after)
    assert (table.after, table.before) == ("変更後", "変更前")
    assert table.notes == (
        f"{after.facts.title}の一部を次のように変更する。",
        "次の表の変更前の欄に掲げる規定を同表の変更後の欄に掲げる規定に下線で示すように変更する。",
    )
    bill = comparison(agreement(), after, BILL)
    assert (bill.after, bill.before) == ("改正案", "現行")
    assert bill.notes[0] == f"{after.facts.title}　新旧対照表"
    assert bill.notes[1] == "（下線部分は、変更部分）"


def test_marks_can_be_left_out() -> None:
    table = comparison(agreement(), with_article(), replace(AGREEMENT, mark=MarkKind.NONE))
    assert not any(marked(row.after) or marked(row.before) for row in table.rows)


@pytest.mark.parametrize("style", TABLE_STYLES.values(), ids=TABLE_STYLES)
def test_every_house_style_is_proved(style: object) -> None:
    assert prove_table(agreement(), with_article(), "docx", style).ok  # type: ignore[arg-type]


def test_a_row_that_moved_to_another_group_goes_and_comes() -> None:
    row = "図書館\t図書館の相互利用を行う。\t図書を貸す。\t図書を貸す。\n"
    after = agreement("浜辺市", (row, ""), ("創業の促進\t", row + "創業の促進\t"))
    said = [
        (line.split(" | ")[0][:3], line.split(" | ")[1][:4])
        for line in lines(comparison(agreement(), after))
    ]
    assert ("図書館", "（新設）") in said
    assert ("（削る", "図書館\t") in said


def test_a_new_last_row_follows_a_named_row() -> None:
    last = "図書館\t図書館の相互利用を行う。\t図書を貸す。\t図書を貸す。\n"
    after = agreement("浜辺市", (last, last + "防犯\t情報を共有する。\t協力する。\t協力する。\n"))
    said = lines(comparison(agreement(), after))
    at = next(at for at, line in enumerate(said) if line.startswith("防犯"))
    assert said[at - 1].startswith("図書館\t（略）\t")


def test_a_row_whose_first_cell_stands_twice_shows_more_of_itself() -> None:
    twice = (
        "図書館\t図書館の",
        "図書館\t別の内容を行う。\t図書を置く。\t図書を貸す。\n図書館\t図書館の",
    )
    before = agreement("浜辺市", twice)
    after = agreement("浜辺市", twice, ("図書を貸す。\t図書を貸す。", "図書を貸す。\t図書を返す。"))
    row = row_with(comparison(before, after), "図書を返す")
    assert row.before.cells[1].text == "図書館の相互利用を行う。"
    assert prove_table(before, after, "xlsx").ok


def test_on_a_narrow_paper_the_cells_of_a_row_stand_under_each_other() -> None:
    after = agreement("浜辺市", ("相談窓口を知らせる。", "相談窓口を案内する。"))
    made = comparison(agreement(), after)
    narrow = table_block(made, 37)
    assert len(narrow.widths) == 2
    cell = next(cell for row in narrow.rows for cell in row.cells if "案内" in cell.text)
    assert cell.text == "創業の促進\u2028［乙の役割］相談窓口を案内する。"
    assert [part for part, under in cell.parts if under] == ["案内する"]
    assert len(table_block(made, 66).widths) == 8


def test_the_sheet_lies_on_its_side_where_an_annex_stands_in_the_table() -> None:
    row = agreement("浜辺市", ("相談窓口を知らせる。", "相談窓口を案内する。"))
    assert sheet(comparison(agreement(), row)).landscape
    assert not sheet(comparison(agreement(), with_article())).landscape
