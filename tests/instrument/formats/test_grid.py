from __future__ import annotations

import pytest

from renkei.instrument.formats.blocks import Align, Table, Text
from renkei.instrument.formats.grid import units
from renkei.instrument.formats.layout import layout
from renkei.instrument.formats.options import PrintOptions
from renkei.instrument.model import Kind
from tests.instrument.formats.sheets import LAYOUT, TEXT, N, build, line, table


def only(*rows: list[str | N], header: bool = True) -> Table:
    blocks = layout(build([table(*rows, header=header)]))
    (found,) = (block for block in blocks if isinstance(block, Table))
    return found


def spanning(text: str, **spans: str) -> N:
    return N(Kind.CELL, [(TEXT, text)], attrs=spans)


def test_columns_sum_to_the_measure_and_the_key_is_the_narrowest() -> None:
    made = only(
        ["取組", "内容", "甲の役割", "乙の役割"],
        ["災害対策", "連携の推進を行う。" * 3, "取り組む役割。" * 8, "取り組む役割。" * 8],
    )
    assert sum(made.widths) == pytest.approx(PrintOptions().measure)
    assert min(made.widths) == made.widths[0]


def test_roles_of_both_parties_get_columns_of_one_width() -> None:
    made = only(
        ["取組", "甲の役割", "乙の役割"],
        ["災害対策", "役割を担う。" * 10, "役割を担うものとする。" * 6],
    )
    assert made.widths[1] == made.widths[2]


def test_a_heading_is_not_broken_while_there_is_room() -> None:
    made = only(["年度別事業", "額"], ["1", "長い長い説明の文章である。" * 20])
    assert made.widths[0] / made.scale - 1 >= units("年度別事業")


def test_amounts_stand_right_and_text_left() -> None:
    made = only(["事業", "負担額"], ["航空写真", "1,234千円"], ["研修", "△56千円"])
    assert [[cell.align for cell in row.cells] for row in made.rows[1:]] == [
        [Align.START, Align.END],
        [Align.START, Align.END],
    ]


def test_a_cell_over_two_rows_pushes_the_next_row_to_the_right() -> None:
    made = only(
        [spanning("消防", rowspan="2"), "救急", "一"],
        ["予防", "二"],
        header=False,
    )
    assert [[cell.column for cell in row.cells] for row in made.rows] == [[0, 1, 2], [1, 2]]


def test_a_wide_cell_takes_its_columns() -> None:
    made = only([spanning("役割", colspan="2"), "計"], ["甲", "乙", "丙"], header=False)
    assert [(c.column, c.colspan) for c in made.rows[0].cells] == [(0, 2), (2, 1)]


@pytest.mark.parametrize("span", ["0", "-1", "二", "９", "99999", "x"])
def test_a_span_that_is_no_count_is_one(span: str) -> None:
    made = only([spanning("役割", colspan=span), "計"], header=False)
    assert [c.colspan for c in made.rows[0].cells] == [1, 1]


def test_a_ragged_row_keeps_its_cells_and_none_is_invented() -> None:
    made = only(["一", "二", "三"], ["甲"], ["甲", "乙", "丙", "丁"])
    assert [len(row.cells) for row in made.rows] == [3, 1, 4]
    assert len(made.widths) == 4


def test_a_row_taller_than_a_page_may_break_and_others_may_not() -> None:
    made = only(["取組", "内容"], ["短い", "短い。"], ["長い", "長" * 4000])
    assert [row.breakable for row in made.rows] == [False, False, True]


def test_headings_too_tall_to_repeat_are_not_repeated() -> None:
    assert only(["見出し" * 300, "内容"], ["一", "二"]).header_rows == 0
    assert only(["見出し", "内容"], ["一", "二"]).header_rows == 1
    assert only(["一", "二"], header=False).header_rows == 0


def test_a_table_with_more_columns_than_a_sheet_can_hold_is_printed_as_lines() -> None:
    wide = [str(number) for number in range(60)]
    blocks = layout(build([table(wide, wide)]))
    assert all(isinstance(block, Text) for block in blocks)
    assert blocks[0].text.split("\t") == wide  # type: ignore[union-attr]


def test_many_columns_make_the_characters_smaller() -> None:
    assert only(*[["欄"] * 20] * 2).scale < only(*[["欄"] * 4] * 2).scale


def test_provisions_in_a_cell_stand_on_lines_of_their_own() -> None:
    cell = N(
        Kind.CELL, children=[line(Kind.PARAGRAPH, "第一の文。"), line(Kind.PARAGRAPH, "第二の文。")]
    )
    row = N(Kind.ROW, children=[cell, N(Kind.CELL, [(TEXT, "二"), (LAYOUT, "\n")])])
    (made,) = layout(build([N(Kind.TABLE, children=[row])]))
    assert isinstance(made, Table)
    assert made.rows[0].cells[0].text == "第一の文。\u2028第二の文。"


def test_half_width_counts_half() -> None:
    assert units("第1条ab") == 3.5
    assert units("か゚") == 1
