"""Nodes picked by number, place and name: what finding in lists and in tables has in common."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.applying.labels import fold, number_of
from renkei.amendment.applying.live import Live
from renkei.amendment.operations import Step
from renkei.instrument.model import Kind, Number


def children(base: Live, kind: Kind) -> list[Live]:
    """The children of one kind."""
    return [c for c in base.children if c.kind is kind]


def number(node: Live) -> Number | None:
    """The number of a node, or else the one its label says."""
    return node.number if node.number is not None else number_of(node.label)


def numbered(found: Sequence[Live], step: Step) -> list[Live]:
    """Those with the number of the step; of unnumbered ones the nth; all where none is asked."""
    if step.number is None:
        if step.name:
            return [n for n in found if fold(n.label) == fold(step.name)]
        return list(found)
    exact = [n for n in found if n.number == step.number]
    if exact:
        return exact
    if not step.number.upto:
        # 第三条 of 「第三条から第五条まで　削除」 is meant by its first or its last number.
        ends = [
            n
            for n in found
            if n.number is not None
            and n.number.upto
            and step.number.parts in (n.number.parts, n.number.upto)
        ]
        if ends:
            return ends
    nth = placed(found, step)
    if nth and nth[0].number is None:
        return nth
    return placed([n for n in found if n.number is None], step)


def placed(found: Sequence[Live], step: Step) -> list[Live]:
    """The nth of them; all where no place is asked."""
    if step.number is None:
        return list(found)
    (nth, *rest) = step.number.parts
    return [found[nth - 1]] if not rest and 0 < nth <= len(found) else []


def bare(label: str) -> str:
    """A label without brackets and points: (1), 1., １."""
    return fold(label).strip("().")


def outermost(base: Live, kind: Kind) -> list[Live]:
    """The nodes of a kind below a node that are not inside another of them."""
    found: list[Live] = []
    for child in base.children:
        if child.kind is kind:
            found.append(child)
        else:
            found.extend(outermost(child, kind))
    return found


def unnamed(found: Sequence[Live], step: Step) -> list[Live]:
    """The nth of all, where that has no name, or else the nth of those without one."""
    nth = placed(found, step)
    if nth and not (nth[0].label or nth[0].row_name()):
        return nth
    return placed([n for n in found if not (n.label or n.row_name())], step)
