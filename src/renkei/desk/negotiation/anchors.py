"""What a comment is about, in the text that lies on the table now (意見の対象の規定)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from renkei.amendment.align import Fate, Pair, align
from renkei.desk.agreements.reading import digest, read_file
from renkei.instrument.model import Document, Kind

#: Nodes that only hold others.
_HOLDERS = frozenset({Kind.DOCUMENT, Kind.MAIN, Kind.PREAMBLE, Kind.TABLE, Kind.TOC})


def carried(old: bytes, old_name: str, new: bytes, new_name: str) -> Mapping[str, str]:
    """Which provision of one text became which of another, by their ids; gone ones are left out."""
    return _carried(digest(old), digest(new), old, old_name, new, new_name)


@lru_cache(maxsize=32)
def _carried(
    _old: str, _new: str, old: bytes, old_name: str, new: bytes, new_name: str
) -> Mapping[str, str]:
    return ids_between(read_file(old, old_name).document, read_file(new, new_name).document)


def ids_between(old: Document, new: Document) -> dict[str, str]:
    """The same for two readings."""
    # What only holds others is no unit of the comparison: it stays where it is.
    there = {node.id: node.kind for node in new.root.walk()}
    found = {node.id: node.id for node in old.root.walk() if node.kind in _HOLDERS}
    found = {key: value for key, value in found.items() if there.get(key) in _HOLDERS}
    return found | dict(_ids(align(old, new)))


def _ids(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        if pair.fate in (Fate.ADDED, Fate.DELETED) or pair.left is None or pair.right is None:
            continue
        yield pair.left.id, pair.right.id
        yield from _ids(pair.parts)
