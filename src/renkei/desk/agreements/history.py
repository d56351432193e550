"""沿革: one provision through all versions of an agreement, found again by what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from renkei.desk.agreements.comparing import Provision, compared_trees
from renkei.desk.agreements.models import Expression


@dataclass(frozen=True, slots=True)
class Step:
    """One version, and what it did to the provision: None while the provision was not there.

    ``compared`` is the provision against the version before; in the first version it is all new.
    """

    version: Expression
    compared: Provision | None
    #: Its id in this version; "" where it is not there
    node_id: str

    @property
    def unchanged(self) -> bool:
        """Whether the version left it as it was."""
        return self.compared is not None and not self.compared.differs


def history_of(versions: Sequence[Expression], shown: Expression, node_id: str) -> list[Step]:
    """The versions from the newest to the oldest, each with what it did to a provision of ``shown``.

    One question for all texts. Comparisons are kept, so that leafing through provisions is quick.
    """
    trees = dict(
        Expression.objects.filter(pk__in=[v.pk for v in versions]).values_list("pk", "tree")
    )
    order = sorted(versions, key=lambda v: (v.valid_from is not None, v.valid_from, v.pk))
    at = next(i for i, version in enumerate(order) if version.pk == shown.pk)
    ids = {shown.pk: node_id}
    for before, after in pairwise(order[at:]):
        between = compared_trees(trees[before.pk], trees[after.pk]).between
        ids[after.pk] = between.after_id(ids[before.pk]) or ""
    for before, after in reversed(list(pairwise(order[: at + 1]))):
        between = compared_trees(trees[before.pk], trees[after.pk]).between
        ids[before.pk] = between.before_id(ids[after.pk]) or ""
    steps = []
    for index, version in enumerate(order):
        here = ids[version.pk]
        earlier = order[index - 1] if index else None
        found: Provision | None = None
        if earlier is not None and (here or ids[earlier.pk]):
            known = compared_trees(trees[earlier.pk], trees[version.pk]).provisions
            found = next((p for p in known if _is(p, ids[earlier.pk], here)), None)
        elif earlier is None and here:
            known = compared_trees(trees[version.pk], trees[version.pk]).provisions
            found = next((p for p in known if p.right_id == here), None)
        steps.append(Step(version, found, here))
    return steps[::-1]


def _is(found: Provision, before: str, here: str) -> bool:
    return found.right_id == here if here else found.left_id == before
