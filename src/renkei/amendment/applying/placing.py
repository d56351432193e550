"""Where a block goes: beside a provision, or first or last of its like under one (加える場所)."""

from __future__ import annotations

from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.operations import Where
from renkei.instrument.model import Kind, Node

#: Parent, anchor (None: at the head or end of its like), and the nodes to hang in.
Spot = tuple[Live, Live | None, tuple[Node, ...]]

_RANK = {kind: rank for rank, kind in enumerate(HEADINGS)} | {Kind.ARTICLE: len(HEADINGS)}
_ROWS = (Kind.ROW, Kind.HEADER)
#: The parts of a whole text in the order they usually stand.
_TOP = (
    Kind.COVER, Kind.LAW_NUMBER, Kind.TITLE, Kind.TOC, Kind.ENACTMENT, Kind.PREAMBLE, Kind.MAIN,
    Kind.SUPPLEMENT, Kind.CLOSING, Kind.DATE, Kind.SIGNATURE, Kind.ANNEX,
)  # fmt: skip
#: What stands under what: the parents a kind may have.
_PARENTS: dict[Kind, tuple[Kind, ...]] = {
    Kind.ARTICLE: (Kind.MAIN, *HEADINGS, Kind.SUPPLEMENT, Kind.DOCUMENT, Kind.ANNEX),
    Kind.PARAGRAPH: (
        Kind.ARTICLE, Kind.SUPPLEMENT, Kind.PREAMBLE, Kind.MAIN, Kind.REMARKS, Kind.ITEM,
        Kind.SUBITEM, Kind.GROUP, Kind.ANNEX, Kind.COVER, Kind.ENACTMENT,
    ),
    Kind.ITEM: (
        Kind.PARAGRAPH, Kind.ANNEX, Kind.GROUP, Kind.REMARKS, Kind.CELL, Kind.TABLE, Kind.CLOSING,
    ),
    Kind.SUBITEM: (Kind.ITEM, Kind.SUBITEM, Kind.GROUP, Kind.REMARKS, Kind.CELL, Kind.PARAGRAPH),
    Kind.ROW: (Kind.TABLE,),
    Kind.HEADER: (Kind.TABLE,),
    Kind.CELL: _ROWS,
    Kind.GROUP: (Kind.ANNEX, Kind.GROUP),
    Kind.TABLE: (
        Kind.ANNEX, Kind.GROUP, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.SUPPLEMENT,
        Kind.REMARKS, Kind.MAIN,
    ),
    Kind.REMARKS: (
        Kind.ANNEX, Kind.GROUP, Kind.TABLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.CELL,
    ),
    Kind.FIELD: (Kind.SIGNATURE,),
    Kind.TOC_ENTRY: (Kind.TOC, Kind.TOC_ENTRY),
}  # fmt: skip

#: What the words under a row are taken for when no tabs part them into cells.
_NO_ROW = (Kind.GROUP, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM)

_NO_PLACE = "続く規定を置ける場所ではありません。|What follows cannot stand there."
_NO_CELLS = (
    "続くものを表の行として読めません。欄の間をタブで区切ってください。"
    "|What follows is no row of a table: part its cells by tabs."
)
_WHICH = "どこに加えるのか一つに定まりません。|It is not clear which of several it is added to."


def place_for(
    root: Live, node: Live, where: Where, block: tuple[Node, ...], *, heading_only: bool = False
) -> Spot | str:
    """Where a block goes, or why it cannot: 「Japanese|English」."""
    if where in (Where.AFTER, Where.BEFORE):
        return _beside(node, where, block, heading_only=heading_only)
    return _within(root, node, block, heading_only=heading_only)


def parents_of(kind: Kind) -> tuple[Kind, ...]:
    """The kinds of node that one of ``kind`` may hang under; the whole text for what has no other."""
    if kind in HEADINGS:
        return (Kind.MAIN, *HEADINGS[: _RANK[kind]], Kind.SUPPLEMENT, Kind.DOCUMENT)
    return _PARENTS.get(kind, (Kind.DOCUMENT,))


def _beside(node: Live, where: Where, block: tuple[Node, ...], *, heading_only: bool) -> Spot | str:
    if node.parent is None:
        return _NO_PLACE
    if heading_only:
        return (node.parent, node, block)
    block = _unwrapped(node, block)
    wanted = block[0].kind
    if node.kind in _ROWS and wanted in _NO_ROW:
        return _NO_CELLS
    anchor = node
    while anchor.parent is not None:
        if anchor.parent.kind in parents_of(wanted) and _level_fits(anchor, wanted):
            return (anchor.parent, anchor, block)
        # 「第五条の次に次の一章を加える」: behind the chapter that ends with that article.
        siblings = anchor.parent.children
        if siblings[-1 if where is Where.AFTER else 0] is not anchor:
            return _NO_PLACE
        anchor = anchor.parent
    return _NO_PLACE


def _level_fits(anchor: Live, wanted: Kind) -> bool:
    """A chapter stands beside chapters, an article beside articles; other kinds need only room."""
    if wanted in _RANK and anchor.kind in _RANK:
        return _RANK[wanted] <= _RANK[anchor.kind] if wanted in HEADINGS else anchor.kind is wanted
    if anchor.kind is Kind.ROW or anchor.kind is Kind.HEADER:
        return wanted in _ROWS
    return True


def _unwrapped(anchor: Live, block: tuple[Node, ...]) -> tuple[Node, ...]:
    """The rows of a table that is given whole, where rows are added to one that stands."""
    if anchor.kind in _ROWS and all(n.kind in (Kind.TABLE, *_ROWS) for n in block):
        rows = [r for n in block for r in (n.children if n.kind is Kind.TABLE else (n,))]
        return tuple(r for r in rows if r.kind is Kind.ROW) or tuple(rows)
    return block


def _within(root: Live, node: Live, block: tuple[Node, ...], *, heading_only: bool) -> Spot | str:
    wanted = block[0].kind
    if node.kind is Kind.DOCUMENT and Kind.DOCUMENT not in parents_of(wanted):
        mains = [c for c in node.children if c.kind is Kind.MAIN]
        if len(mains) != 1:
            return _NO_PLACE
        node = mains[0]
    if wanted in (Kind.ARTICLE, *HEADINGS) and not heading_only:
        if node.kind is Kind.DOCUMENT:
            node = next((c for c in node.children if c.kind is Kind.MAIN), node)
        while wanted is Kind.ARTICLE and node.children and node.children[-1].kind in HEADINGS:
            node = node.children[-1]
    if node.kind in parents_of(wanted):
        if wanted in _ROWS or wanted is not Kind.ITEM or node.kind is not Kind.ANNEX:
            return (node, None, block)
        return (node, None, block)
    if wanted in _ROWS:
        tables = list(node.of_kind(Kind.TABLE))
        return (tables[0], None, block) if len(tables) == 1 else _WHICH
    if wanted is Kind.TABLE and node.kind is Kind.TABLE:
        rows = _unwrapped(Live("", Kind.ROW), block)
        return (node, None, rows)
    # 「第3条に次の1号を加える」: to its only paragraph.
    below = [c for c in node.children if c.kind in parents_of(wanted)]
    if len(below) == 1:
        return (below[0], None, block)
    having = [c for c in below if any(g.kind is wanted for g in c.children)]
    if len(having) == 1 and node.kind in (Kind.ANNEX, Kind.GROUP):
        return (having[0], None, block)
    return _WHICH if below else _NO_PLACE


def index_within(parent: Live, where: Where, kind: Kind) -> int:
    """Among the children of a parent: before the first or behind the last of a kind.

    Where there is none of the kind: items before a closing table or remark, the parts of a whole
    text in their usual order, anything else behind all.
    """
    alike = [i for i, c in enumerate(parent.children) if c.kind is kind]
    if kind in _ROWS:
        alike = [i for i, c in enumerate(parent.children) if c.kind is Kind.ROW] or alike
    if alike:
        return alike[0] if where is Where.HEAD else alike[-1] + 1
    if parent.kind is Kind.DOCUMENT and kind in _TOP:
        rank = _TOP.index(kind)
        behind = [
            i for i, c in enumerate(parent.children) if c.kind in _TOP and _TOP.index(c.kind) < rank
        ]
        return behind[-1] + 1 if behind else 0
    if where is Where.HEAD:
        return 0
    if kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.ARTICLE, Kind.GROUP):
        tail = next((i for i, c in enumerate(parent.children) if c.kind is Kind.REMARKS), None)
        if tail is not None:
            return tail
    return len(parent.children)
