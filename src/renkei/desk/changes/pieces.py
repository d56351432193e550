"""The pieces of a text that are edited one at a time (規定ごとの編集): whole lines of its source.

A piece is replaced, put behind another, moved or taken out by changing those lines; the text is then
read again, so that what is stored is always a text that the reader has understood. No database here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from renkei.desk.agreements.places import Places
from renkei.instrument.formats.printed import LINE_BREAK
from renkei.instrument.model import Document, Kind, Node, Role
from renkei.units import to_fullwidth, to_halfwidth, to_kanji

#: Edited as a whole, with all that stands below.
WHOLE = (
    Kind.COVER,
    Kind.LAW_NUMBER,
    Kind.TITLE,
    Kind.TOC,
    Kind.ENACTMENT,
    Kind.PREAMBLE,
    Kind.ARTICLE,
    Kind.SUPPLEMENT,
    Kind.CLOSING,
    Kind.DATE,
    Kind.SIGNATURE,
    Kind.ROW,
    Kind.REMARKS,
    Kind.BLOCK,
    Kind.UNPARSED,
)
#: Edited by their own heading; what stands below are pieces of their own.
HEADINGS = (
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.SUBSECTION,
    Kind.DIVISION,
    Kind.ANNEX,
    Kind.GROUP,
    Kind.TABLE,
)
#: Of these another can be put behind, and they can change places with their neighbours.
MOVABLE = (Kind.ARTICLE, Kind.ROW)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: ``text`` is ``source[start:end]``, whole lines, without the last line end.

    ``columns`` are the headings of a row's cells and ``cells`` what they say; empty for other pieces
    and for rows that cannot be written cell by cell.
    """

    node_id: str
    kind: Kind
    name: str
    start: int
    end: int
    text: str
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    parent: str = ""
    heading: bool = False
    #: By what it is found in another text: the first cell of a row, the kind and number of the rest
    key: str = ""

    @property
    def movable(self) -> bool:
        """Whether it can be moved, and another put behind it."""
        return self.kind in MOVABLE

    @property
    def words(self) -> str:
        """What it says, as a page shows it: a cell a line."""
        return self.text.replace("\t", "\n").replace(LINE_BREAK, "\n")


def pieces_of(document: Document) -> dict[str, Piece]:
    """The pieces of a text in reading order, by the id of their node."""
    places = Places(document)
    found: dict[str, Piece] = {}
    stack: list[tuple[Node, str]] = [(document.root, "")]
    while stack:
        node, parent = stack.pop()
        whole = node.kind in WHOLE
        if whole or node.kind in HEADINGS:
            piece = _piece(document.source, node, parent, places, heading=not whole)
            if piece is not None:
                found[node.id] = piece
        if not whole:
            stack.extend((child, node.id) for child in reversed(node.children))
    return found


def seen_of(piece: Piece) -> str:
    """The digest of what a piece says: whoever saw another is told."""
    return hashlib.sha256(piece.text.encode("utf-8")).hexdigest()


def replaced(source: str, piece: Piece, words: str) -> str:
    """The text with other words in the place of a piece; without it where they are empty."""
    if words.strip():
        return source[: piece.start] + words + source[piece.end :]
    end = piece.end + (source[piece.end : piece.end + 1] == "\n")
    # The empty line before it goes too, so that none stands double.
    start = piece.start
    if source[:start].endswith("\n\n") and source[end : end + 1] in ("\n", ""):
        start -= 1
    return source[:start] + source[end:]


def added(source: str, after: Piece, words: str) -> str:
    """The text with another piece of the same kind behind one."""
    if not words.strip():
        return source
    gap = "\n" if after.kind is Kind.ROW else "\n\n"
    return source[: after.end] + gap + words + source[after.end :]


def moved(source: str, pieces: Iterable[Piece], piece: Piece, step: int) -> str:
    """The text with a piece in the place of its next (1) or last (-1) neighbour of its kind."""
    row = [one for one in pieces if one.kind is piece.kind and one.parent == piece.parent]
    at = next(index for index, one in enumerate(row) if one.node_id == piece.node_id)
    if not 0 <= at + step < len(row):
        return source
    first, second = sorted((row[at], row[at + step]), key=lambda one: one.start)
    return (
        source[: first.start]
        + second.text
        + source[first.end : second.start]
        + first.text
        + source[second.end :]
    )


def line_of(cells: Sequence[str]) -> str:
    """The cells of a row as the line of a text; line ends in a cell stay, as U+2028."""
    return "\t".join(_cell(cell) for cell in cells)


def _cell(words: str) -> str:
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip().split("\n")
    return LINE_BREAK.join(line.strip() for line in lines)


def lines_of(words: str) -> str:
    """Words of a form as lines of a text: no empty lines around them."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _piece(source: str, node: Node, parent: str, places: Places, *, heading: bool) -> Piece | None:
    own = [node] if heading else list(node.walk())
    said = [p for part in own for p in part.pieces if source[p.start : p.end].strip()]
    if not said:
        return None
    start = source.rfind("\n", 0, min(p.start for p in said)) + 1
    last = max(p.end for p in said)
    end = source.find("\n", last - 1 if source[last - 1] == "\n" else last)
    end = len(source) if end < 0 else end
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    if node.kind is Kind.ROW and node.children and "\t" in source[start:end]:
        columns = tuple(cell.attr("header") for cell in node.children)
        cells = tuple(cell.text.replace(LINE_BREAK, "\n") for cell in node.children)
    name = _name(node, places)
    first = node.children[0].text if node.kind is Kind.ROW and node.children else ""
    key = first or f"{node.kind}:{node.number or ''}"
    return Piece(
        node.id,
        node.kind,
        name,
        start,
        end,
        source[start:end],
        columns,
        cells,
        parent,
        heading,
        key,
    )


def _name(node: Node, places: Places) -> str:
    name = "".join(places.name(node).split()) if node.kind is Kind.ARTICLE else places.name(node)
    if node.kind is Kind.ARTICLE and node.caption:
        return f"{name}（{node.caption}）"
    if node.kind is Kind.SIGNATURE:
        return f"署名欄{node.label and f'（{node.label}）'}"
    return name


def next_article(document: Document, after: Piece) -> tuple[str, bool]:
    """The heading lines for another article behind one, and whether articles follow that would have to
    be renumbered: 「（）」 and the next number in the manner of the numbers that are there."""
    order = [node for node in document.articles() if node.number is not None]
    at = next((index for index, node in enumerate(order) if node.id == after.node_id), None)
    if at is None or order[at].number is None:
        return "", False
    node = order[at]
    label = _relabelled(node, 1)
    caption = "（　）\n" if node.caption else ""
    return f"{caption}{label}　", at + 1 < len(order)


def renumbered(document: Document, after: Piece, by: int) -> str:
    """The text with the numbers of all articles behind one moved by ``by``: 第5条 becomes 第6条.

    Only the labels themselves change; what refers to them is shown as a broken reference. Upwards only
    what has a later number moves, and nothing behind a branch (第5条の2 is no place in the row).
    """
    order = [node for node in document.articles() if node.number is not None]
    at = next((index for index, node in enumerate(order) if node.id == after.node_id), None)
    if at is None:
        return document.source
    source = document.source
    own = order[at].number
    assert own is not None
    if by < 0 and len(own.parts) > 1:
        return source
    for node in reversed(order[at + 1 :]):
        span = node.span(Role.LABEL)
        later = by > 0 or (node.number is not None and node.number.parts[0] > own.parts[0])
        if span is not None and later:
            source = source[: span[0]] + _relabelled(node, by) + source[span[1] :]
    return source


def _relabelled(node: Node, by: int) -> str:
    """The label of an article with another number, in its own manner: 第5条, 第５条, 第五条, 第5条の2."""
    number = node.number
    assert number is not None
    written = to_halfwidth
    if any(char in node.label for char in "０１２３４５６７８９"):
        written = to_fullwidth
    elif not any(char.isascii() and char.isdigit() for char in node.label):
        written = to_kanji
    branches = "".join(f"の{written(part)}" for part in number.parts[1:])
    return f"第{written(number.parts[0] + by)}条{branches}"
