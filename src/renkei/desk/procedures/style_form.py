"""The form of 文書の体裁 of a municipality."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation

from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.problems import Refused
from renkei.desk.procedures.papers.style import CHOICES, LABELS, LONGEST, USUAL, FormStyle


class StyleForm(EditForm):
    """One field for each setting, its names in the reader's language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        forms.Form.__init__(self, *args, **options)
        place = 1 if translation.get_language() == "en" else 0
        for key, usual in USUAL.to_json().items():
            label = LABELS[key][place]
            field: forms.Field
            if key in CHOICES:
                shown = [(value, names[place]) for value, names in CHOICES[key].items()]
                field = forms.ChoiceField(label=label, choices=shown)
            elif isinstance(usual, bool):
                field = forms.BooleanField(label=label, required=False)
            else:
                field = forms.CharField(label=label, required=False, max_length=LONGEST)
                field.widget.attrs["autocomplete"] = "off"
            field.show_hidden_initial = True
            self.fields[key] = field

    def settings(self) -> dict[str, Any]:
        """What was typed, as settings; a form of numbers left empty is the usual one."""
        usual = USUAL.to_json()
        typed = {key: self.cleaned_data[key] for key in usual}
        for key, value in typed.items():
            unset = key.endswith("_number") or key in ("row_words", "table_preamble")
            if unset and not value:
                typed[key] = usual[key]
        return typed

    def clean(self) -> dict[str, Any]:
        """Say everything that is wrong with the settings at the field it is wrong in."""
        super().clean()
        if not self.errors:
            try:
                FormStyle.from_json(self.settings())
            except Refused as refused:
                english = translation.get_language() == "en"
                for problem in refused.problems:
                    said = problem.en if english else problem.ja
                    self.add_error(problem.field if problem.field in self.fields else None, said)
        return self.cleaned_data
