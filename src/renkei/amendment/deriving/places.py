"""How a provision is addressed at the moment when a sentence begins (指示の仕方)."""

from __future__ import annotations

import unicodedata

from renkei.amendment.deriving.correspondence import BARE_NUMBER, HEADINGS
from renkei.amendment.deriving.live import Live, Unsayable
from renkei.amendment.operations import Address, Level, Part, Step, Target
from renkei.instrument.model import Kind, Number

#: Kinds whose place is told by a printed number.
_NUMBERED = HEADINGS | {Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM}
#: What an address passes over.
_SILENT = frozenset({Kind.DOCUMENT, Kind.MAIN})
LEVELS = {kind: Level(kind.value) for kind in Kind if kind.value in set(Level)}


def address(node: Live) -> Address:
    """Every step to a provision; a lone paragraph is named. Raises Unsayable where none leads there."""
    steps: list[Step] = []
    at: Live | None = node
    while at is not None and at.kind is not Kind.DOCUMENT:
        if at.kind is Kind.MAIN and steps:
            break
        step = _step(at, last=not steps)
        if step is not None:
            steps.append(step)
        if at.kind is Kind.ARTICLE:  # numbered through the whole text
            at = at.up(Kind.MAIN, Kind.SUPPLEMENT, Kind.DOCUMENT)
            if at is None or at.kind is not Kind.SUPPLEMENT:
                break
        else:
            at = at.parent
    return tuple(reversed(steps))


def spoken(node: Live) -> Live:
    """The provision that stands for this one: an article for its only paragraph."""
    if node.kind is Kind.PARAGRAPH and node.parent is not None and len(node.like()) == 1:
        above = node.parent
        if above.kind in (Kind.ARTICLE, Kind.SUPPLEMENT, Kind.PREAMBLE) and not node.label:
            return above
    return node


def short(node: Live, part: Part = Part.WHOLE) -> Target:
    """A target as words are said of it, a lone paragraph not named."""
    return Target(address(spoken(node)), part)


def _step(node: Live, last: bool) -> Step | None:
    kind = node.kind
    if kind in _NUMBERED:
        return _numbered(node, last)
    if kind is Kind.SUPPLEMENT:
        alike = [other for other in node.like() if other.note == node.note]
        number = _position(node, alike)
        return Step(Level.SUPPLEMENT, number, node.note)
    if kind in (Kind.ANNEX, Kind.GROUP, Kind.SUBITEM, Kind.SIGNATURE):
        return _named(node)
    if kind is Kind.TABLE:
        alike = node.like()
        above = node.parent
        if not last and len(alike) == 1 and above and above.kind in (Kind.ANNEX, Kind.GROUP):
            return None
        return Step(Level.TABLE, _position(node, alike))
    if kind is Kind.ROW:
        return _row(node)
    if kind is Kind.CELL:
        return _cell(node)
    if kind not in LEVELS:
        raise Unsayable(node)
    return Step(LEVELS[kind], _position(node, node.like()))


def _numbered(node: Live, last: bool) -> Step | None:
    level = LEVELS[node.kind]
    if node.kind is Kind.PARAGRAPH:
        if not last and spoken(node) is not node:
            return None
        if node.number is None:
            return Step(level, Number((node.like().index(node) + 1,)))
    if node.number is None or node.number.upto:
        raise Unsayable(node)
    if node.kind is Kind.ARTICLE:
        region = node.up(Kind.MAIN, Kind.SUPPLEMENT, Kind.DOCUMENT)
        alike = [] if region is None else _articles(region)
    else:
        alike = node.like()
    _only(node, [other for other in alike if other.number == node.number])
    return Step(level, node.number)


def _articles(region: Live) -> list[Live]:
    found: list[Live] = []
    stack = [region]
    while stack:
        node = stack.pop()
        for child in node.children:
            if child.kind is Kind.ARTICLE:
                found.append(child)
            elif child.kind in HEADINGS:
                stack.append(child)
    return found


def _named(node: Live) -> Step:
    if node.kind is Kind.SUBITEM:
        name = narrow(node.label)
        _only(node, [other for other in node.like() if narrow(other.label) == name])
    elif node.kind is Kind.GROUP:
        name = node.label or node.caption
        _only(node, [o for o in node.like() if folded(o.label or o.caption) == folded(name)])
    elif node.kind is Kind.SIGNATURE and not node.label:
        return Step(Level.SIGNATURE, _position(node, node.like()))
    else:
        name = node.label
        _only(node, [other for other in node.like() if folded(other.label) == folded(name)])
    if not name:
        raise Unsayable(node)
    return Step(LEVELS[node.kind], None, name)


def _cell(node: Live) -> Step:
    assert node.parent is not None
    cells = node.parent.children
    name = _heading(node)
    if name and sum(_heading(cell) == name for cell in cells) == 1:
        return Step(Level.COLUMN, None, name)
    return Step(Level.CELL, Number((cells.index(node) + 1,)))


def _heading(cell: Live) -> str:
    """What heads the column of a cell now, where the reader noted headings."""
    row = cell.parent
    if not cell.header or row is None or row.parent is None:
        return ""
    heads = next((each for each in row.parent.children if each.kind is Kind.HEADER), None)
    at = row.children.index(cell)
    if heads is None or at >= len(heads.children):
        return cell.header
    return " ".join(heads.children[at].text.split())


def _row(node: Live) -> Step:
    """By its 取組 or first filled cell; of several alike, which of them; without one, which row."""
    rows = node.like()
    keys = [folded(row_name(row)) for row in rows]
    key = keys[rows.index(node)]
    if not key:
        if any(BARE_NUMBER.match(each) for each in keys):
            raise Unsayable(node)
        return Step(Level.ROW, Number((rows.index(node) + 1,)))
    alike = [row for row, each in zip(rows, keys, strict=True) if each == key]
    return Step(Level.ROW, _position(node, alike), row_name(node))


def row_name(row: Live) -> str:
    """What a row is called now (項の名): its 取組, else its first filled cell."""
    at = row.parent.key_at if row.parent is not None else 0
    named = row.children[at].text if at < len(row.children) else ""
    return named or next((cell.text for cell in row.children if cell.text), "")


def _only(node: Live, alike: list[Live]) -> None:
    """An address that leads to two provisions leads to none."""
    if len(alike) != 1:
        raise Unsayable(node)


def _position(node: Live, alike: list[Live]) -> Number | None:
    if len(alike) == 1:
        return None
    return Number((next(i for i, other in enumerate(alike, 1) if other is node),))


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def narrow(label: str) -> str:
    """（１） as (1); ア and ⑴ stay as they are."""
    return label.translate(_NARROW)


def folded(text: str) -> str:
    """A label or name in one width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())
