"""A reference that is broken, and the words that mend it (参照の手当て)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from renkei.amendment.deriving.live import Live, Unsayable, grow
from renkei.amendment.deriving.places import address, spoken
from renkei.amendment.operations import Part, Replace, Target
from renkei.instrument.model import Node, Role

#: So many characters of context, at most, make the words to be replaced the only ones.
_CONTEXT = 40
#: Where so many characters beside a reference changed, whoever changed them looked at it.
_UNTOUCHED = 5


class Why(StrEnum):
    """What is wrong with a reference."""

    ELSEWHERE = "elsewhere"  # the number now means another provision
    GONE = "gone"  # what it meant is no longer there
    NOWHERE = "nowhere"  # no provision has that number


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference of the text after that does not lead where it should.

    ``start``/``end`` are offsets in its source; ``offset`` in the text (or note) of its node.
    ``wanted`` is how it should be printed, "" where that is for a person to decide; ``proposal`` makes
    it so in the text after, None where it cannot be said. ``means``: ids after of what it meant.
    """

    node_id: str
    why: Why
    printed: str
    wanted: str
    start: int
    end: int
    role: Role
    offset: int
    means: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    proposal: Replace | None = None


class Moves:
    """Where a run of words of one text stands in the other, if it is still there."""

    def __init__(self, old: str, new: str) -> None:
        if old == new:
            self.blocks = [(0, 0, len(old))]
        else:
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            self.blocks = [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size]
        self.starts = [block[0] for block in self.blocks]
        self.ends = len(old), len(new)

    def place(self, start: int, end: int) -> int | None:
        """The offset in the new words of ``old[start:end]``, where nothing beside it changed."""
        index = bisect_right(self.starts, start) - 1
        if index < 0:
            return None
        a, b, size = self.blocks[index]
        first = a if a == 0 and b == 0 else a + _UNTOUCHED
        last = a + size
        if last < self.ends[0] or b + size < self.ends[1]:
            last -= _UNTOUCHED
        return b + start - a if first <= start and end <= last else None


def with_proposal(
    one: Broken, found: list[Broken], nodes: Mapping[str, Node], lives: Mapping[str, Live]
) -> Broken:
    """The reference with the operation that mends it, among all of ``found`` in its provision."""
    node = nodes[one.node_id]
    text = words_of(node, one.role)
    mended = {
        other.offset: other
        for other in found
        if (other.node_id, other.role) == (one.node_id, one.role)
    }
    words = _only(text, one, mended)
    target = target_of(lives[one.node_id], one.role)
    if words is None or target is None:
        return one
    start, end = words
    new = _mended(text, start, end, mended)
    return replace(one, proposal=Replace((target,), (text[start:end],), new))


def _only(text: str, one: Broken, mended: Mapping[int, Broken]) -> tuple[int, int] | None:
    """The reference with as much before and behind it as makes every occurrence one to be mended."""
    start, end = one.offset, one.offset + len(one.printed)
    for more in range(_CONTEXT):
        left, right = max(0, start - (more + 1) // 2), min(len(text), end + more // 2)
        words = text[left:right]
        at = text.find(words)
        results = set()
        while at >= 0:
            if any(
                at < k < at + (start - left) or at + end - left <= k < at + right - left
                for k in mended
            ):
                break
            results.add(_mended(text, at, at + len(words), mended))
            at = text.find(words, at + 1)
        else:
            if len(results) == 1:
                return left, right
    return None


def _mended(text: str, start: int, end: int, mended: Mapping[int, Broken]) -> str:
    out, at = "", start
    for offset in sorted(mended):
        one = mended[offset]
        if one.wanted and start <= offset and offset + len(one.printed) <= end:
            out += text[at:offset] + one.wanted
            at = offset + len(one.printed)
    return out + text[at:end]


def target_of(live: Live, role: Role) -> Target | None:
    """How the provision that holds a reference is addressed; None where no address leads there."""
    try:
        place = address(spoken(live))
    except Unsayable:
        return None
    if role is Role.NOTE:
        return Target(place, Part.NOTE)
    return Target(place, Part.HEAD if live.children else Part.WHOLE)


def lives_of(root: Node) -> dict[str, Live]:
    """The tree as addresses are told from, by id."""
    live = grow(root, base=True)
    return {one.base.id: one for one in live.walk() if one.base is not None}


def words_of(node: Node, role: Role) -> str:
    """The words of a node in one role: its text or its note."""
    return node.note if role is Role.NOTE else node.text


def place_of(node: Node, start: int) -> tuple[Role, int]:
    """The role of a character of the source, and its offset in the words of that role."""
    before: dict[Role, int] = {}
    for piece in node.pieces:
        if piece.start <= start < piece.end:
            return piece.role, before.get(piece.role, 0) + start - piece.start
        before[piece.role] = before.get(piece.role, 0) + piece.end - piece.start
    return Role.TEXT, 0
