"""Changes of words carried out, all of one sentence at once (字句の改めの実施)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from renkei.amendment.applying.contents import lines_of, spread
from renkei.amendment.applying.labels import number_of
from renkei.amendment.applying.live import Live
from renkei.amendment.applying.regions import LINE, words
from renkei.amendment.applying.said import Report, place
from renkei.amendment.trouble import Code
from renkei.instrument.model import Kind


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of words. ``start:end`` are the words claimed (also by an insertion behind them)."""

    node: Live
    field: str
    start: int
    end: int
    new: str
    said: str
    #: Where the change itself begins: ``start``, or ``end`` for an insertion.
    cut: int


def carry_out(edits: Sequence[Edit], report: Report) -> bool:
    """Change the words, all edits of one sentence at once. False, and nothing changed, on overlap."""
    by_field: dict[tuple[int, str], list[Edit]] = {}
    lines = {id(edit.node) for edit in edits if edit.field == LINE}
    for edit in edits:
        if id(edit.node) in lines and edit.field in ("label", "caption", "note"):
            edit = _in_line(edit)
        by_field.setdefault((id(edit.node), edit.field), []).append(edit)
    clean = True
    for group in by_field.values():
        group.sort(key=lambda e: (e.start, e.end))
        for before, after in itertools.pairwise(group):
            same_point = before.start == before.end == after.start == after.end
            if after.start < before.end or same_point:
                clean = False
                report.overlap(
                    after.said,
                    after.node,
                    f"{place(after.node)}の同じ字句を二度改めています（{before.said}、{after.said}）。",
                    f"The same words of {place(after.node)} are changed twice ({before.said}; {after.said}).",
                )
    if not clean:
        return False
    for group in by_field.values():
        node, name = group[0].node, group[0].field
        paired = _paired(words(node, name))
        _change(group)
        if paired and not _paired(words(node, name)):
            _unpaired(group[0], report)
    return True


def _paired(text: str) -> bool:
    """Whether as many 「 as 」 stand in a text."""
    return text.count("「") == text.count("」")


def _unpaired(edit: Edit, report: Report) -> None:
    """Tell that a change leaves a 「 or 」 alone, as a slip in its quotation does."""
    where = place(edit.node)
    report.add(
        Code.UNREAD, edit.said, where,
        f"改正後の{where}のかぎ括弧が対になりません（{edit.said}）。",
        f"Afterwards the quotation marks of {where} do not pair ({edit.said}).",
        "引用した字句のかぎ括弧を確かめてください。", "Check the marks of the words quoted.",
        node=edit.node, refused=False,
    )  # fmt: skip


def _in_line(edit: Edit) -> Edit:
    """An edit of one field as one of the heading as printed, beside others of that heading."""
    node = edit.node
    before = 0
    if edit.field != "label" and node.label:
        before = len(node.label) + (1 if node.caption else 0)
    if edit.field == "note":
        before += len(node.caption) + 1
    return replace(
        edit, field=LINE, start=edit.start + before, end=edit.end + before, cut=edit.cut + before
    )


def _change(group: Sequence[Edit]) -> None:
    node, field = group[0].node, group[0].field
    text = words(node, field)
    for edit in reversed(group):
        text = text[: edit.cut] + edit.new + text[edit.end :]
    if field == LINE and node.kind is Kind.TOC_ENTRY:
        if text:
            spread(node, lines_of(text))
        else:
            node.take_out()
    elif field == LINE:
        put_line(node, text)
    else:
        node.put(field, text)
        if field == "label":
            node.number = number_of(text)


def put_line(node: Live, line: str) -> None:
    """Set a heading from its line as printed: 「第三章　罰則（第五条―第七条）」."""
    note = re.fullmatch(r"(.*)[（(]([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]", line)
    if note and (node.note or node.kind in (Kind.ANNEX, Kind.TOC_ENTRY)):
        line, node.note = note[1], note[2]
    elif node.note:
        node.note = ""
    if node.label:
        label, _, caption = line.replace(" ", "　").partition("　")
        node.label, node.caption = label, caption
        node.number = number_of(label) if node.number is not None else None
    else:
        node.caption = line
