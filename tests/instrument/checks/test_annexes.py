import pytest

from renkei.instrument.model import Severity
from tests.instrument.checks.texts import AGREEMENT, changed, findings, spots


def test_a_role_of_another_row_is_found_at_the_words_that_differ() -> None:
    text = changed("図書館の相互利用等について、窓口", "図書館の共同運営等について、窓口")
    (finding,) = findings(text, "R601")
    assert finding.found == "共同運営"
    assert "「図書館」" in finding.message_ja
    assert "乙の役割" in finding.message_ja


def test_a_content_that_was_changed_alone_is_found_at_the_content() -> None:
    text = changed("図書館の相互利用等を行う。", "図書館の共同運営等を行う。")
    (finding,) = findings(text, "R601")
    assert finding.node_id.endswith("cell_2")
    assert finding.found.startswith("共同運営")


def test_roles_in_words_of_their_own_are_left_alone() -> None:
    text = AGREEMENT
    for old in (
        "合同の商談会等について、",
        "夜間の救急医療の維持等について、",
        "図書館の相互利用等について、",
    ):
        text = changed(old, "", text)
    assert spots(text, "R601") == []


def test_width_makes_no_difference_between_content_and_role() -> None:
    text = changed("合同の商談会等を行う。", "ICTによる商談会等を行う。")
    text = changed("合同の商談会等について", "ＩＣＴによる商談会等について", text)
    assert spots(text, "R601") == []


@pytest.mark.parametrize("content", ["図書館の相互利用等", "図書館の相互利用等を行う"])
def test_a_content_without_its_predicate_is_found_at_its_end(content: str) -> None:
    text = changed("図書館の相互利用等を行う。\t", content + "\t")
    assert spots(text, "R602") == [content[-8:]]


def test_contents_that_are_no_sentences_at_all_are_left_alone() -> None:
    text = AGREEMENT
    for subject in (
        "合同の商談会等",
        "夜間の救急医療の維持等",
        "図書館の相互利用等",
        "研修の合同実施等",
    ):
        text = changed(subject + "を行う。", subject, text)
    assert spots(text, "R602") == []


def test_a_role_that_breaks_off_is_found_at_its_end() -> None:
    text = changed("図書館の相互利用等について、窓口を開く。", "図書館の相互利用等について、窓口を")
    assert spots(text, "R603") == ["等について、窓口を"[-8:]]
    assert spots(changed("図書館の相互利用等について、窓口を開く。", "同上"), "R603") == []


def test_two_initiatives_of_one_name_are_found_at_the_second() -> None:
    text = changed("\n職員研修\t", "\n産業 の振興\t")
    assert spots(text, "R604") == ["産業 の振興"]
    assert findings(text, "R604")[0].severity is Severity.WARNING


def test_one_name_under_two_headings_is_a_note_and_the_rest_of_each_is_left_alone() -> None:
    head = "取組\t内容\t甲の役割\t乙の役割\n"
    row = "合同の会議を行う。\t会場を用意する。\t参加する。\n"
    table = AGREEMENT[: AGREEMENT.index("取組\t")]
    text = f"{table}(1)　産業\n\n{head}研修\t{row}\n(2)　医療\n\n{head}研修\t{row}"
    assert [f.severity for f in findings(text, "R604")] == [Severity.NOTE]
    assert spots(text.replace("研修\t", "その他\t"), "R604") == []


def test_an_empty_role_is_found_in_its_row() -> None:
    text = changed("図書館の相互利用等について、窓口を開く。", "")
    (finding,) = findings(text, "R605")
    assert "「図書館」" in finding.message_ja
    assert "「乙の役割」が空" in finding.message_ja


def test_empty_cells_of_merged_headings_and_of_open_columns_are_left_alone() -> None:
    merged = AGREEMENT.replace("取組\t内容", "部\t取組\t内容").replace(
        "\n産業の振興\t", "\n産業\t産業の振興\t"
    )
    for name in ("救急医療", "図書館", "職員研修"):
        merged = changed(f"\n{name}\t", f"\n\t{name}\t", merged)
    assert spots(merged, "R605") == []
    text = AGREEMENT
    for words in (
        "図書館の相互利用等について、窓口を開く。",
        "研修の合同実施等について、職員を参加させる。",
    ):
        text = changed(words, "", text)
    assert spots(text, "R605") == []


def test_a_row_with_more_cells_than_headings_is_found_at_the_extra_cell() -> None:
    text = changed("窓口を開く。\n", "窓口を開く。\t余分な欄\n")
    assert spots(text, "R606") == ["余分な欄"]
    assert spots(changed("窓口を開く。\n", "窓口を開く。\t\n"), "R606") == []


def test_an_empty_cell_behind_an_empty_one_belongs_to_a_merged_heading() -> None:
    text = AGREEMENT.replace("取組\t内容", "部\t款\t取組\t内容")
    text = changed("\n産業の振興\t", "\n成長\t産業\t産業の振興\t", text)
    text = changed("\n救急医療\t", "\n生活\t医療\t救急医療\t", text)
    text = changed("\n図書館\t", "\n\t教育\t図書館\t", text)
    text = changed("\n職員研修\t", "\n\t\t職員研修\t", text)
    assert spots(text, "R605") == []
    assert len(spots(changed("\n\t\t職員研修", "\n管理\t\t職員研修", text), "R605")) == 1


def test_contents_of_which_a_good_part_are_no_sentences_are_left_alone() -> None:
    text = (
        changed("研修の合同実施等を行う。", "研修の合同実施等")
        + "移住\t相談会の開催\t人を出す。\t人を出す。\n"
    )
    assert spots(text, "R602") == []


_HEAD = "取組\t内容\t甲の役割\t乙の役割\n"
_ROWS = (
    "産業の振興\t商談会を行う。\t商談会について、会場を用意する。\t商談会について、人を募る。\n",
    "救急医療\t夜間診療を行う。\t夜間診療について、病院を開く。\t夜間診療について、知らせる。\n",
    "図書館\t相互利用を行う。\t相互利用について、管理する。\t相互利用について、窓口を開く。\n",
)


def _small(*rows: str) -> str:
    return AGREEMENT[: AGREEMENT.index("取組\t")] + _HEAD + "".join(rows)


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("cell", ["夜間診療を行う。", "夜間診療について、知らせる。"])
def test_an_empty_content_or_role_is_found_in_a_small_table(size: int, cell: str) -> None:
    text = _small(*_ROWS[:size])
    assert spots(text, "R605") == []
    (finding,) = findings(changed(cell, "", text), "R605")
    assert "「救急医療」" in finding.message_ja


def test_a_column_is_judged_over_all_tables_of_the_same_headings() -> None:
    one, two, three = _ROWS
    table = f"(1)　甲\n\n{_HEAD}{one}{two}\n(2)　乙\n\n{_HEAD}{three}"
    text = AGREEMENT[: AGREEMENT.index("取組\t")] + table
    assert spots(text, "R605") == []
    assert len(spots(changed("相互利用について、窓口を開く。", "", text), "R605")) == 1
    text = changed("商談会について、人を募る。", "", text)
    assert spots(changed("夜間診療について、知らせる。", "", text), "R605") == []


@pytest.mark.parametrize("size", [2, 3])
def test_a_sentence_left_open_in_a_small_table_is_found(size: int) -> None:
    text = _small(*_ROWS[:size])
    assert spots(text, "R602") == spots(text, "R603") == []
    assert spots(changed("商談会を行う。", "商談会の開催等", text), "R602") == ["商談会の開催等"]
    text = changed("夜間診療について、知らせる。", "夜間診療について、甲に", text)
    assert spots(text, "R603") == ["診療について、甲に"[-8:]]


def test_contents_that_are_no_sentences_in_a_small_table_are_left_alone() -> None:
    text = _small(*_ROWS)
    for row in _ROWS:
        content = row.split("\t")[1]
        text = changed(content, content.replace("を行う。", ""), text)
    assert spots(text, "R602") == []
    one_row = _small(_ROWS[0].replace("商談会を行う。", "商談会の開催等"))
    assert spots(one_row, "R602") == []


def test_a_small_table_without_a_habit_is_left_alone() -> None:
    assert spots(changed("商談会を行う。", "", _small(_ROWS[0])), "R605") == []
    text = changed("商談会を行う。", "商談会の開催", _small(*_ROWS))
    assert spots(text, "R602") == ["商談会の開催"]
    assert spots(changed("夜間診療を行う。", "夜間診療の実施", text), "R602") == []
    phrases = _small(
        "産業の振興\t商談会を行う。\t会場の用意\t参加者の募集\n",
        "救急医療\t夜間診療の実施\t病院の運営\t受診の呼び掛け\n",
    )
    assert spots(phrases, "R602") == []
