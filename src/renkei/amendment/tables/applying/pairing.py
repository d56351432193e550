"""The old and the new lines of one row laid side by side: which became which (行の対応)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from renkei.amendment.tables.applying.entries import Entry, squeezed
from renkei.amendment.tables.applying.labels import head


def paired(
    olds: list[tuple[Entry, int | None]], news: list[Entry]
) -> Iterator[tuple[Entry | None, int | None, Entry | None]]:
    """Old and new lines of one row side by side: equal ones first, then those of one number."""
    if len(olds) == len(news) == 1 and _can_be(olds[0][0], news[0]):
        yield *olds[0], news[0]
        return
    matcher = SequenceMatcher(
        None, [_key(old) for old, _ in olds], [_key(new) for new in news], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for (old, at), new in zip(olds[i1:i2], news[j1:j2], strict=True):
                yield old, at, new
            continue
        left, right = olds[i1:i2], news[j1:j2]
        while left or right:
            if (
                left
                and right
                and _can_be(left[0][0], right[0])
                and (len(left) == len(right) or _label(left[0][0]) == _label(right[0]))
            ):
                yield *left.pop(0), right.pop(0)
            elif left and (not right or len(left) >= len(right)):
                yield *left.pop(0), None
            else:
                yield None, None, right.pop(0)


def _key(entry: Entry) -> str:
    return f"{entry.sort}\t{squeezed(entry.text)}"


def _label(entry: Entry) -> str:
    found = head(entry.text)
    return found.label if found else ""


def _can_be(old: Entry, new: Entry) -> bool:
    """Whether one line can have become the other: of one sort, and of one kind of provision."""
    if old.sort != new.sort:
        return old.sort == "row" and len(old.cells) == 1
    if old.sort != "plain":
        return True
    left, right = head(old.text), head(new.text)
    kinds = (left.kind if left else None, right.kind if right else None)
    return kinds[0] == kinds[1] or (left is None or right is None)
