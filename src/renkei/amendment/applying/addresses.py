"""The address of a node in the numbers its text has now (規定の番号による表示)."""

from __future__ import annotations

from renkei.amendment.applying import places
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.operations import Address, Level, Step
from renkei.instrument.model import Kind, Number

#: Steps that say their number as printed.
_NUMBERED = frozenset((*HEADINGS, Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM))


def address_of(root: Live, node: Live) -> Address | None:
    """An address that means this node and no other; None where none does."""
    chain = [node, *node.above()]
    chain = [n for n in chain if n.kind not in (Kind.DOCUMENT, Kind.MAIN)]
    if node.kind is Kind.MAIN:
        return (Step(Level.MAIN),)
    articles = [i for i, n in enumerate(chain) if n.kind is Kind.ARTICLE]
    if articles:  # the headings above an article say nothing about it
        cut = articles[-1]
        chain = chain[: cut + 1] + [n for n in chain[cut + 1 :] if n.kind not in HEADINGS]
    address = tuple(_step(n) for n in reversed(chain))
    return address if places.find(root, address) == [node] else None


def _step(node: Live) -> Step:
    level = Level(node.kind.value) if node.kind is not Kind.HEADER else Level.ROW
    if node.kind in _NUMBERED and node.number is not None:
        return Step(level, Number(node.number.parts))
    name = _name(node)
    alike = [c for c in (node.parent.children if node.parent else ()) if c.kind is node.kind]
    same = [c for c in alike if _name(c) == name]
    nth = next(i for i, c in enumerate(same, 1) if c is node)
    return Step(level, Number((nth,)) if len(same) > 1 else None, name)


def _name(node: Live) -> str:
    match node.kind:
        case Kind.SUBITEM | Kind.ANNEX | Kind.SIGNATURE | Kind.REMARKS:
            return node.label
        case Kind.GROUP:
            return node.label or node.caption
        case Kind.SUPPLEMENT:
            return node.note
        case Kind.ROW:
            return node.children[0].text if node.children else ""
        case Kind.HEADER:
            return "見出し"
    return ""
