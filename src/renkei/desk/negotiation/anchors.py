"""What a comment is about, in the text that lies on the table now (意見の対象の規定)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from renkei.amendment.deriving import correspond
from renkei.desk.agreements.reading import digest, read_file
from renkei.instrument.model import Document


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
    between = correspond(old, new)
    found = {node.id: between.after_id(node.id) for node in old.root.walk()}
    return {key: value for key, value in found.items() if value is not None}
