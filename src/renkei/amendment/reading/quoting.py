"""The quoted words of a sentence, also where 「」 inside them do not pair (引用の読取り).

改正規定 quote any run of characters, and a run may hold one bracket of a pair: 「「金額」とあるのは「」を
「「額」とあるのは「」に改める. So a bracket is no end by itself. It is one when what stands behind it
goes on as a sentence of amendment does, and among all ways to divide a sentence the one is taken that
leaves fewest quotes unpaired and fewest ends inside quotes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Stands for one quote in a skeleton. A noncharacter of Unicode, so never in a text.
QUOTE = "\ufdd0"


class Skeleton(NamedTuple):
    """A sentence with each quote replaced by :data:`QUOTE`, and the quoted words in order."""

    text: str
    quotes: tuple[str, ...]


# What the quote is for, as far as what stands before and behind it tells.
_OLD, _NEW, _EACH, _INSERTED, _GIVEN, _NAME, _FREE = range(7)

_CLAUSE = r"[、，](?:同|第|附則|別表|題名|目次|前文|本則|様式|別記|備考|[ァ-ン（(])"
_BEHIND: dict[int, tuple[tuple[re.Pattern[str], int], ...]] = {
    _OLD: (
        (re.compile(r"を「"), _NEW),
        (re.compile(r"(?:[、，]?(?:及び|並びに|又は|若しくは|と)|[、，])「"), _OLD),
        (re.compile(r"の[下次前]に「"), _INSERTED),
        (re.compile(r"をそれぞれ「"), _EACH),
        (re.compile(r"を削"), _FREE),
        (re.compile(r"の[部款項欄号目節類表](?!の規定)"), _FREE),
    ),
    _NEW: (
        (re.compile(r"に[、，]「"), _OLD),
        (re.compile(r"に(?:改め|変更|改正)"), _FREE),
        (re.compile(rf"に{_CLAUSE}"), _FREE),
        (re.compile(r"と(?:し[、，]|する)"), _FREE),
    ),
    _EACH: (
        (re.compile(r"(?:[、，]?(?:及び|並びに)|[、，])「"), _EACH),
        (re.compile(r"に(?:改め|変更|改正)"), _FREE),
    ),
    _INSERTED: (
        (re.compile(r"を[、，]「"), _OLD),
        (re.compile(r"を加え"), _FREE),
        (re.compile(rf"を{_CLAUSE}"), _FREE),
    ),
    _GIVEN: ((re.compile(r"を(?:付|加え|冠)"), _FREE),),
    _NAME: (
        (re.compile(r"を「"), _NEW),
        (re.compile(r"「"), _NAME),
        (re.compile(r"(?!を「|「)"), _FREE),
    ),
}
#: What stands right before a quote that names a row or an item: 別表の「第一」の項, 第一号「1」.
_NAMED = re.compile(r"[号条項の表欄部款節類目考注則）)ァ-ン0-9０-９〇一二三四五六七八九十]")
_ENDS = re.compile(r"」(?:を「|に[、，]「|に改め|を削|の[下次前]に「|を[、，]「|を加え)")
#: What a quote costs: brackets that do not pair; an end inside it that does not pair, or does.
_UNPAIRED, _LOOSE, _NESTED = 8, 10, 1


def skeleton(sentence: str) -> Skeleton | None:
    """The sentence without its quotes; None when no division into quotes is possible."""
    if QUOTE in sentence:
        return None
    if "「" not in sentence:
        return None if "」" in sentence else Skeleton(sentence, ())
    spans = _paired(sentence) or _cheapest(sentence)
    if spans is None:
        return None
    text: list[str] = []
    position = 0
    for start, end in spans:
        text += (sentence[position:start], QUOTE)
        position = end + 1
    text.append(sentence[position:])
    return Skeleton("".join(text), tuple(sentence[start + 1 : end] for start, end in spans))


def _state_before(sentence: str, begin: int, quote: int) -> int:
    """What a quote is for that begins behind other words than those after a quote."""
    if sentence.endswith("を", begin, quote):
        return _NEW
    if sentence.endswith("として", begin, quote):
        return _GIVEN
    if quote and _NAMED.match(sentence[quote - 1]):
        return _NAME
    return _OLD


def _go_on(sentence: str, end: int, state: int) -> tuple[int, int] | None:
    """Behind a quote that ends at ``end``: (state, offset of the next quote or -1); None: no end."""
    for pattern, after in _BEHIND[state]:
        found = pattern.match(sentence, end + 1)
        if found is None:
            continue
        if after is not _FREE:
            return after, found.end() - 1
        following = sentence.find("「", end + 1)
        if sentence.find("」", end + 1, following if following >= 0 else len(sentence)) >= 0:
            continue
        if following < 0:
            return _FREE, -1
        return _state_before(sentence, end + 1, following), following
    return None


def _first(sentence: str) -> tuple[int, int] | None:
    quote = sentence.find("「")
    if sentence.find("」", 0, quote) >= 0:
        return None
    return _state_before(sentence, 0, quote), quote


def _paired(sentence: str) -> list[tuple[int, int]] | None:
    """The quotes when every bracket pairs and none holds what looks like the end of another."""
    at = _first(sentence)
    spans: list[tuple[int, int]] = []
    while at is not None:
        state, start = at
        if start < 0:
            return spans
        depth, end = 0, start
        for found in re.compile("[「」]").finditer(sentence, start):
            depth += 1 if found[0] == "「" else -1
            if depth == 0:
                end = found.start()
                break
        if depth or _ENDS.search(sentence, start, end):
            return None
        spans.append((start, end))
        at = _go_on(sentence, end, state)
    return None


def _cheapest(sentence: str) -> list[tuple[int, int]] | None:
    """The division with the least cost, by states (what the quote is for, where it begins)."""
    brackets = [found.start() for found in re.finditer("[「」]", sentence)]
    index = {place: number for number, place in enumerate(brackets)}
    first = _first(sentence)
    if first is None:
        return None
    best: dict[tuple[int, int], tuple[int, tuple[int, int, int, int] | None]] = {first: (0, None)}
    last: tuple[int, tuple[int, int, int, int]] | None = None
    for place in brackets:
        for state in (_OLD, _NEW, _EACH, _INSERTED, _GIVEN, _NAME):
            if (state, place) not in best:
                continue
            spent = best[state, place][0]
            depth = lowest = inner = 0
            for end in brackets[index[place] + 1 :]:
                if sentence[end] == "「":
                    depth += 1
                    continue
                onward = _go_on(sentence, end, state)
                if onward is not None:
                    unpaired = depth or lowest < 0
                    cost = spent + (_UNPAIRED + _LOOSE * inner if unpaired else _NESTED * inner)
                    step = (state, place, end, onward[0])
                    if onward[1] < 0:
                        if last is None or cost < last[0]:
                            last = (cost, step)
                    elif onward not in best or cost < best[onward][0]:
                        best[onward] = (cost, step)
                depth -= 1
                lowest = min(lowest, depth)
                inner += _ENDS.match(sentence, end) is not None
    if last is None:
        return None
    spans: list[tuple[int, int]] = []
    back: tuple[int, int, int, int] | None = last[1]
    while back is not None:
        spans.append((back[1], back[2]))
        back = best[back[0], back[1]][1]
    return spans[::-1]
