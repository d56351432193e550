"""Two amendments of one text that are both pending: whether they get in each other's way (改正の競合)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from renkei.amendment.applying.changes import Adding, Meant, Moving, Removing, Replacing
from renkei.amendment.applying.engine import Done, Engine, obstacles
from renkei.amendment.applying.live import Live
from renkei.amendment.applying.rebasing import rebased
from renkei.amendment.applying.said import place
from renkei.amendment.base import digest
from renkei.amendment.operations import Amendment
from renkei.amendment.trouble import Code, Refused, Trouble
from renkei.instrument.model import Document

_K = TypeVar("_K")


def conflicts(one: Amendment, other: Amendment, base: Document) -> tuple[Trouble, ...]:
    """Where two amendments of one base cannot both be carried out, or depend on their order.

    The same words changed, a provision removed or rewritten here and changed there, one number given
    twice, two additions at one place. Amendments that give nothing commute: either may come first, the
    other rebased (:func:`renkei.amendment.applying.rebase`), and the text is the same. An amendment
    that cannot be carried out at all gives its own obstacles.
    """
    try:
        ours, theirs = _claims(one, base), _claims(other, base)
    except Refused as refused:
        return refused.troubles
    found = list(dict.fromkeys(_between(ours, theirs)))
    if found:
        return tuple(found)
    return tuple(_order(one, other, base))


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something an amendment claims: the sentence, what it says, the place."""

    instruction: int
    said: str
    place: str
    node_id: str


@dataclass(slots=True)
class _Claims:
    words: dict[tuple[str, str], list[tuple[int, int, _Claim]]] = field(default_factory=dict)
    #: Provisions removed or rewritten, with all below them.
    gone: dict[str, _Claim] = field(default_factory=dict)
    #: Provisions that are used: changed, moved, added beside or under.
    used: dict[str, _Claim] = field(default_factory=dict)
    moved: dict[str, _Claim] = field(default_factory=dict)
    numbers: dict[tuple[str, str, str], _Claim] = field(default_factory=dict)
    spots: dict[tuple[str, str, str], _Claim] = field(default_factory=dict)


def _claims(amendment: Amendment, base: Document) -> _Claims:
    engine = Engine(base.root)
    claims = _Claims()
    known = {node.id for node in base.root.walk()}
    changed: set[tuple[str, str]] = set()
    for index, instruction in enumerate(amendment.instructions):
        meant = engine.bind(index, instruction)
        if meant is None:
            raise Refused(obstacles(engine.report))
        _note(claims, meant, index, changed)
        done = engine.carry_out(index, meant)
        if done is None:
            raise Refused(obstacles(engine.report))
        _note_after(claims, engine.root, meant, done, index, known)
    engine.finish()
    return claims


def _note(claims: _Claims, meant: list[Meant], index: int, changed: set[tuple[str, str]]) -> None:
    """What a sentence claims, read before it is carried out."""
    for edit in (e for one in meant for e in one.edits):
        claim = _Claim(index, edit.said, place(edit.node), edit.node.id)
        key = (edit.node.id, edit.field)
        # Words an earlier sentence moved about are claimed as a whole: offsets no longer tell.
        span = (0, 10**9) if key in changed else (edit.start, edit.end)
        claims.words.setdefault(key, []).append((*span, claim))
        claims.used[edit.node.id] = claim
        changed.add(key)
    for change in (c for one in meant for c in one.changes):
        match change:
            case Removing(node=node):
                _gone(claims, (node,), change.said, index)
            case Replacing(nodes=nodes):
                _gone(claims, nodes, change.said, index)
            case Moving(node=node):
                claim = _Claim(index, change.said, place(node), node.id)
                claims.moved[node.id] = claims.used[node.id] = claim
            case Adding(parent=parent, anchor=anchor):
                spot = anchor or parent
                claims.used[spot.id] = _Claim(index, change.said, place(spot), spot.id)


def _gone(claims: _Claims, nodes: tuple[Live, ...], said: str, index: int) -> None:
    for top in nodes:
        for node in top.walk():
            claims.gone[node.id] = _Claim(index, said, place(node), node.id)


def _note_after(
    claims: _Claims, root: Live, meant: list[Meant], done: Done, index: int, known: set[str]
) -> None:
    """Numbers given and places taken, read after a sentence was carried out."""
    said = {c.node.id: c.said for m in meant for c in m.changes if isinstance(c, Moving)}
    added = set(done.added)
    adding = next((c.said for m in meant for c in m.changes if isinstance(c, Adding)), "")
    for node in root.walk():
        if node.id not in added and node.id not in said:
            continue
        parent = node.parent
        if parent is None or parent.id in added:
            continue
        claim = _Claim(index, said.get(node.id, adding), place(node), node.id)
        if node.number is not None:
            claims.numbers[(parent.id, node.kind, str(node.number))] = claim
        if node.id in added:
            claims.spots[(parent.id, *_neighbours(node, known))] = claim


def _neighbours(node: Live, known: set[str]) -> tuple[str, str]:
    assert node.parent is not None
    siblings, at = node.parent.children, node.index
    left = next((n.id for n in reversed(siblings[:at]) if n.id in known), "")
    right = next((n.id for n in siblings[at + 1 :] if n.id in known), "")
    return left, right


def _between(ours: _Claims, theirs: _Claims) -> Iterator[Trouble]:
    for key, spans in ours.words.items():
        for start, end, mine in spans:
            for begin, stop, other in theirs.words.get(key, ()):
                if (start < stop and begin < end) or (start, end) == (begin, stop):
                    yield _trouble(
                        mine, other,
                        f"{mine.place}の同じ字句を、二つの改正が改めます。",
                        f"Both amendments change the same words of {mine.place}.",
                    )  # fmt: skip
    for here, there in ((ours, theirs), (theirs, ours)):
        for node_id, claim in here.gone.items():
            used = there.used.get(node_id)
            if used is not None:
                yield _trouble(
                    claim, used,
                    f"{claim.place}を、一方の改正は削り又は全部改め、他方の改正は改めます。",
                    f"{claim.place} is removed or rewritten by one amendment and changed by the other.",
                )  # fmt: skip
    for mine, other in _shared(ours.gone, theirs.gone):
        yield _trouble(
            mine, other,
            f"{mine.place}を、二つの改正がそれぞれ削り又は全部改めます。",
            f"Both amendments remove or rewrite {mine.place}.",
        )  # fmt: skip
    for mine, other in _shared(ours.moved, theirs.moved):
        yield _trouble(
            mine, other,
            f"{mine.place}を、二つの改正がそれぞれ別に移します。",
            f"Both amendments give {mine.place} another number.",
        )  # fmt: skip
    for mine, other in _shared(ours.numbers, theirs.numbers):
        if mine.node_id != other.node_id or mine.said != other.said:
            yield _trouble(
                mine, other,
                f"二つの改正が、同じ番号（{mine.place}）を使います。",
                f"Both amendments give the number of {mine.place}.",
            )  # fmt: skip
    for mine, other in _shared(ours.spots, theirs.spots):
        yield _trouble(
            mine, other,
            f"二つの改正が、同じ場所（{mine.place}、{other.place}）に加えます。前後の順が決まりません。",
            f"Both amendments add at one place ({mine.place}; {other.place}): their order is open.",
        )  # fmt: skip


def _shared(mine: dict[_K, _Claim], others: dict[_K, _Claim]) -> Iterator[tuple[_Claim, _Claim]]:
    return ((claim, others[key]) for key, claim in mine.items() if key in others)


def _trouble(one: _Claim, other: _Claim, ja: str, en: str) -> Trouble:
    return Trouble(
        Code.CONFLICT,
        True,
        one.instruction,
        f"{one.said}／{other.said}",
        one.place if one.place == other.place else f"{one.place}、{other.place}",
        one.node_id,
        f"{ja}（{one.said}／{other.said}）",
        f"{en} ({one.said} / {other.said})",
        "どちらを先に施行するかを決め、後の改正を、先の改正の後の文に対して作り直してください。",
        "Decide which comes first, and make the other anew for the text it leaves.",
    )


def _order(one: Amendment, other: Amendment, base: Document) -> Iterator[Trouble]:
    """The trial: each after the other. What fails, or differs, is a conflict not yet named."""
    results = []
    for first, second in ((one, other), (other, one)):
        try:
            engine = Engine(base.root)
            for index, instruction in enumerate(first.instructions):
                engine.step(index, instruction)
            results.append(digest(rebased(second, base, engine.finish())[1]))
        except Refused as refused:
            for trouble in refused.troubles:
                yield Trouble(
                    Code.CONFLICT, True, trouble.instruction, trouble.said, trouble.place,
                    trouble.node_id,
                    f"他方の改正が先に施行されると、この改正は行えません。{trouble.message_ja}",
                    f"Once the other amendment is in force this one fails. {trouble.message_en}",
                    "どちらを先に施行するかを決め、後の改正を作り直してください。",
                    "Decide which comes first, and make the other one anew.",
                )  # fmt: skip
            return
    if results[0] != results[1]:
        claim = _Claim(-1, "", "全文", "")
        yield _trouble(
            claim, claim,
            "どちらの改正を先に行うかで、結果の文が違います。", "The text depends on which amendment comes first.",
        )  # fmt: skip
