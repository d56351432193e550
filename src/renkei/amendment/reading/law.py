"""Amendments of amending laws: 「第三条のうち、法人税法第二条の改正規定中…」 (改正規定の改正)."""

from __future__ import annotations

import re

from renkei.amendment.operations import Address, Level, Step
from renkei.amendment.reading.cursor import DIGITS, Cursor, as_number
from renkei.amendment.reading.memory import Memory, has
from renkei.amendment.reading.quoting import QUOTE

_OUTER = re.compile(
    rf"(?P<a>附則)?第(?P<n>[{DIGITS}]+)条(?P<b>(?:の[{DIGITS}]+)*)(?:中|のうち)[、，]?"
    rf"(?=[^。{QUOTE}]{{1,200}}?(?:の|る)改正規定)"
)
_RULE = re.compile(
    rf"(?P<l>[^。{QUOTE}、，]{{1,200}}?(?:[、，][^。{QUOTE}、，]{{1,80}}?)*?)(?:の|(?<=る))改正規定(?P<m>（[^（）]*）)?"
)
_SAME = re.compile(rf"同条(?:中|のうち)[、，]?(?=[^。{QUOTE}]{{1,200}}?(?:の|る)改正規定)")
_PLAIN = re.compile(r"[りめえし][、，]")


def take_law(cursor: Cursor, memory: Memory) -> Address | None:
    """Read the address of a provision of an amending text; None when none stands here."""
    start = cursor.mark()
    base: Address = ()
    if found := cursor.looking(_OUTER):
        cursor.take("附則")
        cursor.take("第")
        parts = cursor.number()
        cursor.take("条")
        branches = cursor.branches()
        base = (Step(Level.ARTICLE, as_number((*(parts or ()), *branches))),)
        if found["a"]:
            base = (Step(Level.SUPPLEMENT), *base)
        cursor.position = found.end()
    elif found := cursor.match(_SAME):
        base = memory.same("条") or ()
        if not base:
            cursor.back(start)
            return None
    elif cursor.take("全文のうち"):
        base = ()
    elif has(memory.last, Level.LAW):
        base = memory.last[:-1]
    found = cursor.looking(_RULE)
    if found is None or _PLAIN.search(found["l"]):
        cursor.back(start)
        return None
    cursor.position = found.end()
    return (*base, Step(Level.LAW, None, found["l"] + (found["m"] or "")))
