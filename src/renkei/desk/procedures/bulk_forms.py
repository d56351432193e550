"""What several agreements have in common when one step of all is recorded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from renkei.desk.procedures.forms import ASKS, NUMBERS, ActForm
from renkei.desk.procedures.rules import StepPlan


class BulkForm(ActForm):
    """まとめて記録: day, result, note and papers for all; the numbers stand in the rows."""

    first = forms.CharField(required=False, max_length=100)

    def __init__(self, plan: StepPlan, *args: Any, **options: Any) -> None:
        super().__init__(plan, *args, **options)
        self.asks = ASKS[plan.step]
        # The addressee of each filing is its own; the operation fills in what the law fixes.
        for name in ("number", "addressee"):
            self.fields.pop(name, None)
        if "number" not in self.asks:
            del self.fields["first"]
            return
        label, example = NUMBERS[plan.step]
        self.fields["first"].label = gettext_lazy("最初の番号")
        self.fields["first"].help_text = example
        self.number_label = label

    def values(self) -> dict[str, Any]:
        """What all have in common."""
        values = super().values()
        values.pop("first", None)
        return values
