"""The label a provision has after it moved: in the manner it had before (番号の書き方)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renkei.amendment.deriving.live import Live
from renkei.instrument.model import Kind, Node, Number

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI = "〇一二三四五六七八九"
_NUMERAL = re.compile(r"[0-9０-９]+|[〇一二三四五六七八九十百千]+")
_FIRST = Number((1,))
_SERIES = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
)


def can_move(node: Live, goal: Node) -> bool:
    """Whether 「…を…とする」 gives exactly the label wanted."""
    if goal.number is None or node.number is None or goal.number.upto or node.number.upto:
        return False
    if not node.label and node.kind is Kind.PARAGRAPH:  # the first has none; the others tell how
        if goal.number.parts == (1,):
            return not goal.label
        shown = [other.label for other in node.like() if other.label]
        return bool(shown) and relabelled(shown[0], goal.number) == goal.label
    if node.kind is Kind.PARAGRAPH and goal.number == _FIRST:
        first = next((other for other in node.like() if other.number == _FIRST), None)
        if first is not None and not first.label:
            return not goal.label
    if not goal.label and node.kind is Kind.PARAGRAPH:
        return goal.number.parts == (1,) and node.like()[0].label == ""
    return relabelled(node.label, goal.number) == goal.label or _in_series(
        node.label, goal.label, goal.number
    )


def numbered_first(node: Live, goal: Node) -> bool:
    """Whether it shows, as the text stands, that a paragraph moved to the first place is numbered."""
    if node.kind is not Kind.PARAGRAPH or goal.number != _FIRST or not goal.label:
        return True
    first = next((other for other in node.like() if other.number == _FIRST), None)
    if first is not None:
        return bool(first.label)
    root, above = node.up(Kind.DOCUMENT), node.parent
    return root is not None and any(
        other.kind is Kind.PARAGRAPH and other.number == _FIRST and other.label != ""
        for each in root.walk()
        if above is not None and each.kind is above.kind
        for other in each.children
    )


def becomes_first(node: Live, goal: Node, beside: Sequence[Node]) -> bool:
    """「附則を附則第一項とし」: the only paragraph, unnumbered so far, where further ones come."""
    if node.parent is None or node.parent.kind is not Kind.SUPPLEMENT or node.label:
        return False
    shown = [other.label for other in beside if other.kind is node.kind and other is not goal]
    alone = len(node.like()) == 1 and goal.number == _FIRST == node.number
    return alone and bool(shown) and relabelled(shown[0], _FIRST) == goal.label


def relabelled(label: str, number: Number) -> str | None:
    """A label with another number, its numerals, width and brackets as they were."""
    found = _NUMERAL.search(label)
    if found is None:
        return None
    first = found[0]
    rest = label[found.end() :]
    branch = re.match(
        r"([^の]*)((?:の[0-9０-９〇一二三四五六七八九十百千]+)*)(.*)$", rest, re.DOTALL
    )
    if branch is None or "から" in rest or "及び" in rest:
        return None
    parts = [_written(part, first) for part in number.parts]
    tail = "".join(f"の{part}" for part in parts[1:])
    return f"{label[: found.start()]}{parts[0]}{branch[1]}{tail}{branch[3]}"


def _in_series(label: str, goal: str, number: Number) -> bool:
    """Whether イ became ウ, in the same series and the same brackets."""
    if len(label) != len(goal) or len(number.parts) != 1:
        return False
    differing = [(old, new) for old, new in zip(label, goal, strict=True) if old != new]
    if len(differing) != 1:
        return False
    old, new = differing[0]
    return any(
        old in series and new in series and series.index(new) + 1 == number.parts[0]
        for series in _SERIES
    )


def _written(value: int, manner: str) -> str:
    if manner[0] in "0123456789":
        return str(value)
    if manner[0] in "０１２３４５６７８９":
        return str(value).translate(_FULL)
    return _kanji(value)


def _kanji(value: int) -> str:
    """第二十一条: with 十, 百, 千; a one before them is not written."""
    if value == 0:
        return "〇"
    found = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            found += (_KANJI[digit] if digit > 1 or unit == 1 else "") + name
    return found
