"""What is to be done to a text, provision by provision, in the order in which it is said (改正の組立て)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from renkei.amendment.deriving.acts import Act, Gone, Put, Renumber, Retext, Whole
from renkei.amendment.deriving.correspondence import BARE_NUMBER, HEADINGS
from renkei.amendment.deriving.labels import becomes_first, can_move
from renkei.amendment.deriving.lists import (
    Circle,
    Element,
    Key,
    elements,
    ordered,
    part_crossing,
)
from renkei.amendment.deriving.live import Live, seen
from renkei.amendment.deriving.places import LEVELS
from renkei.amendment.deriving.wording import (
    ONLY_WORDS,
    caption_acts,
    contents_acts,
    header_acts,
    little_left,
    row_acts,
    text_acts,
    uniform_acts,
)
from renkei.amendment.operations import Part
from renkei.instrument.model import Kind, Node, shape

_TABULAR = frozenset({Kind.GROUP, Kind.TABLE})
_CALLED = frozenset({Kind.ANNEX, Kind.GROUP, Kind.SUBITEM})
_WORDED = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM})
_COUNTED = HEADINGS | {Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM}


@dataclass(slots=True)
class Verse:
    """Acts that belong together. ``fresh``: they begin a sentence; else they may go on with one."""

    acts: list[Act]
    fresh: bool = True
    about: Live | None = None


class Planner:
    """``coarse``: provisions of the text before (by identity) that are to be given anew whole."""

    def __init__(self, coarse: set[int]) -> None:
        self.coarse = coarse
        self._inner: dict[int, list[Act] | None] = {}

    # -- the whole text ---------------------------------------------------------------------------

    def document(self, live: Live, goal: Node) -> Iterator[Verse]:
        """All that is said, from the title to the last annex."""
        yield from self._spread(live, goal)

    def _spread(self, live: Live, goal: Node) -> Iterator[Verse]:
        """A run of provisions of which each has its own sentence."""
        for element in self._ordered(live, lambda: list(self._flat(live, goal))):
            yield from self._verses(element)

    def _flat(self, live: Live, goal: Node) -> Iterator[Element]:
        """The children; under headings, the articles too, since they are numbered as one run."""
        for element in elements(live, goal):
            yield element
            child = element.live
            if child is None or child.goal is None or child.kind not in HEADINGS:
                continue
            if id(child.base) not in self.coarse:
                yield from self._flat(child, child.goal)

    def _verses(self, element: Element) -> Iterator[Verse]:
        live = element.live
        if live is None:
            yield Verse([self._put(element)], fresh=False)
            return
        if live.goal is None:
            yield Verse([Gone(live)], fresh=False)
            return
        if self._anew(live):
            yield Verse([self._whole(live)], about=live)
            return
        if live.kind in (Kind.MAIN, Kind.SUPPLEMENT) and self._has_articles(live):
            yield from self._alone(caption_acts(live, live.goal), live)
            yield from self._spread(live, live.goal)
        elif live.kind is Kind.ANNEX and (together := uniform_acts(live, live.goal)):
            yield from self._alone(together, live)
        elif live.kind is Kind.ANNEX and any(c.kind is Kind.GROUP for c in live.children):
            acts = [*caption_acts(live, live.goal), *self._moved(live)]
            yield from self._alone(acts, live)
            yield from self._spread(live, live.goal)
        elif live.kind in HEADINGS:
            yield from self._alone([*caption_acts(live, live.goal), *self._moved(live)], live)
        else:
            acts = [*(self.inner(live) or ()), *self._moved(live)]
            yield from self._alone(acts, live)

    def _alone(self, acts: list[Act], live: Live) -> Iterator[Verse]:
        if acts:
            yield Verse(acts, fresh=not all(act.pure for act in acts), about=live)

    @staticmethod
    def _has_articles(live: Live) -> bool:
        kinds = {child.kind for child in live.children}
        if live.goal is not None:
            kinds |= {child.kind for child in live.goal.children}
        return live.kind is Kind.MAIN or bool(kinds & (HEADINGS | {Kind.ARTICLE}))

    def _ordered(self, live: Live, row: Callable[[], list[Element]]) -> list[Element]:
        """What happens under a provision in the order of saying; who would move in a circle is parted."""
        while True:
            self._settle(live)
            try:
                return ordered(row(), self._holds, self._takes)
            except Circle as circle:
                circle.live.goal = None

    # -- one provision ----------------------------------------------------------------------------

    def inner(self, live: Live) -> list[Act] | None:
        """What is done within a provision, its own number aside; None: it is given anew whole."""
        assert live.goal is not None
        found = self._inner.get(id(live))
        if found is None and id(live) not in self._inner:
            found = self._inner[id(live)] = self._within(live, live.goal)
        return found

    def _within(self, live: Live, goal: Node) -> list[Act] | None:
        if id(live.base) in self.coarse:
            return None
        if seen(live)[3:] == shape(goal)[3:]:
            return []
        if live.kind is Kind.TOC:
            return contents_acts(live, goal)
        if live.kind is Kind.ROW:
            return row_acts(live, goal, key_moves=self._moves(live))
        if live.kind in (Kind.HEADER, Kind.UNPARSED, Kind.BLOCK, Kind.TOC_ENTRY):
            return None
        if live.kind in _TABULAR and (together := uniform_acts(live, goal)):
            return together
        words = text_acts(live, goal)
        if words is None:
            if not live.children or not live.text or not goal.text or live.kind in ONLY_WORDS:
                return None
            words = [Retext(live, Part.HEAD, "text", goal.text)]
        if live.kind is Kind.ARTICLE and self._rewritten(live, goal):
            return None
        below = self._below(live, goal)
        return None if below is None else [*caption_acts(live, goal), *words, *below]

    def _rewritten(self, live: Live, goal: Node) -> bool:
        """An article of which hardly anything stays, or no paragraph does (「第七条　削除」)."""
        if not any(self._stays(child) for child in live.children):
            return True
        own = [node for node in live.walk() if node.kind in _WORDED]
        if 2 * sum(self._stays(node) for node in own) >= len(own):
            return False  # what changes more is given anew by itself
        old = "\n".join(node.text for node in live.walk())
        return little_left(old, "\n".join(node.text for node in goal.walk()))

    def _stays(self, child: Live) -> bool:
        return child.goal is not None and self.inner(child) is not None

    def _below(self, live: Live, goal: Node) -> list[Act] | None:
        """What is done to the provisions under one: all of it in the sentence of that one."""
        if not live.children and not goal.children:
            return []
        heads: list[Act] = []
        if live.kind is Kind.TABLE:
            said = header_acts(live, goal)
            if said is None:
                return None
            heads = said
        if live.kind is Kind.SIGNATURE and len(live.children) != len(goal.children):
            return None
        found = heads
        for element in self._ordered(live, lambda: elements(live, goal)):
            child = element.live
            if child is not None and child.kind is Kind.HEADER:
                continue
            if child is None:
                if element.goals[0].kind not in LEVELS:
                    return None
                found.append(self._put(element))
            elif child.goal is None:
                if child.kind not in LEVELS:
                    return None
                found.append(Gone(child))
            elif self._anew(child):
                if child.kind not in LEVELS:
                    return None
                found.append(self._whole(child))
            else:
                found += [*(self.inner(child) or ()), *self._moved(child)]
        return found

    def _whole(self, live: Live) -> Act:
        assert live.goal is not None
        if live.kind in ONLY_WORDS:
            return Retext(live, Part.WHOLE, "text", live.goal.text)
        return Whole(live, live.goal)

    def _anew(self, live: Live) -> bool:
        """Whether a provision that keeps its place is given anew."""
        if id(live.base) in self.coarse:
            return True
        if live.kind in HEADINGS | {Kind.MAIN}:
            return False
        if live.kind in (Kind.SUPPLEMENT, Kind.ANNEX) and live.goal is not None:
            spread = self._has_articles(live) if live.kind is Kind.SUPPLEMENT else True
            if spread and (live.kind is Kind.SUPPLEMENT or self._grouped(live)):
                return live.text != live.goal.text or (
                    live.label != live.goal.label and (live.kind is Kind.SUPPLEMENT)
                )
        return self.inner(live) is None

    @staticmethod
    def _grouped(live: Live) -> bool:
        return any(child.kind is Kind.GROUP for child in live.children)

    # -- numbers ----------------------------------------------------------------------------------

    def _moved(self, live: Live) -> list[Act]:
        return [Renumber(live, live.goal)] if live.goal is not None and self._moves(live) else []

    @staticmethod
    def _moves(live: Live) -> bool:
        """Whether its number, or the name that stands for one, changes."""
        goal = live.goal
        assert goal is not None
        if live.kind is Kind.ROW:
            if not live.children or not goal.children:
                return False
            old, new = live.children[0].text, goal.children[0].text
            return old != new and bool(BARE_NUMBER.match(old) and BARE_NUMBER.match(new))
        return (live.label, live.number) != (goal.label, goal.number)

    def _settle(self, live: Live) -> None:
        """Part what cannot be said as a move: it goes and comes anew."""
        assert live.goal is not None
        part_crossing(live.children, live.goal.children)
        for child in live.children:
            if child.goal is None or not self._moves(child):
                continue
            if child.kind is Kind.ROW:
                able = True
            elif child.kind in (Kind.ANNEX, Kind.GROUP):
                able = bool(child.label and child.goal.label)
                if child.label == child.goal.label:
                    self.coarse.add(id(child.base))
                    continue
            elif child.kind is Kind.HEADER:
                continue
            elif child.kind in _COUNTED or child.kind is Kind.SUBITEM:
                able = can_move(child, child.goal)
            else:
                able = True  # given anew whole where its label differs
                if id(child.base) not in self.coarse and child.base is not None:
                    self.coarse.add(id(child.base))
            same_number = child.number == child.goal.number and child.kind is not Kind.ROW
            if same_number and becomes_first(child, child.goal, live.goal.children):
                continue
            if same_number and child.kind in _COUNTED:  # printed otherwise: given anew
                self.coarse.add(id(child.base))
            elif not able or (child.kind not in HEADINGS and self._anew(child)):
                child.goal = None
        for child in live.children:
            if child.kind in HEADINGS and child.goal is not None:
                self._settle(child)

    def _holds(self, live: Live) -> Iterable[Key]:
        """The numbers a provision has now."""
        if live.kind is Kind.ROW:
            return [(Kind.ROW, live.children[0].text)] if live.children else []
        found = [_key(live.kind, live.label, live.number, live.caption, live.parent)]
        if live.goal is None and live.kind in HEADINGS:
            found += [_key(n.kind, n.label, n.number, "", None) for n in _articles(live)]
        return found

    def _takes(self, element: Element) -> Iterable[Key]:
        """The numbers an element is to have."""
        live = element.live
        if live is not None:
            if live.goal is None or not self._moves(live):
                return []
            if live.kind is Kind.ROW:
                return [(Kind.ROW, live.goal.children[0].text)]
            goal = live.goal
            return [_key(goal.kind, goal.label, goal.number, goal.caption, live.parent)]
        found: list[Key] = []
        for goal in element.goals:
            if goal.kind is Kind.ROW:
                found.append((Kind.ROW, goal.children[0].text if goal.children else ""))
                continue
            found.append(_key(goal.kind, goal.label, goal.number, goal.caption, element.above))
            if goal.kind in HEADINGS:
                found += [_key(n.kind, n.label, n.number, "", None) for n in _articles(goal)]
        return [key for key in found if key[-1] is not None]

    # -- what comes -------------------------------------------------------------------------------

    def _put(self, element: Element) -> Put:
        above = element.above
        assert above is not None
        assert above.goal is not None
        return Put(above, tuple(element.goals), above.goal.children)


def _key(kind: Kind, label: str, number: object, caption: str, above: Live | None) -> Key:
    if kind is Kind.ARTICLE:
        return (kind, number)
    if kind in _CALLED:
        return (kind, id(above), label or caption)
    return (kind, id(above), number)


def _articles(node: Live | Node) -> Iterator[Live | Node]:
    return (each for each in node.walk() if each.kind is Kind.ARTICLE)
