"""競合: what two changes of one wording both claim, told on the page of each before either is sent."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.applying import conflicts
from renkei.amendment.trouble import Trouble
from renkei.desk.changes import queries
from renkei.desk.changes.models import Change
from renkei.desk.changes.texts import Pair, pair_of, proof_of


@dataclass(frozen=True, slots=True)
class Rival:
    """Another change under way of the same wording. Without ``troubles`` both can be carried out."""

    change: Change
    troubles: tuple[Trouble, ...]


def rivals_of(change: Change, texts: Pair) -> list[Rival]:
    """The other changes that start from the wording this one starts from. One question where there
    are none."""
    if not change.open or not texts.changed:
        return []
    mine = proof_of(change, texts).amendment
    found = []
    for other in queries.rivals_of(change):
        other.base, other.agreement = change.base, change.agreement
        theirs = pair_of(other)
        if theirs.changed:
            claimed = proof_of(other, theirs).amendment
            found.append(Rival(other, conflicts(mine, claimed, texts.before.document)))
    return found
