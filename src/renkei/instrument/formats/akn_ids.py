"""Ids of provisions in Akoma Ntoso: eId by number and place, wId for good."""

from __future__ import annotations

import re

from renkei.instrument.formats.akn_element import safe
from renkei.instrument.model import Kind, Node

_SPACE = re.compile(r"\s")

#: The element each kind becomes, and the short form in its eId (AKN naming convention, 5.3).
ELEMENTS = {
    Kind.PART: ("part", "part"),
    Kind.CHAPTER: ("chapter", "chp"),
    Kind.SECTION: ("section", "sec"),
    Kind.SUBSECTION: ("subsection", "subsec"),
    Kind.DIVISION: ("division", "dvs"),
    Kind.ARTICLE: ("article", "art"),
    Kind.PARAGRAPH: ("paragraph", "para"),
    Kind.ITEM: ("point", "point"),
    Kind.SUBITEM: ("indent", "indent"),
    Kind.GROUP: ("level", "lvl"),
    Kind.TABLE: ("table", "tbl"),
    Kind.HEADER: ("tr", "head"),
    Kind.ROW: ("tr", "row"),
    Kind.CELL: ("td", "cell"),
    Kind.SUPPLEMENT: ("hcontainer", "suppl"),
    Kind.ANNEX: ("hcontainer", "annex"),
    Kind.REMARKS: ("hcontainer", "remarks"),
    Kind.SIGNATURE: ("container", "sign"),
    Kind.FIELD: ("p", "field"),
}
# Articles are numbered through the text, so that their eId does not name the chapter.
_THROUGH = frozenset({Kind.ARTICLE})
_HOLDS_ARTICLES = frozenset(
    {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION, Kind.MAIN}
)
_NO_ID = frozenset({Kind.DOCUMENT, Kind.MAIN})


class Names:
    """The eId and wId of every node, worked out once from the tree.

    ``eIds`` of one text are unique: a number that stands twice gets ``.2``, ``.3`` … after it.
    """

    def __init__(self, root: Node) -> None:
        self._eids: dict[str, str] = {}
        self._wids: dict[int, str] = {}
        self._by_node: dict[int, str] = {}
        taken: dict[str, int] = {}
        worn: dict[str, int] = {}
        # path: the eId of the parent; scope: what articles hang on.
        stack: list[tuple[Node, str, str, int]] = [(root, "", "", 1)]
        while stack:
            node, path, scope, index = stack.pop()
            eid = "" if node.kind in _NO_ID else _eid(node, path, scope, index)
            if eid:
                count = taken[eid] = taken.get(eid, 0) + 1
                eid = eid if count == 1 else _free(eid, count, taken)
                self._by_node[id(node)] = eid
                self._eids.setdefault(node.id, eid)
            if node.id:
                wid = _SPACE.sub("_", safe(node.id))
                count = worn[wid] = worn.get(wid, 0) + 1
                self._wids[id(node)] = wid if count == 1 else f"{wid}.{count}"
            below = scope if node.kind in _HOLDS_ARTICLES or not eid else eid
            inside = [
                (child, eid or path, below, place) for child, place in _counted(node.children)
            ]
            stack.extend(reversed(inside))

    def eid(self, node: Node) -> str:
        """The eId of a node; "" for one that has none."""
        return self._by_node.get(id(node), "")

    def target(self, node_id: str) -> str:
        """The eId of the node with this id; "" where there is none."""
        return self._eids.get(node_id, "")

    def attrs(self, node: Node) -> dict[str, str]:
        """Both ids as attributes."""
        found = {"eId": self.eid(node), "wId": self._wids.get(id(node), "")}
        return {name: value for name, value in found.items() if value}


def _counted(children: tuple[Node, ...]) -> list[tuple[Node, int]]:
    counts: dict[Kind, int] = {}
    found = []
    for child in children:
        counts[child.kind] = counts.get(child.kind, 0) + 1
        found.append((child, counts[child.kind]))
    return found


def _eid(node: Node, path: str, scope: str, index: int) -> str:
    short = ELEMENTS.get(node.kind, ("", node.kind.value))[1]
    number = str(node.number).replace("_", "-").replace(":", "-") if node.number else str(index)
    above = scope if node.kind in _THROUGH else path
    stem = f"{short}_{number}"
    return f"{above}__{stem}" if above else stem


def _free(eid: str, count: int, taken: dict[str, int]) -> str:
    while (candidate := f"{eid}.{count}") in taken:
        count += 1
    taken[candidate] = 1
    return candidate
