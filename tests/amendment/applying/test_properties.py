"""Properties of applying: exact or refused, whatever is asked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.amendment.applying import apply
from renkei.amendment.applying.live import freeze, thaw
from renkei.amendment.operations import (
    Add,
    Address,
    Block,
    Insert,
    Level,
    Move,
    Operation,
    Part,
    Remove,
    Replace,
    Restate,
    Rewrite,
    Shift,
    Step,
    Strike,
    Target,
    Where,
)
from renkei.amendment.trouble import Refused, Trouble
from renkei.instrument import Document, shape
from renkei.instrument.model import Kind, Node
from tests.amendment.agreements import agreement, patient
from tests.amendment.applying.ordinance import (
    amended,
    amendment,
    art,
    article,
    at,
    block,
    item,
    node,
    num,
    ordinance,
    para,
    table_row,
)

BASES = [ordinance(), agreement()]

steps = st.builds(
    Step,
    st.sampled_from(list(Level)),
    st.one_of(st.none(), st.integers(0, 9).map(num), st.just(num("3_2"))),
    st.sampled_from(
        ["", "", "", "一", "ロ", "別表", "乙", "金額", "下欄", "観光の推進", "(1)", "備考"]
    ),
)
articles = st.integers(1, 9).map(art)
known: st.SearchStrategy[Address] = st.one_of(
    articles,
    st.builds(lambda a, p: (*a, para(p)), articles, st.integers(1, 4)),
    st.builds(lambda n: art(2, para(1), item(n)), st.integers(1, 4)),
    st.builds(lambda n: (Step(Level.CHAPTER, num(n)),), st.integers(1, 3)),
    st.lists(steps, max_size=3).map(tuple),
)
targets = st.builds(
    Target, known, st.sampled_from([Part.WHOLE] * 4 + list(Part)), st.one_of(st.just(()), articles)
)
words = st.sampled_from(["市長", "手数料", "する", "。", "甲", "乙", "連携", "一通", "第", "A", ""])
blocks = st.sampled_from(
    [
        block(article("第五条", 5, "徴収", "前納とする。")),
        block(article("第九条", 9, "", "過料。"), article("第十条", 10, "", "雑則。")),
        block(node(Kind.PARAGRAPH, "２", 2, "追加。")),
        block(node(Kind.ITEM, "四", 4, "追加")),
        block(node(Kind.SUBITEM, "ニ", 4, "追加")),
        block(table_row("四", "A", "B")),
        block(Node("", Kind.CHAPTER, label="第三章", number=num(3), caption="罰則")),
        Block(text="この場合において、追加する。"),
        Block(),
        Block(lines=("　？",)),
        Block(ordinance().root.children),
    ]
)
operations: st.SearchStrategy[Operation] = st.one_of(
    st.builds(lambda t, o, n: Replace((t,), (o,), n), targets, words, words),
    st.builds(lambda t, u, o, n: Replace((t, u), (o, n), o), targets, targets, words, words),
    st.builds(lambda t, o, n: Insert((t,), o, n), targets, words, words),
    st.builds(lambda t, o: Strike((t,), (o,)), targets, words),
    st.builds(lambda t, b: Rewrite((t,), b), targets, blocks),
    st.builds(
        Add,
        st.sampled_from(list(Where)),
        targets,
        blocks,
        st.one_of(st.none(), st.sampled_from(list(Level))),
        st.sampled_from([Part.WHOLE] * 4 + list(Part)),
        st.booleans(),
    ),
    st.builds(lambda t: Remove((t,)), targets),
    st.builds(Move, targets, known),
    st.builds(Shift, known, known, st.integers(-2, 2)),
    st.builds(Restate, blocks),
)


@settings(patient, max_examples=300)
@given(
    st.sampled_from(BASES),
    st.lists(st.lists(operations, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3),
)
def test_whatever_is_asked_is_carried_out_or_refused_with_reasons(
    base: Document, sentences: list[tuple[Operation, ...]]
) -> None:
    before = shape(base.root)
    found: tuple[Trouble, ...] = ()
    try:
        done = apply(amendment(*sentences), base)
    except Refused as refused:
        found = refused.troubles
    else:
        ids = [n.id for n in done.root.walk()]
        assert all(ids)
        assert len(set(ids)) == len(ids)
        assert not any(notice.refused for notice in done.notices)
    assert all(t.refused and t.message_ja and t.message_en and t.remedy_en for t in found)
    assert shape(base.root) == before


def test_a_text_thawed_and_frozen_is_the_very_same() -> None:
    for base in BASES:
        assert freeze(thaw(base.root)) is base.root


@patient
@given(st.data())
def test_a_phrase_is_replaced_as_text_is(data: st.DataObject) -> None:
    base = data.draw(st.sampled_from(BASES))
    texts = [n for n in base.root.walk() if n.kind is Kind.ARTICLE]
    target = data.draw(st.sampled_from(texts))
    paragraph = data.draw(st.sampled_from([n for n in target.walk() if n.text]))
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(paragraph.text), start + 8)))
    old, new = (
        paragraph.text[start:end],
        data.draw(st.sampled_from(["", "甲", "別の語", "市長市長"])),
    )
    assert target.number is not None
    done = amended(Replace((at(art(str(target.number))),), (old,), new), base=base)
    for was, now in zip(base.root.walk(), done.root.walk(), strict=True):
        inside = any(was is n for n in target.walk())
        assert now.text == (was.text.replace(old, new) if inside else was.text)
        assert (now is was) == (shape(now) == shape(was))


@patient
@given(st.lists(st.sampled_from(["keep", "drop", "add"]), min_size=1, max_size=9))
def test_articles_come_and_go_in_one_sentence_as_in_a_list(plan: list[str]) -> None:
    """第5条 to 第8条 kept or dropped, new ones between: the result is the list, counted anew."""
    old = iter(["減免", "還付", "督促", "雑則"])
    number, wanted, sentence, runs = 5, [], [], []
    anchor, here = 4, 5
    for what in plan:
        if what == "add":
            new = article(_label(number), number, f"新{number}", f"新{number}。")
            if runs and runs[-1][0] == anchor:
                runs[-1][1].append(new)
            else:
                runs.append((anchor, [new]))
            wanted.append(f"新{number}")
            number += 1
            continue
        caption = next(old, None)
        if caption is None:
            continue
        if what == "drop":
            sentence.append(Remove((at(art(here)),)))
        else:
            if here != number:
                sentence.append(Move(at(art(here)), art(number)))
            wanted.append(caption)
            number += 1
            anchor = here
        here += 1
    for caption in old:
        if here != number:
            sentence.append(Move(at(art(here)), art(number)))
        wanted.append(caption)
        number += 1
        here += 1
    sentence.extend(Add(Where.AFTER, at(art(a)), block(*nodes)) for a, nodes in runs)
    done = amended(tuple(sentence)) if sentence else amended()
    found = [n for n in done.root.walk() if n.kind is Kind.ARTICLE][4:]
    assert [n.caption for n in found] == wanted
    assert [n.label for n in found] == [_label(5 + i) for i in range(len(wanted))]
    assert {n.id for n in found if n.caption in ("減免", "還付", "督促", "雑則")} <= {
        "art_5", "art_6", "art_7", "art_8",
    }  # fmt: skip


def _label(number: int) -> str:
    from renkei.units.numerals import to_kanji

    return f"第{to_kanji(number)}条"


def test_an_amendment_without_sentences_changes_nothing() -> None:
    assert shape(amended().root) == shape(ordinance().root)
