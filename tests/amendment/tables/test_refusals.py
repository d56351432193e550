"""A table that does not fit its base, or leaves something open, is refused with the reason."""

from __future__ import annotations

import pytest

from renkei.amendment.tables import Comparison, Row, Side, Words, apply_table, prove_table
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument import Document, read_text
from tests.amendment.agreements import agreement

COST = "第3条　前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める。"


def table(*rows: tuple[str, str]) -> Comparison:
    """Rows of new and old lines; a tab parts the cells of a row of an annex."""

    def side(text: str) -> Side:
        return Side(tuple(Words(words) for words in text.split("\t"))) if text else Side()

    return Comparison(tuple(Row(side(new), side(old)) for new, old in rows))


def refused(*rows: tuple[str, str], before: Document | None = None) -> tuple[Trouble, ...]:
    """What stands in the way of a table."""
    with pytest.raises(Refused) as caught:
        apply_table(table(*rows), before or agreement())
    for trouble in caught.value.troubles:
        assert trouble.refused
        assert trouble.message_ja
        assert trouble.message_en
        assert trouble.remedy_ja
    return caught.value.troubles


TWO = """何々に関する条例

（目的）
第1条 この条例は、手続を定める。
2 市長は、規則を定める。
3 規則は、公表する。

（雑則）
第2条 市長は、次に掲げる事項を定める。
(1) 様式
(2) 期限
"""


def test_an_old_column_with_other_words_is_not_found() -> None:
    (trouble,) = refused((COST.replace("別に", "直ちに"), COST.replace("前条", "第2条")))
    assert trouble.code is Code.TEXT_NOT_FOUND
    assert trouble.instruction == 0
    assert "第2条の取組" in trouble.said


def test_a_digit_of_another_width_is_another_digit() -> None:
    (trouble,) = refused((COST.replace("別に", ""), COST.replace("第3条", "第３条")))
    assert trouble.code in (Code.TEXT_NOT_FOUND, Code.NO_SUCH_PROVISION)


def test_an_article_that_is_not_there() -> None:
    (trouble,) = refused(("第9条　甲は、置く。", "第9条　乙は、置く。"))
    assert trouble.code is Code.NO_SUCH_PROVISION
    (trouble,) = refused(("第8条　（略）", "第8条　（略）"), (COST.replace("別に", ""), COST))
    assert trouble.code is Code.NO_SUCH_PROVISION


def test_a_table_made_for_another_text_says_so_first() -> None:
    rows = [(f"第{n}条　甲は、{n}回置く。", f"第{n}条　乙は、{n}回置く。") for n in range(1, 6)]
    troubles = refused(*rows)
    assert troubles[0].code is Code.WRONG_BASE
    assert len(troubles) == 6


def test_provisions_in_another_order_than_the_base() -> None:
    first = "第1条　この連携協約は、甲及び乙が連携して、圏域の経済を維持することを目的とする。"
    (trouble,) = refused((COST.replace("別に", ""), COST), (first, first))
    assert trouble.code is Code.TEXT_NOT_FOUND


def test_a_paragraph_neither_listed_nor_left_out() -> None:
    base = read_text(TWO)
    rows = (
        ("第1条　この条例は、手続を定める。", "第1条　この条例は、手続を定める。"),
        ("3　規則は、公開する。", "3　規則は、公表する。"),
    )
    (trouble,) = refused(*rows, before=base)
    assert trouble.code is Code.TEXT_NOT_FOUND
    assert trouble.place == "第1条第2項"
    between = (rows[0], ("2　（略）", "2　（略）"), rows[1])
    assert "公開する" in apply_table(table(*between), base).source


def test_the_end_of_an_article_left_out_without_saying_so() -> None:
    (trouble,) = refused(
        ("第1条　この条例は、全てを定める。", "第1条　この条例は、手続を定める。"),
        before=read_text(TWO),
    )
    assert trouble.code is Code.TEXT_NOT_FOUND


@pytest.mark.parametrize(
    "rows",
    [
        [("（略）", "")],
        [("", "（略）")],
        [("（略）", COST)],
        [(COST, "第3条　（略）")],
        [("第1条・第2条　（略）", "第1条から第3条まで　（略）")],
    ],
)
def test_略_on_one_side_only(rows: list[tuple[str, str]]) -> None:
    assert Code.UNSUPPORTED in {trouble.code for trouble in refused(*rows)}


def test_略_in_a_cell_of_one_side_only() -> None:
    old = "創業の促進\t相談窓口の設置等を行う。\t相談窓口を置く。\t相談窓口を知らせる。"
    new = "創業の促進\t（略）\t相談窓口を広く置く。\t（略）"
    (trouble,) = refused((new, old))
    assert trouble.code is Code.UNSUPPORTED


def test_a_row_left_out_so_far_that_two_could_be_meant() -> None:
    same = "図書館\t別の内容を行う。\t図書を置く。\t図書を貸す。\n"
    base = agreement("浜辺市", ("図書館\t図書館の", same + "図書館\t図書館の"))
    row = ("図書館\t（略）\t（略）\t図書を返す。", "図書館\t（略）\t（略）\t図書を貸す。")
    (trouble,) = refused(row, before=base)
    assert trouble.code is Code.MULTIPLE_TEXT_FOUND
    told = tuple(side.replace("\t（略）\t（略）", "\t別の内容を行う。\t（略）") for side in row)
    assert apply_table(table((told[0], told[1])), base).source.count("図書を返す。") == 1


def test_a_number_missing_twice_or_out_of_order_afterwards() -> None:
    base = read_text(TWO)
    same = ("第2条　（略）", "第2条　（略）")
    for new, old in (
        (("(3)　様式", "(1)　様式")),
        (("(2)　様式", "(1)　様式")),
        (("", "(1)　様式")),
    ):
        troubles = refused(same, (new, old), ("(2)　期限", "(2)　期限"), before=base)
        assert {trouble.code for trouble in troubles} == {Code.NUMBER_GAP}


def test_an_article_deleted_without_moving_the_next_up() -> None:
    rows = (
        ("（削る）", "（連携する取組等）"),
        (
            "",
            "第2条　甲及び乙が相互に連携する取組並びにその内容及び役割分担は、別表に掲げるとおりとする。",
        ),
    )
    assert {trouble.code for trouble in refused(*rows)} == {Code.NUMBER_GAP}


def test_a_heading_deleted_over_what_stays() -> None:
    rows = (("", "別表（第2条関係）"), ("(1)　（略）", "(1)　（略）"))
    troubles = refused(*rows)
    assert {trouble.code for trouble in troubles} == {Code.UNSUPPORTED}


def test_a_new_line_that_belongs_nowhere() -> None:
    (trouble,) = refused(("何かの文", "（新設）"), ("（略）", "（略）"))
    assert trouble.code is Code.UNSUPPORTED


def test_every_obstacle_is_told_at_once() -> None:
    troubles = refused(
        ("第9条　甲は、置く。", "第9条　乙は、置く。"),
        ("第3条　（略）", "第3条　（略）"),
        ("（略）", ""),
    )
    assert [trouble.instruction for trouble in troubles] == [0, 2]


def test_an_empty_table() -> None:
    assert refused()[0].code is Code.UNSUPPORTED


def test_a_text_that_a_table_cannot_carry_is_not_written() -> None:
    before = agreement()
    after = agreement("浜辺市", ("（目的）\n第1条", "（ほか。）\n第1条"))
    proof = prove_table(before, after, "docx")
    assert proof.ok or (proof.data == b"" and proof.troubles)
    control = agreement("浜辺市", ("協議の上", "協議\x01の上"))
    for format in ("docx", "xlsx"):
        proof = prove_table(before, control, format)
        assert not proof.ok
        assert proof.data == b""
        assert proof.troubles[0].message_ja


def test_a_new_row_between_two_that_name_nothing_has_no_place() -> None:
    rows = (
        ("取組\t内容\t甲の役割\t乙の役割", "取組\t内容\t甲の役割\t乙の役割"),
        ("（略）", "（略）"),
        ("公共交通\t路線を維持する。\t調整する。\t協力する。", "（新設）"),
        ("（略）", "（略）"),
    )
    found = refused(*rows)
    assert [one.code for one in found] == [Code.MULTIPLE_TEXT_FOUND]
    assert "位置" in found[0].message_ja
    assert found[0].instruction == 2
