"""Operations bound to the nodes they mean, in the numbers that hold when their sentence begins (特定)."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.applying import moving, places
from renkei.amendment.applying.adding import bind_add
from renkei.amendment.applying.changes import Meant, Removing, Replacing
from renkei.amendment.applying.editing import Edit
from renkei.amendment.applying.given import cells_fit, given, part_edit, resolve, text_of
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.phrases import edits_of
from renkei.amendment.applying.said import Report, place, printed_target
from renkei.amendment.operations import (
    Add,
    Insert,
    Instruction,
    Move,
    Operation,
    Part,
    Remove,
    Replace,
    Restate,
    Rewrite,
    Shift,
    Strike,
    Target,
)
from renkei.instrument.model import Kind, Node

_EACH = (Part.EACH, Part.EACH_PARAGRAPH)


def bind_instruction(root: Live, instruction: Instruction, report: Report) -> list[Meant]:
    """Every operation of one sentence bound to the tree as it stands; obstacles to the report."""
    samples = tuple(node for op in instruction.operations for node in _block(op))
    return [_bind(root, operation, samples, report) for operation in instruction.operations]


def _block(operation: Operation) -> tuple[Node, ...]:
    return operation.block.nodes if isinstance(operation, Add | Rewrite) else ()


def _bind(root: Live, operation: Operation, samples: Sequence[Node], report: Report) -> Meant:
    bound = Meant(operation)
    if _excepting(operation, report):
        return bound
    match operation:
        case Replace() | Insert() | Strike():
            bound.edits = edits_of(root, operation, report)
        case Rewrite():
            _rewrite(root, operation, bound, report)
        case Add():
            bind_add(root, operation, bound, report)
        case Remove():
            for target in operation.targets:
                _remove(root, target, bound, report)
        case Move():
            bound.changes = list(moving.bind_move(root, operation, samples, report))
        case Shift():
            bound.changes = list(moving.bind_shift(root, operation, report))
        case Restate():
            if given(operation.block, "全文を改める", "全文", report):
                nodes = operation.block.nodes
                if len(nodes) == 1 and nodes[0].kind is Kind.DOCUMENT:
                    nodes = nodes[0].children
                if nodes:
                    bound.changes = [Replacing((root,), nodes, "全文を改める")]
                else:
                    report.unsupported(
                        "全文を改める",
                        "全文",
                        "改める文が構造で与えられていません。",
                        "The new text is not given as provisions.",
                    )
    return bound


def _excepting(operation: Operation, report: Report) -> bool:
    """Whether a provision as a whole leaves something out (…を除く。); words may well do so."""
    targets: tuple[Target, ...] = ()
    if isinstance(operation, Rewrite | Remove):
        targets = operation.targets
    elif isinstance(operation, Add | Move):
        targets = (operation.at,)
    left_out = [target for target in targets if target.without]
    for target in left_out:
        where = printed_target(target, report.write)
        report.unsupported(
            f"{where}（…を除く。）",
            where,
            "一部を除いた範囲の改正は、そのままでは行えません。",
            "A change of all but a part of a provision cannot be carried out as it stands.",
        )
    return bool(left_out)


def _rewrite(root: Live, operation: Rewrite, bound: Meant, report: Report) -> None:
    where = "、".join(printed_target(t, report.write) for t in operation.targets)
    said = f"{where}を改める"
    if not given(operation.block, said, where, report):
        return
    nodes: list[Live] = []
    for target in operation.targets:
        found = resolve(root, target, said, report)
        if not found:
            return
        if target.part in (Part.WHOLE, Part.WITH_CAPTION):
            nodes.extend(found)
        elif target.part in _EACH:
            each = [below for node in found for below in _each(node, target, report)]
            if not each:
                return
            nodes.extend(each)
        elif len(operation.targets) > 1 or len(found) > 1:
            report.unsupported(
                said,
                where,
                "規定の一部は、一つずつ改めてください。",
                "Parts of provisions are rewritten one at a time.",
                found[0],
            )
            return
        else:
            edit = part_edit(
                found[0], target.part, text_of(operation.block, target.part), said, report
            )
            bound.edits.extend(edit)
    if not nodes:
        return
    if operation.block.nodes:
        _replace(nodes, operation.block.nodes, said, bound, report)
    elif len(nodes) == 1 and not nodes[0].children:
        old = nodes[0].text
        bound.edits.append(Edit(nodes[0], "text", 0, len(old), operation.block.text, said, 0))
    else:
        report.unsupported(
            said,
            where,
            f"{where}には下位の規定があるため、語句だけでは改められません。",
            f"{where} has provisions below it: words alone cannot replace it.",
            nodes[0],
        )


def _replace(
    nodes: list[Live], block: tuple[Node, ...], said: str, bound: Meant, report: Report
) -> None:
    first = nodes[0]
    if any(node.parent is not first.parent for node in nodes):
        report.unsupported(
            said,
            place(first),
            "別の規定の下にあるものは、一緒には改められません。",
            "Provisions under different ones cannot be rewritten together.",
            first,
        )
        return
    kinds = {node.kind for node in block}
    if len(nodes) == 1 and first.kind is Kind.TABLE and kinds <= {Kind.ROW, Kind.HEADER}:
        block = (Node("", Kind.TABLE, children=block),)
    elif len(nodes) == 1 and first.kind is Kind.PREAMBLE and kinds == {Kind.PARAGRAPH}:
        block = (Node("", Kind.PREAMBLE, label=first.label, children=block),)
    elif not _fits(first, block):
        report.unsupported(
            said,
            place(first),
            f"続く規定の種類が{place(first)}と違います。",
            f"What follows is of another kind than {place(first)}.",
            first,
        )
        return
    if cells_fit(first.parent, block, said, report):
        bound.changes.append(Replacing(tuple(nodes), block, said))


def _fits(node: Live, block: tuple[Node, ...]) -> bool:
    """Whether a block may stand where a node stood: of its kind, or of one that belongs there."""
    own = {Kind.ITEM, Kind.SUBITEM, Kind.PARAGRAPH, Kind.TABLE, Kind.GROUP, Kind.REMARKS}
    if node.kind in (Kind.ROW, Kind.HEADER):
        return all(n.kind in (Kind.ROW, Kind.HEADER) for n in block)
    if node.kind in (Kind.TABLE, Kind.GROUP, Kind.REMARKS, Kind.BLOCK):
        return all(n.kind in own or n.kind is Kind.BLOCK for n in block)
    if node.kind in HEADINGS or node.kind is Kind.ARTICLE:
        return all(n.kind in HEADINGS or n.kind is Kind.ARTICLE for n in block)
    if node.kind is Kind.UNPARSED or node.kind is Kind.COVER:
        return True
    return all(n.kind is node.kind for n in block)


def _remove(root: Live, target: Target, bound: Meant, report: Report) -> None:
    said = f"{printed_target(target, report.write)}を削る"
    nodes = _column(root, target) or resolve(root, target, said, report)
    for node in nodes:
        if target.part in (Part.WHOLE, Part.WITH_CAPTION):
            if node.kind in (Kind.DOCUMENT, Kind.MAIN):
                report.unsupported(
                    said,
                    place(node),
                    "全文は削れません。",
                    "The whole text cannot be removed.",
                    node,
                )
                return
            bound.changes.append(Removing(node, said))
        elif target.part is Part.CAPTION and node.kind in HEADINGS:
            bound.changes.append(Removing(node, said, heading_only=True))
        elif target.part in (Part.CAPTION, Part.NOTE) and not node.get(target.part.value):
            report.missing(
                f"{place(node)}の見出し",
                f"{place(node)}には削る見出しがありません。",
                f"{place(node)} has no caption to remove.",
            )
        elif target.part in _EACH:
            bound.changes.extend(Removing(n, said) for n in _each(node, target, report))
        else:
            bound.edits.extend(part_edit(node, target.part, "", said, report))


def _each(node: Live, target: Target, report: Report) -> list[Live]:
    """What 各号 or 各項 mean; an obstacle noted where there are none."""
    found = places.each(node, target.part)
    if not found:
        where = printed_target(target, report.write)
        report.missing(
            where, f"{place(node)}には、{where}に当たるものがありません。", f"{where} is not there."
        )
    return found


def _column(root: Live, target: Target) -> list[Live]:
    """A 欄 of a whole table: its cells, one below the other."""
    if target.last or not target.at or target.at[-1].level.value != "column":
        return []
    found = places.find(root, target.at)
    rows = {id(node.parent) for node in found}
    tables = {id(node.parent.parent) for node in found if node.parent}
    return found if len(found) > 1 and len(rows) == len(found) and len(tables) == 1 else []
