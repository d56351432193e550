"""Placeholders (差込箇所): what differs from partner to partner in a model text (標準文).

A closed set, so that a slip in one is found and not printed in an agreement. Each is written in
亀甲 brackets, which agreements do not use otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

#: Parties that a model text can speak of.
DESIGNATIONS = "甲乙丙丁戊"

#: What can be said of each party: the placeholder's ending, and what it stands for.
OF_PARTY: dict[str, tuple[str, str]] = {
    "": ("市町村名", "name of the municipality"),
    "の住所": ("所在地", "address of its office"),
    "の職名": ("長の職名", "office of its head"),
    "の氏名": ("長の氏名", "name of its head"),
}

#: What is said once for the whole text.
OF_TEXT: dict[str, tuple[str, str]] = {
    "締結日": ("締結年月日", "day of conclusion"),
    "施行日": ("施行年月日", "day of entry into force"),
    "圏域": ("圏域の名称", "name of the region"),
}

#: Every placeholder that may stand in a model text, with its meaning in Japanese and English.
PLACEHOLDERS: dict[str, tuple[str, str]] = {
    f"〔{party}{ending}〕": (f"{party}の{ja}", f"{en} ({party})")
    for party in DESIGNATIONS
    for ending, (ja, en) in OF_PARTY.items()
} | {f"〔{name}〕": meaning for name, meaning in OF_TEXT.items()}

#: Anything in 亀甲 brackets on one line.
PLACEHOLDER = re.compile(r"〔[^〔〕\n\u2028]{1,20}〕")


class Unknown(NamedTuple):
    """A placeholder that is not one of the set, and where it stands (line from 1, offset from 0)."""

    text: str
    line: int
    start: int


def used(text: str) -> tuple[str, ...]:
    """The placeholders of the set that a text uses, each once, in order."""
    return tuple(dict.fromkeys(p for p in PLACEHOLDER.findall(text) if p in PLACEHOLDERS))


def unknown(text: str) -> tuple[Unknown, ...]:
    """What looks like a placeholder and is none; a bracket that is never closed counts too."""
    return tuple(
        Unknown(found, text.count("\n", 0, start) + 1, start) for found, start in _suspects(text)
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder replaced by its value; one without a value stays as it is.

    Done in one pass, so that a value that itself looks like a placeholder is not filled again.
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[0]) or found[0], text)


def _suspects(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    while (start := text.find("〔", at)) >= 0:
        whole = PLACEHOLDER.match(text, start)
        if whole is None:
            yield text[start : start + 20].split("\n")[0], start
            at = start + 1
        else:
            if whole[0] not in PLACEHOLDERS:
                yield whole[0], start
            at = whole.end()
