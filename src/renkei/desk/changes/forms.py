"""What people fill in about a change: its matter, one provision or row, a file, a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.changes.pieces import Piece, line_of, lines_of, seen_of
from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.days import DayField
from renkei.desk.procedures.forms import DAY_HINT

#: Longer words than any provision or whole agreement has.
LONGEST = 2_000_000


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("件名"),
        max_length=300,
        error_messages={"required": gettext_lazy("件名を入れてください。")},
        help_text=gettext_lazy("例: 連携協約の変更（災害対策の字句）"),
    )


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("提案理由"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("議案に載せる文。後から入れることもできます。"),
    )


class OpenForm(forms.Form):
    """変更案を作る: its name; the day and the reason can follow."""

    name = _name_field()
    effective = DayField(label=gettext_lazy("施行期日"), required=False, help_text=DAY_HINT)
    reason = _reason_field()


class MatterForm(EditForm):
    """件名、施行期日、提案理由、担当 of a change."""

    name = _name_field()
    effective = DayField(label=gettext_lazy("施行期日"), required=False, help_text=DAY_HINT)
    reason = _reason_field()
    post = forms.ChoiceField(label=gettext_lazy("担当"), required=False)

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.options = {"posts": posts}
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = posts


class PieceForm(EditForm):
    """一つの規定 or 行: its words as lines, or cell by cell under the headings of its table.

    ``revision`` is the digest of what the piece said when the form was drawn: what others wrote in
    other places meanwhile is in nobody's way.
    """

    revision = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.options = {"columns": columns}
        self.columns = columns
        for at, heading in enumerate(columns):
            self.fields[f"cell-{at}"] = forms.CharField(
                label=heading or _("欄 %(n)d") % {"n": at + 1},
                required=False,
                strip=False,
                max_length=LONGEST,
                widget=forms.Textarea(
                    attrs={"rows": 1 if at == 0 else 4, "lang": "ja", "class": "legal-input"}
                ),
            )
        if not columns:
            self.fields["words"] = forms.CharField(
                label=_("文言"),
                required=False,
                strip=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 10, "lang": "ja", "class": "legal-input"}),
            )
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "revision"

    @property
    def typed(self) -> str:
        """What was typed, as lines of the text."""
        if not self.columns:
            return lines_of(self.cleaned_data["words"])
        cells = [self.cleaned_data[f"cell-{at}"] for at in range(len(self.columns))]
        return line_of(cells) if any(cell.strip() for cell in cells) else ""


def said_of_piece(piece: Piece) -> dict[str, object]:
    """The initial values of :class:`PieceForm`."""
    values: dict[str, object] = {"revision": seen_of(piece)}
    if piece.columns:
        return values | {f"cell-{at}": cell for at, cell in enumerate(piece.cells)}
    return values | {"words": piece.text}


class WholeForm(EditForm):
    """全文: the target text as one."""

    words = forms.CharField(
        label=gettext_lazy("変更後の本文"),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 28, "lang": "ja", "class": "legal-input"}),
        error_messages={"required": gettext_lazy("本文を入れてください。")},
    )


class TakeForm(forms.Form):
    """取込み: an edited text, amending sentences, or a comparing table; a file or pasted words."""

    KINDS = (
        ("text", gettext_lazy("変更後の本文（編集した Word、テキスト、PDF）")),
        ("prose", gettext_lazy("改め文（貼り付け、Word、テキスト）")),
        ("table", gettext_lazy("新旧対照表（Word、Excel）")),
    )

    kind = forms.ChoiceField(
        label=gettext_lazy("取り込むもの"), choices=KINDS, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        required=False,
        max_length=255,
        error_messages={
            "empty": gettext_lazy(
                "ファイルが空です（0バイト）。内容のあるファイルを選び直してください。"
            )
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.pdf,.xlsx,.xml,.json"}),
        help_text=gettext_lazy("20 MB まで。"),
    )
    prose = forms.CharField(
        label=gettext_lazy("貼り付ける"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "ja", "class": "legal-input"}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and pasted words; a table is a file."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, pasted = cleaned.get("file"), (cleaned.get("prose") or "").strip()
        if file and pasted:
            raise forms.ValidationError(
                _("ファイルと貼り付けた文の両方があります。どちらか一方にしてください。")
            )
        if not file and (not pasted or cleaned["kind"] == "table"):
            self.add_error("file", _("ファイルを選んでください。"))
        if file and file.size > settings.UPLOAD_LIMIT:
            self.add_error("file", _("ファイルが大きすぎます。"))
        return cleaned


class DecisionForm(forms.Form):
    """相違の決定 by hand: the words for this agreement, and why."""

    words = forms.CharField(
        label=gettext_lazy("この協約の文言"),
        strip=False,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "ja", "class": "legal-input"}),
    )
    reason = forms.CharField(label=gettext_lazy("理由"), required=False, max_length=500)


class SendForm(forms.Form):
    """手続に送る: the day the procedure begins."""

    opened_on = DayField(
        label=gettext_lazy("開始日"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("開始日を入れてください。")},
    )
