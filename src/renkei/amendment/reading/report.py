"""A reading as JSON: stable keys, addresses as structure and as words (読み取りの結果のJSON)."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from renkei.amendment.operations import (
    Add,
    Address,
    Block,
    Insert,
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
from renkei.amendment.reading.prose import Prose
from renkei.amendment.reading.said import address_words, target_words
from renkei.amendment.reading.stages import stages
from renkei.amendment.style import Style
from renkei.instrument.model import Node

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

#: Grows when a key changes its meaning or goes away.
VERSION = 1


def as_json(prose: Prose) -> dict[str, Json]:
    """The whole reading. Keys are English and stay; texts are as printed."""
    style = prose.style
    amendments: list[Json] = []
    for amendment, sources, clause in zip(
        prose.amendments, prose.sources, prose.clauses, strict=True
    ):
        instructions: list[Json] = [
            {
                "line": source.line,
                "text": source.text,
                "block": list(source.block),
                "operations": [_operation(one, style) for one in instruction.operations],
            }
            for instruction, source in zip(amendment.instructions, sources, strict=True)
        ]
        amendments.append(
            {
                "clause": clause,
                "title": amendment.title,
                "law_number": amendment.law_number,
                "instructions": instructions,
            }
        )
    return {
        "format": "renkei-amendment-reading",
        "version": VERSION,
        "style": {
            "name": style.name,
            "numerals": style.numerals.value,
            "insertion": style.insertion,
            "act": style.act,
            "comma": style.comma,
        },
        "instruction_lines": prose.instruction_lines,
        "share_read": prose.share,
        "amendments": amendments,
        "unread": [
            {
                "amendment": line.amendment,
                "line": line.line,
                "kind": line.kind,
                "text": line.text,
                "why": line.why,
            }
            for line in prose.unread
        ],
        "headings": [{"line": line.line, "text": line.text} for line in prose.headings],
        "supplement": [_node(node) for node in prose.supplement],
        "stages": [
            {
                "date": stage.date.isoformat() if stage.date else None,
                "text": stage.text,
                "instructions": [list(place) for place in stage.instructions],
                "missing": list(stage.missing),
            }
            for stage in stages(prose)
        ],
    }


def _operation(operation: Operation, style: Style) -> Json:
    told: dict[str, Json] = {"operation": type(operation).__name__.lower()}
    if isinstance(operation, Replace | Insert | Strike | Rewrite | Remove):
        told["targets"] = [_target(target, style) for target in operation.targets]
    if isinstance(operation, Replace | Strike):
        told["old"] = list(operation.old)
    if isinstance(operation, Replace | Insert):
        told["new"] = operation.new
    if isinstance(operation, Insert):
        told["after"] = operation.after
    if isinstance(operation, Add):
        told["where"] = operation.where.value
        told["at"] = _target(operation.at, style)
        told["unit"] = operation.unit.value if operation.unit else None
        told["part"] = operation.part.value
        told["heading_only"] = operation.heading_only
    if isinstance(operation, Move):
        told["at"] = _target(operation.at, style)
        told["to"] = _address(operation.to, style)
    if isinstance(operation, Shift):
        told["first"] = _address(operation.first, style)
        told["last"] = _address(operation.last, style) if operation.last else None
        told["by"] = operation.by
    if isinstance(operation, Rewrite | Add | Restate):
        told["block"] = _block(operation.block)
    return told


def _target(target: Target, style: Style) -> Json:
    return {
        "words": target_words(target, style),
        "at": _address(target.at, style),
        "part": target.part.value,
        "last": _address(target.last, style) if target.last else None,
        "without": [_address(at, style) for at in target.without],
    }


def _address(address: Address, style: Style) -> Json:
    return {"words": address_words(address, style), "steps": [_step(step) for step in address]}


def _step(step: Step) -> Json:
    return {
        "level": _value(step.level),
        "number": str(step.number) if step.number else None,
        "name": step.name,
    }


def _block(block: Block) -> Json:
    return {
        "nodes": [_node(node) for node in block.nodes],
        "text": block.text,
        "lines": list(block.lines),
    }


def _node(node: Node) -> Json:
    return {
        "kind": _value(node.kind),
        "label": node.label,
        "number": str(node.number) if node.number else None,
        "caption": node.caption,
        "note": node.note,
        "text": node.text,
        "children": [_node(child) for child in node.children],
    }


def _value(member: Enum) -> str:
    return str(member.value)
