"""What every source adapter hands to the reading core: one text, and what its format knew besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renkei.instrument.model import Finding, Origin


@dataclass(frozen=True, slots=True)
class RowHint:
    """What a format says of one table row that a line of text cannot.

    ``merged``: columns whose cell goes on from the row above (縦の結合). ``header``: the row is marked
    as a heading row. ``joined``: the adapter already joined this row over a page break, and why.
    """

    merged: tuple[int, ...] = ()
    header: bool = False
    joined: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Linear:
    """A file as text: a paragraph or table row a line, cells parted by tabs, U+2028 inside a cell.

    ``row_hints`` is keyed by the offset at which the row's line begins in ``text``.
    """

    text: str
    origin: Origin
    row_hints: Mapping[int, RowHint] = field(default_factory=dict)
    diagnostics: tuple[Finding, ...] = ()
