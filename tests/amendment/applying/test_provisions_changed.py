"""Provisions rewritten, added, removed and moved: the tree is the one a reader gives."""

from __future__ import annotations

import pytest

from renkei.amendment.operations import (
    Add,
    Block,
    Level,
    Operation,
    Part,
    Remove,
    Restate,
    Rewrite,
    Shift,
    Where,
)
from renkei.amendment.trouble import Code
from renkei.instrument import Node, read_text
from renkei.instrument.model import Kind
from tests.amendment.applying.ordinance import (
    TEXT,
    after,
    amended,
    art,
    article,
    at,
    block,
    end,
    item,
    move,
    node,
    num,
    ordinance,
    para,
    refusal,
    replace,
    same,
    sub,
)

NEW_FIVE = article("第五条", 5, "徴収", "手数料は、前納とする。")
EIGHT = "第八条　この章に定めるもののほか、必要な事項は、規則で定める。\n"


def _moved_back(text: str) -> str:
    """Articles 5 to 8 one number further on."""
    for old, new in (("八", "九"), ("七", "八"), ("六", "七"), ("五", "六")):
        text = text.replace(f"\n第{old}条", f"\n第{new}条")
    return text


SHIFTED = read_text(
    _moved_back(TEXT).replace(
        "　（減免）", "　（徴収）\n第五条　手数料は、前納とする。\n\n　（減免）"
    )
)


def test_an_article_comes_in_where_room_is_made_in_one_sentence() -> None:
    done = amended(
        (
            move(art(8), art(9)),
            move(art(7), art(8)),
            move(art(6), art(7)),
            move(art(5), art(6)),
            after(art(4), NEW_FIVE, unit=Level.ARTICLE),
        )
    )
    assert same(done, SHIFTED)
    ids = {n.label: n.id for n in done.root.walk() if n.kind is Kind.ARTICLE}
    assert ids["第六条"] == "art_5"
    assert ids["第九条"] == "art_8"
    assert ids["第五条"] not in {n.id for n in ordinance().root.walk()}
    (step,) = [done_here for _, done_here in done.steps]
    assert step.moved == ["art_8", "art_7", "art_6", "art_5"]
    assert step.added[0] == ids["第五条"]


def test_a_run_moves_by_the_same_number_and_then_there_is_room() -> None:
    done = amended(Shift(art(5), art(8), 1), after(art(4), NEW_FIVE, unit=Level.ARTICLE))
    assert same(done, SHIFTED)


def test_sentences_count_in_the_numbers_that_the_one_before_left() -> None:
    done = amended(
        move(art(8), art(9)),
        move(art(7), art(8)),
        move(art(6), art(7)),
        (replace(art(5), "特別の", "やむを得ない"), move(art(5), art(6))),
        after(art(4), NEW_FIVE),
        replace(art(6), "減免する", "免除する"),
    )
    text = _moved_back(TEXT).replace("特別の", "やむを得ない").replace("減免する", "免除する")
    expected = text.replace(
        "　（減免）", "　（徴収）\n第五条　手数料は、前納とする。\n\n　（減免）"
    )
    assert same(done, read_text(expected))


def test_a_removed_article_is_closed_up() -> None:
    done = amended((Remove((at(art(6)),)), Shift(art(7), art(8), -1)))
    text = TEXT.replace("　（還付）\n第六条　既に納めた手数料は、還付しない。\n\n", "")
    text = text.replace("\n第七条", "\n第六条").replace("\n第八条", "\n第七条")
    assert same(done, read_text(text))
    assert done.steps[0][1].removed == ["art_6", "art_6__para_1"]


def test_an_article_keeps_its_number_as_removed() -> None:
    gone = article("第六条", 6, "", "削除")
    done = amended(Rewrite((at(art(6)),), block(gone)))
    expected = ordinance(("　（還付）\n第六条　既に納めた手数料は、還付しない。", "第六条　削除"))
    assert same(done, expected)
    assert done.root.children[3].children[1].children[2].id == "art_6"


def test_articles_are_removed_together_and_their_numbers_kept() -> None:
    gone = article("第五条から第七条まで", "5:7", "", "削除")
    done = amended(Rewrite((at(art(5), last=art(7)),), block(gone)))
    labels = [n.label for n in done.root.walk() if n.kind is Kind.ARTICLE]
    assert labels[4:] == ["第五条から第七条まで", "第八条"]


def test_a_branch_number_follows_its_article() -> None:
    new = article("第五条の二", "5_2", "免除", "免除する。")
    done = amended(after(art(5), new, unit=Level.ARTICLE))
    assert same(done, ordinance(("　（還付）", "　（免除）\n第五条の二　免除する。\n\n　（還付）")))
    moved = amended(after(art(5), new), move(art("5_2"), art("5_3")), after(art(5), new))
    labels = [n.label for n in moved.root.walk() if n.kind is Kind.ARTICLE]
    assert labels[4:7] == ["第五条", "第五条の二", "第五条の三"]


def test_paragraphs_come_in_and_the_rest_move_on() -> None:
    new = node(Kind.PARAGRAPH, "３", 3, "申請は、書面による。")
    done = amended((move(art(2, para(3)), art(2, para(4))), after(art(2, para(2)), new)))
    assert same(done, ordinance(("３　市長は", "３　申請は、書面による。\n４　市長は")))


def test_a_paragraph_at_the_end_of_an_article() -> None:
    new = node(Kind.PARAGRAPH, "２", 2, "減免の基準は、規則で定める。")
    done = amended(end(art(5), new, unit=Level.PARAGRAPH))
    assert same(
        done,
        ordinance(
            (
                "することができる。\n\n　（還付）",
                "することができる。\n２　減免の基準は、規則で定める。\n\n　（還付）",
            )
        ),
    )


def test_the_first_paragraph_bears_no_number() -> None:
    done = amended(
        (
            Remove((at(art(2, para(1))),)),
            move(art(2, para(2)), art(2, para(1))),
            move(art(2, para(3)), art(2, para(2))),
        )
    )
    labels = [n.label for n in done.root.of_kind(Kind.ARTICLE) if n.id == "art_2"]
    assert labels == ["第二条"]
    paragraphs = [n for n in done.root.walk() if n.id.startswith("art_2__para")]
    assert [(n.label, str(n.number)) for n in paragraphs] == [("", "1"), ("２", "2")]


def test_the_first_paragraph_gets_a_number_when_it_moves_on() -> None:
    new = node(Kind.PARAGRAPH, "", 1, "手数料は、納めなければならない。")
    done = amended(
        (move(art(6, para(1)), art(6, para(2))), Add(Where.HEAD, at(art(6)), block(new)))
    )
    assert same(
        done,
        ordinance(("第六条　既に", "第六条　手数料は、納めなければならない。\n２　既に")),
    )


def test_items_and_what_is_below_them_are_numbered_as_they_were() -> None:
    done = amended(
        (
            move(art(2, para(1), item(3)), art(2, para(1), item(4))),
            after(art(2, para(1), item(2)), node(Kind.ITEM, "三", 3, "納付　納めることをいう。")),
        ),
        (
            move(art(2, para(1), item(2), sub("ハ")), art(2, para(1), item(2), sub("ニ"))),
            after(
                art(2, para(1), item(2), sub("ロ")), node(Kind.SUBITEM, "ハ", 3, "市内に通学する者")
            ),
        ),
        end(art(2, para(1)), node(Kind.ITEM, "五", 5, "延滞　遅延をいう。"), unit=Level.ITEM),
    )
    assert same(
        done,
        ordinance(
            (
                "　三　証明　市長が行う証明をいう。",
                "　三　納付　納めることをいう。\n　四　証明　市長が行う証明をいう。\n　五　延滞　遅延をいう。",
            ),
            ("　　ハ　その他", "　　ハ　市内に通学する者\n　　ニ　その他"),
        ),
    )


def test_captions_and_sentences_come_and_go() -> None:
    caption = amended(Remove((at(art(5), Part.CAPTION),)))
    assert same(caption, ordinance(("　（減免）\n", "")))
    new = Add(Where.END, at(art(5)), Block(text="免除等"), part=Part.CAPTION)
    assert same(
        amended(new, base=ordinance(("　（減免）\n", ""))), ordinance(("（減免）", "（免除等）"))
    )
    rewritten = amended(Rewrite((at(art(5), Part.CAPTION),), Block(text="（免除）")))
    assert same(rewritten, ordinance(("（減免）", "（免除）")))
    assert refusal(new) == [Code.UNSUPPORTED]
    proviso = Add(
        Where.END, at(art(6)), Block(text="ただし、誤納は、この限りでない。"), part=Part.PROVISO
    )
    assert same(
        amended(proviso),
        ordinance(("還付しない。", "還付しない。ただし、誤納は、この限りでない。")),
    )
    assert refusal(
        Add(Where.END, at(art(2, para(2))), Block(text="ただし、A。"), part=Part.PROVISO)
    ) == [Code.OVERLAP]
    gone = amended(Remove((at(art(2, para(2)), Part.PROVISO), at(art(2, para(3)), Part.LAST))))
    assert same(
        gone,
        ordinance(
            ("ただし、市長が認めるときは、この限りでない。", ""),
            ("この場合において、市長は、申請者に資料を求めることができる。", ""),
        ),
    )
    last = amended(
        Rewrite((at(art(2, para(3)), Part.LAST),), Block(text="この場合において、期限を定める。"))
    )
    assert same(
        last,
        ordinance(
            (
                "この場合において、市長は、申請者に資料を求めることができる。",
                "この場合において、期限を定める。",
            )
        ),
    )


def test_rewriting_an_article_keeps_the_ids_of_what_it_still_has() -> None:
    inner = (
        node(Kind.PARAGRAPH, "", 1, "用語は、次による。"),
        node(Kind.PARAGRAPH, "２", 2, "申請は、市長にする。"),
    )
    new = Node("", Kind.ARTICLE, label="第二条", number=num(2), caption="用語", children=inner)
    done = amended(Rewrite((at(art(2)),), block(new)))
    ids = [n.id for n in done.root.walk() if n.id.startswith("art_2")]
    assert ids == ["art_2", "art_2__para_1", "art_2__para_2"]
    assert "art_2__para_3" in done.steps[0][1].removed


def test_a_whole_text_given_anew() -> None:
    other = ordinance(("特別の理由", "災害"))
    done = amended(Restate(Block(other.root.children)))
    assert [n.text for n in done.root.walk()] == [n.text for n in other.root.walk()]
    assert {n.id for n in done.root.walk()} == {n.id for n in other.root.walk()}


# what cannot be done exactly is refused


def test_a_gap_that_only_a_removal_leaves_is_told_and_carried_out() -> None:
    done = amended(Remove((at(art(5)),)))
    assert [(n.code, n.refused) for n in done.notices] == [(Code.NUMBER_GAP, False)]


@pytest.mark.parametrize(
    ("sentences", "codes"),
    [
        ((move(art(5), art(9)),), [Code.NUMBER_GAP]),
        ((move(art(8), art(10)),), [Code.NUMBER_GAP]),
        ((move(art(5), art(7)),), [Code.NUMBER_GAP]),
        ((after(art(4), NEW_FIVE),), [Code.NUMBER_GAP]),
        ((after(art(7), NEW_FIVE),), [Code.NUMBER_GAP]),
        ((after(art(8), article("第七条の二", "7_2", "", "A。")),), [Code.NUMBER_GAP]),
        (((Remove((at(art(5)),)), replace(art(5), "市長", "町長")),), [Code.OVERLAP]),
        (((Rewrite((at(art(5)),), block(NEW_FIVE)), move(art(5), art(6))),), [Code.OVERLAP]),
        (((Remove((at(art(5)),)), move(art(5, para(1)), art(5, para(2)))),), [Code.OVERLAP]),
        ((Shift(art(5), art(8), -5),), [Code.UNSUPPORTED]),
        ((move(art(5), art(5, item(1))),), [Code.UNSUPPORTED]),
        ((Rewrite((at(art(5)),), Block()),), [Code.UNREAD]),
        ((Rewrite((at(art(5)),), Block(lines=("　なにか",))),), [Code.UNREAD]),
        ((after(art(5), node(Kind.ITEM, "一", 1, "A"), unit=Level.ARTICLE),), [Code.UNREAD]),
        ((after(art(5), node(Kind.ITEM, "一", 1, "A")),), [Code.UNSUPPORTED]),
        ((end(art(2), node(Kind.ITEM, "四", 4, "A")),), [Code.UNSUPPORTED]),
    ],
)  # fmt: skip
def test_what_cannot_be_exact_is_refused(
    sentences: tuple[Operation, ...], codes: list[Code]
) -> None:
    found = refusal(*sentences)
    assert sorted(set(found)) == codes


def test_nothing_is_said_of_a_gap_that_was_there() -> None:
    base = ordinance(("\n第七条", "\n第七条の三"))
    done = amended(replace(art(5), "市長", "町長"), base=base)
    assert done.notices == ()


def test_part_of_the_sentences_may_be_in_force() -> None:
    from renkei.amendment.applying import apply
    from tests.amendment.applying.ordinance import amendment

    two = amendment(replace(art(5), "市長", "町長"), replace(art(7), "市長", "町長"))
    first = apply(two, ordinance(), stage=frozenset({0}))
    assert same(first, ordinance(("第五条　市長", "第五条　町長")))
    assert [index for index, _ in first.steps] == [0]
    assert same(apply(two, ordinance(), stage=frozenset()), ordinance())
