"""Amendments of every kind the closed set has, made at random (hypothesis)."""

from __future__ import annotations

from hypothesis import strategies as st

from renkei.amendment.operations import (
    Add,
    Address,
    Amendment,
    Block,
    Insert,
    Instruction,
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
from renkei.amendment.style import MUNICIPAL, NATIONAL, Numerals, Style
from renkei.instrument.model import Kind, Number
from tests.amendment.provisions import (
    annexes,
    articles,
    captions,
    chapters,
    contents,
    items,
    node,
    numbers,
    odd_nodes,
    paragraphs,
    plain_numbers,
    rows,
    subitems,
    supplement_nodes,
    texts,
    words,
)

#: The two styles, and a house that writes full-width numbers, ， and calls a row 号.
HOUSE = Style(
    "house", Numerals.FULL, "の次に", act="変更", comma="，", row_words=("部", "款", "号", "目")
)
styles: st.SearchStrategy[Style] = st.sampled_from((MUNICIPAL, NATIONAL, HOUSE))


def _counted(level: Level, *, branches: bool = True) -> st.SearchStrategy[Step]:
    return (numbers if branches else plain_numbers).map(lambda n: Step(level, n))


#: Labels below a 号, outermost first, as texts nest them.
_SUBITEMS = (("イ", "ホ", "2"), ("(1)", "ア", "(ア)"), ("(ii)", "a", "iv"))
_names = st.sampled_from(
    [
        *(
            "経済戦略の推進",
            "貸工場",
            "福祉",
            "教育・文化・スポーツ",
            "一",
            "２",
            "産業、観光",
            "中の部",
        ),
        *(
            "警防部",
            "第三条第一項の項",
            "甲（乙を含む。）",
            "その他高次の都市機能の集積・強化に関する連携",
        ),
        *(
            "ア",
            "(3)",
            "同項",
            "備考",
            "以上",
            "ＩＣＴ\u2028インフラ",
            "「中心市」",
            "MICE 誘致",
            "第百二十五条第一項",
            "第二条（定義）",
        ),
    ]
)
_runs = st.sampled_from([("一", "二"), ("２", "３"), ("(1)", "(2)"), ("福祉", "医療")])
_columns = st.sampled_from(["乙の役割", "内容", "上欄", "第三欄"])


@st.composite
def provisions(draw: st.DrawFn) -> Address:
    """A place in the articles: 第三条の二第四項第一号ア."""
    steps = [draw(_counted(Level.ARTICLE))]
    if draw(st.booleans()):
        steps.insert(0, draw(supplements()))
    depth = draw(st.integers(0, 4))
    if depth > 0 and draw(st.integers(0, 3)):
        steps.append(draw(_counted(Level.PARAGRAPH, branches=False)))
    if depth > 1:
        steps.append(draw(_counted(Level.ITEM)))
        for labels in _SUBITEMS[: draw(st.integers(0, depth - 2))]:
            steps.append(Step(Level.SUBITEM, None, draw(st.sampled_from(labels))))
    return tuple(steps)


def supplements() -> st.SearchStrategy[Step]:
    """附則, one's own or that of an amending law."""
    names = st.sampled_from(["", "平成二七年七月一〇日法律第五五号"])
    return names.map(lambda name: Step(Level.SUPPLEMENT, None, name))


@st.composite
def tables(draw: st.DrawFn) -> Address:
    """A place in an annex or in the table of a provision."""
    annexes = ["別表", "別表第一", "別表第２", "様式第一号"]
    if draw(st.booleans()):
        steps: list[Step] = [Step(Level.ANNEX, None, draw(st.sampled_from(annexes)))]
    else:
        steps = [*draw(provisions()), Step(Level.TABLE)]
    if draw(st.integers(0, 4)) == 0:
        steps.append(Step(Level.REMARKS))
        if draw(st.booleans()):
            level = draw(st.sampled_from((Level.PARAGRAPH, Level.ITEM)))
            steps.append(draw(_counted(level, branches=False)))
        return tuple(steps)
    for _ in range(draw(st.integers(0, 2))):
        steps.append(Step(Level.GROUP, None, draw(st.sampled_from(["(1)", "ア", "警防部"]))))
    if draw(st.booleans()):
        steps.append(Step(Level.ROW, None, draw(_names)))
    if draw(st.booleans()):
        steps.append(Step(Level.COLUMN, None, draw(_columns)))
    return tuple(steps)


@st.composite
def divisions(draw: st.DrawFn) -> Address:
    """第二章第一節."""
    steps = [draw(_counted(Level.CHAPTER))]
    if draw(st.booleans()):
        steps.append(draw(_counted(Level.SECTION)))
    return tuple(steps)


_ALONE = (
    Level.TITLE,
    Level.TOC,
    Level.PREAMBLE,
    Level.MAIN,
    Level.CLOSING,
    Level.DATE,
    Level.COVER,
    Level.ENACTMENT,
    Level.LAW_NUMBER,
)
alone = st.sampled_from(_ALONE).map(lambda level: (Step(level),))
positions = st.builds(
    lambda level, n: (Step(level, Number((n,))),),
    st.sampled_from((Level.COVER, Level.UNPARSED, Level.BLOCK, Level.CLOSING)),
    st.integers(2, 12),
)
signatures = st.sampled_from(
    (
        (Step(Level.SIGNATURE, None, "甲"),),
        (Step(Level.SIGNATURE, None, "乙"), Step(Level.FIELD, Number((2,)))),
    )
)
addresses = st.one_of(
    provisions(), provisions(), tables(), divisions(), alone, positions, signatures
)


@st.composite
def targets(draw: st.DrawFn, *, parts: bool = True) -> Target:
    """A provision, a part of one, or a run of them."""
    at = draw(addresses)
    level = at[-1].level
    if level in (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM) and not draw(st.integers(0, 5)):
        number = at[-1].number
        assert number is not None
        after = Number((number.parts[0] + draw(st.integers(1, 5)),))
        return Target(at, last=(*at[:-1], Step(level, after)))
    if not parts or not draw(st.booleans()):
        return Target(at)
    if level is Level.ARTICLE:
        return Target(at, draw(st.sampled_from(tuple(Part)[:-2])))
    if level in (Level.PARAGRAPH, Level.ITEM):
        kinds = (Part.HEAD, Part.MAIN_SENTENCE, Part.PROVISO, Part.FIRST, Part.MIDDLE, Part.LAST)
        return Target(at, draw(st.sampled_from(kinds)))
    if level in (Level.CHAPTER, Level.SECTION, Level.GROUP):
        return Target(at, Part.CAPTION)
    return Target(at, Part.NOTE) if level is Level.ANNEX else Target(at)


target_lists = st.one_of(
    targets().map(lambda target: (target,)),
    st.lists(targets(), min_size=2, max_size=3, unique=True).map(tuple),
)
phrase_lists = st.lists(words, min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def phrase_edits(draw: st.DrawFn) -> tuple[Operation, ...]:
    """One to three edits of words in one place."""
    where = draw(target_lists)
    edits: list[Operation] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.integers(0, 2))
        if kind == 0:
            edits.append(Replace(where, draw(phrase_lists), draw(words)))
        elif kind == 1:
            added = draw(words)
            edits += [Insert(where, behind, added) for behind in draw(phrase_lists)]
        else:
            edits.append(Strike(where, draw(phrase_lists)))
    return tuple(edits)


@st.composite
def additions(draw: st.DrawFn, kanji: bool) -> Operation:
    """Something added, anywhere."""
    choice = draw(st.integers(0, 13))
    beside = draw(st.sampled_from((Where.AFTER, Where.BEFORE)))
    article = (draw(_counted(Level.ARTICLE)),)
    if choice == 0:
        count = draw(st.integers(1, 2))
        nodes = tuple(draw(articles(kanji)) for _ in range(count))
        return Add(beside, Target(article), Block(nodes), Level.ARTICLE)
    if choice == 1:
        return Add(
            Where.END, Target(article), Block((draw(paragraphs(kanji, 4)),)), Level.PARAGRAPH
        )
    if choice == 2:
        return Add(Where.END, Target(article), Block(draw(items(kanji))), Level.ITEM)
    if choice == 3:
        part = draw(st.sampled_from((Part.PROVISO, Part.LAST)))
        return Add(Where.END, Target(article), Block(text=draw(texts)), part=part)
    if choice == 4:
        caption = Block(text=draw(captions))
        return Add(Where.END, Target(article), caption, part=Part.CAPTION)
    if choice == 5:
        row = (Step(Level.ANNEX, None, "別表"), Step(Level.ROW, None, draw(_names)))
        count = draw(st.integers(1, 3))
        nodes = tuple(draw(rows(3)) for _ in range(count))
        return Add(beside, Target(row), Block(nodes))
    if choice == 6:
        return Add(Where.END, Target(()), Block((draw(annexes(kanji)),)), Level.ANNEX)
    if choice == 7:
        nodes = (draw(supplement_nodes(kanji)),)
        return Add(Where.END, Target(()), Block(nodes), Level.SUPPLEMENT)
    if choice == 8:
        item = (*article, draw(_counted(Level.ITEM)))
        label = "ロ" if kanji else "イ"
        after = (*item, Step(Level.SUBITEM, None, "イ" if kanji else "ア"))
        new = node(Kind.SUBITEM, label=label, number=Number((2,)), text=draw(texts))
        return Add(Where.AFTER, Target(after), Block((new,)))
    if choice == 9:
        item = (*article, draw(_counted(Level.ITEM)))
        return Add(Where.END, Target(item), Block(draw(subitems(kanji))))
    if choice == 10:
        head = (*article, Step(Level.PARAGRAPH, Number((3,))))
        return Add(Where.HEAD, Target(head), Block(draw(items(kanji))), Level.ITEM)
    if choice == 11:
        name = draw(captions)
        label = "第三章" if kanji else "第3章"
        heading = node(Kind.CHAPTER, label=label, number=Number((3,)), caption=name)
        new = Block((heading,))
        return Add(Where.BEFORE, Target(article), new, Level.CHAPTER, heading_only=True)
    if choice == 12:
        table = (*article, Step(Level.TABLE))
        nodes = tuple(draw(rows(2)) for _ in range(2))
        return Add(draw(st.sampled_from((Where.HEAD, Where.END))), Target(table), Block(nodes))
    chapter = draw(chapters(kanji))
    at = Target((draw(_counted(Level.CHAPTER, branches=False)),))
    return Add(beside, at, Block((chapter,)), Level.CHAPTER)


@st.composite
def rewrites(draw: st.DrawFn, kanji: bool) -> Operation:
    """Something said anew."""
    article = draw(_counted(Level.ARTICLE))
    choice = draw(st.integers(0, 10))
    if choice == 0:
        return Rewrite((Target((article,)),), Block((draw(articles(kanji)),)))
    if choice == 1:
        target = Target((article,), Part.CAPTION)
        return Rewrite((target,), Block(text=draw(captions)))
    if choice == 2:
        part = draw(st.sampled_from((Part.PROVISO, Part.LAST, Part.HEAD, Part.FIRST)))
        return Rewrite((Target((article,), part),), Block(text=draw(texts)))
    if choice == 3:
        at = (Step(Level.ANNEX, None, "別表"),)
        return Rewrite((Target(at),), Block((draw(annexes(kanji)),)))
    if choice == 4:
        paragraph = Step(Level.PARAGRAPH, Number((2,)))
        nodes = (draw(paragraphs(kanji, draw(st.integers(1, 3)))),)
        return Rewrite((Target((article, paragraph)),), Block(nodes))
    if choice == 5:
        level = draw(st.sampled_from((Level.TITLE, Level.CLOSING, Level.DATE)))
        return Rewrite((Target((Step(level),)),), Block(text=draw(words)))
    if choice == 6:
        return Rewrite((Target((Step(Level.TOC),)),), Block((draw(contents(kanji)),)))
    if choice == 7:
        plain = st.builds(lambda text: node(Kind.PARAGRAPH, text=text), texts)
        below = tuple(draw(st.lists(plain, min_size=1, max_size=2)))
        preamble = node(Kind.PREAMBLE, children=below)
        return Rewrite((Target((Step(Level.PREAMBLE),)),), Block((preamble,)))
    if choice == 8:
        first = (article, Step(Level.PARAGRAPH, Number((2,))))
        both = tuple(Target((*first, Step(Level.ITEM, Number((n,))))) for n in (1, 2))
        return Rewrite(both, Block(draw(items(kanji))))
    if choice == 9:
        row = (Step(Level.ANNEX, None, "別表"), Step(Level.ROW, None, draw(_names)))
        cell = (*row, Step(Level.COLUMN, None, draw(_columns)))
        return Rewrite((Target(cell),), Block(text=draw(words)))
    nodes = tuple(draw(st.lists(odd_nodes, min_size=1, max_size=2)))
    return Rewrite((Target(draw(addresses)),), Block(nodes))


@st.composite
def moves(draw: st.DrawFn) -> Operation:
    """第三条を第五条とする; a run moved."""
    if not draw(st.integers(0, 4)):
        table = (Step(Level.ANNEX, None, draw(st.sampled_from(["別表", "別表第二"]))),)
        one, two = (Step(Level.ROW, None, name) for name in draw(_runs))
        return Move(Target((*table, one)), (*table, two))
    at = draw(provisions())
    while at[-1].number is None:
        at = at[:-1]
    number = at[-1].number
    assert number is not None
    if draw(st.booleans()):
        to = Step(at[-1].level, Number((number.parts[0] + draw(st.integers(1, 9)),)))
        return Move(Target(at), (*at[:-1], to))
    last = Step(at[-1].level, Number((number.parts[0] + draw(st.integers(3, 9)),)))
    by = draw(st.sampled_from((-2, -1, 1, 3)))
    return Shift(at, (*at[:-1], last), by)


@st.composite
def instructions(draw: st.DrawFn, kanji: bool) -> Instruction:
    """A sentence: edits, moves, removals; at most one block, at its end."""
    told: list[Operation] = []
    for _ in range(draw(st.integers(0, 3))):
        choice = draw(st.integers(0, 3))
        if choice < 2:
            told += draw(phrase_edits())
        elif choice == 2:
            told.append(draw(moves()))
        else:
            told.append(Remove(draw(target_lists)))
    if not told or draw(st.booleans()):
        told.append(draw(st.one_of(additions(kanji), rewrites(kanji))))
    return Instruction(tuple(told))


@st.composite
def amendments(draw: st.DrawFn, style: Style) -> Amendment:
    """A whole amendment for one style of prose."""
    kanji = style is NATIONAL
    sentences = draw(st.lists(instructions(kanji), min_size=1, max_size=3))
    if not draw(st.integers(0, 15)):
        nodes = tuple(draw(st.lists(odd_nodes, min_size=1, max_size=3)))
        sentences = [Instruction((Restate(Block(nodes)),))]
    own = draw(st.one_of(st.just(()), supplement_nodes(kanji).map(lambda n: (n,))))
    law_number = draw(st.sampled_from(["", "昭和四十年法律第三十三号"]))
    return Amendment(tuple(sentences), "何々に関する条例", law_number, "", own)
