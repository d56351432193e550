"""Provisions that get another number: which label they will bear, where they will stand (移動)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.amendment.applying import places
from renkei.amendment.applying.changes import Moving
from renkei.amendment.applying.labels import fold, manner_of, number_of, relabel
from renkei.amendment.applying.live import HEADINGS, Live
from renkei.amendment.applying.said import Report, place, printed, printed_target
from renkei.amendment.applying.tables import row_number
from renkei.amendment.applying.unresolved import unresolved
from renkei.amendment.operations import Address, Level, Move, Shift, Step, Target
from renkei.instrument.model import Kind, Node, Number
from renkei.units.numerals import parse_labels

_NUMBERED = frozenset(
    (*HEADINGS, Kind.ARTICLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.GROUP, Kind.ANNEX)
)


def bind_move(root: Live, move: Move, samples: Sequence[Node], report: Report) -> Iterator[Moving]:
    """「第三条を第五条とする」: the node, its label and number afterwards."""
    said = f"{printed_target(move.at, report.write)}を{printed(move.to, report.write)}とする"
    found = places.run(root, move.at)
    if len(found) != 1 or len(found[0]) != 1:
        unresolved(root, move.at, said, report)
        return
    (node,) = found[0]
    if not move.to:
        report.unsupported(
            said, place(node), "移動先が示されていません。", "No new number is given.", node
        )
        return
    plain = _first_paragraph(root, node, move, samples, said)
    if plain is not None:
        yield from plain
        return
    step = move.to[-1]
    if not _same_level(node, step):
        new = printed(move.to, report.write)
        report.unsupported(
            said, place(node),
            f"{place(node)}は、{new}とは別の種類の規定です。新たに加え、元の規定を削ってください。",
            f"{place(node)} cannot become {new}, which is of another kind: "
            "add it anew and remove the old one.",
            node,
        )  # fmt: skip
        return
    parent = _new_parent(root, node, move, said, report)
    if parent is False:
        return
    under = parent if isinstance(parent, Live) else None
    told = _moved(root, node, step, samples, said, report)
    if told is not None:
        label, number, caption = told
        yield Moving(node, said, label, number, under, caption)


def _same_level(node: Live, step: Step) -> bool:
    if node.parent is not None and node.parent.kind is Kind.REMARKS:
        return step.level.value in [kind.value for kind in places.REMARK_LINES]
    return step.level.value == node.kind.value


def bind_shift(root: Live, shift: Shift, report: Report) -> Iterator[Moving]:
    """「第七条から第十一条までを一条ずつ繰り下げる」: each of the run moves by the same number."""
    way = "繰り下げる" if shift.by > 0 else "繰り上げる"
    upto = f"から{printed(shift.last, report.write)}まで" if shift.last else "以下"
    said = f"{printed(shift.first, report.write)}{upto}を{abs(shift.by)}ずつ{way}"
    target = Target(shift.first, last=shift.last)
    found = places.run(root, target)
    if not shift.last and len(found[0]) == 1:  # 以下: to the last of its series
        alike = places.series(root, found[0][0])
        found = [[node] for node in alike[alike.index(found[0][0]) :]]
    if not found or any(len(one) != 1 for one in found):
        unresolved(root, target, said, report)
        return
    nodes = [one[0] for one in found]
    branched = [
        n for n in nodes if _number(n) is None or len((_number(n) or Number((0,))).parts) > 1
    ]
    if branched:
        report.unsupported(
            said, place(branched[0]),
            f"範囲に枝番号の規定（{place(branched[0])}）があるため、「ずつ」では移せません。一つずつ移してください。",
            f"The run has a branch number ({place(branched[0])}): move them one by one.",
            branched[0],
        )  # fmt: skip
        return
    if shift.by == 0:
        report.unsupported(
            said, place(nodes[0]), "移す数が0です。", "They are moved by nothing.", nodes[0]
        )
        return
    for node in nodes:
        number = _number(node)
        assert number is not None
        through = (number.upto[0] + shift.by,) if number.upto else ()
        parts = (number.parts[0] + shift.by,)
        if parts[0] < 1:
            report.unsupported(
                said,
                place(node),
                f"{place(node)}の番号が0以下になります。",
                f"{place(node)} would get a number below 1.",
                node,
            )
            return
        new = _moved(
            root, node, Step(Level(node.kind.value), Number(parts, through)), (), said, report
        )
        if new is not None:
            yield Moving(node, said, new[0], new[1], None, new[2])


def _number(node: Live) -> Number | None:
    if node.kind is Kind.ROW:
        return row_number(node)
    return node.number if node.number is not None else number_of(node.label)


def _moved(
    root: Live, node: Live, step: Step, samples: Sequence[Node], said: str, report: Report
) -> tuple[str, Number | None, str | None] | None:
    """Label, number and (where it changes) caption of a node after a move."""
    new: tuple[str, Number | None, str | None] | None = None
    if node.kind is Kind.ROW:
        new = _row(node, step)
    elif node.kind in _NUMBERED:
        new = _renumbered(root, node, step, samples)
    if new is None:
        report.unsupported(
            said, place(node),
            f"{place(node)}の番号「{node.label}」から、移った後の番号の書き方が決まりません。",
            f"The label “{node.label}” of {place(node)} does not tell how its new number is written.",
            node,
        )  # fmt: skip
    return new


def _row(node: Live, step: Step) -> tuple[str, Number | None, str | None] | None:
    """一の項を二の項とする: what its first cell will say."""
    if not node.children:
        return None
    first = node.children[0].text
    number = step.number if step.number is not None else number_of(step.name)
    old = row_number(node)
    if number is not None and old is not None:
        label = relabel(first, old, number, _row_labels(node))
        return None if label is None else (label, number, None)
    return (step.name, None, None) if step.name else None


def _row_labels(node: Live) -> list[str]:
    rows = node.parent.children if node.parent else []
    return [row.children[0].text for row in rows if row.children]


def _renumbered(
    root: Live, node: Live, step: Step, samples: Sequence[Node]
) -> tuple[str, Number | None, str | None] | None:
    number, name = step.number, step.name
    if number is not None and not number.upto and node.number is not None and node.number.upto:
        # 「第三条から第五条まで　削除」 moves as one: its end by as much as its beginning.
        by = number.parts[0] - node.number.parts[0]
        number = Number(number.parts, (node.number.upto[0] + by, *node.number.upto[1:]))
    if number is None and name and node.kind in (Kind.SUBITEM, Kind.GROUP, Kind.ANNEX, Kind.ITEM):
        number = _named_number(node, name)
        if number is None:
            return _renamed(node, name)
    if number is None:
        return None
    if node.kind is Kind.PARAGRAPH:
        label = paragraph_label(root, node, number, samples)
    elif node.kind is Kind.ANNEX and node.number is None and number_of(node.label) is None:
        label = name or None
    else:
        label = relabel(node.label, node.number, number, _labels(root, node))
    return None if label is None else (label, number, None)


def _named_number(node: Live, name: str) -> Number | None:
    """The number that a label says (ロ, (2), 別表第二), in the series its old number tells."""
    number = number_of(fold(name))
    if number is not None:
        return number
    bare = fold(name).strip("().")
    readings = parse_labels(bare)
    own = {s for s, v in parse_labels(fold(node.label).strip("().")) if node.number == Number((v,))}
    return next((Number((value,)) for series, value in readings if series in own), None)


def _renamed(node: Live, name: str) -> tuple[str, Number | None, str | None] | None:
    """A group told by its heading, an annex that loses its number: the new name as it is given."""
    if node.kind is Kind.GROUP and not node.label:
        return ("", None, name)
    if node.kind is Kind.ANNEX:
        return (name, None, None)
    return None


def _labels(root: Live, node: Live) -> Iterator[str]:
    return (n.label for n in root.of_kind(node.kind) if n.label and n is not node)


def paragraph_label(
    root: Live, node: Live, number: Number, samples: Sequence[Node] = ()
) -> str | None:
    """The label of a paragraph with another number (項番号): the first of an article bears none.

    Unless in this text it does; those of a 附則 are numbered from the first when there are several.
    """
    parent = node.parent
    siblings = [c for c in parent.children if c.kind is Kind.PARAGRAPH] if parent else [node]
    if number == Number((1,)):
        first = next((c for c in siblings if c.number == number), None)
        if first is not None and first is not node:
            bare = not first.label
        else:
            bare = not any(
                n.label
                and n.parent is not None
                and parent is not None
                and n.parent.kind is parent.kind
                for n in root.of_kind(Kind.PARAGRAPH)
                if n.number == number
            )
        if bare:
            return ""
    return written_paragraph(root, node, number, samples)


def written_paragraph(
    root: Live, node: Live, number: Number, samples: Sequence[Node] = ()
) -> str | None:
    """A paragraph's number in the manner of its own, its siblings', the block's, the text's."""
    parent = node.parent
    siblings = [c for c in parent.children if c.kind is Kind.PARAGRAPH] if parent else [node]
    others = list(_labels(root, node))
    near: list[tuple[str, Number | None]] = [
        (c.label, c.number) for c in (node, *siblings) if c.label and c.number is not None
    ]
    near += [
        (n.label, n.number)
        for n in samples
        for n in n.walk()
        if n.kind is Kind.PARAGRAPH and n.label
    ]
    near += [
        (n.label, n.number)
        for n in root.of_kind(Kind.PARAGRAPH)
        if n.label and n.number is not None
    ]
    if near:
        return relabel(near[0][0], near[0][1], number, others)
    articles = [n.label for n in root.of_kind(Kind.ARTICLE) if n.label]
    digits = next((c for label in articles for c in label if c not in "第条の 　"), "1")
    sample = "1" if manner_of(digits) == "half" else "１"
    return relabel(sample, Number((1,)), number, others)


def _first_paragraph(
    root: Live, node: Live, move: Move, samples: Sequence[Node], said: str
) -> list[Moving] | None:
    """附則を附則第一項とする, 附則第一項を附則とする, 第三条を同条第一項とする; None: it is another move."""
    step = move.to[-1]
    if node.kind in (Kind.SUPPLEMENT, Kind.ARTICLE) and step.level is Level.PARAGRAPH:
        paragraphs = [c for c in node.children if c.kind is Kind.PARAGRAPH]
        if len(paragraphs) != 1 or step.number is None or places.find(root, move.to[:-1]) != [node]:
            return None
        (paragraph,) = paragraphs
        label = (
            written_paragraph(root, paragraph, step.number, samples)
            if node.kind is Kind.SUPPLEMENT or step.number != Number((1,))
            else paragraph.label
        )
        if label is None:
            return None
        return [Moving(paragraph, said, label, step.number, plain=step.number == Number((1,)))]
    if node.kind is Kind.PARAGRAPH and step.level in (Level.SUPPLEMENT, Level.ARTICLE):
        if places.find(root, move.to) != [node.parent]:
            return None
        return [Moving(node, said, "", Number((1,)), plain=True)]
    return None


def _new_parent(root: Live, node: Live, move: Move, said: str, report: Report) -> Live | bool:
    """The provision a node moves under; True where it stays, False where it cannot be told.

    The steps before the last of ``to`` are numbers of afterwards. Where they are those the node has
    now, it stays with the provision it belongs to (which may itself move in the same sentence).
    """
    above: Address = move.to[:-1]
    if not above or above == move.at.at[:-1]:
        return True
    found = places.find(root, above)
    if len(found) == 1:
        (new,) = found
        if new is node.parent or node in places.below(new, node.kind):
            return True
        if node.kind is Kind.ARTICLE and new.kind is Kind.MAIN:
            return True
        if new.kind in _holders(node):
            return new
    report.unsupported(
        said, place(node),
        f"移動先の{printed(above, report.write)}が定まりません。",
        f"Where {printed(above, report.write)} is cannot be told.",
        node,
    )  # fmt: skip
    return False


def _holders(node: Live) -> tuple[Kind, ...]:
    from renkei.amendment.applying.placing import parents_of

    return parents_of(node.kind)
