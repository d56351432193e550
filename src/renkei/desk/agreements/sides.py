"""Which two wordings are to be compared: versions, days in either calendar, or a text under way."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from renkei.desk.agreements import queries
from renkei.desk.agreements.models import Expression
from renkei.desk.agreements.pending import Pending, reading_of
from renkei.desk.agreements.reading import from_tree, to_tree
from renkei.desk.agreements.standing import shown_on
from renkei.desk.frame.days import as_typed, day_of
from renkei.instrument.model import Document

_VERSION, _PENDING = re.compile(r"v(\d{1,18})"), re.compile(r"pending-(\d{1,18})")


@dataclass(frozen=True)
class Side:
    """One of the two: a version, or the text of a procedure under way; ``wrong`` says why neither."""

    #: v12 or pending-5; "" where nothing was found
    key: str = ""
    expression: Expression | None = None
    pending: Pending | None = None
    #: The day asked for, if one was
    day: datetime.date | None = None
    #: What was typed as a day, as it was typed
    typed: str = ""
    wrong: str = ""

    @property
    def shown(self) -> str:
        """What the field of the day holds."""
        if self.wrong or self.day is None:
            return self.typed
        return as_typed(self.day)

    def tree(self) -> str:
        """Its reading as JSON. One question."""
        if self.expression is not None:
            return queries.with_tree(self.expression).tree
        assert self.pending is not None
        self.pending.procedure.refresh_from_db(fields=["text"])
        return to_tree(reading_of(self.pending.procedure))

    def document(self) -> Document:
        """Its text."""
        return from_tree(self.tree()).document


def sides(
    request: HttpRequest, versions: Sequence[Expression], pending: Sequence[Pending]
) -> tuple[Side, Side]:
    """From and to, as ``?from=`` and ``?to=`` say (``from_version``, ``to_version`` of the form's lists).

    Where only one is said, or none, the newest version and the one before it; of an agreement that never
    changed, its version and the text under way, where that may be seen.
    """
    left, right = (_side(request, name, versions, pending) for name in ("from", "to"))
    newest = sorted(versions, key=lambda v: (v.valid_from or datetime.date.min, v.pk))
    if not right.key and not right.wrong and newest:
        to_come = next((one for one in pending if one.text_shown), None)
        if len(newest) == 1 and to_come is not None:
            right = Side(f"pending-{to_come.procedure.pk}", pending=to_come)
        else:
            right = Side(f"v{newest[-1].pk}", newest[-1])
    if not left.key and not left.wrong and newest:
        left = _before(right, newest)
    return left, right


def _before(right: Side, versions: Sequence[Expression]) -> Side:
    """The version before, or the one in force before a text under way."""
    row = versions[-1]
    if right.expression is not None:
        at = next((i for i, v in enumerate(versions) if v.pk == right.expression.pk), 0)
        row = versions[max(at - 1, 0)]
    return Side(f"v{row.pk}", row)


def _side(
    request: HttpRequest, name: str, versions: Sequence[Expression], pending: Sequence[Pending]
) -> Side:
    typed = request.GET.get(name, "").replace("\x00", "").strip()[:60]
    chosen = request.GET.get(f"{name}_version", "")
    key = typed or chosen
    if found := _VERSION.fullmatch(key):
        row = next((v for v in versions if v.pk == int(found[1])), None)
        return Side(key, row) if row else Side(wrong=_("その版はありません。"))
    if found := _PENDING.fullmatch(key):
        known = [p for p in pending if p.text_shown and p.procedure.pk == int(found[1])]
        return Side(key, pending=known[0]) if known else Side(wrong=_("その案文はありません。"))
    if not typed:
        return Side()
    try:
        day = day_of(typed)
    except ValueError as wrong:
        return Side(typed=typed, wrong=str(wrong))
    row = shown_on([v for v in versions if v.valid_from and v.valid_from <= day], day)
    if row is None:
        words = _("「%(text)s」には、まだ版がありません。") % {"text": typed[:40]}
        return Side(typed=typed, day=day, wrong=words)
    return Side(f"v{row.pk}", row, day=day, typed=typed)
