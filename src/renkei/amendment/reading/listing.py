"""One change in many texts: 「次に掲げる法律の規定中「懲役」を「拘禁刑」に改める。」 and its list (一括改正)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from renkei.amendment.operations import Insert, Instruction, Operation, Replace, Strike, Target
from renkei.amendment.reading.clauses import read_sentence
from renkei.amendment.reading.cursor import DIGITS, Cursor, Stop
from renkei.amendment.reading.labels import ENUMERATOR
from renkei.amendment.reading.lines import Opening
from renkei.amendment.reading.memory import Memory
from renkei.amendment.reading.quoting import Skeleton
from renkei.amendment.reading.targets import take_targets

_HEAD = re.compile(
    rf"(?P<clause>(?:附則)?第[{DIGITS}]+条(?:の[{DIGITS}]+)*)[ 　]*次に掲げる"
    r"(?:法律|政令|省令|条例|規則|規程)の規定中(?P<change>「.*(?:改める|加える|削る)。)"
)
_ITEM = re.compile(
    r"(?P<title>[^（「」]+)（(?P<number>[^（）]*第[^（）]*号[^（）]*)）(?P<places>.+)"
)


class Listing(NamedTuple):
    """The change that holds for every text of the list."""

    clause: str
    operations: tuple[Operation, ...]


def take_head(body: str) -> Listing | None:
    """The sentence over the list; None for any other line, or when its words are not understood."""
    found = _HEAD.fullmatch(body)
    if found is None:
        return None
    try:
        sentences = read_sentence(found["change"])
    except Stop:
        return None
    if len(sentences) != 1 or sentences[0].promise is not None:
        return None
    operations = sentences[0].operations
    if not all(isinstance(one, Replace | Insert | Strike) for one in operations):
        return None
    return Listing(found["clause"], operations)


def is_item(body: str) -> bool:
    """Whether a line is an entry of the list: a label, then the name of a text."""
    label, gap, _ = body.partition("　")
    return bool(gap) and ENUMERATOR.fullmatch(label) is not None


def take_item(listing: Listing, body: str) -> tuple[Opening, Instruction]:
    """One text of the list and what is changed in it. Raises :class:`Stop` when it is not read."""
    _, _, said = body.partition("　")
    found = _ITEM.fullmatch(said.rstrip("。"))
    if found is None:
        raise Stop("題名と法令番号が読めません")
    cursor = Cursor(Skeleton(found["places"], ()))
    targets = take_targets(cursor, Memory())
    if targets is None or not cursor.done:
        raise cursor.fail("位置を示す語が読めません")
    opened = Opening(listing.clause, found["title"], found["number"], False, "改正")
    return opened, Instruction(tuple(_aimed(one, targets) for one in listing.operations))


def _aimed(operation: Operation, targets: tuple[Target, ...]) -> Operation:
    assert isinstance(operation, Replace | Insert | Strike)
    return replace(operation, targets=targets)
