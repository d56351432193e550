"""The page under the hand: what is written on it, whose it is, and where characters went (紙面)."""

from __future__ import annotations

from collections.abc import Mapping

from renkei.instrument.composition import standard
from renkei.instrument.composition.fields import Anchors, Run
from renkei.instrument.composition.old import Old, Sort, line_kinds, sort_of
from renkei.instrument.model import Node, Piece, Role

_LINE_IN_CELL = "\u2028"
#: Behind words that do not end their line, or end it bare.
NO_TAIL = Run(Role.LAYOUT, "")


class Page:
    """Takes characters one after the other. ``plain``: line ends by the standard, not as before."""

    def __init__(self, old: Old, root: Node, *, plain: bool) -> None:
        self.old = old
        self.plain = plain
        self.kinds = line_kinds(root)
        self.parts: list[str] = []
        self.length = 0
        self._pieces: dict[str, list[Piece]] = {}
        self._anchors: dict[str, Anchors] = {}
        self._last = root.id  # who said the last words
        self._sort: Sort | None = None  # of the line being written
        self._tail = NO_TAIL
        self._cell: int | None = None  # where the cell being set begins

    def _line(self, owner: str, role: Role, head: str, index: int) -> None:
        """Begin a line that starts with this role of ``owner``."""
        if self._cell is not None:
            if self.length > self._cell:
                self._put(owner, Role.LAYOUT, _LINE_IN_CELL)
            self._tail = NO_TAIL
            return
        sort = sort_of(self.kinds[owner], role)
        if self._sort is not None:
            self._write(self._last, self._tail)
            if self.plain:
                core = standard.core(self._sort, sort, self._last == owner)
            else:
                core = self.old.core(self._last, owner, self._sort, sort)
            self._put(self._last, Role.LAYOUT, core)
        self._tail = NO_TAIL
        self._sort = sort
        start = self.old.chunks[index].start - len(head) if index >= 0 else -1
        if index >= 0 and self.old.chunks[index].owner == owner:
            self._write(owner, Run(Role.LAYOUT, head, start, start + len(head), False))
        else:
            self._put(owner, Role.LAYOUT, head)

    def _end_of(self, index: int) -> Run:
        """What stands behind a chunk that ends its line."""
        text, start = self.old.tail(index), self.old.chunks[index].end
        return Run(Role.LAYOUT, text, start, start + len(text), False)

    def _gap(self, index: int, names: Mapping[str, str]) -> None:
        """What stands before chunk ``index`` in the old text, as it is; ``names``: whose it is now."""
        last = self._last
        for start, end, owner in self.old.layout(index):
            run = Run(Role.LAYOUT, self.old.source[start:end], start, end, False)
            self._write(names.get(owner, last), run)
        if self.old.begins_line(index):
            chunk = self.old.chunks[index]
            self._sort = sort_of(self.kinds[names.get(chunk.owner, last)], chunk.role)
        self._tail = NO_TAIL

    def _write(self, owner: str, run: Run) -> None:
        """A run of ``owner``, which knows where it stood before."""
        if run.start >= 0:
            self._anchors.setdefault(owner, Anchors()).add(run, self.length)
        self._put(owner, run.role, run.text)
        if run.role is not Role.LAYOUT:
            self._last = owner

    def _put(self, owner: str, role: Role, text: str) -> None:
        """Characters of ``owner``."""
        if not text:
            return
        end = self.length + len(text)
        pieces = self._pieces.setdefault(owner, [])
        if pieces and pieces[-1].role is role and pieces[-1].end == self.length:
            pieces[-1] = Piece(role, pieces[-1].start, end)
        else:
            pieces.append(Piece(role, self.length, end))
        self.parts.append(text)
        self.length = end
