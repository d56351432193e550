"""An amendment carried out sentence by sentence, exactly or not at all (溶け込み)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from renkei.amendment.applying import numbers, places
from renkei.amendment.applying.binding import bind_instruction
from renkei.amendment.applying.changes import Adding, Meant, Moving, Removing, Replacing
from renkei.amendment.applying.editing import carry_out
from renkei.amendment.applying.headers import type_tables
from renkei.amendment.applying.live import Live, Minting, freeze, thaw
from renkei.amendment.applying.performing import perform
from renkei.amendment.applying.said import Report, numerals, place
from renkei.amendment.base import digest
from renkei.amendment.operations import Amendment, Instruction, Operation
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument.model import Document, Kind, Node


@dataclass(slots=True)
class Done:
    """What one sentence did, by the ids of the nodes."""

    touched: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


class Engine:
    """One text, and the sentences that change it one after the other."""

    def __init__(self, before: Node) -> None:
        self.root = thaw(before)
        self.minting = Minting(self.root)
        labels = (n.label for n in self.root.of_kind(Kind.ARTICLE))
        self.report = Report(numerals(next(labels, "")))
        self._numbers = numbers.Numbers(self.root)
        self._empty = {node.id for node in numbers.empty_articles(self.root)}
        self._rewritten: dict[str, int] = {}
        self._restated = False
        self._said: list[tuple[Operation, ...]] = []

    def step(self, index: int, instruction: Instruction) -> tuple[list[Meant], Done] | None:
        """Bind one sentence and carry it out; None where it cannot be."""
        meant = self.bind(index, instruction)
        done = self.carry_out(index, meant) if meant is not None else None
        return None if meant is None or done is None else (meant, done)

    def bind(self, index: int, instruction: Instruction) -> list[Meant] | None:
        """What one sentence means on the text as it stands; None where an obstacle was found.

        Then as much of it as was understood is carried out all the same: the whole amendment is
        refused, and the obstacles of later sentences are told in the numbers they were meant in.
        """
        self.report.instruction = index
        found = len(self.report.found)
        meant = bind_instruction(self.root, instruction, self.report)
        if any(trouble.refused for trouble in self.report.found[found:]):
            self.carry_out(index, meant)
            return None
        return meant

    def carry_out(self, index: int, meant: Sequence[Meant]) -> Done | None:
        """Carry out a sentence that was bound; None where its operations claim the same thing."""
        self.report.instruction = index
        edits = [edit for one in meant for edit in one.edits]
        if not self._claims(meant, index) or self._again(meant):
            return None
        if not carry_out(edits, self.report):
            return None
        return self._perform(meant)

    def _perform(self, bound: Sequence[Meant]) -> Done:
        done = Done()
        changes = [change for one in bound for change in one.changes]
        done.touched = list(dict.fromkeys(e.node.id for one in bound for e in one.edits))
        done.removed = [
            node.id
            for change in changes
            if isinstance(change, Removing)
            for node in ([change.node] if change.heading_only else change.node.walk())
        ]
        done.moved = [change.node.id for change in changes if isinstance(change, Moving)]
        before = {
            node.id
            for change in changes
            if isinstance(change, Replacing)
            for old in change.nodes
            for node in old.walk()
        }
        fresh = [node for node in self.root.walk() if not node.id]  # lines of a 目次
        for node in fresh:
            self.minting.give(node)
        done.added = [node.id for node in (*fresh, *perform(self.root, changes, self.minting))]
        if before:
            left = {node.id for node in self.root.walk()}
            done.touched.extend(sorted(before & left))
            done.removed.extend(sorted(before - left))
        self._restated = self._restated or any(
            isinstance(c, Replacing) and c.nodes[0] is self.root for c in changes
        )
        return done

    def _claims(self, bound: Sequence[Meant], index: int) -> bool:
        """Whether no two operations of the sentence claim the same provision."""
        clean = True
        gone: dict[int, str] = {}
        for change in (c for one in bound for c in one.changes):
            if isinstance(change, Replacing):
                nodes: tuple[Live, ...] = change.nodes
            elif isinstance(change, Removing) and not change.heading_only:
                nodes = (change.node,)
            else:
                continue
            for node in nodes:
                clean &= self._claim(node, gone, change.said)
                if isinstance(change, Replacing):
                    clean &= self._once(node, index, change.said)
            for node in nodes:
                gone.update((id(n), change.said) for n in node.walk())
        moved: set[int] = set()
        anchors: set[tuple[int, str]] = set()
        for change in (c for one in bound for c in one.changes):
            if isinstance(change, Moving):
                clean &= self._claim(change.node, gone, change.said)
                if id(change.node) in moved:
                    clean = self._twice(change.node, change.said)
                moved.add(id(change.node))
            elif isinstance(change, Removing) and change.heading_only:
                clean &= self._claim(change.node, gone, change.said)
                gone[id(change.node)] = change.said  # its name is taken away once only
            elif isinstance(change, Adding):
                place_of = change.anchor or change.parent
                clean &= self._claim(place_of, gone, change.said)
                spot = (id(place_of), change.where)
                if spot in anchors:
                    clean = self._twice(place_of, change.said)
                anchors.add(spot)
        for edit in (e for one in bound for e in one.edits):
            clean &= self._claim(edit.node, gone, edit.said)
        return clean

    def _claim(self, node: Live, gone: dict[int, str], said: str) -> bool:
        if id(node) not in gone:
            return True
        other = gone[id(node)]
        self.report.overlap(
            said,
            node,
            f"{place(node)}は、同じ文で全部を改め、又は削ります（{other}）。{said}ことはできません。",
            f"{place(node)} is rewritten or removed by the same sentence ({other}).",
        )
        return False

    def _once(self, node: Live, index: int, said: str) -> bool:
        """No provision is rewritten as a whole by two sentences of one amendment."""
        if node.id in self._rewritten and self._rewritten[node.id] != index:
            return self._twice(node, said)
        self._rewritten[node.id] = index
        return True

    def _again(self, bound: Sequence[Meant]) -> bool:
        """Whether the same sentence stood before: its words or rows would be there twice.

        Provisions that come in twice are told by their numbers, and may be meant after a move.
        """
        operations = tuple(one.operation for one in bound)
        changes = [change for one in bound for change in one.changes]
        nodes = [edit.node for one in bound for edit in one.edits]
        rows = any(
            isinstance(change, Adding) and any(n.kind is Kind.ROW for n in change.block)
            for change in changes
        )
        if operations not in self._said or not (nodes or rows):
            self._said.append(operations)
            return False
        self.report.overlap(
            "同じ文",
            nodes[0] if nodes else self.root,
            "同じ改正の文が二度書かれています。",
            "The same sentence of amendment stands twice.",
        )
        return True

    def _twice(self, node: Live, said: str) -> bool:
        self.report.overlap(
            said,
            node,
            f"{place(node)}を二度改めています（{said}）。",
            f"{place(node)} is changed twice.",
        )
        return False

    def _emptied(self) -> None:
        """Refuse where the last paragraph of an article was taken and its number was left."""
        for node in numbers.empty_articles(self.root):
            if node.id not in self._empty:
                self.report.unsupported(
                    f"{place(node)}の項を削る",
                    place(node),
                    f"改正後に{place(node)}の内容がなくなります。条ごと削るか「削除」としてください。",
                    f"Nothing is left of {place(node)}: remove the article, or keep it as 「削除」.",
                    node,
                )

    def finish(self, *, partial: bool = False) -> Node:
        """The text after the last sentence; raises :class:`Refused` with every obstacle found."""
        if not self.report.refused and not self._restated:
            numbers.check(self.root, self._numbers, self.report, partial=partial)
            self._emptied()
        if self.report.refused:
            raise Refused(tuple(t for t in self.report.found if t.refused))
        type_tables(self.root)
        return freeze(self.root)


def check_base(amendment: Amendment, before: Document, report: Report) -> None:
    """Whether the amendment is one of this text: by its hash, or else by title and number."""
    report.instruction = -1
    title = _title(before)
    named = (
        f"{amendment.title}（{amendment.law_number}）" if amendment.law_number else amendment.title
    )
    if amendment.base:
        if amendment.base != digest(before.root):
            report.add(
                Code.WRONG_BASE, named, title,
                "この改正は、別の文又は別の版に対して作られています。",
                "This amendment was made for another text, or another version of it.",
                "改正の基にした版を開くか、この版に対して作り直してください。",
                "Open the version it was made for, or make it anew for this one.",
            )  # fmt: skip
        return
    number = before.facts.law_number or _text(before, Kind.LAW_NUMBER)
    if amendment.law_number and number:
        other = places.law_key(amendment.law_number) != places.law_key(number)
    else:
        other = bool(amendment.title and title) and not _same_title(amendment.title, title)
    if other:
        report.add(
            Code.WRONG_BASE, named, title,
            f"この改正は「{named}」の改正で、「{title}」の改正ではありません。",
            f"This amends “{named}”, not “{title}”.",
            "改正する文を確かめてください。", "Check which text it amends.",
        )  # fmt: skip


def _title(before: Document) -> str:
    return before.facts.title or _text(before, Kind.TITLE)


def _text(before: Document, kind: Kind) -> str:
    return next((n.text for n in before.root.children if n.kind is kind), "")


#: What may stand before a title without making it that of another text: whose it is.
_WHOSE = re.compile(r"\S{1,14}[都道府県市町村区]|\S{1,20}(?:組合|広域連合)")


def _same_title(one: str, other: str) -> bool:
    """Titles that differ in spacing and width, in the municipality's name before, or in 書 behind.

    「手数料条例施行規則」 is not 「手数料条例」, 「公園使用料条例」 not 「使用料条例」.
    """
    a, b = (
        "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("書")
        for text in (one, other)
    )
    short, long = sorted((a, b), key=len)
    return long.endswith(short) and (
        short == long or _WHOSE.fullmatch(long.removesuffix(short)) is not None
    )


def obstacles(report: Report) -> tuple[Trouble, ...]:
    """Everything found so far that forbids the application."""
    return tuple(trouble for trouble in report.found if trouble.refused)
