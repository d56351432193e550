"""An amendment that makes one text out of another (改め文の内容の作成)."""

from __future__ import annotations

from dataclasses import replace

from renkei.amendment.base import digest
from renkei.amendment.deriving.correspondence import Correspondence, correspond_nodes
from renkei.amendment.deriving.live import Live, Unsayable, bare, grow, seen
from renkei.amendment.deriving.making import Making
from renkei.amendment.deriving.planning import Planner
from renkei.amendment.operations import Amendment, Block, Instruction, Restate
from renkei.amendment.style import MUNICIPAL, Style
from renkei.instrument.model import Document, Kind, Node, shape

#: So many times a coarser way is looked for before the whole text is given anew.
TRIES = 60


def derive(
    before: Document,
    after: Document,
    *,
    style: Style = MUNICIPAL,
    coarse: frozenset[str] = frozenset(),
) -> Amendment:
    """What is to be said so that ``before`` becomes ``after``: exact, and no more than needed.

    Where an exact instruction cannot be worded, the smallest provision around it is given anew, at
    last the whole text. ``coarse`` names provisions of ``before`` (ids) that are given anew anyway.
    Never raises on what a text says; equal texts give no instructions.
    """
    return Amendment(
        derive_nodes(before.root, after.root, style, coarse),
        before.facts.title or _title(before.root),
        before.facts.law_number or _of(before.root, Kind.LAW_NUMBER),
        digest(before.root),
    )


def derive_nodes(
    before: Node, after: Node, style: Style = MUNICIPAL, given_anew: frozenset[str] = frozenset()
) -> tuple[Instruction, ...]:
    """The sentences alone. ``style`` decides nothing yet that is not a matter of writing."""
    wanted = shape(after)
    if shape(before) == wanted:
        return ()
    before, after = _each_once(before), _each_once(after)
    coarse = {id(node) for node in before.walk() if node.id in given_anew}
    found = correspond_nodes(before, after)
    for _ in range(TRIES):
        live = _paired(before, after, found)
        making = Making()
        try:
            making.take(Planner(coarse).document(live, after))
        except Unsayable as trouble:
            if not _coarsen(trouble.node, coarse):
                break
            continue
        wrong = _differing(live, after)
        if wrong is None:
            return making.instructions()
        if not _coarsen(wrong, coarse):
            break
    return (Instruction((Restate(Block(tuple(map(bare, after.children)))),)),)


def _each_once(root: Node) -> Node:
    """The tree without any node object standing in it twice, so that nodes can be told apart."""
    nodes = list(root.walk())
    if len({id(node) for node in nodes}) == len(nodes):
        return root
    return _copied(root)


def _copied(node: Node) -> Node:
    return replace(node, children=tuple(map(_copied, node.children)))


def _paired(before: Node, after: Node, found: Correspondence) -> Live:
    """The text before, growing; each provision knows what it becomes, where its place stays."""
    became = {id(old): new for old, new in found.pairs if old is not None and new is not None}
    above = {id(child): node for node in after.walk() for child in node.children}
    live = grow(before, base=True)
    live.goal = after
    for node in live.walk():
        for child in node.children:
            goal = became.get(id(child.base))
            if goal is not None and goal.kind is child.kind and above[id(goal)] is node.goal:
                child.goal = goal
    return live


def _coarsen(node: Live, coarse: set[int]) -> bool:
    """Give anew the smallest provision at or around a place; False when that is the whole text."""
    at: Live | None = node
    while at is not None and at.kind is not Kind.DOCUMENT:
        if at.base is not None and id(at.base) not in coarse:
            coarse.add(id(at.base))
            return True
        at = at.parent
    return False


def _differing(live: Live, goal: Node) -> Live | None:
    """The innermost place where the text made is not the text wanted."""
    if seen(live) == shape(goal):
        return None
    if seen(live)[:-1] == shape(goal)[:-1] and len(live.children) == len(goal.children):
        for child, to in zip(live.children, goal.children, strict=True):
            found = _differing(child, to)
            if found is not None:
                return found
    return live


def _title(root: Node) -> str:
    return _of(root, Kind.TITLE)


def _of(root: Node, kind: Kind) -> str:
    return next((child.text for child in root.children if child.kind is kind), "")
