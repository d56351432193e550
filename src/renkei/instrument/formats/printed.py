"""The lines of a document as they were printed: runs of characters, each with the node it is of.

Works on the pieces of the tree, so that what a writer prints is what the tree holds, no more and no
less. Blank lines, and spaces at the edges of a line, set the page and are left to the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from renkei.instrument.model import Kind, Node, Role

#: U+2028: a line end inside a paragraph or a cell.
LINE_BREAK = "\u2028"

#: Between a label and its text where the source has nothing there.
GAP = "\u3000"


class Part(NamedTuple):
    """A run of characters of one role of one node."""

    node: Node
    role: Role
    text: str


def parts(source: str, roots: Iterable[Node]) -> Iterator[Part]:
    """The runs of all nodes below ``roots``, in the order of the source.

    A node without pieces (made by hand, not read) is written from its fields where it stands.
    """
    found: list[tuple[int, int, Part]] = []
    position = 0
    for root in roots:
        for node in root.walk():
            if node.pieces:
                for piece in node.pieces:
                    text = source[piece.start : piece.end]
                    found.append((piece.start, len(found), Part(node, piece.role, text)))
                position = max(position, node.pieces[-1].end)
            else:
                for role, text in _fields(node):
                    found.append((position, len(found), Part(node, role, text)))
    found.sort(key=lambda entry: entry[:2])
    return (part for _, _, part in found)


def _fields(node: Node) -> Iterator[tuple[Role, str]]:
    """What a node without pieces says, in the usual order: caption above, label, note, text."""
    runs_on = bool(node.kind in (Kind.ARTICLE, Kind.SIGNATURE) and node.children and not node.text)
    caption_above = bool(node.caption and (node.text or runs_on))
    if caption_above:
        yield from _bracketed(Role.CAPTION, node.caption)
        yield Role.LAYOUT, "\n"
    if node.label:
        yield Role.LABEL, node.label
    if node.note:
        yield from _bracketed(Role.NOTE, node.note)
    if node.caption and not caption_above:
        yield Role.LAYOUT, GAP
        yield Role.CAPTION, node.caption
    if node.text:
        yield Role.TEXT, node.text
    if runs_on:  # its first paragraph stands beside the label
        yield Role.LAYOUT, GAP
    elif node.label or node.note or node.caption or node.text:
        yield Role.LAYOUT, "\n"


def _bracketed(role: Role, text: str) -> Iterator[tuple[Role, str]]:
    yield Role.LAYOUT, "（"
    yield role, text
    yield Role.LAYOUT, "）"


def lines(runs: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Group runs to printed lines: none is empty, none begins or ends with a space of the layout.

    Text of one node that goes on in the next line is one line again (a sentence broken by a page).
    A label that touches its text is parted from it by one full-width space (U+3000).
    """
    line: list[Part] = []
    broken = False
    for part in runs:
        if part.role is not Role.LAYOUT:
            last = next((p for p in reversed(line) if p.role is not Role.LAYOUT), None)
            if broken and line:
                goes_on = last is not None and last.node is part.node and part.role is last.role
                if goes_on and part.role is Role.TEXT:
                    _strip(line)
                else:
                    yield from _finished(line)
                    line = []
            elif line and line[-1].role is Role.LABEL and part.role is Role.TEXT:
                line.append(Part(part.node, Role.LAYOUT, GAP))
            broken = False
            line.append(part)
            continue
        for index, piece in enumerate(part.text.split("\n")):
            broken = broken or index > 0
            if not broken and piece:
                line.append(part._replace(text=piece))
            elif broken and piece.strip():  # a bracket or a rule that opens the next line
                yield from _finished(line)
                line = [part._replace(text=piece)]
                broken = False
    yield from _finished(line)


def _strip(line: list[Part]) -> None:
    """Take layout that is only space off both ends."""
    while line and line[-1].role is Role.LAYOUT and not line[-1].text.strip():
        line.pop()
    while line and line[0].role is Role.LAYOUT and not line[0].text.strip():
        line.pop(0)


def _finished(line: list[Part]) -> Iterator[tuple[Part, ...]]:
    _strip(line)
    if any(part.role is not Role.LAYOUT for part in line):
        first, last = line[0], line[-1]
        if first.role is Role.LAYOUT:
            line[0] = first._replace(text=first.text.lstrip())
        if last.role is Role.LAYOUT:
            line[-1] = line[-1]._replace(text=line[-1].text.rstrip())
        yield tuple(line)
