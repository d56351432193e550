"""How an agreement stands on a day: not concluded yet, before its day, in force, ended.

One definition, as a condition for the database, so that a list of thousands is filtered and counted
by it and a page says the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext_lazy

from renkei.desk.agreements.models import Agreement, Expression


class Standing(TextChoices):
    """状態 of an agreement on a day, in the order in which an agreement goes through them."""

    HELD = "held", gettext_lazy("取込みのみ・非公開")
    DRAFT = "draft", gettext_lazy("案")
    BEFORE = "before", gettext_lazy("締結前")
    PENDING = "pending", gettext_lazy("締結済み・施行前")
    IN_FORCE = "in_force", gettext_lazy("施行中")
    UNDATED = "undated", gettext_lazy("締結済み（施行日不明）")
    OVER = "over", gettext_lazy("版の終わり")
    EXPIRED = "expired", gettext_lazy("期間満了")
    ENDED = "ended", gettext_lazy("失効")

    @property
    def label_ja(self) -> str:
        """Its name in Japanese, whatever the reader's language."""
        with translation.override("ja"):
            return str(self.label)

    @property
    def css(self) -> str:
        """Its class in the style sheet."""
        if self is Standing.IN_FORCE:
            return "ok"
        return "soon" if self in (Standing.PENDING, Standing.DRAFT, Standing.BEFORE) else "none"


def standing_on(day: datetime.date) -> Case:
    """The standing of each agreement of a query on a day (失効年月日 is the first day without effect).

    A fixed term is over on the day after its last one. A wording without 施行期日 leaves the
    agreement UNDATED: the day it takes effect is not known from the text.
    """
    versions = Expression.objects.filter(agreement=OuterRef("pk"))
    dated = versions.filter(Q(concluded__isnull=False) | Q(valid_from__isnull=False))
    valid = versions.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
    )
    made = dated.annotate(made_on=Coalesce(F("concluded"), F("valid_from")))
    pairs: tuple[tuple[Q | Exists, Standing], ...] = (
        (Q(status=Agreement.Status.HELD), Standing.HELD),
        (Q(status=Agreement.Status.DRAFT), Standing.DRAFT),
        (Q(ended_on__lte=day), Standing.ENDED),
        (Q(status=Agreement.Status.ENDED, ended_on=None), Standing.ENDED),
        (Q(term_ends__lt=day), Standing.EXPIRED),
        (Q(Exists(valid)), Standing.IN_FORCE),
        (Q(Exists(dated)) & ~Q(Exists(made.filter(made_on__lte=day))), Standing.BEFORE),
        (Q(Exists(versions.filter(valid_from__gt=day))), Standing.PENDING),
        (Q(Exists(versions.filter(valid_until__lt=day))), Standing.OVER),
    )
    return Case(
        *(When(condition, then=Value(standing.value)) for condition, standing in pairs),
        default=Value(Standing.UNDATED.value),
        output_field=CharField(),
    )


def shown_on(versions: Iterable[Expression], day: datetime.date) -> Expression | None:
    """Which wording to show for a day: the one in force, else the last one before, else the next.

    Of two that begin on one day the later entered one stands: a correction (正誤) takes the place of
    the wording it corrects. None where there is no wording at all.
    """
    known = sorted(versions, key=lambda v: (v.valid_from or datetime.date.min, v.pk))
    if not known:
        return None
    valid = [version for version in known if version.valid_on(day)]
    begun = [version for version in known if version.valid_from and version.valid_from <= day]
    ahead = [version for version in known if version.valid_from and version.valid_from > day]
    if valid or begun:
        return (valid or begun)[-1]
    return ahead[0] if ahead else known[-1]
