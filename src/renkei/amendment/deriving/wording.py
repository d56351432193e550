"""How the words of one provision become those wanted: phrases, a sentence more or less, or all anew (字句)."""

from __future__ import annotations

from rapidfuzz.distance import Indel, LCSseq

from renkei.amendment.deriving.acts import Act, AddPart, RemovePart, Result, Retext, Reword
from renkei.amendment.deriving.live import Live, seen
from renkei.amendment.deriving.phrases import kept
from renkei.amendment.deriving.places import spoken
from renkei.amendment.deriving.sentences import appended, parts, taken_away
from renkei.amendment.operations import Part
from renkei.instrument.model import Kind, Node, shape

#: Two wordings less alike than this are given anew (次のように改める).
ALIKE = 0.4
#: So are those of which less than this stays.
STAYS = 0.4
#: A provision, even a short one, of which less than this stays is given anew.
NOTHING = 0.15
_PROVISIONS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM})
#: Words shorter than this are always changed by phrase.
SHORT = 24


def text_acts(node: Live, goal: Node) -> list[Act] | None:
    """What is said of the provision's own text; None where all of it is to be given anew."""
    before, after = node.text, goal.text
    if before == after:
        return []
    if not before or not after:
        return None
    if found := appended(before, after):
        part, words, rest = found
        first = _edited(node, before, rest)
        return None if first is None else [*first, AddPart(node, part, words)]
    if (away := taken_away(before, after)) is not None:
        part, main = away
        first = _edited(node, before, after + before[len(main) :])
        if first is not None:
            return [*first, RemovePart(node, part, after)]
    return _edited(node, before, after)


def _edited(node: Live, before: str, after: str) -> list[Act] | None:
    if before == after:
        return []
    if too_different(before, after):
        return None
    if node.kind in _PROVISIONS and (after == "削除" or kept(before, after) < NOTHING):
        return None
    narrow = _in_part(node, before, after)
    if narrow is not None and narrow.part is Part.PROVISO:
        return [narrow]
    result = (Result(node, "text", after, before, after),)
    ways = [Reword(node, Part.WHOLE, result)]
    if node.children or spoken(node) is not node:
        ways.append(Reword(node, Part.HEAD, result))
    if narrow is not None:
        ways.append(narrow)
    costs = [(cost, at) for at, way in enumerate(ways) if (cost := _cost(way)) is not None]
    return [ways[min(costs)[1]]] if costs else None


def too_different(before: str, after: str) -> bool:
    """Whether so little stays that phrases would say less than the whole (全改)."""
    if max(len(before), len(after)) <= SHORT:
        return False
    if kept(before, after) < STAYS:
        return True
    grown = len(after) > 2 * len(before)  # much was added, little taken away
    return not grown and Indel.normalized_similarity(before, after) < ALIKE


def little_left(before: str, after: str) -> bool:
    """The same for a whole article, by its characters."""
    if max(len(before), len(after)) <= SHORT:
        return False
    return LCSseq.similarity(before, after) < STAYS * len(before)


def _cost(way: Reword) -> int | None:
    """How much is quoted; a narrower target is worth some quoted words."""
    found = way.phrases()
    if found is None:
        return None
    return sum(len(phrase.old) for phrase in found) + (0 if way.part is Part.WHOLE else 2)


def _in_part(node: Live, before: str, after: str) -> Reword | None:
    """The change said of ただし書, 前段 … alone, where only that changes."""
    old, new = parts(before), parts(after)
    if [part for part, _ in old] != [part for part, _ in new]:
        return None
    differing = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if len(differing) != 1:
        return None
    part, words = old[differing[0]]
    if before.count(words) != 1:
        return None
    return Reword(node, part, (Result(node, "text", after, words, new[differing[0]][1]),))


def caption_acts(node: Live, goal: Node) -> list[Act]:
    """見出し, 章名, headings of a 部, and the 付記 of an annex."""
    found: list[Act] = []
    for part, name in ((Part.CAPTION, "caption"), (Part.NOTE, "note")):
        before, after = getattr(node, name), getattr(goal, name)
        if before == after:
            continue
        reword = Reword(node, part, (Result(node, name, after, before, after),))
        if before and after and _worth(before, after) and reword.phrases() is not None:
            found.append(reword)
        else:
            found.append(Retext(node, part, name, after))
    return found


def _worth(before: str, after: str) -> bool:
    """A short caption is given anew; a long one by its phrases."""
    return len(before) > 8 and kept(before, after) >= 0.5


def row_acts(node: Live, goal: Node, key_moves: bool) -> list[Act] | None:
    """The cells of a row: one phrase for all where that is exact, else cell by cell."""
    if len(node.children) != len(goal.children) or (node.label, node.text) != (
        goal.label,
        goal.text,
    ):
        return None
    if any(cell.children for cell in node.children) or any(to.children for to in goal.children):
        return None
    changed = [
        (cell, to.text)
        for at, (cell, to) in enumerate(zip(node.children, goal.children, strict=True))
        if cell.text != to.text and not (key_moves and at == 0)
    ]
    if not changed:
        return []
    if sum(
        too_different(cell.text, to) or not (cell.text and to) for cell, to in changed
    ) * 2 > len(node.children):
        return None
    results = [Result(cell, "text", to, cell.text, to) for cell, to in changed]
    if all(cell.text and to and not too_different(cell.text, to) for cell, to in changed):
        together = Reword(node, Part.WHOLE, tuple(results))
        found = together.phrases()
        apart = [Reword(r.node, Part.WHOLE, (r,)) for r in results]
        costs = [_cost(way) for way in apart]
        if found is not None and (
            None in costs
            or sum(len(p.old) for p in found) <= sum(c or 0 for c in costs) + 8 * len(apart)
        ):
            return [together]
    acts: list[Act] = []
    for result in results:
        reword = Reword(result.node, Part.WHOLE, (result,))
        plain = result.old and result.new and not too_different(result.old, result.new)
        if plain and reword.phrases() is not None:
            acts.append(reword)
        else:
            acts.append(Retext(result.node, Part.WHOLE, "text", result.new))
    return acts


def uniform_acts(node: Live, goal: Node) -> list[Act]:
    """One phrase for a whole 別表, 部 or 表, where that is all that changes in several of its rows."""
    lives, goals = list(node.walk()), list(goal.walk())
    if len(lives) != len(goals):
        return []
    results: list[Result] = []
    for live, to in zip(lives, goals, strict=True):
        if (live.kind, len(live.children)) != (to.kind, len(to.children)):
            return []
        if (live.label, live.caption, live.note) != (to.label, to.caption, to.note):
            return []
        if live.text != to.text:
            if not live.text or not to.text or too_different(live.text, to.text):
                return []
            results.append(Result(live, "text", to.text, live.text, to.text))
    if len({id(result.node.parent) for result in results}) < 2:
        return []
    reword = Reword(node, Part.WHOLE, tuple(results))
    found = reword.phrases()
    return [reword] if found is not None and len(found) == 1 else []


def header_acts(node: Live, goal: Node) -> list[Act] | None:
    """The headings of columns, as phrases of their table; None where that is not exact."""
    old = [child for child in node.children if child.kind is Kind.HEADER]
    new = [child for child in goal.children if child.kind is Kind.HEADER]
    if [seen(child) for child in old] == [shape(child) for child in new]:
        return []
    if [len(row.children) for row in old] != [len(row.children) for row in new]:
        return None
    results: list[Result] = []
    for row, row_after in zip(old, new, strict=True):
        for cell, to in zip(row.children, row_after.children, strict=True):
            if cell.text != to.text:
                results.append(Result(cell, "text", to.text, cell.text, to.text))
    if not all(result.old and result.new for result in results):
        return None
    reword = Reword(node, Part.WHOLE, tuple(results))
    return [reword] if reword.phrases() is not None else None


def contents_acts(node: Live, goal: Node) -> list[Act] | None:
    """The 目次 by phrases, where its lines stay the same in number and order."""
    lives, goals = list(node.walk()), list(goal.walk())
    if [(x.kind, len(x.children)) for x in lives] != [(x.kind, len(x.children)) for x in goals]:
        return None
    results: list[Result] = []
    for live, to in zip(lives, goals, strict=True):
        if str(live.number) != str(to.number) and live.label == to.label:
            return None
        for name in ("label", "caption", "note", "text"):
            old, new = getattr(live, name), getattr(to, name)
            if old != new:
                if not old or not new or name == "label":
                    return None
                results.append(Result(live, name, new, old, new))
    reword = Reword(node, Part.WHOLE, tuple(results))
    return [reword] if results and reword.phrases() is not None else None


#: Kinds that are nothing but words.
ONLY_WORDS = frozenset(
    {
        Kind.TITLE,
        Kind.LAW_NUMBER,
        Kind.ENACTMENT,
        Kind.CLOSING,
        Kind.DATE,
        Kind.COVER,
        Kind.FIELD,
        Kind.CELL,
    }
)
