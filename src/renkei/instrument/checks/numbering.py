"""R1: numbers and structure of provisions (条・項・号の番号と構成)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import SIGNED
from renkei.instrument.model import Kind, Node, Number, Role, Severity
from renkei.instrument.reading.lists import follows

_LISTED = (
    Kind.PARAGRAPH,
    Kind.ITEM,
    Kind.SUBITEM,
    Kind.GROUP,
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.SUBSECTION,
    Kind.DIVISION,
)
#: Their paragraphs are numbered; elsewhere (前文, cells, notes) lines only follow each other.
_NUMBERING = frozenset({Kind.ARTICLE, Kind.SUPPLEMENT, Kind.MAIN})
#: How a kind of provision is called.
KINDS = {
    Kind.ARTICLE: ("条", "article"),
    Kind.PARAGRAPH: ("項", "paragraph"),
    Kind.ITEM: ("号", "item"),
    Kind.SUBITEM: ("号の細分", "subitem"),
    Kind.GROUP: ("見出し", "heading"),
    Kind.ANNEX: ("別表", "annex"),
    Kind.PART: ("編", "part"),
    Kind.CHAPTER: ("章", "chapter"),
    Kind.SECTION: ("節", "section"),
    Kind.SUBSECTION: ("款", "subsection"),
    Kind.DIVISION: ("目", "division"),
}
_WHY = Words(
    "番号は、ほかの条文や議案、告示がその箇所を指す名前です。飛んだり重なったりすると、"
    "参照が別の箇所を指します。",
    "A number is the name by which other provisions, bills and notices point to a place; where "
    "numbers are missing or repeated, references go elsewhere.",
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@lru_cache(4096)
def _style(label: str) -> str:
    """What kind of enumerator a label is, its value and width left out."""
    text = label.strip().translate(_DIGITS)
    text = re.sub(r"[0-9]+", "1", text)
    text = re.sub(r"[〇一二三四五六七八九十百千]+", "一", text)
    text = re.sub(r"[ァ-ヶｦ-ﾝ]", "ア", text)
    text = re.sub(r"[a-zａ-ｚ]+", "a", text)
    text = re.sub(r"[A-ZＡ-Ｚ]+", "A", text)
    text = re.sub(r"(?:[のノ][1一])+", "", text)
    text = re.sub(r"(.)(?:(?:及び|から|、|・)\1)+(?:まで)?", r"\1", text)
    if len(text) == 1:
        for first, last, style in (("①", "⑳", "①"), ("⑴", "⒇", "⑴"), ("ⅰ", "ⅻ", "ⅰ")):
            if first <= text <= last:
                return style
    return text.replace("(", "（").replace(")", "）").replace(" ", "")


def _cut(index: Index, node: Node) -> bool:
    """附則 printed in part only: what is left out leaves gaps.

    Where 抄 says so; and in any statute, because consolidated texts leave out of a 附則 what only
    amended other laws, often without saying so.
    """
    return index.enacted or any(
        "抄" in index.source[piece.start : piece.end]
        for piece in node.pieces
        if piece.role in (Role.LAYOUT, Role.CAPTION)
    )


def _lists(index: Index) -> Iterator[tuple[list[Node], bool]]:
    """Every list of siblings that are numbered through, and whether parts of it may be left out."""
    if index.articles:
        yield list(index.articles), False
    cut: Node | None = None
    for node in index.nodes:
        if not node.children or node.id in index.quoted:
            continue
        kind = node.kind
        if cut is not None and index.above(node, Kind.SUPPLEMENT) is not cut:
            cut = None
        partial = cut is not None
        if kind is Kind.SUPPLEMENT:
            partial = _cut(index, node)
            cut = node if partial else None
            articles = [n for n in node.of_kind(Kind.ARTICLE) if n.id not in index.quoted]
            if articles:
                yield articles, partial
        runs: dict[tuple[Kind, str], list[Node]] = {}
        last: Node | None = None
        for child in node.children:
            if child.kind in _LISTED and child.number is not None:
                paragraph = child.kind is Kind.PARAGRAPH
                if not paragraph or kind in _NUMBERING:
                    key = (child.kind, "" if paragraph else _style(child.label))
                    run = runs.setdefault(key, [])
                    if run and not paragraph and child.number.parts == (1,) and last is not run[-1]:
                        # Other text stands between: a new list begins.
                        yield run, partial
                        run = runs[key] = []
                    run.append(child)
            last = child
        for run in runs.values():
            if len(run) > 1 or run[0].number != Number((1,)):
                yield run, partial
    kinds: dict[str, list[Node]] = {}
    for annex in index.annexes:
        if annex.number is not None:
            word = re.sub(r"[第0-9０-９〇一二三四五六七八九十百号のノ\s]", "", annex.label)
            kinds.setdefault(word, []).append(annex)
    for run in kinds.values():
        # An agreement that changes another prints the annexes it changes, under their numbers there.
        yield run, index.change


def _through(run: list[Node]) -> bool:
    """Whether a list simply runs 1, 2, 3 …, as nearly all do."""
    return all(node.number == ((place,), ()) for place, node in enumerate(run, 1))


def _faults(run: list[Node], partial: bool) -> Iterator[tuple[str, Node, Node | None]]:
    """``gap``, ``repeat`` or ``order`` at a node, with the one before it."""
    numbered = [(node, node.number) for node in run if node.number is not None]
    later = Counter(number.parts for _, number in numbered)
    seen: set[tuple[int, ...]] = set()
    above: tuple[Node, Number] | None = None
    for place, (node, number) in enumerate(numbered):
        later[number.parts] -= 1
        after = numbered[place + 1][1] if place + 1 < len(numbered) else None
        if above is None:
            if number.parts != (1,) and not partial:
                yield "gap", node, None
            above = node, number
        elif number.parts in seen:
            yield "repeat", node, above[0]
            above = _counted(above, node, after)
        elif follows(above[1], number):
            above = node, number
        elif number.parts < above[1].parts:
            yield "order", node, above[0]
        else:
            if not partial and later[_missing(above[1], number)] <= 0:
                yield "gap", node, above[0]
            meant = _counted(above, node, after)
            above = meant if meant is not above else (node, number)
        seen.add(number.parts)


def _missing(above: Number, number: Number) -> tuple[int, ...]:
    """The number that should stand between: 3 before 4 or 5, 5の2 before 5の3."""
    if len(number.parts) > 1:
        return (*number.parts[:-1], number.parts[-1] - 1)
    return ((above.upto or above.parts)[0] + 1,)


def _counted(above: tuple[Node, Number], node: Node, after: Number | None) -> tuple[Node, Number]:
    """A misprinted number counts as the one that was due when the list then goes on as if: 4, 7, 6."""
    due = Number(((above[1].upto or above[1].parts)[0] + 1,))
    return (node, due) if after is not None and after.parts == (due.parts[0] + 1,) else above


def spot(index: Index, node: Node) -> tuple[int, int]:
    """The printed label of a node, or its text where none is printed."""
    return node.span(Role.LABEL) or index.span(node)


def _findings(index: Index, wanted: str) -> list[tuple[Node, Node | None]]:
    """The faults of one sort; the lists are gone through once for all sorts."""
    found: dict[str, list[tuple[Node, Node | None]]] | None = index.kept.get("numbering")
    if found is None:
        found = index.kept["numbering"] = {}
        for run, partial in _lists(index):
            if _through(run):
                continue
            for fault, node, above in _faults(run, partial):
                found.setdefault(fault, []).append((node, above))
    return found.get(wanted, [])


def _call(index: Index, node: Node) -> tuple[str, str]:
    if node.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION):
        return node.label, f"{KINDS[node.kind][1]} {node.number}"
    return index.where(node)


@rule(
    "R101",
    Severity.WARNING,
    title=Words("番号が飛んでいます", "A number is missing"),
    why=_WHY,
    remedy=SIGNED,
)
def gaps(index: Index) -> Iterator[Hit]:
    """A 条, 項, 号, 細分, 別表, 章 or heading whose number is not the next one.

    Branch numbers (3の2) and ranges of deleted articles (第三条から第五条まで　削除) are in order;
    a 附則 counts by itself; one printed in part (抄) and those of statutes may leave numbers out, and
    so may the annexes of an agreement that changes another: their numbers are those of that one.
    """
    for node, above in _findings(index, "gap"):
        ja, en = KINDS[node.kind]
        here_ja, here_en = _call(index, node)
        if above is None:
            yield index.hit(
                node,
                spot(index, node),
                f"最初の{ja}が{here_ja}です。1から始まっていません。",
                f"The first {en} is {here_en}; the numbers do not begin with 1.",
            )
        else:
            before_ja, before_en = _call(index, above)
            yield index.hit(
                node,
                spot(index, node),
                f"{before_ja}の次が{here_ja}です。間の番号の{ja}がありません。",
                f"{here_en} follows {before_en}; the number between is missing.",
            )


@rule(
    "R102",
    Severity.WARNING,
    title=Words("同じ番号が二度あります", "A number stands twice"),
    why=_WHY,
    remedy=SIGNED,
)
def repeats(index: Index) -> Iterator[Hit]:
    """Two 条, 項, 号, 細分, 別表 or headings of one list with the same number."""
    for node, _above in _findings(index, "repeat"):
        ja, en = _call(index, node)
        yield index.hit(
            node,
            spot(index, node),
            f"{ja}が二度あります。",
            f"There are two of {en}.",
        )


@rule(
    "R103",
    Severity.WARNING,
    title=Words("番号の順が逆です", "Numbers out of order"),
    why=_WHY,
    remedy=SIGNED,
)
def disorder(index: Index) -> Iterator[Hit]:
    """A 条, 項, 号, 細分, 別表 or heading that stands behind one with a greater number."""
    for node, above in _findings(index, "order"):
        ja, en = _call(index, node)
        before_ja, before_en = _call(index, above) if above else ("", "")
        yield index.hit(
            node,
            spot(index, node),
            f"{ja}が{before_ja}より後にあります。",
            f"{en} stands behind {before_en}.",
        )
