"""The old column held against the base: every line found at its place, in order, or refused (照合)."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.tables.applying.entries import (
    Entry,
    is_omitted,
    joined,
    logical,
    physical,
    squeezed,
)
from renkei.amendment.tables.applying.labels import head
from renkei.amendment.tables.applying.pairing import paired
from renkei.amendment.tables.applying.slots import Base, Part
from renkei.amendment.tables.applying.steps import Bring, Change, Drop, Keep, Relabel, Step
from renkei.amendment.tables.applying.troubles import trouble
from renkei.amendment.tables.model import Comparison, Row
from renkei.amendment.trouble import Refused, Trouble
from renkei.instrument.model import Kind


def steps(table: Comparison, base: Base) -> list[Step]:
    """What the table does, line by line of the base. Raises Refused with every obstacle found."""
    walk = _Walk(base, table.rows)
    for number, row in enumerate(table.rows):
        walk.row(number, row)
    walk.finish(len(table.rows))
    walk.refuse()
    return walk.steps


class _Walk:
    """Once through the base: ``cursor`` is the first line that nothing has been said about."""

    def __init__(self, base: Base, rows: Sequence[Row]) -> None:
        self.base = base
        self.rows = rows
        self.steps: list[Step] = []
        self.troubles: list[Trouble] = []
        self.cursor = 0
        self.bound: int | None = None  # open （略）: where it ends at the latest if nothing follows
        self.nameless = False  # the open （略） names nothing
        self.number = -1
        self.found = 0
        self.missing: list[str] = []
        self.extract = False  # the 附則 that is being put in is an extract (抄)

    def row(self, number: int, row: Row) -> None:
        """One row of the table: its old lines found, its new lines put beside them."""
        self.number = number
        olds, breaks = self._old(row)
        news = logical(row.after, breaks=breaks)
        for old, at, new in paired(olds, news):
            if old is None:
                assert new is not None
                self._bring(new)
            elif old.omitted:
                self._omit(old, new)
            elif at is not None:
                self._listed(old, at, new)
            else:
                self._missing(old)

    def finish(self, number: int) -> None:
        """What follows the last row stays."""
        self.number = number
        size = len(self.base.slots)
        if (
            self.bound is None
            and self.cursor
            and self.cursor < size
            and self.base.inner(self.cursor)
        ):
            self._trouble("unlisted", "")
        self._keep(size)

    def refuse(self) -> None:
        """Raise Refused where anything stood in the way; where most did, say that first."""
        if self.missing and len(self.missing) > max(2, self.found):
            said = f"{len(self.missing)}行"
            self.troubles.insert(0, trouble("wrong-base", said, "", row=-1))
        if self.troubles:
            raise Refused(tuple(dict.fromkeys(self.troubles)))

    def _old(self, row: Row) -> tuple[list[tuple[Entry, int | None]], str]:
        """The old lines with their places; how hard returns in this row are to be read."""
        lines = physical(row.before)
        found: list[tuple[Entry, int | None]] = []
        breaks = ""
        cursor = self.cursor
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.omitted:
                literal = self.base.line(squeezed(line.text), cursor)
                if literal is not None and literal == cursor and self.bound is None:
                    found.append((Entry(line.text), literal))  # the base itself says （略）
                    cursor += 1
                else:
                    found.append((line, None))
                    places = self._named(line, cursor)
                    cursor = places[1] + 1 if places else cursor
                at += 1
                continue
            place, taken = self._find(lines, at, cursor)
            if place is None:
                found.append((line, None))
                at += 1
                continue
            text = "".join(part.text for part in lines[at : at + taken])
            if taken > 1:
                node = self.base.slots[place].lead or self.base.slots[place].node
                if "\u2028" in node.text:
                    breaks = "\u2028"
                    text = "\u2028".join(part.text for part in lines[at : at + taken])
            found.append((Entry(text, line.cells), place))
            cursor = place + 1
            at += taken
        return found, breaks

    def _find(self, lines: list[Entry], at: int, cursor: int) -> tuple[int | None, int]:
        """The place of a line from ``cursor`` on, and how many lines of the cell it takes."""
        line = lines[at]
        if line.cells:
            return self._row_place(line, cursor), 1
        best: tuple[int | None, int] = (None, 1)
        for taken, text in joined(lines, at):
            place = self.base.line(text, cursor)
            if place is not None and (best[0] is None or place < best[0]):
                best = place, taken
        return best

    def _row_place(self, line: Entry, cursor: int) -> int | None:
        """The first row of a table whose cells are these, （略） for any; told where two could be meant."""
        wanted = [None if is_omitted(cell) else squeezed(cell) for cell in line.cells]
        place: int | None = None
        for at in range(cursor, len(self.base.slots)):
            slot = self.base.slots[at]
            if slot.part is not Part.ROW or len(slot.node.children) != len(wanted):
                continue
            cells = (squeezed(cell.text) for cell in slot.node.children)
            if all(one is None or one == other for one, other in zip(wanted, cells, strict=True)):
                if None not in wanted or at == cursor:
                    return at
                if place is not None:
                    self._trouble("ambiguous", line.text)
                    return place
                place = at
            elif place is not None and self._elsewhere(place, at):
                return place
        return place

    def _elsewhere(self, one: int, other: int) -> bool:
        """Whether two rows stand in different tables."""
        parent = self.base.parent
        return parent[id(self.base.slots[one].node)] is not parent[id(self.base.slots[other].node)]

    def _bring(self, new: Entry) -> None:
        """A new line. 「（略）」 in it can only be what an extract (附則 抄) itself says."""
        found = None if new.omitted or new.cells else head(new.text)
        if found is not None and found.kind in (Kind.SUPPLEMENT, Kind.ANNEX):
            self.extract = found.kind is Kind.SUPPLEMENT and found.rest == "抄"
        if new.omitted and not (new.label and self.extract):
            self._trouble("omitted-one-side", new.text)
            return
        if self.bound is not None and self.nameless and found is None and self._omitted_next():
            self._trouble("between", new.text)
        self._close()
        self.steps.append(Bring(Entry(new.text, new.cells)))

    def _named(self, line: Entry, start: int) -> tuple[int, int] | None:
        """The first and the last provision that （略） names; None where the base has them not."""
        one = self.base.label(line.label, start)
        first = self.base.label(line.first, start)
        if one is not None and (first is None or one <= first):
            return one, one
        last = self.base.label(line.last, first) if first is not None else None
        return (first, last) if first is not None and last is not None else None

    def _omit(self, old: Entry, new: Entry | None) -> None:
        """（略） on both sides: what it names is found, and stays."""
        if new is None or not new.omitted:
            self._trouble("omitted-one-side", old.text)
            return
        if not old.label:
            if new.label and self._numbered(new.label):
                return
            if self.bound is None:
                self.bound = self.cursor
                if self.cursor < len(self.base.slots):
                    self.bound = self.base.parent_end(self.cursor)
                self.nameless = True
            if new.label:
                self._trouble("omitted-one-side", new.text)
            return
        named = self._named(old, self.cursor)
        if named is None:
            self._trouble("no-such", old.label)
            self.missing.append(old.text)
            return
        first, last = named
        self.found += 1
        if not self._reach(first, old):
            return
        if new.label != old.label:
            if first != last or not (new.label or self._unnumbered(first)):
                self._trouble("omitted-one-side", new.text)
                return
            self._keep(first)
            self.steps.append(Relabel(first, new.label))
            self.cursor = first + 1
        else:
            self._keep(last + 1)
        self.bound = self.base.end[id(self.base.slots[last].node)]
        self.nameless = False

    def _numbered(self, label: str) -> bool:
        """「（略）」 beside 「1　（略）」: the first paragraph of a 附則 keeps its words, gets a number."""
        found = head(label)
        at = self.cursor
        if self.bound is not None or found is None or found.kind is not None:
            return False
        if at >= len(self.base.slots) or not self._unnumbered(at):
            return False
        self.found += 1
        self.steps.append(Relabel(at, label))
        self.cursor = at + 1
        self.bound = self.base.end[id(self.base.slots[at].node)]
        self.nameless = False
        return True

    def _unnumbered(self, at: int) -> bool:
        """Whether the provision of a line can get or lose its number: the first paragraph of a 附則."""
        slot = self.base.slots[at]
        above = self.base.parent.get(id(slot.node))
        return (
            slot.part is Part.MAIN
            and slot.node.kind is Kind.PARAGRAPH
            and above is not None
            and above.kind is Kind.SUPPLEMENT
            and above.children[0] is slot.node
        )

    def _listed(self, old: Entry, at: int, new: Entry | None) -> None:
        """A line of the old column that the base has at ``at``."""
        if at < self.cursor:  # an earlier line of this row took it
            self._missing(old)
            return
        self.found += 1
        if not self._reach(at, old):
            return
        self._keep(at)
        self.bound = None
        if new is None:
            self.steps.append(Drop(at))
        elif new.omitted:
            self._trouble("omitted-one-side", new.text)
        else:
            self.steps.append(Change(at, old, new))
        self.cursor = at + 1

    def _reach(self, at: int, old: Entry) -> bool:
        """Whether a line may be next: it follows, （略） lies between, or whole provisions do."""
        slots = self.base.slots
        start = self._begun(at)
        begun = self.cursor
        while begun < start and slots[begun].part is Part.SILENT:
            begun += 1
        if self.bound is not None or begun >= start:
            return True
        if begun and self.base.inner(begun):
            self._trouble("unlisted", old.text)
            self._keep(at)
            return True
        if self.base.inner(start) and not self._leads(begun, start):
            self._trouble("unlisted", old.text)
            self._keep(at)
        return True

    def _leads(self, begun: int, start: int) -> bool:
        """Whether only what holds a line lies between: 前文 before its paragraph."""
        return all(self.base.slots[at].part is Part.SILENT for at in range(begun, start))

    def _close(self) -> None:
        """Something new comes: what （略） stands for ends here, or before the next line listed."""
        if self.bound is not None:
            following = self._next()
            self._keep(self.bound if following is None else min(self.bound, following))
            self.bound = None

    def _next(self) -> int | None:
        """The place of the next line of the old column, in the rows that follow."""
        for number in range(self.number + 1, len(self.rows)):
            lines = physical(self.rows[number].before)
            if lines and lines[0].omitted:
                named = self._named(lines[0], self.cursor) if lines[0].label else None
                return self._begun(named[0]) if named else None
            if lines:
                at = self._find(lines, 0, self.cursor)[0]
                return self._begun(at) if at is not None else None
        return None

    def _omitted_next(self) -> bool:
        """Whether the next old line is a （略） that names nothing: what comes before it has no place."""
        for number in range(self.number + 1, len(self.rows)):
            lines = physical(self.rows[number].before)
            if lines:
                return lines[0].omitted and not lines[0].label
        return False

    def _begun(self, at: int) -> int:
        """Where the provision of a line begins: with its caption, which need not be listed."""
        slots = self.base.slots
        captioned = (
            at and slots[at - 1].part is Part.CAPTION and slots[at - 1].node is slots[at].node
        )
        return at - 1 if captioned else at

    def _keep(self, until: int) -> None:
        self.steps += [Keep(at) for at in range(self.cursor, until)]
        self.cursor = max(self.cursor, until)

    def _missing(self, old: Entry) -> None:
        self.missing.append(old.text)
        found = head(old.text)
        known = (
            found is None
            or found.kind is not Kind.ARTICLE
            or self.base.label(found.label, 0) is not None
        )
        self._trouble(
            "not-found" if known else "no-such", old.text if known or not found else found.label
        )

    def _trouble(self, what: str, said: str) -> None:
        node = self.base.slots[min(self.cursor, len(self.base.slots) - 1)].node
        place = self.base.place(node)
        at = self.rows[self.number].at if self.number < len(self.rows) else 0
        number = at - 1 if at else self.number
        self.troubles.append(trouble(what, said, place, node.id, number))
