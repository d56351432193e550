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


def breaks(
    links: Iterable[Link], count: int | None = None, head: str | None = None
) -> Iterator[Break]:
    """Every place where a chain does not hold, in order; nothing for a whole chain.

    ``count`` and ``head``: how long it is known to be and how it is known to end, from the register
    or from a note somebody kept elsewhere.
    """
    expected, previous = 1, START
    digests: dict[int, str] = {}
    for link in links:
        if link.number != expected:
            missing = (
                f"{expected}" if link.number == expected + 1 else f"{expected}〜{link.number - 1}"
            )
            yield Break(
                expected,
                f"記録{missing}がありません（次は記録{link.number}です）。",
                f"Entry {missing} is missing; the next one is {link.number}.",
            )
        elif link.previous != previous:
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
        expected, previous = link.number + 1, link.digest
        digests[link.number] = link.digest
    if count is not None and expected - 1 < count:
        yield Break(
            expected,
            f"記録{expected}から{count}までがありません。",
            f"Entries {expected} to {count} are missing.",
        )
    noted = count is not None and head is not None and (count in digests or count == 0)
    if noted and digests.get(count or 0, START) != head:
        yield Break(
            count or 0,
            f"記録{count}の照合値が、控えの値と違います。",
            f"The digest of entry {count} is not the one that was noted.",
        )
