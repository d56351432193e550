"""One change of words: what it covers, how it is said, two that touch as one (字句の改正の一つ)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from renkei.amendment.tokens import tokens

_LIGHT = frozenset("をはがのにへとでもやな、。，・（）「」『』()〔〕 　\u2028")
#: Words that join others, and mean nothing alone.
JOINING = ("及び", "又は", "並びに", "若しくは", "から", "まで", "より", "して", "する", "その他")


@dataclass(slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a field become ``new``. ``anchor``: words are put behind."""

    field: int
    start: int
    end: int
    new: str
    anchor: bool = False


def unpaired(text: str) -> tuple[int, int]:
    """How many 」 close nothing in a text, and how many 「 are not closed."""
    closing = opened = 0
    for char in text:
        if char == "「":
            opened += 1
        elif char == "」" and opened:
            opened -= 1
        elif char == "」":
            closing += 1
    return closing, opened


def slip_of(before: str, after: str) -> tuple[int, int] | None:
    """A character set twice (災害時にに) that is to stand once: where the run begins and ends."""
    if len(before) != len(after) + 1:
        return None
    at = next((i for i, char in enumerate(after) if before[i] != char), len(after))
    if at == 0 or before[at + 1 :] != after[at:] or before[at - 1] != before[at]:
        return None
    first = at
    while first > 0 and before[first - 1] == before[at]:
        first -= 1
    return (first, at) if first > 0 else None


def result(edit: Edit, text: str) -> str:
    """What stands there afterwards."""
    return text[edit.start : edit.end] + edit.new if edit.anchor else edit.new


def before_nado(edit: Edit, text: str) -> None:
    """「情報共有等」を「情報共有、研修等」に is 「情報共有」の次に「、研修」 (in place)."""
    start, end, new = core(edit, text)
    if (
        start == end
        and start - edit.start > 1
        and text[end : edit.end] == "等"
        and new[0] in "、，"
    ):
        edit.end, edit.new, edit.anchor = start, new, True


def joined(first: Edit, second: Edit, text: str) -> Edit:
    """Two edits that touch or overlap as one; what both cover is kept once.

    What an edit really changes lies between what it only quotes, so the shared characters are taken
    from the one that only quotes them.
    """
    start, end = first.start, max(first.end, second.end)
    head, tail = sorted((core(first, text), core(second, text)))  # one may lie inside the other
    parts = [text[start : head[0]], head[2], text[head[1] : tail[0]], tail[2], text[tail[1] : end]]
    return Edit(first.field, start, end, "".join(parts))


def core(edit: Edit, text: str) -> tuple[int, int, str]:
    """The span that really changes, without the words quoted around it."""
    if edit.anchor:
        return edit.end, edit.end, edit.new
    old, new = text[edit.start : edit.end], edit.new
    front = 0
    while front < min(len(old), len(new)) and old[front] == new[front]:
        front += 1
    back = 0
    while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
        back += 1
    return edit.start + front, edit.end - back, new[front : len(new) - back]


def bounds_of(text: str) -> list[int]:
    """Where words begin and end, 0 and the end of the text included."""
    return [0, *accumulate(len(token.text) for token in tokens(text))]


def weighs(word: str) -> bool:
    """Whether a word means something by itself: no particle, no mark."""
    if not word or all(char in _LIGHT for char in word) or word in JOINING:
        return False
    return any(not ("ぁ" <= char <= "ゖ") and char not in _LIGHT for char in word) or len(word) > 2
