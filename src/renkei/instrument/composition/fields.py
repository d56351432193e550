"""The words of one node, set anew where they changed and as they stood where they did not (語句の差替え)."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from renkei.instrument.composition.old import Old
from renkei.instrument.model import Mark, Node, Role

_FIELDS = {
    Role.LABEL: "label",
    Role.CAPTION: "caption",
    Role.NOTE: "note",
    Role.TEXT: "text",
}
#: Marks that hold whole sentences; every other one stands inside a text (ルビ, 傍線).
_SENTENCES = frozenset({"Sentence", "Column"})
#: Where a text is parted into sentences, columns or lines: a change there parts it anew.
_PARTING = "。　\u2028"
#: Marks of heads, which stay when the sentences are made anew.
HEADS = ("Title", "Num", "Caption", "Label", "Range")


class Run(NamedTuple):
    """Characters to be written, and the range of the old source that they stand for."""

    role: Role
    text: str
    start: int = -1
    end: int = -1
    new: bool = True


class Change(NamedTuple):
    """``old[start:end]`` of a field became ``new``; ``reparts``: not within one sentence."""

    start: int
    end: int
    new: str
    reparts: bool


def said(node: Node, role: Role) -> str:
    """The characters of one role."""
    return str(getattr(node, _FIELDS[role]))


def roles_of(node: Node) -> tuple[Role, ...]:
    """The roles of which a node has words."""
    return tuple(role for role, field in _FIELDS.items() if getattr(node, field))


def change(old: Old, before: Node, after: Node, role: Role) -> Change | None:
    """What became of one field; None when it is unchanged. Never splits a Ruby."""
    was, now = said(before, role), said(after, role)
    if was == now:
        return None
    start, least = 0, min(len(was), len(now))
    while start < least and was[start] == now[start]:
        start += 1
    behind = 0
    while behind < least - start and was[-1 - behind] == now[-1 - behind]:
        behind += 1
    end = len(was) - behind
    grown = True
    while grown:
        grown = False
        for left, right in _inline(old, before, role):
            if left < end and start < right and (left < start or end < right):
                start, end, grown = min(left, start), max(right, end), True
    new = now[start : len(now) - (len(was) - end)]
    parts = was[start:end] + new
    return Change(start, end, new, any(char in _PARTING for char in parts))


def _inline(old: Old, node: Node, role: Role) -> list[tuple[int, int]]:
    """The ranges of Ruby inside a field, counted in its own characters."""
    found: list[tuple[int, int]] = []
    for mark in node.marks:
        if mark.name == "Ruby":
            left = right = position = 0
            for index in old.own.get(node.id, ()):
                chunk = old.chunks[index]
                if chunk.role is role:
                    length = chunk.end - chunk.start
                    left += max(0, min(length, mark.start - chunk.start))
                    right += max(0, min(length, mark.end - chunk.start))
                    position += length
            if left < right:
                found.append((left, right))
    return found


def runs(old: Old, before: Node, after: Node, role: Role) -> list[Run]:
    """One field of a node as it is to be written: its old lines and readings kept where unchanged.

    What parted the pieces of the field (the line end of a text set in narrow lines, the reading of a
    Ruby) stays, except where the words on both sides went.
    """
    changed = change(old, before, after, role)
    if changed is None:
        changed = Change(len(said(before, role)), len(said(before, role)), "", False)
    bare = changed.reparts and bool(before.marks)
    found: list[Run] = []
    behind: list[Run] = []
    edge = [-1, -1]  # the changed range, in the old source
    position = 0
    above = -1
    for index in old.own.get(before.id, ()):
        chunk = old.chunks[index]
        if chunk.role is not role:
            continue
        length = chunk.end - chunk.start
        left = max(0, min(length, changed.start - position))
        right = max(0, min(length, changed.end - position))
        if index == above + 1 and position and not bare:
            gap = _copied(old, Role.LAYOUT, old.chunks[above].end, chunk.start)
            if gap.text and position <= changed.start:
                found.append(gap)
            elif gap.text and position >= changed.end:
                behind.append(gap)
        if left:
            found.append(_copied(old, role, chunk.start, chunk.start + left))
        if right < length:
            behind.append(_copied(old, role, chunk.start + right, chunk.end))
        if position <= changed.start <= position + length:
            edge[0] = chunk.start + left
        if position <= changed.end <= position + length and (edge[1] < 0 or right):
            edge[1] = chunk.start + right
        position += length
        above = index
    if changed.new or changed.start < changed.end:
        found.append(Run(role, changed.new, edge[0], edge[1]))
    return found + behind


def _copied(old: Old, role: Role, start: int, end: int) -> Run:
    return Run(role, old.source[start:end], start, end, False)


class Anchors:
    """Where the characters of one node came to stand."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, int, int]] = []
        self._changed: list[tuple[int, int, int, int]] = []

    def add(self, run: Run, position: int) -> None:
        """The characters of a run now begin at ``position``."""
        if not run.new:
            self._kept.append((run.start, run.end, position))
        elif run.start >= 0:
            self._changed.append((run.start, run.end, position, position + len(run.text)))

    def of(self, place: int, *, ending: bool) -> int | None:
        """Where a boundary of a mark is now; None when the characters at it are gone."""
        for start, end, first, last in self._changed:
            if ending and place == end:
                return last
            if not ending and place == start:
                return first
        near: int | None = None
        for start, end, position in self._kept:
            if start <= place < end if not ending else start < place <= end:
                return position + place - start
            if place in (start, end):
                near = position + place - start
        return near


def marks(before: Node, changes: list[Change], anchors: Anchors) -> tuple[Mark, ...]:
    """The marks of a node over its new place.

    A mark goes where the words at its ends went. Where a change joins or parts sentences all marks of
    the text are left out, and whoever writes the format makes sentences from the text.
    """
    parted = any(changed.reparts for changed in changes)
    found: list[Mark] = []
    for mark in before.marks:
        start = anchors.of(mark.start, ending=False)
        end = anchors.of(mark.end, ending=True) if mark.end > mark.start else start
        if start is not None and end is not None and start <= end:
            found.append(Mark(mark.name, start, end, mark.attrs))
        elif mark.name in _SENTENCES:
            parted = True
    sentences = [mark for mark in found if mark.name == "Sentence"]
    parted = parted or any(a.end > b.start for a, b in pairwise(sentences))
    return tuple(mark for mark in found if not parted or mark.name.endswith(HEADS))
