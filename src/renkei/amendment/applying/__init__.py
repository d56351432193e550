"""An amendment bound to a base text and carried out, exactly or not at all (溶け込み).

Shares no code with what makes amendments: it is half of their proof. See :func:`apply`.
"""

from renkei.amendment.applying.application import (
    Applied,
    Bound,
    BoundInstruction,
    BoundOperation,
    apply,
    bind,
)
from renkei.amendment.applying.conflicts import conflicts
from renkei.amendment.applying.engine import Done
from renkei.amendment.applying.rebasing import rebase

__all__ = [
    "Applied",
    "Bound",
    "BoundInstruction",
    "BoundOperation",
    "Done",
    "apply",
    "bind",
    "conflicts",
    "rebase",
]
