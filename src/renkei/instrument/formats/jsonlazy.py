"""JSON written part by part: lists that are made while they are written, never held as a whole.

A table of 100,000 rows would otherwise stand in memory three times: as tree, as dicts, as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

#: Bytes that are handed on at once.
CHUNK = 65_536
_scalar = json.JSONEncoder(ensure_ascii=False).encode


class Lazy:
    """A list whose members are made anew each time it is gone through."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Iterable[Any]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        return iter(self._make())


def whole(value: Any) -> Any:
    """``value`` with every Lazy in it as a list: plain dicts and lists."""
    if isinstance(value, dict):
        return {name: whole(member) for name, member in value.items()}
    if isinstance(value, list | Lazy):
        return [whole(member) for member in value]
    return value


def indented(value: Any, depth: int = 0) -> Iterator[str]:
    """The very characters of ``json.dumps(whole(value), ensure_ascii=False, indent=1)``."""
    if isinstance(value, dict):
        opening, closing = "{", "}"
        members: Iterable[tuple[str, Any]] = (
            (f"{_scalar(name)}: ", member) for name, member in value.items()
        )
    elif isinstance(value, list | Lazy):
        opening, closing = "[", "]"
        members = (("", member) for member in value)
    else:
        yield _scalar(value)
        return
    lead = "\n" + " " * (depth + 1)
    before = opening + lead
    for name, member in members:
        if isinstance(member, dict | list | Lazy):
            yield before + name
            yield from indented(member, depth + 1)
        else:
            yield before + name + _scalar(member)
        before = "," + lead
    yield opening + closing if before[0] == opening else "\n" + " " * depth + closing


def chunks(parts: Iterable[str]) -> Iterator[bytes]:
    """Strings as UTF-8, gathered into runs worth writing.

    A lone surrogate is no character and has no UTF-8; written as its escape it is read back.
    """
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= CHUNK:
            yield "".join(held).encode("utf-8", "backslashreplace")
            held.clear()
            size = 0
    if held:
        yield "".join(held).encode("utf-8", "backslashreplace")
