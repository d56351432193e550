"""What a completed procedure does to an agreement: a wording begins, the agreement ends.

Plain functions, to be called inside the operation of the procedure that has the effect.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.agreements.annex import fill_rows
from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.reading import digest, read_file, to_tree

if TYPE_CHECKING:
    from renkei.desk.procedures.models import Procedure

ONE_DAY = datetime.timedelta(days=1)


def begin_wording(
    agreement: Agreement,
    data: bytes,
    filename: str,
    *,
    made: Expression.Made,
    procedure: Procedure,
    concluded: datetime.date | None,
    valid_from: datetime.date,
    person: Person | None,
) -> Expression:
    """The text becomes the wording (版) of the agreement from a day on; the one before it ends.

    A file that the register holds for this agreement already, without a procedure, is taken instead
    of a second copy. Raises renkei.instrument.model.Refusal for what is not a text.
    """
    reading = read_file(data, filename)
    sha256 = digest(data)
    held = agreement.expressions.filter(sha256=sha256, procedure=None).order_by("pk").first()
    expression = held or Expression(
        agreement=agreement,
        source=data,
        filename=filename[:255],
        sha256=sha256,
        uploaded_by=person,
        read_at=timezone.now(),
    )
    expression.made = made
    expression.procedure = procedure
    expression.concluded = concluded
    expression.valid_from = valid_from
    expression.tree = to_tree(reading)
    expression.profile = reading.document.profile
    expression.findings = len(reading.findings)
    later = agreement.expressions.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    if later is not None and later.valid_from is not None:  # an old wording, entered afterwards
        expression.valid_until = later.valid_from - ONE_DAY
    expression.save()
    fill_rows(expression, reading)
    if made is not Expression.Made.CORRECTED:
        _end_earlier(agreement, expression, valid_from)
    agreement.status = Agreement.Status.CONCLUDED
    if reading.document.facts.title and made is not Expression.Made.CORRECTED:
        agreement.title = reading.document.facts.title[:500]
    ends = [c.until for c in reading.document.facts.commencements if c.until is not None]
    if ends:
        agreement.term_ends = max(ends)
    agreement.save()
    return expression


def end_agreement(agreement: Agreement, day: datetime.date, today: datetime.date) -> None:
    """The agreement has no effect from that day on (廃止, 失効); its last wording ends the day before."""
    last = None if agreement.ended_on is None else agreement.ended_on - ONE_DAY
    for expression in agreement.expressions.defer("source", "tree"):
        if expression.valid_until not in (None, last):
            continue
        if expression.valid_from is None or expression.valid_from < day:
            expression.valid_until = day - ONE_DAY
            expression.save()
    agreement.ended_on = day
    if day <= today:
        agreement.status = Agreement.Status.ENDED
    agreement.save()


def in_force_on(agreement: Agreement, day: datetime.date) -> Expression | None:
    """The wording in force on a day; of two that begin together the later entered, a correction."""
    rows = agreement.expressions.filter(valid_from__lte=day).order_by("-valid_from", "-pk")
    return next((row for row in rows.defer("source", "tree") if row.valid_on(day)), None)


def _end_earlier(agreement: Agreement, begun: Expression, day: datetime.date) -> None:
    going = Q(valid_until=None) | Q(valid_until__gte=day)
    earlier = agreement.expressions.filter(going, valid_from__lt=day)
    for expression in earlier.exclude(pk=begun.pk).defer("source", "tree"):
        expression.valid_until = day - ONE_DAY
        expression.save()
