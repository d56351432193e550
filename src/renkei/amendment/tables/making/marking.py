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
            old.append(_tight(change.before_at, change.before))
        if change.after:
            new.append(_tight(change.after_at, change.after))
    return Words(before, _joined(old)), Words(after, _joined(new))


def _tight(at: int, words: str) -> tuple[int, int]:
    """Where changed words stand, without a space behind them (that behind a number)."""
    return at, at + (len(words.rstrip("\u3000 ")) or len(words))


def _joined(ranges: list[tuple[int, int]]) -> _Marks:
    """Ranges that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and found[-1][1] >= start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
