"""The hand that sets a changed tree: copies what stood, follows what is alike, else the standard (組版)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from renkei.instrument.composition import standard
from renkei.instrument.composition.fields import (
    HEADS,
    Change,
    Run,
    change,
    marks,
    roles_of,
    runs,
    said,
)
from renkei.instrument.composition.models import Models
from renkei.instrument.composition.old import ROWS, Old, Place
from renkei.instrument.composition.page import NO_TAIL, Page
from renkei.instrument.model import Mark, Node, Role

Pairs = dict[str, tuple[Node, Node]]


class Setter(Page):
    """Sets one tree. ``loose``: ids below which nothing is copied; ``plain``: all in the standard."""

    def __init__(self, old: Old, root: Node, loose: frozenset[str], *, plain: bool = False) -> None:
        super().__init__(old, root, plain=plain)
        self.loose = loose
        self.models = Models(old, plain=plain)
        self._changes: dict[str, list[Change]] = {}
        self._headless: set[str] = set()  # whose head follows another's: no marks over it
        self._near = 0  # the chunk last copied
        self._end = 0  # behind the pieces of the nodes finished
        self._root = root

    def set(self) -> tuple[str, Node]:
        """The new text, and the tree over it."""
        root = self._root
        lead = self.old.between(0)
        if self.old.chunks:
            lead = lead[: lead.rfind("\n") + 1]
        self._put(root.id, Role.LAYOUT, "" if self.plain else lead)
        self._node(root, None, 0)
        if self.old.chunks:
            self._write(self._last, self._tail)
            behind = self.old.between(len(self.old.chunks))
            end = behind.find("\n")
            self._put(self._last, Role.LAYOUT, behind[end:] if end >= 0 else "")
        return "".join(self.parts), self._frozen(root)

    def _frozen(self, node: Node) -> Node:
        pieces = self._pieces.get(node.id, ())
        self._end = max(self._end, pieces[-1].end if pieces else 0)
        before = self.old.places.get(node.id)
        kept: tuple[Mark, ...] = ()
        if before is not None and before.node.marks and before.node.kind is node.kind:
            if before.node.id in self._anchors:
                anchors = self._anchors[node.id]
                kept = marks(before.node, self._changes.get(node.id, []), anchors)
            elif not roles_of(node):  # an empty sentence
                kept = tuple(m._replace(start=self._end, end=self._end) for m in before.node.marks)
            if node.id in self._headless:
                kept = tuple(mark for mark in kept if not mark.name.endswith(HEADS))
        return replace(
            node,
            pieces=tuple(pieces),
            marks=kept,
            children=tuple(self._frozen(child) for child in node.children),
        )

    # One node.

    def _node(self, node: Node, parent: Node | None, depth: int, *, inline: bool = False) -> None:
        place = self._place(node)
        if place is not None and place.solid and self._copied([node], [place], inline):
            return
        if node.kind in ROWS:
            self._row(node, parent, depth)
        else:
            self._provision(node, parent, depth, inline)

    def _place(self, node: Node) -> Place | None:
        place = self.old.places.get(node.id)
        return place if place is not None and place.node.kind is node.kind and place.size else None

    def _copied(self, nodes: Sequence[Node], places: Sequence[Place], inline: bool) -> bool:
        """Copy these nodes with what stands around their words, where only words changed."""
        if self.plain:
            return False
        pairs: Pairs = {}
        for node, place in zip(nodes, places, strict=True):
            if not self._same_structure(place.node, node, pairs):
                return False
        first, last = min(p.first for p in places), max(p.last for p in places)
        old = self.old
        if not inline:
            begun = old.chunks[first]
            self._line(begun.owner, begun.role, old.head(first), first)
        names = {ident: ident for ident in pairs}
        fresh: set[tuple[str, Role]] = set()
        for index in range(first, last + 1):
            chunk = old.chunks[index]
            key = (chunk.owner, chunk.role)
            if key in fresh:
                continue
            if index > first:
                self._gap(index, names)
            before, after = pairs[chunk.owner]
            found = None if before is after else self._change(before, after, chunk.role)
            if found is None:
                text = old.source[chunk.start : chunk.end]
                self._write(chunk.owner, Run(chunk.role, text, chunk.start, chunk.end, False))
            else:
                fresh.add(key)
                for run in runs(old, before, after, chunk.role):
                    self._write(chunk.owner, run)
        self._tail = self._end_of(last)
        self._near = last
        return True

    def _same_structure(self, before: Node, after: Node, pairs: Pairs) -> bool:
        """Whether a node has the same nodes below it, and words where it had words."""
        if before.id in self.loose or before.kind is not after.kind or before.id != after.id:
            return False
        pairs[before.id] = (before, after)
        if before.kind in ROWS and before != after and self._broken(before):
            return False
        if before is not after:
            for role in (Role.LABEL, Role.CAPTION, Role.NOTE, Role.TEXT):
                was, now = said(before, role), said(after, role)
                if was != now and not (was and now and self._together(before, role)):
                    return False
        if len(before.children) != len(after.children):
            return False
        return all(
            self._same_structure(was, now, pairs)
            for was, now in zip(before.children, after.children, strict=True)
        )

    def _broken(self, row: Node) -> bool:
        """Whether a row was broken into lines in the source."""
        place = self.old.places[row.id]
        if not place.size:
            return False
        chunks = self.old.chunks
        return "\n" in self.old.source[chunks[place.first].start : chunks[place.last].end]

    def _together(self, node: Node, role: Role) -> bool:
        """Whether the pieces of a role follow one another."""
        mine = [i for i in self.old.own.get(node.id, ()) if self.old.chunks[i].role is role]
        return bool(mine) and mine[-1] - mine[0] + 1 == len(mine)

    def _provision(self, node: Node, parent: Node | None, depth: int, inline: bool) -> None:
        wanted = roles_of(node)
        if not wanted:
            if node.children:
                self._children(node, depth, inline=inline)
            return
        model = self.models.of(node, parent, depth, inline, self.loose, self._near)
        if model is None:
            self._standard(node, depth, inline)
        else:
            self._after(node, model, depth, inline)

    def _after(self, node: Node, model: Place, depth: int, inline: bool) -> None:
        """Set a node like ``model``, which has words of the same roles."""
        old, mine = self.old, model.node.id
        if mine != node.id:
            self._headless.add(node.id)
        done: set[Role] = set()
        placed = False
        begun = inline
        above = -1
        for index in range(model.first, model.last + 1):
            chunk = old.chunks[index]
            own = chunk.owner == mine
            if own and chunk.role is not Role.LAYOUT:
                if chunk.role in done or not said(node, chunk.role):
                    continue
                done.add(chunk.role)
                if not begun:
                    self._line(node.id, chunk.role, old.head(index), index)
                elif above < 0:
                    pass  # what stands before it in its line is written
                elif index == above + 1:
                    self._gap(index, {mine: node.id})
                elif placed or "\n" in old.between(index):
                    self._line(node.id, chunk.role, old.head(index), index)
                else:  # behind words that the node has not: the spaces alone
                    gap = old.between(index)
                    self._put(node.id, Role.LAYOUT, gap[len(gap.rstrip(" \u3000")) :])
                begun = True
                for run in self._words(node, chunk.role):
                    self._write(node.id, run)
                self._tail = self._end_of(index)
                above = index
            elif not own and not placed and node.children and index == above + 1:
                placed = True
                between = old.between(index)
                runs_on = "\n" not in between and self._runs_on(model.node, node)
                if runs_on:
                    self._gap(index, {mine: node.id})
                self._children(node, depth, inline=runs_on)
        if node.children and not placed:
            if not self._tail.text and standard.running(node):
                self._put(node.id, Role.LAYOUT, "　")
                self._children(node, depth, inline=True)
            else:
                self._children(node, depth)

    @staticmethod
    def _runs_on(model: Node, node: Node) -> bool:
        return bool(model.children) and model.children[0].kind is node.children[0].kind

    def _standard(self, node: Node, depth: int, inline: bool) -> None:
        """Set a node as the standard has it."""
        self._headless.add(node.id)
        begun, fresh = inline, True
        for before, role, behind in standard.steps(node.kind):
            if not said(node, role):
                continue
            bracket = before if before != "　" else ""
            if not begun:
                self._line(node.id, role, bracket, -1)
            else:
                self._put(node.id, Role.LAYOUT, bracket if fresh else before)
            begun, fresh = True, False
            for run in self._words(node, role):
                self._write(node.id, run)
            self._put(node.id, Role.LAYOUT, behind.rstrip("\n"))
            self._tail = NO_TAIL
            if behind.endswith("\n"):
                begun, fresh = False, True
        if not node.children:
            return
        if standard.running(node) and begun:
            self._put(node.id, Role.LAYOUT, "　")
            self._children(node, depth, inline=True)
        else:
            self._children(node, depth)

    def _words(self, node: Node, role: Role) -> list[Run]:
        place = self._place(node)
        if place is None or not said(place.node, role) or self.plain or node.id in self.loose:
            return [Run(role, said(node, role))]
        self._change(place.node, node, role)
        return runs(self.old, place.node, node, role)

    def _change(self, before: Node, after: Node, role: Role) -> Change | None:
        if role is Role.LAYOUT:
            return None
        found = change(self.old, before, after, role)
        if found is not None:
            self._changes.setdefault(after.id, []).append(found)
        return found

    # Children.

    def _children(self, node: Node, depth: int, *, inline: bool = False) -> None:
        children = node.children
        index = 0
        above: Place | None = None
        while index < len(children):
            child = children[index]
            place = self._place(child)
            count = self._woven(children, index, inline and index == 0) if place else 0
            if count:
                index += count
                above = None
                continue
            runs_on = inline and index == 0
            if index and place and above and above.last + 1 == place.first:
                runs_on = "\n" not in self.old.between(place.first) and self._cell is None
                if runs_on:
                    self._gap(place.first, {})
            self._node(child, node, depth + 1, inline=runs_on)
            above = place
            index += 1

    def _woven(self, children: Sequence[Node], index: int, inline: bool) -> int:
        """Copy nodes that are woven into one another (署名欄 side by side); how many they are."""
        place = self._place(children[index])
        if place is None or place.solid:
            return 0
        members, places = [children[index]], [place]
        last, count = place.last, place.size
        for sibling in children[index + 1 :]:
            other = self._place(sibling)
            if other is None or other.first > last:
                break
            members.append(sibling)
            places.append(other)
            last, count = max(last, other.last), count + other.size
        first = min(p.first for p in places)
        if count != last - first + 1 or not self._copied(members, places, inline):
            return 0
        return len(members)

    # Rows of tables.

    def _row(self, node: Node, parent: Node | None, depth: int) -> None:
        lead, mark, tail = self.models.row(node, parent)
        self._line(node.id, Role.TEXT, "", -1)
        if self._cell is not None:  # a table in a cell
            lead, mark, tail = "", "　", ""
        self._put(node.id, Role.LAYOUT, lead)
        for place, cell in enumerate(node.children):
            if place:
                self._put(node.id, Role.LAYOUT, mark)
            outer, self._cell = self._cell, self.length
            self._cell_words(cell, depth + 1)
            self._cell = outer
        self._put(node.id, Role.LAYOUT, tail)
        self._last, self._tail = node.id, NO_TAIL

    def _cell_words(self, cell: Node, depth: int) -> None:
        place = self._place(cell)
        if place is not None and place.solid and self._copied([cell], [place], True):
            self._tail = NO_TAIL
            return
        self._headless.add(cell.id)
        for role in roles_of(cell):
            for run in self._words(cell, role):
                self._write(cell.id, run if "\n" not in run.text else Run(run.role, ""))
        self._tail = NO_TAIL
        if cell.children:
            self._children(cell, depth, inline=not roles_of(cell))
