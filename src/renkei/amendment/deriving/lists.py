"""What happens to provisions that stand in a row: which go, come, stay, and in what order (配列).

Front to back, save that room is made first: what stands at a number that something else is to have
moves, or goes, before it (繰下げは後ろから).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from renkei.amendment.deriving.live import Live
from renkei.amendment.matching import longest_rising
from renkei.instrument.model import Node

#: What tells a place that only one provision may have: its level and number, or its name.
Key = tuple[object, ...]


@dataclass(eq=False, slots=True)
class Element:
    """One provision that stays or goes (``live``), or a run of new ones (``goals``)."""

    live: Live | None = None
    goals: list[Node] = field(default_factory=list)
    above: Live | None = None  # of new ones: what they come under

    @property
    def gone(self) -> bool:
        """Whether it is taken away."""
        return self.live is not None and self.live.goal is None


class Circle(Exception):
    """Provisions that would change places with one another; ``live`` is to go and come anew."""

    def __init__(self, live: Live) -> None:
        super().__init__(live.label)
        self.live = live


def part_crossing(lives: Sequence[Live], goals: Sequence[Node]) -> None:
    """Where provisions changed places, the fewest go and come anew, so that the rest stay in order."""
    place = {id(goal): at for at, goal in enumerate(goals)}
    paired = [live for live in lives if live.goal is not None and id(live.goal) in place]
    order = [place[id(live.goal)] for live in paired]
    staying = longest_rising(order)
    for at, live in enumerate(paired):
        if at not in staying:
            live.goal = None
    for live in lives:
        if live.goal is not None and id(live.goal) not in place:
            live.goal = None


def elements(live: Live, goal: Node) -> list[Element]:
    """The children of a provision in one row: those after in order, those that go where they stood."""
    part_crossing(live.children, goal.children)
    was = {id(child.goal): child for child in live.children if child.goal is not None}
    rest = list(live.children)
    found: list[Element] = []
    for node in goal.children:
        child = was.get(id(node))
        if child is None:
            last = found[-1] if found else None
            if last is not None and last.goals and last.goals[-1].kind is node.kind:
                last.goals.append(node)
            else:
                found.append(Element(goals=[node], above=live))
            continue
        while rest[0] is not child:
            _go(found, rest.pop(0))
        rest.pop(0)
        found.append(Element(child))
    for child in rest:
        _go(found, child)
    return found


def _go(found: list[Element], child: Live) -> None:
    """What goes stands before what comes at its place."""
    gone = Element(child)
    at = len(found)
    while at and found[at - 1].goals:
        at -= 1
    found.insert(at, gone)


def ordered(
    row: Sequence[Element],
    holds: Callable[[Live], Iterable[Key]],
    takes: Callable[[Element], Iterable[Key]],
) -> list[Element]:
    """The order in which things are said. ``holds``: the numbers a provision has now; ``takes``: those
    an element is to have. Raises :class:`Circle` where nobody can move first."""
    holder = {
        key: element for element in row if element.live is not None for key in holds(element.live)
    }
    place = {id(element): at for at, element in enumerate(row)}
    needs = [
        [
            place[id(holder[key])]
            for key in takes(element)
            if key in holder and holder[key] is not element
        ]
        for element in row
    ]
    falling = [_falls(element) for element in row]
    # What moves down a run begins with the last of it, even where there is room.
    eager = [
        [*needs[at], at + 1] if falling[at] and at + 1 < len(row) and falling[at + 1] else needs[at]
        for at in range(len(row))
    ]
    found = _sorted(eager)
    if isinstance(found, int):
        found = _sorted(needs)
    if isinstance(found, int):
        raise Circle(_mover(row[found], *(row[at] for at in needs[found])))
    return [row[at] for at in found]


def _sorted(needs: Sequence[Sequence[int]]) -> list[int] | int:
    """Places in their order, each after those it needs; or a place that needs itself."""
    found: list[int] = []
    state: dict[int, bool] = {}
    for at in range(len(needs)):
        if at in state:
            continue
        state[at] = False
        stack = [(at, iter(needs[at]))]
        while stack:
            here, rest = stack[-1]
            for other in rest:
                if other not in state:
                    state[other] = False
                    stack.append((other, iter(needs[other])))
                    break
                if not state[other]:
                    return here
            else:
                stack.pop()
                state[here] = True
                found.append(here)
    return found


def _falls(element: Element) -> bool:
    """Whether a provision is to have a greater number than now (繰り下げる)."""
    live = element.live
    if live is None or live.goal is None or live.number is None or live.goal.number is None:
        return False
    return live.goal.number.parts > live.number.parts


def _mover(*candidates: Element) -> Live:
    found = next(each.live for each in candidates if each.live is not None)
    assert found is not None
    return found
