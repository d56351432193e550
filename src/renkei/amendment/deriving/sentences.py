"""Sentence ends, 前段 and 後段, 本文 and ただし書 within the text of one provision (文の区分)."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.operations import Part

_OPEN, _CLOSE = "（(「『〔[【", "）)」』〕]】"
_PROVISO = "ただし、"


def sentences(text: str) -> list[str]:
    """The sentences of a text; they end at 。 outside brackets and quotes. Joined they are the text."""
    found: list[str] = []
    depth = begin = 0
    for at, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "。" and depth == 0:
            found.append(text[begin : at + 1])
            begin = at + 1
    if begin < len(text):
        found.append(text[begin:])
    return found


def parts(text: str) -> list[tuple[Part, str]]:
    """The named parts of a text in order, each with its words; none where it is one sentence."""
    run = sentences(text)
    proviso = next((at for at, each in enumerate(run) if each.startswith(_PROVISO)), None)
    if proviso:
        return [
            (Part.MAIN_SENTENCE, "".join(run[:proviso])),
            (Part.PROVISO, "".join(run[proviso:])),
        ]
    if proviso is None and len(run) == 2:
        return [(Part.FIRST, run[0]), (Part.LAST, run[1])]
    if proviso is None and len(run) == 3:
        return [(Part.FIRST, run[0]), (Part.MIDDLE, run[1]), (Part.LAST, run[2])]
    return []


def appended(before: str, after: str) -> tuple[Part, str, str] | None:
    """A sentence put behind the text as ただし書 or 後段: (part, its words, the text without it)."""
    old, new = sentences(before), sentences(after)
    if len(old) < 1 or len(new) != len(old) + 1 or not _closed(before):
        return None
    added = new[-1]
    if any(each.startswith(_PROVISO) for each in old):
        return None
    rest = "".join(new[:-1])
    if not _follows(old, new[:-1]):
        return None
    if added.startswith(_PROVISO):
        return Part.PROVISO, added, rest
    return (Part.LAST, added, rest) if len(old) == 1 else None


def taken_away(before: str, after: str) -> tuple[Part, str] | None:
    """ただし書 or 後段 that goes: (part, the text before without it)."""
    found = parts(before)
    if len(found) != 2 or not sentences(after):
        return None
    (_, first), (part, last) = found
    if parts(after) or not _follows(sentences(first), sentences(after)) or not last:
        return None
    return part, first


def _follows(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether sentences are still the same ones, each perhaps edited."""
    from rapidfuzz.distance import Indel

    return len(old) == len(new) and all(
        Indel.normalized_similarity(a, b) >= 0.5 for a, b in zip(old, new, strict=True)
    )


def _closed(text: str) -> bool:
    return text.endswith("。")
