"""The door of applying: an amendment and the text it amends in, the amended text out (溶け込み)."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.applying.changes import Adding, Meant, Moving, Removing, Replacing
from renkei.amendment.applying.engine import Done, Engine, check_base
from renkei.amendment.base import digest
from renkei.amendment.operations import Amendment, Operation
from renkei.amendment.trouble import Trouble
from renkei.instrument.model import Document, Node


@dataclass(frozen=True, slots=True)
class BoundOperation:
    """One operation and the nodes it means: ids that stay when numbers move.

    ``spans`` are the words it claims: node id, field, start, end, as the sentence finds them.
    """

    operation: Operation
    node_ids: tuple[str, ...]
    spans: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BoundInstruction:
    """One sentence bound: ``index`` counts the sentences of the amendment from 0."""

    index: int
    operations: tuple[BoundOperation, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """An amendment bound to one base: which node each address meant (特定された改正)."""

    base: str
    amendment: Amendment
    instructions: tuple[BoundInstruction, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """The amended text. Surviving nodes keep their ids; ``steps`` says what each sentence did."""

    root: Node
    notices: tuple[Trouble, ...]
    steps: tuple[tuple[int, Done], ...]
    bindings: Bound


def bind(amendment: Amendment, before: Document, *, stage: frozenset[int] | None = None) -> Bound:
    """Find what each address of an amendment means in the text it amends.

    The addresses of a sentence are resolved in the numbers that hold after the sentences before it.
    Raises :class:`renkei.amendment.trouble.Refused` as :func:`apply` does.
    """
    return apply(amendment, before, stage=stage).bindings


def apply(
    amendment: Amendment, before: Document, *, stage: frozenset[int] | None = None
) -> Applied:
    """Carry an amendment out on the text it amends: exactly, or not at all.

    All operations of one sentence happen at once, against the words and numbers at its beginning.
    ``stage`` names the sentences that are in force (施行された改正規定), by index; None: all of them.
    Raises :class:`renkei.amendment.trouble.Refused` with every obstacle that could be found: after a
    sentence that cannot be carried out the later ones are still tried, on the text as far as it went.
    """
    engine = Engine(before.root)
    check_base(amendment, before, engine.report)
    if engine.report.refused:
        engine.finish()
    steps: list[tuple[int, Done]] = []
    bound: list[BoundInstruction] = []
    for index, instruction in enumerate(amendment.instructions):
        if stage is not None and index not in stage:
            continue
        done = engine.step(index, instruction)
        if done is not None:
            bound.append(BoundInstruction(index, tuple(_bound(one) for one in done[0])))
            steps.append((index, done[1]))
    partial = stage is not None and len(stage) < len(amendment.instructions)
    root = engine.finish(partial=partial)
    return Applied(
        root,
        tuple(engine.report.found),
        tuple(steps),
        Bound(digest(before.root), amendment, tuple(bound)),
    )


def _bound(one: Meant) -> BoundOperation:
    ids: list[str] = [edit.node.id for edit in one.edits]
    for change in one.changes:
        match change:
            case Removing(node=node) | Moving(node=node):
                ids.append(node.id)
            case Replacing(nodes=nodes):
                ids.extend(node.id for node in nodes)
            case Adding(parent=parent, anchor=anchor):
                ids.append((anchor or parent).id)
    spans = tuple((e.node.id, e.field, e.start, e.end) for e in one.edits)
    return BoundOperation(one.operation, tuple(dict.fromkeys(ids)), spans)
