"""Whether the numbers are whole at the end: none twice, none missing, none out of order (番号の連続)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.amendment.applying import places
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.said import Report, place
from renkei.amendment.applying.tables import row_number
from renkei.amendment.trouble import Code
from renkei.instrument.model import Kind, Number

_COUNTED = (*HEADINGS, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.GROUP, Kind.ANNEX)
#: Rows and groups name what they are about as often as they count: a gap there is only noticed.
_LOOSE = frozenset({Kind.ROW, Kind.GROUP, Kind.ANNEX})


@dataclass(frozen=True, slots=True)
class Flaw:
    """One break in a run of numbers: between which two nodes (the left one "" at the start)."""

    kind: str  # gap, double, disorder
    left: str
    right: str
    node: Live
    before: Number | None
    after: Number

    @property
    def key(self) -> tuple[str, str, str]:
        """The same break in two states of one text."""
        return (self.kind, self.left, self.right)


def flaws(root: Live) -> list[Flaw]:
    """All breaks in the runs of numbers of a text."""
    return [flaw for run in _runs(root) for flaw in _breaks(run)]


def empty_articles(root: Live) -> list[Live]:
    """Articles that say nothing, neither themselves nor below."""
    return [n for n in root.of_kind(Kind.ARTICLE) if not n.children and not n.text]


def _runs(root: Live) -> Iterator[list[tuple[Live, Number]]]:
    for node in root.walk():
        if node.kind in (Kind.TOC, Kind.TOC_ENTRY):
            continue
        if node.kind in (Kind.MAIN, Kind.SUPPLEMENT, Kind.ANNEX):
            yield _with_numbers(list(places.articles_of(node)))
        by_kind: dict[Kind, list[Live]] = {}
        for child in node.children:
            if child.kind in _COUNTED:
                by_kind.setdefault(child.kind, []).append(child)
        for alike in by_kind.values():
            yield _with_numbers(alike)
        if node.kind is Kind.TABLE:
            rows = [c for c in node.children if c.kind is Kind.ROW]
            numbers = [row_number(row) for row in rows]
            if rows and all(numbers):
                yield [(r, n) for r, n in zip(rows, numbers, strict=True) if n is not None]


def _with_numbers(nodes: list[Live]) -> list[tuple[Live, Number]]:
    return [(node, node.number) for node in nodes if node.number is not None]


def _breaks(run: list[tuple[Live, Number]]) -> Iterator[Flaw]:
    left: Live | None = None
    last: Number | None = None
    for node, number in run:
        kind = _break(last, number)
        if kind:
            yield Flaw(kind, left.id if left else "", node.id, node, last, number)
        left, last = node, number


def _break(last: Number | None, number: Number) -> str:
    """What is wrong between two numbers that follow each other; "" when nothing is."""
    if last is None:
        # A chapter may go on counting from the part before: a run that starts late is no gap there.
        return "" if number.parts[0] in (0, 1) else "gap"
    end = last.upto or last.parts
    if number.parts == end or number.parts == last.parts:
        return "double"
    if number.parts < end:
        return "disorder"
    return "" if _follows(end, number.parts) else "gap"


def _follows(end: tuple[int, ...], start: tuple[int, ...]) -> bool:
    """3 → 4, 3 → 3の2, 3の2 → 3の3, 3の2 → 4, 3の2 → 3の2の2."""
    if len(start) > len(end):
        return start[: len(end)] == end and start[len(end) :] in ((2,), (1,))
    head, last = start[:-1], start[-1]
    return end[: len(head)] == head and last == end[len(head)] + 1


class Numbers:
    """The numbers of a base: what was broken in it already, and which number each provision had."""

    def __init__(self, root: Live) -> None:
        self.flaws = {flaw.key for flaw in flaws(root)}
        self._runs = [[(node.id, number) for node, number in run] for run in _runs(root)]

    def left_behind(self, flaw: Flaw, now: frozenset[str]) -> bool:
        """Whether a gap is only what was taken away: its neighbours are numbered as they were, and
        nothing that stood between them is in the text any more (``now``: the ids that are).

        An amendment may leave such a gap (条を削り、後の条を繰り上げない); it says what it says, and whoever
        meant to move up what follows is told. A number that was given wrongly is another matter.
        """
        for run in self._runs if flaw.kind == "gap" else ():
            places = {place: at for at, place in enumerate(run)}
            stop = places.get((flaw.right, flaw.after), -1)
            left = None if flaw.before is None else (flaw.left, flaw.before)
            start = -1 if left is None else places.get(left, stop)
            if start < stop:
                return all(ident not in now for ident, _ in run[start + 1 : stop])
        return False


def check(root: Live, before: Numbers, report: Report, *, partial: bool) -> None:
    """Note each break that the base did not have. ``partial``: part of the text comes later."""
    report.instruction = -1
    now = frozenset(node.id for node in root.walk())
    for flaw in flaws(root):
        if flaw.key in before.flaws or _extracted(flaw):
            continue
        loose = flaw.node.kind in _LOOSE or partial or before.left_behind(flaw, now)
        where = place(flaw.node)
        ja, en = _said(flaw, where)
        report.add(
            Code.NUMBER_GAP,
            where,
            where,
            ja,
            en,
            "番号を空けるときは「削除」を残すか後の番号を繰り上げ、加えるときは先に場所を空けてください。",
            "Keep the number as 「削除」 or move up what follows; make room before adding.",
            node=flaw.node,
            refused=flaw.kind != "gap" or not loose,
        )


def _extracted(flaw: Flaw) -> bool:
    """The 附則 of amending laws are printed as extracts (抄): gaps and joined ranges are their manner."""
    supplement = flaw.node.under(Kind.SUPPLEMENT)
    if supplement is None or not (supplement.note or "抄" in supplement.caption):
        return False
    return flaw.kind == "gap" or bool(flaw.before and flaw.before.upto)


def _said(flaw: Flaw, where: str) -> tuple[str, str]:
    before = f"（前は{flaw.before}）" if flaw.before else ""
    match flaw.kind:
        case "double":
            return (f"改正後に{where}が二つになります。", f"Afterwards {where} is there twice.")
        case "disorder":
            return (
                f"改正後に{where}の番号が順になりません{before}。",
                f"Afterwards {where} is out of order (it follows {flaw.before}).",
            )
    return (
        f"改正後に{where}の前の番号が欠けます{before}。",
        f"Afterwards a number is missing before {where} (it follows {flaw.before or 'nothing'}).",
    )
