"""What people fill in to find entries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.frame.days import DayField
from renkei.desk.journal import queries
from renkei.desk.journal.queries import Filters


class FilterForm(forms.Form):
    """絞り込み: period, operation, municipality, person, words."""

    since = DayField(label=gettext_lazy("から"), required=False)
    until = DayField(label=gettext_lazy("まで"), required=False)
    operation = forms.ChoiceField(label=gettext_lazy("操作"), required=False)
    municipality = forms.ChoiceField(label=gettext_lazy("団体"), required=False)
    who = forms.CharField(label=gettext_lazy("行った者"), max_length=100, required=False)
    q = forms.CharField(label=gettext_lazy("文字"), max_length=100, required=False)

    def __init__(self, *args: Any, chain: str, **options: Any) -> None:
        super().__init__(*args, **options)
        every = [("", _("すべて"))]
        places = [(m.code, m.name) for m in queries.members_of(chain)]
        for name, pairs in (
            ("operation", queries.operations_in()),
            ("municipality", places),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = every + pairs

    def filters(self) -> Filters:
        """What is looked for; fields that are wrong are left out, and say so on the page."""
        data = self.cleaned_data if self.is_bound else {}
        return Filters(
            since=data.get("since"),
            until=data.get("until"),
            operation=data.get("operation", ""),
            municipality=data.get("municipality", ""),
            who=data.get("who", "").strip(),
            text=data.get("q", "").strip(),
        )
