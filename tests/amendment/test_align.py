"""Two agreements side by side: by what they say, not by number."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.amendment.align import Fate, Pair, align
from renkei.amendment.matching import Unit, match
from renkei.instrument import Document, Kind
from tests.amendment.agreements import PARTNERS, agreement, patient


def eventful(left: Document, right: Document) -> list[tuple[Kind, Fate, bool]]:
    """The pairs in which something happened, names aside."""
    return [
        (pair.kind, pair.fate, pair.moved)
        for pair in align(left, right)
        if pair.moved or pair.fate not in (Fate.SAME, Fate.NAMES)
    ]


def of(pairs: tuple[Pair, ...], node_id: str) -> Pair:
    """The pair of a node of the right text."""
    return next(pair for pair in pairs if pair.right is not None and pair.right.id == node_id)


def test_agreements_with_two_partners_are_the_same_but_for_the_names() -> None:
    pairs = align(agreement("浜辺市"), agreement("高穂村"))
    assert {pair.fate for pair in pairs} == {Fate.SAME, Fate.NAMES}
    assert of(pairs, "title").fate is Fate.NAMES
    assert of(pairs, "art_1").fate is Fate.SAME
    assert of(pairs, "annex_1__row_観光の推進").fate is Fate.NAMES  # names a partner in its 内容
    assert of(pairs, "annex_1__row_図書館").fate is Fate.SAME


def test_every_partner_is_the_same_as_every_other_but_for_the_names() -> None:
    for left in PARTNERS:
        for right in PARTNERS:
            assert eventful(agreement(left), agreement(right)) == []


def test_an_article_put_in_renumbers_the_next_and_does_not_edit_it() -> None:
    right = agreement(
        "浜辺市",
        (
            "（費用分担）\n第3条 前条",
            "（公表）\n第3条 甲は、成果を公表する。\n\n（費用分担）\n第4条 前条",
        ),
    )
    pairs = align(agreement(), right)
    assert of(pairs, "art_3").fate is Fate.ADDED
    cost = of(pairs, "art_4")
    assert cost.left is not None
    assert (cost.left.id, cost.fate, cost.renumbered, cost.moved) == (
        "art_3",
        Fate.SAME,
        True,
        False,
    )


def test_an_edited_row_shows_its_words_in_its_cells() -> None:
    right = agreement("川添町", ("図書を貸す。	図書を貸す。", "図書を貸す。	図書を返す。"))
    (pair,) = [p for p in align(agreement(), right) if p.fate is Fate.EDITED]
    assert pair.kind is Kind.ROW
    assert [part.fate for part in pair.parts] == [Fate.SAME] * 3 + [Fate.EDITED]
    changed = [(c.before, c.after) for c in pair.parts[3].changes() if c.before != c.after]
    assert changed == [("貸す", "返す")]


def test_a_row_in_another_group_has_moved() -> None:
    row = "図書館	図書館の相互利用を行う。	図書を貸す。	図書を貸す。\n"
    right = agreement("浜辺市", (row, ""), ("創業の促進	", row + "創業の促進	"))
    assert eventful(agreement(), right) == [(Kind.ROW, Fate.SAME, True)]


def test_what_is_gone_stands_at_its_place() -> None:
    right = agreement(
        "浜辺市",
        (
            "（費用分担）\n第3条 前条の取組に必要な費用の分担は、甲及び乙が協議の上、別に定める。\n",
            "",
        ),
    )
    pairs = align(agreement(), right)
    at = next(at for at, pair in enumerate(pairs) if pair.fate is Fate.DELETED)
    assert pairs[at].left is not None
    assert pairs[at].left.id == "art_3"
    assert pairs[at - 1].left is not None
    assert pairs[at - 1].left.id == "art_2"


def test_a_centre_that_is_otsu_here_is_compared_as_the_centre() -> None:
    swapped = agreement("浜辺市", ("甲", "＊"), ("乙", "甲"), ("＊", "乙"))
    pairs = align(agreement("川添町"), swapped)
    assert {pair.fate for pair in pairs} == {Fate.SAME, Fate.NAMES}
    assert of(pairs, "art_1").fate is Fate.NAMES  # 「乙及び甲」 is printed there


TEXTS = st.lists(
    st.builds(
        Unit,
        st.sampled_from(["甲は貸す。", "甲は貸し出す。", "乙は借りる。", "丙", ""]),
        st.sampled_from(["", "名"]),
    ),
    max_size=8,
)


@patient
@given(TEXTS, TEXTS)
def test_no_unit_is_in_two_pairs(lefts: list[Unit], rights: list[Unit]) -> None:
    pairs = match(lefts, rights)
    assert len({pair.left for pair in pairs}) == len(pairs)
    assert [pair.right for pair in pairs] == sorted({pair.right for pair in pairs})
    staying = [pair.left for pair in pairs if not pair.moved]
    assert staying == sorted(staying)


@given(st.permutations(range(6)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_units_in_another_order_are_found_again_and_nothing_is_edited(order: list[int]) -> None:
    lefts = [Unit(f"甲は、{'取組' * (at + 1)}を{at}回行う。", number=str(at)) for at in range(6)]
    pairs = match(lefts, [lefts[at] for at in order])
    assert [pair.left for pair in pairs] == order


def test_of_two_equally_like_units_the_one_under_the_same_headings_is_meant() -> None:
    lefts = [
        Unit("防災訓練を共同で行う甲", path=("生活",)),
        Unit("防災訓練を共同で行う乙", path=("防災",)),
    ]
    rights = [Unit("防災訓練を共同で行う丙", path=("防災",))]
    assert [(pair.left, pair.right) for pair in match(lefts, rights)] == [(1, 0)]


def test_two_that_share_a_name_and_not_a_word_are_not_one_that_was_edited() -> None:
    assert match([Unit("あいうえおかきくけこ", "目的")], [Unit("協議の上別に定める", "目的")]) == ()
    kept = match([Unit("協議して別に定める", "目的")], [Unit("協議の上別に定める", "目的")])
    assert [(pair.left, pair.right) for pair in kept] == [(0, 0)]
