"""What people fill in to hand a text in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.agreements.notes import speaks_english
from renkei.instrument.reading.profiles import PROFILES


def profile_choices() -> list[tuple[str, str]]:
    """Layouts to choose from, the first being detection."""
    english = speaks_english()
    return [
        ("", _("自動で判定する")),
        *(
            (profile.name, profile.title_en if english else profile.title_ja)
            for profile in PROFILES.values()
        ),
    ]


class IntakeForm(forms.Form):
    """取込み: a file, or pasted text, not both."""

    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        required=False,
        max_length=255,
        error_messages={
            "empty": gettext_lazy(
                "ファイルが空です（0バイト）。内容のあるファイルを選び直してください。"
            ),
            "max_length": gettext_lazy("ファイル名が長すぎます。255文字以内にしてください。"),
        },
        widget=forms.ClearableFileInput(
            attrs={"accept": ".txt,.docx,.pdf,.xml,.json,text/plain", "aria-describedby": "h-file"}
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("本文を貼り付ける"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "aria-describedby": "h-text"}),
    )
    profile = forms.ChoiceField(label=gettext_lazy("様式"), required=False, choices=profile_choices)

    def clean_file(self) -> UploadedFile[Any] | None:
        """A file no larger than the limit."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("ファイルが大きすぎます（%(size)s MB）。%(limit)s MB 以下にしてください。")
                % {
                    "size": f"{file.size / 1024 / 1024:.1f}",
                    "limit": settings.UPLOAD_LIMIT // 1024 // 1024,
                }
            )
        return file or None

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two ways."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), (cleaned.get("text") or "").strip()
        if file and text:
            raise forms.ValidationError(
                _("ファイルと貼り付けた本文の両方があります。どちらか一方にしてください。")
            )
        if not file and not text:
            self.add_error("file", _("ファイルを選ぶか、本文を貼り付けてください。"))
        return cleaned

    def content(self) -> tuple[bytes, str]:
        """What was handed in, and its file name ("" for pasted text)."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name or ""
        # A form sends CRLF whatever was pasted; what is kept is the text as it was seen.
        return self.cleaned_data["text"].replace("\r\n", "\n").encode("utf-8"), ""


class ProfileForm(forms.Form):
    """様式の指定: read the same file by another layout."""

    profile = forms.ChoiceField(label=gettext_lazy("様式"), required=False, choices=profile_choices)
