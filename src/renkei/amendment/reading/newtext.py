"""The block under a sentence, read as what the sentence promises (新しい文)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from renkei.amendment.operations import (
    Add,
    Address,
    Block,
    Level,
    Operation,
    Part,
    Restate,
    Rewrite,
    Where,
)
from renkei.amendment.reading.adding import Promise
from renkei.amendment.reading.blocks import Expected, read_lines
from renkei.amendment.reading.labels import (
    ARTICLE,
    DIVISION,
    SUPPLEMENT,
    label_number,
    readings,
    style_of,
)
from renkei.amendment.reading.layouts import exact
from renkei.amendment.reading.marks import bracketed, is_marked, words_of
from renkei.instrument.model import Kind, Node

_WORDS = frozenset(
    {Part.HEAD, Part.MAIN_SENTENCE, Part.PROVISO, Part.FIRST, Part.MIDDLE, Part.LAST}
)
_EACH = {Part.EACH: Kind.ITEM, Part.EACH_PARAGRAPH: Kind.PARAGRAPH}
_BELOW = {
    Level.ARTICLE: Kind.PARAGRAPH,
    Level.PARAGRAPH: Kind.ITEM,
    Level.ITEM: Kind.SUBITEM,
    Level.SUBITEM: Kind.SUBITEM,
    Level.SUPPLEMENT: Kind.PARAGRAPH,
    Level.ANNEX: Kind.ROW,
    Level.GROUP: Kind.ROW,
    Level.TABLE: Kind.ROW,
    Level.ROW: Kind.CELL,
    Level.REMARKS: Kind.ITEM,
    Level.SIGNATURE: Kind.FIELD,
}


_LABELLED = frozenset(
    {
        Kind.PART,
        Kind.CHAPTER,
        Kind.SECTION,
        Kind.SUBSECTION,
        Kind.DIVISION,
        Kind.ARTICLE,
        Kind.PARAGRAPH,
        Kind.ITEM,
        Kind.SUBITEM,
        Kind.SUPPLEMENT,
        Kind.ANNEX,
        Kind.TABLE,
        Kind.ROW,
        Kind.GROUP,
        Kind.TOC,
        Kind.REMARKS,
    }
)
_ELSE = {
    Kind.PARAGRAPH: (Kind.ITEM,),
    Kind.ITEM: (Kind.SUBITEM,),
    Kind.ROW: (Kind.GROUP, Kind.ITEM, Kind.TABLE, Kind.REMARKS),
    Kind.ARTICLE: (Kind.CHAPTER, Kind.PARAGRAPH, Kind.ANNEX),
    Kind.ANNEX: (Kind.TABLE,),
}
_PROVISIONS = frozenset(
    {
        Kind.PART,
        Kind.CHAPTER,
        Kind.SECTION,
        Kind.SUBSECTION,
        Kind.DIVISION,
        Kind.ARTICLE,
        Kind.PARAGRAPH,
    }
)


class Filled(NamedTuple):
    """An operation with its block; ``why`` says what is wrong where the block was not understood."""

    operation: Operation
    why: str = ""


def fill(operation: Operation, promise: Promise, lines: list[str], *, kanji: bool) -> Filled:
    """Give the operation its block. What is not understood stays as printed in ``Block.lines``."""
    assert isinstance(operation, Add | Rewrite | Restate)
    if not lines:
        return Filled(operation, "新しい文がありません")
    words = _words(operation, lines)
    if words is not None:
        return Filled(replace(operation, block=Block(text=words)))
    expected, strict = _expected(operation, kanji=kanji)
    nodes = _nodes(lines, expected, promise, strict=strict)
    if nodes is None and promise.unit is None and isinstance(operation, Add):
        # 「次のように加える」 says no kind: what stands one step deeper, or anything marked.
        for kind in _ELSE.get(expected.kind, ()):
            nodes = nodes or _nodes(lines, expected._replace(kind=kind), promise, strict=strict)
        if nodes is None and any(map(is_marked, lines)):
            nodes = _nodes(lines, expected, promise, strict=False)
    if nodes is None:
        return Filled(replace(operation, block=Block(lines=tuple(lines))), "新しい文が読めません")
    return Filled(replace(operation, block=Block(nodes=nodes)))


def begins_bare(operation: Operation) -> bool:
    """Whether new text for this may begin without a label: words, first paragraphs, whole texts."""
    if isinstance(operation, Restate):
        return True
    part = operation.part if isinstance(operation, Add) else Part.WHOLE
    if isinstance(operation, Rewrite):
        part = operation.targets[0].part
    if part is not Part.WHOLE and part not in _EACH:
        return True
    expected, _ = _expected(operation, kanji=False)
    if expected.kind is Kind.PARAGRAPH and isinstance(operation, Rewrite):
        number = operation.targets[0].at[-1].number
        return number is None or number.parts == (1,)
    if expected.kind is Kind.PARAGRAPH and isinstance(operation, Add):
        last = operation.at.at[-1] if operation.at.at else None
        first = last is not None and last.number is not None and last.number.parts == (1,)
        return (
            operation.where is Where.HEAD
            or (operation.where is Where.BEFORE and first)
            or (last is not None and last.level is Level.SUPPLEMENT)
        )
    steps = operation.targets[0].at if isinstance(operation, Rewrite) else ()
    law = bool(steps) and steps[-1].level is Level.LAW
    return law or expected.kind not in _LABELLED


def _words(operation: Operation, lines: list[str]) -> str | None:
    """The words of a block that is no provision: 後段, ただし書, 見出し, 題名."""
    if len(lines) > 1:
        return None
    words = words_of(lines[0])
    if words is None:
        return None
    part = operation.part if isinstance(operation, Add) else Part.WHOLE
    if isinstance(operation, Rewrite):
        part = operation.targets[0].part
        if part is Part.CAPTION and (found := DIVISION.match(words)):
            if _same_number(operation, found[0]):
                return words[found.end() :].strip("　 ")
            return words.strip("　 ")  # with its new number, which the text must then bear
    if part in _WORDS:
        return words
    if part in (Part.CAPTION, Part.NOTE):
        return words[1:-1] if bracketed(words) else words
    return None


def _same_number(operation: Rewrite, label: str) -> bool:
    """Whether a heading given anew has the number of the one it replaces."""
    at = operation.targets[0].at
    return bool(at) and label_number(label) == at[-1].number


def _expected(operation: Operation, *, kanji: bool) -> tuple[Expected, bool]:
    """What the outermost nodes should be, and whether nothing else will do."""
    if isinstance(operation, Restate):
        return Expected(Kind.DOCUMENT, kanji=kanji, own=True), False
    if isinstance(operation, Rewrite):
        at = operation.targets[0].at
        each = _EACH.get(operation.targets[0].part)
        kind = each or (_kind_at(at) if at else Kind.ARTICLE)
        return Expected(kind, kanji=kanji), bool(at)
    assert isinstance(operation, Add)
    at = operation.at.at
    after = at[-1].name if at and operation.where is Where.AFTER else ""
    if operation.unit is not None:
        return Expected(_kind(operation.unit, at), after, kanji), True
    if not at:
        return Expected(Kind.ARTICLE, kanji=kanji), False
    if operation.where in (Where.AFTER, Where.BEFORE):
        return Expected(_kind_at(at), after, kanji), True
    return Expected(_BELOW.get(at[-1].level, Kind.ARTICLE), kanji=kanji), True


def _kind_at(at: Address) -> Kind:
    return _kind(at[-1].level, at[:-1])


def _kind(level: Level, under: Address) -> Kind:
    """The kind of node of this level; what 備考 count as 項 are items."""
    if level is Level.COLUMN:
        return Kind.CELL
    if level is Level.PARAGRAPH and any(step.level is Level.REMARKS for step in under):
        return Kind.ITEM
    return Kind.ARTICLE if level is Level.LAW else Kind(level.value)


def _nodes(
    lines: list[str], expected: Expected, promise: Promise, *, strict: bool
) -> tuple[Node, ...] | None:
    """The nodes by the exact layout, else by the loose one; None when neither gives what is said."""
    marked = any(map(is_marked, lines))
    if (_well_set(lines) and expected.kind is not Kind.DOCUMENT) or marked:
        nodes = read_lines(lines, expected)
        if (
            nodes
            and (marked or not _flat(nodes))
            and (marked or _kept(nodes, expected, promise, strict=strict))
        ):
            return nodes
    nodes = read_lines(exact(lines, expected), expected)
    if nodes is not None and expected.kind is Kind.DOCUMENT:
        nodes = _in_main(nodes)
    if nodes is None or not _kept(nodes, expected, promise, strict=strict):
        return None
    return nodes


def _flat(nodes: tuple[Node, ...]) -> bool:
    """Whether a list holds what looks like the list below it: (1), ア, イ, (2) side by side."""
    listed = (Kind.ITEM, Kind.SUBITEM)
    for before, after in pairwise(nodes):
        if before.kind in listed and after.kind in listed and before.label and after.label:
            first = any(number.parts == (1,) for _, number in readings(after.label))
            if first and style_of(before.label) != style_of(after.label):
                return True
    return any(_flat(node.children) for node in nodes)


def _in_main(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A whole text as a reader would give it: its provisions stand in one MAIN (本則)."""
    out: list[Node] = []
    main: list[Node] = []
    for node in nodes:
        if node.kind in _PROVISIONS:
            main.append(node)
            continue
        if main:
            out.append(Node("", Kind.MAIN, children=tuple(main)))
            main = []
        out.append(node)
    if main:
        out.append(Node("", Kind.MAIN, children=tuple(main)))
    return tuple(out)


def _well_set(lines: list[str]) -> bool:
    """Whether articles stand at the beginning of the line, as in the exact layout."""
    return not any(
        line.startswith("　") and line.lstrip("　").startswith("第") and _article(line.lstrip("　"))
        for line in lines
    )


def _article(body: str) -> bool:
    label, _, _ = body.partition("　")
    return ARTICLE.fullmatch(label) is not None


def _kept(nodes: tuple[Node, ...], expected: Expected, promise: Promise, *, strict: bool) -> bool:
    """Whether the block holds what the sentence promised."""
    if strict and any(node.kind is not expected.kind for node in nodes):
        return False
    return not promise.size or len(nodes) == promise.size


def read_own(lines: list[str], *, kanji: bool) -> tuple[Node, ...]:
    """The 附則 of the amending instrument itself; lines nobody could read stay as such nodes."""
    expected = Expected(Kind.SUPPLEMENT, kanji=kanji, own=True)
    nodes = read_lines(lines, expected)
    if nodes is None:
        nodes = read_lines(exact(lines, expected), expected)
    if nodes is not None:
        return nodes
    head, *rest = (line.strip("　 \t") for line in lines)
    found = SUPPLEMENT.match(head)
    label = found[0] if found else head
    below = tuple(Node("", Kind.UNPARSED, text=line) for line in rest)
    return (Node("", Kind.SUPPLEMENT, label=label, children=below),)
