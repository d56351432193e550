"""The chain of the journal: what an entry says, its digest, and whether the chain is whole. Pure.

An entry is a JSON object in canonical form (RFC 8785). Its digest is the SHA-256 of that form, and
it names the digest of the entry before it. Whoever changes, takes out or puts in an entry changes
every digest after it; whoever keeps an old head (number and digest) can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rfc8785

#: What the first entry of a chain names as the one before it.
START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is stored: its number, the canonical JSON, its digest."""

    number: int
    body: str
    digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold; ``number`` is the entry it shows at."""

    number: int
    ja: str
    en: str


def canonical(body: dict[str, object]) -> str:
    """The one way to write this JSON (RFC 8785)."""
    return rfc8785.dumps(body).decode("utf-8")  # type: ignore[arg-type]  # its types are narrower


def digest_of(body: str) -> str:
    """SHA-256 of an entry in canonical form, as lower-case hexadecimal digits."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


class Walk:
    """Goes along a chain, entry by entry, and says where it does not hold. Holds one digest only.

    ``noted``: number and digest that somebody kept; it is compared when the walk comes by.
    """

    def __init__(self, *noted: tuple[int, str]) -> None:
        self.count = 0
        self.head = START
        self._noted = dict(noted)

    def step(self, link: Link) -> Iterator[Break]:
        """The next entry of the chain as it is stored."""
        expected = self.count + 1
        if link.number != expected:
            yield _missing(expected, link.number)
        elif link.previous != self.head:
            yield Break(
                link.number,
                f"記録{link.number}は、直前の記録とつながっていません。",
                f"Entry {link.number} does not follow from the one before it.",
            )
        if digest_of(link.body) != link.digest:
            yield Break(
                link.number,
                f"記録{link.number}の内容が、記録された時のものではありません。",
                f"What entry {link.number} says is not what was recorded.",
            )
        self.count, self.head = link.number, link.digest
        noted = self._noted.pop(link.number, link.digest)
        if noted != link.digest:
            yield _other_head(link.number)

    def end(self, count: int | None = None, head: str | None = None) -> Iterator[Break]:
        """The chain is over; ``count`` and ``head`` say how it is known to end."""
        longest = max([count or 0, *self._noted])
        if self.count < longest:
            yield Break(
                self.count + 1,
                f"記録{self.count + 1}から{longest}までがありません。",
                f"Entries {self.count + 1} to {longest} are missing.",
            )
        elif count is not None and head is not None and (self.count, self.head) != (count, head):
            yield _other_head(count)
        if self._noted.get(0, START) != START:
            yield _other_head(0)


def breaks(
    links: Iterable[Link], count: int | None = None, head: str | None = None
) -> Iterator[Break]:
    """Every place where a chain does not hold, in order; nothing for a whole chain.

    ``count`` and ``head``: how long it is known to be and how it is known to end, from the register
    or from a note somebody kept elsewhere (then it may have become longer since).
    """
    walk = Walk(*([] if count is None or head is None else [(count, head)]))
    for link in links:
        yield from walk.step(link)
    yield from walk.end(count if count is not None and walk.count < count else None)


def _missing(expected: int, found: int) -> Break:
    gap = f"{expected}" if found == expected + 1 else f"{expected}〜{found - 1}"
    if found < expected:
        return Break(
            found, f"記録{found}が重なっています。", f"There is more than one entry {found}."
        )
    return Break(
        expected,
        f"記録{gap}がありません（次は記録{found}です）。",
        f"Entry {gap} is missing; the next one is {found}.",
    )


def _other_head(number: int) -> Break:
    return Break(
        number,
        f"記録{number}の照合値が、控えの値と違います。",
        f"The digest of entry {number} is not the one that was noted.",
    )
