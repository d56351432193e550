"""同条, 同項, 同号, 同表: the provision named last, by the number it has when the sentence begins."""

from __future__ import annotations

import pytest

from renkei.amendment.reading import read_prose
from tests.amendment.reading.spelling import read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "第二条第一項中「A」を削り、同条第二項中「B」を削り、同項第一号を削る。",
            [
                "strike article 2/paragraph 1: A",
                "strike article 2/paragraph 2: B",
                "remove article 2/paragraph 2/item 1",
            ],
        ),
        # After a move it is still the provision that was moved, by its old number.
        (
            "第八十一条中「A」を削り、同条を第八十条とし、同条の次に次の一条を加える。",
            [
                "strike article 81: A",
                "move article 81 > article 80",
                "add after article 81 article",
            ],
        ),
        # The parents of what a provision becomes are those it has.
        (
            "第六十条第二項を同条第四項とし、同条第一項の次に次の二項を加える。",
            [
                "move article 60/paragraph 2 > article 60/paragraph 4",
                "add after article 60/paragraph 1 paragraph",
            ],
        ),
        (
            "第二条第三号イを同号ロとし、同号ウ中「A」を削る。",
            [
                "move article 2/item 3/subitem イ > article 2/item 3/subitem ロ",
                "strike article 2/item 3/subitem ウ: A",
            ],
        ),
        (
            "別表第１中「A」を削り、同表備考２中「B」を削り、同表を別表第２とする。",
            [
                "strike annex 別表第１: A",
                "strike annex 別表第１/remarks/item 2: B",
                "move annex 別表第１ > annex 別表第２",
            ],
        ),
        (
            "別表(1)の部アの款一の項を削り、同部イの款二の項中「A」を削る。",
            [
                "remove annex 別表/group (1)/group ア/row 一",
                "strike annex 別表/group (1)/group イ/row 二: A",
            ],
        ),
        (
            "第一編第二章の二を同編第二章の三とする。",
            ["move part 1/chapter 2_2 > part 1/chapter 2_3"],
        ),
        # 附則 without numbers gets its first one; 同項 is that paragraph.
        (
            "附則を附則第１項とし、同項に見出しとして「（施行期日）」を付し、附則に次の１項を加える。",
            [
                "move supplement > supplement/paragraph 1",
                "add end supplement/paragraph 1 [caption]: 施行期日",
                "add end supplement paragraph",
            ],
        ),
    ],
)
def test_same(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


def test_a_bare_number_stands_beside_the_one_before_it() -> None:
    assert read("第三条中第五号を削り、第六号を第五号とし、第七号の次に次の一号を加える。") == [
        "remove article 3/item 5",
        "move article 3/item 6 > article 3/item 5",
        "add after article 3/item 7 item",
    ]


def test_inside_a_supplement_a_bare_article_is_one_of_it() -> None:
    assert read("附則中第三条を第四条とし、第二条の次に次の一条を加える。") == [
        "move supplement/article 3 > supplement/article 4",
        "add after supplement/article 2 article",
    ]


def test_inside_a_chapter_articles_are_addressed_without_it() -> None:
    assert read("第三章中第十五条を第十六条とし、第十四条の次に次の一条を加える。") == [
        "move article 15 > article 16",
        "add after article 14 article",
    ]


def test_what_was_moved_to_another_parent_leaves_同条_open_and_the_sentence_unread() -> None:
    prose = read_prose("第十条第二項を第十一条第一項とし、同条第二項を削る。")
    assert [line.kind for line in prose.unread] == ["instruction"]


def test_同条_without_an_article_before_it_is_not_guessed() -> None:
    prose = read_prose("第三条中「A」を削る。\n同条第二項中「B」を削る。")
    assert [(line.line, line.kind) for line in prose.unread] == [(2, "instruction")]
    assert "同条" in prose.unread[0].why
