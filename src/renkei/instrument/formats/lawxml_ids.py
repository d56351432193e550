"""Ids of the nodes of a statute: path-like, unique, made of kind and number."""

from __future__ import annotations

from renkei.instrument.model import Kind, Number

_IDS = {
    Kind.LAW_NUMBER: "law_number",
    Kind.TITLE: "title",
    Kind.TOC: "toc",
    Kind.TOC_ENTRY: "entry",
    Kind.ENACTMENT: "enactment",
    Kind.PREAMBLE: "preamble",
    Kind.MAIN: "main",
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.SUBSECTION: "subsec",
    Kind.DIVISION: "div",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.ITEM: "item",
    Kind.SUBITEM: "subitem",
    Kind.SUPPLEMENT: "suppl",
    Kind.ANNEX: "annex",
    Kind.GROUP: "grp",
    Kind.TABLE: "table",
    Kind.HEADER: "header",
    Kind.ROW: "row",
    Kind.CELL: "cell",
    Kind.REMARKS: "remarks",
    Kind.BLOCK: "block",
}
_ALONE = frozenset(
    {Kind.LAW_NUMBER, Kind.TITLE, Kind.TOC, Kind.PREAMBLE, Kind.MAIN, Kind.ENACTMENT}
)
_TOP = frozenset({Kind.ANNEX, Kind.SUPPLEMENT, Kind.ARTICLE}) | _ALONE
# Where articles are counted anew, so that their ids say where they stand.
SCOPES = frozenset({Kind.SUPPLEMENT, Kind.ANNEX, Kind.BLOCK, Kind.CELL})


class Ids:
    """Gives each node its id, once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, kind: Kind, number: Number | None, path: str, scope: str, first: str) -> str:
        """The id of a node under the node ``path``; articles hang on ``scope``. ``first`` is the
        text of a row's first cell, which names the row."""
        word = _IDS[kind]
        if kind in _ALONE:
            return self.free(f"{scope}__{word}" if scope else word)
        if kind is Kind.ROW:
            said = "".join(first.split())[:24]
            return self.free(f"{path}__row_{said}") if said else self._next(f"{path}__row")
        above = scope if kind in _TOP else path
        stem = f"{above}__{word}" if above else word
        if number is None or kind is Kind.SUPPLEMENT:
            return self._next(stem)
        return self.free(f"{stem}_{number}".replace(":", "-"))

    def free(self, ident: str) -> str:
        """The id itself, or with -2, -3 … where it is taken."""
        count = self._taken.get(ident, 0) + 1
        self._taken[ident] = count
        return ident if count == 1 else self.free(f"{ident}-{count}")

    def _next(self, stem: str) -> str:
        count = self._taken.get(f"{stem}#", 0) + 1
        self._taken[f"{stem}#"] = count
        return self.free(f"{stem}_{count}")
