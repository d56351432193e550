"""The laying out of blocks, as :mod:`renkei.amendment.writing.blocks` defines it (新しい文の組み方).

Each node is first written the natural way. What a reader would take that line for is then worked out
from the definition; where it is not exactly the node, the node is written as a marked line.
"""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.writing.labels import PARAGRAPH, SUPPLEMENT
from renkei.amendment.writing.seats import ITEMS, PLAIN, Expected, Seat, Seats, Seen, bracketed
from renkei.amendment.writing.words import WORDS, Unwritable
from renkei.instrument.model import Kind, Node, Number

RULE = "─" * 10
SPACE = "　"
_VERBS = (
    *("改める。", "削る。", "加える。", "とする。", "付する。"),
    *("繰り下げる。", "繰り上げる。", "改正する。", "変更する。"),
)
_INDENT = {
    Kind.PART: 3,
    Kind.CHAPTER: 3,
    Kind.SECTION: 3,
    Kind.SUBSECTION: 3,
    Kind.DIVISION: 3,
    Kind.SUPPLEMENT: 3,
}
_ONE = Number((1,))


def lay_out(nodes: tuple[Node, ...], expected: Expected) -> list[str]:
    """The lines of a block of provisions. Raises :class:`Unwritable` for line ends inside a text."""
    pen = _Pen(expected)
    first = nodes[0] if nodes else None
    if first and expected.kind in (Kind.MAIN, Kind.PREAMBLE) and _silent(first, expected.kind):
        pen.seats.push(1, Seat(expected.kind, None))
        for child in first.children:
            pen.put(child, 2)
        if pen.lines and not pen.lines[0].marked:
            for node in nodes[1:]:
                pen.put(node, 1)
            return [line.text for line in pen.lines]
        pen = _Pen(expected)
    pen.put_all(nodes, 1)
    return [line.text for line in pen.lines]


def lay_out_words(text: str) -> str:
    """The line of a block that is words only."""
    _whole(text)
    if not text or text != text.strip(" 　\t") or text.startswith("〔"):
        return f"〔文〕{text}"
    return SPACE + text


def _silent(node: Node, kind: Kind) -> bool:
    return (
        node.kind is kind
        and node.number is None
        and not (node.label or node.caption or node.note or node.text)
        and bool(node.children)
    )


@dataclass(slots=True)
class _Line:
    text: str
    marked: bool = False
    row: bool = False
    heading: int = 0  # n of a heading over a table; 0 for other lines


class _Pen:
    """Writes line by line and knows what a reader knows at that line."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.lines: list[_Line] = []
        self.seats = Seats(expected)

    def put_all(self, nodes: tuple[Node, ...], depth: int) -> None:
        """Siblings; rows among them may share a rule."""
        heads = 0
        while heads < len(nodes) and nodes[heads].kind is Kind.HEADER:
            heads += 1
        ruled = bool(heads) and self._rows_natural(depth) and all(map(_parted, nodes[:heads]))
        for index, node in enumerate(nodes):
            if node.kind in (Kind.ROW, Kind.HEADER):
                self._row(node, depth, under_rule=ruled and index < heads)
                if ruled and index == heads - 1:
                    self._add(RULE)
            else:
                self.put(node, depth)

    def put(self, node: Node, depth: int) -> None:
        """One node, and all below it."""
        for field in (node.label, node.caption, node.note, node.text):
            _whole(field)
        if node.kind in (Kind.ROW, Kind.HEADER):
            self._row(node, depth, under_rule=False)
            return
        if node.kind is Kind.TABLE:
            self._table(node, depth)
            return
        before, count = self.seats.copy(), len(self.lines)
        if self._natural(node, depth):
            return
        del self.lines[count:]
        self.seats = before
        self._mark(node, depth)
        self.put_all(node.children, depth + 1)

    def _natural(self, node: Node, depth: int) -> bool:
        """Write the node and all below it the natural way; False where that would be misread."""
        found = _candidate(node, depth, self.seats)
        if found is None:
            return False
        indent, body, rest = found
        captioned = node.kind in (Kind.ARTICLE, Kind.PARAGRAPH)
        caption = node.caption if captioned else ""
        if caption and not bracketed(f"（{caption}）"):
            return False
        seen = self.seats.see(body, indent, caption, first=not self.lines)
        if seen is None or not self._same(seen, node, depth, rest=rest):
            return False
        if self.lines and body.endswith(_VERBS) and not node.label and not self.expected.own:
            return False  # it would be taken for an instruction
        if caption:
            self._add(f"{SPACE}（{caption}）")
        self._add(SPACE * indent + body)
        line = len(self.lines) - 1
        parent = self.seats.parent(depth)
        counted = indent if node.kind in (*ITEMS, Kind.TOC_ENTRY) else None
        self.seats.push(depth, Seat(node.kind, node.number, counted))
        if node.kind is Kind.GROUP:
            self.lines[line].heading = indent
        elif node.kind is Kind.TOC_ENTRY and SUPPLEMENT.fullmatch(node.label):
            self.seats.closed = True
        children = node.children
        if rest:
            self.seats.push(depth + 1, Seat(Kind.PARAGRAPH, _ONE))
            self.put_all(children[0].children, depth + 2)
            children = children[1:]
        self.put_all(children, depth + 1)
        if node.kind in ITEMS and parent is not None and parent.kind in (Kind.ANNEX, Kind.GROUP):
            return self._heads(line, indent) == (node.kind is Kind.GROUP)
        return True

    def _same(self, seen: Seen, node: Node, depth: int, *, rest: bool) -> bool:
        """Whether the line is taken for the node (that a heading is one shows the next line)."""
        text = node.children[0].text if rest else node.text
        told = Seen(node.kind, depth, node.number, node.label, node.caption, node.note, text)
        if node.kind is Kind.GROUP:
            parent = self.seats.parent(depth)
            below = parent is not None and parent.kind in (Kind.ANNEX, Kind.GROUP)
            if not below and seen.kind is not Kind.GROUP:
                return False
            seen = seen._replace(kind=Kind.GROUP, caption=seen.text, text="")
        return seen == told

    def _heads(self, line: int, indent: int) -> bool:
        """Whether the line after an enumerator makes it a heading over a table."""
        after = self.lines[line + 1] if line + 1 < len(self.lines) else None
        return after is not None and (
            (after.row and not after.marked and after.text != RULE) or after.heading == indent + 1
        )

    def _mark(self, node: Node, depth: int) -> None:
        """The marked line of any node."""
        fields = (node.label, node.caption, node.note)
        if any("\t" in field for field in fields):
            raise Unwritable(
                "番号、見出し又は付記にタブがあり、改め文では書けません。",
                "A label, caption or note holds a TAB, which no prose can carry.",
            )
        said = node.text
        if any(fields) or "\t" in said:
            said = "\t".join((*fields, node.text))
        self._add(_sign(node.kind, node.number, depth) + said, marked=True)
        self.seats.push(depth, Seat(node.kind, node.number))

    def _table(self, node: Node, depth: int) -> None:
        bare = node.number is None and not (node.label or node.caption or node.note or node.text)
        first = node.children[0] if node.children else None
        rows = first is not None and first.kind in (Kind.ROW, Kind.HEADER) and _parted(first)
        heads = [child for child in node.children if child.kind is Kind.HEADER]
        ruled = heads == list(node.children[: len(heads)]) and all(map(_parted, heads))
        opens = depth == len(self.seats.open) + 1 and (
            bool(self.seats.open) or self.expected.kind is Kind.TABLE
        )
        if first is not None and first.kind is Kind.HEADER and not ruled:
            rows = False
        if bare and rows and opens and not self._in_rows() and not self._toc_open():
            self.seats.push(depth, Seat(Kind.TABLE, None))
        else:
            self._mark(node, depth)
        self.put_all(node.children, depth + 1)

    def _toc_open(self) -> bool:
        return any(seat.kind is Kind.TOC for seat in self.seats.open)

    def _in_rows(self) -> bool:
        return bool(self.lines) and self.lines[-1].row

    def _rows_natural(self, depth: int) -> bool:
        """Whether unmarked rows would be taken for children of this depth."""
        if self.expected.kind is Kind.ROW:
            return depth == 1
        top = self.seats.open[-1] if self.seats.open else None
        if top is not None and top.kind in (Kind.ROW, Kind.HEADER) and self._in_rows():
            return depth == len(self.seats.open)
        return top is not None and top.kind is Kind.TABLE and depth == len(self.seats.open) + 1

    def _row(self, node: Node, depth: int, *, under_rule: bool) -> None:
        if node.number or node.label or node.caption or node.note or node.text:
            raise Unwritable("行は欄のほかに文を持てません。", "A row says nothing but its cells.")
        for child in node.children:
            _whole(child.text)
        natural = self._rows_natural(depth) and _parted(node)
        top = self.seats.open[-1] if self.seats.open else None
        if top is not None and top.kind is not Kind.TABLE and self.expected.kind is not Kind.ROW:
            natural = natural and self._in_rows()
        wanted = Kind.HEADER if under_rule else Kind.ROW
        natural = natural and node.kind is wanted
        cells = "\t".join(child.text for child in node.children)
        if natural:
            self._add(cells, row=True)
        elif _simple(node) and (cells or len(node.children) > 1):
            self._add(_sign(node.kind, None, depth) + cells, marked=True, row=True)
        else:
            self._mark(node, depth)
            for child in node.children:
                self._mark(child, depth + 1)
                self.put_all(child.children, depth + 2)
            return
        self.seats.push(depth, Seat(node.kind, None))

    def _add(self, text: str, *, marked: bool = False, row: bool = False) -> None:
        self.lines.append(_Line(text, marked, row or text == RULE))


def _sign(kind: Kind, number: Number | None, depth: int) -> str:
    parts = [WORDS[kind]]
    if number is not None:
        parts.append(str(number))
    if depth > 1:
        parts.append(f"{depth}段")
    return "〔" + "・".join(parts) + "〕"


def _simple(row: Node) -> bool:
    """A row that is nothing but cells of text, none with a TAB."""
    return (
        row.number is None
        and not (row.label or row.caption or row.note or row.text)
        and bool(row.children)
        and all(
            cell.kind is Kind.CELL
            and cell.number is None
            and not (cell.label or cell.caption or cell.note or cell.children or "\t" in cell.text)
            for cell in row.children
        )
    )


def _parted(row: Node) -> bool:
    """A row that may stand unmarked: two cells or more, and no space where a line is trimmed."""
    if not _simple(row) or len(row.children) < 2:
        return False
    first, last = row.children[0].text, row.children[-1].text
    return (
        not first.startswith((" ", SPACE, "〔"))
        and not last.endswith((" ", SPACE))
        and bool(first or last)
    )


def _candidate(node: Node, depth: int, seats: Seats) -> tuple[int, str, bool] | None:
    """Indent and body of the natural line, and whether the first paragraph stands on it."""
    for field in (node.label, node.caption, node.note, node.text):
        if not _trimmed(field):
            return None
    kind, label = node.kind, node.label
    words, behind, rest = node.text, "", False
    indent = _INDENT.get(kind, 0)
    if kind is Kind.ARTICLE:
        rest = _runs_on(node)
        words = node.children[0].text if rest else ""
    elif kind is Kind.PARAGRAPH:
        indent = 0 if PARAGRAPH.fullmatch(label) else 1
    elif kind in _HEADINGS:
        words, behind = node.caption, f"（{node.note}）" if node.note else ""
    elif kind in PLAIN:
        indent = 1
    if kind in (*ITEMS, Kind.TOC_ENTRY):
        parent = seats.parent(depth)
        over = parent.indent if parent and parent.kind in (*ITEMS, Kind.TOC_ENTRY) else 0
        if over is None:
            return None
        indent = over + 1 + (kind is Kind.SUBITEM and depth == 1)
    spaced = f"{SPACE}{words}" if words and label else words
    behind_first = kind is not Kind.TOC_ENTRY
    body = label + (behind + spaced if behind_first else spaced + behind)
    return (indent, body, rest) if body else None


_HEADINGS = frozenset(
    {Kind.SUPPLEMENT, Kind.ANNEX, Kind.TOC_ENTRY, Kind.GROUP, *_INDENT},
)


def _trimmed(text: str) -> bool:
    return "\t" not in text and text == text.strip(" 　")


def _runs_on(article: Node) -> bool:
    """Whether the first paragraph stands on the line of its article."""
    first = article.children[0] if article.children else None
    if first is None or first.kind is not Kind.PARAGRAPH or first.number != _ONE:
        return False
    _whole(first.text)
    said = first.label or first.caption or first.note
    return not said and bool(first.text) and _trimmed(first.text)


def _whole(text: str) -> None:
    if "\n" in text or "\r" in text:
        raise Unwritable(
            "改行を含む文は、改め文では書けません。",
            "Text with a line end inside cannot be carried by prose.",
        )
