"""The new text out of the steps: provisions kept, changed, and put in at their place (組み立て)."""

from __future__ import annotations

import re

from renkei.amendment.tables.applying.entries import Entry, bracketed, is_omitted, squeezed
from renkei.amendment.tables.applying.labels import Head, after_label, closest, head, heading
from renkei.amendment.tables.applying.opened import Open, before, finished, kept
from renkei.amendment.tables.applying.placing import LISTS, Placing
from renkei.amendment.tables.applying.slots import HEADINGS, Base, Part, Slot
from renkei.amendment.tables.applying.steps import Bring, Change, Drop, Keep, Relabel, Step
from renkei.amendment.tables.applying.troubles import trouble
from renkei.amendment.trouble import Refused
from renkei.instrument.model import Kind, Node

#: A line without number that begins with its note: 「（令和2年1月17日締結）　何々協定」.
_NOTED = re.compile(r"（(?P<note>[^（）]*)）\u3000(?P<rest>.+)$", re.DOTALL)


def build(steps: list[Step], base: Base) -> Node:
    """The tree after the steps; kept provisions keep their ids. Raises Refused."""
    builder = _Builder(base)
    for step in steps:
        builder.step(step)
    if builder.caption is not None:
        builder.no_place(builder.caption)
    if builder.troubles:
        raise Refused(tuple(builder.troubles))
    return finished(builder.root)


class _Builder(Placing):
    """The steps carried out one by one."""

    def step(self, step: Step) -> None:
        """Carry out one step."""
        if isinstance(step, Bring):
            self.bring(step.new)
            return
        slot = self.base.slots[step.at]
        if isinstance(step, Drop):
            if slot.part is Part.MAIN:
                self.dropped.add(id(slot.node))
        elif isinstance(step, Keep):
            self._keep(slot)
        elif isinstance(step, Relabel):
            self._keep(slot)
            found = head(step.label)
            self._number(
                self.open(slot.node),
                Head(step.label, "", readings=found.readings if found else ()),
            )
        elif squeezed(step.old.text) == squeezed(step.new.text) and step.old.text == step.new.text:
            self._keep(slot)
        else:
            self._change(slot, step)

    def _keep(self, slot: Slot) -> None:
        node = slot.node
        made = self.open(node)
        match slot.part:
            case Part.CAPTION:
                made.caption = node.caption
            case Part.TEXT:
                made.text = node.text
            case Part.ROW:
                made.parts = [kept(cell, made) for cell in node.children]
            case Part.MAIN:
                made.label, made.number, made.note = node.label, node.number, node.note
                if node.kind in HEADINGS:
                    made.caption = node.caption
                    if node.kind is Kind.TOC_ENTRY:
                        made.text = node.text
                else:
                    made.text = node.text
                self._lead(slot, made, None)
                self.captioned(made)
            case Part.SILENT:
                made.number = node.number

    def _lead(self, slot: Slot, made: Open, text: str | None) -> None:
        """The first paragraph beside the number, its text as it was or as it is now."""
        if slot.lead is not None:
            lead = self.open(slot.lead)
            lead.number = slot.lead.number
            lead.text = slot.lead.text if text is None else text

    def _change(self, slot: Slot, step: Change) -> None:
        node, new = slot.node, step.new
        if slot.part is Part.ROW:
            self._row(slot, step)
            return
        made = self.open(node)
        if slot.part is Part.CAPTION:
            caption = new.caption
            if caption is None:
                self._not_this(slot, new)
            else:
                made.caption = caption
            return
        if slot.part is Part.TEXT:
            made.text = new.text
            return
        if node.kind in HEADINGS:
            said = heading(new.text, node.kind, node.label, node.caption)
            if said is None:
                self._not_this(slot, new)
                return
            self._number(made, said)
            made.caption, made.note = said.rest, said.note
            return
        said = self._taken(slot, new.text)
        if said is None:
            self._not_this(slot, new)
            return
        self._number(made, said)
        made.note = said.note
        if slot.lead is not None:
            self._lead(slot, made, said.rest)
        else:
            made.text = said.rest
        self.captioned(made)

    def _taken(self, slot: Slot, text: str) -> Head | None:
        """A changed line of a provision as number and text."""
        node = slot.node
        if node.note and not node.label:
            noted = _NOTED.match(text)
            return Head("", noted["rest"], note=noted["note"]) if noted else None
        same = after_label(text, node.label)
        if same is not None and node.note:
            inside = bracketed(same.rest)
            return Head(node.label, "", note=inside) if inside is not None else None
        if same is not None:
            return same
        found = head(text)
        if node.label:
            wanted = Kind.ARTICLE if node.kind is Kind.ARTICLE else None
            if node.kind is Kind.SIGNATURE:
                first, _, rest = text.partition("\u3000")
                return Head(first, rest)
            if found is None:
                return None if slot.lead is not None else Head("", text)
            return found if found.kind in (wanted, Kind.REMARKS) else None
        if found is not None and found.kind is None and node.kind in LISTS:
            return found
        return Head("", text)

    def _number(self, made: Open, said: Head) -> None:
        """A provision gets a number; the one it had where the label is the same."""
        node = made.base
        if said.label != made.label or not made.series:
            read = said if said.readings else head(said.label)
            made.series = read.series if read is not None else frozenset()
        made.label = said.label
        if node is not None and said.label == node.label:
            made.number = node.number
        elif said.label:
            readings = said.readings
            if not readings:
                found = head(said.label)
                readings = found.readings if found else ()
            made.number = closest(readings, before(made))
        else:
            made.number = node.number if node is not None and not node.label else None

    def _not_this(self, slot: Slot, new: Entry) -> None:
        place = self.base.place(slot.node)
        self.troubles.append(trouble("not-this", new.text, place, slot.node.id))

    def _row(self, slot: Slot, step: Change) -> None:
        """A changed row: its cells in order, 「（略）」 for those that stay."""
        made = self.open(slot.node)
        olds = slot.node.children
        news = step.new.cells or (step.new.text,)
        given = step.old.cells or (step.old.text,)
        place = self.base.place(slot.node)
        for at, words in enumerate(news):
            if is_omitted(words):
                alike = len(news) == len(given) and is_omitted(given[at])
                if not alike and squeezed(olds[at].text if at < len(olds) else "") != squeezed(
                    words
                ):
                    self.troubles.append(
                        trouble("cell-omitted", step.new.text, place, slot.node.id)
                    )
                    return
                made.part(kept(olds[at], made))
                continue
            old = olds[at] if at < len(olds) else None
            if old is not None and old.children:
                if squeezed(old.text) != squeezed(words):
                    self.troubles.append(trouble("structured-cell", "", place, slot.node.id))
                    return
                made.part(kept(old, made))
                continue
            read = given[at] if at < len(given) else ""
            text = _cell(words, read, old)
            made.part(Open(Kind.CELL, old, text=text))


def _cell(words: str, read: str, old: Node | None) -> str:
    """The text of a changed cell: hard returns that the base has not are taken out."""
    if old is not None and words == read:
        return old.text
    if old is not None and "\n" in read and "\u2028" not in old.text:
        return words.replace("\n", "")
    return words.replace("\n", "\u2028")
