"""Where a new line of a table goes: by its number, and by what stands above it (新しい規定の位置)."""

from __future__ import annotations

from renkei.amendment.tables.applying.entries import Entry
from renkei.amendment.tables.applying.labels import Head, closest, head, heading
from renkei.amendment.tables.applying.opened import Open, before
from renkei.amendment.tables.applying.slots import Base
from renkei.amendment.tables.applying.troubles import trouble
from renkei.amendment.trouble import Trouble
from renkei.instrument.model import Kind, Node, Number

_RANKS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION)
LISTS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.GROUP})


class Placing:
    """The new text as far as it is written; ``last`` is the provision written last."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.root = Open(base.root.kind, base.root)
        self.opened: dict[int, Open] = {id(base.root): self.root}
        self.last = self.root
        self.dropped: set[int] = set()
        self.caption: Entry | None = None
        self.troubles: list[Trouble] = []
        self.headers = list(base.root.of_kind(Kind.HEADER))
        self.tables = any(True for _ in base.root.of_kind(Kind.TABLE))

    def no_place(self, entry: Entry) -> None:
        """A new line that belongs nowhere."""
        place = self.base.place(self.last.base) if self.last.base is not None else self.last.label
        self.troubles.append(trouble("no-place", entry.text, place))

    def open(self, node: Node) -> Open:
        """The new state of a provision of the base; what it stands in is opened first."""
        found = self.opened.get(id(node))
        if found is None:
            if id(node) in self.dropped:
                said = node.label or node.caption or node.text
                self.troubles.append(trouble("left-alone", said, self.base.place(node), node.id))
                self.dropped.discard(id(node))
            above = self.open(self.base.parent[id(node)])
            number = None if node.label else node.number
            found = above.part(Open(node.kind, node, number=number))
            if node.label:
                reading = head(node.label)
                found.series = reading.series if reading else frozenset()
            self.opened[id(node)] = found
        self.last = found
        return found

    def bring(self, new: Entry) -> None:
        """A new line: a caption waits for its provision, a row goes into its table."""
        if self.caption is not None and (new.sort != "plain" or head(new.text) is None):
            self.no_place(self.caption)
            self.caption = None
        if new.sort == "caption":
            self.caption = new
        elif new.sort == "row":
            self._new_row(new)
        else:
            self._new_line(new)

    def captioned(self, made: Open) -> None:
        """The caption that was waiting stands above this provision."""
        if self.caption is not None:
            made.caption = self.caption.caption or ""
            self.caption = None

    def _new_row(self, new: Entry) -> None:
        cells = [cell.replace("\n", "\u2028") for cell in new.cells]
        table = self.last.within(Kind.TABLE)
        kind = Kind.ROW
        if table is None:
            above = self.last
            if (
                above.kind in (Kind.FIELD, Kind.TITLE, Kind.DATE, Kind.CLOSING)
                or above is self.root
            ):
                self.no_place(new)
                return
            if above.kind is Kind.ARTICLE:
                above = above.part(Open(Kind.PARAGRAPH, number=Number((1,))))
            table = above.part(Open(Kind.TABLE))
            kind = self._first_row(cells)
        elif not table.parts:
            kind = self._first_row(cells)
        row = table.part(Open(kind))
        for cell in cells:
            row.part(Open(Kind.CELL, text=cell))
        self.last = row

    def _first_row(self, cells: list[str]) -> Kind:
        """Whether the first row of a new table is its heading: as in the other tables of the text."""
        if self.tables and not self.headers:
            return Kind.ROW
        return Kind.ROW if any("。" in cell for cell in cells) else Kind.HEADER

    def _new_line(self, new: Entry) -> None:
        found = head(new.text)
        if self.last.within(Kind.TOC) is not None:
            self._new_entry(new)
        elif found is None:
            self._unnumbered(new)
        elif found.kind is Kind.ARTICLE:
            self._new_article(found)
        elif found.kind in _RANKS:
            self._new_division(found)
        elif found.kind in (Kind.SUPPLEMENT, Kind.ANNEX):
            around = self.last.within(Kind.SUPPLEMENT) if found.kind is Kind.ANNEX else None
            held = (
                around is not None
                and around.base is not None
                and any(child.kind is Kind.ANNEX for child in around.base.children)
            )
            above = around if around is not None and held else self.root
            self._made(above, found.kind, found, caption=found.rest)
        elif found.kind is Kind.REMARKS:
            above = self.last.within(Kind.TABLE, Kind.GROUP, Kind.ANNEX) or self.root
            if above.kind is Kind.TABLE and above.above is not None:
                above = above.above
            self._made(above, Kind.REMARKS, found, text=found.rest)
        else:
            self._listed(found, new)

    def _new_entry(self, new: Entry) -> None:
        """A line of the 目次: under the entry of the wider division, else beside what is there."""
        said = heading(new.text, Kind.TOC_ENTRY, "", "")
        assert said is not None
        rank = _rank(said.label)
        above = next(
            (one for one in self.last.up() if one.kind is Kind.TOC or _rank(one.label) < rank),
            self.root,
        )
        self._made(above, Kind.TOC_ENTRY, said, caption=said.rest)

    def _made(
        self, above: Open, kind: Kind, found: Head, *, text: str = "", caption: str = ""
    ) -> Open:
        made = above.part(
            Open(kind, label=found.label, caption=caption, note=found.note, text=text)
        )
        made.series = found.series
        made.number = closest(found.readings, before(made))
        self.last = made
        self.captioned(made)
        return made

    def _new_article(self, found: Head) -> None:
        above = self.last.within(*_RANKS, Kind.MAIN, Kind.SUPPLEMENT)
        if above is None:
            main = next(
                (child for child in self.base.root.children if child.kind is Kind.MAIN), None
            )
            above = self.open(main) if main is not None else self.root.part(Open(Kind.MAIN))
        article = self._made(above, Kind.ARTICLE, found)
        if found.rest:
            self.last = article.part(Open(Kind.PARAGRAPH, number=Number((1,)), text=found.rest))

    def _new_division(self, found: Head) -> None:
        assert found.kind is not None
        rank = _RANKS.index(found.kind)
        above = self.last.within(*_RANKS[:rank], Kind.MAIN, Kind.SUPPLEMENT)
        if above is None:
            main = next(
                (child for child in self.base.root.children if child.kind is Kind.MAIN), None
            )
            above = self.open(main) if main is not None else self.root.part(Open(Kind.MAIN))
        self._made(above, found.kind, found, caption=found.rest)

    def _listed(self, found: Head, new: Entry) -> None:
        """A line with a number of a list: beside its like, or one level below what stands last."""
        for one in self.last.up():
            if one.kind in LISTS and one.label and one.above is not None and _goes_on(one, found):
                self._listed_as(one.above, one.kind, found)
                return
        bare = bool(found.series & {"digit", "digit-full"}) and found.label[0] not in "（("
        holder = self.last.within(Kind.ARTICLE, Kind.SUPPLEMENT)
        if bare and holder is not None and not self.last.within(Kind.ANNEX):
            self._listed_as(holder, Kind.PARAGRAPH, found)
            return
        above = self.last.within(
            Kind.SUBITEM, Kind.ITEM, Kind.PARAGRAPH, Kind.REMARKS, Kind.GROUP, Kind.ANNEX,
            Kind.SUPPLEMENT, Kind.MAIN,
        )  # fmt: skip
        if above is None:
            self.no_place(new)
            return
        kind = self._kind_below(above, found)
        self._listed_as(above, kind, found)

    def _kind_below(self, above: Open, found: Head) -> Kind:
        match above.kind:
            case Kind.SUPPLEMENT | Kind.MAIN:
                return Kind.PARAGRAPH
            case Kind.ITEM | Kind.SUBITEM:
                return Kind.SUBITEM
            case Kind.GROUP:
                return Kind.GROUP
            case Kind.ANNEX:
                kinds = {
                    child.kind
                    for annex in self.base.root.of_kind(Kind.ANNEX)
                    for child in annex.children
                }
                if Kind.ITEM in kinds and Kind.GROUP not in kinds:
                    return Kind.ITEM
                return Kind.ITEM if found.rest.endswith("。") else Kind.GROUP
            case _:
                return Kind.ITEM

    def _listed_as(self, above: Open, kind: Kind, found: Head) -> None:
        if kind is Kind.GROUP:
            self._made(above, kind, found, caption=found.rest)
        else:
            self._made(above, kind, found, text=found.rest)

    def _unnumbered(self, new: Entry) -> None:
        """A line without number: goes on its like, or is the text below a heading or an item."""
        last = self.last
        if last.kind in (Kind.ITEM, Kind.SUBITEM) and not last.parts:
            self.last = last.part(Open(Kind.PARAGRAPH, text=new.text))
        elif last.kind in (Kind.SUPPLEMENT, Kind.ARTICLE):
            self.last = last.part(Open(Kind.PARAGRAPH, number=Number((1,)), text=new.text))
        elif last.kind in (Kind.GROUP, Kind.ANNEX, Kind.PREAMBLE):
            self.last = last.part(Open(Kind.PARAGRAPH, text=new.text))
        elif not last.label and last.above is not None and last.kind not in (Kind.ROW, Kind.CELL):
            made = last.above.part(Open(last.kind, text=new.text))
            counted = last.above.kind in (Kind.ARTICLE, Kind.SUPPLEMENT)
            if counted and made.kind is Kind.PARAGRAPH and last.number is not None:
                made.number = Number((last.number.parts[0] + 1,))  # as a reader counts them
            self.last = made
        else:
            self.no_place(new)


def _rank(label: str) -> int:
    """How wide a division is: 編 0, 章 1 …; what has no such number stands with the widest."""
    found = head(label) if label else None
    return _RANKS.index(found.kind) if found is not None and found.kind in _RANKS else 0


def _goes_on(one: Open, found: Head) -> bool:
    """Whether a label goes on the list that ``one`` is in: of one series, and of a later number."""
    common = one.series & found.series
    if not common or one.number is None:
        return False
    same = one.label[:1] in "（(", found.label[:1] in "（("
    return same[0] == same[1] and any(
        number.parts > one.number.parts for name, number in found.readings if name in common
    )
