"""Forms about a whole procedure: its text, its name, day and reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.days import DayField
from renkei.desk.procedures.forms import DAY_HINT
from renkei.desk.procedures.holding import Upload


class TextForm(forms.Form):
    """案文: a file in a format of the reader, or pasted text, not both."""

    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        required=False,
        max_length=255,
        error_messages={
            "empty": gettext_lazy(
                "ファイルが空です（0バイト）。内容のあるファイルを選び直してください。"
            )
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.pdf,.xml,.json,text/plain"}),
        help_text=gettext_lazy("Word（.docx）、テキスト、PDF、Renkei の JSON。20 MB まで。"),
    )
    pasted = forms.CharField(
        label=gettext_lazy("本文を貼り付ける"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two ways."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, pasted = cleaned.get("file"), (cleaned.get("pasted") or "").strip()
        if file and pasted:
            raise forms.ValidationError(
                _("ファイルと貼り付けた本文の両方があります。どちらか一方にしてください。")
            )
        if not file and not pasted:
            self.add_error("file", _("ファイルを選ぶか、本文を貼り付けてください。"))
        if file and file.size > settings.UPLOAD_LIMIT:
            self.add_error("file", _("ファイルが大きすぎます。"))
        return cleaned

    def upload(self) -> Upload:
        """What was handed in."""
        file = self.cleaned_data.get("file")
        if file:
            name = (file.name or "text").replace("\\", "/").rsplit("/", 1)[-1]
            return Upload(name[-255:], file.read(), "text")
        words = self.cleaned_data["pasted"].replace("\r\n", "\n")
        return Upload(_("案文") + ".txt", words.encode("utf-8"), "text")


class MatterForm(EditForm):
    """件名、施行期日、提案理由 of a procedure that goes on."""

    name = forms.CharField(
        label=gettext_lazy("件名"),
        max_length=300,
        error_messages={"required": gettext_lazy("件名を入れてください。")},
    )
    effective = DayField(label=gettext_lazy("施行期日"), required=False, help_text=DAY_HINT)
    reason = forms.CharField(
        label=gettext_lazy("提案理由"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("議案に載せる文。"),
    )
    notice_years = forms.IntegerField(
        label=gettext_lazy("通告から失効までの年数"),
        required=False,
        min_value=0,
        max_value=99,
        help_text=gettext_lazy("通告による失効のときだけ。協約に定める年数。"),
    )
