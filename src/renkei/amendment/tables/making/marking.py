"""Which words of two lines differ: the underline of a 新旧対照表 (傍線)."""

from __future__ import annotations

from renkei.amendment.compare import ChangeKind, words
from renkei.amendment.tables.model import Words

_Marks = tuple[tuple[int, int], ...]


def whole(text: str, *, marked: bool) -> Words:
    """A line that is marked all through, or not at all."""
    return Words(text, ((0, len(text)),) if marked and text else ())


def marked(before: str, after: str) -> tuple[Words, Words]:
    """Both lines with the words that differ marked."""
    if before == after:
        return Words(before), Words(after)
    old: list[tuple[int, int]] = []
    new: list[tuple[int, int]] = []
    for change in words(before, after):
        if change.kind is ChangeKind.SAME:
            continue
        if change.before:
            old.append((change.before_at, change.before_at + len(change.before)))
        if change.after:
            new.append((change.after_at, change.after_at + len(change.after)))
    return Words(before, _joined(old)), Words(after, _joined(new))


def _joined(ranges: list[tuple[int, int]]) -> _Marks:
    """Ranges that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and found[-1][1] >= start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
