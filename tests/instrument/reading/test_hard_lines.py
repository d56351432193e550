"""Lines that are hard to place: nothing raises, nothing is lost, what is not understood is said."""

import pytest

from renkei.instrument import Kind, covered, read, read_text
from renkei.instrument.formats import write

HEAD = "取組\t内容\t甲の役割\t乙の役割\n"
DONE = "産業\t産業の振興を行う。\t産業の振興について、主導する。\t産業の振興について、協力する。\n"


@pytest.mark.parametrize(
    "text",
    [
        "aa)割\n",
        "第1条　連携する。\nib. x\n",
        "|費| \n",
        "|a|b|　\n",
        "  |a|b|\n",
        "|a|b| ",
        "|\n",
        "目次\n第１章　総則\n（第１条）\n第２章　雑則\n（第２条）\n",
        HEAD + "\t\t\t協力\n\t\t\tする。\n",
        HEAD + "産業\t産業を行う。\t主導する。\t産業について、\n\t\t\t甲に対し\n\t\t\t協力する。\n",
        "第1条　連携する。\n" + "欄\t" * 300 + "\n",
    ],
)
def test_no_line_breaks_the_tiling_of_the_text(text: str) -> None:
    document = read_text(text)
    assert covered(document) == document.source
    assert read(write(document, "json")) == document


def test_a_row_with_too_many_cells_is_kept_and_reported() -> None:
    document = read_text("第1条　連携する。\n別表（第1条関係）\n" + "欄\t" * 300 + "\n")
    (found,) = document.diagnostics
    assert "301" in found.message_ja
    assert "too many" in found.message_en
    assert len(document.of_kind(Kind.UNPARSED)) == 1


def annex(rows: str) -> list[list[str]]:
    document = read_text(
        f"第1条　別表のとおりとする。\n別表（第1条関係）\n{HEAD}{DONE}{rows}{DONE}"
    )
    assert covered(document) == document.source
    return [[cell.text for cell in row.children] for row in document.of_kind(Kind.ROW)][1:-1]


WHOLE = [
    "地域における医療",
    "医療の提供を行う。",
    "医療の提供について、担う。",
    "医療の提供について、助ける。",
]


@pytest.mark.parametrize(
    "rows",
    [
        # the name is torn too, with and without a blank line
        "地域におけ\t医療の\t医療の提供に\t医療の提供\nる医療\t提供を行う。\tついて、担う。\tについて、助ける。\n",
        "地域における\t医療の\t医療の提供に\t医療の提供\n\n医療\t提供を行う。\tついて、担う。\tについて、助ける。\n",
        # a page number stands between
        "地域における医療\t医療の提供を行う。\t医療の提供に\t医療の提供\n"
        "- 3 -\n\t\tついて、担う。\tについて、助ける。\n",
        # empty cells at the left were dropped
        "地域における医療\t医療の提供を行う。\t医療の提供に\t医療の提供\nついて、担う。\tについて、助ける。\n",
        # one cell goes on alone
        "地域における医療\t医療の提供を行う。\t医療の提供について、担う。\t医療の提供\nについて、助ける。\n",
        # the headings are printed again
        f"地域における医療\t医療の\t医療の提供に\t医療の提供\n{HEAD}"
        "\t提供を行う。\tついて、担う。\tについて、助ける。\n",
    ],
)
def test_a_torn_row_is_one_row(rows: str) -> None:
    assert annex(rows) == [WHOLE]


def test_a_row_that_lacks_a_full_stop_is_not_joined_to_the_next() -> None:
    rows = "医療\t医療の提供を行う\t医療の提供について、担う。\t医療の提供について、助ける。\n"
    assert len(annex(rows)) == 1


def test_headings_on_two_rows_name_the_columns() -> None:
    document = read_text(
        "別表\n取組\t内容\t役割分担\t\n\t\t甲\t乙\n産業\t振興を行う。\t主導する。\t協力する。\n"
    )
    (row,) = document.of_kind(Kind.ROW)
    assert [cell.attr("header") for cell in row.children] == [
        "取組",
        "内容",
        "甲の役割",
        "乙の役割",
    ]
