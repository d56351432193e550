"""Addresses as they are printed, in full and in part, in both numeral styles."""

from __future__ import annotations

import pytest

from tests.amendment.reading.spelling import read


def targets(words: str) -> str:
    """The targets of a deletion in the place that ``words`` name."""
    [said] = read(f"{words}中「A」を削る。")
    assert said.startswith("strike ")
    assert said.endswith(": A")
    return said.removeprefix("strike ").removesuffix(": A")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("第三条", "article 3"),
        ("第３条の２", "article 3_2"),
        ("第21条の2第3項", "article 21_2/paragraph 3"),
        ("第二条第一項第三十四号の二", "article 2/paragraph 1/item 34_2"),
        ("第二条第一号イ(2)(i)", "article 2/item 1/subitem イ/subitem (2)/subitem (i)"),
        ("第２条第１号ア（ア）ａ", "article 2/item 1/subitem ア/subitem (ア)/subitem a"),
        ("第三条ただし書", "article 3[proviso]"),
        ("第三条第一項本文", "article 3/paragraph 1[main_sentence]"),
        ("第三条第二項前段", "article 3/paragraph 2[first]"),
        ("第三条第二項後段", "article 3/paragraph 2[last]"),
        ("第三条各号列記以外の部分", "article 3[head]"),
        ("第三条第一項各号", "article 3/paragraph 1[each]"),
        ("第三条の見出し", "article 3[caption]"),
        ("第三条の前の見出し", "article 3[caption]"),
        ("第三条（見出しを含む。）", "article 3[with_caption]"),
        ("題名", "title"),
        ("目次", "toc"),
        ("前文", "preamble"),
        ("本則", "main"),
        ("この条例", "*"),
        ("附則", "supplement"),
        ("附則第二項", "supplement/paragraph 2"),
        ("附則第三条第一項", "supplement/article 3/paragraph 1"),
        ("附則（平成二七年法律第六号）第二条", "supplement 平成二七年法律第六号/article 2"),
        ("第一編第二章の三", "part 1/chapter 2_3"),
        ("第三章の章名", "chapter 3[caption]"),
        ("第二章第一節の節名", "chapter 2/section 1[caption]"),
        ("別表", "annex 別表"),
        ("別表第１（第３条関係）", "annex 別表第１"),
        ("別表第３の２", "annex 別表第３の２"),
        ("別表第一の三の項", "annex 別表第一/row 三"),
        ("別表第一の二の三の項の下欄", "annex 別表第一の二/row 三/column 下欄"),
        ("別表第１第２４号", "annex 別表第１/item 24"),
        ("別表(3)の部アの款経済戦略の推進の項", "annex 別表/group (3)/group ア/row 経済戦略の推進"),
        (
            "別表の(1)の部経済戦略の推進の項乙の役割の欄",
            "annex 別表/group (1)/row 経済戦略の推進/column 乙の役割",
        ),
        ("第百四十四条の表第二条第一項の号", "article 144/table/row 第二条第一項"),
        ("別表第一第一号の表甲の項", "annex 別表第一/item 1/table/row 甲"),
        ("別表第１種住居地域の項", "annex 別表/row 第１種住居地域"),
        ("別表一の項甲の項", "annex 別表/group 一/row 甲"),
        ("別表の「第一、第二」の項", "annex 別表/row 第一、第二"),
        (
            "別表第３の６許可申請等手数料の部の表２９の項",
            "annex 別表第３/group ６許可申請等手数料/table/row ２９",
        ),
        ("別表第１備考第７項", "annex 別表第１/remarks/paragraph 7"),
        ("別表第１の備考５⑵", "annex 別表第１/remarks/item 5/subitem (2)"),
        ("別表第１の表注１", "annex 別表第１/table/remarks 注/item 1"),
        ("第四条の表", "article 4/table"),
        ("第七条の表警防部の部救急課の項第11号", "article 7/table/group 警防部/row 救急課/item 11"),
        (
            "第七条第二項の表第五条第一項の項の中欄",
            "article 7/paragraph 2/table/row 第五条第一項/column 中欄",
        ),
        ("第四条の表以外の部分", "article 4[head]"),
        ("第四条の表の第一号の上欄", "article 4/table/item 1/column 上欄"),
        ("様式第１号", "annex 様式第１号"),
        ("第１０号様式の２", "annex 第１０号様式の２"),
        ("様式第２号（裏）", "annex 様式第２号（裏）"),
        ("署名欄（甲）の行（その二）", "signature 甲/field 2"),
        ("第三条のうち、法人税法第二条の改正規定", "article 3/law 法人税法第二条"),
        (
            "附則第十条のうち地方税法附則第三条の改正規定",
            "supplement/article 10/law 地方税法附則第三条",
        ),
    ],
)
def test_one_place(words: str, expected: str) -> None:
    assert targets(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("第一条及び第三条", "article 1; article 3"),
        (
            "第二条第一項、第四項及び第六項",
            "article 2/paragraph 1; article 2/paragraph 4; article 2/paragraph 6",
        ),
        (
            "第二条第一項第一号及び第三号並びに第四項",
            "article 2/paragraph 1/item 1; article 2/paragraph 1/item 3; article 2/paragraph 4",
        ),
        ("第五十三条から第五十五条までの規定", "article 53..article 55"),
        (
            "第十八号の二から第十八号の四まで、第十九号の二及び第三十二号".join(("第二条", "")),
            "article 2/item 18_2..article 2/item 18_4; article 2/item 19_2; article 2/item 32",
        ),
        ("附則第三条及び第四条第二項", "supplement/article 3; supplement/article 4/paragraph 2"),
        (
            "第一号イ及びロ".join(("第二条", "")),
            "article 2/item 1/subitem イ; article 2/item 1/subitem ロ",
        ),
        ("別表第一の三の項及び四の項", "annex 別表第一/row 三; annex 別表第一/row 四"),
        (
            "第四条の表の一の項の上欄及び下欄",
            "article 4/table/row 一/column 上欄; article 4/table/row 一/column 下欄",
        ),
        (
            "第15条第５項の表第11条第２項の項及び第21条第５項の表第11条第２項の項",
            "article 15/paragraph 5/table/row 第11条第２項; article 21/paragraph 5/table/row 第11条第２項",
        ),
        (
            "別表第二の備考(一)(4)、別表第三の備考(一)(4)及び別表第四の備考(二)",
            "annex 別表第二/remarks/subitem (一)/subitem (4); annex 別表第三/remarks/subitem (一)/subitem (4);"
            " annex 別表第四/remarks/subitem (二)",
        ),
        ("第１号様式から第３号様式までの様式", "annex 第１号様式..annex 第３号様式"),
    ],
)
def test_lists_and_ranges(words: str, expected: str) -> None:
    assert targets(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("本則（第三条を除く。）", "main -article 3"),
        (
            "第二条（第三項及び第五項を除く。）",
            "article 2 -article 2/paragraph 3 -article 2/paragraph 5",
        ),
        ("第二条から第五条まで（第四条を除く。）の規定", "article 2..article 5 -article 4"),
        ("別表（備考を除く。）", "annex 別表 -annex 別表/remarks"),
        ("別表中備考以外の部分", "annex 別表 -annex 別表/remarks"),
    ],
)
def test_all_but_a_part(words: str, expected: str) -> None:
    assert targets(words) == expected


def test_a_branch_number_is_not_taken_from_the_name_of_a_row() -> None:
    assert targets("別表第６の２の項の表") == "annex 別表第６/row ２/table"


def test_a_school_is_a_row_and_中_before_a_number_is_a_particle() -> None:
    assert read("別表中学校の項を削る。") == ["remove annex 別表/row 中学校"]
    assert read("別表中３の項を４の項とする。") == ["move annex 別表/row ３ > annex 別表/row ４"]
