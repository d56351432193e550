from dataclasses import replace
from pathlib import Path

import pytest

import renkei
from renkei.instrument import read_text
from renkei.instrument.checks import check
from renkei.instrument.model import Kind, Node, Severity
from tests.instrument.checks.texts import AGREEMENT, STATUTE, changed, findings, spots

_LAST = (
    "\t研修の合同実施等について、講師を手配する。",
    "\t研修の合同実施等について、職員を参加させる。",
)


def test_a_row_that_has_lost_its_last_cell_is_found() -> None:
    (finding,) = findings(changed(_LAST[1], ""), "R607")
    assert finding.found.startswith("職員研修\t研修の合同実施等を行う。\t")
    assert "「職員研修」の行には欄が3しかありません" in finding.message_ja
    assert "取組、内容、甲の役割、乙の役割" in finding.message_ja


def test_a_row_that_has_lost_both_roles_is_found() -> None:
    (finding,) = findings(changed("".join(_LAST), ""), "R607")
    assert finding.found == "職員研修\t研修の合同実施等を行う。"
    assert spots(AGREEMENT, "R607") == []


def test_a_cell_gone_from_the_sample_is_found() -> None:
    folder = Path(renkei.__file__).parent / "data" / "agreements"
    sample = next(folder.glob("*sapporo*ishikari*.txt")).read_text(encoding="utf-8")
    text = changed("\t職員交流等について、甲と協力して取り組む。", "", sample)
    (finding,) = findings(text, "R607")
    assert "職員交流等" in finding.found
    assert spots(sample, "R607") == spots(sample, "R608") == []


_FRAME = """\
┌────┬────┬────┐
│取組　　│内容　　│役割　　│
├────┼────┼────┤
│図書館　│相互利用│甲が担う│
└────┴────┴────┘
"""
_SPACES = """\
取組　　　　内容　　　　　　甲の役割
図書館　　　相互利用を行う。　　　仕組みを管理する。
研修　　　　合同で行う。　　　　　講師を手配する。
"""


def _annex(words: str) -> str:
    return AGREEMENT[: AGREEMENT.index("取組\t")] + words


@pytest.mark.parametrize("table", [_FRAME, _SPACES, _SPACES.replace("\n", "\n\n")])
def test_a_table_drawn_with_characters_or_spaces_is_noted_once(table: str) -> None:
    (finding,) = findings(_annex(table), "R608")
    assert finding.severity is Severity.NOTE
    assert finding.message_ja.startswith("別表の")
    assert spots(_annex(table), "R608")[0].strip() == table.strip()


def test_two_drawn_tables_with_text_between_are_noted_each() -> None:
    assert len(spots(_annex(f"{_FRAME}\n次の表のとおり。\n\n{_FRAME}"), "R608")) == 2
    assert len(spots(_annex(f"{_SPACES}\n次の表のとおり。\n\n{_SPACES}"), "R608")) == 2


@pytest.mark.parametrize(
    "words",
    [
        "(1)　産業の振興　　商談会を行う。\n(2)　図書館　　相互利用を行う。\n",
        "取組　　図書館\n内容　　相互利用を行う。\n",
        "取組　　　内容　　　役割\n別に定める。\n",
        AGREEMENT[AGREEMENT.index("取組\t") :],
    ],
)
def test_headings_pairs_and_tables_with_tabs_are_left_alone(words: str) -> None:
    assert spots(_annex(words), "R608") == []


def test_signatures_side_by_side_and_statutes_are_no_drawn_tables() -> None:
    blocks = AGREEMENT[AGREEMENT.index("甲　見本市見本町") : AGREEMENT.index("別表（第3条関係）")]
    beside = "甲　　見本市　　　　乙　　架空町\n見本市長　　山本一郎　　架空町長　　川田花子\n\n"
    assert spots(changed(blocks, beside), "R608") == []
    end = AGREEMENT[AGREEMENT.index("この連携協約の締結を証する") : AGREEMENT.index("甲　見本")]
    behind = changed(end + blocks, "") + "\n" + end + beside
    assert read_text(behind).facts.signatures
    assert spots(behind, "R608") == []
    assert spots(STATUTE + "別表\n" + _FRAME, "R608") == []


def test_a_heading_within_a_table_and_a_cell_that_spans_columns_lack_none() -> None:
    row = "|図書館|相互利用を行う。|管理する。|窓口を開く。|\n"
    text = _annex("|取組|内容|甲の役割|乙の役割|\n|生活|\n" + row)
    assert "生活" in {n.text for n in read_text(text).root.of_kind(Kind.CELL)}
    assert spots(text, "R607") == []
    document = read_text(_annex("|取組|内容|甲の役割|乙の役割|\n|図書館|内容。|共に担う。|\n"))
    assert len(check(document, codes=["R607"])) == 1
    spanned = replace(document, root=_spanning(document.root, "共に担う。"))
    assert check(spanned, codes=["R607"]) == ()


def _spanning(node: Node, text: str) -> Node:
    children = tuple(_spanning(child, text) for child in node.children)
    attrs = (*node.attrs, ("colspan", "2")) if node.text == text else node.attrs
    return replace(node, children=children, attrs=attrs)
