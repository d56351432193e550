"""Provisions of which the same is said, said together: 第53条から第55条までの規定中 (まとめて改める)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from renkei.amendment.deriving.live import Live
from renkei.amendment.operations import (
    Insert,
    Instruction,
    Level,
    Operation,
    Part,
    Replace,
    Strike,
    Target,
)

#: From so many in a row on, the first and the last are named (から…まで).
RANGE = 3
_RANGED = {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM}
Phrasing = Replace | Insert | Strike


class Bundle:
    """Phrases said of one target, and the provision that is."""

    def __init__(self, operations: list[Phrasing], nodes: list[Live]) -> None:
        self.operations = operations
        self.nodes = nodes

    @property
    def target(self) -> Target:
        """The last target of its phrases."""
        return self.operations[0].targets[-1]

    def takes(self, other: Bundle) -> bool:
        """Whether the same is said of another provision beside this one."""
        mine, its = self.target, other.target
        return (
            bool(mine.at and its.at)
            and mine.part is its.part
            and mine.part is not Part.CAPTION
            and mine.at[:-1] == its.at[:-1]
            and mine.at[-1].level is its.at[-1].level
            and not any(node in self.nodes for node in other.nodes)
            and _words(self.operations) == _words(other.operations)
        )

    def join(self, other: Bundle) -> None:
        """Say it of both."""
        self.nodes += other.nodes
        targets = (*self.operations[0].targets, *other.operations[0].targets)
        self.operations = [_said_of(each, targets) for each in self.operations]

    def said(self) -> list[Operation]:
        """The operations, with a range for provisions that stand in a row."""
        targets = self.operations[0].targets
        if len(targets) >= RANGE and targets[0].at[-1].level in _RANGED and _in_a_row(self.nodes):
            targets = (Target(targets[0].at, targets[0].part, targets[-1].at),)
        return [_said_of(each, targets) for each in self.operations]


def bundles(said: Sequence[tuple[Live | None, Operation]]) -> list[Bundle | Operation]:
    """Runs of phrases by their target; the same phrases of neighbours as one."""
    found: list[Bundle | Operation] = []
    for _, group in groupby(said, key=lambda pair: (id(pair[0]), _target(pair[1]))):
        run = list(group)
        node = run[0][0]
        phrasings = [op for _, op in run if isinstance(op, Replace | Insert | Strike)]
        if node is None or len(phrasings) != len(run):
            found += [operation for _, operation in run]
            continue
        bundle, last = Bundle(phrasings, [node]), found[-1] if found else None
        if isinstance(last, Bundle) and last.takes(bundle):
            last.join(bundle)
        else:
            found.append(bundle)
    return found


def instructions(sentences: Sequence[list[Bundle | Operation]]) -> tuple[Instruction, ...]:
    """The sentences; those that say the same of neighbouring articles as one."""
    joined: list[list[Bundle | Operation]] = []
    for sentence in sentences:
        only = sentence[0] if len(sentence) == 1 else None
        last = joined[-1][0] if joined and len(joined[-1]) == 1 else None
        if isinstance(only, Bundle) and isinstance(last, Bundle) and last.takes(only):
            last.join(only)
        else:
            joined.append(sentence)
    return tuple(
        Instruction(
            tuple(
                dict.fromkeys(
                    operation
                    for each in sentence
                    for operation in (each.said() if isinstance(each, Bundle) else [each])
                )
            )
        )
        for sentence in joined
    )


def _target(operation: Operation) -> tuple[Target, ...] | None:
    return operation.targets if isinstance(operation, Replace | Insert | Strike) else None


def _words(operations: Sequence[Phrasing]) -> list[Phrasing]:
    return [_said_of(each, ()) for each in operations]


def _said_of(operation: Phrasing, targets: tuple[Target, ...]) -> Phrasing:
    if isinstance(operation, Replace):
        return Replace(targets, operation.old, operation.new)
    if isinstance(operation, Insert):
        return Insert(targets, operation.after, operation.new)
    return Strike(targets, operation.old)


def _in_a_row(nodes: Sequence[Live]) -> bool:
    """Whether nothing stood between them before, and nothing does now."""
    if any(node.base is None or node.number is None for node in nodes):
        return False
    for one, other in pairwise(nodes):
        if one.parent is None or one.parent is not other.parent:
            return False
        if other.at() != one.at() + 1:
            return False
        base = list(one.parent.base.children) if one.parent.base else []
        places = [i for i, child in enumerate(base) if child is one.base or child is other.base]
        if len(places) != 2 or places[1] != places[0] + 1:
            return False
    return True
