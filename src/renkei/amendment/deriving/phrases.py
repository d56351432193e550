"""The words that change, as phrases a legal officer would quote (字句の改正).

A phrase is looked for everywhere in the provision it is said of, and every occurrence changes. So a
phrase is made longer, word by word, until it stands in the text exactly as often as it must change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from renkei.amendment.compare import Change, ChangeKind, words
from renkei.amendment.deriving.edits import (
    JOINING,
    Edit,
    before_nado,
    bounds_of,
    joined,
    result,
    slip_of,
    unpaired,
    weighs,
)

#: How many words a phrase is made longer by, at most, to each side.
REACH = 14
#: Words shorter than this of which little stays are exchanged as one phrase.
SHORT = 24
#: How far the other mark of a quotation is looked for.
NEAR = 40
_OPEN, _CLOSE = "（(「『〔[【", "）)」』〕]】"
_ENDING = re.compile("する|した|して|しない|し|せず")
_LAST_RUN = re.compile("[一-龥々]+$")


class Phrase(NamedTuple):
    """「old」を「new」に改める; with ``inserted``: 「old」の次に「new」を加える; ``new`` "": 削る."""

    old: str
    new: str
    inserted: bool = False


class Field(NamedTuple):
    """A run of words before and after."""

    before: str
    after: str


def phrases(changed: Sequence[Field], context: Sequence[str] = ()) -> tuple[Phrase, ...] | None:
    """The phrases that make each ``before`` its ``after`` and touch nothing in ``context``.

    All of them hold at once and for all fields. None where no phrases do so.
    """
    work = _Work(changed, context)
    return work.done() if work.settle() else None


def kept(before: str, after: str) -> float:
    """How much of a text stays when its phrases are changed, from 0 to 1 (1 for mere insertion)."""
    if not before:
        return 0.0
    stays = sum(len(c.before) for c in _words(before, after) if c.kind is ChangeKind.SAME)
    return stays / len(before)


@lru_cache(maxsize=1024)
def _words(before: str, after: str) -> tuple[Change, ...]:
    """The differences of two texts; asked for again while ways to say them are weighed."""
    return words(before, after)


class _Work:
    """The edits while they grow."""

    def __init__(self, changed: Sequence[Field], context: Sequence[str]) -> None:
        self.fields = list(changed)
        self.texts = [field.before for field in changed] + list(context)
        self.bounds = [bounds_of(field.before) for field in changed]
        self.edits: list[Edit] = []
        for at, field in enumerate(changed):
            self.edits += self._first(at, field)
        self._counted: dict[str, int] = {}

    def _first(self, at: int, field: Field) -> list[Edit]:
        """The differences, word by word; an insertion takes the words before it as its anchor."""
        before, after = field
        if (slip := slip_of(before, after)) is not None:
            start = max(bound for bound in self.bounds[at] if bound < slip[0])
            return [Edit(at, start, slip[1] + 1, before[start : slip[1]])]
        found = [
            Edit(at, change.before_at, change.before_at + len(change.before), change.after)
            for change in _words(before, after)
            if change.kind is not ChangeKind.SAME
        ]
        if len(found) > 1 and after and len(before) <= SHORT and kept(before, after) < 0.5:
            stop = int(before[-1] == after[-1] == "。")
            return [Edit(at, 0, len(before) - stop, after[: len(after) - stop])]
        for edit in found:
            if edit.start == edit.end:
                self._anchor(edit)
            elif not weighs(before[edit.start : edit.end]):
                self._lean(edit)
            else:
                before_nado(edit, before)
                self._inflect(edit)
            self._balance(edit)
        return found

    def _anchor(self, edit: Edit) -> None:
        """Words to insert behind: back to one that means something; at the head, the word after."""
        text, start = self.fields[edit.field].before, edit.start
        for left, right in pairwise(reversed([b for b in self._bounds(edit) if b <= start])):
            word = text[right:left]
            if word == "\u2028":
                break
            if weighs(word):
                edit.start, edit.anchor = right, True
                return
        for left, right in pairwise(b for b in self._bounds(edit) if b >= start):
            edit.end = right
            if weighs(text[left:right]):
                break
        edit.new += text[edit.start : edit.end]

    def _lean(self, edit: Edit) -> None:
        """A particle is quoted with the word before it, 、 and 及び with the word behind them."""
        text, bounds = self.fields[edit.field].before, self._bounds(edit)
        old = text[edit.start : edit.end]
        if old[0] in "、，・" or old in JOINING:
            behind = [bound for bound in bounds if bound > edit.end]
            for left, right in pairwise([edit.end, *behind]):
                if text[left:right] in ("。", "\u2028"):
                    break
                if weighs(text[left:right]):
                    self._widen(edit, edit.start, right)
                    return
        ahead = [bound for bound in bounds if bound < edit.start]
        for right, left in pairwise([edit.start, *reversed(ahead)]):
            if text[left:right] in ("。", "\u2028"):
                return
            if weighs(text[left:right]):
                self._widen(edit, left, edit.end)
                return

    def _inflect(self, edit: Edit) -> None:
        """A verb of one kanji is quoted with its ending: 有する, 資する, 関し."""
        text = self.fields[edit.field].before
        found = _ENDING.match(text, edit.end)
        runs = (_LAST_RUN.search(text[: edit.end]), _LAST_RUN.search(edit.new))
        if found and not edit.anchor and any(run is not None and len(run[0]) == 1 for run in runs):
            self._widen(edit, edit.start, found.end())

    def _bounds(self, edit: Edit) -> list[int]:
        """Where words begin and end, the ends of the edit among them."""
        return sorted({*self.bounds[edit.field], edit.start, edit.end})

    def _balance(self, edit: Edit) -> None:
        """A quotation that opens or closes in a phrase does both in it, where the other is near."""
        text = self.fields[edit.field].before
        for _ in range(4):
            first, last = unpaired(text[edit.start : edit.end])
            more, less = unpaired(result(edit, text))
            if first or more:
                left = text.rfind("「", max(0, edit.start - NEAR), edit.start)
                if left < 0:
                    return
                self._widen(edit, left, edit.end)
            elif last or less:
                right = text.find("」", edit.end, edit.end + NEAR)
                if right < 0:
                    return
                self._widen(edit, edit.start, right + 1)
            else:
                return

    def _widen(self, edit: Edit, start: int, end: int) -> None:
        text = self.fields[edit.field].before
        new = result(edit, text)
        edit.new = text[start : edit.start] + new + text[edit.end : end]
        edit.start, edit.end, edit.anchor = start, end, False

    # -- growth -----------------------------------------------------------------------------------

    def settle(self) -> bool:
        """Let edits grow until every phrase stands as often as it must change."""
        for _ in range(40):
            self._merge()
            groups = self._groups()
            short = [g for key, g in groups.items() if self._count(key.old) != len(g)]
            if not short:
                return self._exact()
            for group in short:
                if not self._grow(group):
                    return False
        return False

    def done(self) -> tuple[Phrase, ...]:
        """The phrases in reading order, each once."""
        self.edits.sort(key=lambda edit: (edit.field, edit.start))
        return tuple(dict.fromkeys(self._phrase(edit) for edit in self.edits))

    def _phrase(self, edit: Edit) -> Phrase:
        old = self.fields[edit.field].before[edit.start : edit.end]
        return Phrase(old, edit.new, edit.anchor)

    def _groups(self) -> dict[Phrase, list[Edit]]:
        groups: dict[Phrase, list[Edit]] = defaultdict(list)
        for edit in self.edits:
            groups[self._phrase(edit)].append(edit)
        return groups

    def _count(self, phrase: str) -> int:
        """How often a phrase stands in all texts, overlapping ones too."""
        found = self._counted.get(phrase)
        if found is None:
            found = 0
            for text in self.texts:
                at = text.find(phrase)
                while at >= 0:
                    found += 1
                    at = text.find(phrase, at + 1)
            self._counted[phrase] = found
        return found

    def _grow(self, group: list[Edit]) -> bool:
        """The cheapest way to make the phrases of these edits distinct."""
        waiting = list(group)
        grown = False
        while waiting:
            edit = waiting[0]
            for start, end in self._ways(edit):
                alike = [e for e in waiting if self._same_way(edit, start, end, e)]
                text = self.fields[edit.field].before
                if self._count(text[start:end]) == len(alike):
                    shift = (start - edit.start, end - edit.end)
                    for each in alike:
                        self._stretch(each, each.start + shift[0], each.end + shift[1])
                        waiting.remove(each)
                    grown = True
                    break
            else:
                waiting.pop(0)
        return grown

    def _ways(self, edit: Edit) -> list[tuple[int, int]]:
        """Longer spans for an edit, those that read best first."""
        text, bounds = self.fields[edit.field].before, self._bounds(edit)
        lefts = [b for b in bounds if b <= edit.start][-REACH - 1 :]
        rights = [b for b in bounds if b >= edit.end][: REACH + 1]
        spans = [(s, e) for s, e in product(lefts, rights) if (s, e) != (edit.start, edit.end)]
        return sorted(spans, key=lambda span: self._cost(edit, span[0], span[1], text))

    def _cost(self, edit: Edit, start: int, end: int, text: str) -> tuple[int, int, int]:
        phrase = text[start:end]
        cost = len(phrase)
        if start < edit.start:
            first = next(b for b in self._bounds(edit) if b > start)
            cost += 0 if weighs(text[start:first]) else 6
            cost += 4 if text[start] in "、，" else 0
        if end > edit.end:
            cost += 8 if phrase[-1] in _OPEN or phrase[-1] in "、。，" else 0
            cost += 10 if edit.anchor else 0
        cost += 15 * text[edit.end : end].count("。") + 15 * text[start : edit.start].count("。")
        added = text[start : edit.start] + text[edit.end : end]
        for opening, closing in zip(_OPEN, _CLOSE, strict=True):
            cost += 6 * abs(added.count(opening) - added.count(closing))
        return cost, end - edit.end, edit.start - start

    def _same_way(self, edit: Edit, start: int, end: int, other: Edit) -> bool:
        """Whether another edit, made longer the same way, is the same phrase."""
        text = self.fields[other.field].before
        from_, to = other.start + start - edit.start, other.end + end - edit.end
        mine = self.fields[edit.field].before[start:end]
        return from_ >= 0 and to <= len(text) and text[from_:to] == mine

    def _stretch(self, edit: Edit, start: int, end: int) -> None:
        if edit.anchor and end == edit.end:
            edit.start = start
        else:
            self._widen(edit, start, end)

    def _merge(self) -> None:
        """Edits of one field that touch are one."""
        self.edits.sort(key=lambda edit: (edit.field, edit.start, edit.end))
        merged: list[Edit] = []
        for edit in self.edits:
            last = merged[-1] if merged else None
            if last is None or last.field != edit.field or edit.start > last.end:
                merged.append(edit)
                continue
            text = self.fields[edit.field].before
            merged[-1] = joined(last, edit, text)
        self.edits = merged

    def _exact(self) -> bool:
        """Carry all phrases out at once, as they will be, and compare."""
        for at, field in enumerate(self.fields):
            parts: list[str] = []
            position = 0
            for edit in (e for e in self.edits if e.field == at):
                parts += [field.before[position : edit.start], result(edit, field.before)]
                position = edit.end
            parts.append(field.before[position:])
            if "".join(parts) != field.after:
                return False
        return all(phrase.old and phrase.old != phrase.new for phrase in self._groups())
