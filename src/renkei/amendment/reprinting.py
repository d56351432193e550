"""How a reference to a provision is to be printed now that its number changed (参照の書き直し)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from renkei.instrument.mentions import REF
from renkei.instrument.model import Kind, Node, Number
from renkei.units.numerals import to_fullwidth, to_halfwidth, to_kanji

_UNITS = {Kind.ARTICLE: "条", Kind.PARAGRAPH: "項", Kind.ITEM: "号"}
_LEVELS = tuple(_UNITS)
_DIGIT = re.compile("[0-9０-９〇一二三四五六七八九十百千]")
_DIVISIONS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION)


class Parents:
    """The way up from every node of a tree."""

    def __init__(self, root: Node) -> None:
        self._above: dict[str, Node] = {}
        self.nodes: dict[str, Node] = {}
        for node in root.walk():
            self.nodes[node.id] = node
            for child in node.children:
                self._above[child.id] = node

    def up(self, node: Node, *kinds: Kind) -> Node | None:
        """The nearest node of these kinds at or above ``node``."""
        at: Node | None = node
        while at is not None and at.kind not in kinds:
            at = self._above.get(at.id)
        return at

    def above(self, node: Node) -> Node | None:
        """What a node stands in."""
        return self._above.get(node.id)

    def beside(self, node: Node, step: int) -> Node | None:
        """The provision of its kind directly before (-1) or after (1) it, articles over chapters."""
        home = self.up(node, Kind.MAIN, Kind.SUPPLEMENT) if node.kind is Kind.ARTICLE else None
        above = home or self.above(node)
        if above is None:
            return None
        alike = [one for one in (above.walk() if home else above.children) if one.kind is node.kind]
        at = next(i for i, one in enumerate(alike) if one is node) + step
        return alike[at] if 0 <= at < len(alike) else None

    def chain(self, node: Node) -> list[Node]:
        """The article, paragraph and item that lead to ``node``, as far as there are."""
        found = []
        at: Node | None = node
        while at is not None:
            if at.kind in _UNITS:
                found.append(at)
            if at.kind is Kind.ARTICLE:
                break
            at = self._above.get(at.id)
        return found[::-1]


def reprinted(
    printed: str, wanted: Sequence[Node], here: Node, outside: bool, tree: Parents
) -> str:
    """The reference that leads to ``wanted`` from ``here``; "" where none can be told.

    ``outside``: it goes on a list of provisions of another article, so that it names no article.
    """
    match = REF.fullmatch(printed)
    if match is None or not wanted:
        return ""
    write = _numerals(printed, wanted[0], tree)
    if match["annex"]:
        return "".join(wanted[0].label.split()) if len(wanted) == 1 and not match["chain"] else ""
    sub = match["sub"] or ""
    if all(node.kind in _DIVISIONS for node in wanted):
        return _listed([_counted(n.number, n.label.strip()[-1:], write) for n in wanted], wanted)
    if match["suppl"]:
        return "附則" + _path(tree.chain(wanted[0]), write) + sub
    if match["rel"] == "同":
        level = {"条": Kind.ARTICLE, "項": Kind.PARAGRAPH}.get(match["ru"])
        if level is None or len(wanted) != 1:
            return ""
        below = tree.chain(wanted[0])
        kept = [n for n in below if _LEVELS.index(n.kind) > _LEVELS.index(level)]
        return f"同{match['ru']}" + _path(_spoken(kept, match["chain"], tree), write) + sub
    if match["rel"] and match["chain"] and not match["many"] and len(wanted) == 1:
        level = {unit: kind for kind, unit in _UNITS.items()}.get(match["ru"])
        own = tree.up(here, level) if level else None
        base = tree.up(wanted[0], level) if level else None
        step = -1 if match["rel"] == "前" else 1
        if level and own and base and tree.beside(own, step) is base:
            kept = [
                n for n in tree.chain(wanted[0]) if _LEVELS.index(n.kind) > _LEVELS.index(level)
            ]
            return (
                match["rel"] + match["ru"] + _path(_spoken(kept, match["chain"], tree), write) + sub
            )
    paths = [_from(node, here, match, outside, tree) for node in wanted]
    told = [_path(path, write) for path in paths]
    if any(not one for one in told):
        return ""
    return _listed(told, wanted, [_path(path[-1:], write) for path in paths]) + sub


def _from(node: Node, here: Node, match: re.Match[str], outside: bool, tree: Parents) -> list[Node]:
    """The steps to say: no article for what stands in the same one, nor where a list goes on."""
    chain = tree.chain(node)
    said = match[0] if match["nu"] else match["ru"] + match["chain"]
    chain = _spoken(chain, said, tree)
    begins = match["nu"] or match["ru"]
    own = tree.up(here, Kind.ARTICLE)
    mine = bool(chain) and own is not None and chain[0].id == own.id
    if begins in ("項", "号") and (mine or outside or own is None):
        level = Kind.PARAGRAPH if begins == "項" else Kind.ITEM
        chain = [n for n in chain if _LEVELS.index(n.kind) >= _LEVELS.index(level)]
    return chain


def _spoken(chain: list[Node], said: str, tree: Parents) -> list[Node]:
    """Without the paragraph, where the reference named none and it is the only one."""
    if "項" in said or not chain or chain[-1].kind is Kind.PARAGRAPH:
        return chain
    kept = []
    for node in chain:
        if node.kind is Kind.PARAGRAPH:
            above = tree.above(node)
            alike = [n for n in above.children if n.kind is Kind.PARAGRAPH] if above else []
            if len(alike) == 1:
                continue
        kept.append(node)
    return kept


def _path(chain: Sequence[Node], write: Callable[[int], str]) -> str:
    return "".join(_counted(node.number, _UNITS[node.kind], write) for node in chain)


def _counted(number: Number | None, unit: str, write: Callable[[int], str]) -> str:
    if number is None:
        return ""
    branches = "".join(f"の{write(part)}" for part in number.parts[1:])
    return f"第{write(number.parts[0])}{unit}{branches}"


def _listed(told: list[str], nodes: Sequence[Node], short: list[str] | None = None) -> str:
    """第三条; 第三条及び第四条; 第三条から第五条まで, where they follow one another."""
    short = short or told
    if len(told) == 1:
        return told[0]
    firsts = [node.number.parts[0] for node in nodes if node.number]
    whole = all(node.number and len(node.number.parts) == 1 for node in nodes)
    run = whole and firsts == list(range(firsts[0], firsts[0] + len(nodes)))
    if run and len(told) > 2:
        return f"{told[0]}から{short[-1]}まで"
    return "、".join([told[0], *short[1:-1]]) + "及び" + short[-1]


def _numerals(printed: str, node: Node, tree: Parents) -> Callable[[int], str]:
    """In the numerals of the reference; of 前条 and its kin in those of the labels of articles."""
    labels = [step.label for step in tree.chain(node)]
    for text in (*([] if printed[:1] in "前次" else [printed]), *labels):
        found = _DIGIT.search(text)
        if found is not None:
            if found[0] in "0123456789":
                return to_halfwidth
            return to_fullwidth if found[0] in "０１２３４５６７８９" else to_kanji
    return to_kanji
