"""What the page of a change shows: its sentences, what they touch, what the checks say, its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from renkei.amendment.align import Fate, Pair, align
from renkei.amendment.compare import Change as Words
from renkei.amendment.compare import words
from renkei.amendment.operations import Restate
from renkei.amendment.proving import Proof
from renkei.amendment.tables import AGREEMENT, comparison
from renkei.amendment.tables.making.page import fragment
from renkei.desk.agreements.family_pairs import Line, lines_of
from renkei.desk.agreements.notes import CSS, speaks_english
from renkei.desk.agreements.places import Places
from renkei.desk.changes.pieces import Piece, pieces_of
from renkei.desk.changes.texts import Pair as Texts
from renkei.desk.procedures.papers.amending import prose_blocks
from renkei.instrument.checks import RULES
from renkei.instrument.formats.blocks import Table
from renkei.instrument.formats.printed import LINE_BREAK
from renkei.instrument.model import Document, Finding, Kind


@dataclass(frozen=True, slots=True)
class Said:
    """One finding as the page shows it. ``piece`` is where it can be mended, "" for nowhere."""

    css: str
    code: str
    title: str
    message: str
    place: str
    piece: str
    new: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of the target text: what changed in it, and whether it is new."""

    piece: Piece
    changes: tuple[Words, ...]
    added: bool
    touched: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """One provision that changes. ``piece`` is its place in the target text, "" where it is gone."""

    line: Line
    piece: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of amending sentences, or the rows of a table in them.

    ``sentence``: it begins one character in and goes on at the margin; a line of new text hangs.
    """

    words: str = ""
    indent: int = 0
    sentence: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def restated(proof: Proof | None) -> bool:
    """Whether the sentences give the whole text anew: nothing smaller was proved."""
    if proof is None or not proof.ok:
        return False
    return any(
        isinstance(operation, Restate)
        for one in proof.amendment.instructions
        for operation in one.operations
    )


def touched_of(before: Document, after: Document) -> list[Touched]:
    """What the change touches, in the order of the new text."""
    found = [line for line in lines_of(align(before, after), {}, {}) if line.differs]
    ids = _pieces_by_node(after)
    return [Touched(line, ids.get(line.right_id, "")) for line in found]


def shown_of(before: Document, after: Document) -> list[Shown]:
    """The pieces of the target text, each with its words against those in force."""
    earlier, here = pieces_of(before), pieces_of(after)
    left = _partners(align(before, after))
    by_key = {piece.key: piece for piece in earlier.values()}
    shown = []
    for node_id, piece in here.items():
        old = earlier.get(left.get(node_id, ""))
        if old is None and node_id not in left:
            old = by_key.get(piece.key)
            old = old if old is not None and old.kind is piece.kind else None
        if old is None:
            shown.append(Shown(piece, (), True, True))
            continue
        touched = old.words != piece.words
        changes = words(old.words, piece.words) if touched else ()
        shown.append(Shown(piece, changes, False, touched))
    return shown


def findings_of(texts: Texts) -> list[Said]:
    """What the checks say of the target text: what the change brings in first."""
    document = texts.after.document
    places, ids = Places(document), _pieces_by_node(document)
    new, old = texts.new_findings
    return [_said(one, places, ids, True) for one in new] + [
        _said(one, places, ids, False) for one in old
    ]


def table_of(before: Document, after: Document, *, old_right: bool) -> SafeString:
    """新旧対照表 as HTML, the present words in the right column or the left."""
    style = replace(AGREEMENT, after_first=old_right)
    # The words are escaped where they become HTML.
    return mark_safe(fragment(comparison(before, after, style)))


def sentences_of(prose: str) -> list[Sentence]:
    """Amending sentences as a page shows them."""
    found = []
    for block in prose_blocks(prose, 40):
        if isinstance(block, Table):
            rows = tuple(
                tuple(cell.text.replace(LINE_BREAK, "\n") for cell in row.cells)
                for row in block.rows
            )
            found.append(Sentence(rows=rows))
        else:
            words = block.text.lstrip("　")
            indent = min(len(block.text) - len(words), 3)
            found.append(Sentence(words, indent, block.left == 0))
    return found


def _said(one: Finding, places: Places, ids: dict[str, str], new: bool) -> Said:
    english = speaks_english()
    entry = RULES.get(one.code)
    node = places.nodes.get(one.node_id)
    return Said(
        CSS[one.severity],
        one.code if entry else "",
        str(getattr(entry, "title_en" if english else "title_ja", one.code)),
        one.message_en if english else one.message_ja,
        places.full_name(node) if node is not None and node.kind is not Kind.DOCUMENT else "",
        ids.get(one.node_id, ""),
        new,
    )


def _pieces_by_node(document: Document) -> dict[str, str]:
    """The piece in which each node stands, by the id of the node."""
    found: dict[str, str] = {}
    pieces = pieces_of(document)
    for node in document.root.walk():
        piece = pieces.get(node.id)
        if piece is None:
            continue
        for below in [node] if piece.heading else node.walk():
            found.setdefault(below.id, node.id)
    return found


def _partners(pairs: Iterable[Pair]) -> dict[str, str]:
    """Which node of the text in force each node of the target was, "" for a new one."""
    found: dict[str, str] = {}
    for pair in pairs:
        if pair.right is not None:
            found[pair.right.id] = pair.left.id if pair.left and pair.fate is not Fate.ADDED else ""
        found |= _partners(pair.parts)
    return found
