"""New provisions of every kind, and some that no text has, made at random (hypothesis)."""

from __future__ import annotations

from hypothesis import strategies as st

from renkei.instrument.model import Kind, Node, Number
from renkei.units.numerals import to_fullwidth, to_kanji

_WORDS = [
    *(
        "甲",
        "乙",
        "この協約",
        "連携中枢都市圏",
        "費用の負担",
        "500円",
        "令和七年四月一日",
        "第三条",
    ),
    *(
        "別表",
        "及び",
        "又は",
        "、",
        "時にに",
        "ＩＣＴ",
        "MICE",
        "（以下「圏域」という。）",
        "「中心市」",
    ),
    *("当該各号", "する。", "ただし書", "改める", "次のように", "前項の規定", "a", "1"),
]
#: A run of words as one quotes them: brackets in it pair.
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)
#: The text of a provision, columns (full-width spaces) included.
texts = st.lists(st.sampled_from([*_WORDS, "甲　乙"]), min_size=1, max_size=5).map("".join)
captions = st.lists(
    st.sampled_from(["目的", "費用", "（経過措置）", "定義", "等"]), min_size=1, max_size=3
).map("".join)
small = st.integers(1, 130)
plain_numbers = small.map(lambda n: Number((n,)))
numbers = st.one_of(
    plain_numbers, st.builds(lambda n, m: Number((n, m)), small, st.integers(2, 12))
)


def node(kind: Kind, **fields: object) -> Node:
    """A node of a block: no id."""
    return Node("", kind, **fields)  # type: ignore[arg-type]


@st.composite
def rows(draw: st.DrawFn, width: int, kind: Kind = Kind.ROW) -> Node:
    """A table row."""
    cell = st.one_of(texts, st.just(""), texts.map(lambda t: t + "\u2028" + t))
    cells = [draw(cell) for _ in range(width)]
    return node(kind, children=tuple(node(Kind.CELL, text=text) for text in cells))


@st.composite
def table_nodes(draw: st.DrawFn) -> Node:
    """A table, with or without a heading row."""
    width = draw(st.integers(1, 4))
    heads = draw(st.lists(rows(width, Kind.HEADER), max_size=1))
    body = draw(st.lists(rows(width), min_size=1, max_size=3))
    return node(Kind.TABLE, children=(*heads, *body))


@st.composite
def items(draw: st.DrawFn, kanji: bool, start: int = 1) -> tuple[Node, ...]:
    """号 with their subdivisions."""
    found = []
    for n in range(start, start + draw(st.integers(1, 3))):
        label = to_kanji(n) if kanji else f"({n})"
        below: tuple[Node, ...] = ()
        if draw(st.integers(0, 3)) == 0:
            below = draw(subitems(kanji))
        elif draw(st.integers(0, 5)) == 0:
            below = (draw(table_nodes()),)
        number = Number((n,))
        found.append(node(Kind.ITEM, label=label, number=number, text=draw(texts), children=below))
    return tuple(found)


@st.composite
def subitems(draw: st.DrawFn, kanji: bool, depth: int = 0) -> tuple[Node, ...]:
    """イロハ or アイウ, (1), (i)."""
    ladders = (("イロハニ", "123", "i.ii.iii"), ("アイウエ", "123", "a.b.c"))
    signs = ladders[0 if kanji else 1][depth]
    labels = signs.split(".") if "." in signs else list(signs)
    found = []
    for n, sign in enumerate(labels[: draw(st.integers(1, 3))], 1):
        label = f"({sign})" if depth else sign
        below: tuple[Node, ...] = ()
        if depth < 2 and draw(st.integers(0, 4)) == 0:
            below = draw(subitems(kanji, depth + 1))
        number = Number((n,))
        found.append(
            node(Kind.SUBITEM, label=label, number=number, text=draw(texts), children=below)
        )
    return tuple(found)


@st.composite
def paragraphs(draw: st.DrawFn, kanji: bool, n: int) -> Node:
    """項; the first of an article has no label."""
    label = "" if n == 1 else to_fullwidth(n) if kanji else str(n)
    below: tuple[Node, ...] = ()
    choice = draw(st.integers(0, 5))
    if choice == 0:
        below = draw(items(kanji))
    elif choice == 1:
        below = (draw(table_nodes()),)
    return node(Kind.PARAGRAPH, label=label, number=Number((n,)), text=draw(texts), children=below)


@st.composite
def articles(draw: st.DrawFn, kanji: bool, n: int | None = None) -> Node:
    """条 with caption and paragraphs."""
    number = Number((n,)) if n else draw(numbers)
    write = to_kanji if kanji else str
    label = f"第{write(number.parts[0])}条" + "".join(f"の{write(b)}" for b in number.parts[1:])
    count = draw(st.integers(1, 3))
    return node(
        Kind.ARTICLE,
        label=label,
        number=number,
        caption=draw(st.one_of(st.just(""), captions)),
        children=tuple(draw(paragraphs(kanji, i)) for i in range(1, count + 1)),
    )


@st.composite
def chapters(draw: st.DrawFn, kanji: bool) -> Node:
    """章 with articles."""
    n = draw(st.integers(1, 20))
    label = f"第{to_kanji(n) if kanji else n}章"
    below = tuple(draw(articles(kanji, i)) for i in range(1, draw(st.integers(1, 2)) + 1))
    return node(
        Kind.CHAPTER, label=label, number=Number((n,)), caption=draw(captions), children=below
    )


@st.composite
def supplement_nodes(draw: st.DrawFn, kanji: bool) -> Node:
    """附則 with one unnumbered paragraph, or with numbered ones, or with articles."""
    choice = draw(st.integers(0, 2))
    below: tuple[Node, ...]
    if choice == 0:
        below = (draw(paragraphs(kanji, 1)),)
    elif choice == 1:
        width = {"label": "1" if not kanji else "１", "number": Number((1,))}
        first = node(Kind.PARAGRAPH, caption=draw(captions), text=draw(texts), **width)
        below = (first, draw(paragraphs(kanji, 2)))
    else:
        below = (draw(articles(kanji, 1)), draw(articles(kanji, 2)))
    note = draw(st.sampled_from(["", "令和元年五月一七日法律第三号"]))
    return node(
        Kind.SUPPLEMENT,
        label="附　則",
        note=note,
        caption=draw(st.sampled_from(["", "抄"])),
        children=below,
    )


@st.composite
def annexes(draw: st.DrawFn, kanji: bool) -> Node:
    """別表 with tables, with headings over tables, or with items and remarks."""
    n = draw(st.integers(0, 3))
    label = "別表" + (f"第{to_kanji(n) if kanji else n}" if n else "")
    choice = draw(st.integers(0, 2))
    below: tuple[Node, ...]
    if choice == 0:
        below = (draw(table_nodes()),)
    elif choice == 1:
        below = tuple(
            node(
                Kind.GROUP,
                label=f"({i})",
                number=Number((i,)),
                caption=draw(captions),
                children=(draw(table_nodes()),),
            )
            for i in (1, 2)
        )
    else:
        below = draw(items(kanji))
    if draw(st.booleans()):
        remarks = node(Kind.REMARKS, label="備考", children=draw(items(kanji)))
        below = (*below, remarks)
    return node(
        Kind.ANNEX,
        label=label,
        number=Number((n,)) if n else None,
        note=draw(st.sampled_from(["", "第３条関係", "第二条、第五条関係"])),
        children=below,
    )


@st.composite
def contents(draw: st.DrawFn, kanji: bool) -> Node:
    """目次 with chapters and their sections."""
    entries = []
    for n in range(1, draw(st.integers(1, 3)) + 1):
        write = to_kanji if kanji else str
        section = node(
            Kind.TOC_ENTRY,
            label=f"第{write(1)}節",
            number=Number((1,)),
            caption=draw(captions),
            note=f"第{write(n)}条",
        )
        below = (section,) if draw(st.booleans()) else ()
        entries.append(
            node(
                Kind.TOC_ENTRY,
                label=f"第{write(n)}章",
                number=Number((n,)),
                caption=draw(captions),
                note="" if below else f"第{write(n)}条―第{write(n + 1)}条",
                children=below,
            )
        )
    last = node(Kind.TOC_ENTRY, label="附則")
    return node(Kind.TOC, label="目次", children=(*entries, last))


def _odd(kind: Kind, label: str, number: Number | None, caption: str, note: str, text: str) -> Node:
    if kind in (Kind.ROW, Kind.HEADER):
        return node(kind)  # a row says nothing but its cells
    return node(kind, label=label, number=number, caption=caption, note=note, text=text)


#: Any node at all, as a text nobody foresaw might hold it.
odd_nodes = st.recursive(
    st.builds(
        _odd,
        st.sampled_from(sorted(set(Kind) - {Kind.DOCUMENT})),
        st.sampled_from(
            ["", "一", "(1)", "イ", "ア", "第三条", "第 4 条", "２", "・", "別表", "備考"]
        ),
        st.one_of(st.none(), numbers),
        st.sampled_from(["", "", "目的", "（", "〔条〕"]),
        st.sampled_from(["", "", "第三条関係", "附則"]),
        st.sampled_from(
            ["", "　甲", "甲\t乙", "第三条　乙", "（定義）", "〔項〕", "甲を乙に改める。", "２　甲"]
        ),
    ),
    lambda inner: st.builds(
        lambda top, below: node(
            top.kind,
            label=top.label,
            number=top.number,
            caption=top.caption,
            note=top.note,
            text=top.text,
            children=tuple(below),
        ),
        inner,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
