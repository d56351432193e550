"""R2: references inside the text (条文・別表の参照)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import SIGNED
from renkei.instrument.model import Kind, Node, Role, Severity
from renkei.instrument.references import Reference, Target
from renkei.units.numerals import parse_numeral

_WHY = Words(
    "参照が指す先がないと、その規定が何について定めているのか決まりません。条や別表を変更したときに"
    "直し忘れると起こります。",
    "Where a reference leads nowhere, it is not settled what the provision is about. It happens "
    "when articles or annexes are changed and the references to them are not.",
)
_RELATIVE = {
    "前条": ("前の条がありません", "there is no article before it"),
    "次条": ("次の条がありません", "there is no article after it"),
    "前項": ("前の項がありません", "there is no paragraph before it"),
    "次項": ("次の項がありません", "there is no paragraph after it"),
    "前号": ("前の号がありません", "there is no item before it"),
    "次号": ("次の号がありません", "there is no item after it"),
}


def _told(index: Index, reference: Reference) -> tuple[Node, str, str] | None:
    """The node that refers, and its place in words; None where nothing may be asked of it."""
    if reference.node_id in index.quoted or index.formula:
        return None
    node = index.by_id.get(reference.node_id)
    if node is None or node.kind in (Kind.COVER, Kind.LAW_NUMBER, Kind.TITLE, Kind.UNPARSED):
        return None
    return (node, *index.where(node))


@rule(
    "R201",
    Severity.WARNING,
    title=Words("参照先がありません", "A reference that leads nowhere"),
    why=_WHY,
    remedy=SIGNED,
)
def dangling(index: Index) -> Iterator[Hit]:
    """前条 in the first article, 次条 in the last, 前項 in the first paragraph, 第9条 of six, and 別表第3
    where there is none.

    References to other laws are not looked up. In the 附則 of an amending law plain numbers mean
    that law, and amending formulas (改め文) speak of another text; both stay silent. In a statute
    only 前条 and its kind are asked for, and articles before which no other law is named.
    """
    for reference in index.references:
        if reference.target is not Target.DANGLING:
            continue
        told = _told(index, reference)
        if told is None or (index.enacted and not _sure(index, told[0], reference)):
            continue
        node, ja, en = told
        printed = reference.printed
        reason = next(
            (words for head, words in _RELATIVE.items() if printed.startswith(head)),
            (f"この文書に「{printed}」に当たるものがありません", f"this text has no {printed}"),
        )
        yield index.hit(
            node,
            (reference.start, reference.end),
            f"{ja}の「{printed}」：{reason[0]}。",
            f"“{printed}” in {en}: {reason[1]}.",
        )


_ARTICLE = re.compile(r"第[0-9０-９〇一二三四五六七八九十百千]+条")
_OTHER_LAW = re.compile(r"[法律令例則約定](?:[（(]|第|の)|旧|新")


def _sure(index: Index, node: Node, reference: Reference) -> bool:
    """Whether a mention in a statute surely speaks of that statute.

    Statutes nest 準用 and 読替え of other laws, where a number may belong to any law named before.
    Sure are 前条 and its kind, and an article in a line that names no other law before it.
    """
    supplement = index.above(node, Kind.SUPPLEMENT)
    if supplement is not None and supplement.note:
        return False
    if reference.printed.startswith(tuple(_RELATIVE)):
        return True
    if not _ARTICLE.match(reference.printed):
        return False
    source = index.source
    begin = source.rfind("\n", 0, reference.start) + 1
    return not _OTHER_LAW.search(source, begin, reference.start)


@rule(
    "R202",
    Severity.WARNING,
    title=Words("「同条」「同項」の指すものがありません", "“The same article” of none"),
    why=_WHY,
    remedy=SIGNED,
)
def same_of_nothing(index: Index) -> Iterator[Hit]:
    """同条, 同項 or 同号 in an article of an agreement where nothing was named before it."""
    if not index.agreement:
        return
    for reference in index.references:
        if reference.target is not Target.UNKNOWN:
            continue
        if not reference.printed.startswith(("同条", "同項", "同号")):
            continue
        told = _told(index, reference)
        if told is None or index.above(told[0], Kind.MAIN) is None:
            continue
        node, ja, en = told
        yield index.hit(
            node,
            (reference.start, reference.end),
            f"{ja}の「{reference.printed}」が何を指すか、前に示されていません。",
            f"Nothing before “{reference.printed}” in {en} says what it is the same as.",
        )


_ANNEX = re.compile(
    r"(?P<word>別表|別記|別紙|別図|様式)"
    r"(?:[ 　]?第[ 　]?(?P<n>[0-9０-９一二三四五六七八九十百]+)(?:[のノ][0-9０-９一二三四五六七八九十]+)*)?"
    r"(?:(?:から|及び|、|・|又は|並びに|～|〜)(?:別表)?第?(?P<m>[0-9０-９一二三四五六七八九十]+)(?:まで)?)*"
)


def _mentions(index: Index) -> list[tuple[int, str, int | None, int | None, Node]]:
    """Where the text speaks of an annex: offset, word, first and last number named, node."""
    found = index.kept.get("annexes")
    if found is None:
        found = []
        if "別" in index.source or "様式" in index.source:
            for match in _ANNEX.finditer(index.source):
                owned = index.owner(match.start())
                if owned.node.kind is Kind.ANNEX and owned.role is not Role.TEXT:
                    continue
                first = parse_numeral(match["n"]) if match["n"] else None
                last = parse_numeral(match["m"]) if match["m"] else first
                found.append((match.start(), match["word"], first, last, owned.node))
        index.kept["annexes"] = found
    kept: list[tuple[int, str, int | None, int | None, Node]] = found
    return kept


def _meant(annex: Node, word: str, first: int | None, last: int | None) -> bool:
    if not annex.label.startswith(word):
        return False
    if first is None or annex.number is None:
        return True
    return first <= annex.number.parts[0] <= max(first, last or first)


@rule(
    "R203",
    Severity.WARNING,
    title=Words("どの条からも参照されない別表", "An annex that nothing refers to"),
    why=Words(
        "本文が別表に触れていないと、別表がどの条の内容なのか、効力があるのかが決まりません。",
        "An annex that no article mentions belongs to no provision; its force is open to doubt.",
    ),
    remedy=SIGNED,
)
def unused_annexes(index: Index) -> Iterator[Hit]:
    """A 別表 of an agreement that no article, paragraph or item mentions."""
    if not index.agreement or index.change or not index.articles:
        return
    for annex in index.annexes:
        if annex.attr("element") or not annex.label.startswith("別"):
            continue
        if any(_meant(annex, word, a, b) for _, word, a, b, node in _mentions(index)
               if index.above(node, Kind.ANNEX) is not annex):  # fmt: skip
            continue
        yield index.hit(
            annex,
            annex.span(Role.LABEL) or index.span(annex),
            f"「{annex.label}」に触れる条がありません。",
            f"No provision mentions “{annex.label}”.",
        )


_RELATED = re.compile(
    r"第[ 　]?(?P<n>[0-9０-９一二三四五六七八九十百]+)[ 　]?条(?P<b>(?:[のノ][0-9０-９一二三四五六七八九十]+)*)"
)


@rule(
    "R204",
    Severity.WARNING,
    title=Words("別表の「第n条関係」が合いません", "An annex related to the wrong article"),
    why=Words(
        "「第3条関係」は、別表がどの条の内容かを示します。その条が別表に触れていないと、条の番号が"
        "ずれたまま残っているおそれがあります。",
        "第3条関係 says whose content the annex is. If that article does not mention it, the "
        "number has probably been left behind when articles moved.",
    ),
    remedy=SIGNED,
)
def related_articles(index: Index) -> Iterator[Hit]:
    """「第n条関係」 at the head of an annex naming an article that is not there, or that does not
    mention the annex.
    """
    if not index.agreement:
        return
    for annex in index.annexes:
        span = annex.span(Role.NOTE)
        if span is None or not index.articles:
            continue
        for found in _RELATED.finditer(annex.note):
            parts = [parse_numeral(found["n"])]
            parts += [parse_numeral(p) for p in re.split("[のノ]", found["b"])[1:]]
            article = next(
                (a for a in index.articles if a.number and list(a.number.parts) == parts), None
            )
            place = (span[0] + found.start(), span[0] + found.end())
            if article is None:
                yield index.hit(
                    annex,
                    place,
                    f"「{annex.label}（{annex.note}）」の「{found[0]}」がありません。",
                    f"“{annex.label}（{annex.note}）”: there is no {found[0]}.",
                )
            elif not index.change and not any(
                _meant(annex, word, first, last)
                for _, word, first, last, node in _mentions(index)
                if index.above(node, Kind.ARTICLE) is article
            ):
                yield index.hit(
                    annex,
                    place,
                    f"「{annex.label}（{annex.note}）」とありますが、{index.where(article)[0]}は"
                    f"「{annex.label}」に触れていません。",
                    f"“{annex.label}（{annex.note}）”: {index.where(article)[1]} does not mention "
                    f"“{annex.label}”.",
                )
