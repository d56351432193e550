"""How much of a change had to be given anew whole (全改の割合): what a good comparison keeps small."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from renkei.amendment.deriving.correspondence import correspond
from renkei.amendment.operations import Amendment, Restate, Rewrite
from renkei.instrument.model import Document


class Share(NamedTuple):
    """``changed``: provisions that stayed and whose own words changed; ``rewritten``: those of them
    that an instruction gives anew whole (次のように改める) instead of by phrases."""

    changed: int
    rewritten: int

    @property
    def ratio(self) -> float:
        """From 0 to 1; 0 where nothing changed."""
        return self.rewritten / self.changed if self.changed else 0.0


def share_of_rewrites(amendment: Amendment, before: Document, after: Document) -> Share:
    """Count the provisions of ``before`` that ``amendment`` edits, and those it gives anew."""
    anew: Counter[str] = Counter()
    restated = False
    for instruction in amendment.instructions:
        for operation in instruction.operations:
            restated = restated or isinstance(operation, Restate)
            if isinstance(operation, Rewrite):
                anew[operation.block.text] += 1
                anew.update(n.text for top in operation.block.nodes for n in top.walk())
    changed = rewritten = 0
    for old, new in correspond(before, after).pairs:
        if old is None or new is None or old.text == new.text:
            continue
        changed += 1
        if restated or anew[new.text] > 0:
            anew[new.text] -= 1
            rewritten += 1
    return Share(changed, rewritten)
