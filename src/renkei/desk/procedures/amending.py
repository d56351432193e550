"""From two texts to the words of the change: the kernel's proof in the form of one house (改め文).

What comes back is proved: read again and applied to the first text it gives the second, exactly.
Papers and pages ask for the same pair many times, so the newest proofs are remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from renkei.amendment.base import digest
from renkei.amendment.proving import Proof, prove
from renkei.amendment.style import MUNICIPAL, Numerals, Style
from renkei.desk.procedures.papers.style import FormStyle
from renkei.instrument.model import Document

#: 変更 is the word of 地方自治法第252条の2第4項 for agreements.
ACT = "変更"
#: As many as one matter over a family needs, with the forms of its houses.
REMEMBERED = 64

_known: OrderedDict[tuple[str, str, str, str, Style], Proof] = OrderedDict()
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
    key = (digest(before.root), before.source, digest(after.root), after.source, style)
    with _lock:
        found = _known.get(key)
        if found is not None:
            _known.move_to_end(key)
            return found
    made = prove(before, after, style)
    with _lock:
        _known[key] = made
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return made
