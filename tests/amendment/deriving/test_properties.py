"""Whatever is changed in a text, the amendment made of it leads to exactly that text."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from renkei.amendment.applying import apply
from renkei.amendment.deriving import correspond, derive, share_of_rewrites
from renkei.amendment.operations import Amendment, Replace, Restate
from renkei.amendment.trouble import Code, Refused
from renkei.instrument import Document, Node, shape
from tests.amendment.agreements import agreement, patient
from tests.amendment.applying.ordinance import ordinance
from tests.amendment.deriving.changing import changed

BASES = {"agreement": agreement(), "ordinance": ordinance()}
bases = st.sampled_from(sorted(BASES))
randoms = st.integers(0, 2**32).map(Random)
times = st.integers(1, 6)


@patient
@given(name=bases, random=randoms, many=times)
def test_an_amendment_leads_from_one_text_to_the_other(
    name: str, random: Random, many: int
) -> None:
    base = BASES[name]
    after = changed(base, random, many)
    amendment = derive(base, after)
    assert (amendment.instructions == ()) == (shape(base.root) == shape(after.root))
    done = carried_out(amendment, base)
    assert done is None or shape(done) == shape(after.root)


def carried_out(amendment: Amendment, base: Document) -> Node | None:
    """The text amended; None where the change itself left a gap in the numbers, and nothing else."""
    try:
        return apply(amendment, base).root
    except Refused as refused:
        if {trouble.code for trouble in refused.troubles} == {Code.NUMBER_GAP}:
            return None
        raise


@patient
@given(name=bases, random=randoms, many=times)
def test_an_amendment_is_made_the_same_way_every_time(name: str, random: Random, many: int) -> None:
    base = BASES[name]
    after = changed(base, random, many)
    assert derive(base, after) == derive(base, after)


@patient
@given(name=bases, random=randoms, many=times)
def test_every_node_is_paired_once_or_told_to_have_come_or_gone(
    name: str, random: Random, many: int
) -> None:
    base = BASES[name]
    after = changed(base, random, many)
    found = correspond(base, after)
    lefts = [old.id for old, _ in found.pairs if old is not None]
    rights = [new.id for _, new in found.pairs if new is not None]
    assert sorted(lefts) == sorted(node.id for node in base.root.walk())
    assert rights == [node.id for node in after.root.walk()]
    for old, new in found.pairs:
        if old is not None:
            assert found.after_id(old.id) == (new.id if new is not None else None)


@patient
@given(name=bases, random=randoms)
def test_a_small_change_is_said_shortly(name: str, random: Random) -> None:
    base = BASES[name]
    after = changed(base, random, 1)
    operations = [op for i in derive(base, after).instructions for op in i.operations]
    assert not any(isinstance(op, Restate) for op in operations)
    for op in operations:
        if isinstance(op, Replace):
            assert op.old[0] != op.new


def test_the_share_of_what_is_given_anew_is_counted() -> None:
    before = agreement()
    after = agreement(
        "浜辺市",
        (
            "費用の分担は、甲及び乙が協議の上、別に定める。",
            "費用は、乙が市民から集める会費及び寄附金をもって充てる。",
        ),
        ("圏域の経済を維持する", "圏域の経済を発展させる"),
    )
    share = share_of_rewrites(derive(before, after), before, after)
    assert share.changed == 2
    assert share.rewritten in (0, 1)
    assert share_of_rewrites(derive(before, before), before, before).ratio == 0.0


def test_new_nodes_need_no_ids_and_one_may_be_put_in_twice() -> None:
    base = agreement()
    annex = base.root.children[-1]
    table = annex.children[0].children[0]
    row = replace(table.children[1], id="")
    more = replace(table, children=(*table.children, row, row))
    group = replace(annex.children[0], children=(more,))
    root = replace(annex, children=(group, *annex.children[1:]))
    after = replace(base, root=replace(base.root, children=(*base.root.children[:-1], root)))
    assert carried_out(derive(base, after), base) is not None
