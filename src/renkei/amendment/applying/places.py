"""Addresses found in a tree: 第3条第2項, 別表の観光の推進の項 (規定の特定).

Lenient where a reader would be: headings above an article, 本則 and the 部 of an annex may be left
out, widths and kinds of numerals may differ, a row is found by its key or its number. Never lenient
where two provisions could be meant: then there are two, and the caller refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from renkei.amendment.applying import tables
from renkei.amendment.applying.labels import fold, number_of
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.picking import (
    bare,
    children,
    number,
    numbered,
    outermost,
    placed,
    unnamed,
)
from renkei.amendment.operations import Address, Level, Part, Step, Target
from renkei.instrument.model import Kind

_HEADING_LEVELS = {Level(kind.value): kind for kind in HEADINGS}
_TOP_LEVELS = {
    level: Kind(level.value)
    for level in (
        Level.COVER,
        Level.LAW_NUMBER,
        Level.TITLE,
        Level.TOC,
        Level.ENACTMENT,
        Level.PREAMBLE,
        Level.MAIN,
        Level.CLOSING,
        Level.DATE,
    )
}
#: What stands under 備考, whatever an amendment calls it.
REMARK_LINES = (Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM)
_LAW_NUMBER = re.compile(
    r"(明治|大正|昭和|平成|令和)(元|[0-9〇一二三四五六七八九十百]+)年.*?"
    r"([^0-9月日年]+?)第([0-9〇一二三四五六七八九十百千]+)号"
)


def find(root: Live, address: Address) -> list[Live]:
    """Every node an address could mean; none where there is none."""
    found = [root]
    for step in address:
        ahead = [node for base in found for node in _step(base, step)]
        found = list(dict.fromkeys(ahead))
    return found


def missing_step(root: Live, address: Address) -> Address:
    """The shortest beginning of an address that leads nowhere; empty when it leads somewhere."""
    for length in range(1, len(address) + 1):
        if not find(root, address[:length]):
            return address[:length]
    return ()


def run(root: Live, target: Target) -> list[list[Live]]:
    """The nodes of a target: for 第A条から第B条まで all between. Each inner list: what one could be."""
    first = find(root, target.at)
    if not target.last:
        return [first]
    last = find(root, target.last)
    if len(first) != 1 or len(last) != 1:
        return [first, last]
    between = _between(root, first[0], last[0])
    return [[node] for node in between] if between else [first, []]


def _between(root: Live, first: Live, last: Live) -> list[Live]:
    alike = series(root, first)
    if first not in alike or last not in alike:
        return []
    start, end = alike.index(first), alike.index(last)
    return alike[start : end + 1]


def series(root: Live, node: Live) -> list[Live]:
    """The provisions that are numbered in one run with a node, itself included (番号の系列).

    Articles are counted through the chapters of the main provisions or of one 附則, rows through
    their table, everything else among its siblings.
    """
    if node.kind is Kind.ARTICLE:
        scope = article_scope(node) or root
        return list(articles_of(scope))
    parent = node.parent
    return [c for c in parent.children if c.kind is node.kind] if parent else [node]


def article_scope(node: Live) -> Live | None:
    """What the articles around a node are counted in: the main provisions or one 附則 (or annex)."""
    return next(
        (a for a in node.above() if a.kind not in HEADINGS and a.kind is not Kind.ARTICLE), None
    )


def articles_of(scope: Live) -> Iterable[Live]:
    """The articles of a scope, through its chapters but not inside a table or quotation."""
    for child in scope.children:
        if child.kind is Kind.ARTICLE:
            yield child
        elif child.kind in HEADINGS or child.kind is Kind.MAIN:
            yield from articles_of(child)


def _step(base: Live, step: Step) -> list[Live]:
    level = step.level
    if base.kind in (Kind.TOC, Kind.TOC_ENTRY):
        return _toc(base, step)
    if level in _TOP_LEVELS:
        kind = _TOP_LEVELS[level]
        if base.kind is kind:
            return [base]
        return placed([c for c in base.children if c.kind is kind], step)
    if level in _HEADING_LEVELS:
        kind = _HEADING_LEVELS[level]
        return numbered([n for n in _headings(base) if n.kind is kind], step)
    finder = _FINDERS.get(level)
    return finder(base, step) if finder else []


def _headings(base: Live) -> Iterable[Live]:
    for child in base.children:
        if child.kind in HEADINGS:
            yield child
            yield from _headings(child)
        elif child.kind is Kind.MAIN:
            yield from _headings(child)


def _toc(base: Live, step: Step) -> list[Live]:
    """A line of a 目次: by its number and unit, or by what it says."""
    entries = [n for n in base.of_kind(Kind.TOC_ENTRY) if n is not base]
    if step.name:
        wanted = fold(step.name)
        return [n for n in entries if wanted in (fold(n.label), fold(n.label + n.caption))]
    if step.number is None:
        word = {Level.SUPPLEMENT: "附則", Level.ANNEX: "別表", Level.PREAMBLE: "前文"}.get(
            step.level
        )
        return [n for n in entries if word and fold(n.label + n.caption).startswith(word)]
    unit = {
        Level.PART: "編", Level.CHAPTER: "章", Level.SECTION: "節",
        Level.SUBSECTION: "款", Level.DIVISION: "目", Level.ARTICLE: "条",
    }.get(step.level)  # fmt: skip
    if unit is None:
        return placed(entries, step)
    return [n for n in entries if unit in n.label and number(n) == step.number]


def _article(base: Live, step: Step) -> list[Live]:
    if base.kind is Kind.DOCUMENT:
        mains = [c for c in base.children if c.kind is Kind.MAIN]
        found = [a for main in mains for a in articles_of(main)] if mains else articles_of(base)
        return numbered(list(found), step)
    return numbered(list(articles_of(base)), step)


def _paragraph(base: Live, step: Step) -> list[Live]:
    if base.kind is Kind.REMARKS:
        return _of_remarks(base, step)
    if base.kind is Kind.DOCUMENT:
        return [n for c in base.children if c.kind is Kind.MAIN for n in _paragraph(c, step)]
    return numbered(children(base, Kind.PARAGRAPH), step)


def _of_remarks(base: Live, step: Step) -> list[Live]:
    """備考第2項, 備考第2号, 備考２ are the same: what a remark numbers, the text calls as it likes."""
    lines = [c for c in base.children if c.kind in REMARK_LINES]
    return numbered(lines, step)


def _item(base: Live, step: Step) -> list[Live]:
    if base.kind is Kind.REMARKS:
        return _of_remarks(base, step)
    return numbered(below(base, Kind.ITEM), step)


def _subitem(base: Live, step: Step) -> list[Live]:
    found = below(base, Kind.SUBITEM)
    if step.name:
        wanted = fold(step.name)
        exact = [n for n in found if fold(n.label) == wanted]
        return exact or [n for n in found if bare(n.label) == bare(step.name)]
    return numbered(found, step)


def each(base: Live, part: Part) -> list[Live]:
    """What 各号 and 各項 mean under a provision; none where it has none, or where several do."""
    if part is Part.EACH_PARAGRAPH:
        return children(base, Kind.PARAGRAPH)
    remarks = children(base, Kind.PARAGRAPH) if base.kind is Kind.REMARKS else []
    return below(base, Kind.ITEM) or remarks or children(base, Kind.SUBITEM)


def below(base: Live, kind: Kind) -> list[Live]:
    """The items (号) or sub-items of a provision: its own, or those of its only paragraph.

    In a table, an annex or a group every one that is not inside another.
    """
    own = children(base, kind)
    if own:
        return own
    if base.kind in (Kind.DOCUMENT, Kind.MAIN):
        mains = [c for c in base.children if c.kind is Kind.MAIN] or [base]
        paragraphs = [p for m in mains for p in children(m, Kind.PARAGRAPH)]
    else:
        paragraphs = children(base, Kind.PARAGRAPH)
    if len(paragraphs) == 1:
        return children(paragraphs[0], kind)
    if base.kind in (Kind.ANNEX, Kind.GROUP, Kind.TABLE, Kind.ROW, Kind.CELL, Kind.REMARKS):
        return outermost(base, kind)
    return []


def _supplement(base: Live, step: Step) -> list[Live]:
    found = [n for n in base.children if n.kind is Kind.SUPPLEMENT]
    if step.name:
        wanted = law_key(step.name)
        return placed([n for n in found if law_key(n.note) == wanted], step)
    own = [n for n in found if not n.note]
    return placed(own or found, step)


def law_key(note: str) -> tuple[str, ...]:
    """平成一〇年九月二八日法律第一一一号 and 平成十年法律第百十一号 are the same law."""
    plain = "".join(fold(note).split())
    found = _LAW_NUMBER.search(plain)
    if found is None:
        return (plain,)
    year, number = (number_of(part) for part in (found[2], found[4]))
    return (found[1], str(year or found[2]), found[3].rpartition("日")[2], str(number or found[4]))


def _annex(base: Live, step: Step) -> list[Live]:
    found = [n for n in base.children if n.kind is Kind.ANNEX]
    if step.name:
        wanted = fold(step.name)
        exact = [n for n in found if fold(n.label) == wanted]
        if exact:
            return placed(exact, step)
        wanted = re.sub(r"\(.*\)$", "", wanted)
        return [n for n in found if wanted in (fold(n.label), fold(n.caption))]
    if step.number is not None:
        numbered = [n for n in found if (n.number or number_of(n.label)) == step.number]
        return numbered or placed(found, step)
    return [n for n in found if fold(n.label) == "別表"] or found


def _group(base: Live, step: Step) -> list[Live]:
    own = children(base, Kind.GROUP)
    deeper = [n for n in base.of_kind(Kind.GROUP) if n is not base and n not in own]
    found = _named_groups(own, step) or _named_groups(deeper, step)
    return found or (tables.rows_under(base, step.name) if step.name else [])


def _named_groups(found: list[Live], step: Step) -> list[Live]:
    if not step.name:
        return numbered(found, step)
    wanted = fold(step.name)
    exact = [
        n for n in found if wanted in (fold(n.label), fold(n.caption), fold(n.label + n.caption))
    ]
    return placed(exact or [n for n in found if n.label and bare(n.label) == bare(step.name)], step)


def _remarks(base: Live, step: Step) -> list[Live]:
    found = [n for n in base.of_kind(Kind.REMARKS) if n is not base]
    if step.name:
        found = [n for n in found if fold(n.label) == fold(step.name)]
    return placed(found, step)


def _signature(base: Live, step: Step) -> list[Live]:
    found = list(base.of_kind(Kind.SIGNATURE))
    if step.name:
        return [n for n in found if fold(n.label) == fold(step.name)]
    return unnamed(found, step) or placed(found, step)


def _field(base: Live, step: Step) -> list[Live]:
    found = children(base, Kind.FIELD)
    if step.name:
        return [n for n in found if fold(step.name) in (fold(n.label), dict(n.attrs).get("field"))]
    return placed(found, step)


def _anywhere(kind: Kind) -> Callable[[Live, Step], list[Live]]:
    def finder(base: Live, step: Step) -> list[Live]:
        found = [n for n in base.of_kind(kind) if n is not base]
        if step.name:
            named = [n for n in found if fold(n.label) == fold(step.name)]
            return named or [n for n in found if fold(n.caption) == fold(step.name)]
        return placed(found, step)

    return finder


_FINDERS: dict[Level, Callable[[Live, Step], list[Live]]] = {
    Level.ARTICLE: _article,
    Level.PARAGRAPH: _paragraph,
    Level.ITEM: _item,
    Level.SUBITEM: _subitem,
    Level.SUPPLEMENT: _supplement,
    Level.ANNEX: _annex,
    Level.GROUP: _group,
    Level.TABLE: tables.table,
    Level.ROW: tables.row,
    Level.COLUMN: tables.column,
    Level.CELL: tables.cell,
    Level.REMARKS: _remarks,
    Level.SIGNATURE: _signature,
    Level.FIELD: _field,
    Level.BLOCK: _anywhere(Kind.BLOCK),
    Level.UNPARSED: _anywhere(Kind.UNPARSED),
}
