"""New text under a sentence: the nodes a reader of the instrument would give, in any layout."""

from __future__ import annotations

import pytest

from renkei.amendment.operations import Add, Rewrite
from renkei.amendment.reading import read_prose
from tests.amendment.reading.spelling import block


def test_an_article_of_a_bill_with_caption_items_and_a_second_paragraph() -> None:
    assert block(
        "　　第八十条の次に次の一条を加える。\n\n　　（ひとり親控除）\n\n"
        "　第八十一条　居住者が次の各号に掲げる者である場合には、控除する。\n\n"
        "　　一　ひとり親　次に掲げる者\n\n　　　イ　甲\n\n　　　　(1)　乙\n\n　　　　　(i)　丙\n\n　　　ロ　丁\n\n"
        "　　二　戊\n\n　２　前項の規定による控除は、ひとり親控除という。\n"
    ) == [
        "article 第八十一条 81 (ひとり親控除)",
        "  paragraph 1 居住者が次の各号に掲げる者である場合には、控除する。",
        "    item 一 1 ひとり親　次に掲げる者",
        "      subitem イ 1 甲",
        "        subitem (1) 1 乙",
        "          subitem (i) 1 丙",
        "      subitem ロ 2 丁",
        "    item 二 2 戊",
        "  paragraph ２ 2 前項の規定による控除は、ひとり親控除という。",
    ]


ORDINANCE = [
    "article 第６条 6 (届出)",
    "  paragraph 1 届出は、次に掲げる事項を記載する。",
    "    item （１） 1 氏名",
    "      subitem ア 1 個人",
    "      subitem イ 2 法人",
    "    item （２） 2 年月日",
    "  paragraph ２ 2 届書には、書類を添付する。",
]


@pytest.mark.parametrize(
    "text",
    [
        # In the exact layout.
        "　（届出）\n第６条　届出は、次に掲げる事項を記載する。\n　（１）　氏名\n　　ア　個人\n　　イ　法人\n"
        "　（２）　年月日\n２　届書には、書類を添付する。",
        # All at the beginning of the line.
        "（届出）\n第６条　届出は、次に掲げる事項を記載する。\n（１）　氏名\nア　個人\nイ　法人\n（２）　年月日\n"
        "２　届書には、書類を添付する。",
        # Items with one space, whatever their depth.
        "　（届出）\n第６条　届出は、次に掲げる事項を記載する。\n　（１）　氏名\n　ア　個人\n　イ　法人\n"
        "　（２）　年月日\n２　届書には、書類を添付する。",
        # Without the spaces behind the labels, as extracts from PDF have it.
        "（届出）\n第６条届出は、次に掲げる事項を記載する。\n（１）氏名\nア個人\nイ法人\n（２）年月日\n"
        "２届書には、書類を添付する。",
    ],
)
def test_an_article_of_an_ordinance_is_the_same_in_every_layout(text: str) -> None:
    assert block("第５条の次に次の１条を加える。\n" + text) == ORDINANCE


def test_half_width_and_bracketed_labels() -> None:
    assert block("第3条に次の2号を加える。\n　(3)　協議\n　(4)　調整") == [
        "item (3) 3 協議",
        "item (4) 4 調整",
    ]
    assert block("第６２条第６号の次に次の１号を加える。\n⑹の２　簡易サウナ設備") == [
        "item ⑹の２ 6_2 簡易サウナ設備"
    ]


def test_subitems_count_by_the_style_of_the_prose_and_by_what_they_follow() -> None:
    assert block("第二条第一号に次のように加える。\n　　　ハ　丙\n　　　ニ　丁") == [
        "subitem ハ 3 丙",
        "subitem ニ 4 丁",
    ]
    assert block("第２条第１号に次のように加える。\n　　ウ　丙\n　　エ　丁") == [
        "subitem ウ 3 丙",
        "subitem エ 4 丁",
    ]
    assert block("第二条第一号ロの次に次のように加える。\n　　　ハ　丙") == ["subitem ハ 3 丙"]


def test_provisions_left_empty_keep_their_numbers() -> None:
    assert block("第三条から第五条までを次のように改める。\n第三条から第五条まで　削除") == [
        "article 第三条から第五条まで 3:5",
        "  paragraph 1 削除",
    ]
    assert block("第二条第三号を次のように改める。\n　　三　削除") == ["item 三 3 削除"]
    assert block("第二条第三号及び第四号を次のように改める。\n　　三及び四　削除") == [
        "item 三及び四 3:4 削除"
    ]


def test_a_chapter_with_its_articles() -> None:
    assert block(
        "第二章の次に次の一章を加える。\n　　　第三章　雑則\n　　　　第一節　通則\n　（委任）\n"
        "第十条　市長が定める。\n"
    ) == [
        "chapter 第三章 3 (雑則)",
        "  section 第一節 1 (通則)",
        "    article 第十条 10 (委任)",
        "      paragraph 1 市長が定める。",
    ]


def test_an_annex_with_headings_tables_and_remarks() -> None:
    text = (
        "別表を次のように改める。\n別表（第３条関係）\n　(1)　圏域全体の経済成長のけん引\n　　ア　産業\n"
        "取組\t内容\n──────────\n戦略の推進\t連携事業を\u2028行う。\n備考　この表は、例による。\n　１　細目\n"
    )
    assert block(text) == [
        "annex 別表",
        "  group (1) 1 (圏域全体の経済成長のけん引)",
        "    group ア 1 (産業)",
        "      table",
        "        header",
        "          cell 取組",
        "          cell 内容",
        "        row",
        "          cell 戦略の推進",
        "          cell 連携事業を\u2028行う。",
        "  remarks 備考 この表は、例による。",
        "    item １ 1 細目",
    ]


def test_rows_added_behind_a_row() -> None:
    assert block("別表一の項の次に次のように加える。\n二\t会議室\t500円") == [
        "row",
        "  cell 二",
        "  cell 会議室",
        "  cell 500円",
    ]


def test_words_of_a_later_sentence_a_proviso_and_a_title() -> None:
    def words(text: str) -> str:
        prose = read_prose(text)
        assert prose.unread == ()
        last = prose.amendments[0].instructions[0].operations[-1]
        assert isinstance(last, Add | Rewrite)
        return last.block.text

    assert (
        words("第三条に後段として次のように加える。\n　　　この場合において、協議する。")
        == "この場合において、協議する。"
    )
    assert (
        words("第三条に次のただし書を加える。\n　ただし、この限りでない。")
        == "ただし、この限りでない。"
    )
    assert (
        words("第三条第一項各号列記以外の部分を次のように改める。\n　　　次に掲げる。")
        == "次に掲げる。"
    )
    assert words("第三章の章名を次のように改める。\n　　　第三章　罰則") == "罰則"


def test_contents_with_their_supplement_line_do_not_end_the_block() -> None:
    prose = read_prose(
        "目次を次のように改める。\n目次\n　第一章　総則（第一条―第三条）\n　　第一節　通則（第一条）\n　附則\n"
        "第一条中「A」を「B」に改める。\n"
    )
    assert prose.unread == ()
    assert prose.supplement == ()
    assert len(prose.amendments[0].instructions) == 2
    first = prose.amendments[0].instructions[0].operations[0]
    assert isinstance(first, Rewrite)
    [contents] = first.block.nodes
    assert [child.label for child in contents.children] == ["第一章", "附則"]
    assert contents.children[0].children[0].note == "第一条"


def test_marked_lines_carry_any_node() -> None:
    assert block(
        "別表を次のように改める。\n〔別表〕別表\t\t第３条関係\t本文\n〔行・2段〕a\tb\n〔項・3_2・2段〕text"
    ) == ["annex 別表 本文", "  row", "    cell a", "    cell b", "  paragraph 3_2 text"]


@pytest.mark.parametrize(
    "text",
    [
        "第三条の次に次の二条を加える。\n第四条　一つだけ。",  # two promised, one given
        "第三条に次の一項を加える。\n第四条　条である。",  # a paragraph promised, an article given
        "別表を次のように改める。\n別表\n区分\nホール\n1,000円",  # cells that lost their rows
    ],
)
def test_text_that_is_not_what_was_promised_is_kept_as_printed(text: str) -> None:
    prose = read_prose(text)
    assert [line.kind for line in prose.unread] == ["block"]
    last = prose.amendments[0].instructions[0].operations[-1]
    assert isinstance(last, Add | Rewrite)
    assert last.block.nodes == ()
    assert "\n".join(last.block.lines) == text.partition("\n")[2]
    assert prose.share == 1  # the sentence itself was read


def test_a_law_given_anew_holds_its_own_supplement() -> None:
    lines = block(
        "青嶺市公民館条例（昭和50年青嶺市条例第20号）の全部を次のように改正する。\n"
        "　（目的）\n第１条　目的を定める。\n　　　附　則\n　この条例は、公布の日から施行する。\n"
    )
    assert lines == [
        "main",
        "  article 第１条 1 (目的)",
        "    paragraph 1 目的を定める。",
        "supplement 附　則",
        "  paragraph 1 この条例は、公布の日から施行する。",
    ]
