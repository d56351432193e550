"""Word differences: exact, whole words, and placed where they read well."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.amendment.compare import DIFFERENT, ChangeKind, differs, words
from renkei.amendment.tokens import neutral, tokens
from tests.amendment.agreements import patient

#: Pieces that legal text is made of, so that random texts share words.
WORDS = st.sampled_from(
    [
        *[
            "甲",
            "乙",
            "及び",
            "は",
            "、",
            "。",
            "（",
            "）",
            "「",
            "」",
            "を",
            "行う",
            "に",
            "ものとする",
            "について",
            "における",
            "連携",
            "協力",
            "推進等",
        ],
        *[
            "第3条",
            "第3条の2第1項",
            "令和9年4月1日",
            "500円",
            "800円",
            "1,500円",
            "三次",
            "観光資源",
            "ＩＣＴ",
            "ICT",
        ],
        *["〔乙〕", "石狩市", "圏域", "葛󠄀城市", "が゙"],
        *("\n", "\u2028", "\t", " "),
    ]
)
LEGAL = st.lists(WORDS, max_size=30).map("".join)
ANY = st.one_of(LEGAL, st.text(max_size=60))
NAMES = {"石狩市": "〔乙〕", "甲": "乙"}


def told(before: str, after: str, *names: dict[str, str]) -> list[tuple[str, str]]:
    """What changed, as (before, after)."""
    return [(c.before, c.after) for c in words(before, after, *names) if c.kind in DIFFERENT]


@patient
@given(ANY)
def test_the_tokens_of_a_text_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text
    assert "".join(token.text for token in tokens(text, NAMES)) == text


@patient
@given(ANY, ANY, st.sampled_from([{}, NAMES]), st.sampled_from([{}, NAMES]))
def test_the_pieces_joined_are_both_texts(
    before: str, after: str, left: dict[str, str], right: dict[str, str]
) -> None:
    changes = words(before, after, left, right)
    assert "".join(c.before for c in changes) == before
    assert "".join(c.after for c in changes) == after
    for change in changes:
        assert before[change.before_at :].startswith(change.before)
        assert after[change.after_at :].startswith(change.after)
        if change.kind is ChangeKind.SAME:
            assert change.before == change.after != ""
        if change.kind is ChangeKind.INSERTED:
            assert change.before == "" != change.after
        if change.kind is ChangeKind.DELETED:
            assert change.after == "" != change.before
    kinds = [change.kind is ChangeKind.SAME for change in changes]
    assert (True, True) not in set(pairwise(kinds))


@patient
@given(LEGAL, LEGAL)
def test_texts_that_say_the_same_in_neutral_words_do_not_differ(before: str, after: str) -> None:
    if neutral(before, NAMES) == neutral(after, NAMES):
        assert not differs(words(before, after, NAMES, NAMES))


@patient
@given(LEGAL)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not differs(words(text, text))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # whole numbers, dates and references
        ("料金は500円とする。", "料金は800円とする。", [("500円", "800円")]),
        ("1,500円以内", "1,800円以内", [("1,500円以内", "1,800円以内")]),
        (
            "令和9年4月1日から施行する。",
            "令和10年4月1日から施行する。",
            [("令和9年4月1日", "令和10年4月1日")],
        ),
        ("第3条の2第1項の規定", "第3条の3第1項の規定", [("第3条の2第1項", "第3条の3第1項")]),
        ("地方自治法第252条の2", "地方自治法第252条の3", [("第252条の2", "第252条の3")]),
        # 、 goes with the word after it
        ("企画、立案を行う。", "企画、調整、立案を行う。", [("", "、調整")]),
        ("企画、調整、立案を行う。", "企画、立案を行う。", [("、調整", "")]),
        # a sentence comes as a whole
        ("甲は貸す。乙は借りる。", "甲は貸す。丙は運ぶ。乙は借りる。", [("", "丙は運ぶ。")]),
        # compounds are taken apart between words, never within one
        ("都市機能の集積", "都市計画の集積", [("機能", "計画")]),
        ("連携協約", "連携協定", [("協約", "協定")]),
        ("三次救急医療", "二次救急医療", [("三次", "二次")]),
        ("推進を行う。", "推進等を行う。", [("", "等")]),
        # a slip of one character
        ("災害時ににおける連携", "災害時における連携", [("に", "")]),
        # two changes with only a particle between are one
        ("地域の産業を育てる。", "圏域の経済を育てる。", [("地域の産業", "圏域の経済")]),
        # words in hiragana are words: no particle is taken out of the middle of one
        ("子供の支援を行う。", "子どもの支援を行う。", [("子供", "子ども")]),
        ("し尿処理を行う。", "ごみ処理を行う。", [("し尿", "ごみ")]),
        ("まちとしごとの創生", "まちとふるさとの創生", [("しごと", "ふるさと")]),
        ("がん検診を行う。", "歯科検診を行う。", [("がん検診", "歯科検診")]),
        # connectives written in hiragana stand apart like those in kanji
        ("甲及び乙は、協力する。", "甲および乙は、協力する。", [("及び", "および")]),
        ("企画又は調整", "企画または調整", [("又は", "または")]),
        ("企画および調整", "企画、立案および調整", [("", "、立案")]),
        ("住民に対し周知する。", "住民に対して周知する。", [("に対し", "に対して")]),
        # brackets come and go as a whole, with what they hold
        ("甲（本庁）及び乙", "甲（本庁）（支所）及び乙", [("", "（支所）")]),
        # spacing says nothing
        ("推進等\u2028を行う。", "推進等を行う。", []),
        ("同じ文", "同じ文", []),
        ("", "新しい。", [("", "新しい。")]),
        ("古い。", "", [("古い。", "")]),
    ],
)
def test_differences_are_told_as_an_officer_would(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert told(before, after) == expected


def test_a_partners_own_name_is_shown_and_is_no_difference() -> None:
    changes = words(
        "石狩市（以下「乙」という。）は、協力する。",
        "小樽市（以下「乙」という。）は、協力する。",
        {"石狩市": "〔乙〕"},
        {"小樽市": "〔乙〕"},
    )
    assert [(c.kind, c.before, c.after) for c in changes if c.kind is not ChangeKind.SAME] == [
        (ChangeKind.NAME, "石狩市", "小樽市")
    ]
    assert not differs(changes)


def test_a_name_is_no_difference_from_the_placeholder_of_the_model() -> None:
    assert told("〔乙〕と協力する。", "小樽市と協力する。", {}, {"小樽市": "〔乙〕"}) == []
    assert told("〔乙〕と協力する。", "小樽市と協力する。") == [("〔乙〕", "小樽市")]


def test_another_town_in_the_same_place_is_a_difference() -> None:
    names = {"石狩市": "〔乙〕"}
    assert told("石狩市の港", "江別市の港", names, names) == [("石狩市", "江別市")]
