"""Whole amending instruments: bills of several laws, ordinances, agreements, lists of laws."""

from __future__ import annotations

import pytest

from renkei.amendment.operations import Add
from renkei.amendment.reading import read_prose
from renkei.amendment.style import NATIONAL, Numerals
from renkei.instrument.model import Kind
from tests.amendment.reading.specimens import AGREEMENT, ALL, FULL, HALF
from tests.amendment.reading.spelling import operations, tree


@pytest.mark.parametrize("name", sorted(ALL))
def test_specimens_are_read_to_the_last_line(name: str) -> None:
    prose = read_prose(ALL[name])
    assert prose.unread == ()
    assert prose.share == 1
    assert all(
        len(amendment.instructions) == len(sources)
        for amendment, sources in zip(prose.amendments, prose.sources, strict=True)
    )


def test_a_bill_gives_one_amendment_for_each_text_it_amends() -> None:
    prose = read_prose(HALF)
    assert prose.clauses == ("第1条", "第2条")
    assert [(one.title, one.law_number) for one in prose.amendments] == [
        ("青嶺市手数料条例", "平成12年青嶺市条例第3号"),
        ("青嶺市公民館条例", "昭和50年青嶺市条例第20号"),
    ]
    assert [len(one.instructions) for one in prose.amendments] == [6, 3]
    assert [heading.text for heading in prose.headings] == [
        "議案第12号",
        "青嶺市手数料条例等の一部を改正する条例",
        "（青嶺市手数料条例の一部改正）",
        "（青嶺市公民館条例の一部改正）",
    ]


def test_a_row_edited_and_moved_and_the_remarks_below_it() -> None:
    instruction = read_prose(HALF).amendments[0].instructions[4]
    assert operations(instruction) == [
        "replace annex 別表: 第3条関係 > 第3条、第5条の2関係",
        "remove annex 別表/row 1",
        "insert annex 別表/row 2: 写し + （電磁的記録を含む。）",
        "move annex 別表/row 2 > annex 別表/row 1",
        "rewrite annex 別表/remarks/paragraph 1",
    ]


def test_the_own_supplement_is_nodes_and_belongs_to_every_amendment() -> None:
    prose = read_prose(HALF)
    assert tree(prose.supplement)[1:] == [
        "  paragraph １ 1 (施行期日) この条例は、令和8年4月1日から施行する。ただし、第1条中別表の改正規定は"
        "公布の日から、第2条の規定は、令和8年10月1日から施行する。",
        "  paragraph ２ 2 (経過措置) この条例の施行の日前にした申請に係る手数料については、なお従前の例による。",
    ]
    assert all(one.supplement == prose.supplement for one in prose.amendments)


def test_a_supplement_that_amends_another_law_gives_an_amendment_of_its_own() -> None:
    prose = read_prose(
        "甲法（平成元年法律第一号）の一部を次のように改正する。\n　第二条中「A」を「B」に改める。\n"
        "　　　附　則\n　（施行期日）\n第一条　この法律は、公布の日から施行する。\n　（乙法の一部改正）\n"
        "第二条　乙法（平成二年法律第二号）の一部を次のように改正する。\n　　第五条中「C」を削る。\n"
        "　（政令への委任）\n第三条　必要な事項は、政令で定める。\n"
    )
    assert prose.unread == ()
    assert [(one.title, len(one.instructions)) for one in prose.amendments] == [
        ("甲法", 1),
        ("乙法", 1),
    ]
    assert prose.clauses == ("", "第二条")
    assert [node.label for node in prose.supplement[0].children] == ["第一条", "第三条"]


def test_every_instruction_knows_its_line_and_its_block() -> None:
    prose = read_prose(AGREEMENT)
    [sources] = prose.sources
    assert [source.line for source in sources] == [2, 4, 7, 8, 13]
    assert sources[0].block == ("　この場合において、甲及び乙は、毎年度協議を行うものとする。",)
    assert sources[0].text.startswith("第3条中「別表に」を")


def test_the_wording_is_taken_from_the_text_unless_it_is_known() -> None:
    assert read_prose(FULL).style.numerals is Numerals.FULL
    assert read_prose(FULL).style.comma == "，"
    assert read_prose(AGREEMENT).style.act == "変更"
    national = read_prose("第三条中「A」の下に「B」を加える。").style
    assert (national.numerals, national.insertion) == (Numerals.KANJI, "の下に")
    assert read_prose(FULL, NATIONAL).style is NATIONAL


def test_one_change_in_a_list_of_laws() -> None:
    prose = read_prose(
        "第二条　次に掲げる法律の規定中「懲役」を「拘禁刑」に改める。\n"
        "　一　爆発物取締罰則（明治十七年太政官布告第三十二号）第一条から第五条まで及び第九条\n"
        "　二　甲法（昭和二十五年法律第百号）附則第三条第二項\n"
        "　三　乙法第三条\n"
        "第三条　丙法（昭和二十三年法律第百三十一号）の一部を次のように改正する。\n　　第六十条を削る。\n"
    )
    assert [(one.title, operations(one.instructions[0])) for one in prose.amendments] == [
        ("爆発物取締罰則", ["replace article 1..article 5; article 9: 懲役 > 拘禁刑"]),
        ("甲法", ["replace supplement/article 3/paragraph 2: 懲役 > 拘禁刑"]),
        ("丙法", ["remove article 60"]),
    ]
    assert prose.clauses == ("第二条", "第二条", "第三条")
    assert [(line.line, line.kind) for line in prose.unread] == [(4, "instruction")]


def test_words_quoted_over_several_lines_are_one_phrase_each() -> None:
    prose = read_prose(
        "　　目次中\n\n「\n\n第二章の二　連結（第四条の二）\n\n　第一節　総則\n\n」\n\n　を"
        "「第二章の二　信託」に、\n\n"
        "「\n\n第五目　開始\n\n」\n\n　を「第五目　取引」に改める。\n"
    )
    assert prose.unread == ()
    [instruction] = prose.amendments[0].instructions
    assert operations(instruction) == [
        "replace toc: 第二章の二　連結（第四条の二）\u2028　第一節　総則 > 第二章の二　信託",
        "replace toc: 第五目　開始 > 第五目　取引",
    ]
    assert prose.instruction_lines == 1


def test_a_sentence_broken_in_the_middle_of_its_quoted_words_is_joined() -> None:
    prose = read_prose(
        "第九条第一項中「設備」を「設備（これをいう。）をいう。\n以下同じ。）」に改め、同条第二項を削る。"
    )
    assert operations(prose.amendments[0].instructions[0]) == [
        "replace article 9/paragraph 1: 設備 > 設備（これをいう。）をいう。以下同じ。）",
        "remove article 9/paragraph 2",
    ]


@pytest.mark.parametrize(
    ("line", "title", "number"),
    [
        (
            "第一条　所得税法（昭和四十年法律第三十三号）の一部を次のように改正する。",
            "所得税法",
            "昭和四十年法律第三十三号",
        ),
        ("青嶺市（南部）条例の一部を次のように改正する。", "青嶺市（南部）条例", ""),
        (
            "甲市及び乙市における連携協約の一部を次のように変更する。",
            "甲市及び乙市における連携協約",
            "",
        ),
        (
            "第２条青嶺市規則（平成15年規則第35号）の一部を次のように改正する。",
            "青嶺市規則",
            "平成15年規則第35号",
        ),
        (
            "青嶺市規則（平成15年規則第35号）を次のように改正する。",
            "青嶺市規則",
            "平成15年規則第35号",
        ),
        ("圏域「まちづくり」協定書の一部を次のように変更する。", "圏域「まちづくり」協定書", ""),
    ],
)
def test_opening_lines(line: str, title: str, number: str) -> None:
    [amendment] = read_prose(line + "\n第一条を削る。").amendments
    assert (amendment.title, amendment.law_number) == (title, number)
    assert len(amendment.instructions) == 1


def test_text_without_an_opening_line_is_one_amendment_without_title() -> None:
    [amendment] = read_prose("第一条を削る。").amendments
    assert (amendment.title, amendment.law_number, amendment.base) == ("", "", "")
    assert read_prose("").amendments[0].instructions == ()


def test_the_running_head_of_a_gazette_is_no_part_of_the_text_below_it() -> None:
    prose = read_prose(
        "第四条に次の２項を加える。\n２前項の利用は、許可を要する。\n"
        "第71号　青　嶺　市　報　令和７年４月１日　・３利用の手続は、規則で定める。\n"
        "第71号　青　嶺　市　報　令和７年４月１日　.第五条中「Ａ」を削る。\n"
    )
    assert prose.unread == ()
    first = prose.amendments[0].instructions[0].operations[0]
    assert isinstance(first, Add)
    assert [node.text for node in first.block.nodes] == [
        "前項の利用は、許可を要する。",
        "利用の手続は、規則で定める。",
    ]
    assert len(prose.amendments[0].instructions) == 2
    assert [heading.line for heading in prose.headings] == [3, 4]


def test_lines_of_a_supplement_nobody_can_read_stay_in_it() -> None:
    prose = read_prose("第一条を削る。\n附　則\n本文\n続き\n")
    [supplement] = prose.supplement
    assert [child.kind for child in supplement.children] == [Kind.UNPARSED, Kind.UNPARSED]
    assert [child.text for child in supplement.children] == ["本文", "続き"]
