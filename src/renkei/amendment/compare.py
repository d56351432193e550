"""Two wordings of one text, word by word (字句の対照): what stays, what goes, what comes.

Exact: the pieces of the result, joined, are the two texts again. Differences end at words, numbers,
dates and references, and fall where a reader would put them: a 、 goes with the word after it, a
sentence is inserted as a whole, and two changes with only a particle between are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

from renkei.amendment.tokens import Token, tokens


class ChangeKind(StrEnum):
    """What happened to a run of words."""

    SAME = "same"  # 同じ
    NAME = "name"  # each side has its own name, address or date there (差込箇所)
    SPACING = "spacing"  # only spaces or line ends differ
    REPLACED = "replaced"  # 改め
    INSERTED = "inserted"  # 加え
    DELETED = "deleted"  # 削り


#: Kinds that change what the text says.
DIFFERENT = frozenset({ChangeKind.REPLACED, ChangeKind.INSERTED, ChangeKind.DELETED})


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words in both texts; ``""`` where one has nothing. Offsets count from the beginning."""

    kind: ChangeKind
    before: str
    after: str
    before_at: int
    after_at: int


def words(
    before: str,
    after: str,
    names_before: Mapping[str, str] | None = None,
    names_after: Mapping[str, str] | None = None,
) -> tuple[Change, ...]:
    """The differences of two texts as runs of words, the unchanged runs among them, in order.

    ``"".join(c.before for c in words(a, b)) == a`` and likewise for ``after``. With ``names_*``
    (:func:`renkei.amendment.names.names_of`), each side's own names are of the kind ``NAME``.
    """
    if before == after:
        return (Change(ChangeKind.SAME, before, after, 0, 0),) if before else ()
    left, right = tokens(before, names_before), tokens(after, names_after)
    runs = _aligned(left, right)
    for at in range(len(runs)):
        _slide(runs, at)
    return tuple(_changes(_joined(_refined(_merged(runs)))))


def differs(changes: Iterable[Change]) -> bool:
    """Whether the words say something else, names and spacing aside."""
    return any(change.kind in DIFFERENT for change in changes)


@dataclass(slots=True)
class _Run:
    """Words that stay (``same``) or that are exchanged for others."""

    same: bool
    before: list[Token] = field(default_factory=list)
    after: list[Token] = field(default_factory=list)

    @property
    def size(self) -> int:
        return max(_length(self.before), _length(self.after))

    @property
    def one_sided(self) -> bool:
        return not self.before or not self.after


def _length(run: Sequence[Token]) -> int:
    return sum(len(token.text) for token in run)


def _aligned(left: list[Token], right: list[Token]) -> list[_Run]:
    """Runs that alternate between staying and changing."""
    codes = LCSseq.opcodes([t.key for t in left], [t.key for t in right])
    runs: list[_Run] = []
    for code in codes:
        same = code.tag == "equal"
        if not runs or runs[-1].same or same:
            runs.append(_Run(same))
        runs[-1].before += left[code.src_start : code.src_end]
        runs[-1].after += right[code.dest_start : code.dest_end]
    return runs


def _slide(runs: list[_Run], at: int) -> None:
    """Move an insertion or deletion between equal words to where it reads best (in place)."""
    run = runs[at]
    if run.same or not run.one_sided or at == 0 or at + 1 == len(runs):
        return
    front, back = runs[at - 1], runs[at + 1]
    sides = [(front.before, run.before, back.before), (front.after, run.after, back.after)]
    if run.after:
        sides.reverse()
    with_words, without = sides
    around = [token for part in with_words for token in part]
    start, size = len(front.before), len(with_words[1])
    low = high = start
    while low > 0 and around[low - 1].key == around[low + size - 1].key:
        low -= 1
    while high + size < len(around) and around[high].key == around[high + size].key:
        high += 1
    if low == high:
        return
    best = max(range(low, high + 1), key=lambda p: (_reads(around, p, size), p))
    kept = [*without[0], *without[2]]
    without[0][:], without[2][:] = kept[:best], kept[best:]
    with_words[0][:] = around[:best]
    with_words[1][:] = around[best : best + size]
    with_words[2][:] = around[best + size :]


def _reads(around: list[Token], start: int, size: int) -> int:
    """How well words taken out at a place read as one piece."""
    first, last = around[start].text, around[start + size - 1].text
    before = around[start - 1].text if start else "。"
    after = around[start + size].text if start + size < len(around) else "\n"
    score = 0
    if before in _SENTENCE and last in _SENTENCE:
        score += 8  # a whole sentence
    if first in _LIST or first in _JOIN:
        score += 4  # 、 and 及び go with the word after them
    if last in _LIST or last in _JOIN:
        score -= 2
    depth = 0
    for token in around[start : start + size]:
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth < 0:
            break
    score += 3 if depth == 0 else -6  # brackets open and close in it
    if after in _SENTENCE and before not in _SENTENCE:
        score += 1
    return score


_SENTENCE = frozenset("。\n\u2028")
_LIST = frozenset("、，,・")
_JOIN = frozenset(
    {"及び", "並びに", "又は", "若しくは", "および", "ならびに", "または", "もしくは"}
)
_OPEN = frozenset("（(「『〔[【")
_CLOSE = frozenset("）)」』〕]】")
#: An island of these alone does not part two changes.
_FUNCTION = frozenset("をはがのにへとでもやな、，・") | {"から", "まで", "より", "して", "する"}


def _merged(runs: list[_Run]) -> list[_Run]:
    """Join changes that only an island of little weight parts: it would read as chopped."""
    done: list[_Run] = []
    rest = [run for run in runs if run.before or run.after]
    for at, run in enumerate(rest):
        front = done[-1] if done else None
        if (front is not None and front.same == run.same) or (
            run.same
            and front is not None
            and at + 1 < len(rest)
            and _is_island(front, run, rest[at + 1])
        ):
            front.before += run.before
            front.after += run.after
        else:
            done.append(run)
    return done


def _is_island(front: _Run, island: _Run, back: _Run) -> bool:
    if (front.one_sided and back.one_sided) and bool(front.before) == bool(back.before):
        return False  # two insertions, or two deletions, read better apart
    texts = [token.text for token in island.before]
    if any(text in _SENTENCE for text in texts):
        return False
    if any(t.text != u.text for t, u in zip(island.before, island.after, strict=True)):
        return False  # a name, which stays visible as one
    length = _length(island.before)
    if length <= 3 and all(text in _FUNCTION for text in texts):
        return True
    return length <= 4 and length * 3 <= min(front.size, back.size)


_KANJI_NUMBERS = frozenset("〇一二三四五六七八九十百千万億第")


def _refined(runs: list[_Run]) -> Iterator[_Run]:
    """Within compounds, keep what both share: 都市機能 → 都市計画 changes 機能 to 計画."""
    for run in runs:
        if run.same or run.one_sided:
            yield run
            continue
        before = "".join(token.text for token in run.before)
        after = "".join(token.text for token in run.after)
        if _is_kanji(before) and _is_kanji(after):
            front = _shared(before, after)
            back = _shared(before[front:][::-1], after[front:][::-1])
            parts = (
                (True, before[:front], after[:front]),
                (False, before[front : len(before) - back], after[front : len(after) - back]),
                (True, before[len(before) - back :], after[len(after) - back :]),
            )
            for same, old, new in parts:
                if old or new:
                    yield _Run(same, _as_token(old), _as_token(new))
        else:
            yield run


def _joined(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Neighbours that both stay are one run."""
    for same, group in groupby(runs, key=lambda run: run.same):
        if not same:
            yield from group
            continue
        joined = _Run(True)
        for run in group:
            joined.before += run.before
            joined.after += run.after
        yield joined


def _shared(before: str, after: str) -> int:
    """How many characters of a compound both begin with, so that whole words of two remain."""
    most = min(len(before), len(after))
    count = next((i for i in range(most) if before[i] != after[i]), most)
    while count >= 2:
        rests = (len(before) - count, len(after) - count)
        around = {*before[count - 1 : count + 1], *after[count - 1 : count + 1]}
        whole = 1 not in rests or _only_nado(before[count:], after[count:])
        if whole and not around & _KANJI_NUMBERS:
            return count
        count -= 1
    return 0


def _only_nado(before: str, after: str) -> bool:
    """推進 → 推進等: 等 alone may come or go."""
    return {before, after} == {"", "等"}


def _is_kanji(text: str) -> bool:
    return all("一" <= char <= "鿿" or char in "々〆ヶヵ" for char in text)


def _as_token(text: str) -> list[Token]:
    return [Token(text, text)] if text else []


def _changes(runs: Iterable[_Run]) -> Iterator[Change]:
    before_at = after_at = 0
    for run in runs:
        for kind, before, after in _pieces(run):
            yield Change(kind, before, after, before_at, after_at)
            before_at += len(before)
            after_at += len(after)


def _pieces(run: _Run) -> Iterator[tuple[ChangeKind, str, str]]:
    if run.same:
        pairs = zip(run.before, run.after, strict=True)
        for equal, group in groupby(pairs, key=lambda pair: pair[0].text == pair[1].text):
            old, new = zip(*group, strict=True)
            kind = ChangeKind.SAME if equal else ChangeKind.NAME
            yield kind, "".join(t.text for t in old), "".join(t.text for t in new)
        return
    before = "".join(token.text for token in run.before)
    after = "".join(token.text for token in run.after)
    if "".join(before.split()) == "".join(after.split()):
        yield ChangeKind.SPACING, before, after
    elif not before:
        yield ChangeKind.INSERTED, before, after
    elif not after:
        yield ChangeKind.DELETED, before, after
    else:
        yield ChangeKind.REPLACED, before, after
