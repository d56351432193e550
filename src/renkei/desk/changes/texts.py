"""The two texts of a change: the one in force it starts from, and the one it leads to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from renkei.amendment.base import digest
from renkei.amendment.proving import Proof
from renkei.amendment.style import Style
from renkei.desk.agreements.models import Expression
from renkei.desk.agreements.reading import Reading, from_tree, read_file
from renkei.desk.changes.models import Change
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.procedures.amending import proved, style_of_form
from renkei.desk.procedures.basis import style_of
from renkei.desk.procedures.papers.style import USUAL
from renkei.desk.region.models import Municipality
from renkei.instrument.model import Document, Finding, Refusal, shape

#: The name under which a target text is read and sent on.
TARGET = "change.txt"


@dataclass(frozen=True)
class Pair:
    """現行 and 変更後, both read."""

    before: Reading
    after: Reading

    @property
    def changed(self) -> bool:
        """Whether they say anything different."""
        return shape(self.before.document.root) != shape(self.after.document.root)

    @property
    def new_findings(self) -> tuple[list[Finding], list[Finding]]:
        """What the checks say of the target text: what the change brings in, and what was there."""
        known = Counter((one.code, one.found, one.message_ja) for one in self.before.findings)
        new, old = [], []
        for one in self.after.findings:
            key = (one.code, one.found, one.message_ja)
            if known[key]:
                known[key] -= 1
                old.append(one)
            else:
                new.append(one)
        return new, old


def base_reading(expression: Expression) -> Reading:
    """The wording a change starts from, as it was read."""
    return from_tree(expression.tree)


def target_reading(text: str, base: Document | None = None) -> Reading:
    """A target text, read and checked. Raises Refused where it is none."""
    try:
        return read_file(text.encode("utf-8"), TARGET)
    except Refusal as refusal:
        raise Refused(
            Problem(
                f"text.{refusal.code}",
                refusal.message_ja,
                refusal.message_en,
                field="words",
                remedy_ja=refusal.remedy_ja,
                remedy_en=refusal.remedy_en,
            )
        ) from refusal


def pair_of(change: Change) -> Pair:
    """Both texts of a change."""
    return Pair(base_reading(change.base), target_reading(change.text))


def starting_text(document: Document) -> str:
    """The text from which editing starts: the source, where reading it gives the same again.

    Of a file whose source alone does not say all (a Word table with joined cells), the tree is
    written anew.
    """
    if shape(target_reading(document.source).document.root) == shape(document.root):
        return document.source
    from renkei.instrument.composing import compose

    return compose(document.root, document).source


def digest_of(reading: Reading) -> str:
    """The hash of what a text says."""
    return digest(reading.document.root)


def style_for(change: Change) -> Style:
    """How the amending sentences of this agreement are worded: as its first municipality does.

    The councils of all parties resolve on the same words, so there is one style for an agreement.
    """
    house = house_of(change)
    return style_of_form(style_of(house) if house else USUAL)


def house_of(change: Change) -> Municipality | None:
    """The municipality whose form the amending sentences have: the first party that is one."""
    parties = sorted(change.agreement.parties.all(), key=lambda party: party.order)
    return next((one.municipality for one in parties if one.municipality is not None), None)


def proof_of(change: Change, pair: Pair) -> Proof:
    """The amending sentences with their proof."""
    return proved(pair.before.document, pair.after.document, style_for(change))
