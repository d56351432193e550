"""Whether the journal is whole, and whether the register still says what the journal says.

Three questions. Does each chain hold (:mod:`.chain`)? Do the columns of an entry, by which pages find
and show it, say the same as its body? And does each recorded row hold the values that the last entry
about it gave it (:mod:`.state`)? Everything is read as a stream; nothing is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.desk.journal.chain import START, Break, Link, Walk
from renkei.desk.journal.models import Chain, Concerned, Entry
from renkei.desk.journal.operation import said_by

#: Entries read at a time.
PORTION = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """不一致: one place where something does not hold.

    ``chain`` and ``number`` name the entry; ``row``, ``key`` and ``field`` the row of the register.
    """

    ja: str
    en: str
    chain: str = ""
    number: int | None = None
    row: str = ""
    key: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """控え: number and digest of an entry, to be kept where the administrator cannot reach it."""

    chain: str
    number: int
    digest: str

    @classmethod
    def read(cls, chain: str, text: str) -> Checkpoint:
        """From ``NUMBER:DIGEST``. Raises ValueError for anything else."""
        number, _, digest = text.strip().partition(":")
        digest = digest.strip().lower()
        if not number.isdecimal() or not re.fullmatch("[0-9a-f]{64}", digest):
            raise ValueError(text)
        return cls(chain, int(number), digest)


@dataclass(slots=True)
class Count:
    """How much was looked at."""

    entries: int = 0
    rows: int = 0


def chains() -> list[str]:
    """Keys of all chains: those the register of chains names, and those that only entries name."""
    return sorted(
        {*Chain.objects.values_list("key", flat=True)}
        | {*Entry.objects.values_list("chain", flat=True).distinct()}
    )


def heads(key: str) -> Checkpoint:
    """The head of a chain now; number 0 where it has no entry."""
    held = Chain.objects.filter(key=key).first()
    return Checkpoint(key, held.count, held.head) if held else Checkpoint(key, 0, START)


def faults_of_chain(key: str, count: Count, *noted: Checkpoint) -> Iterator[Fault]:
    """Every place where a chain does not hold. ``noted``: what somebody kept of it."""
    # First the head, then the entries: what is entered meanwhile comes behind and is left alone.
    held = Chain.objects.filter(key=key).first()
    walk = Walk(*((note.number, note.digest) for note in noted))
    entries = Entry.objects.filter(chain=key).order_by("number")
    if held is None:
        if entries.exists():
            yield Fault(
                f"連なりの表に「{key}」がありません。",
                f"The register of chains does not know “{key}”.",
                chain=key,
            )
    else:
        entries = entries.filter(number__lte=held.count)
    sides = _Sides(key)
    for entry in entries.iterator(PORTION):
        count.entries += 1
        link = Link(entry.number, entry.body, entry.digest, entry.previous)
        yield from (_fault(key, found) for found in walk.step(link))
        yield from _faults_of_columns(entry, sides.of(entry))
    known = (held.count, held.head) if held else (None, None)
    yield from (_fault(key, found) for found in walk.end(*known))
    if held:
        yield from _beyond(key)


def _fault(key: str, found: Break) -> Fault:
    return Fault(found.ja, found.en, chain=key, number=found.number)


def _beyond(key: str) -> Iterator[Fault]:
    """Entries that the register of chains does not count. Read in this order a new one is counted."""
    last = Entry.objects.filter(chain=key).order_by("-number").first()
    counted = heads(key).number
    if last is not None and last.number > counted:
        yield Fault(
            f"連なりの表は{counted}件までですが、記録{last.number}があります。",
            f"The register of chains counts {counted} entries, but there is entry {last.number}.",
            chain=key,
            number=counted + 1,
        )


class _Sides:
    """Whom the entries of a chain concern, read beside them in the same order."""

    def __init__(self, key: str) -> None:
        rows = Concerned.objects.filter(chain=key).order_by("number", "code")
        self._rows = rows.values_list("number", "entry_id", "code").iterator(PORTION)
        self._row = next(self._rows, None)

    def of(self, entry: Entry) -> list[str]:
        """The codes that stand for an entry; one that points to another entry is marked."""
        codes = []
        while self._row is not None and self._row[0] <= entry.number:
            number, pk, code = self._row
            if number == entry.number:
                codes.append(code if pk == entry.pk else f"{code}?")
            self._row = next(self._rows, None)
        return codes


def _faults_of_columns(entry: Entry, codes: list[str]) -> Iterator[Fault]:
    try:
        body = json.loads(entry.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        yield Fault(
            f"記録{entry.number}の内容を読めません。",
            f"What entry {entry.number} says cannot be read.",
            chain=entry.chain,
            number=entry.number,
        )
        return
    shown = said_by(entry) | {"concerns": codes}
    for name, value in shown.items():
        if body.get(name) != value:
            yield Fault(
                f"記録{entry.number}の「{name}」の表示が、内容と違います。",
                f"“{name}” of entry {entry.number} is shown otherwise than the entry says.",
                chain=entry.chain,
                number=entry.number,
                field=name,
            )
