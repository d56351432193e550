"""The laying out of blocks (see :mod:`renkei.amendment.writing.blocks`)."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.instrument.model import Kind, Node


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader expects of a block: the kind of its outermost nodes, and what stood before."""

    kind: Kind
    after: str = ""
    kanji: bool = False


def lay_out(nodes: tuple[Node, ...], expected: Expected) -> list[str]:
    """The lines of a block of provisions."""
    raise NotImplementedError


def lay_out_words(text: str) -> str:
    """The line of a block that is words only."""
    raise NotImplementedError
