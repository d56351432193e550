"""Which node of the old text a new or changed one is set like (手本)."""

from __future__ import annotations

from renkei.instrument.composition.fields import roles_of
from renkei.instrument.composition.old import Old, Place
from renkei.instrument.model import Kind, Node, Role

#: What stands before, between and behind the cells of a row.
RowMarks = tuple[str, str, str]
_TABS: RowMarks = ("", "\t", "")
_BARS: RowMarks = ("| ", " | ", " |")


class Models:
    """Finds the model of each node. ``plain``: there are none."""

    def __init__(self, old: Old, *, plain: bool) -> None:
        self.old = old
        self.plain = plain
        self._rows: dict[str, RowMarks] = {}

    def of(
        self,
        node: Node,
        parent: Node | None,
        depth: int,
        inline: bool,
        loose: frozenset[str],
        near: int,
    ) -> Place | None:
        """The node itself as it stood, else the likest one: same roles, place and depth.

        Of several the one that stands nearest to chunk ``near``. Where none has words of just these
        roles, one that has more: what the node lacks is then left out.
        """
        if self.plain:
            return None
        roles, has_children = roles_of(node), bool(node.children)
        above = parent.kind if parent is not None else None
        mine = self.old.places.get(node.id)
        if (
            mine is not None
            and node.id not in loose
            and roles_of(mine.node) == roles
            and bool(mine.node.children) >= has_children
            and mine.node.kind is node.kind
            and self._usable(mine, roles)
        ):
            return mine
        best: Place | None = None
        rank: tuple[int, ...] = ()
        for place in self.old.alike(node.kind):
            others = roles_of(place.node)
            if not set(roles) <= set(others) or not self._usable(place, others):
                continue
            own = place.node.id == node.id
            if own and node.id in loose:
                continue
            found = (
                len(roles) - len(others),
                bool(place.node.children) == has_children
                or not has_children
                or not _runs_on(node.kind),
                own,
                self.old.begins_line(place.first) != inline,
                place.parent is not None and parent is not None and place.parent.id == parent.id,
                place.parent is not None and place.parent.kind is above,
                place.depth == depth,
                _sort(place.node.label) == _sort(node.label),
                -abs(place.last - near),
            )
            if best is None or found > rank:
                best, rank = place, found
        return best

    def _usable(self, place: Place, roles: tuple[Role, ...]) -> bool:
        """Whether every role stands in one run before what is below the node."""
        mine = [
            self.old.chunks[index].role
            for index in self.old.own.get(place.node.id, ())
            if self.old.chunks[index].role is not Role.LAYOUT
        ]
        return set(mine) == set(roles) and place.solid

    def row(self, node: Node, parent: Node | None) -> RowMarks:
        """How rows are marked here: as the rows of the same table, else as any."""
        if self.plain:
            return _TABS
        name = parent.id if parent is not None else ""
        if name not in self._rows:
            place = self.old.places.get(name)
            near = list(place.node.children) if place is not None else []
            anywhere = [p.node for kind in (Kind.ROW, Kind.HEADER) for p in self.old.alike(kind)]
            found = (self._marks(row) for row in (*near, *anywhere))
            self._rows[name] = next((marks for marks in found if marks is not None), _TABS)
        return self._rows[name]

    def _marks(self, row: Node) -> RowMarks | None:
        place = self.old.places.get(row.id)
        if place is None or not place.solid or len(row.children) < 2:
            return None
        cells = [self.old.places[cell.id] for cell in row.children]
        if any(not cell.solid for cell in cells):
            return None
        chunks, source = self.old.chunks, self.old.source
        start, end = chunks[place.first].start, chunks[place.last].end
        if "\n" in source[start:end]:
            return None
        if "|" in source[start : chunks[cells[0].first].start]:
            return _BARS
        mark = source[chunks[cells[0].last].end : chunks[cells[1].first].start]
        return ("", mark if mark.strip(" \u3000") == "\t" else "\t", "")


def _runs_on(kind: Kind) -> bool:
    return kind in (Kind.ARTICLE, Kind.SIGNATURE)


def _sort(label: str) -> str:
    """What sort of label this is, coarsely: in brackets, digits, kanji, kana."""
    if not label:
        return ""
    inner = label.strip("（）()")
    char = inner[:1]
    if char.isascii():
        sort = "ascii-digit" if char.isdigit() else "ascii"
    elif char.isdecimal():
        sort = "digit"
    else:
        sort = "kana" if "ァ" <= char <= "ヶ" else "other"
    return f"{sort}{len(label) - len(inner)}"
