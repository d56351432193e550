"""Provisions, captions and sentences that are added, bound to their place (加える)."""

from __future__ import annotations

from renkei.amendment.applying.changes import Adding, Meant
from renkei.amendment.applying.editing import Edit
from renkei.amendment.applying.given import cells_fit, given, part_edit, resolve, text_of
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.parts import part_of
from renkei.amendment.applying.placing import place_for
from renkei.amendment.applying.regions import own_text
from renkei.amendment.applying.said import NAMES, UNITS, Report, place, printed_target
from renkei.amendment.operations import Add, Part, Where
from renkei.amendment.trouble import Code
from renkei.instrument.model import Node

_TEXT_PARTS = (Part.MAIN_SENTENCE, Part.PROVISO, Part.FIRST, Part.MIDDLE, Part.LAST)


def bind_add(root: Live, operation: Add, bound: Meant, report: Report) -> None:
    """Bind an addition: a block, a caption, a further sentence; what stands in its way is reported."""
    where = printed_target(operation.at, report.write)
    said = f"{where}に加える"
    if not given(operation.block, said, where, report):
        return
    nodes = resolve(root, operation.at, said, report)
    if not nodes:
        return
    if len(nodes) > 1 and operation.where in (Where.AFTER, Where.BEFORE):
        nodes = [nodes[-1 if operation.where is Where.AFTER else 0]]
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
        bound.edits.extend(part_edit(node, part, text_of(operation.block, part), said, report))
    elif part in _TEXT_PARTS:
        _add_sentence(node, part, text_of(operation.block, part), said, bound, report)
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
    if not cells_fit(parent, unwrapped, said, report):
        return
    bound.changes.append(
        Adding(parent, anchor, operation.where, unwrapped, said, operation.heading_only)
    )


def _is_unit(block: tuple[Node, ...], operation: Add) -> bool:
    assert operation.unit is not None
    unit = operation.unit.value
    kinds = {node.kind.value for node in block}
    # 「別表の観光の項の次に次のように加える」: rows may come with the heading of their table.
    also = {"row": {"table", "header"}, "group": {"table"}, "table": {"row", "header", "annex"}}
    allowed = {unit} | also.get(unit, set()) | {h.value for h in HEADINGS if unit == "article"}
    if unit in {h.value for h in HEADINGS}:
        allowed |= {h.value for h in HEADINGS} | {"article"}
    return unit in ("column", "cell", "block") or kinds <= allowed
