"""Members of a JSON object, given out only as the type they must have, with their path in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TypeVar

from renkei.instrument.formats.jsonshape import refusal
from renkei.instrument.model import Refusal

T = TypeVar("T")

_WORDS = {
    str: ("文字列", "a string"),
    int: ("整数", "an integer"),
    list: ("配列", "an array"),
    dict: ("オブジェクト", "an object"),
}


class Member:
    """An object of the JSON that knows its path, and gives its members only as the right type."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise wrong(path, dict, value)
        self.value = value
        self.path = path

    def at(self, name: str) -> str:
        """The path of a member, for messages."""
        return f"{self.path}.{name}" if self.path else name

    def get(self, name: str, wanted: type[T], default: T | None = None) -> T:
        """A member of a type; ``default`` stands in when it is missing, if there is one."""
        if name not in self.value:
            if default is not None:
                return default
            raise refusal(
                "json-member",
                f"{self.at(name)} がありません。",
                f"{self.at(name)} is missing.",
            )
        found = self.value[name]
        if not isinstance(found, wanted) or (isinstance(found, bool) and wanted is int):
            raise wrong(self.at(name), wanted, found)
        return found

    def string(self, name: str) -> str:
        """A string."""
        return self.get(name, str)

    def integer(self, name: str) -> int:
        """An integer."""
        return self.get(name, int)

    def object(self, name: str) -> Member:
        """An object."""
        return Member(self.get(name, dict), self.at(name))

    def optional(self, name: str, wanted: type[T]) -> T | None:
        """A member that may be null, but not missing."""
        if name in self.value and self.value[name] is None:
            return None
        return self.get(name, wanted)

    def each(self, name: str, make: Callable[[Member], T]) -> tuple[T, ...]:
        """A list of objects, each made into something."""
        items = self.get(name, list)
        return tuple(make(Member(item, f"{self.at(name)}[{i}]")) for i, item in enumerate(items))

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        for i, item in enumerate(items := self.get(name, list)):
            if not isinstance(item, str):
                raise wrong(f"{self.at(name)}[{i}]", str, item)
        return tuple(items)

    def date(self, name: str) -> datetime.date | None:
        """A date written ``2019-04-01``, or null."""
        text = self.optional(name, str)
        if text is None:
            return None
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError(text)
            return datetime.date.fromisoformat(text)
        except ValueError as error:
            raise refusal(
                "json-member",
                f"{self.at(name)} は日付ではありません: {text[:40]}",
                f"{self.at(name)} is not a date: {text[:40]}",
            ) from error


def wrong(path: str, wanted: type, found: object) -> Refusal:
    """The refusal of a member of the wrong type."""
    word_ja, word_en = _WORDS[wanted]
    shown = repr(found)[:40]
    place = path or "JSON"
    return refusal(
        "json-member",
        f"{place} は{word_ja}でなければなりません: {shown}",
        f"{place} must be {word_en}: {shown}",
    )


def wrong_shape(path: str, wanted: str, found: object) -> Refusal:
    """The refusal of a member that does not look as it should."""
    shown = repr(found)[:40]
    return refusal(
        "json-member",
        f"{path} は {wanted} の形でなければなりません: {shown}",
        f"{path} must look like {wanted}: {shown}",
    )
