"""The new text out of the steps: provisions kept, changed, and put in at their place (組み立て)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from renkei.amendment.tables.applying.entries import Entry, bracketed, is_omitted, squeezed
from renkei.amendment.tables.applying.labels import (
    Head,
    after_label,
    closest,
    head,
    heading,
)
from renkei.amendment.tables.applying.slots import HEADINGS, Base, Part, Slot
from renkei.amendment.tables.applying.steps import Bring, Change, Drop, Keep, Relabel, Step
from renkei.amendment.tables.applying.troubles import trouble
from renkei.amendment.trouble import Refused, Trouble
from renkei.instrument.model import Kind, Node, Number


@dataclass(slots=True)
class Open:
    """A provision of the new text that is being written."""

    kind: Kind
    base: Node | None = None
    above: Open | None = None
    label: str = ""
    number: Number | None = None
    caption: str = ""
    note: str = ""
    text: str = ""
    parts: list[Open] = field(default_factory=list)
    series: frozenset[str] = frozenset()

    def part(self, made: Open) -> Open:
        """Put a provision behind what stands here already."""
        made.above = self
        self.parts.append(made)
        return made

    def up(self) -> Iterable[Open]:
        """This provision and those around it, from the inside out."""
        at: Open | None = self
        while at is not None:
            yield at
            at = at.above

    def within(self, *kinds: Kind) -> Open | None:
        """The nearest of these kinds, itself included."""
        return next((one for one in self.up() if one.kind in kinds), None)


_RANKS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION)
_LISTS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.GROUP})


def build(steps: list[Step], base: Base) -> Node:
    """The tree after the steps; kept provisions keep their ids. Raises Refused."""
    builder = _Builder(base)
    for step in steps:
        builder.step(step)
    if builder.caption is not None:
        builder.no_place(builder.caption)
    if builder.troubles:
        raise Refused(tuple(builder.troubles))
    return _node(builder.root)


class _Builder:
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

    def step(self, step: Step) -> None:
        """Carry out one step."""
        if isinstance(step, Bring):
            self._bring(step.new)
            return
        slot = self.base.slots[step.at]
        if isinstance(step, Drop):
            if slot.part is Part.MAIN:
                self.dropped.add(id(slot.node))
        elif isinstance(step, Keep):
            self._keep(slot)
        elif isinstance(step, Relabel):
            self._keep(slot)
            found = head(step.label)
            self._number(
                self._open(slot.node),
                Head(step.label, "", readings=found.readings if found else ()),
            )
        elif squeezed(step.old.text) == squeezed(step.new.text) and step.old.text == step.new.text:
            self._keep(slot)
        else:
            self._change(slot, step)

    def no_place(self, entry: Entry) -> None:
        """A new line that belongs nowhere."""
        place = self.base.place(self.last.base) if self.last.base is not None else self.last.label
        self.troubles.append(trouble("no-place", entry.text, place))

    def _open(self, node: Node) -> Open:
        """The new state of a provision of the base; what it stands in is opened first."""
        found = self.opened.get(id(node))
        if found is None:
            if id(node) in self.dropped:
                said = node.label or node.caption or node.text
                self.troubles.append(trouble("left-alone", said, self.base.place(node), node.id))
                self.dropped.discard(id(node))
            above = self._open(self.base.parent[id(node)])
            number = None if node.label else node.number
            found = above.part(Open(node.kind, node, number=number))
            if node.label:
                reading = head(node.label)
                found.series = reading.series if reading else frozenset()
            self.opened[id(node)] = found
        self.last = found
        return found

    def _keep(self, slot: Slot) -> None:
        node = slot.node
        made = self._open(node)
        match slot.part:
            case Part.CAPTION:
                made.caption = node.caption
            case Part.TEXT:
                made.text = node.text
            case Part.ROW:
                made.parts = [_kept(cell, made) for cell in node.children]
            case Part.MAIN:
                made.label, made.number, made.note = node.label, node.number, node.note
                if node.kind in HEADINGS:
                    made.caption = node.caption
                    if node.kind is Kind.TOC_ENTRY:
                        made.text = node.text
                else:
                    made.text = node.text
                self._lead(slot, made, None)
                self._captioned(made)
            case Part.SILENT:
                made.number = node.number

    def _lead(self, slot: Slot, made: Open, text: str | None) -> None:
        """The first paragraph beside the number, its text as it was or as it is now."""
        if slot.lead is not None:
            lead = self._open(slot.lead)
            lead.number = slot.lead.number
            lead.text = slot.lead.text if text is None else text

    def _change(self, slot: Slot, step: Change) -> None:
        node, new = slot.node, step.new
        if slot.part is Part.ROW:
            self._row(slot, step)
            return
        made = self._open(node)
        if slot.part is Part.CAPTION:
            caption = new.caption
            if caption is None:
                self._not_this(slot, new)
            else:
                made.caption = caption
            return
        if slot.part is Part.TEXT:
            made.text = new.text
            return
        if node.kind in HEADINGS:
            said = heading(new.text, node.kind, node.label, node.caption)
            if said is None:
                self._not_this(slot, new)
                return
            self._number(made, said)
            made.caption, made.note = said.rest, said.note
            return
        said = self._taken(slot, new.text)
        if said is None:
            self._not_this(slot, new)
            return
        self._number(made, said)
        made.note = said.note
        if slot.lead is not None:
            self._lead(slot, made, said.rest)
        else:
            made.text = said.rest
        self._captioned(made)

    def _taken(self, slot: Slot, text: str) -> Head | None:
        """A changed line of a provision as number and text."""
        node = slot.node
        same = after_label(text, node.label)
        if same is not None and node.note:
            inside = bracketed(same.rest)
            return Head(node.label, "", note=inside) if inside is not None else None
        if same is not None:
            return same
        found = head(text)
        if node.label:
            wanted = Kind.ARTICLE if node.kind is Kind.ARTICLE else None
            if node.kind is Kind.SIGNATURE:
                first, _, rest = text.partition("\u3000")
                return Head(first, rest)
            if found is None:
                return None if slot.lead is not None else Head("", text)
            return found if found.kind in (wanted, Kind.REMARKS) else None
        if found is not None and found.kind is None and node.kind in _LISTS:
            return found
        return Head("", text)

    def _number(self, made: Open, said: Head) -> None:
        """A provision gets a number; the one it had where the label is the same."""
        node = made.base
        if said.label != made.label or not made.series:
            read = said if said.readings else head(said.label)
            made.series = read.series if read is not None else frozenset()
        made.label = said.label
        if node is not None and said.label == node.label:
            made.number = node.number
        elif said.label:
            readings = said.readings
            if not readings:
                found = head(said.label)
                readings = found.readings if found else ()
            made.number = closest(readings, _before(made))
        else:
            made.number = node.number if node is not None and not node.label else None

    def _not_this(self, slot: Slot, new: Entry) -> None:
        place = self.base.place(slot.node)
        self.troubles.append(trouble("not-this", new.text, place, slot.node.id))

    def _row(self, slot: Slot, step: Change) -> None:
        """A changed row: its cells in order, 「（略）」 for those that stay."""
        made = self._open(slot.node)
        olds = slot.node.children
        news = step.new.cells or (step.new.text,)
        given = step.old.cells or (step.old.text,)
        place = self.base.place(slot.node)
        for at, words in enumerate(news):
            if is_omitted(words):
                alike = len(news) == len(given) and is_omitted(given[at])
                if not alike and squeezed(olds[at].text if at < len(olds) else "") != squeezed(
                    words
                ):
                    self.troubles.append(
                        trouble("cell-omitted", step.new.text, place, slot.node.id)
                    )
                    return
                made.part(_kept(olds[at], made))
                continue
            old = olds[at] if at < len(olds) else None
            if old is not None and old.children:
                if squeezed(old.text) != squeezed(words):
                    self.troubles.append(trouble("structured-cell", "", place, slot.node.id))
                    return
                made.part(_kept(old, made))
                continue
            read = given[at] if at < len(given) else ""
            text = _cell(words, read, old)
            made.part(Open(Kind.CELL, old, text=text))

    def _bring(self, new: Entry) -> None:
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

    def _captioned(self, made: Open) -> None:
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
        made.number = closest(found.readings, _before(made))
        self.last = made
        self._captioned(made)
        return made

    def _new_article(self, found: Head) -> None:
        above = self.last.within(*_RANKS, Kind.MAIN, Kind.SUPPLEMENT)
        if above is None:
            main = next(
                (child for child in self.base.root.children if child.kind is Kind.MAIN), None
            )
            above = self._open(main) if main is not None else self.root.part(Open(Kind.MAIN))
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
            above = self._open(main) if main is not None else self.root.part(Open(Kind.MAIN))
        self._made(above, found.kind, found, caption=found.rest)

    def _listed(self, found: Head, new: Entry) -> None:
        """A line with a number of a list: beside its like, or one level below what stands last."""
        for one in self.last.up():
            if one.kind in _LISTS and one.label and one.above is not None and _goes_on(one, found):
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
            self.last = last.above.part(Open(last.kind, text=new.text))
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


def _before(made: Open) -> Number | None:
    """The number of the last like provision before this one."""
    if made.above is None:
        return None
    found: Number | None = None
    for part in made.above.parts:
        if part is made:
            return found
        if part.kind is made.kind and part.number is not None:
            found = part.number
    return found


def _kept(node: Node, above: Open) -> Open:
    """A provision as it was, with all below it."""
    made = Open(node.kind, node, above, node.label, node.number, node.caption, node.note, node.text)
    made.parts = [_kept(child, made) for child in node.children]
    return made


def _cell(words: str, read: str, old: Node | None) -> str:
    """The text of a changed cell: hard returns that the base has not are taken out."""
    if old is not None and words == read:
        return old.text
    if old is not None and "\n" in read and "\u2028" not in old.text:
        return words.replace("\n", "")
    return words.replace("\n", "\u2028")


def _node(made: Open) -> Node:
    """The finished tree. What did not change keeps its pieces, marks and attributes."""
    children = tuple(_node(part) for part in made.parts)
    base = made.base
    fields = (made.label, made.number, made.caption, made.note, made.text)
    if base is None:
        return Node("", made.kind, (), *fields, children)
    if fields == (base.label, base.number, base.caption, base.note, base.text):
        return replace(base, children=children)
    return Node(base.id, made.kind, (), *fields, children, base.attrs)
