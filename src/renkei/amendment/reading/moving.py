"""Moves: 第三条を第五条とし, 第七条から第十一条までを一条ずつ繰り下げ (移動)."""

from __future__ import annotations

import re
from dataclasses import replace

from renkei.amendment.operations import (
    Add,
    Address,
    Level,
    Move,
    Operation,
    Part,
    Shift,
    Step,
    Target,
    Where,
)
from renkei.amendment.reading.cursor import DIGITS, Cursor
from renkei.amendment.reading.memory import Memory
from renkei.amendment.reading.places import Place, take_place
from renkei.instrument.model import Number
from renkei.units.numerals import AIUEO, IROHA, parse_numeral

_SHIFT = re.compile(
    rf"を?(?P<n>[{DIGITS}]+)(?:[編章節款目条項号部表]|様式|別表)ずつ(?P<w>繰り?[上下]げ)"
)
_FOLLOWING = re.compile(
    rf"以下(?:順次)?、?(?P<n>[{DIGITS}]+)[編章節款目条項号部]ずつ(?P<w>繰り?上げ|繰り?下げ)"
)
_REST = re.compile(r"以下(?=を)")


def take_rest(cursor: Cursor, operations: list[Operation]) -> list[Operation]:
    """Read 「以下一条ずつ繰り上げ」 behind a move: all that stand behind what was moved."""
    found = cursor.looking(_FOLLOWING)
    last = operations[-1] if operations else None
    if found is None or not isinstance(last, Move) or not last.at.at:
        return []
    step = last.at.at[-1]
    by = parse_numeral(found["n"])
    if step.number is None or by is None:
        return []
    cursor.position = found.end()
    *head, tail = step.number.parts
    first = (*last.at.at[:-1], Step(step.level, Number((*head, tail + 1))))
    return [Shift(first, (), -by if "上" in found["w"] else by)]


def take_shift(cursor: Cursor, targets: tuple[Target, ...]) -> list[Operation]:
    """Read 「を一条ずつ繰り下げ」; empty when it does not stand here."""
    start = cursor.mark()
    rest = bool(cursor.match(_REST))
    found = cursor.looking(_SHIFT)
    if found is None or not found[0].startswith("を"):
        cursor.back(start)
        return []
    if any(target.part is not Part.WHOLE for target in targets):
        return []
    cursor.position = found.end()
    by = parse_numeral(found["n"]) or 0
    if "上" in found["w"]:
        by = -by
    if rest:
        return [Shift(targets[-1].at, (), by)]
    return [Shift(target.at, target.last or target.at, by) for target in targets]


def take_moves(cursor: Cursor, memory: Memory, targets: tuple[Target, ...]) -> list[Operation]:
    """Read 「第五条とし」 behind 「第三条を」; lists and ranges of one length on both sides too."""
    start = cursor.mark()
    places: list[tuple[Place, Place | None]] = []
    base = targets[0].at
    while True:
        place = take_place(cursor, memory, base, listed=True)
        if place is None:
            cursor.back(start)
            raise cursor.fail("「を」の後が読めません")
        last = None
        if cursor.take("から"):
            last = take_place(cursor, memory, place.at, listed=True)
            if last is None or not cursor.take("まで"):
                raise cursor.fail("「から」に対する「まで」がありません")
        places.append((place, last))
        base = (last or place).at
        if not cursor.match(re.compile(r"[、，]|及び|並びに")):
            break
    cursor.take("にそれぞれ")
    if not cursor.match(re.compile(r"と(?=[しす])|に改め|に繰り?[上下]げ|に変更(?=[しす])")):
        raise cursor.fail("「とする」がありません")
    if len(places) != len(targets):
        raise cursor.fail("移す前と後の数が違います")
    moved: list[Operation] = []
    for target, (place, last) in zip(targets, places, strict=True):
        if bool(target.last) != (last is not None):
            raise cursor.fail("移す前と後の範囲が違います")
        if last is not None:
            moved += _run(cursor, target, place, last)
        elif place.part is not target.part:
            raise cursor.fail("移す前と後の部分が違います")
        else:
            moved.append(Move(target, place.at))
        memory.move(target.at, place.at)
    return moved


def _run(cursor: Cursor, target: Target, place: Place, last: Place) -> list[Operation]:
    """「第三項から第五項までを第四項から第六項まで」 as a shift; lettered items one by one."""
    if target.at[:-1] != place.at[:-1]:
        raise cursor.fail("移す前と後の段が違います")
    steps = [address[-1] for address in (target.at, target.last, place.at, last.at)]
    if all(step.level is Level.SUBITEM for step in steps):
        before, after = _letters(*steps[:2]), _letters(*steps[2:])
        for series in before.keys() & after.keys():
            if len(before[series]) == len(after[series]) > 1:
                return [
                    Move(Target((*target.at[:-1], old)), (*target.at[:-1], new))
                    for old, new in zip(before[series], after[series], strict=True)
                ]
        raise cursor.fail("移す前と後の数が違います")
    numbers = [step.number.parts for step in steps if step.number is not None]
    if len(numbers) < 4 or any(len(parts) != 1 for parts in numbers):
        raise cursor.fail("枝番号のある範囲の移動です")
    (first,), (end,), (to_first,), (to_end,) = numbers
    if end - first != to_end - to_first:
        raise cursor.fail("移す前と後の数が違います")
    return [Shift(target.at, target.last, to_first - first)]


def _letters(first: Step, last: Step) -> dict[str, list[Step]]:
    """The items from ニ to ヘ, in each series that has both."""
    found: dict[str, list[Step]] = {}
    for series, letters in (("iroha", IROHA), ("aiueo", AIUEO)):
        begin, end = letters.find(first.name), letters.find(last.name)
        if len(first.name) == len(last.name) == 1 and 0 <= begin < end:
            found[series] = [Step(Level.SUBITEM, None, name) for name in letters[begin : end + 1]]
    return found


def renumber(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Where 「第三項及び第四項として」 says a number: the provision that stands before it then.

    Such an :class:`Add` was read as BEFORE that number; it is made AFTER the provision that has the
    number below it once the sentence is done, by the number it has when the sentence begins.
    """
    return tuple(
        _settle(operation, operations) if _open(operation) else operation
        for operation in operations
    )


def _open(operation: Operation) -> bool:
    return (
        isinstance(operation, Add)
        and operation.where is Where.BEFORE
        and operation.at.part is Part.EACH
    )


def _settle(operation: Operation, operations: tuple[Operation, ...]) -> Operation:
    assert isinstance(operation, Add)
    step = operation.at.at[-1]
    assert step.number is not None
    *head, tail = step.number.parts
    if tail == 1:
        return replace(operation, where=Where.HEAD, at=Target(operation.at.at[:-1]))
    before = (*head, tail - 1) if head == [] or tail > 2 else tuple(head)
    wanted = (*operation.at.at[:-1], Step(step.level, Number(before), step.name and ""))
    return replace(operation, where=Where.AFTER, at=Target(_old_number(wanted, operations)))


def _old_number(address: Address, operations: tuple[Operation, ...]) -> Address:
    for operation in operations:
        if isinstance(operation, Move) and operation.to == address:
            return operation.at.at
        if isinstance(operation, Shift) and operation.first[:-1] == address[:-1]:
            first, number = operation.first[-1].number, address[-1].number
            last = operation.last[-1].number if operation.last else None
            if first and number and len(number.parts) == 1:
                old = number.parts[0] - operation.by
                if first.parts[0] <= old and (last is None or old <= last.parts[0]):
                    return (*address[:-1], Step(address[-1].level, Number((old,))))
    return address
