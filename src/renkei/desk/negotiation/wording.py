"""Words of a provision: where they stand, and a text with other words in their place.

Exact or refused: words are changed only where they stand once in the provision, and only if the changed
text reads as the same provisions with nothing but those words different.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from renkei.instrument import read_text
from renkei.instrument.model import Document, Node, Role, Shape, shape

#: Which characters of a node can be changed, and the field that holds them.
FIELDS = {Role.TEXT: "text", Role.CAPTION: "caption", Role.NOTE: "note"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Words where they stand: ``length`` characters at ``at`` of one field of one node."""

    node_id: str
    role: Role
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to be put in the place of others."""

    spot: Spot
    after: str


class DoesNotRead(ValueError):
    """The changed text would read as other provisions."""


class Overlap(ValueError):
    """Two changes touch the same words."""


def typed(words: str) -> str:
    """Words as a form sends them, as a text holds them: a line end inside a provision is U+2028."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip("\n").replace("\n", "\u2028")


#: Kinds of signs that show nothing: control, format, half a pair, line and paragraph ends.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Those that a text is set with: U+2028 ends a line within a provision, tabs part cells.
_SETTING = frozenset("\n\t\u2028")


def unseen(words: str) -> str:
    """The signs among words that nobody sees: what a page shows would not be what a text says."""
    return "".join(c for c in words if unicodedata.category(c) in _UNSEEN and c not in _SETTING)


def says_nothing(words: str) -> bool:
    """Whether words are nothing but spaces and signs that nobody sees."""
    hidden = set(unseen(words))
    return not "".join(c for c in words if c not in hidden).strip()


def spots(node: Node, words: str) -> list[Spot]:
    """Every place in a provision, and in all below it, where these words stand."""
    if not words:
        return []
    return [
        Spot(part.id, role, at, len(words))
        for part in node.walk()
        for role, field in FIELDS.items()
        for at in _places(getattr(part, field), words)
    ]


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def said(node: Node) -> str:
    """All words of a provision and of what is below it, a line for each part."""
    lines = (
        "　".join(part for part in ("".join(n.label.split()), n.caption, n.note, n.text) if part)
        for n in node.walk()
    )
    return "\n".join(line for line in lines if line).replace("\u2028", "\n")


def changed(document: Document, edits: Sequence[Edit]) -> Document:
    """The text with these words changed at once, read again.

    Raises Overlap, and DoesNotRead where the result would not read as the same provisions.
    """
    nodes = {node.id: node for node in document.root.walk()}
    cuts = sorted(cut for edit in edits for cut in _cuts(nodes[edit.spot.node_id], edit))
    source, position = [], 0
    for start, end, words in cuts:
        if start < position:
            raise Overlap
        source += [document.source[position:start], words]
        position = end
    result = read_text("".join([*source, document.source[position:]]))
    if shape(result.root) != shape(_with(document.root, _by_node(edits))):
        raise DoesNotRead
    return result


def _cuts(node: Node, edit: Edit) -> Iterator[tuple[int, int, str]]:
    """The ranges of the source that go, the first of them with the words that come."""
    position, words = 0, edit.after
    start, end = edit.spot.at, edit.spot.at + edit.spot.length
    for piece in node.pieces:
        if piece.role is not edit.spot.role:
            continue
        size = piece.end - piece.start
        low, high = max(start, position), min(end, position + size)
        if low < high:
            yield piece.start + low - position, piece.start + high - position, words
            words = ""
        position += size


def _by_node(edits: Sequence[Edit]) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.spot.node_id, []).append(edit)
    return found


def _with(node: Node, edits: dict[str, list[Edit]]) -> Node:
    """The tree as it ought to read afterwards."""
    values: dict[str, str] = {}
    for edit in sorted(edits.get(node.id, ()), key=lambda edit: -edit.spot.at):
        field = FIELDS[edit.spot.role]
        text = values.get(field, getattr(node, field))
        values[field] = text[: edit.spot.at] + edit.after + text[edit.spot.at + edit.spot.length :]
    children = tuple(_with(child, edits) for child in node.children)
    return replace(node, children=children, **values)  # type: ignore[arg-type]


def same_text(one: Document, other: Document) -> bool:
    """Whether two readings say the same."""
    left: Shape = shape(one.root)
    return left == shape(other.root)
