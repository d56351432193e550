"""Lines of a 目次 that become several, or one out of several (目次の行の改め)."""

from __future__ import annotations

import re

from renkei.amendment.applying.labels import number_of
from renkei.amendment.applying.live import Live
from renkei.instrument.model import Kind

#: Line ends inside quoted words.
BREAK = re.compile("[\n\u2028]")
_UNIT = re.compile(r"第[0-9０-９〇一二三四五六七八九十百]+([編章節款目])")
_RANK = "編章節款目"


def lines_of(text: str) -> list[str]:
    """The lines of quoted words, without what only indents them."""
    return [line.strip(" \u3000\t") for line in BREAK.split(text)]


def put_entry(node: Live, line: str) -> None:
    """Set a line of a 目次 from its words as printed: 「第三章　罰則（第五条―第七条）」."""
    note = re.fullmatch(r"(.*)[（(]([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]", line)
    line, node.note = (note[1], note[2]) if note else (line, "")
    if _UNIT.match(line):
        node.label, _, node.caption = line.replace(" ", "\u3000").partition("\u3000")
        node.number = number_of(node.label)
    else:  # 附則, 別表: a label; a heading without number: a caption
        named = bool(node.label) if node.label or node.caption else line[:1] in "附別前"
        node.label, node.caption = (line, "") if named else ("", line)
        node.number = None


def spread(node: Live, lines: list[str]) -> None:
    """Give a line of a 目次 new words; with further lines, those become lines of their own behind it."""
    put_entry(node, lines[0])
    last = node
    for line in filter(None, lines[1:]):
        new = Live("", Kind.TOC_ENTRY)
        put_entry(new, line)
        last = _hang_behind(last, new)


def _hang_behind(last: Live, new: Live) -> Live:
    """A 節 goes under the 章 before it where the list is built so, a 章 behind the one before."""
    nested = last.parent is not None and last.parent.kind is Kind.TOC_ENTRY
    if _rank(new) > _rank(last) and (nested or last.children):
        last.insert(len(last.children), [new])
        return new
    at = last
    while at.parent is not None and at.parent.kind is Kind.TOC_ENTRY and _rank(at) > _rank(new):
        at = at.parent
    parent = at.parent
    assert parent is not None
    parent.insert(at.index + 1, [new])
    return new


def _rank(node: Live) -> int:
    found = _UNIT.match(node.label)
    return _RANK.index(found[1]) if found else -1
