"""日本の法文の組み方: from the tree of a text to what is printed, in one place.

The rules are those of 公用文 written left to right (左横書き), as the manuals for official texts of
municipalities give them (公文例規程):

- 題名 begins at the fourth character; that of an agreement stands in the middle.
- 見出し stands above its article and begins at the second character.
- 条 and numbered 項 begin at the first character, their further lines at the second.
- 号 begins at the second character, each 細分 one further; their further lines one further still.
- An unnumbered paragraph (前文, 後文, 附則) begins at the second character, its further lines
  at the first.
- 編 begins at the third character, 章 at the fourth, 節 fifth, 款 sixth, 目 seventh; 附則 at the
  fourth.
- 署名欄 stands to the right, the lines of one party under each other.
- 別表 begins a page, its heading at the first character.

Every printed character is one of the tree: labels as printed, captions in their brackets. Spaces
that only set the page in the source are replaced by indents.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from renkei.instrument.formats.blocks import Align, Block, Run, RunKind, Style, Text
from renkei.instrument.formats.grid import (
    column_widths,
    fits,
    heading_of,
    lay_table,
    units,
)
from renkei.instrument.formats.options import PITCH, PrintOptions
from renkei.instrument.formats.printed import LINE_BREAK, Part, lines, parts
from renkei.instrument.model import Document, Kind, Node, Role

_DIVISIONS = {
    Kind.PART: 2,
    Kind.CHAPTER: 3,
    Kind.SECTION: 4,
    Kind.SUBSECTION: 5,
    Kind.DIVISION: 6,
}

#: Room kept free right of a name, for the seal (公印), in characters.
_SEAL = 4


class _Place(NamedTuple):
    """Where a node stands: what the rules ask of its ancestors, itself included."""

    items: int = 0  # 号 and 細分 around it
    divisions: int = 0  # 編章節款目
    groups: int = 0  # headings in an annex
    entries: int = 0  # rows of a table of contents
    table: Node | None = None  # the table whose row it is in
    signature: Node | None = None
    preamble: bool = False


def layout(document: Document, options: PrintOptions | None = None) -> tuple[Block, ...]:
    """What is to be printed of a document, in order: paragraphs with their geometry, and tables."""
    options = options or PrintOptions()
    blocks = list(_Layout(document, options).blocks())
    _keep_signatures_together(blocks, options)
    return tuple(blocks)


def title_of(document: Document) -> str:
    """題名 for the properties of a file: the title, else the first printed line, else 「文書」."""
    for node in document.root.of_kind(Kind.TITLE):
        if node.text.strip():
            return " ".join(node.text.split())
    for line in lines(parts(document.source, [document.root])):
        words = " ".join("".join(part.text for part in line).split())
        if words:
            return words[:100]
    return "文書"


class _Layout:
    """One walk over the printed lines of one document."""

    def __init__(self, document: Document, options: PrintOptions) -> None:
        self.document = document
        self.options = options
        self.places = _places(document.root)
        kinds = {node.kind for node in document.root.walk()}
        self.agreement = bool(kinds & {Kind.SIGNATURE, Kind.COVER, Kind.CLOSING, Kind.PREAMBLE})
        self.widths = self._table_widths()
        self.printed = [tuple(line) for line in lines(parts(document.source, [document.root]))]
        self.sign_at = self._sign_at()

    def blocks(self) -> Iterator[Block]:
        level = 0
        previous: Style | None = None
        party = ""
        tables: set[str] = set()
        annexes = 0
        begun = False
        for line in self.printed:
            lead = _lead(line)
            place = self.places[id(lead.node)]
            if place.table is not None and id(place.table) in self.widths:
                if place.table.id not in tables:
                    tables.add(place.table.id)
                    widths = self.widths[id(place.table)]
                    yield lay_table(self.document.source, place.table, widths, self.options)
                previous, begun = None, True
                continue
            block = self._text(line, lead, place)
            if previous is Style.COVER and block.style is not Style.COVER:
                block = replace(block, new_page=True)
            elif block.style is Style.ANNEX:
                annexes += 1
                block = replace(block, new_page=annexes == 1 and begun)
            if block.style is Style.COVER:
                block = _cover(block, first=previous is not Style.COVER)
            if place.signature is not None:
                if party and party != place.signature.id:
                    block = replace(block, before=1.5)
                party = place.signature.id
            if block.level:
                level = min(block.level, level + 1)
                block = replace(block, level=level)
            previous, begun = block.style, True
            yield block

    def _text(self, line: tuple[Part, ...], lead: Part, place: _Place) -> Text:
        """A printed line as a paragraph, set by the rule for what it begins with."""
        node = lead.node
        labelled = any(part.role is Role.LABEL and part.node is node for part in line)

        def text(style: Style, start: float = 0, left: float = 0, **more: object) -> Text:
            made = Text(style, node.id, _runs(line), start, left)
            return replace(made, **more)  # type: ignore[arg-type]

        match node.kind:
            case Kind.COVER:
                return text(Style.COVER, align=Align.CENTER)
            case Kind.TITLE if self.agreement:
                return text(
                    Style.TITLE, align=Align.CENTER, scale=7 / 6, level=1, keep=True, before=0.5
                )
            case Kind.TITLE:
                return text(Style.TITLE, 3, 3, scale=7 / 6, level=1, keep=True, before=0.5)
            case Kind.LAW_NUMBER:
                return text(Style.LAW_NUMBER, align=Align.END, keep=True)
            case Kind.TOC:
                return text(Style.TOC, 0, 1, level=2, keep=True, before=1)
            case Kind.TOC_ENTRY:
                return text(Style.TOC_ENTRY, place.entries, place.entries + 2)
            case Kind.PREAMBLE | Kind.ENACTMENT | Kind.PARAGRAPH if place.preamble and not labelled:
                return text(Style.PREAMBLE, 1, 0, before=1)
            case Kind.PART | Kind.CHAPTER | Kind.SECTION | Kind.SUBSECTION | Kind.DIVISION:
                start = _DIVISIONS[node.kind]
                level = 1 + place.divisions
                return text(Style.HEADING, start, start + 2, level=level, keep=True, before=1)
            case Kind.ARTICLE if labelled:
                before = 0.0 if node.caption and lead.role is Role.LABEL else 0.75
                return text(Style.ARTICLE, 0, 1, before=before)
            case Kind.SUPPLEMENT:
                return text(Style.SUPPLEMENT, 3, 4, level=2, keep=True, before=1.25)
            case Kind.CLOSING:
                return text(Style.CLOSING, 1, 0, before=1.25)
            case Kind.DATE:
                return text(Style.DATE, 2, 2, before=1, keep=True)
            case Kind.SIGNATURE | Kind.FIELD:
                return self._signed(text(Style.SIGNATURE), lead, line)
            case Kind.ANNEX:
                return text(Style.ANNEX, 0, 1, level=2, keep=True, before=1.5)
            case Kind.GROUP:
                start = max(place.groups - 1, 0)
                level = 2 + place.groups
                return text(Style.GROUP, start, start + 2, level=level, keep=True, before=1)
            case Kind.TABLE:
                return text(Style.TABLE_TITLE, align=Align.CENTER, keep=True, before=0.5)
            case Kind.REMARKS:
                return text(Style.REMARKS, 0, 2, before=0.5)
            case Kind.ITEM | Kind.SUBITEM:
                return text(Style.ITEM, place.items, place.items + 1)
            case _ if lead.role is Role.CAPTION:
                level = 2 + place.divisions
                return text(Style.CAPTION, 1, 1, level=level, keep=True, before=0.75)
            case Kind.PARAGRAPH if labelled:
                return text(Style.PARAGRAPH, place.items, place.items + 1)
            case Kind.PARAGRAPH:
                return text(Style.PARAGRAPH, place.items + 1, place.items)
            case Kind.HEADER | Kind.ROW | Kind.CELL:
                return text(Style.OTHER, 0, 1)  # a row of a table too wide for any sheet
            case _:
                return text(Style.OTHER, place.items, place.items)

    def _signed(self, block: Text, lead: Part, line: tuple[Part, ...]) -> Text:
        """A line of a signature block: 甲 hangs, everything else stands under the address."""
        under = self.sign_at + self._designation_width()
        name = any(part.node.attr("field") == "name" for part in line)
        last = line[-1].node.attr("field") == "name"
        if lead.role is Role.LABEL:
            return replace(block, start=self.sign_at, left=under, before=1, keep=not last)
        before = 0.5 if name and len({p.node.id for p in line}) == 1 else 0
        return replace(block, start=under, left=under, before=before, keep=not last)

    def _designation_width(self) -> float:
        """Width of 「甲」 with the space after it; 0 where the parties are only named."""
        labels = [
            node.label
            for node in self.document.root.of_kind(Kind.SIGNATURE)
            if node.label and len(node.label) <= 4
        ]
        return max((units(label) for label in labels), default=-1.0) + 1

    def _sign_at(self) -> float:
        """Where signature blocks begin: right of the middle if the longest line leaves room."""
        longest = 0.0
        for line in self.printed:
            if _lead(line).node.kind in (Kind.SIGNATURE, Kind.FIELD):
                longest = max(longest, units("".join(part.text for part in line)))
        room = self.options.measure - longest - self._designation_width() - _SEAL
        return float(max(2, int(min(room, self.options.measure * 0.45))))

    def _table_widths(self) -> dict[int, tuple[float, ...]]:
        """Column widths of every table that fits the sheet; equal headings, equal widths."""
        source = self.document.source
        alike: dict[tuple[str, ...], list[Node]] = {}
        for table in self.document.root.of_kind(Kind.TABLE):
            if fits(table, self.options):
                alike.setdefault(heading_of(source, table), []).append(table)
        return {
            id(table): widths
            for tables in alike.values()
            for widths in [column_widths(source, tables, self.options)]
            for table in tables
        }


def _keep_signatures_together(blocks: list[Block], options: PrintOptions) -> None:
    """後文, date and all signatures stand on one page where they fit: no page of names alone."""
    signed = [place for place, block in enumerate(blocks) if _is(block, Style.SIGNATURE)]
    if not signed:
        return
    first, last = signed[0], signed[-1]
    while first and _is(blocks[first - 1], Style.CLOSING, Style.DATE):
        first -= 1
    ending = [block for block in blocks[first : last + 1] if isinstance(block, Text)]
    height = 0.0
    for block in ending:
        count = math.ceil((units(block.text) + block.start) / (options.measure - block.left))
        height += block.before + PITCH * max(count, 1)
    if len(ending) == last + 1 - first and height <= options.lines_a_page * PITCH * 0.9:
        blocks[first:last] = [replace(block, keep=True) for block in ending[:-1]]


def _is(block: Block, *styles: Style) -> bool:
    return isinstance(block, Text) and block.style in styles


def _places(root: Node) -> dict[int, _Place]:
    """The place of every node, by identity; without recursion, so depth is no limit."""
    found: dict[int, _Place] = {}
    stack: list[tuple[Node, _Place, Node | None]] = [(root, _Place(), None)]
    while stack:
        node, place, parent = stack.pop()
        match node.kind:
            case Kind.ITEM | Kind.SUBITEM:
                place = place._replace(items=place.items + 1)
            case Kind.GROUP:
                place = place._replace(groups=place.groups + 1)
            case Kind.TOC_ENTRY:
                place = place._replace(entries=place.entries + 1)
            case Kind.PREAMBLE | Kind.ENACTMENT:
                place = place._replace(preamble=True)
            case Kind.SIGNATURE:
                place = place._replace(signature=node)
            case Kind.HEADER | Kind.ROW if place.table is None:
                inside = parent if parent is not None and parent.kind is Kind.TABLE else None
                place = place._replace(table=inside)
            case kind if kind in _DIVISIONS:
                place = place._replace(divisions=place.divisions + 1)
            case _:
                pass
        found[id(node)] = place
        stack.extend((child, place, node) for child in node.children)
    return found


def _lead(line: tuple[Part, ...]) -> Part:
    """What a line begins with, brackets aside."""
    return next(part for part in line if part.role is not Role.LAYOUT)


def _runs(line: tuple[Part, ...]) -> tuple[Run, ...]:
    """The characters of a line by manner of printing; neighbours in one manner are one run."""
    runs: list[Run] = []
    for index, part in enumerate(line):
        text = part.text.replace("\n", LINE_BREAK)
        kind = RunKind.LABEL if part.role is Role.LABEL else RunKind.TEXT
        after_label = index > 0 and line[index - 1].role is Role.LABEL
        if part.role is Role.LAYOUT and after_label and text in (" ", "\t", "\u3000"):
            kind = RunKind.GAP
        if runs and runs[-1].kind is kind:
            runs[-1] = Run(runs[-1].text + text, kind)
        elif text:
            runs.append(Run(text, kind))
    return tuple(runs)


def _cover(block: Text, *, first: bool) -> Text:
    """The first line of a title page large, a third down the sheet; the others below it."""
    if first:
        return replace(block, scale=5 / 3, before=12, new_page=False)
    return replace(block, scale=7 / 6, before=2.5)
