"""影響: what a change touches beside the text itself, before anybody approves it.

Only what exists is named: 取組, agreements of the family with the same words, posts, procedures that
are open. What a place for has not been built yet (indicators, cost rules, meetings) is not listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from renkei.amendment.align import Fate
from renkei.desk.agreements.annex import values_of
from renkei.desk.agreements.models import Party
from renkei.desk.changes import queries
from renkei.desk.changes.models import Change
from renkei.desk.changes.page import Touched
from renkei.desk.procedures.models import Procedure
from renkei.instrument.formats.initiatives import initiatives
from renkei.instrument.model import Document


@dataclass(frozen=True, slots=True)
class Alike:
    """A changed 取組 in the other agreements: where the same words stand, and where others do."""

    name: str
    same: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """影響 of a change."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    parties: tuple[Party, ...] = ()
    procedures: tuple[Procedure, ...] = field(default=())


def impact_of(change: Change, before: Document, after: Document, touched: list[Touched]) -> Impact:
    """What the change concerns, by the register as it is. Two questions, with the parties in hand."""
    earlier = {entry["id"]: values_of(0, entry) for entry in initiatives(before)}
    later = {entry["id"]: values_of(0, entry) for entry in initiatives(after)}
    added, changed, removed = [], [], []
    for one in touched:
        line = one.line
        if line.right_id in later and line.fate is Fate.ADDED:
            added.append(later[line.right_id]["name"])
        elif line.left_id in earlier and line.fate is Fate.DELETED:
            removed.append(earlier[line.left_id]["name"])
        elif line.left_id in earlier and line.right_id in later:
            changed.append(line.left_id)
    names = [earlier[key]["name"] for key in changed] + removed
    found = queries.rows_alike(change, names)
    digests = {values["name"]: values["digest"] for values in earlier.values()}
    alike = []
    for name in dict.fromkeys(names):
        others = [row for row in found.get(name, []) if row[2] != change.agreement_id]
        if others:
            same = tuple(title for title, told, _key in others if told == digests[name])
            other = tuple(title for title, told, _key in others if told != digests[name])
            alike.append(Alike(name, same, other))
    return Impact(
        tuple(added),
        tuple(earlier[key]["name"] for key in changed),
        tuple(removed),
        tuple(alike),
        tuple(sorted(change.agreement.parties.all(), key=lambda party: party.order)),
        tuple(queries.going_on(change.agreement)),
    )
