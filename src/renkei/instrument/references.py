"""References in a text and to the law: 前条, 同項, 第3条関係, 別表, 地方自治法第252条の2第1項.

Every mention is found where it stands and resolved against the document: to the ids of the nodes
it means, to a provision of another law, or to nothing (``dangling``), which a check then reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from renkei.instrument.model import Document


class Target(StrEnum):
    """What a reference leads to."""

    INTERNAL = "internal"  # nodes of this document
    EXTERNAL = "external"  # a provision of another law or agreement
    DANGLING = "dangling"  # should be in this document and is not
    UNKNOWN = "unknown"  # cannot be told from the text (同条 with nothing named before it)


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention. ``start``/``end`` in ``Document.source``; ``node_id`` is the node that says it.

    ``target_ids``: the nodes meant, outermost provision named (「第3条第2項」 is the paragraph).
    ``law`` and ``provision`` (「252_2」, 「252_2/1」) say where an external one leads.
    """

    node_id: str
    start: int
    end: int
    printed: str
    target: Target
    target_ids: tuple[str, ...] = ()
    law: str = ""
    provision: str = ""


def references(document: Document) -> tuple[Reference, ...]:
    """All references of a document, in source order.

    Ranges and lists (「第3条から第5条まで」, 「第1項及び第3項」) give one reference for each number
    named. In the 附則 of an amending law (its label carries that law's number) plain article numbers
    mean the amending law; they are ``unknown``, never dangling.
    """
    from renkei.instrument.resolving import Resolver

    return Resolver(document).run()
