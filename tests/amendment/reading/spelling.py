"""Short spellings of addresses and operations, so that tests of reading are read like the office."""

from __future__ import annotations

from renkei.amendment.operations import (
    Add,
    Address,
    Insert,
    Instruction,
    Level,
    Move,
    Operation,
    Remove,
    Replace,
    Restate,
    Rewrite,
    Shift,
    Step,
    Strike,
    Target,
)
from renkei.amendment.reading import Prose, read_prose
from renkei.instrument.model import Node, Number

_LEVELS = {level.value: level for level in Level}


def at(*steps: str) -> Address:
    """``article 3_2``, ``annex 別表第一``, ``row 一``, ``table``: one step each."""
    out = []
    for step in steps:
        word, _, rest = step.partition(" ")
        number = Number.parse(rest) if rest else None
        out.append(Step(_LEVELS[word], number, "" if number else rest))
    return tuple(out)


def spelled(address: Address) -> str:
    """The other way round: ``article 3/paragraph 2``; ``*`` for the whole text."""
    return (
        "/".join(
            " ".join(part for part in (step.level.value, str(step.number or ""), step.name) if part)
            for step in address
        )
        or "*"
    )


def target(told: Target) -> str:
    """A target with its part and the end of its range."""
    last = f"..{spelled(told.last)}" if told.last else ""
    part = "" if told.part.value == "whole" else f"[{told.part.value}]"
    without = "".join(f" -{spelled(at)}" for at in told.without)
    return spelled(told.at) + last + part + without


def operation(told: Operation) -> str:
    """One operation on one line."""
    if isinstance(told, Replace | Insert | Strike | Rewrite | Remove):
        targets = "; ".join(map(target, told.targets))
        if isinstance(told, Replace):
            return f"replace {targets}: {'|'.join(told.old)} > {told.new}"
        if isinstance(told, Insert):
            return f"insert {targets}: {told.after} + {told.new}"
        if isinstance(told, Strike):
            return f"strike {targets}: {'|'.join(told.old)}"
        if isinstance(told, Rewrite):
            return f"rewrite {targets}" + (f": {told.block.text}" if told.block.text else "")
        return f"remove {targets}"
    if isinstance(told, Move):
        return f"move {target(told.at)} > {spelled(told.to)}"
    if isinstance(told, Shift):
        return f"shift {spelled(told.first)}..{spelled(told.last)} by {told.by}"
    if isinstance(told, Restate):
        return "restate"
    assert isinstance(told, Add)
    parts = [f"add {told.where.value} {target(told.at)}"]
    if told.unit:
        parts.append(told.unit.value)
    if told.part.value != "whole":
        parts.append(f"[{told.part.value}]")
    if told.heading_only:
        parts.append("heading")
    return " ".join(parts) + (f": {told.block.text}" if told.block.text else "")


def operations(told: Instruction) -> list[str]:
    """All operations of one sentence."""
    return [operation(one) for one in told.operations]


def read(sentence: str) -> list[str]:
    """What one sentence of amendment says; it must be read completely."""
    prose = only_read(sentence)
    [amendment] = prose.amendments
    [instruction] = amendment.instructions
    return operations(instruction)


def only_read(text: str) -> Prose:
    """A reading in which no sentence is unread (a promised block may be missing)."""
    prose = read_prose(text)
    assert [line for line in prose.unread if line.kind != "block"] == []
    return prose


def tree(nodes: tuple[Node, ...], depth: int = 0) -> list[str]:
    """New text as an indented list: kind, label, number, (caption), text."""
    out = []
    for node in nodes:
        caption = f"({node.caption})" if node.caption else ""
        words = (node.kind.value, node.label, str(node.number or ""), caption, node.text)
        out.append("  " * depth + " ".join(word for word in words if word))
        out += tree(node.children, depth + 1)
    return out


def block(text: str) -> list[str]:
    """The new text of the last operation of the only sentence of ``text``; it must be understood."""
    prose = read_prose(text)
    assert prose.unread == ()
    [instruction] = prose.amendments[0].instructions
    last = instruction.operations[-1]
    assert isinstance(last, Add | Rewrite | Restate)
    assert not last.block.lines
    return tree(last.block.nodes)
