"""What a correction changes (正誤の箇所): from two readings of one text, slip by slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renkei.amendment.align import Fate, Pair, align, own
from renkei.amendment.compare import DIFFERENT, Change
from renkei.desk.agreements.places import Places
from renkei.desk.procedures.papers.data import Correction
from renkei.instrument.model import Document, Kind, Node

#: Characters of the words around a slip that are shown with it, so that it is found.
AROUND = 6


def corrections_of(before: Document, after: Document) -> tuple[Correction, ...]:
    """The rows of the 正誤表 between the text in force and the corrected one."""
    places = Places(before)
    return tuple(_corrections(align(before, after), places))


def _corrections(
    pairs: Iterable[Pair], places: Places, above: Node | None = None
) -> Iterator[Correction]:
    for pair in pairs:
        node = pair.left or above
        where = _place(places, node)
        if pair.fate is Fate.DELETED or pair.fate is Fate.ADDED:
            yield Correction(where, _whole(pair.left), _whole(pair.right))
            continue
        left, right = own(pair.left), own(pair.right)
        for change in pair.changes():
            if change.kind in DIFFERENT:
                yield Correction(where, *_shown(change, left, right))
        yield from _corrections(pair.parts, places, node)


def _shown(change: Change, left: str, right: str) -> tuple[str, str]:
    """The wrong and the right words with a few around them."""
    start = max(change.before_at - AROUND, 0)
    wrong = left[start : change.before_at + len(change.before) + AROUND]
    start = max(change.after_at - AROUND, 0)
    return wrong, right[start : change.after_at + len(change.after) + AROUND]


def _whole(node: Node | None) -> str:
    return "".join(own(each) for each in node.walk()) if node is not None else "（なし）"


def _place(places: Places, node: Node | None) -> str:
    if node is None or node.kind is Kind.DOCUMENT:
        return "全文"
    return places.full_name(node)
