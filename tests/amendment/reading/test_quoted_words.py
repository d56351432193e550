"""Quoted words end where the sentence goes on, also when their brackets do not pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.amendment.reading.quoting import QUOTE, skeleton


def quotes(sentence: str) -> tuple[str, ...]:
    found = skeleton(sentence)
    assert found is not None
    return found.quotes


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("第一条中「A」を「B」に改める。", ("A", "B")),
        # A quote in the quote.
        (
            "第一条中「「甲」という。」を「「乙」という。」に改める。",
            ("「甲」という。", "「乙」という。"),
        ),
        # One bracket of a pair on either side.
        (
            "第六十六条中「とあるのは「」を「とあるのは「業務」と、「」に改める。",
            ("とあるのは「", "とあるのは「業務」と、「"),
        ),
        (
            "第五十四条第二項中「選定する」と」の次に「、「親族」とあるのは「同居親族等」と」を加える。",
            ("選定する」と", "、「親族」とあるのは「同居親族等」と"),
        ),
        ("第二条中「甲」と」を削る。", ("甲」と",)),
        # Sentences of amendment that are quoted themselves.
        (
            "第三条中「「A」を「B」に改める」を「「A」を「C」に改める」に改める。",
            ("「A」を「B」に改める", "「A」を「C」に改める"),
        ),
    ],
)
def test_a_quote_ends_where_the_sentence_goes_on(sentence: str, expected: tuple[str, ...]) -> None:
    assert quotes(sentence) == expected


def test_four_unpaired_quotes_of_a_real_bill_are_told_apart() -> None:
    sentence = (
        "第百六十六条中「同条第六項中「業務」とあるのは「」を「同条第六項中「山林所得を生ずべき業務」と"
        "あるのは「山林所得を生ずべき」に、「限る。）」と、「」を「限る。以下この項において「特定業務」と"
        "いう。）」と、「業務に」とあるのは「特定業務に」と、「」に改める。"
    )
    assert quotes(sentence) == (
        "同条第六項中「業務」とあるのは「",
        "同条第六項中「山林所得を生ずべき業務」とあるのは「山林所得を生ずべき",
        "限る。）」と、「",
        "限る。以下この項において「特定業務」という。）」と、「業務に」とあるのは「特定業務に」と、「",
    )


@pytest.mark.parametrize("sentence", ["第一条中「Aを改める。", "第一条中A」を改める。", QUOTE])
def test_brackets_that_make_no_sense_give_no_division(sentence: str) -> None:
    assert skeleton(sentence) is None


paired = st.recursive(
    st.text("甲乙、。と以下（）いう", min_size=1, max_size=6),
    lambda inner: st.builds("{}「{}」という".format, st.just("甲"), inner),
    max_leaves=3,
)


@given(st.lists(st.tuples(paired, paired), min_size=1, max_size=4))
def test_paired_words_are_always_found_again(pairs: list[tuple[str, str]]) -> None:
    sentence = (
        "第三条中" + "に、".join(f"「{old}」を「{new}」" for old, new in pairs) + "に改める。"
    )
    assert quotes(sentence) == tuple(word for pair in pairs for word in pair)
