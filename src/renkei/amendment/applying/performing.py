"""The changes of one sentence carried out on the tree (溶け込み)."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.applying import places
from renkei.amendment.applying.changes import Adding, Change, Moving, Removing, Replacing
from renkei.amendment.applying.headers import Headings, head_tables, known_headings
from renkei.amendment.applying.live import HEADINGS, Live, Minting, position, thaw
from renkei.amendment.applying.placing import index_within
from renkei.amendment.applying.tables import row_number
from renkei.amendment.operations import Where
from renkei.instrument.model import Kind

_RANK = {kind: rank for rank, kind in enumerate(HEADINGS)}


def perform(root: Live, changes: Sequence[Change], minting: Minting) -> list[Live]:
    """Carry out the changes of one sentence, in the order that makes them happen at once.

    Answers what came in new. Rewriting keeps the id of each provision that has its counterpart.
    """
    added: list[Live] = []
    known = known_headings(root) if any(map(_gives, changes)) else frozenset()
    for change in changes:
        if isinstance(change, Replacing):
            added.extend(_replace(change, minting, known))
    for change in changes:
        if isinstance(change, Removing):
            if change.heading_only:
                dissolve(change.node)
            else:
                change.node.take_out()
    _move([change for change in changes if isinstance(change, Moving)])
    for change in changes:
        if isinstance(change, Adding):
            added.extend(_add(change, minting, known))
    return added


def _gives(change: Change) -> bool:
    """Whether provisions come in, tables perhaps among them."""
    return isinstance(change, Replacing | Adding)


def _replace(change: Replacing, minting: Minting, known: Headings) -> list[Live]:
    first = change.nodes[0]
    if first.parent is None:  # the whole text is given anew
        made = [thaw(node) for node in change.block]
        old = list(first.children)
        first.children = []
        first.insert(0, made)
        _keep_ids(old, made)
        new = [n for n in first.walk() if not n.id]
        minting.give(first)
        return new
    parent = first.parent
    made = [thaw(node) for node in change.block]
    head_tables(made, known)
    _keep_ids(list(change.nodes), made)
    index = first.index
    for node in change.nodes:
        node.take_out()
    parent.insert(index, made)
    new = [n for top in made for n in top.walk() if not n.id]
    for top in made:
        minting.give(top)
    return new


def _keep_ids(old: list[Live], new: list[Live]) -> None:
    """Give new nodes the ids of the old ones they stand for: same kind and number, in order."""
    waiting = list(old)
    for node in new:
        match = _counterpart(node, waiting, only=len(old) == len(new) == 1)
        if match is None:
            continue
        waiting = [w for w in waiting if w is not match]
        node.id, node.origin = match.id, match.origin
        node.attrs = match.attrs
        _keep_ids(match.children, node.children)


def _counterpart(node: Live, waiting: Sequence[Live], *, only: bool) -> Live | None:
    alike = [w for w in waiting if w.kind is node.kind]
    if only and alike:
        return alike[0]
    if node.kind is Kind.ROW:
        named = [w for w in alike if w.row_name() == node.row_name()]
        return named[0] if named else None
    return next((w for w in alike if w.number == node.number and w.label == node.label), None) or (
        next((w for w in alike if w.number == node.number and node.number is not None), None)
    )


def dissolve(heading: Live) -> None:
    """Take a heading away: what stood under it comes under the heading before, or none."""
    parent = heading.parent
    assert parent is not None
    index = heading.index
    children = list(heading.children)
    heading.take_out()
    for child in children:
        child.parent = None
    if index and parent.children[index - 1].kind in HEADINGS:
        before = parent.children[index - 1]
        for child in children:
            _append_under(before, child)
    else:
        parent.insert(index, children)


def _append_under(heading: Live, child: Live) -> None:
    """Hang a node behind all that a heading holds, as deep as its own rank allows."""
    rank = _RANK.get(child.kind, len(HEADINGS))
    while heading.children and _RANK.get(heading.children[-1].kind, 99) < rank:
        heading = heading.children[-1]
    heading.insert(len(heading.children), [child])


def _move(changes: Sequence[Moving]) -> None:
    for change in changes:
        node = change.node
        if node.kind is Kind.ROW:
            node.children[0].text = change.label
        else:
            node.label, node.number = change.label, change.number
        if change.caption is not None:
            node.caption = change.caption
    moved = [c for c in changes if not c.plain and (c.number is not None or c.parent is not None)]
    _place([c for c in moved if c.node.kind is Kind.ARTICLE], articles=True)
    _place([c for c in moved if c.node.kind is not Kind.ARTICLE], articles=False)


def _place(changes: Sequence[Moving], *, articles: bool) -> None:
    """Put moved nodes where their new numbers put them among those that stay."""
    groups: dict[tuple[int, Kind], list[tuple[Live, Live]]] = {}  # scope → (node, its container)
    scopes: dict[tuple[int, Kind], Live] = {}
    for change in changes:
        home = change.parent or change.node.parent
        assert home is not None
        scope = home
        if articles and home.kind in (*HEADINGS, Kind.MAIN):
            scope = next((a for a in (home, *home.above()) if a.kind not in HEADINGS), home)
        key = (id(scope), change.node.kind)
        scopes[key] = scope
        groups.setdefault(key, []).append((change.node, home))
    for key, group in list(groups.items()):
        if _right_already(scopes[key], group):
            del groups[key]
    slots: dict[tuple[int, Kind], int] = {}
    for node, home in (pair for group in groups.values() for pair in group):
        if node.parent is home:
            first = slots.get((id(home), node.kind), node.index)
            slots[id(home), node.kind] = min(first, node.index)
    for group in groups.values():
        for node, _ in group:
            node.take_out()
    for key, group in groups.items():
        group.sort(key=lambda pair: _key(pair[0]))
        _merge(scopes[key], group, slots)


def _right_already(scope: Live, group: Sequence[tuple[Live, Live]]) -> bool:
    """Whether the new numbers of moved nodes are in order where they stand: then all stay there."""
    if any(node.parent is not home for node, home in group):
        return False
    keys = [_key(node) for node in _alike(scope, group[0][0], group[0][1])]
    return keys == sorted(keys)


def _alike(scope: Live, node: Live, home: Live) -> list[Live]:
    """The series a node is counted in: articles through their chapters, the rest among siblings."""
    if node.kind is Kind.ARTICLE:
        return list(places.articles_of(scope))
    return [c for c in home.children if c.kind is node.kind]


def _key(node: Live) -> tuple[int, ...]:
    number = row_number(node) if node.kind is Kind.ROW else node.number
    return number.parts if number is not None else (10**9,)


def _merge(
    scope: Live, moved: Sequence[tuple[Live, Live]], slots: dict[tuple[int, Kind], int]
) -> None:
    """Hang moved nodes among those of their series that stayed, each behind the smaller numbers.

    ``slots`` says where the first of a kind stood in its container, for when none of it stayed.
    """
    homes = {id(node): home for node, home in moved}
    order = _alike(scope, *moved[0])
    for node, _ in moved:
        at = max((i + 1 for i, n in enumerate(order) if _key(n) <= _key(node)), default=0)
        order.insert(at, node)
    for node, home in moved:
        at = order.index(node)
        last = order[at - 1] if at else None
        following = order[at + 1] if at + 1 < len(order) else None
        before = last.parent if last is not None else None
        after = None if following is None else following.parent or homes[id(following)]
        where = home if _stays(before, home, after) else (before or after or home)
        homes[id(node)] = where
        if last is not None and last.parent is where:
            where.insert(last.index + 1, [node])
        elif following is None or any(c.kind is node.kind for c in where.children):
            end = Where.END if following is None else Where.HEAD
            where.insert(index_within(where, end, node.kind), [node])
        else:
            slot = slots.get((id(where), node.kind), index_within(where, Where.HEAD, node.kind))
            where.insert(min(slot, len(where.children)), [node])


def _stays(before: Live | None, home: Live, after: Live | None) -> bool:
    """Whether a moved node stays under its chapter: it lies at or between those of its neighbours."""
    if home is before or home is after:
        return True
    here = position(home)
    return (before is None or position(before) < here) and (after is None or here < position(after))


def _add(change: Adding, minting: Minting, known: Headings) -> list[Live]:
    made = [thaw(node) for node in change.block]
    head_tables(made, known)
    if change.heading_only:
        _add_heading(change, made)
    elif change.anchor is None:
        kind = made[0].kind
        change.parent.insert(index_within(change.parent, change.where, kind), made)
    else:
        parent = change.anchor.parent
        assert parent is not None
        index = change.anchor.index + (1 if change.where is Where.AFTER else 0)
        parent.insert(index, made)
    new = [node for top in made for node in top.walk() if not node.id]
    for top in made:
        minting.give(top)
    return new


def _add_heading(change: Adding, made: list[Live]) -> None:
    """章名を付する: what follows the place comes under the new heading."""
    outermost = min(made, key=lambda n: _RANK.get(n.kind, 99))
    rank = _RANK.get(outermost.kind, 0)
    if change.anchor is None:
        parent, index = change.parent, 0
        if change.where is Where.END:
            index = len(parent.children)
    else:
        assert change.anchor.parent is not None
        parent = change.anchor.parent
        index = change.anchor.index + (1 if change.where is Where.AFTER else 0)
    tail: list[Live] = []
    while parent.kind in HEADINGS and _RANK[parent.kind] >= rank and parent.parent is not None:
        tail.extend(parent.children[index:])
        parent.children = parent.children[:index]
        index, parent = parent.index + 1, parent.parent
    while index < len(parent.children) and _RANK.get(parent.children[index].kind, 99) > rank:
        tail.append(parent.children.pop(index))
    for child in tail:
        child.parent = None
    tops: list[Live] = []
    for node in made:
        if tops and _RANK.get(node.kind, 99) > _RANK.get(tops[-1].kind, 99):
            tops[-1].insert(len(tops[-1].children), [node])
        else:
            tops.append(node)
    made[:] = tops
    for child in tail:
        _append_under(tops[-1], child)
    parent.insert(index, tops)
