"""Quoted words found in provisions, and their change: all at once, against the beginning (字句の改正)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renkei.amendment.applying import places
from renkei.amendment.applying.labels import number_of
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.parts import part_of
from renkei.amendment.applying.said import Report, place, printed, printed_target
from renkei.amendment.operations import Insert, Part, Replace, Strike, Target
from renkei.amendment.trouble import Code
from renkei.instrument.model import Kind

#: Kinds whose heading line is words of the text, to be quoted as printed.
_LINES = frozenset(
    (*HEADINGS, Kind.ANNEX, Kind.GROUP, Kind.TOC_ENTRY, Kind.SUPPLEMENT, Kind.ARTICLE)
)
#: Targets so small that words standing twice in them are worth a notice.
_SINGLE = frozenset(
    (Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.ROW, Kind.CELL, Kind.REMARKS,
     Kind.TITLE, Kind.CLOSING, Kind.DATE, Kind.ENACTMENT)
)  # fmt: skip
LINE = "line"  # the heading as printed, as if it were one field


@dataclass(frozen=True, slots=True)
class Region:
    """Where words are looked for: a range of one field of one node."""

    node: Live
    field: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What stands there."""
        return words(self.node, self.field)[self.start : self.end]


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


def words(node: Live, field: str) -> str:
    """A field of a node; ``LINE`` is its heading as printed."""
    if field != LINE:
        return node.get(field)
    note = f"（{node.note}）" if node.note else ""
    return "　".join(part for part in (node.label, node.caption) if part) + note


def regions(root: Live, target: Target) -> tuple[list[Region], list[Live]]:
    """Where the words of a target stand, and the nodes it means. Nothing where it cannot be told."""
    found: list[Region] = []
    nodes: list[Live] = []
    for could_be in places.run(root, target):
        columns = bool(could_be) and target.part is Part.WHOLE and _is_column(could_be)
        if len(could_be) != 1 and not columns:
            return [], []
        nodes.extend(could_be)
    for node in nodes:
        inside = _inside(node, target.part)
        if inside is None:
            return [], nodes
        found.extend(inside)
    return found, nodes


def _is_column(nodes: Sequence[Live]) -> bool:
    """Cells one below the other: a 欄 of a whole table."""
    rows = [node.parent for node in nodes]
    return all(n.kind is Kind.CELL for n in nodes) and len(set(map(id, rows))) == len(rows)


def _inside(node: Live, part: Part) -> list[Region] | None:
    if part in (Part.WHOLE, Part.WITH_CAPTION):
        fields = _fields(node, captions=part is Part.WITH_CAPTION)
        return [Region(n, f, 0, len(n.get(f))) for n, f in fields if n.get(f)]
    if part is Part.CAPTION:
        return [Region(node, "caption", 0, len(node.caption))]
    if part is Part.NOTE:
        return [Region(node, "note", 0, len(node.note))]
    if part is Part.EACH:
        below = places.below(node, Kind.ITEM) or [
            c for c in node.children if c.kind in (Kind.PARAGRAPH, Kind.SUBITEM)
        ]
        return [region for child in below for region in _inside(child, Part.WHOLE) or ()] or None
    if part is Part.HEAD:
        own = own_text(node)
        return None if own is None else [Region(own, "text", 0, len(own.text))]
    holder = part_holder(node, part)
    if holder is None:
        return None
    span = part_of(holder.text, part)
    return None if span is None else [Region(holder, "text", *span)]


def own_text(node: Live) -> Live | None:
    """The node whose text is the text of a provision itself: an article's is its only paragraph's."""
    if node.text or node.kind not in (Kind.ARTICLE, Kind.SUPPLEMENT, Kind.PREAMBLE, Kind.MAIN):
        return node
    paragraphs = [c for c in node.children if c.kind is Kind.PARAGRAPH]
    return paragraphs[0] if len(paragraphs) == 1 else None


def part_holder(node: Live, part: Part) -> Live | None:
    """The node that has a part (前段, ただし書 …): itself, its only paragraph, or the only one with it."""
    own = own_text(node)
    if own is not None:
        return own
    having = [c for c in node.children if part_of(c.text, part) is not None]
    return having[0] if len(having) == 1 else None


def _fields(node: Live, *, captions: bool) -> Iterator[tuple[Live, str]]:
    listing = node.kind in (Kind.TOC, Kind.TOC_ENTRY)
    for n in node.walk():
        if listing:
            yield from ((n, f) for f in ("label", "caption", "note"))
        elif captions and n.caption:
            yield n, "caption"
        yield n, "text"


def _heading_regions(nodes: Sequence[Live], part: Part) -> Iterator[Region]:
    """Headings as printed: of the target itself, then of what is below it."""
    for node in nodes:
        if part in (Part.CAPTION, Part.NOTE):
            yield Region(node, LINE, 0, len(words(node, LINE)))
        elif part is Part.WHOLE:
            for n in node.walk():
                if n.kind in _LINES and (n.kind is not Kind.ARTICLE):
                    line = words(n, LINE)
                    if line:
                        yield Region(n, LINE, 0, len(line))


def occurrences(text: str, phrase: str) -> list[int]:
    """Where a phrase begins in a text, overlapping occurrences too."""
    found: list[int] = []
    at = text.find(phrase)
    while at >= 0:
        found.append(at)
        at = text.find(phrase, at + 1)
    return found


def edits_of(root: Live, operation: Replace | Insert | Strike, report: Report) -> list[Edit]:
    """The changes of words an operation makes; what stands in their way goes to the report."""
    phrases, new = _asked(operation)
    said = [_said(operation, phrase, new) for phrase in phrases]
    made: list[Edit] = []
    for target in operation.targets:
        inside, nodes = regions(root, target)
        if not inside:
            _no_region(root, target, nodes, said[0], report)
            continue
        for phrase, words_said in zip(phrases, said, strict=True):
            what = f"{printed_target(target, report.write)}中{words_said}"
            if not phrase:
                report.unsupported(
                    what,
                    printed_target(target, report.write),
                    "引用する字句がありません。",
                    "No words are quoted.",
                )
                continue
            hits = _hits(inside, phrase) or _heading_hits(nodes, target.part, phrase)
            if not hits:
                _not_found(root, target, phrase, what, inside, report)
                continue
            if len(hits) > 1 and not target.last and len(nodes) == 1 and nodes[0].kind in _SINGLE:
                _several(hits, phrase, what, target, report)
            for region, at in hits:
                start, end = region.start + at, region.start + at + len(phrase)
                cut = end if isinstance(operation, Insert) else start
                made.append(Edit(region.node, region.field, start, end, new, what, cut))
    return made


def _asked(operation: Replace | Insert | Strike) -> tuple[tuple[str, ...], str]:
    """The words looked for, and the words that come in."""
    if isinstance(operation, Insert):
        return (operation.after,), operation.new
    return operation.old, operation.new if isinstance(operation, Replace) else ""


def _said(operation: Replace | Insert | Strike, phrase: str, new: str) -> str:
    if isinstance(operation, Replace):
        return f"「{phrase}」を「{new}」に改める"
    if isinstance(operation, Insert):
        return f"「{phrase}」の次に「{new}」を加える"
    return f"「{phrase}」を削る"


def _hits(inside: Sequence[Region], phrase: str) -> list[tuple[Region, int]]:
    return [(region, at) for region in inside for at in occurrences(region.words, phrase)]


def _heading_hits(nodes: Sequence[Live], part: Part, phrase: str) -> list[tuple[Region, int]]:
    """Words of a heading as printed, where no field of the text has them, and one heading does."""
    found = _hits(list(_heading_regions(nodes, part)), phrase)
    return found if len({id(region.node) for region, _ in found}) == 1 else []


def _no_region(
    root: Live, target: Target, nodes: Sequence[Live], said: str, report: Report
) -> None:
    where = printed_target(target, report.write)
    if not nodes:
        unresolved(root, target, said, report)
    elif target.part in (Part.WHOLE, Part.WITH_CAPTION, Part.CAPTION, Part.NOTE):
        report.add(
            Code.TEXT_NOT_FOUND, f"{where}中{said}", where,
            f"{where}には字句がありません。", f"There are no words in {where}.",
            "改める規定を確かめてください。", "Check which provision is meant.",
            node=nodes[0],
        )  # fmt: skip
    else:
        report.missing(
            where,
            f"{place(nodes[0])}には、{where}に当たる部分がないか、二つ以上あります。",
            f"{place(nodes[0])} has no such part ({target.part}), or more than one.",
        )


def unresolved(root: Live, target: Target, said: str, report: Report) -> None:
    """Say why a target is not one provision: a step is missing, or several fit."""
    for address in (target.at, target.last):
        if not address and address is target.last:
            continue
        found = places.find(root, address)
        if len(found) == 1:
            continue
        if found:
            _ambiguous(address, found, said, report)
        else:
            gone = printed(places.missing_step(root, address), report.write)
            whole = printed(address, report.write)
            report.missing(
                whole,
                f"{gone}がありません。" if gone == whole else f"{gone}がありません（{whole}）。",
                f"There is no {gone}." if gone == whole else f"There is no {gone} ({whole}).",
            )
        return
    report.missing(printed_target(target, report.write))


def _ambiguous(address: Sequence[object], found: Sequence[Live], said: str, report: Report) -> None:
    where = printed(address, report.write)  # type: ignore[arg-type]
    several = "、".join(place(node) for node in found[:4])
    if len({node.number for node in found}) == 1 and found[0].number is not None and _twins(found):
        report.add(
            Code.NUMBER_GAP, f"{where} {said}".strip(), where,
            f"この時点で{where}が{len(found)}つあります。前の文で番号が重なりました。",
            f"There are {len(found)} of {where} at this point: an earlier sentence made them.",
            "番号の移動は、場所を空ける側から（後ろから）順に書いてください。",
            "Write the moves in the order that makes room: from the back.",
            node=found[0],
        )  # fmt: skip
        return
    report.missing(
        where,
        f"{where}が一つに定まりません（{several}）。",
        f"{where} could be any of {len(found)} provisions ({several}).",
    )


def _twins(found: Sequence[Live]) -> bool:
    """Provisions of one series: their being two comes of an earlier sentence."""
    scopes = {id(places.article_scope(n) if n.kind is Kind.ARTICLE else n.parent) for n in found}
    return len(scopes) == 1 and found[0].kind is not Kind.ROW


def _not_found(
    root: Live, target: Target, phrase: str, said: str, inside: Sequence[Region], report: Report
) -> None:
    where = printed_target(target, report.write)
    elsewhere = [n for n in root.walk() if phrase in n.text or phrase in n.caption]
    hint_ja = hint_en = ""
    if elsewhere:
        named = "、".join(place(n) for n in elsewhere[:3])
        hint_ja, hint_en = f"（{named}にはあります。）", f" (It is in {named}.)"
    else:
        joined = "".join(region.words for region in inside)
        if phrase in joined:
            hint_ja = "（二つの規定や欄にまたがる引用はできません。）"
            hint_en = " (A quotation cannot run over two provisions or cells.)"
    report.add(
        Code.TEXT_NOT_FOUND,
        said,
        where,
        f"{where}に「{phrase}」がありません。{hint_ja}",
        f"“{phrase}” is not in {where}.{hint_en}",
        "改正する文のとおりに引用し、改める規定を確かめてください。",
        "Quote the text exactly as it stands, and check which provision is meant.",
        node=inside[0].node if inside else None,
    )


def _several(
    hits: Sequence[tuple[Region, int]], phrase: str, said: str, target: Target, report: Report
) -> None:
    spots = list(dict.fromkeys(place(region.node) for region, _ in hits))
    listed = "、".join(spots[:6])
    where = printed_target(target, report.write)
    report.add(
        Code.MULTIPLE_TEXT_FOUND,
        said,
        where,
        f"「{phrase}」は{where}に{len(hits)}か所あり、全部を改めました（{listed}）。",
        f"“{phrase}” stands {len(hits)} times in {where}; all were changed ({listed}).",
        "一部だけを改めるときは、引用を長くするか、改める規定を狭く示してください。",
        "To change only some, quote more words or name a smaller provision.",
        node=hits[0][0].node,
        refused=False,
    )


def carry_out(edits: Sequence[Edit], report: Report) -> bool:
    """Change the words, all edits of one sentence at once. False, and nothing changed, on overlap."""
    by_field: dict[tuple[int, str], list[Edit]] = {}
    for edit in edits:
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
    lines = {node for node, field in by_field if field == LINE}
    for group in by_field.values():
        if id(group[0].node) in lines and group[0].field in ("label", "caption", "note"):
            clean = False
            report.overlap(
                group[0].said,
                group[0].node,
                f"{place(group[0].node)}の見出しを二度改めています。",
                f"The heading of {place(group[0].node)} is changed twice.",
            )
    if not clean:
        return False
    for group in by_field.values():
        _change(group)
    return True


def _change(group: Sequence[Edit]) -> None:
    node, field = group[0].node, group[0].field
    text = words(node, field)
    for edit in reversed(group):
        text = text[: edit.cut] + edit.new + text[edit.end :]
    if field == LINE:
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
