"""What is said of words: where, how narrowly, and together with what."""

from __future__ import annotations

from renkei.amendment.operations import (
    Add,
    Block,
    Insert,
    Level,
    Part,
    Remove,
    Replace,
    Rewrite,
    Step,
    Strike,
    Where,
)
from tests.amendment.agreements import agreement
from tests.amendment.applying.ordinance import SUPPLEMENT, art, at, item, ordinance, para
from tests.amendment.deriving.deriving import only, sentences


def test_texts_that_say_the_same_need_no_sentence() -> None:
    assert sentences(agreement(), agreement()) == []


def test_an_article_of_one_paragraph_is_named_without_it() -> None:
    after = agreement("浜辺市", ("別に定める", "毎年度定める"))
    assert only(agreement(), after) == (Replace((at(art(3)),), ("別に定める",), "毎年度定める"),)


def test_one_sentence_says_all_of_one_article() -> None:
    after = ordinance(
        ("徴収する料金", "徴収する金銭"),
        ("市長が行う証明", "市が行う証明"),
        ("ただし、市長が認める", "ただし、町長が認める"),
    )
    assert only(ordinance(), after) == (
        Replace((at(art(2, para(1), item(1))),), ("料金",), "金銭"),
        Replace((at(art(2, para(1), item(3))),), ("市長",), "市"),
        Replace((at(art(2, para(2)), Part.PROVISO),), ("市長",), "町長"),
    )


def test_articles_of_which_the_same_is_said_are_named_together() -> None:
    after = ordinance(
        ("第六条　既に納めた手数料", "第六条　既に納めた使用料"),
        ("市長は、手数料を納め", "市長は、使用料を納め"),
    )
    assert only(ordinance(), after) == (Replace((at(art(6)), at(art(7))), ("手数料",), "使用料"),)


def test_from_three_in_a_row_the_first_and_the_last_are_named() -> None:
    before = ordinance(("手数料は、還付しない", "手数料は、市長は、還付しない"))
    after = ordinance(
        ("手数料は、還付しない", "手数料は、町長は、還付しない"),
        ("第五条　市長は", "第五条　町長は"),
        ("第七条　市長は", "第七条　町長は"),
    )
    assert only(before, after) == (Replace((at(art(5), last=art(7)),), ("市長",), "町長"),)


def test_words_that_items_have_too_are_said_of_the_part_without_them() -> None:
    before = ordinance(("この条例において、", "市長が徴収する料金のほか、"))
    after = ordinance(("この条例において、", "町長が徴収する料金のほか、"))
    assert only(before, after) == (Replace((at(art(2, para(1)), Part.HEAD),), ("市長",), "町長"),)


def test_a_proviso_comes_goes_and_changes() -> None:
    proviso = "ただし、急を要するときは、この限りでない。"
    with_it = agreement("浜辺市", ("別に定める。", f"別に定める。{proviso}"))
    assert only(agreement(), with_it) == (
        Add(Where.END, at(art(3)), Block(text=proviso), part=Part.PROVISO),
    )
    assert only(with_it, agreement()) == (Remove((at(art(3), Part.PROVISO),)),)
    changed = agreement("浜辺市", ("別に定める。", f"別に定める。{proviso.replace('急', '緊急')}"))
    assert only(with_it, changed) == (Replace((at(art(3), Part.PROVISO),), ("急",), "緊急"),)


def test_a_second_sentence_comes_and_goes() -> None:
    second = "この場合において、甲が調整する。"
    with_it = agreement("浜辺市", ("別に定める。", f"別に定める。{second}"))
    assert only(agreement(), with_it) == (
        Add(Where.END, at(art(3)), Block(text=second), part=Part.LAST),
    )
    assert only(with_it, agreement()) == (Remove((at(art(3), Part.LAST),)),)


def test_words_inserted_follow_words_that_mean_something() -> None:
    after = ordinance(("市長が別に定める", "市長が規則で別に定める"))
    (said,) = only(ordinance(), after)
    assert said == Insert((at(art(3)),), "市長が", "規則で")


def test_words_struck() -> None:
    after = ordinance(("特別の理由があるときは、", ""))
    assert only(ordinance(), after) == (Strike((at(art(5)),), ("、特別の理由があるときは",)),)


def test_words_of_which_little_stays_are_given_anew() -> None:
    text = "災害により著しい損害を受けた者については、規則の定めるところにより、その全部又は一部を免除する。"
    before = ordinance(("市長は、特別の理由があるときは、手数料を減免することができる。", text))
    after = ordinance(
        (
            "市長は、特別の理由があるときは、手数料を減免することができる。",
            "納期限の延長、分割納付その他の方法は、申請書に添えられた資料を審査して市が決める。",
        )
    )
    (said,) = only(before, after)
    assert isinstance(said, Rewrite)
    assert said.targets == (at(art(5)),)
    assert [node.label for node in said.block.nodes] == ["第五条"]


def test_an_article_is_deleted_with_its_number_kept() -> None:
    after = ordinance(
        ("　（督促）\n第七条　市長は、手数料を納めない者に督促する。", "第七条　削除")
    )
    (said,) = only(ordinance(), after)
    assert isinstance(said, Rewrite)
    assert said.targets == (at(art(7)),)


def test_captions_and_the_title() -> None:
    assert only(agreement(), agreement("浜辺市", ("（費用分担）", "（費用の負担）"))) == (
        Rewrite((at(art(3), Part.CAPTION),), Block(text="費用の負担")),
    )
    assert only(agreement(), agreement("浜辺市", ("（費用分担）\n", ""))) == (
        Remove((at(art(3), Part.CAPTION),)),
    )
    assert only(agreement("浜辺市", ("（費用分担）\n", "")), agreement()) == (
        Add(Where.END, at(art(3)), Block(text="費用分担"), part=Part.CAPTION),
    )
    title = (Step(Level.TITLE),)
    assert only(
        agreement(), agreement("浜辺市", ("圏形成に係る連携協約\n", "圏に係る連携協約\n"))
    ) == (Strike((at(title),), ("形成",)),)


def test_chapters_contents_and_notes() -> None:
    chapter = (Step(Level.CHAPTER, art(2)[0].number),)
    after = ordinance(
        ("　　　第二章　手数料", "　　　第二章　使用料"),
        ("　第二章　手数料（", "　第二章　使用料（"),
    )
    contents, heading = sentences(ordinance(), after)
    assert contents == (Replace((at((Step(Level.TOC),)),), ("手数料",), "使用料"),)
    assert heading == (Rewrite((at(chapter, Part.CAPTION),), Block(text="使用料")),)


def test_a_supplement_and_what_stands_around_the_articles() -> None:
    later = agreement("浜辺市", ("令和8年4月1日", "令和9年4月1日"), ("本書2通", "本書3通"))
    assert sentences(agreement(), later) == [
        (Replace((at((SUPPLEMENT,)),), ("令和8年4月1日",), "令和9年4月1日"),),
        (Replace((at((Step(Level.CLOSING),)),), ("2通",), "3通"),),
    ]
