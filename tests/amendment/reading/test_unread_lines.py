"""What is not understood to the last character is unread: no operation comes of it, and it is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.amendment.reading import read_prose

CLEAR = [
    "第二条第一項中「千円」を「二千円」に改め、同項第二号を削る。",
    "第六条第二項第一号中「謄本」の次に「又は写し」を加え、同条を第七条とする。",
    "別表(1)の部一の項中「A」を「B」に改め、同表備考第二項を削る。",
]


@pytest.mark.parametrize(
    "sentence",
    [
        "本則（定義を除く。）中「A」を「B」に改める。",  # no address
        "第二条中「A」を「B」に、「C」の次に「D」を加える。",  # 「B」に has no verb
        "第二条中「A」を「B」に、「C」の次に「D」を、「E」の次に「F」を加える。",
        "第三条を次のように改め、同条を第四条とする。",  # a full replacement with a move
        "第三条及び第四条の次に次の一条を加える。",  # behind which of them?
        "第三条を第四条及び第五条とする。",
        "第三条から第五条を削る。",  # から without まで
        "第三条中「A」を「B」に改めよう。第四条を削る。",
        "第三条の意味を削る。",
        "第二条第三号にウとして次のように加える。",  # neither the first nor by what it follows
    ],
)
def test_not_read(sentence: str) -> None:
    prose = read_prose(sentence)
    assert prose.amendments[0].instructions == ()
    assert [(line.line, line.kind) for line in prose.unread] == [(1, "instruction")]
    assert prose.unread[0].why
    assert prose.share == 0


def test_the_reason_names_the_place_where_reading_ended() -> None:
    prose = read_prose("第三条中「A」を「B」に改め、第四条の意味を削る。")
    assert "第四条" in prose.unread[0].why


def test_the_lines_under_an_unread_sentence_are_not_told_again() -> None:
    prose = read_prose("第三条及び第四条の次に次の一条を加える。\n第五条　これは新しい条である。")
    assert len(prose.unread) == 1


def test_new_text_that_was_left_out_does_not_swallow_the_next_sentence() -> None:
    prose = read_prose(
        "様式第１号を次のように改める。\n様式第２号中「印」を削る。\n第三条に次の一項を加える。\n"
        "第四条中「A」を「B」に改める。\n"
    )
    assert [(line.line, line.kind) for line in prose.unread] == [(1, "block"), (3, "block")]
    assert [source.line for source in prose.sources[0]] == [1, 2, 3, 4]


def test_words_that_may_say_anything_are_not_taken_for_a_sentence() -> None:
    prose = read_prose("第三条に後段として次のように加える。\n　第四条中「A」を「B」に改める。\n")
    assert prose.unread == ()
    assert len(prose.amendments[0].instructions) == 1


def test_words_between_sentences_are_unread_lines_but_no_instructions() -> None:
    prose = read_prose("第三条を削る。\n　続けて説明する。\n第四条を削る。")
    assert [(line.line, line.kind) for line in prose.unread] == [(2, "line")]
    assert prose.share == 1


@settings(max_examples=300)
@given(st.text("第一二条項号の中「」を削り改め加える、。表別附則同次にとしA（）　\n", max_size=60))
def test_nothing_raises_and_what_is_read_is_counted(text: str) -> None:
    prose = read_prose(text)
    read = sum(len(amendment.instructions) for amendment in prose.amendments)
    unread = sum(line.kind == "instruction" for line in prose.unread)
    assert 0 <= prose.share <= 1
    assert prose.instruction_lines <= read + unread


@given(st.sampled_from(CLEAR), st.data())
def test_a_lost_character_outside_the_quotes_never_passes_silently_as_the_same(
    sentence: str, data: st.DataObject
) -> None:
    whole = read_prose(sentence)
    assert whole.unread == ()
    place = data.draw(st.integers(0, len(sentence) - 2))
    maimed = read_prose(sentence[:place] + sentence[place + 1 :])
    same = maimed.amendments[0].instructions == whole.amendments[0].instructions
    assert not same or sentence[place] in "、。"
