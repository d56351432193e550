"""Which sentence comes into force when: 「ただし、第三条の改正規定は、…から施行する。」 (段階施行).

The 附則 of an amending instrument gives a day for all of it and other days for parts. The parts are
named by what they amend (「第三条の改正規定」) or by the article of the instrument (「第二条の規定」); a
part that no sentence answers to is said in ``missing``, not passed over.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.amendment.operations import (
    Add,
    Address,
    Insert,
    Instruction,
    Move,
    Operation,
    Remove,
    Replace,
    Rewrite,
    Shift,
    Strike,
    Where,
)
from renkei.amendment.reading.cursor import Cursor, Stop
from renkei.amendment.reading.memory import Memory
from renkei.amendment.reading.prose import Prose
from renkei.amendment.reading.quoting import skeleton
from renkei.amendment.reading.targets import take_targets
from renkei.instrument.model import Node
from renkei.units.date_reading import find_dates


@dataclass(frozen=True, slots=True)
class Stage:
    """One day of commencement (施行期日) and the sentences it is for.

    ``date`` None: no fixed day (公布の日, 規則で定める日, 締結の日 …); ``text`` is what is printed.
    ``instructions`` are (amendment, instruction) counted from 0, in order; ``missing`` are the parts
    named that no sentence answers to.
    """

    date: datetime.date | None
    text: str
    instructions: tuple[tuple[int, int], ...]
    missing: tuple[str, ...] = ()


_SENTENCE = re.compile(r"[^。（]*(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）[^。（]*)*。?")
_COMMENCES = re.compile(
    r"(?P<what>[^。]*?)は、?(?P<day>[^、。は]*?(?:日|とき|時)(?:（[^）]*）)?)"
    r"(?:から|に)(?:、|施行|効力を生ずる|適用|実施)"
)
_LISTED = re.compile(r"次の各号に掲げる規定は、(?:それぞれ)?当該各号に定める日から施行")
_IN_FORCE = re.compile("から施行|に施行|効力を生ずる|から実施")
_INSTRUMENT = re.compile(
    r"この(?:法律|条例|規則|規程|政令|省令|告示|要綱|協約|連携協約|協定|変更)|この改正"
)


def stages(prose: Prose) -> tuple[Stage, ...]:
    """The days of commencement that the 附則 of ``prose`` gives, the general one first.

    Every sentence is in exactly one stage, the last that names it; without any 附則 there is none.
    """
    everything = [
        (number, index)
        for number, amendment in enumerate(prose.amendments)
        for index in range(len(amendment.instructions))
    ]
    general: tuple[datetime.date | None, str] | None = None
    partial: list[tuple[datetime.date | None, str, str]] = []
    for what, day, text in _said(prose.supplement):
        if general is None and (not what or _INSTRUMENT.match(what)):
            general = (_date(day), text)
        else:
            partial.append((_date(day), text, what))
    if general is None and not partial:
        return ()
    taken: dict[tuple[int, int], int] = {}
    missing: list[list[str]] = []
    for number, (_, _, what) in enumerate(partial):
        missing.append([])
        for part in _parts(what):
            found = _answering(part, prose)
            if not found:
                missing[-1].append(part)
            for place in found:
                taken[place] = number
    rest = tuple(place for place in everything if place not in taken)
    start, said = general if general else (None, "")
    first = Stage(start, said, rest)
    others = tuple(
        Stage(
            date,
            text,
            tuple(place for place in everything if taken.get(place) == number),
            tuple(missing[number]),
        )
        for number, (date, text, _) in enumerate(partial)
    )
    return (first, *others)


def _said(supplement: tuple[Node, ...]) -> Iterator[tuple[str, str, str]]:
    """What comes into force, on which day, and the words, sentence by sentence."""
    for root in supplement:
        for node in root.walk():
            if not _IN_FORCE.search(node.text):
                continue
            for sentence in _SENTENCE.findall(node.text):
                words = re.sub(r"^[ 　]*(?:[0-9０-９]+[ 　]+)?(?:ただし、)?", "", sentence)
                if _LISTED.search(words):
                    yield from _listed(node)
                elif _IN_FORCE.search(words):
                    for found in _COMMENCES.finditer(words):
                        yield found["what"].strip("、"), found["day"], sentence


def _listed(node: Node) -> Iterator[tuple[str, str, str]]:
    """「一　第三条の規定　令和三年四月一日」 below 「次の各号に掲げる規定は…」."""
    for item in node.children:
        what, gap, day = item.text.rpartition("　")
        if gap:
            yield what, day, item.text


def _date(day: str) -> datetime.date | None:
    if re.search("日から(?:起算|[^ ]*経過)|の翌日|属する", day):
        return None
    found = find_dates(day)
    return found[0].date if len(found) == 1 else None


def _parts(what: str) -> list[str]:
    """「第三条の改正規定、第五条中…の改正規定及び附則第二項の規定」 part by part."""
    what = re.sub(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）", "", what)
    parts = re.split(r"(?<=規定)(?:、|及び|並びに)", what)
    return [part.strip("　 、") for part in parts if part.strip("　 、")]


def _answering(part: str, prose: Prose) -> list[tuple[int, int]]:
    """The sentences a part of the instrument stands for."""
    within: list[int] = list(range(len(prose.amendments)))
    if found := re.match(
        r"(第[^第、。]+?条(?:の[〇一二三四五六七八九十0-9０-９]+)*)(?:中|のうち、?)", part
    ):
        clause = [n for n in within if prose.clauses[n] == found[1]]
        if clause:
            within, part = clause, part[found.end() :]
    if not part.endswith("改正規定"):
        named = part.removesuffix("の規定")
        clause = [n for n in within if prose.clauses[n] and prose.clauses[n] == named]
        return [(n, i) for n in clause for i in range(len(prose.amendments[n].instructions))]
    words = part.removesuffix("の改正規定")
    for number in within:
        words = words.removeprefix(prose.amendments[number].title)
    # 「第二条に一項を加える改正規定」, 「第三条中「A」を改める改正規定」: what is amended comes first.
    addresses = _addresses(words)
    beside = re.search(r"の次に|の前に", words) is not None
    # 「第三条の改正規定」 is that of the article itself, not the one that adds another behind it,
    # unless there is no other.
    for kind in (beside, not beside):
        about = [
            (number, index)
            for number in within
            for index, instruction in enumerate(prose.amendments[number].instructions)
            if any(_about(instruction, address, beside=kind) for address in addresses)
        ]
        if about:
            return about
    return []


def _addresses(words: str) -> list[Address]:
    divided = skeleton(words)
    if divided is None:
        return []
    cursor = Cursor(divided)
    try:
        targets = take_targets(cursor, Memory())
    except Stop:
        return []
    if targets is None:
        return []
    if not cursor.done and not re.match(r"中|の次|の前|に|を|から", cursor.text[cursor.position :]):
        return []
    return [address for target in targets for address in (target.at, target.last) if address]


def _about(instruction: Instruction, address: Address, *, beside: bool) -> bool:
    """Whether a sentence amends this provision or something below it, or adds right beside it."""
    return any(
        at[: len(address)] == address
        for operation in instruction.operations
        if _adds_beside(operation, address) is beside
        for at in _at(operation)
    )


def _adds_beside(operation: Operation, address: Address) -> bool:
    return (
        isinstance(operation, Add)
        and operation.where in (Where.AFTER, Where.BEFORE)
        and operation.at.at == address
    )


def _at(operation: Operation) -> tuple[Address, ...]:
    """The addresses an operation is about."""
    if isinstance(operation, Replace | Insert | Strike | Rewrite | Remove):
        return tuple(target.at for target in operation.targets)
    if isinstance(operation, Move | Add):
        return (operation.at.at,)
    return (operation.first,) if isinstance(operation, Shift) else ()
