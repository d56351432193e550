"""Two amendments of one base that are both pending: what they claim both, and that the rest commute."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.amendment.applying import apply, conflicts, rebase
from renkei.amendment.base import digest
from renkei.amendment.operations import (
    Add,
    Amendment,
    Block,
    Insert,
    Level,
    Move,
    Operation,
    Part,
    Remove,
    Restate,
    Rewrite,
    Shift,
    Step,
    Strike,
    Where,
)
from renkei.amendment.trouble import Code, Refused
from renkei.instrument import Node
from renkei.instrument.composing import compose
from renkei.instrument.model import Kind
from tests.amendment.agreements import patient
from tests.amendment.applying.ordinance import (
    ANNEX,
    SUPPLEMENT,
    amendment,
    art,
    article,
    at,
    block,
    item,
    node,
    ordinance,
    para,
    replace,
    row,
    sub,
    table_row,
)

NINE = article("第九条", 9, "罰則", "過料に処する。")
ROOM = (
    Shift(art(5), art(8), 1),
    Add(Where.AFTER, at(art(4)), block(article("第五条", 5, "徴収", "前納とする。"))),
)
ROW = table_row("四", "納税の証明", "一通五百円")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the same words
        (replace(art(5), "市長", "町長"), replace(art(5), "市長", "村長")),
        (replace(art(5), "市長", "町長"), replace(art(5), "市長は、特別", "特別")),
        (replace(art(5), "市長", "町長"), replace((Step(Level.MAIN),), "市長", "村長")),
        (Insert((at(art(5)),), "市長", "等"), Insert((at(art(5)),), "市長", "又は町長")),
        (replace(art(5), "減免", "免除", Part.CAPTION), Remove((at(art(5), Part.CAPTION),))),
        # removed or rewritten here, changed there
        ((Remove((at(art(8)),)),), replace(art(8), "規則", "要綱")),
        (Remove((at(art(2, para(3))),)), replace(art(2, para(3)), "資料", "書類")),
        (Rewrite((at(art(5)),), block(article("第五条", 5, "免除", "免除する。"))),
         replace(art(5), "特別の", "")),
        (Remove((at(row("三")),)), replace(row("三"), "四百円", "五百円")),
        (Remove((at(row("三")),)), Add(Where.AFTER, at(row("三")), block(ROW))),
        (Remove((at(art(8)),)), Remove((at(art(8)),))),
        # one number twice
        ((Move(at(art(8)), art(9)), Add(Where.AFTER, at(art(7)), block(
            article("第八条", 8, "", "A。")))), Add(Where.AFTER, at(art(8)), block(NINE))),
        (Add(Where.AFTER, at(art(5)), block(article("第五条の二", "5_2", "", "A。"))),
         Add(Where.AFTER, at(art(5)), block(article("第五条の二", "5_2", "", "B。")))),
        # one place
        (Add(Where.AFTER, at(row("三")), block(ROW)),
         Add(Where.AFTER, at(row("三")), block(table_row("住民", "A", "B")))),
        (Add(Where.AFTER, at(art(5, para(1))), block(node(Kind.PARAGRAPH, "２", 2, "A。"))),
         Add(Where.END, at(art(5)), block(node(Kind.PARAGRAPH, "２", 2, "B。")))),
        # everything is claimed
        (Restate(Block(ordinance(("減免", "免除")).root.children)), replace(art(5), "市長", "町長")),
        # numbers that depend on the order
        (ROOM, Add(Where.AFTER, at(art(5)), block(article("第五条の二", "5_2", "", "A。")))),
        (ROOM, Add(Where.AFTER, at(art(8)), block(NINE))),
    ],
)  # fmt: skip
def test_what_two_amendments_claim_both_is_told_with_both_places(
    one: tuple[Operation, ...] | Operation, other: tuple[Operation, ...] | Operation
) -> None:
    for mine, theirs in ((one, other), (other, one)):
        found = conflicts(amendment(mine), amendment(theirs), ordinance())
        assert found
        assert {trouble.code for trouble in found} == {Code.CONFLICT}
        assert all(trouble.place and trouble.message_ja for trouble in found)


def test_two_rows_at_one_place_have_no_order() -> None:
    one, other = (
        amendment(Add(Where.AFTER, at(row("三")), block(table_row(name, "A", "B"))))
        for name in ("住民", "法人")
    )
    (found,) = conflicts(one, other, ordinance())
    assert "前後の順が決まりません" in found.message_ja


def test_an_amendment_that_cannot_be_carried_out_tells_its_own_obstacles() -> None:
    bad = amendment(replace(art(5), "ない語", "A"))
    good = amendment(replace(art(6), "既に", "先に"))
    assert [t.code for t in conflicts(bad, good, ordinance())] == [Code.TEXT_NOT_FOUND]
    assert [t.code for t in conflicts(good, bad, ordinance())] == [Code.TEXT_NOT_FOUND]


#: Sentences that touch different provisions; any two of different places are independent.
INDEPENDENT: list[tuple[tuple[Operation, ...] | Operation, ...]] = [
    (replace(art(1), "目的", "趣旨"),),
    (replace(art(2, para(1), item(1)), "料金", "手数料"),),
    (
        (
            Move(at(art(2, para(1), item(2), sub("ハ"))), art(2, para(1), item(2), sub("ニ"))),
            Add(
                Where.AFTER,
                at(art(2, para(1), item(2), sub("ロ"))),
                block(node(Kind.SUBITEM, "ハ", 3, "通学する者")),
            ),
        ),
    ),
    (Strike((at(art(2, para(2)), Part.PROVISO),), ("市長が",)),),
    (
        Add(
            Where.END,
            at(art(2)),
            block(node(Kind.PARAGRAPH, "４", 4, "前項の資料は、写しとする。")),
        ),
    ),
    (
        replace(art(6), "既に", "先に"),
        Add(Where.END, at(art(6)), Block(text="ただし、誤納を除く。"), part=Part.PROVISO),
    ),
    (Rewrite((at(art(7), Part.CAPTION),), Block(text="催促")),),
    (replace(art(8), "規則", "要綱"),),
    (replace((SUPPLEMENT, para(2)), "施行前", "施行の前"),),
    (replace(row("一"), "三百円", "四百円"),),
    (Add(Where.AFTER, at(row("三")), block(ROW)),),
    (Remove((at((ANNEX, Step(Level.REMARKS), item(2))),)),),
    # last, since what stands behind it in one amendment would count in its new numbers
    ROOM,
]


@settings(patient, max_examples=40)
@given(st.data())
def test_independent_amendments_commute(data: st.DataObject) -> None:
    places = data.draw(st.permutations(range(len(INDEPENDENT))))
    cut = data.draw(st.integers(1, len(INDEPENDENT) - 1))
    one, other = _of(places[:cut]), _of(places[cut:])
    base = ordinance()
    assert conflicts(one, other, base) == ()
    first, second = _after(one, other), _after(other, one)
    assert digest(first) == digest(second)


def _of(places: list[int]) -> Amendment:
    return amendment(*(sentence for i in sorted(places) for sentence in INDEPENDENT[i]))


def _after(one: Amendment, other: Amendment) -> Node:
    base = ordinance()
    between = compose(apply(one, base).root, base)
    return apply(rebase(other, base, between), between).root


def test_an_amendment_behind_another_is_said_in_the_new_numbers() -> None:
    base = ordinance()
    between = compose(apply(amendment(*ROOM), base).root, base)
    behind = rebase(amendment(replace(art(5), "市長", "町長")), base, between)
    assert behind.base == digest(between.root)
    (operation,) = behind.instructions[0].operations
    assert operation == replace(art(6), "市長", "町長")


def test_an_amendment_of_what_the_first_took_away_cannot_be_said_anew() -> None:
    base = ordinance()
    gone = compose(apply(amendment(Remove((at(art(8)),))), base).root, base)
    with pytest.raises(Refused) as caught:
        rebase(amendment(replace(art(8), "規則", "要綱")), base, gone)
    assert [t.code for t in caught.value.troubles] == [Code.CONFLICT]
    more = compose(apply(amendment(replace(art(5), "特別の", "市長の")), base).root, base)
    with pytest.raises(Refused) as caught:
        rebase(amendment(replace(art(5), "市長", "町長")), base, more)
    assert [t.code for t in caught.value.troubles] == [Code.CONFLICT]
