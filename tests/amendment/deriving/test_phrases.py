"""Phrases: whole words, as often in the text as they must change, together exactly the change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.amendment.deriving.phrases import Field, Phrase, phrases
from tests.amendment.agreements import patient


def told(before: str, after: str, *context: str) -> list[str]:
    """The phrases as one would say them."""
    found = phrases([Field(before, after)], context)
    assert found is not None
    return [_said(phrase) for phrase in found]


def _said(phrase: Phrase) -> str:
    if phrase.inserted:
        return f"「{phrase.old}」の次に「{phrase.new}」"
    return f"「{phrase.old}」を「{phrase.new}」に" if phrase.new else f"「{phrase.old}」を削る"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("一件につき500円とする。", "一件につき800円とする。", ["「500円」を「800円」に"]),
        ("第23条の2の規定により", "第23条の3の規定により", ["「第23条の2」を「第23条の3」に"]),
        (
            "平成31年4月1日から施行する。",
            "令和2年4月1日から施行する。",
            ["「平成31年4月1日」を「令和2年4月1日」に"],
        ),
        (
            "企画、立案及び検証を行う。",
            "企画及び立案を行う。",
            ["「、立案及び検証」を「及び立案」に"],
        ),
        ("情報共有等を行う。", "情報共有、研修等を行う。", ["「情報共有」の次に「、研修」"]),
        ("甲が行う。", "甲は行う。", ["「甲が」を「甲は」に"]),
        (
            "締結の日から施行する。",
            "締結の日から施行し、その効力を有する。",
            ["「施行する」を「施行し、その効力を有する」に"],
        ),
        ("相互に連携を図る。", "連携を図る。", ["「相互に」を削る"]),
        ("甲は、費用を負担する。", "毎年度、甲は、費用を負担する。", ["「甲」を「毎年度、甲」に"]),
        ("波多野 凪", "山田 太郎", ["「波多野 凪」を「山田 太郎」に"]),
    ],
)
def test_a_phrase_is_what_an_officer_would_quote(
    before: str, after: str, expected: list[str]
) -> None:
    assert told(before, after) == expected


def test_a_letter_set_twice_is_quoted_with_its_word() -> None:
    assert told("災害時ににおける連携の推進等", "災害時における連携の推進等") == [
        "「災害時にに」を「災害時に」に"
    ]


def test_a_phrase_grows_until_it_is_the_only_one() -> None:
    said = told("甲は情報を提供し、乙は情報を提供する。", "甲は情報を提供し、乙は資料を提供する。")
    assert said == ["「乙は情報」を「乙は資料」に"]


def test_a_phrase_that_changes_everywhere_is_said_once() -> None:
    assert told("懲役又は罰金、懲役及び罰金", "拘禁刑又は罰金、拘禁刑及び罰金") == [
        "「懲役」を「拘禁刑」に"
    ]


def test_words_elsewhere_in_the_provision_are_not_touched() -> None:
    (said,) = told("甲は、会議を開く。", "乙は、会議を開く。", "甲が定めるもの")
    assert said == "「甲は」を「乙は」に"


def test_several_fields_with_one_change_have_one_phrase() -> None:
    found = phrases(
        [
            Field("乙と協力して取り組む。", "丙と協力して取り組む。"),
            Field("乙が行う。", "丙が行う。"),
        ]
    )
    assert found == (Phrase("乙", "丙"),)


def test_what_no_phrase_can_say_is_not_said() -> None:
    assert phrases([Field("甲", "乙")], ["甲"]) is None
    assert phrases([Field("", "乙")]) is None


pieces = st.lists(
    st.sampled_from(
        [
            "甲",
            "乙",
            "は、",
            "が",
            "第3条",
            "500円",
            "情報",
            "共有",
            "及び",
            "「圏域」",
            "（丙）",
            "。",
            "に",
        ]
    ),
    max_size=14,
).map("".join)


@patient
@given(before=pieces, after=pieces, context=st.lists(pieces, max_size=2))
def test_phrases_carried_out_together_give_the_text_wanted(
    before: str, after: str, context: list[str]
) -> None:
    found = phrases([Field(before, after)], context)
    if found is None:
        return
    spots: list[tuple[int, int, str]] = []
    for phrase in found:
        assert not any(phrase.old in text for text in context)
        at = before.find(phrase.old)
        assert at >= 0
        while at >= 0:
            new = phrase.old + phrase.new if phrase.inserted else phrase.new
            spots.append((at, at + len(phrase.old), new))
            at = before.find(phrase.old, at + 1)
    result, position = "", 0
    for start, end, new in sorted(spots):
        assert start >= position, "two phrases overlap"
        result += before[position:start] + new
        position = end
    assert result + before[position:] == after


def test_an_insertion_that_grows_over_another_change_keeps_their_order() -> None:
    said = "を制限する影像若しくは音の視聴{}又は影像、者に影像若しくは音の視聴{}又は"
    before = said.format(*["若しくは番組の実行"] * 2)
    after = said.format("、番組の実行若しくは処理", "、番組の実行若しくは情報の処理")
    assert phrases([Field(before, after)]) is not None
