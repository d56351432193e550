"""Headings of 別表 and 附則 as offices print them."""

import pytest

from renkei.instrument import Kind, covered, read_text


@pytest.mark.parametrize(
    ("line", "label", "note", "caption"),
    [
        ("別表（第3条関係）", "別表", "第3条関係", ""),
        ("別表第1( 第3 条関係)", "別表第1", "第3 条関係", ""),
        (
            "別表第二（第三条、第五条関係）　連携する取組",
            "別表第二",
            "第三条、第五条関係",
            "連携する取組",
        ),
        ("別紙　役割分担", "別紙", "", "役割分担"),
    ],
)
def test_the_heading_of_an_annex(line: str, label: str, note: str, caption: str) -> None:
    document = read_text(f"第1条　連携する。\n{line}\n取組\t内容\n産業\t商談会を開く。\n")
    annex = document.of_kind(Kind.ANNEX)[0]
    assert (annex.label, annex.note, annex.caption) == (label, note, caption)
    assert covered(document) == document.source


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("附　則", ""),
        ("附　則（令和3年9月28日変更）", "令和3年9月28日変更"),
        ("附 則 ( 令和3年9月28日変更 )", "令和3年9月28日変更"),
    ],
)
def test_the_heading_of_a_supplement(line: str, note: str) -> None:
    document = read_text(f"第1条　連携する。\n{line}\nこの協約は、令和3年10月1日から施行する。\n")
    (supplement,) = document.of_kind(Kind.SUPPLEMENT)
    assert supplement.note == note
    assert covered(document) == document.source


def test_an_article_may_begin_with_its_second_paragraph() -> None:
    document = read_text("附　則\n第一条　略\n第二条　２　前条の規定は、なお効力を有する。\n")
    paragraph = document.of_kind(Kind.ARTICLE)[1].children[0]
    assert (paragraph.label, str(paragraph.number)) == ("２", "2")
