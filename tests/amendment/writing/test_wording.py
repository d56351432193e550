"""The wording: as a legal officer would write it, in both styles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renkei.amendment.operations import (
    Add,
    Address,
    Amendment,
    Block,
    Insert,
    Instruction,
    Level,
    Move,
    Operation,
    Part,
    Remove,
    Replace,
    Rewrite,
    Shift,
    Step,
    Strike,
    Target,
    Where,
)
from renkei.amendment.style import MUNICIPAL, NATIONAL, Numerals, Style
from renkei.amendment.writing import Unwritable, said, write_prose
from renkei.instrument.model import Kind, Number
from tests.amendment.provisions import node


def at(*steps: tuple[Level, int | str]) -> Address:
    """An address from levels with numbers or names."""
    return tuple(
        Step(level, None, told) if isinstance(told, str) else Step(level, Number((told,)))
        for level, told in steps
    )


def art(number: int, paragraph: int = 0, item: int = 0) -> Address:
    steps: list[tuple[Level, int | str]] = [(Level.ARTICLE, number)]
    steps += [(Level.PARAGRAPH, paragraph)] if paragraph else []
    steps += [(Level.ITEM, item)] if item else []
    return at(*steps)


def swap(place: Address, old: str, new: str, part: Part = Part.WHOLE) -> Replace:
    return Replace((Target(place, part),), (old,), new)


def written(*operations: Operation, style: Style = NATIONAL) -> str:
    """One sentence, without the indent."""
    text = write_prose(Amendment((Instruction(operations),)), style)
    return text.removeprefix("　").rstrip("\n")


def test_consecutive_replacements_share_the_verb() -> None:
    place = art(85, 1)
    assert (
        written(swap(place, "寡夫", "ひとり親"), swap(place, "死亡し又は", "死亡し、又は"))
        == "第八十五条第一項中「寡夫」を「ひとり親」に、「死亡し又は」を「死亡し、又は」に改める。"
    )


def test_different_edits_of_one_place_say_the_place_once() -> None:
    place = art(194, 1, 2)
    told = written(
        swap(place, "居住者が", "居住者が、"),
        Strike((Target(place),), ("、寡婦、寡夫",)),
        Insert((Target(place),), "には", "、"),
    )
    assert told == (
        "第百九十四条第一項第二号中「居住者が」を「居住者が、」に改め、「、寡婦、寡夫」を削り、"
        "「には」の下に「、」を加える。"
    )


def test_edit_then_move_then_the_room_is_filled() -> None:
    place = art(6, 2, 1)
    new = node(Kind.ARTICLE, label="第６条", number=Number((6,)), caption="届出")
    told = written(
        Insert((Target(place),), "戸籍謄本", "又は一覧図の写し"),
        Move(Target(art(6)), art(7)),
        Add(Where.AFTER, Target(art(5)), Block((new,)), Level.ARTICLE),
        style=Style("city", Numerals.FULL, "の次に"),
    )
    assert told == (
        "第６条第２項第１号中「戸籍謄本」の次に「又は一覧図の写し」を加え、同条を第７条とし、"
        "第５条の次に次の１条を加える。\n　（届出）\n第６条"
    )


def test_caption_then_text_then_paragraphs_of_the_same_article() -> None:
    told = written(
        Rewrite((Target(art(81), Part.CAPTION),), Block(text="寡婦控除")),
        Strike((Target(art(81, 1)),), ("又は寡夫",)),
        swap(art(81, 2), "寡夫", "寡婦"),
        Move(Target(art(81)), art(80)),
    )
    assert told == (
        "第八十一条の見出しを「（寡婦控除）」に改め、同条第一項中「又は寡夫」を削り、"
        "同条第二項中「寡夫」を「寡婦」に改め、同条を第八十条とする。"
    )


def test_items_move_inside_their_paragraph() -> None:
    told = written(
        Strike((Target(art(120, 3, 3)),), ("（定義）",)),
        Move(Target(art(120, 3, 3)), art(120, 3, 4)),
    )
    assert told == "第百二十条第三項第三号中「（定義）」を削り、同号を同項第四号とする。"


def test_runs_of_four_shift_together() -> None:
    told = written(Move(Target(art(12)), art(13)), Shift(art(7), art(11), 1), style=MUNICIPAL)
    assert told == "第12条を第13条とし、第7条から第11条までを1条ずつ繰り下げる。"


def test_a_range_takes_の規定() -> None:
    target = Target(art(53), last=art(55))
    assert (
        written(Replace((target,), ("懲役",), "拘禁刑"))
        == "第五十三条から第五十五条までの規定中「懲役」を「拘禁刑」に改める。"
    )


def test_items_in_a_list_share_their_paragraph() -> None:
    told = written(Remove((Target(art(3, 1, 1)), Target(art(3, 1, 2)), Target(art(4, 1)))))
    assert told == "第三条第一項第一号及び第二号並びに第四条第一項を削る。"


def test_the_annex_of_an_agreement() -> None:
    row = at(
        (Level.ANNEX, "別表"), (Level.GROUP, "(3)"), (Level.GROUP, "ア"), (Level.ROW, "災害対策")
    )
    told = written(
        swap((*row, Step(Level.COLUMN, None, "内容")), "時にに", "時に"),
        swap((*row, Step(Level.COLUMN, None, "乙の役割")), "時にに", "時に"),
        style=MUNICIPAL,
    )
    assert told == (
        "別表(3)の部アの款災害対策の項内容の欄中「時にに」を「時に」に改め、"
        "同項乙の役割の欄中「時にに」を「時に」に改める。"
    )


def test_同項_is_the_last_項_said() -> None:
    table = (*art(3, 2), Step(Level.TABLE))
    told = written(
        swap((*table, Step(Level.ROW, None, "貸工場")), "甲", "乙"), swap(art(3, 2), "丙", "丁")
    )
    assert told == (
        "第三条第二項の表貸工場の項中「甲」を「乙」に改め、同条第二項中「丙」を「丁」に改める。"
    )


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part.HEAD, "第三条第一項各号列記以外の部分"),
        (Part.PROVISO, "第三条第一項ただし書"),
        (Part.MAIN_SENTENCE, "第三条第一項本文"),
        (Part.LAST, "第三条第一項後段"),
    ],
)
def test_parts_of_a_paragraph(part: Part, words: str) -> None:
    assert said(Target(art(3, 1), part), NATIONAL) == words


def test_an_address_in_a_message() -> None:
    assert said(art(3, 2), MUNICIPAL) == "第3条第2項"
    assert said(Target(art(3)), MUNICIPAL) == "第3条"
    assert said(Remove((Target(art(3)),)), MUNICIPAL) == "第3条を削る"


def test_a_name_that_could_be_misread_is_quoted() -> None:
    row = at((Level.ANNEX, "別表第一"), (Level.ROW, "産業、観光"))
    assert said(row, NATIONAL) == "別表第一の「産業、観光」の項"


def test_rows_called_by_a_number_or_a_provision_stand_plain() -> None:
    assert said(at((Level.ANNEX, "別表第一"), (Level.ROW, "二")), NATIONAL) == "別表第一の二の項"
    table = (*art(144, 3), Step(Level.TABLE), Step(Level.ROW, None, "第二条第一項（定義）"))
    assert said(table, NATIONAL) == "第百四十四条第三項の表第二条第一項（定義）の項"


def test_headings_of_an_annex_called_by_a_number_or_a_label_stand_plain() -> None:
    for label, words in [
        ("1", "別表の1の部観光の項"),
        ("三", "別表の三の部観光の項"),
        ("（１）", "別表（１）の部観光の項"),
    ]:
        place = at((Level.ANNEX, "別表"), (Level.GROUP, label), (Level.ROW, "観光"))
        assert said(place, MUNICIPAL) == words


def test_an_agreement_is_変更() -> None:
    style = Style("agreement", Numerals.HALF, "の次に", act="変更", comma="，", indent="　")
    text = write_prose(
        Amendment(
            (Instruction((swap(art(1), "甲", "乙"), swap(art(1, 2), "乙", "丙"))),), "連携協約"
        ),
        style,
    )
    assert text == (
        "　連携協約の一部を次のように変更する。\n"
        "　第1条中「甲」を「乙」に改め，同条第2項中「乙」を「丙」に改める。\n"
    )


def test_a_block_inside_a_sentence_is_refused() -> None:
    add = Add(Where.END, Target(art(1)), Block(text="ただし、しない。"), part=Part.PROVISO)
    with pytest.raises(Unwritable):
        written(add, Remove((Target(art(2)),)))


def test_a_line_end_in_quoted_words_is_refused() -> None:
    with pytest.raises(Unwritable):
        written(swap(art(1), "甲\n乙", "丙"))


def test_a_row_with_words_of_its_own_is_refused() -> None:
    row = node(Kind.ROW, text="甲")
    place = at((Level.ANNEX, "別表"), (Level.ROW, "福祉"))
    with pytest.raises(Unwritable):
        written(Rewrite((Target(place),), Block((row,))))


@pytest.mark.parametrize(
    ("words", "said_so"),
    [
        (("部", "款", "項", "号"), "別表(3)の部アの款福祉の項"),
        (("部", "項"), "別表(3)の部アの款福祉の項"),
        (("部", "款", "項"), "別表(3)の部アの款福祉の項"),
        (("項",), "別表(3)の部アの款福祉の項"),
        (("款", "節", "号"), "別表(3)の款アの節福祉の号"),
        (("部", "款"), "別表(3)の部アの款福祉の項"),
        (("部", "款", "号", "目"), "別表(3)の部アの款福祉の号"),
    ],
)
def test_levels_of_an_annex_are_called_as_the_house_calls_them(
    words: tuple[str, ...], said_so: str
) -> None:
    where = at(
        (Level.ANNEX, "別表"), (Level.GROUP, "(3)"), (Level.GROUP, "ア"), (Level.ROW, "福祉")
    )
    assert said(where, replace(MUNICIPAL, row_words=words)) == said_so
