"""The rows of a 新旧対照表: what changes in full, what stays left out, in the order of the text (行の作成)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from renkei.amendment.tables.making.alignment import HOLDERS, Twin, beside, twins
from renkei.amendment.tables.making.grid import Grid, grids
from renkei.amendment.tables.making.lines import (
    GAP,
    HEADINGS,
    ROWS,
    Line,
    LineKind,
    label_of,
    lines,
    own,
)
from renkei.amendment.tables.making.marking import marked, whole
from renkei.amendment.tables.model import Comparison, Row, Side, Words
from renkei.amendment.tables.style import AGREEMENT, MarkKind, TableStyle
from renkei.instrument.model import Document, Kind, Node

#: A cell of a row that is no longer than this is shown although it stays.
_SHORT = 6
#: Provisions that a rule parts from what stands above.
_UNITS = frozenset(HEADINGS) - {Kind.GROUP, Kind.TOC_ENTRY} | {
    Kind.ARTICLE, Kind.TITLE, Kind.CLOSING, Kind.DATE, Kind.SIGNATURE, Kind.COVER, Kind.ROW,
    Kind.HEADER, Kind.LAW_NUMBER, Kind.ENACTMENT, Kind.REMARKS,
}  # fmt: skip
#: Headings that never stand alone at the foot of a page.
_HEADS = frozenset(HEADINGS) - {Kind.TOC_ENTRY}
#: A number that names several provisions: 「第二条から第五条まで」, 「一及び二」.
_RUN = re.compile("から|及び|並びに|[・、～〜―－]")
#: Numbered kinds: where their text is left out their number says which they are.
_NUMBERED = frozenset(
    {
        Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION, Kind.ARTICLE,
        Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.GROUP, Kind.ANNEX,
    }
)  # fmt: skip


def comparison(before: Document, after: Document, style: TableStyle = AGREEMENT) -> Comparison:
    """The two texts as a 新旧対照表. No rows where they say the same."""
    title = after.facts.title or before.facts.title
    sentences = (style.title, *style.preamble.split("\n"), style.note)
    notes = tuple(style.filled(words, title) for words in sentences if words)
    top = twins(before, after)
    tables = [*before.root.of_kind(Kind.TABLE), *after.root.of_kind(Kind.TABLE)]
    made = _Rows(style, grids(tables), _keys(before.root))
    rows = [] if top.same else list(made.below(top, 0))
    if style.mark is MarkKind.NONE:
        rows = [_unmarked(row) for row in rows]
    return Comparison(tuple(rows), style.after, style.before, style.after_first, notes)


def _keys(root: Node) -> Counter[tuple[str, ...]]:
    """How many rows of a text begin with the same cells, for each number of cells."""
    found: Counter[tuple[str, ...]] = Counter()
    for row in root.of_kind(*ROWS):
        texts = tuple(cell.text for cell in row.children)
        found.update(texts[:count] for count in range(1, len(texts)))
    return found


def _unmarked(row: Row) -> Row:
    def plain(side: Side) -> Side:
        return replace(side, cells=tuple(Words(cell.text) for cell in side.cells))

    return replace(row, after=plain(row.after), before=plain(row.before))


@dataclass(slots=True)
class _Rows:
    """One walk over the two texts."""

    style: TableStyle
    grids: dict[int, Grid]
    keys: Counter[tuple[str, ...]]

    def below(self, twin: Twin, depth: int) -> Iterator[Row]:
        """The rows of everything below a pair of provisions."""
        parts = self._parts(twin)
        if not self.style.abbreviate:
            for part in parts:
                yield from self.full(part, depth)
            return
        at = 0
        for same, group in groupby(parts, key=self._left_out):
            run = list(group)
            at += len(run)
            if same:
                fixed = at < len(parts) and parts[at].before is None
                yield from self._omitted(run, depth, fixed=fixed)
            else:
                for part in run:
                    yield from self.pair(part, depth)

    def _left_out(self, part: Twin) -> bool:
        return part.same and part.node.kind is not Kind.HEADER

    def _parts(self, twin: Twin) -> list[Twin]:
        """What stands below, as if 本則, 表 and other mere holders were not there."""
        skip = twin.both and beside(twin.before) is not None and beside(twin.after) is not None  # type: ignore[arg-type]
        found: list[Twin] = []
        for at, part in enumerate(twin.parts):
            holder = part.both and part.node.kind in HOLDERS and not lines(part.node)
            if holder or (at == 0 and skip):
                found += self._parts(part)
            else:
                found.append(part)
        return found

    def pair(self, twin: Twin, depth: int) -> Iterator[Row]:
        """A provision that changes, or stands on one side only."""
        if twin.before is None or twin.after is None:
            yield from self._alone(twin.node, depth, new=twin.before is None)
            return
        if twin.node.kind in ROWS:
            yield self._row(twin)
            return
        yield from self._own(twin, depth)
        yield from self.below(twin, depth + _deeper(twin.node))

    def full(self, twin: Twin, depth: int) -> Iterator[Row]:
        """A provision that stays, printed on both sides."""
        if not twin.same:
            yield from self.pair(twin, depth)
        elif twin.node.kind in ROWS:
            yield self._row(twin)
        else:
            yield from self._own(twin, depth)
            yield from self.below(twin, depth + _deeper(twin.node))

    def _own(self, twin: Twin, depth: int, *, short: bool = True) -> Iterator[Row]:
        """The lines of a provision itself, on both sides."""
        before, after = twin.before, twin.after
        assert before is not None
        assert after is not None
        old = {line.kind: line for line in lines(before, depth)}
        new = {line.kind: line for line in lines(after, depth)}
        stays = own(before) == own(after) and bool(own(after)) and before.note == after.note
        short = short and stays and self.style.abbreviate
        if short and before.kind not in HEADINGS:
            old[LineKind.MAIN] = self._short(before, old[LineKind.MAIN])
            new[LineKind.MAIN] = self._short(after, new[LineKind.MAIN])
        only_renumbered = short and _renumbered(twin)
        tied = after.kind not in _UNITS
        for kind in LineKind:
            if kind not in old and kind not in new:
                continue
            if kind is LineKind.CAPTION and only_renumbered:
                continue
            left, right = old.get(kind), new.get(kind)
            words = marked(left.text if left else "", right.text if right else "")
            keep = kind is LineKind.CAPTION or after.kind in _HEADS
            sides = _side(words[1], right), _side(words[0], left)
            yield Row(*sides, tied, after.id, before.id, keep=keep)
            tied = True

    def _short(self, node: Node, line: Line) -> Line:
        label = node.label
        text = f"{label}{GAP}{self.style.omitted}" if label else self.style.omitted
        return replace(line, text=text)

    def _alone(self, node: Node, depth: int, *, new: bool) -> Iterator[Row]:
        """A provision on one side, all of it."""
        said = self.style.added if new else self.style.removed
        tied = node.kind not in _UNITS
        for side, keep in self._everything(node, depth):
            other = Side((Words(said),)) if said else Side()
            said = ""
            ids = (node.id, "") if new else ("", node.id)
            yield Row(*((side, other) if new else (other, side)), tied, *ids, keep=keep)
            tied = True

    def _everything(self, node: Node, depth: int) -> Iterator[tuple[Side, bool]]:
        """The lines of a provision and of all below it; which of them are headings."""
        if node.kind in ROWS:
            cells = tuple(whole(cell.text, marked=self.style.mark_new) for cell in node.children)
            yield self._laid(node, cells), node.kind is Kind.HEADER
            return
        for line in lines(node, depth):
            keep = line.kind is LineKind.CAPTION or node.kind in _HEADS
            yield _side(whole(line.text, marked=self.style.mark_new), line), keep
        first = beside(node)
        for child in node.children:
            if child is first:
                for inner in child.children:
                    yield from self._everything(inner, depth)
            else:
                yield from self._everything(child, depth + _deeper(node))

    def _row(self, twin: Twin) -> Row:
        """A row of a table on both sides, the cells that stay left out but for the first."""
        before, after = twin.before, twin.after
        assert before is not None
        assert after is not None
        olds, news = before.children, after.children
        whole_row = len(olds) != len(news) or after.kind is Kind.HEADER or not self.style.abbreviate
        told = self._told(before)
        old: list[Words] = []
        new: list[Words] = []
        for at, (left, right) in enumerate(zip_longest(olds, news)):
            texts = (left.text if left else "", right.text if right else "")
            stays = left is not None and right is not None and texts[0] == texts[1]
            if stays and at >= told and not whole_row and len(texts[0]) > _SHORT:
                texts = (self.style.omitted, self.style.omitted)
            words = marked(*texts)
            if left is not None:
                old.append(words[0])
            if right is not None:
                new.append(words[1])
        sides = self._laid(after, tuple(new)), self._laid(before, tuple(old))
        heading = after.kind is Kind.HEADER
        return Row(*sides, False, after.id, before.id, heading, heading)

    def _told(self, row: Node) -> int:
        """How many cells of a row must be shown, so that no other row of the text begins so."""
        texts = tuple(cell.text for cell in row.children)
        return next(
            (count for count in range(1, len(texts)) if self.keys[texts[:count]] < 2), len(texts)
        )

    def _laid(self, row: Node, cells: tuple[Words, ...]) -> Side:
        found = self.grids.get(id(row))
        if found is None:
            share = 1 / max(len(cells), 1)
            return Side(cells, starts=tuple(range(len(cells))), shares=(share,) * len(cells))
        return Side(cells, starts=found.of(row), shares=found.shares)

    def _omitted(self, run: Sequence[Twin], depth: int, *, fixed: bool) -> Iterator[Row]:
        """Provisions that stay, as one （略） for all of one kind.

        ``fixed``: something new follows; then the last of them is named, so that its place is sure.
        """
        last = run[-1]
        named = fixed and not _numbered(last.node)
        if named:
            run = run[:-1]
        for numbered, group in groupby(run, key=lambda twin: _numbered(twin.node)):
            nodes = [twin.node for twin in group]
            if numbered is None:
                yield self._plain(self.style.omitted, nodes, depth)
            else:
                for some in _namable(nodes):
                    words = self._labels(some) + GAP + self.style.omitted
                    yield self._plain(words, some, depth)
        if named:
            yield from self._named(last, depth)

    def _named(self, twin: Twin, depth: int) -> Iterator[Row]:
        """The last provision before something new: its number or, where it has none, its text."""
        if twin.node.kind in ROWS:
            yield self._row(twin)
        elif label_of(twin.node) and twin.node.kind not in (Kind.TOC, Kind.TOC_ENTRY):
            yield self._plain(label_of(twin.node) + GAP + self.style.omitted, [twin.node], depth)
        else:
            yield from self._own(twin, depth, short=False)
            yield from self.below(twin, depth)

    def _plain(self, text: str, nodes: Sequence[Node], depth: int) -> Row:
        line = (lines(nodes[0], depth) or (Line(LineKind.MAIN, "", 0, 0),))[-1]
        start = line.start if _numbered(nodes[0]) else 0
        side = Side((Words(text),), start, start + 1)
        tied = nodes[0].kind not in _UNITS
        return Row(side, side, tied, nodes[0].id, "")

    def _labels(self, nodes: Sequence[Node]) -> str:
        labels = [node.label for node in nodes]
        if len(labels) > 2:
            return self.style.ranges.format(labels[0], labels[-1])
        return "・".join(labels)


def _numbered(node: Node) -> Kind | None:
    """The kind of a provision that its number names; None where it has none."""
    return node.kind if node.kind in _NUMBERED and node.label else None


def _namable(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Runs that can be named by first and last; a number that is a run itself stands alone."""
    for alone, group in groupby(nodes, key=lambda node: bool(_RUN.search(node.label))):
        if alone:
            yield from ([node] for node in group)
        else:
            yield list(group)


def _renumbered(twin: Twin) -> bool:
    """Whether nothing of a provision changes but its number."""
    before, after = twin.before, twin.after
    return (
        before is not None
        and after is not None
        and before.caption == after.caption
        and all(part.same for part in twin.parts)
    )


def _deeper(node: Node) -> int:
    """How much further in stands what is below a node."""
    return int(node.kind in (Kind.ITEM, Kind.SUBITEM, Kind.GROUP))


def _side(words: Words, line: Line | None) -> Side:
    return Side((words,), line.start, line.left) if line is not None else Side()
