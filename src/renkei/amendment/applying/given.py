"""What an operation gives and where: its block, its target, the part it is about (与えられた字句)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renkei.amendment.applying import places, tables
from renkei.amendment.applying.editing import Edit
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.parts import part_of
from renkei.amendment.applying.regions import LINE, own_text, part_holder, words
from renkei.amendment.applying.said import Report, place, printed_target
from renkei.amendment.applying.unresolved import unresolved
from renkei.amendment.operations import Block, Part, Target
from renkei.amendment.trouble import Code
from renkei.instrument.model import Node


def given(block: Block, said: str, where: str, report: Report) -> bool:
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


def resolve(root: Live, target: Target, said: str, report: Report) -> list[Live]:
    """The nodes of a target; none, and an obstacle noted, where it is not one place each."""
    nodes: list[Live] = []
    for could_be in places.run(root, target):
        if len(could_be) != 1:
            unresolved(root, target, said, report)
            return []
        nodes.extend(could_be)
    return nodes


def cells_fit(table: Live | None, block: Sequence[Node], said: str, report: Report) -> bool:
    """Whether new rows have as many cells as rows of the table they come into."""
    odd = tables.misfit(table, block)
    if odd is None or table is None:
        return True
    count = len(odd.children)
    report.unsupported(
        said,
        place(table),
        f"新しい行の欄が{count}あり、{place(table)}のどの行とも合いません。欄の間をタブで区切ってください。",
        f"A new row has {count} cells, as no row of {place(table)}; part its cells by tabs.",
        table,
    )
    return False


def text_of(block: Block, part: Part) -> str:
    """The words of a block that gives one part; a heading given as a node is its line as printed."""
    if block.text or not block.nodes:
        return block.text
    if part is Part.CAPTION and block.nodes[0].caption:
        return "　".join(x for x in (block.nodes[0].label, block.nodes[0].caption) if x)
    return "".join(node.text for top in block.nodes for node in top.walk())


def part_edit(node: Live, part: Part, new: str, said: str, report: Report) -> list[Edit]:
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
