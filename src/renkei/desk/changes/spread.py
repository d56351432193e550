"""One change over many agreements: its sentences applied to the text of another partner.

What fits is applied exactly as it is; a sentence that does not fit is not forced: it is handed back
with the kernel's reasons and, where that is clear, with what the place would read if it followed. No
database here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from renkei.amendment.operations import (
    Add,
    Address,
    Amendment,
    Instruction,
    Level,
    Move,
    Operation,
    Restate,
    Shift,
)
from renkei.amendment.proving import amend
from renkei.amendment.style import Style
from renkei.amendment.trouble import Refused, Trouble
from renkei.amendment.writing import write_prose
from renkei.desk.changes.pieces import Piece, pieces_of
from renkei.instrument.model import Document, Kind, Node

#: Words of the leading agreement and what stands for them here: 浜辺市 → 川添町.
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Miss:
    """A sentence that does not fit: its number from 0, its words, why, and the place it is about.

    ``node_id``: the piece of this text that would follow ("" for none); ``proposal``: what it would
    read; ``adds``: the proposal comes behind that piece and does not replace it.
    """

    number: int
    said: str
    troubles: tuple[Trouble, ...]
    node_id: str = ""
    proposal: str = ""
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """The text of the partner with every sentence that fits, and those that do not."""

    document: Document
    misses: tuple[Miss, ...]


def spread(
    amendment: Amendment,
    style: Style,
    leader: tuple[Document, Document],
    partner: Document,
    names: Names,
) -> Spread:
    """Apply the change ``leader`` (before, after) to the text of ``partner``, provision by provision.

    All of it at once where it fits. Where numbers move, a part of it would mean something else: then
    nothing is applied and every sentence waits for a decision.
    """
    amendment = replace(amendment, title=partner.facts.title, law_number="")
    whole = renamed(write_prose(amendment, style), names)
    try:
        document = amend(partner, whole).document
    except Refused as refused:
        troubles = refused.troubles
    else:
        return Spread(document, ())
    if any(_moves(operation) for one in amendment.instructions for operation in one.operations):
        misses = [
            _miss(number, one, style, _of(troubles, number), leader, partner, names)
            for number, one in enumerate(amendment.instructions)
        ]
        return Spread(partner, tuple(misses))
    return _one_by_one(amendment, style, leader, partner, names)


def renamed(words: str, names: Names) -> str:
    """Words with the names of the other agreement replaced, longer names first and all at once."""
    if not names:
        return words
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, ordered)))
    return pattern.sub(lambda match: names[match[0]], words)


def names_between(leader: Sequence[str], partner: Sequence[str]) -> dict[str, str]:
    """The names of the parties that differ, in the order of the parties: 浜辺市 → 川添町."""
    return {
        old: new for old, new in zip(leader, partner, strict=False) if old and new and old != new
    }


def _one_by_one(
    amendment: Amendment,
    style: Style,
    leader: tuple[Document, Document],
    partner: Document,
    names: Names,
) -> Spread:
    document = partner
    misses = []
    for number, one in enumerate(
        part for whole in amendment.instructions for part in _parts(whole)
    ):
        try:
            prose = write_prose(replace(amendment, instructions=(one,)), style)
            document = amend(document, renamed(prose, names)).document
        except Refused as refused:
            misses.append(_miss(number, one, style, refused.troubles, leader, partner, names))
    # Where a sentence added rows the pieces have other places now; their names are the same.
    return Spread(document, tuple(misses))


def _parts(instruction: Instruction) -> list[Instruction]:
    """A sentence cut into what it says of each provision: one may fit where another does not.

    What is said of one provision stays together, since its words hold all at once.
    """
    found: list[tuple[Address, list[Operation]]] = []
    for operation in instruction.operations:
        at = _address(operation)
        if found and found[-1][0] == at:
            found[-1][1].append(operation)
        else:
            found.append((at, [operation]))
    return [Instruction(tuple(operations)) for _at, operations in found]


def _miss(
    number: int,
    instruction: Instruction,
    style: Style,
    troubles: tuple[Trouble, ...],
    leader: tuple[Document, Document],
    partner: Document,
    names: Names,
) -> Miss:
    said = renamed(sentence_of(instruction, style), names)
    node_id, proposal, adds = _followed(instruction, leader, partner, names)
    return Miss(number, said, troubles, node_id, proposal, adds)


def sentence_of(instruction: Instruction, style: Style) -> str:
    """One sentence in words, without the opening line."""
    lines = write_prose(Amendment((instruction,)), style).split("\n")
    opening = [line for line in lines if line.rstrip().endswith("のように" + style.act + "する。")]
    return "\n".join(line for line in lines if line not in opening).strip("\n")


def _followed(
    instruction: Instruction,
    leader: tuple[Document, Document],
    partner: Document,
    names: Names,
) -> tuple[str, str, bool]:
    """The place of the partner's text that a sentence is about, and its words if it followed."""
    after, own = pieces_of(leader[1]), pieces_of(partner)
    first = instruction.operations[0]
    if isinstance(first, Add) and first.block.nodes:
        new = _named(after, _key_of_node(first.block.nodes[0]))
        if new is None:
            return "", "", False
        anchor = _named(own, _key_of(first.at.at)) or _last_beside(own, after, new)
        return (anchor.node_id, renamed(new.text, names), True) if anchor else ("", "", False)
    key = _key_of(_address(first))
    here, there = _named(own, key), _named(after, key)
    if here is None or there is None:
        return (here.node_id if here else "", "", False)
    return here.node_id, renamed(there.text, names), False


def _key_of(address: Address) -> str:
    """What names the piece an address leads to: the key of a row, the number of an article."""
    for step in reversed(address):
        if step.level is Level.ROW and step.name:
            return step.name
        if step.level is Level.ARTICLE and step.number is not None:
            return f"{Kind.ARTICLE}:{step.number}"
        if step.level in _ONLY:
            return _ONLY[step.level]
    return ""


#: Levels of which a text has one, by the kind of their piece.
_ONLY = {
    Level.TITLE: f"{Kind.TITLE}:",
    Level.PREAMBLE: f"{Kind.PREAMBLE}:",
    Level.CLOSING: f"{Kind.CLOSING}:",
    Level.SUPPLEMENT: f"{Kind.SUPPLEMENT}:",
}


def _key_of_node(node: Node) -> str:
    if node.kind is Kind.ROW and node.children:
        return node.children[0].text
    if node.kind is Kind.ARTICLE:
        return f"{Kind.ARTICLE}:{node.number}"
    return f"{node.kind}:"


def _named(pieces: Mapping[str, Piece], key: str) -> Piece | None:
    """The one piece of that key; None where there is none, or more than one."""
    if not key:
        return None
    found = [piece for piece in pieces.values() if piece.key == key]
    return found[0] if len(found) == 1 else None


def _last_beside(own: Mapping[str, Piece], after: Mapping[str, Piece], new: Piece) -> Piece | None:
    """The last row of the partner that stands in the same table as the new row does there."""
    beside = {piece.key for piece in after.values() if piece.parent == new.parent}
    tables = {piece.parent for piece in own.values() if piece.key in beside and piece.movable}
    if len(tables) != 1:
        return None
    return [piece for piece in own.values() if piece.parent in tables and piece.movable][-1]


def _address(operation: Operation) -> Address:
    match operation:
        case Restate():
            return ()
        case Shift():
            return operation.first
        case Move() | Add():
            return operation.at.at
        case _:
            return operation.targets[0].at


def _moves(operation: Operation) -> bool:
    return isinstance(operation, (Move, Shift, Restate))


def _of(troubles: tuple[Trouble, ...], number: int) -> tuple[Trouble, ...]:
    """The troubles of one sentence; all of them where none is of a sentence."""
    own = tuple(one for one in troubles if one.instruction == number)
    return own or tuple(one for one in troubles if one.instruction < 0)
