"""What people fill in to record a step of a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.days import DayField
from renkei.desk.procedures import labels
from renkei.desk.procedures.fields import FilesField
from renkei.desk.procedures.rules import CONSEQUENCES, Step, StepPlan

#: What each step asks besides day, note and papers.
ASKS: Mapping[Step, tuple[str, ...]] = {
    Step.CONSULT: (),
    Step.AGREE: (),
    Step.BILL: ("number",),
    Step.RESOLVE: ("result", "number"),
    Step.SIGN: (),
    Step.PUBLISH: ("number",),
    Step.FILE: ("addressee", "number"),
    Step.NOTIFY: ("addressee", "number"),
    Step.EXPIRE: (),
    Step.TAKE_EFFECT: (),
}
#: What the number of a step is called.
NUMBERS = {
    Step.BILL: (gettext_lazy("議案番号"), gettext_lazy("例: 議案第41号")),
    Step.RESOLVE: (gettext_lazy("議案番号"), gettext_lazy("例: 議案第41号")),
    Step.PUBLISH: (gettext_lazy("告示番号"), gettext_lazy("例: 青嶺市告示第120号")),
    Step.FILE: (gettext_lazy("文書番号"), gettext_lazy("例: 企第345号")),
    Step.NOTIFY: (gettext_lazy("文書番号"), gettext_lazy("例: 企第345号")),
}
#: What the day of a step is called.
DAYS = {
    Step.CONSULT: gettext_lazy("協議した日"),
    Step.AGREE: gettext_lazy("確認した日"),
    Step.BILL: gettext_lazy("提出した日"),
    Step.RESOLVE: gettext_lazy("議決の日"),
    Step.SIGN: gettext_lazy("締結の日"),
    Step.PUBLISH: gettext_lazy("告示の日"),
    Step.FILE: gettext_lazy("届出の日"),
    Step.NOTIFY: gettext_lazy("通告の日"),
    Step.EXPIRE: gettext_lazy("失効の日"),
    Step.TAKE_EFFECT: gettext_lazy("施行の日"),
}
#: What a day field says below its label.
DAY_HINT = gettext_lazy("和暦でも西暦でも入れられます。例: 令和8年9月24日、R8.9.24、2026-09-24")


class ActForm(forms.Form):
    """一つの行為の記録: the day, what the step asks besides, a note, papers."""

    date = DayField(error_messages={"required": gettext_lazy("年月日を入れてください。")})
    result = forms.ChoiceField(
        label=gettext_lazy("結果"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("議決の結果を選んでください。")},
    )
    number = forms.CharField(required=False, max_length=100)
    addressee = forms.CharField(label=gettext_lazy("あて先"), required=False, max_length=100)
    note = forms.CharField(
        label=gettext_lazy("備考"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = FilesField(label=gettext_lazy("書類"), required=False, max_length=255)

    def __init__(self, plan: StepPlan, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan
        for name in {"result", "number", "addressee"} - set(ASKS[plan.step]):
            del self.fields[name]
        if plan.step in CONSEQUENCES:  # the day follows from the rules, and nothing has to be shown
            del self.fields["date"], self.fields["evidence"]
            return
        self.fields["date"].label = DAYS[plan.step]
        self.fields["date"].help_text = DAY_HINT
        if "number" in self.fields:
            self.fields["number"].label, self.fields["number"].help_text = NUMBERS[plan.step]
        if "result" in self.fields:
            results = [(key.value, word) for key, word in labels.RESULTS.items()]
            self.fields["result"].choices = results  # type: ignore[attr-defined]
        usual = plan.evidence_en if translation.get_language() == "en" else plan.evidence_ja
        papers = _("通常添付するもの: %(papers)s。") % {"papers": usual} if usual else ""
        self.fields["evidence"].help_text = papers + _(
            "PDF、Word、Excel、画像、テキスト。5件、合わせて20 MB まで。"
        )

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, field by field, to be kept until it is confirmed."""
        return {name: str(self.data.get(name, "")) for name in self.fields if name != "evidence"}

    def values(self) -> dict[str, Any]:
        """What an operation takes: date (None: it follows), result, number, addressee, note."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("evidence", None)
        cleaned.setdefault("date", None)
        return {
            key: value.strip() if isinstance(value, str) else value
            for key, value in cleaned.items()
        }


class ReasonForm(forms.Form):
    """理由: why a record, or a whole procedure, is taken back; and, of a procedure, the day."""

    date = DayField(
        label=gettext_lazy("取下げの日"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("年月日を入れてください。")},
    )
    why = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("理由を入れてください。")},
    )

    def __init__(self, *args: Any, dated: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not dated:
            del self.fields["date"]

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, to be kept until it is confirmed."""
        return {name: str(self.data.get(name, "")) for name in self.fields}


class CorrectForm(ActForm, EditForm):
    """訂正 of a recorded act: the same questions, over the row as it was when the form was drawn."""

    field_order = ("date", "result", "number", "addressee", "note", "revision")

    def __init__(self, data: Any = None, *, plan: StepPlan, **options: Any) -> None:
        super().__init__(plan, data, **options)
        #: How a page of conflict draws the form again.
        self.options = {"plan": plan, "label_suffix": ""}
        del self.fields["evidence"]

    def values(self) -> dict[str, Any]:
        """What an operation takes."""
        values = super().values()
        values.pop("revision")
        return values


class PapersForm(forms.Form):
    """書類の追加."""

    evidence = FilesField(
        label=gettext_lazy("書類"),
        max_length=255,
        help_text=gettext_lazy("PDF、Word、Excel、画像、テキスト。5件、合わせて20 MB まで。"),
        error_messages={"required": gettext_lazy("ファイルを選んでください。")},
    )
