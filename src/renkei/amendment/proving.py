"""Every amendment is proved before anybody sees it: written, read, applied, compared (改正の検証).

:func:`prove` derives the amendment between two texts, writes it, reads what was written with code that
knows nothing of the writing, applies what was read to the text before, and holds the result against
the text after. Where a step fails, the provision concerned is said more coarsely (rewritten as a
whole), then the one above it, at last the whole text; what cannot be proved even so is said to be
impossible and not shown as an amendment.

:func:`amend` carries out the prose somebody else wrote, :func:`check` holds it against the result they
claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from renkei.amendment import references
from renkei.amendment.amending import Amended, Checked, Difference, amend, check
from renkei.amendment.applying import apply
from renkei.amendment.base import digest
from renkei.amendment.deriving import derive
from renkei.amendment.deriving.live import bare
from renkei.amendment.operations import (
    Amendment,
    Block,
    Instruction,
    Restate,
)
from renkei.amendment.reading import Prose, read_prose
from renkei.amendment.style import MUNICIPAL, Style
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.amendment.writing import Unwritable, write_prose
from renkei.instrument.composing import compose
from renkei.instrument.model import Document, Kind, Node, Shape, covered, shape

__all__ = [
    "Amended",
    "Checked",
    "Difference",
    "Fault",
    "Proof",
    "amend",
    "check",
    "house_style",
    "prove",
    "unfixed",
]

#: How many provisions are said more coarsely, one after the other, before the whole text is.
_TRIES = 24
#: What can be rewritten as a whole, from the smallest: the rest belongs to one of these.
_UNITS = frozenset(
    {
        *(Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.TABLE, Kind.GROUP, Kind.ANNEX),
        *(Kind.SUPPLEMENT, Kind.TOC, Kind.PREAMBLE, Kind.CLOSING, Kind.TITLE, Kind.SIGNATURE),
        *(Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.DIVISION, Kind.REMARKS),
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a proof failed at one point: ``step`` is derive, write, read, apply or compare.

    ``node_ids`` are the provisions of the text before that are concerned, as far as that is known.
    """

    step: str
    instruction: int
    detail: str
    node_ids: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """An amendment, its prose, and the text that results when the prose is carried out.

    ``ok``: the prose was read back as the amendment, and applied it gives the text after exactly.
    Without ``ok`` there is no prose and no document, and ``troubles`` say why. ``faults`` tell what
    had to be said more coarsely than derived; ``restated``: at last the whole text was given anew.
    """

    amendment: Amendment
    prose: str
    document: Document | None
    ok: bool
    troubles: tuple[Trouble, ...] = ()
    faults: tuple[Fault, ...] = ()
    restated: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to amend: both texts say the same."""
        return self.ok and not self.amendment.instructions


#: What is concluded and not enacted is said to be 変更 (地方自治法第252条の2第4項).
_CONCLUDED = frozenset(
    {"連携協約", "協約", "協定", "覚書", "規約", "契約", "確認書", "申合せ", "議定書"}
)


def house_style(document: Document, style: Style = MUNICIPAL) -> Style:
    """The style for this text: an agreement is 変更する, a law or ordinance 改正する."""
    return replace(style, act="変更") if document.facts.genre in _CONCLUDED else style


def prove(
    before: Document,
    after: Document,
    style: Style = MUNICIPAL,
    *,
    supplement: tuple[Node, ...] = (),
    restate: bool = True,
) -> Proof:
    """The proved amendment that makes ``after`` of ``before``, in the wording of ``style``.

    ``supplement`` is the 附則 of the amending instrument. With ``restate`` False the whole text is
    never given anew; then a proof may fail, and ``ok`` says so. Never raises on content.
    """
    wanted = shape(after.root)
    faults: list[Fault] = []
    for amendment in _ways(before, after, style, faults, restate=restate):
        outcome = _attempt(replace(amendment, supplement=supplement), before, wanted, style)
        if isinstance(outcome, Proof):
            told = (*outcome.troubles, *_told(faults[-1:]))
            return replace(outcome, faults=tuple(faults), troubles=told)
        faults.append(outcome)
    return Proof(
        Amendment((), before.facts.title, before.facts.law_number, digest(before.root)),
        "",
        None,
        False,
        tuple(_unproved(fault) for fault in faults[-1:]),
        tuple(faults),
    )


def _ways(
    before: Document, after: Document, style: Style, faults: list[Fault], *, restate: bool
) -> Iterator[Amendment]:
    """Ways to say the change, each coarser than the one before where that failed (``faults``)."""
    coarse: set[str] = set()
    parents = _parents(before.root)
    amendment = Amendment(())
    for _ in range(_TRIES):
        amendment = derive(before, after, style=style, coarse=frozenset(coarse))
        if not _restates(amendment):
            yield amendment
            more = _coarser(faults[-1].node_ids, coarse, parents)
            if more and not _told(faults[-1:]):
                coarse |= more
                continue
        break
    if restate:
        whole = Instruction((Restate(Block((bare(after.root),))),))
        yield replace(amendment, instructions=(whole,))
    elif not faults:
        faults.append(Fault("derive", 0, "the whole text would be given anew"))


def _attempt(amendment: Amendment, before: Document, wanted: Shape, style: Style) -> Proof | Fault:
    """One round: write, read, compare, apply, compare."""
    try:
        prose = write_prose(amendment, style)
    except Unwritable as error:
        at = _unwritable(amendment, style)
        return Fault("write", at, str(error), _concerned(amendment, before, at))
    read = read_prose(prose, style) if amendment.instructions else None
    if read is not None:
        found = _as_written(amendment, read)
        if found is not None:
            ids = _concerned(amendment, before, found.instruction)
            return replace(found, node_ids=ids)
    told = amendment if read is None else replace(read.amendments[0], base=amendment.base)
    try:
        applied = apply(told, before)
    except Refused as refused:
        first = refused.troubles[0]
        ids = tuple(t.node_id for t in refused.troubles if t.node_id)
        ids = ids or _concerned(amendment, before, first.instruction)
        return Fault(
            "apply",
            first.instruction,
            f"{first.code.value}: {first.message_ja}",
            ids,
            refused.troubles,
        )
    if shape(applied.root) != wanted:
        ids, detail = _different(applied.root, wanted, before)
        return Fault("compare", -1, detail, ids)
    document = compose(applied.root, before)
    if shape(document.root) != wanted or covered(document) != document.source:
        return Fault("compose", -1, "the composed text is not the text after")
    restated = _restates(amendment)
    # That a phrase stands in several places is meant so here, and proved.
    notices = tuple(n for n in applied.notices if n.code is not Code.MULTIPLE_TEXT_FOUND)
    lost = unfixed(before, document, style)
    return Proof(amendment, prose, document, True, (*notices, *lost), restated=restated)


def unfixed(before: Document, amended: Document, style: Style = MUNICIPAL) -> tuple[Trouble, ...]:
    """References that no longer lead where they led (ハネ), told beside the result.

    ``amended`` has the ids of ``before``, as :func:`amend` and :func:`prove` give it.
    """
    return references.troubles(references.broken(before, amended), amended, style)


def _unwritable(amendment: Amendment, style: Style) -> int:
    """Which sentence cannot be written; -1 when it is none of them alone."""
    for index, instruction in enumerate(amendment.instructions):
        try:
            write_prose(Amendment((instruction,)), style)
        except Unwritable:
            return index
    return -1


def _as_written(amendment: Amendment, read: Prose) -> Fault | None:
    """Whether the reading is what was written; the first sentence that is not."""
    if read.unread:
        line = read.unread[0]
        return Fault("read", _position(read, line.line), f"{line.why}: {line.text[:80]}")
    if len(read.amendments) != 1:
        return Fault("read", -1, f"{len(read.amendments)} amendments were read")
    found = read.amendments[0]
    for index, (was, now) in enumerate(
        zip(amendment.instructions, found.instructions, strict=False)
    ):
        if was != now:
            return Fault("read", index, _first_difference(was, now))
    if len(amendment.instructions) != len(found.instructions):
        least = min(len(amendment.instructions), len(found.instructions))
        return Fault("read", least, "the number of sentences differs")
    if replace(found, base=amendment.base) != amendment:
        return Fault("read", -1, "title, number or 附則 are read otherwise")
    return None


def _position(read: Prose, line: int) -> int:
    """How many sentences stand before a line."""
    return sum(1 for sources in read.sources for source in sources if source.line < line)


def _first_difference(was: Instruction, now: Instruction) -> str:
    for one, other in zip(was.operations, now.operations, strict=False):
        if one != other:
            return f"{one!r} became {other!r}"
    return f"{len(was.operations)} operations became {len(now.operations)}"


def _concerned(amendment: Amendment, before: Document, index: int) -> tuple[str, ...]:
    """The provisions of the text before that a sentence is about, found by carrying it out."""
    if index < 0:
        return ()
    upto = replace(amendment, instructions=amendment.instructions[: index + 1])
    try:
        bound = apply(upto, before).bindings.instructions
    except Refused as refused:
        return tuple(t.node_id for t in refused.troubles if t.node_id)
    known = {node.id for node in before.root.walk()}
    return tuple(
        ident
        for instruction in bound
        if instruction.index == index
        for operation in instruction.operations
        for ident in operation.node_ids
        if ident in known
    )


def _different(found: Node, wanted: Shape, before: Document) -> tuple[tuple[str, ...], str]:
    """The innermost nodes that are not as wanted, by their ids in the text before."""
    known = {node.id for node in before.root.walk()}
    ids: list[str] = []
    details: list[str] = []
    stack: list[tuple[Node, Shape, str]] = [(found, wanted, "")]
    while stack and len(ids) < 8:
        node, want, above = stack.pop()
        have = shape(node)
        if have == want:
            continue
        here = node.id if node.id in known else above
        if len(node.children) == len(want[-1]) and have[:-1] == want[:-1]:
            pairs = zip(node.children, want[-1], strict=True)
            stack.extend((child, told, here) for child, told in reversed(list(pairs)))
            continue
        ids.append(here)
        field = next((i for i in range(6) if have[i] != want[i]), -1)
        told = (
            f"{have[field]!r} != {want[field]!r}"
            if field >= 0
            else (
                f"{[c.kind + c.label for c in node.children]} != "
                f"{[str(c[0]) + c[1] for c in want[-1]]}"
            )
        )
        details.append(f"{node.id}: {told[:300]}")
    return tuple(dict.fromkeys(ids)), "; ".join(details)


def _parents(root: Node) -> dict[str, Node]:
    return {child.id: node for node in root.walk() for child in node.children}


def _coarser(ids: Iterable[str], coarse: set[str], parents: dict[str, Node]) -> set[str]:
    """The next larger units around these nodes that are not rewritten whole already."""
    found: set[str] = set()
    for ident in ids:
        at = ident
        while at in parents and (at in coarse or not _is_unit(at, parents)):
            at = parents[at].id
        if at in parents:
            found.add(at)
    return found


def _is_unit(ident: str, parents: dict[str, Node]) -> bool:
    node = next((child for child in parents[ident].children if child.id == ident), None)
    return node is not None and node.kind in _UNITS


def _restates(amendment: Amendment) -> bool:
    return any(
        isinstance(operation, Restate)
        for instruction in amendment.instructions
        for operation in instruction.operations
    )


def _told(faults: list[Fault]) -> tuple[Trouble, ...]:
    """What the text after lacks (番号の欠け), told beside an amendment that makes it all the same."""
    return tuple(
        replace(trouble, refused=False, instruction=-1)
        for fault in faults
        for trouble in fault.troubles
        if trouble.code is Code.NUMBER_GAP
    )


def _unproved(fault: Fault) -> Trouble:
    return Trouble(
        Code.UNSUPPORTED,
        True,
        fault.instruction,
        fault.detail,
        "",
        fault.node_ids[0] if fault.node_ids else "",
        "この変更は、検証できる改め文として書けません。",
        "This change cannot be written as an amendment that can be proved.",
        "新旧対照表か、全部を改める文書で行ってください。",
        "Make it by a comparative table, or by an instrument that gives the whole text.",
    )
