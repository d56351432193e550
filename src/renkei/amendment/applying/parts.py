"""Sentences of a provision: 前段, 後段, 本文, ただし書 as ranges of its text."""

from __future__ import annotations

from renkei.amendment.operations import Part

_OPEN = {"「": "」", "『": "』", "（": "）", "(": ")", "〔": "〕", "［": "］"}
_CLOSE = frozenset(_OPEN.values())
_PROVISO = ("ただし、", "ただし，", "但し、", "但し，")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text: each ends behind a 。 that stands outside brackets and quotes."""
    found: list[tuple[int, int]] = []
    start = depth = 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in "。．" and depth == 0 and not (char == "．" and text[i + 1 : i + 2]):
            found.append((start, i + 1))
            start = i + 1
    if start < len(text):
        found.append((start, len(text)))
    return found


def part_of(text: str, part: Part) -> tuple[int, int] | None:
    """The range of a part in the text of one provision; None where the text has no such part.

    ただし書 reaches from the sentence that begins with 「ただし、」 to the end, 本文 is what stands
    before it. 前段 and 後段 are two sentences without a proviso (or two before one), 中段 the middle
    one of three.
    """
    found = sentences(text)
    starts = [i for i, (a, _) in enumerate(found) if text[a:].lstrip().startswith(_PROVISO)]
    proviso = starts[0] if starts else None
    if part is Part.PROVISO or part is Part.MAIN_SENTENCE:
        if proviso is None or proviso == 0:
            return None
        start, end = found[proviso][0], len(text)
        return (start, end) if part is Part.PROVISO else (0, start)
    before = found if proviso is None else found[:proviso]
    if len(before) not in (2, 3):
        return None
    if part is Part.MIDDLE:
        return before[1] if len(before) == 3 else None
    return {Part.FIRST: before[0], Part.LAST: before[-1]}.get(part)
