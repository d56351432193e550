"""新旧対照表: the units that change, before and after, with what changes underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renkei.amendment.align import Fate, Pair, align, own
from renkei.amendment.compare import ChangeKind
from renkei.instrument.formats.blocks import Cell, Row, Table
from renkei.instrument.formats.options import TABLE_SCALE
from renkei.instrument.formats.printed import LINE_BREAK
from renkei.instrument.model import Document, Kind, Node

#: Characters with whether each is underlined: the simplest thing that can be cut and joined.
_Marked = list[tuple[str, bool]]

#: Between a number and its text.
_GAP = "\u3000"

#: Left out: what stays as it is.
_OMITTED = "（略）"


def comparison_table(
    before: Document, after: Document, measure: float, *, old_right: bool = True
) -> Table:
    """Two columns, 変更後 and 変更前, a row for each unit that changes, in the order of the new text."""
    annexes = {id(row): annex.label for text in (before, after) for annex in text.of_kind(Kind.ANNEX)
               for row in annex.of_kind(Kind.ROW)}  # fmt: skip

    def side(pair: Pair, *, old: bool) -> _Marked:
        where = annexes.get(id(pair.left if old else pair.right), "")
        return _plain(where + _GAP if where else "") + _line(pair, old=old)

    rows = [
        _row(side(pair, old=False), side(pair, old=True), old_right)
        for pair in align(before, after)
        if _changed(pair)
    ]
    head = _row(_plain("変更後"), _plain("変更前"), old_right)
    return Table("", (measure / 2, measure / 2), (head, *rows), 1, TABLE_SCALE)


def _changed(pair: Pair) -> bool:
    """Whether a unit, its number or anything in it says something else."""
    if pair.fate in (Fate.ADDED, Fate.DELETED) or pair.renumbered:
        return True
    return own(pair.left) != own(pair.right) or any(_changed(part) for part in pair.parts)


def _line(pair: Pair, *, old: bool) -> _Marked:
    """One side of a unit. A row of an annex is its name and the cells that change."""
    node = pair.left if old else pair.right
    if node is None:
        return _plain("（新設）" if old else "（削る）")
    if pair.left is None or pair.right is None:
        return [(char, True) for char, _ in _whole(node)]
    if pair.kind is Kind.ROW:
        name = own(node.children[0]) if node.children else ""
        lines = [_plain(f"{name}の項")]
        for part in pair.parts:
            if _changed(part):
                cell = part.left if old else part.right
                header = cell.attr("header") if cell is not None else ""
                lines.append(_plain(f"［{header}］" if header else "") + _own(part, old=old))
        return _joined(lines)
    said = _own(pair, old=old)
    for part in pair.parts:
        inner = part.left if old else part.right
        if _changed(part):
            said = _under(said, _line(part, old=old), inner)
        elif inner is not None:
            said = _under(said, _plain(_labelled(inner) + _OMITTED), inner)
    return said


def _under(above: _Marked, line: _Marked, node: Node | None) -> _Marked:
    """A line below what stands there; the first paragraph of an article beside its number."""
    beside = node is not None and node.kind is Kind.PARAGRAPH and not node.label
    if beside and above and above[-1][0] == _GAP:
        return above + line
    return _joined([above, line])


def _own(pair: Pair, *, old: bool) -> _Marked:
    """A unit's own words as printed: its caption above, its number, its text."""
    node = pair.left if old else pair.right
    if node is None:
        return []
    said: _Marked = []
    for change in pair.changes():
        words = change.before if old else change.after
        same = change.kind in (ChangeKind.SAME, ChangeKind.SPACING)
        said += [(char, not same) for char in words]
    return _printed(node, said, renumbered=pair.renumbered)


def _printed(node: Node, said: _Marked, *, renumbered: bool = False) -> _Marked:
    """What a node itself says, with its number, and its caption in brackets above."""
    number = _labelled(node)
    label = [(char, renumbered and char != _GAP) for char in number]
    if not node.caption or node.kind is Kind.CELL:
        return label + said
    size = len(node.caption)
    caption = [("（", False), *said[:size], ("）", False)]
    return _joined([caption, label + said[size:][1:]])


def _whole(node: Node) -> _Marked:
    said = _printed(node, _plain(own(node)))
    for child in node.children:
        said = _under(said, _whole(child), child)
    return said


def _labelled(node: Node) -> str:
    return node.label + _GAP if node.label else ""


def _plain(text: str) -> _Marked:
    return [(char, False) for char in text]


def _joined(lines: Iterable[_Marked]) -> _Marked:
    """The lines that say anything, one under the other."""
    found: _Marked = []
    for line in lines:
        if line:
            found += ([(LINE_BREAK, False)] if found else []) + line
    return found


def _row(after: _Marked, before: _Marked, old_right: bool) -> Row:
    sides = (after, before) if old_right else (before, after)
    cells = tuple(_cell(column, side) for column, side in enumerate(sides))
    return Row("", cells, breakable=max(len(after), len(before)) > 400)


def _cell(column: int, said: _Marked) -> Cell:
    text = "".join(char for char, _marked in said).replace("\n", LINE_BREAK)
    return Cell(column, text, marks=tuple(_ranges(said)))


def _ranges(said: _Marked) -> Iterator[tuple[int, int]]:
    start = None
    for at, (_char, marked) in enumerate([*said, ("", False)]):
        if marked and start is None:
            start = at
        elif not marked and start is not None:
            yield start, at
            start = None
