"""From two texts to the words of the change: the kernel's proof in the form of one house (改め文).

What comes back is proved: read again and applied to the first text it gives the second, exactly.
Papers and pages ask for the same pair many times, so the newest proofs are remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any, TypeVar

from renkei.amendment.base import digest
from renkei.amendment.proving import Proof, prove
from renkei.amendment.style import MUNICIPAL, Numerals, Style
from renkei.amendment.tables import AGREEMENT, Comparison, prove_table
from renkei.desk.procedures.papers.style import FormStyle
from renkei.instrument.model import Document

#: 変更 is the word of 地方自治法第252条の2第4項 for agreements.
ACT = "変更"
#: As many as one matter over a family needs, with the forms of its houses.
REMEMBERED = 64

Made = TypeVar("Made")

_known: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = Lock()


def style_of_form(form: FormStyle) -> Style:
    """How a house words its amending sentences."""
    return replace(
        MUNICIPAL,
        numerals=Numerals(form.provision_numerals.value),
        insertion=form.insertion.value,
        row_words=tuple(form.row_words.split("・")),
        comma=form.comma.value,
        act=ACT,
    )


def proved(before: Document, after: Document, style: Style) -> Proof:
    """The amendment from one text to the other in words, with its proof."""
    return _remembered(before, after, style, lambda: prove(before, after, style))


def proved_table(before: Document, after: Document, *, old_right: bool) -> Comparison | None:
    """The 新旧対照表 that is itself the change: read back and applied it gives the text after. None
    where a table cannot carry the change."""
    style = replace(AGREEMENT, after_first=old_right)

    def make() -> Comparison | None:
        proof = prove_table(before, after, "docx", style)
        return proof.comparison if proof.ok and not proof.unprinted else None

    return _remembered(before, after, style, make)


def _remembered(before: Document, after: Document, style: object, make: Callable[[], Made]) -> Made:
    """What was made of the same texts in the same style, or what is made now."""
    key = (digest(before.root), before.source, digest(after.root), after.source, style)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            found: Made = _known[key]
            return found
    made = make()
    with _lock:
        _known[key] = made
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return made
