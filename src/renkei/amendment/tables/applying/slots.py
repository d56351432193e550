"""The base as the lines a table can name, in reading order (基準となる文の行)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from renkei.amendment.tables.applying.entries import squeezed
from renkei.instrument.model import Kind, Node


class Part(StrEnum):
    """Which line of a provision it is."""

    CAPTION = "caption"
    MAIN = "main"
    TEXT = "text"
    ROW = "row"
    SILENT = "silent"  # nothing is printed: an empty 本則, 表, paragraph


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the base. ``lead``: what stands beside the number (first paragraph, address)."""

    part: Part
    node: Node
    text: str
    lead: Node | None = None


#: Kinds whose line is number, note and caption.
HEADINGS = frozenset(
    {
        Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION, Kind.SUPPLEMENT,
        Kind.ANNEX, Kind.GROUP, Kind.TABLE, Kind.TOC, Kind.TOC_ENTRY,
    }
)  # fmt: skip
_TOC = frozenset({Kind.TOC, Kind.TOC_ENTRY})
#: Kinds that go on what stands above: all of them must be named where one is.
_INNER = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.FIELD})


class Base:
    """The base: its lines, where each node's lines end, what each node stands in."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.slots: list[Slot] = []
        self.parent: dict[int, Node] = {}
        self.first: dict[int, int] = {}
        self.end: dict[int, int] = {}
        self._by_text: dict[str, list[int]] = defaultdict(list)
        self._by_label: dict[str, list[int]] = defaultdict(list)
        self._fill(root)
        for at, slot in enumerate(self.slots):
            if slot.text:
                self._by_text[slot.text].append(at)
            if slot.part is Part.MAIN and slot.node.label and slot.node.kind is not Kind.TOC_ENTRY:
                self._by_label[squeezed(slot.node.label)].append(at)
                if slot.node.note:
                    full = squeezed(f"{slot.node.label}（{slot.node.note}）")
                    self._by_label[full].append(at)

    def line(self, text: str, start: int) -> int | None:
        """The first line from ``start`` with these words (spaces aside).

        A line of a 目次 counts only where the 目次 has been begun: it says what its chapter says.
        """
        places = self._by_text.get(text, [])
        for at in places[bisect_left(places, start) :]:
            node = self.slots[at].node
            if node.kind is not Kind.TOC_ENTRY or self.slots[start - 1].node.kind in _TOC:
                return at
        return None

    def label(self, label: str, start: int) -> int | None:
        """The first provision from ``start`` with this number."""
        return _from(self._by_label.get(squeezed(label), []), start)

    def inner(self, at: int) -> bool:
        """Whether a line goes on the provision of the line above it."""
        slot = self.slots[at]
        if slot.part is Part.SILENT:
            return False
        if (
            slot.part is not Part.CAPTION
            and slot.part is not Part.ROW
            and self.first[id(slot.node)] < at
        ):
            return True
        return slot.node.kind in _INNER and not self._leads(slot.node)

    def _leads(self, node: Node) -> bool:
        """Whether nothing of what a provision stands in comes before it: 前文 before its paragraph."""
        above = self.parent.get(id(node))
        return above is None or self.first[id(above)] == self.first[id(node)]

    def parent_end(self, at: int) -> int:
        """Where the lines end of what the provision of a line stands in."""
        above = self.parent.get(id(self.slots[at].node))
        return self.end[id(above)] if above is not None else len(self.slots)

    def place(self, node: Node) -> str:
        """The printed place of a node: 「第3条」「附則」「別表」「災害対策の項」."""
        names: list[str] = []
        at: Node | None = node
        while at is not None:
            if at.kind is Kind.ROW and at.children:
                names.append(f"{at.children[0].text}の項")
            elif at.kind is Kind.PARAGRAPH and at.label:
                names.append(f"第{at.number or at.label}項")
            elif at.kind is Kind.ITEM and at.label:
                names.append(f"第{at.number or at.label}号")
            elif at.label:
                names.append(at.label)
            if at.kind is Kind.ARTICLE:
                break
            at = self.parent.get(id(at))
        return "".join(reversed(names))

    def _fill(self, node: Node, lead: bool = False) -> None:
        """Add the lines of a node and of all below it. Depth is that of a printed text."""
        self.first[id(node)] = len(self.slots)
        if not lead:
            self.slots += self._own(node)
        beside = self._beside(node)
        for child in node.children:
            self.parent[id(child)] = node
            if node.kind in (Kind.ROW, Kind.HEADER):
                continue
            self._fill(child, child is beside)
        self.end[id(node)] = len(self.slots)

    def _own(self, node: Node) -> list[Slot]:
        if node.kind in (Kind.ROW, Kind.HEADER):
            cells = "\t".join(squeezed(cell.text) for cell in node.children)
            return [Slot(Part.ROW, node, cells)]
        note = f"（{node.note}）" if node.note else ""
        found: list[Slot] = []
        if node.kind in HEADINGS:
            parts = (node.label, node.caption, note) if node.kind is Kind.TOC_ENTRY else (
                node.label, note, node.caption)  # fmt: skip
            if any(parts):
                found.append(Slot(Part.MAIN, node, squeezed("".join(parts))))
            if node.text:
                found.append(Slot(Part.TEXT, node, squeezed(node.text)))
        else:
            lead = self._beside(node)
            if node.caption:
                found.append(Slot(Part.CAPTION, node, squeezed(f"（{node.caption}）")))
            text = lead.text if lead is not None else node.text
            if node.label or note or text:
                main = squeezed(node.label + note + text)
                found.append(Slot(Part.MAIN, node, main, lead))
        return found if found or node.children else [Slot(Part.SILENT, node, "")]

    @staticmethod
    def _beside(node: Node) -> Node | None:
        """The first paragraph of an article, the address beside 甲: without a number of its own."""
        if not node.children or not node.label or node.text:
            return None
        first = node.children[0]
        if first.label or first.caption or first.note:
            return None
        wanted = {Kind.ARTICLE: Kind.PARAGRAPH, Kind.SIGNATURE: Kind.FIELD}.get(node.kind)
        return first if first.kind is wanted else None


def _from(places: list[int], start: int) -> int | None:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else None
