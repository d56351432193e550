"""References that a change breaks: what they mean is told by ids, not by numbers (ハネ改正).

Every reference of the text before is known by the nodes it leads to. In the text after, where its
words are still the same, it must lead to what these nodes became. Where it does not, 「第五条」 has to
be written 「第六条」 now: that is found here, and proposed as an operation on the text after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from renkei.amendment.deriving.live import Live
from renkei.amendment.mending import (
    Broken,
    Moves,
    Why,
    lives_of,
    place_of,
    target_of,
    with_proposal,
    words_of,
)
from renkei.amendment.reprinting import Parents, reprinted
from renkei.amendment.style import MUNICIPAL, Style
from renkei.amendment.trouble import Code, Trouble
from renkei.amendment.writing import Unwritable, said
from renkei.instrument.model import Document, Kind, Node, Role, shape
from renkei.instrument.references import Reference, references
from renkei.instrument.references import Target as Leads

__all__ = ["Broken", "Why", "broken", "kept_by", "troubles"]


def broken(
    before: Document, after: Document, kept: Mapping[str, str] | None = None
) -> tuple[Broken, ...]:
    """The references of ``after`` that the change broke, in the order of the text.

    ``kept`` says what each surviving node of ``before`` is called in ``after``
    (:func:`kept_by` makes it from a correspondence); without it surviving nodes have kept their ids,
    as :func:`renkei.amendment.applying.apply` leaves them. References that led nowhere before, and
    words that were changed by the amendment itself, are not looked at again; new ones that lead
    nowhere are.
    """
    return _Search(before, after, kept).run()


def kept_by(pairs: Iterable[tuple[Node | None, Node | None]]) -> dict[str, str]:
    """The map that :func:`broken` asks for, from ``Correspondence.pairs``."""
    return {old.id: new.id for old, new in pairs if old is not None and new is not None}


def troubles(
    found: Iterable[Broken], after: Document, style: Style = MUNICIPAL
) -> tuple[Trouble, ...]:
    """Broken references as notices: nothing is refused, but somebody has to look.

    One that stands twice in a provision, in the same words, is told once.
    """
    lives = lives_of(after.root)
    return tuple(dict.fromkeys(_trouble(one, lives, style) for one in found))


class _Search:
    def __init__(self, before: Document, after: Document, kept: Mapping[str, str] | None) -> None:
        self.old, self.new = Parents(before.root), Parents(after.root)
        self.kept = (
            kept
            if kept is not None
            else {key: key for key in self.old.nodes if key in self.new.nodes}
        )
        self.before, self.after = references(before), references(after)
        self.lives = lives_of(after.root)

    def run(self) -> tuple[Broken, ...]:
        places = {
            (one.node_id, *place_of(self.new.nodes[one.node_id], one.start)): one
            for one in self.after
        }
        seen: set[int] = set()
        found: list[Broken] = []
        moves: dict[tuple[str, Role], Moves] = {}
        for was in self.before:
            node = self.new.nodes.get(self.kept.get(was.node_id, ""))
            if node is None:
                continue
            role, offset = place_of(self.old.nodes[was.node_id], was.start)
            move = moves.get((was.node_id, role))
            if move is None:
                old = words_of(self.old.nodes[was.node_id], role)
                move = moves[(was.node_id, role)] = Moves(old, words_of(node, role))
            now = move.place(offset, offset + len(was.printed))
            here = places.get((node.id, role, now)) if now is not None else None
            if here is None or now is None or here.printed != was.printed:
                continue
            seen.add(here.start)
            one = self._judged(was, here, role, now)
            if one is not None:
                found.append(one)
        for here in self.after:
            if here.start not in seen and here.target is Leads.DANGLING and not self._extract(here):
                role, offset = place_of(self.new.nodes[here.node_id], here.start)
                found.append(self._made(here, Why.NOWHERE, "", role, offset, ()))
        return self._proposed(sorted(found, key=lambda one: one.start))

    def _judged(self, was: Reference, here: Reference, role: Role, offset: int) -> Broken | None:
        """One reference that stands in both texts in the same words."""
        words = words_of(self.new.nodes[here.node_id], role)
        if words.count("「", 0, offset) > words.count("」", 0, offset):
            return None  # words of another text, said to be read otherwise (読替え)
        if was.target is not Leads.INTERNAL:
            if here.target is Leads.DANGLING and was.target is not Leads.DANGLING:
                return self._made(here, Why.NOWHERE, "", role, offset, ())
            return None
        wanted = tuple(self.kept.get(key) for key in was.target_ids)
        alive = tuple(self.new.nodes[key] for key in wanted if key is not None)
        if len(alive) < len(wanted):
            if here.target is Leads.INTERNAL and self._took_theplace_of(was, here):
                return None
            if self._extract(here):
                return None
            why = Why.GONE if here.target is Leads.INTERNAL else Why.NOWHERE
            return self._made(here, why, "", role, offset, alive)
        if here.target_ids == wanted:
            gone = any(_repealed(self.new.nodes[key]) for key in here.target_ids)
            known = any(_repealed(self.old.nodes[key]) for key in was.target_ids)
            if gone and not known and not self._extract(here):
                return self._made(here, Why.GONE, "", role, offset, alive)
            return None
        print_as = reprinted(
            here.printed, alive, self.new.nodes[here.node_id], self._outside(was), self.new
        )
        if print_as == here.printed:
            return None  # the provision named before it is what moved; mended, this one is right
        why = Why.ELSEWHERE if here.target is Leads.INTERNAL else Why.NOWHERE
        return self._made(here, why, print_as, role, offset, alive)

    def _took_theplace_of(self, was: Reference, here: Reference) -> bool:
        """What the number means now was written anew at the very place of what it meant."""
        if len(was.target_ids) != len(here.target_ids):
            return False
        for old, new in zip(was.target_ids, here.target_ids, strict=True):
            became = self.kept.get(old)
            if became == new:
                continue
            if became is not None or new in self.kept.values():
                return False
        return True

    def _extract(self, here: Reference) -> bool:
        """The contents name ends of ranges, and the 附則 of amending laws are printed 抄."""
        node = self.new.nodes[here.node_id]
        over = self.new.up(node, Kind.SUPPLEMENT, Kind.TOC)
        return over is not None and (over.kind is Kind.TOC or bool(over.note))

    def _outside(self, was: Reference) -> bool:
        """It named no article and yet led to another one: it went on from the one named before."""
        if was.printed[:1] != "第" or "条" in was.printed or not was.target_ids:
            return False
        own = self.old.up(self.old.nodes[was.node_id], Kind.ARTICLE)
        other = self.old.up(self.old.nodes[was.target_ids[0]], Kind.ARTICLE)
        return own is not other

    def _made(
        self,
        here: Reference,
        why: Why,
        wanted: str,
        role: Role,
        offset: int,
        means: tuple[Node, ...],
    ) -> Broken:
        return Broken(
            here.node_id,
            why,
            here.printed,
            wanted,
            here.start,
            here.end,
            role,
            offset,
            tuple(node.id for node in means),
            here.target_ids,
        )

    def _proposed(self, found: list[Broken]) -> tuple[Broken, ...]:
        """With an operation for each that can be said."""
        out = []
        for one in found:
            if one.wanted:
                out.append(with_proposal(one, found, self.new.nodes, self.lives))
            else:
                out.append(one)
        return tuple(out)


def _repealed(node: Node) -> bool:
    """「第五条　削除」."""
    return "".join(part[5] for part in [shape(one) for one in node.walk()]) == "削除"


def _trouble(one: Broken, lives: Mapping[str, Live], style: Style) -> Trouble:
    place = ""
    target = target_of(lives[one.node_id], Role.TEXT)
    if target is not None:
        try:
            place = said(target.at, style)
        except Unwritable:
            place = ""
    where = place or "本文"
    if one.why is Why.NOWHERE:
        ja, en = "指す規定がありません", "no provision has that number now"
    elif one.why is Why.GONE:
        ja, en = "指していた規定はなくなりました", "what it meant is gone"
    else:
        ja, en = "別の規定を指すようになりました", "the number now means another provision"
    remedy_ja = (
        f"「{one.wanted}」に改めてください。" if one.wanted else "参照する規定を確かめてください。"
    )
    remedy_en = f"Write “{one.wanted}”." if one.wanted else "Decide which provision is meant."
    return Trouble(
        Code.UNFIXED_REFERENCE,
        False,
        -1,
        one.printed,
        place,
        one.node_id,
        f"{where}の「{one.printed}」は、{ja}。",
        f"“{one.printed}” in {where}: {en}.",
        remedy_ja,
        remedy_en,
    )
