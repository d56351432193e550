"""Operations bound to the nodes they mean, in the numbers that hold when their sentence begins (特定)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renkei.amendment.applying import moving, places
from renkei.amendment.applying.changes import Adding, Meant, Removing, Replacing
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.parts import part_of
from renkei.amendment.applying.phrases import (
    LINE,
    Edit,
    edits_of,
    own_text,
    part_holder,
    unresolved,
    words,
)
from renkei.amendment.applying.placing import place_for
from renkei.amendment.applying.said import NAMES, UNITS, Report, place, printed_target
from renkei.amendment.operations import (
    Add,
    Block,
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
from renkei.amendment.trouble import Code
from renkei.instrument.model import Kind, Node

_TEXT_PARTS = (Part.MAIN_SENTENCE, Part.PROVISO, Part.FIRST, Part.MIDDLE, Part.LAST)


def bind_instruction(root: Live, instruction: Instruction, report: Report) -> list[Meant]:
    """Every operation of one sentence bound to the tree as it stands; obstacles to the report."""
    samples = tuple(node for op in instruction.operations for node in _block(op))
    return [_bind(root, operation, samples, report) for operation in instruction.operations]


def _block(operation: Operation) -> tuple[Node, ...]:
    return operation.block.nodes if isinstance(operation, Add | Rewrite) else ()


def _bind(root: Live, operation: Operation, samples: Sequence[Node], report: Report) -> Meant:
    bound = Meant(operation)
    match operation:
        case Replace() | Insert() | Strike():
            bound.edits = edits_of(root, operation, report)
        case Rewrite():
            _rewrite(root, operation, bound, report)
        case Add():
            _add(root, operation, bound, report)
        case Remove():
            for target in operation.targets:
                _remove(root, target, bound, report)
        case Move():
            bound.changes = list(moving.bind_move(root, operation, samples, report))
        case Shift():
            bound.changes = list(moving.bind_shift(root, operation, report))
        case Restate():
            if _given(operation.block, "全文を改める", "全文", report):
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


def _given(block: Block, said: str, where: str, report: Report) -> bool:
    """Whether a block was given and understood."""
    if block.lines and not block.nodes and not block.text:
        report.add(
            Code.UNREAD, said, where,
            f"{said}: 続く改正後の規定（{block.lines[0].strip()[:30]}…）を読み取れません。",
            f"{said}: the provisions that follow (“{block.lines[0].strip()[:30]}…”) are not understood.",
            "改正後の規定の番号と字下げを確かめてください。", "Check the numbers and indents of the block.",
        )  # fmt: skip
        return False
    if not block.nodes and not block.text:
        report.add(
            Code.UNREAD, said, where,
            f"{said}: 改正後の規定が書かれていません。", f"{said}: no new text is given.",
            "文の次に、改める（加える）規定を書いてください。", "Write the provisions below the sentence.",
        )  # fmt: skip
        return False
    return True


def _resolve(root: Live, target: Target, said: str, report: Report) -> list[Live]:
    """The nodes of a target; none, and an obstacle noted, where it is not one place each."""
    nodes: list[Live] = []
    for could_be in places.run(root, target):
        if len(could_be) != 1:
            unresolved(root, target, said, report)
            return []
        nodes.extend(could_be)
    return nodes


def _rewrite(root: Live, operation: Rewrite, bound: Meant, report: Report) -> None:
    where = "、".join(printed_target(t, report.write) for t in operation.targets)
    said = f"{where}を改める"
    if not _given(operation.block, said, where, report):
        return
    nodes: list[Live] = []
    for target in operation.targets:
        found = _resolve(root, target, said, report)
        if not found:
            return
        if target.part in (Part.WHOLE, Part.WITH_CAPTION):
            nodes.extend(found)
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
            edit = _part_edit(found[0], target.part, _text_of(operation.block), said, report)
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


def _text_of(block: Block) -> str:
    if block.text or not block.nodes:
        return block.text
    return "".join(node.text for top in block.nodes for node in _walk(top))


def _walk(node: Node) -> Sequence[Node]:
    return tuple(node.walk())


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


def _part_edit(node: Live, part: Part, new: str, said: str, report: Report) -> list[Edit]:
    """The change of one part (見出し, 付記, ただし書 …) of a provision as a change of words."""
    if part in (Part.CAPTION, Part.NOTE):
        name = "caption" if part is Part.CAPTION else "note"
        if new and node.kind in HEADINGS and part is Part.CAPTION and _is_line(node, new):
            return [Edit(node, LINE, 0, len(words(node, LINE)), new.strip(), said, 0)]
        return [Edit(node, name, 0, len(node.get(name)), unbracketed(new), said, 0)]
    holder = own_text(node) if part is Part.HEAD else part_holder(node, part)
    span = None
    if holder is not None:
        span = (0, len(holder.text)) if part is Part.HEAD else part_of(holder.text, part)
    if holder is None or span is None:
        where = printed_target(Target((), part)).removeprefix("全文")
        report.missing(
            f"{place(node)}{where}",
            f"{place(node)}に{where}がありません。",
            f"{place(node)} has no {part} part.",
        )
        return []
    return [Edit(holder, "text", *span, new, said, span[0])]


def _is_line(node: Live, text: str) -> bool:
    """Whether a heading is given with its number: 「第三章　罰則」."""
    return bool(re.match(rf"\s*{re.escape(node.label[:1])}\S*[編章節款目]\S*[\s　]", text))


def unbracketed(text: str) -> str:
    """A caption as a node holds it: 「（目的）」 without its brackets."""
    found = re.fullmatch(r"\s*[（(](.*)[）)]\s*", text, re.DOTALL)
    return found[1] if found else text


def _add(root: Live, operation: Add, bound: Meant, report: Report) -> None:
    where = printed_target(operation.at, report.write)
    said = f"{where}に加える"
    if not _given(operation.block, said, where, report):
        return
    nodes = _resolve(root, operation.at, said, report)
    if not nodes:
        return
    if len(nodes) > 1:
        report.unsupported(
            said,
            where,
            "加える場所は一つの規定で示してください。",
            "Name one provision as the place.",
            nodes[0],
        )
        return
    (node,) = nodes
    part = operation.part if operation.part is not Part.WHOLE else operation.at.part
    if part in (Part.CAPTION, Part.NOTE):
        if node.get("caption" if part is Part.CAPTION else "note"):
            report.unsupported(
                said,
                place(node),
                f"{place(node)}には既に見出しがあります。",
                f"{place(node)} has one already.",
                node,
            )
            return
        bound.edits.extend(_part_edit(node, part, _text_of(operation.block), said, report))
    elif part in _TEXT_PARTS:
        _add_sentence(node, part, _text_of(operation.block), said, bound, report)
    elif not operation.block.nodes:
        report.unsupported(
            said,
            where,
            "加える規定が構造で与えられていません。",
            "What is added is not given as provisions.",
            node,
        )
    else:
        _add_block(root, node, operation, said, bound, report)


def _add_sentence(
    node: Live, part: Part, new: str, said: str, bound: Meant, report: Report
) -> None:
    """後段, ただし書 behind the text of a provision."""
    holder = own_text(node)
    if holder is None:
        report.missing(
            place(node),
            f"{place(node)}のどの項に加えるのか示されていません。",
            f"It is not said to which paragraph of {place(node)} this is added.",
        )
        return
    if part in (Part.PROVISO, Part.LAST) and part_of(holder.text, part) is not None:
        report.overlap(
            said,
            holder,
            f"{place(holder)}には既にその部分があります。",
            f"{place(holder)} has that part already.",
        )
        return
    end = len(holder.text)
    bound.edits.append(Edit(holder, "text", end, end, new, said, end))


def _add_block(
    root: Live, node: Live, operation: Add, said: str, bound: Meant, report: Report
) -> None:
    block = operation.block.nodes
    if operation.unit is not None and not _is_unit(block, operation):
        unit = UNITS.get(operation.unit) or NAMES.get(operation.unit, "")
        report.add(
            Code.UNREAD, said, place(node),
            f"{said}: 「{unit}」を加えるとありますが、続く規定はそうではありません。",
            f"{said}: it says {operation.unit}, but what follows is something else.",
            "加えるものの単位と、続く規定をそろえてください。", "Make the unit agree with what follows.",
            node=node,
        )  # fmt: skip
        return
    spot = place_for(root, node, operation.where, block, heading_only=operation.heading_only)
    if isinstance(spot, str):
        ja, en = spot.split("|")
        report.unsupported(said, place(node), ja, en, node)
        return
    parent, anchor, unwrapped = spot
    bound.changes.append(
        Adding(parent, anchor, operation.where, unwrapped, said, operation.heading_only)
    )


def _is_unit(block: tuple[Node, ...], operation: Add) -> bool:
    assert operation.unit is not None
    unit = operation.unit.value
    kinds = {node.kind.value for node in block}
    # 「別表の観光の項の次に次のように加える」: rows may come with the heading of their table.
    also = {"row": {"table", "header"}, "group": {"table"}, "table": {"row", "header"}}
    allowed = {unit} | also.get(unit, set()) | {h.value for h in HEADINGS if unit == "article"}
    if unit in {h.value for h in HEADINGS}:
        allowed |= {h.value for h in HEADINGS} | {"article"}
    return unit in ("column", "cell", "block") or kinds <= allowed


def _remove(root: Live, target: Target, bound: Meant, report: Report) -> None:
    said = f"{printed_target(target, report.write)}を削る"
    nodes = _column(root, target) or _resolve(root, target, said, report)
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
        elif target.part is Part.EACH:
            bound.changes.extend(Removing(n, said) for n in places.below(node, Kind.ITEM))
        else:
            bound.edits.extend(_part_edit(node, target.part, "", said, report))


def _column(root: Live, target: Target) -> list[Live]:
    """A 欄 of a whole table: its cells, one below the other."""
    if target.last or not target.at or target.at[-1].level.value != "column":
        return []
    found = places.find(root, target.at)
    rows = {id(node.parent) for node in found}
    tables = {id(node.parent.parent) for node in found if node.parent}
    return found if len(found) > 1 and len(rows) == len(found) and len(tables) == 1 else []
