"""Sentences out of acts: what is said together, and ずつ for runs (改正規定の作成)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from renkei.amendment.deriving.acts import Act, Gone, Put, Reword
from renkei.amendment.deriving.joining import RANGE, Bundle, bundles, instructions
from renkei.amendment.deriving.live import Live
from renkei.amendment.deriving.places import spoken
from renkei.amendment.deriving.planning import Verse
from renkei.amendment.operations import (
    Instruction,
    Level,
    Move,
    Operation,
    Remove,
    Shift,
    Target,
)
from renkei.instrument.model import Number

#: So many moved in a row, without branch numbers, are said with ずつ.
RUN = 4
_SHIFTED = {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM}


class Making:
    """Sentences, one after another, each carried out before the next is addressed."""

    def __init__(self) -> None:
        self._sentences: list[list[Bundle | Operation]] = []
        self._acts: list[Act] = []
        self._about: Live | None = None

    def take(self, verses: Iterable[Verse]) -> None:
        """Say and carry out everything."""
        for verse in verses:
            if self._acts and not self._goes_on(verse):
                self.close()
            for act in verse.acts:
                self._acts.append(act)
                self._about = verse.about
                if act.block:
                    self.close()
        self.close()

    def _goes_on(self, verse: Verse) -> bool:
        """Whether a verse is said in the sentence that is open."""
        if verse.fresh:
            return False
        last, act = self._acts[-1], verse.acts[0]
        if isinstance(act, Put):
            before, _ = act.neighbours()
            return last.pure or (before is not None and before is self._about)
        return last.pure

    def close(self) -> None:
        """End the sentence: all is said as the text stood when it began, then done."""
        acts, self._acts = self._acts, []
        if not acts:
            return
        said = [(act, operation) for act in acts for operation in act.said()]
        for act in acts:
            act.done()
        self._sentences.append(bundles(_removals(_runs(said))))

    def instructions(self) -> tuple[Instruction, ...]:
        """All sentences said so far."""
        return instructions(self._sentences)


_Said = tuple[Act, Operation]


def _runs(said: list[_Said]) -> list[_Said]:
    """Moves by the same number, of provisions in a row, as one 「ずつ」."""
    found: list[_Said] = []
    at = 0
    while at < len(said):
        end = at + 1
        by = _by(said[at][1])
        while by and end < len(said) and _next(said[end - 1][1], said[end][1], by):
            end += 1
        if by and end - at >= RUN:
            run = [op for _, op in said[at:end] if isinstance(op, Move)]
            if by > 0 and len(run) > RUN:  # the last makes room by itself
                found.append(said[at])
                run = run[1:]
            ends = sorted((run[0].at.at, run[-1].at.at), key=_number)
            found.append((said[at][0], Shift(ends[0], ends[1], by)))
        else:
            found += said[at:end]
        at = end
    return found


def _by(operation: Operation) -> int:
    """By how much a plain number moves within its level; 0 where it is no such move."""
    if not isinstance(operation, Move) or operation.at.at[-1].level not in _SHIFTED:
        return 0
    old, new = operation.at.at[-1].number, operation.to[-1].number
    if old is None or new is None or len(old.parts) != 1 or len(new.parts) != 1:
        return 0
    return new.parts[0] - old.parts[0]


def _next(one: Operation, other: Operation, by: int) -> bool:
    """Whether two moves are of neighbours, in the order in which room is made."""
    if not isinstance(one, Move) or not isinstance(other, Move) or _by(other) != by:
        return False
    if one.at.at[:-1] != other.at.at[:-1] or one.at.at[-1].level != other.at.at[-1].level:
        return False
    return _number(other.at.at) - _number(one.at.at) == (-1 if by > 0 else 1)


def _number(at: tuple[object, ...]) -> int:
    number = getattr(at[-1], "number", None)
    assert isinstance(number, Number)
    return number.parts[0]


def _removals(said: list[_Said]) -> list[tuple[Live | None, Operation]]:
    """Provisions taken away one after another are named together; phrases with what they are of."""
    found: list[tuple[Live | None, Operation]] = []
    run: list[tuple[Gone, Remove]] = []

    def end() -> None:
        if run:
            found.append((None, _together(run)))
            run.clear()

    for act, operation in said:
        if isinstance(act, Gone) and isinstance(operation, Remove):
            if run and not _beside(run[-1][1].targets[0], operation.targets[0]):
                end()
            run.append((act, operation))
            continue
        end()
        node = spoken(act.node) if isinstance(act, Reword) else None
        found.append((node, operation))
    end()
    return found


def _together(run: list[tuple[Gone, Remove]]) -> Remove:
    """第八条及び第九条; from three in a row on 第八条から第十条まで."""
    targets = [operation.targets[0] for _, operation in run]
    in_a_row = all(one.following is other.node for (one, _), (other, _) in pairwise(run))
    if len(run) >= RANGE and in_a_row and targets[0].at[-1].level in _SHIFTED:
        return Remove((Target(targets[0].at, targets[0].part, targets[-1].at),))
    return Remove(tuple(targets))


def _beside(one: Target, other: Target) -> bool:
    """Whether two are of one level under one provision. Each 附則 is taken away by itself."""
    level = one.at[-1].level
    if level is not other.at[-1].level or level in (Level.SUPPLEMENT, Level.ANNEX):
        return False
    return one.part is other.part and one.at[:-1] == other.at[:-1]
