"""What the operations of one sentence mean on the nodes of a tree, before any is carried out (特定された改正)."""

from __future__ import annotations

from dataclasses import dataclass, field

from renkei.amendment.applying.editing import Edit
from renkei.amendment.applying.live import Live
from renkei.amendment.operations import Operation, Where
from renkei.instrument.model import Node, Number


@dataclass(frozen=True, slots=True)
class Removing:
    """A provision goes, with all below it. ``heading_only``: its heading alone (章名を削る)."""

    node: Live
    said: str
    heading_only: bool = False


@dataclass(frozen=True, slots=True)
class Replacing:
    """Provisions that stand side by side give way to a block."""

    nodes: tuple[Live, ...]
    block: tuple[Node, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Moving:
    """A provision gets another number (or name), and the place that goes with it.

    ``label`` as it will be printed; ``parent`` where it goes under another provision. ``plain``: the
    number of the only paragraph of a 附則 is given or taken, nothing else moves.
    """

    node: Live
    said: str
    label: str
    number: Number | None
    parent: Live | None = None
    caption: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Adding:
    """A block comes in: beside ``anchor``, or (no anchor) first or last of its like in ``parent``."""

    parent: Live
    anchor: Live | None
    where: Where
    block: tuple[Node, ...]
    said: str
    heading_only: bool = False


Change = Removing | Replacing | Moving | Adding


@dataclass(slots=True)
class Meant:
    """What one operation means on the tree: the words it changes and the nodes it changes."""

    operation: Operation
    edits: list[Edit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
