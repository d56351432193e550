"""What is done to the text, by provision and not by number; each knows how it is said (改正の動作).

``said`` gives the operations as the text stands when the sentence begins; ``done`` carries the act out
on the tree of the maker. A ``block`` ends the sentence.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from renkei.amendment.deriving.labels import numbered_first
from renkei.amendment.deriving.live import Live, Unsayable, bare, grow
from renkei.amendment.deriving.phrases import Field, Phrase, phrases
from renkei.amendment.deriving.places import LEVELS, address, narrow, short, spoken
from renkei.amendment.operations import (
    Add,
    Block,
    Insert,
    Level,
    Move,
    Operation,
    Part,
    Remove,
    Replace,
    Rewrite,
    Step,
    Strike,
    Target,
    Where,
)
from renkei.instrument.model import Kind, Node


class Act(ABC):
    """One thing done to one place. ``pure``: it only moves or takes away whole provisions."""

    block = False
    pure = False

    @abstractmethod
    def said(self) -> list[Operation]:
        """The operations, addressed as the text stands now."""

    @abstractmethod
    def done(self) -> None:
        """Carry it out on the tree."""


class Result(NamedTuple):
    """A field as it is afterwards. ``old`` and ``new`` are the piece of it that the target covers."""

    node: Live
    field: str
    wording: str
    old: str
    new: str


@dataclass(slots=True)
class Reword(Act):
    """Phrases within a provision."""

    node: Live
    part: Part
    results: tuple[Result, ...]

    def phrases(self) -> tuple[Phrase, ...] | None:
        """The phrases, as the text stands now; None where there are none that do it."""
        changed = [Field(result.old, result.new) for result in self.results]
        mine = {(id(result.node), result.field) for result in self.results}
        return phrases(
            changed, [t for n, f, t in scope(self.node, self.part) if (n, f) not in mine]
        )

    def said(self) -> list[Operation]:
        for node, name, wording, old, new in self.results:
            now = getattr(node, name)
            if old not in now or now.replace(old, new, 1) != wording:
                raise Unsayable(node)
        found = self.phrases()
        if found is None:
            raise Unsayable(self.node)
        if self.part in (Part.CAPTION, Part.NOTE):
            targets = (Target(address(self.node), self.part),)
        else:
            targets = (short(self.node, self.part),)
        return [_said(phrase, targets) for phrase in found]

    def done(self) -> None:
        for node, name, wording, _, _ in self.results:
            setattr(node, name, wording)


def _said(phrase: Phrase, targets: tuple[Target, ...]) -> Operation:
    if phrase.inserted:
        return Insert(targets, phrase.old, phrase.new)
    if phrase.new:
        return Replace(targets, (phrase.old,), phrase.new)
    return Strike(targets, (phrase.old,))


def scope(node: Live, part: Part) -> list[tuple[int, str, str]]:
    """The fields a phrase said of this provision is looked for in: (node, field, words)."""
    if part in (Part.CAPTION, Part.NOTE):
        return [(id(node), part.value, getattr(node, part.value))]
    if part is not Part.WHOLE:
        return [(id(node), "text", node.text)]
    names = ("label", "caption", "note", "text") if node.kind is Kind.TOC else ("text",)
    return [
        (id(each), name, words)
        for each in spoken(node).walk()
        for name in names
        if (words := getattr(each, name))
    ]


@dataclass(slots=True)
class Retext(Act):
    """One field given anew: a caption, a title, the words of a provision without what is below."""

    node: Live
    part: Part
    field: str
    wording: str

    @property
    def block(self) -> bool:  # type: ignore[override]
        """A caption or title is quoted in the sentence; a whole text stands below it."""
        return self.part not in (Part.CAPTION, Part.NOTE)

    def said(self) -> list[Operation]:
        target = Target(address(self.node), self.part)
        if self.field == "caption" and not self.node.caption:
            return [
                Add(Where.END, target_of(self.node), Block(text=self.wording), part=Part.CAPTION)
            ]
        if self.field == "caption" and not self.wording:
            return [Remove((target,))]
        if self.part is Part.HEAD:
            target = short(self.node, Part.HEAD)
        return [Rewrite((target,), Block(text=self.wording))]

    def done(self) -> None:
        setattr(self.node, self.field, self.wording)


def target_of(node: Live) -> Target:
    """The whole provision, every step named."""
    return Target(address(node))


@dataclass(slots=True)
class AddPart(Act):
    """A sentence put behind the text: 後段として, ただし書として."""

    node: Live
    part: Part
    wording: str
    block = True

    def said(self) -> list[Operation]:
        return [Add(Where.END, short(self.node), Block(text=self.wording), part=self.part)]

    def done(self) -> None:
        self.node.text += self.wording


@dataclass(slots=True)
class RemovePart(Act):
    """後段 or ただし書 taken away; ``rest`` is what stays of the text."""

    node: Live
    part: Part
    rest: str

    def said(self) -> list[Operation]:
        return [Remove((short(self.node, self.part),))]

    def done(self) -> None:
        self.node.text = self.rest


@dataclass(slots=True)
class Whole(Act):
    """…を次のように改める."""

    node: Live
    goal: Node
    block = True

    def said(self) -> list[Operation]:
        at = address(spoken(self.node) if self.node.parent is None else self.node)
        return [Rewrite((Target(at),), Block((bare(self.goal),)))]

    def done(self) -> None:
        self.node.become(self.goal)


@dataclass(slots=True)
class Gone(Act):
    """…を削る."""

    node: Live
    following: Live | None = None  # what stands behind it when the sentence begins
    pure = True

    def said(self) -> list[Operation]:
        like = self.node.like()
        at = like.index(self.node) + 1
        self.following = like[at] if at < len(like) else None
        return [Remove((target_of(self.node),))]

    def done(self) -> None:
        assert self.node.parent is not None
        del self.node.parent.children[self.node.at()]


@dataclass(slots=True)
class Renumber(Act):
    """…を…とする. A row by its first cell."""

    node: Live
    goal: Node
    pure = True

    def said(self) -> list[Operation]:
        at = address(self.node)
        if self.node.number == self.goal.number and spoken(self.node) is not self.node:
            return [Move(Target(at[:-1]), at)]  # 附則を附則第一項とし
        if not numbered_first(self.node, self.goal):
            raise Unsayable(self.node)
        return [Move(Target(at), (*at[:-1], self._step(at[-1])))]

    def _step(self, old: Step) -> Step:
        if old.level is Level.ROW:
            return Step(Level.ROW, None, self.goal.children[0].text)
        if old.number is not None:
            return Step(old.level, self.goal.number)
        return Step(old.level, None, self.name())

    def name(self) -> str:
        """The name it has afterwards, where names are what tells it."""
        label = self.goal.label or self.goal.caption
        return narrow(label) if self.goal.kind is Kind.SUBITEM else label

    def done(self) -> None:
        if self.node.kind is Kind.ROW:
            self.node.children[0].text = self.goal.children[0].text
            return
        self.node.label, self.node.number = self.goal.label, self.goal.number
        self._settle()

    def _settle(self) -> None:
        """Stand where the new number puts it among its like."""
        above, number = self.node.parent, self.node.number
        if above is None or number is None:
            return
        like = [child for child in above.children if child.kind is self.node.kind]
        place = next(i for i, child in enumerate(like) if child is self.node)
        before, behind = like[:place], like[place + 1 :]
        if all(not c.number or c.number.parts <= number.parts for c in before) and all(
            not c.number or c.number.parts >= number.parts for c in behind
        ):
            return
        del above.children[self.node.at()]
        others = [child for child in like if child is not self.node]
        later = next((c for c in others if c.number and c.number.parts > number.parts), None)
        at = later.at() if later is not None else others[-1].at() + 1
        above.children.insert(at, self.node)


@dataclass(slots=True)
class Put(Act):
    """New provisions under ``above``, where they stand in ``order`` (its children afterwards).

    What they are said to stand next to is settled when the sentence begins.
    """

    above: Live
    goals: tuple[Node, ...]
    order: tuple[Node, ...]
    where: Where = Where.END
    anchor: Live | None = None
    block = True

    def said(self) -> list[Operation]:
        kind = self.goals[0].kind
        unit = None if kind is Kind.ROW else LEVELS.get(kind)
        trouble: Unsayable | None = None
        for where, anchor in self._ways(kind):
            try:
                if where in (Where.AFTER, Where.BEFORE):
                    at = target_of(anchor)
                else:
                    at = Target(()) if anchor.kind is Kind.DOCUMENT else short(anchor)
            except Unsayable as found:
                trouble = trouble or found
                continue
            self.where, self.anchor = where, anchor
            return [Add(where, at, Block(tuple(map(bare, self.goals))), unit)]
        raise trouble or Unsayable(self.above)

    def neighbours(self) -> tuple[Live | None, Live | None]:
        """What stands before and behind them afterwards and is there already."""
        there = {id(child.goal): child for child in self.above.children if child.goal is not None}
        first = next(i for i, node in enumerate(self.order) if node is self.goals[0])
        before = [there[id(n)] for n in self.order[:first] if id(n) in there]
        behind = [there[id(n)] for n in self.order[first:] if id(n) in there]
        return before[-1] if before else None, behind[0] if behind else None

    def _ways(self, kind: Kind) -> Iterator[tuple[Where, Live]]:
        """Where they can be said to be added, the usual way first."""
        last, following = self.neighbours()
        children = self.above.children
        if last is not None and last.kind is kind:
            final = not any(child.kind is kind for child in children[last.at() + 1 :])
            if final and kind in APPENDED:
                yield Where.END, self.above
            yield Where.AFTER, last
        if following is not None and following.kind is kind:
            first = not any(child.kind is kind for child in children[: following.at()])
            if first and kind in APPENDED and kind is not Kind.ARTICLE:
                yield Where.HEAD, self.above
            yield Where.BEFORE, following
        alone = not any(child.kind is kind for child in children)
        if alone and (not children or (last is not None and children[-1] is last)):
            yield Where.END, self.above
        if last is not None:
            yield Where.AFTER, last
        if following is not None:
            yield Where.BEFORE, following

    def done(self) -> None:
        anchor = self.anchor
        assert anchor is not None
        if self.where in (Where.AFTER, Where.BEFORE):
            at = anchor.at() + (self.where is Where.AFTER)
        else:
            like = [i for i, c in enumerate(anchor.children) if c.kind is self.goals[0].kind]
            at = len(anchor.children)
            if like:
                at = like[0] if self.where is Where.HEAD else like[-1] + 1
        fresh = [grow(goal) for goal in self.goals]
        for node in fresh:
            node.parent = self.above
        self.above.children[at:at] = fresh


#: Kinds added 「…に」 at the end of what holds them, and not 「…の次に」.
APPENDED = frozenset({Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.SUPPLEMENT})
