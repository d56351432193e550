"""A 新旧対照表 carried out on its base: exact, or refused with every reason (対照表の溶け込み)."""

from __future__ import annotations

from renkei.amendment.tables.applying.building import build
from renkei.amendment.tables.applying.locating import steps
from renkei.amendment.tables.applying.numbers import numbering
from renkei.amendment.tables.applying.slots import Base
from renkei.amendment.tables.applying.troubles import trouble
from renkei.amendment.tables.model import Comparison
from renkei.amendment.trouble import Refused
from renkei.instrument.model import Document, Node


def apply_rows(comparison: Comparison, before: Document) -> Node:
    """The tree of the text after the table. Provisions that stay keep their ids.

    The old column must be what the base says; 「（略）」 and provisions the table does not list stay as
    they are. Raises :class:`Refused` with every obstacle found; nothing is guessed.
    """
    if not comparison.rows:
        raise Refused((trouble("empty", "", ""),))
    base = Base(before.root)
    root = build(steps(comparison, base), base)
    wrong = numbering(before.root, root)
    if wrong:
        raise Refused(wrong)
    return root


def apply_table(comparison: Comparison, before: Document) -> Document:
    """The same as a document, its source written in the layout of ``before``."""
    from renkei.instrument.composing import compose

    return compose(apply_rows(comparison, before), before)
