"""Quoted words found in provisions: everywhere in the target, against the beginning (字句の改正)."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.applying import places
from renkei.amendment.applying.contents import BREAK, lines_of
from renkei.amendment.applying.editing import Edit
from renkei.amendment.applying.live import Live
from renkei.amendment.applying.regions import LINE, Region, heading_regions, regions, words
from renkei.amendment.applying.said import Report, place, printed_target
from renkei.amendment.applying.unresolved import unresolved
from renkei.amendment.operations import Insert, Part, Replace, Strike, Target
from renkei.amendment.trouble import Code
from renkei.instrument.model import Kind

#: Targets so small that words standing twice in them are worth a notice.
_SINGLE = frozenset(
    (Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.ROW, Kind.CELL, Kind.REMARKS,
     Kind.TITLE, Kind.CLOSING, Kind.DATE, Kind.ENACTMENT)
)  # fmt: skip


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
        apart = [Target(a) for a in target.without if len(places.find(root, a)) != 1]
        if apart:
            unresolved(root, apart[0], said[0], report)
            continue
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
            if len(nodes) == 1 and nodes[0].kind is Kind.TOC and BREAK.search(phrase + new):
                listed = _contents(nodes[0], phrase, new, what)
                if listed:
                    made.extend(listed)
                    continue
            hits = _hits(inside, phrase)
            if not hits and not target.without:
                hits = _heading_hits(nodes, target.part, phrase)
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


def _contents(toc: Live, phrase: str, new: str, said: str) -> list[Edit]:
    """Lines of a 目次 that become more or fewer: the first takes the new ones, the others go.

    The last line quoted may stop before its end, the first begin behind its beginning.
    """
    entries = list(toc.of_kind(Kind.TOC_ENTRY))
    quoted = lines_of(phrase)
    found: list[list[Edit]] = []
    for i in range(len(entries) - len(quoted) + 1):
        lines = [words(entry, LINE) for entry in entries[i : i + len(quoted)]]
        start = lines[0].find(quoted[0])
        inside = len(quoted) == 1 or (
            lines[0].endswith(quoted[0])
            and lines[1:-1] == quoted[1:-1]
            and lines[-1].startswith(quoted[-1])
        )
        if start < 0 or not inside:
            continue
        start = len(lines[0]) - len(quoted[0]) if len(quoted) > 1 else start
        end = start + len(quoted[0])
        rest = lines[-1][len(quoted[-1]) :] if len(quoted) > 1 else ""
        edits = [Edit(entries[i], LINE, start, end, new + rest, said, start)]
        edits += [
            Edit(entry, LINE, 0, len(line), "", said, 0)
            for entry, line in zip(entries[i + 1 : i + len(quoted)], lines[1:], strict=True)
        ]
        found.append(edits)
    return found[0] if len(found) == 1 else []


def _hits(inside: Sequence[Region], phrase: str) -> list[tuple[Region, int]]:
    return [(region, at) for region in inside for at in occurrences(region.words, phrase)]


def _heading_hits(nodes: Sequence[Live], part: Part, phrase: str) -> list[tuple[Region, int]]:
    """Words of a heading as printed, where no field of the text has them, and one heading does."""
    found = _hits(list(heading_regions(nodes, part)), phrase)
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
