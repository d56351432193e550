"""An amendment said anew in the numbers of a text that another one changed first (番号の読替え)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from renkei.amendment.applying import places
from renkei.amendment.applying.addresses import address_of
from renkei.amendment.applying.engine import Engine, obstacles
from renkei.amendment.applying.live import Live
from renkei.amendment.applying.phrases import edits_of
from renkei.amendment.applying.said import Report, place, printed_target
from renkei.amendment.base import digest
from renkei.amendment.operations import (
    Add,
    Address,
    Amendment,
    Insert,
    Instruction,
    Move,
    Operation,
    Remove,
    Replace,
    Restate,
    Rewrite,
    Shift,
    Strike,
    Target,
)
from renkei.amendment.trouble import Code, Refused
from renkei.instrument.model import Document, Node


def rebase(amendment: Amendment, before: Document, after_first: Document) -> Amendment:
    """The same amendment in the numbers of a text that another amendment changed first.

    ``after_first`` keeps the ids of ``before`` (see :class:`renkei.amendment.applying.Applied`): each
    address is looked up in ``before`` and said anew for the same node. Raises
    :class:`renkei.amendment.trouble.Refused` where a node is gone, a quoted phrase now stands in more
    or fewer places, or the numbers would not be whole.
    """
    return rebased(amendment, before, after_first.root)[0]


def rebased(amendment: Amendment, before: Document, first: Node) -> tuple[Amendment, Node]:
    """The amendment said anew for the tree ``first``, and that tree with it carried out."""
    here = Engine(before.root)
    there = Engine(first)
    same: dict[str, str] = {}
    instructions: list[Instruction] = []
    for index, instruction in enumerate(amendment.instructions):
        there.report.instruction = index
        translator = _Translator(here.root, there.root, same, there.report)
        told = Instruction(tuple(map(translator.operation, instruction.operations)))
        done = here.step(index, instruction)
        if done is None:
            raise Refused(obstacles(here.report))
        if there.report.refused:
            continue
        again = there.step(index, told)
        if again is None:
            continue
        same.update(zip(done[1].added, again[1].added, strict=False))
        instructions.append(told)
    after = there.finish()
    return replace(amendment, instructions=tuple(instructions), base=digest(first)), after


class _Translator:
    """Says the addresses of one sentence anew."""

    def __init__(self, here: Live, there: Live, same: dict[str, str], report: Report) -> None:
        self.here, self.there = here, there
        self.same = same
        self.report = report
        self._by_id = {node.id: node for node in there.walk()}

    def operation(self, operation: Operation) -> Operation:
        """The operation in the numbers of the other tree."""
        match operation:
            case Replace() | Insert() | Strike():
                told = replace(operation, targets=self._targets(operation.targets))
                self._same_places(operation, told)
                return told
            case Rewrite() | Remove():
                return replace(operation, targets=self._targets(operation.targets))
            case Add():
                return replace(operation, at=self._target(operation.at))
            case Move():
                return replace(operation, at=self._target(operation.at), to=self._to(operation))
            case Shift():
                first, last = self._address(operation.first), self._address(operation.last)
                return replace(operation, first=first, last=last)
            case Restate():
                self._gone(
                    "全文",
                    "全文を改める改正は、他の改正の後には読み替えられません。",
                    "A restatement cannot follow another amendment.",
                )
        return operation

    def _targets(self, targets: Sequence[Target]) -> tuple[Target, ...]:
        return tuple(map(self._target, targets))

    def _target(self, target: Target) -> Target:
        if target.without:
            target = replace(target, without=tuple(map(self._address, target.without)))
        if target.last:
            here = {node.id for one in places.run(self.here, target) for node in one}
            told = replace(target, at=self._address(target.at), last=self._address(target.last))
            there = {node.id for one in places.run(self.there, told) for node in one}
            if {self.same.get(i, i) for i in here} != there:
                where = printed_target(target, self.report.write)
                self._gone(
                    where,
                    f"{where}の間の規定が、先の改正で変わっています。",
                    f"The run {where} was changed by the first amendment.",
                )
            return told
        return replace(target, at=self._address(target.at))

    def _to(self, move: Move) -> Address:
        if len(move.to) < 2:
            return move.to
        above = places.find(self.here, move.to[:-1])
        return (*self._address(move.to[:-1]), move.to[-1]) if len(above) == 1 else move.to

    def _address(self, address: Address) -> Address:
        found = places.find(self.here, address)
        if not address or len(found) != 1:
            return address
        node = self._by_id.get(self.same.get(found[0].id, found[0].id))
        told = address_of(self.there, node) if node is not None else None
        if node is None or told is None:
            where = place(found[0])
            self._gone(
                where,
                f"{where}は、先の改正でなくなっています。",
                f"{where} is gone after the first amendment.",
            )
            return address
        return address if places.find(self.there, address) == [node] else told

    def _same_places(
        self, operation: Replace | Insert | Strike, told: Replace | Insert | Strike
    ) -> None:
        """A phrase stands where it stood, as often as before, or the change is not the same one."""
        quiet = Report()
        here = [
            (self.same.get(e.node.id, e.node.id), e.field)
            for e in edits_of(self.here, operation, quiet)
        ]
        there = [(e.node.id, e.field) for e in edits_of(self.there, told, quiet)]
        if sorted(here) != sorted(there) and not quiet.refused:
            where = printed_target(operation.targets[0], self.report.write)
            self._gone(
                where,
                f"{where}の引用する字句が、先の改正で増え、又は減っています。",
                f"The words quoted of {where} stand in other places after the first amendment.",
            )

    def _gone(self, where: str, ja: str, en: str) -> None:
        self.report.add(
            Code.CONFLICT, where, where, ja, en,
            "先の改正が施行された後の文に対して、改正を作り直してください。",
            "Make the amendment anew for the text as the first one leaves it.",
        )  # fmt: skip
