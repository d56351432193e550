"""Which unit of one text is which of the other: by what they say, not by their number (対応付け).

Numbers move when an article is inserted; what an article says does not. Equal wording is matched
first, then equal names (captions, first cells), then likeness; a number only decides between equals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

#: Two units less alike than this are not one unit that was edited.
ALIKE = 0.5
#: Two that are called differently must say nearly the same to be one that was renamed.
ALIKE_RENAMED = 0.7
#: With the same name (caption, first cell) less is enough.
ALIKE_NAMED = 0.2


class Unit(NamedTuple):
    """What is matched: neutral wording, name, the headings it stands under, and its number."""

    text: str
    name: str = ""
    path: tuple[str, ...] = ()
    number: str = ""


class Match(NamedTuple):
    """Places in the two sequences; ``moved``: it stands elsewhere among its neighbours."""

    left: int
    right: int
    moved: bool = False


def match(lefts: Sequence[Unit], rights: Sequence[Unit]) -> tuple[Match, ...]:
    """The pairs, in the order of ``rights``. Units in no pair were deleted or added."""
    state = _State(lefts, rights)
    state.equal(lambda unit: (unit.text, unit.name, unit.path, unit.number))
    state.equal(lambda unit: (unit.text, unit.name, unit.path))
    state.equal(lambda unit: (unit.text, unit.name))
    state.named(lambda unit: (unit.name, unit.path) if unit.name else None)
    state.named(lambda unit: unit.name or None)
    state.equal(lambda unit: unit.text or None)
    state.alike()
    return _with_moves(state.pairs)


def alike(left: str, right: str) -> float:
    """How alike two wordings are, from 0 to 1."""
    return Indel.normalized_similarity(left, right)


class _State:
    """What is still to be matched."""

    def __init__(self, lefts: Sequence[Unit], rights: Sequence[Unit]) -> None:
        self.lefts, self.rights = lefts, rights
        self.free_left = dict.fromkeys(range(len(lefts)))
        self.free_right = dict.fromkeys(range(len(rights)))
        self.pairs: dict[int, int] = {}  # right -> left

    def take(self, left: int, right: int) -> None:
        del self.free_left[left]
        del self.free_right[right]
        self.pairs[right] = left

    def equal(self, key: Callable[[Unit], Hashable]) -> None:
        """Pair what has the same key, the first with the first."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for left in self.free_left:
            waiting[key(self.lefts[left])].append(left)
        for right in list(self.free_right):
            wanted = key(self.rights[right])
            if wanted is not None and waiting.get(wanted):
                self.take(waiting[wanted].pop(0), right)

    def named(self, key: Callable[[Unit], Hashable]) -> None:
        """Pair what has the same name, where the name stands once on each side."""
        sides = []
        for units, free in ((self.lefts, self.free_left), (self.rights, self.free_right)):
            places: dict[Hashable, list[int]] = defaultdict(list)
            for at in free:
                places[key(units[at])].append(at)
            sides.append({k: at[0] for k, at in places.items() if k is not None and len(at) == 1})
        for name, right in sides[1].items():
            left = sides[0].get(name)
            if left is not None:
                enough = alike(self.lefts[left].text, self.rights[right].text) >= ALIKE_NAMED
                if enough or not self.lefts[left].text or not self.rights[right].text:
                    self.take(left, right)

    def alike(self) -> None:
        """Pair the rest by likeness, the most alike first."""
        found: list[tuple[float, int, int]] = []
        for right in self.free_right:
            unit = self.rights[right]
            for left in self.free_left:
                other = self.lefts[left]
                shorter, longer = sorted((len(unit.text), len(other.text)))
                if 2 * shorter < ALIKE * (shorter + longer) or not shorter:
                    continue  # cannot reach ALIKE
                renamed = unit.name and other.name and unit.name != other.name
                enough = ALIKE_RENAMED if renamed else ALIKE
                score = Indel.normalized_similarity(unit.text, other.text, score_cutoff=enough)
                if score >= enough:
                    score += 0.02 * (unit.number == other.number) + 0.05 * (unit.path == other.path)
                    found.append((-score, right, left))
        for _, right, left in sorted(found):
            if right in self.free_right and left in self.free_left:
                self.take(left, right)


def _with_moves(pairs: dict[int, int]) -> tuple[Match, ...]:
    """Mark as moved the fewest pairs without which all others stand in order."""
    order = sorted(pairs)
    staying = longest_rising([pairs[right] for right in order])
    return tuple(Match(pairs[right], right, at not in staying) for at, right in enumerate(order))


def longest_rising(values: Sequence[int]) -> set[int]:
    """Places of one longest rising subsequence: what stands in order while the fewest others move."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, value in enumerate(values):
        slot = bisect_left(tails, value)
        previous.append(ends[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [value]
        ends[slot : slot + 1] = [at]
    found: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        found.add(at)
        at = previous[at]
    return found
