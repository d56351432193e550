"""過去の手続: one page with a line for each step of each party, as the papers tell it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.frame.days import DayField, day_of
from renkei.desk.frame.problems import Problem
from renkei.desk.procedures import labels, queries
from renkei.desk.procedures.forms import ASKS, DAY_HINT
from renkei.desk.procedures.operations import Deed, PastAct
from renkei.desk.procedures.page import Seat, seats_of
from renkei.desk.procedures.rules import CONSEQUENCES, JOINT, Result, StepPlan


@dataclass(slots=True)
class PastLine:
    """One step of one party: what was typed, and what is wrong with it."""

    key: str
    plan: StepPlan
    seat: Seat | None
    party: Party | None
    date: str = ""
    number: str = ""
    result: str = ""
    addressee: str = ""
    wrong: str = ""
    day: datetime.date | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def asks(self) -> tuple[str, ...]:
        """What it asks besides the day."""
        return ASKS[self.plan.step]

    @property
    def results(self) -> list[tuple[str, str]]:
        """Results to choose from."""
        return [(key.value, str(word)) for key, word in labels.RESULTS.items()]


class PastForm(forms.Form):
    """件名、施行期日; the lines are apart from it."""

    name = forms.CharField(
        label=gettext_lazy("件名"),
        max_length=300,
        error_messages={"required": gettext_lazy("件名を入れてください。")},
    )
    effective = DayField(
        label=gettext_lazy("文の定める施行期日（失効日）"), required=False, help_text=DAY_HINT
    )
    notice_years = forms.IntegerField(
        label=gettext_lazy("通告から失効までの年数"), required=False, min_value=1, max_value=99
    )

    def __init__(self, *args: Any, with_years: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not with_years:
            del self.fields["notice_years"]


def lines_of(plans: Sequence[StepPlan], agreement: Agreement) -> list[PastLine]:
    """The lines of a task list, step by step and party by party."""
    parties = list(agreement.parties.all())
    seats = {seat.key: seat for seat in seats_of(parties)}
    rows = {queries.key_of(party): party for party in parties}
    return [
        PastLine(
            f"{plan.step}-{party or 'all'}",
            plan,
            seats.get(party),
            rows.get(party),
            addressee=plan.addressee(party) if party != JOINT else "",
        )
        for plan in plans
        if plan.step not in CONSEQUENCES
        for party in plan.parties
    ]


def fill(lines: Sequence[PastLine], typed: Mapping[str, Any]) -> None:
    """What was typed in each line. An empty line is a gap, and allowed; half a line is not."""
    for line in lines:
        line.date = str(typed.get(f"date-{line.key}", ""))[:60].strip()
        line.number = str(typed.get(f"number-{line.key}", ""))[:100].strip()
        line.result = str(typed.get(f"result-{line.key}", ""))[:20]
        line.addressee = str(typed.get(f"addressee-{line.key}", line.addressee))[:100].strip()
        if line.date:
            try:
                line.day = day_of(line.date)
            except ValueError as wrong:
                line.wrong = str(wrong)
        elif line.number or line.result:
            line.wrong = _("年月日を入れてください。分からないときは、この行を空欄にします。")
        if line.day and "result" in line.asks and line.result not in set(Result):
            line.wrong = _("議決の結果を選んでください。")


def acts_of(lines: Sequence[PastLine]) -> list[PastAct]:
    """The lines that say something, as acts."""
    return [
        PastAct(
            line.plan.step,
            line.party,
            Deed(
                line.day,
                result=line.result if "result" in line.asks else "",
                number=line.number,
                addressee=line.addressee if "addressee" in line.asks else "",
            ),
        )
        for line in lines
        if line.day is not None
    ]


def typed_of(lines: Sequence[PastLine]) -> dict[str, str]:
    """What was typed in the lines, to be kept until it is confirmed."""
    return {
        f"{name}-{line.key}": str(getattr(line, name))
        for line in lines
        for name in ("date", "number", "result", "addressee")
    }
