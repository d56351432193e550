"""Lists and runs of addresses: 第一条、第三条から第五条まで（第四条を除く。）及び附則第二項 (対象の読取り)."""

from __future__ import annotations

import re
from dataclasses import replace

from renkei.amendment.operations import Address, Part, Target
from renkei.amendment.reading.cursor import Cursor
from renkei.amendment.reading.memory import Memory
from renkei.amendment.reading.places import Place, take_place

_EXCEPT = re.compile(r"を除く。?[）)]")
_AND = re.compile(r"[、，](?:及び|並びに)?|及び|並びに|又は|若しくは")
_ALL = re.compile(r"の各?(?:規定|様式|別表|表)(?=中)|の各?規定")


def take_targets(cursor: Cursor, memory: Memory) -> tuple[Target, ...] | None:
    """Read a list of addresses and ranges: 「第三条、第五条から第七条まで及び附則第二項」."""
    place = take_place(cursor, memory, memory.last)
    if place is None:
        return None
    targets: list[Target] = []
    while True:
        memory.name(place.at)
        target = _range(cursor, memory, place)
        base = target.last or target.at
        without = _exceptions(cursor, memory, base)
        targets.append(replace(target, without=without) if without else target)
        cursor.match(_ALL)
        mark = cursor.mark()
        joined = cursor.match(_AND)
        more = take_place(cursor, memory, base, listed=True) if joined else None
        if more is None:
            cursor.back(mark)
            return tuple(targets)
        place = more


def _range(cursor: Cursor, memory: Memory, place: Place) -> Target:
    """One address, or the run that begins with it."""
    mark = cursor.mark()
    last = take_place(cursor, memory, place.at, listed=True) if cursor.take("から") else None
    if last is None:
        cursor.back(mark)
        return Target(place.at, place.part)
    if not cursor.take("まで"):
        raise cursor.fail("「から」に対する「まで」がありません")
    memory.name(last.at)
    return Target(place.at, place.part if place.part is not Part.WHOLE else last.part, last.at)


def _exceptions(cursor: Cursor, memory: Memory, base: Address) -> tuple[Address, ...]:
    """Read （第三項及び第五項を除く。） behind a place."""
    start = cursor.mark()
    if not cursor.take("（", "("):
        return ()
    found: list[Address] = []
    while place := take_place(cursor, memory, found[-1] if found else base, listed=True):
        if place.part is not Part.WHOLE:
            break
        found.append(place.at)
        if cursor.match(_EXCEPT):
            return tuple(found)
        if not cursor.match(_AND):
            break
    cursor.back(start)
    return ()


def take_others(cursor: Cursor, memory: Memory, whole: Target) -> Target | None:
    """Read 「備考以外の部分」 behind 「別表中」; None when it does not stand here."""
    start = cursor.mark()
    place = take_place(cursor, memory, whole.at, listed=True)
    if place is None or place.part is not Part.WHOLE or not cursor.take("以外の部分"):
        cursor.back(start)
        return None
    below = place.at[: len(whole.at)] == whole.at
    return replace(whole, without=(place.at if below else (*whole.at, *place.at),))
