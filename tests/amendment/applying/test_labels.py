"""Numbers written anew in the manner the text has them."""

from __future__ import annotations

import pytest

from renkei.amendment.applying.labels import fold, number_of, relabel
from renkei.amendment.applying.parts import part_of, sentences
from renkei.amendment.operations import Part
from tests.amendment.applying.ordinance import num


@pytest.mark.parametrize(
    ("label", "old", "new", "others", "written"),
    [
        ("第七条", 7, 8, (), "第八条"),
        ("第九条", 9, 10, (), "第十条"),
        ("第九条", 9, 10, ("第一〇条",), "第一〇条"),
        ("第十九条", 19, 20, (), "第二十条"),
        ("第二〇条", 20, 21, (), "第二一条"),
        ("第７条", 7, 12, (), "第１２条"),
        ("第９条", 9, 10, ("第10条", "第８条"), "第１０条"),
        ("第7条", 7, "7_2", (), "第7条の2"),
        ("第七条の二", "7_2", "7_3", (), "第七条の三"),
        ("第七条の二", "7_2", 8, (), "第八条"),
        ("第三条から第五条まで", "3:5", "4:6", (), "第四条から第六条まで"),
        ("第三条及び第四条", "3:4", "5:6", (), "第五条及び第六条"),
        ("第二章", 2, 3, (), "第三章"),
        ("２", 2, 3, (), "３"),
        ("2", 2, 10, (), "10"),
        ("三", 3, "3_2", (), "三の二"),
        ("三の二", "3_2", 4, (), "四"),
        ("(1)", 1, 2, (), "(2)"),
        ("（１）", 1, 12, (), "（１２）"),
        ("(3の2)", "3_2", "3_3", (), "(3の3)"),
        ("①", 1, 21, (), "㉑"),
        ("⑴", 1, 4, (), "⑷"),
        ("イ", 1, 3, (), "ハ"),
        ("イ", 2, 3, (), "ウ"),
        ("(ア)", 1, 2, (), "(イ)"),
        ("ｱ", 1, 2, (), "ｲ"),
        ("a", 1, 3, (), "c"),
        ("ａ", 1, 3, (), "ｃ"),
        ("i", 1, 4, (), "iv"),
        ("i", 9, 10, (), "j"),
        ("ⅱ", 2, 3, (), "ⅲ"),
        ("別表第一", 1, 2, (), "別表第二"),
        ("別表第1", 1, 2, (), "別表第2"),
        ("①", 1, 51, (), None),
        ("イ", 1, 48, (), None),
        ("・", None, 2, (), None),
        ("イ", 1, "1_2", (), None),
    ],
)
def test_a_label_gets_another_number_in_its_own_manner(
    label: str,
    old: int | str | None,
    new: int | str,
    others: tuple[str, ...],
    written: str | None,
) -> None:
    assert relabel(label, None if old is None else num(old), num(new), others) == written


def test_the_number_a_label_says() -> None:
    assert number_of("第三条の二") == num("3_2")
    assert number_of("別表第１２") == num(12)
    assert number_of("イ") is None


def test_names_are_compared_without_width_and_spaces() -> None:
    assert fold("別表第１") == fold("別表 第一") == fold("別表第1")
    assert fold("ＩＣＴ の\u2028活用") == "ICTの活用"


def test_sentences_end_outside_brackets_and_quotes() -> None:
    text = "甲（乙。丙）は、「丁。」と読む。この場合において、戊。"
    assert [text[a:b] for a, b in sentences(text)] == [text[:16], text[16:]]
    assert sentences("削除") == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "part", "said"),
    [
        ("A。B。", Part.FIRST, "A。"),
        ("A。B。", Part.LAST, "B。"),
        ("A。B。C。", Part.MIDDLE, "B。"),
        ("A。B。C。", Part.LAST, "C。"),
        ("A。ただし、B。", Part.PROVISO, "ただし、B。"),
        ("A。ただし、B。この場合において、C。", Part.PROVISO, "ただし、B。この場合において、C。"),
        ("A。ただし、B。", Part.MAIN_SENTENCE, "A。"),
        ("A。B。ただし、C。", Part.LAST, "B。"),
        ("A。B。ただし、C。", Part.MAIN_SENTENCE, "A。B。"),
        ("A。", Part.FIRST, None),
        ("A。", Part.PROVISO, None),
        ("A。B。", Part.MIDDLE, None),
        ("A。B。C。D。", Part.LAST, None),
        ("A。ただし、B。", Part.LAST, None),
        ("ただし、A。", Part.PROVISO, None),
    ],
)
def test_parts_of_a_provision(text: str, part: Part, said: str | None) -> None:
    span = part_of(text, part)
    assert (text[slice(*span)] if span else None) == said
