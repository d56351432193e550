"""Forms for opening a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.agreements.models import Agreement
from renkei.desk.frame.days import DayField
from renkei.desk.procedures import labels
from renkei.desk.procedures.fields import FilesField
from renkei.desk.procedures.forms import DAY_HINT
from renkei.desk.procedures.rules import Kind

#: Texts that one form takes.
MOST_TEXTS = 30


class ChoiceForm(forms.Form):
    """何の手続を、どの協約について、いつのこととして."""

    when = forms.ChoiceField(
        label=gettext_lazy("時期"),
        widget=forms.RadioSelect,
        choices=[
            ("now", gettext_lazy("これから行う手続")),
            ("past", gettext_lazy("過去の手続（書類から登録する）")),
        ],
        error_messages={"required": gettext_lazy("時期を選んでください。")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("種類"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("手続の種類を選んでください。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.value, labels.kind(kind)) for kind in Kind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class OpeningForm(forms.Form):
    """件名、日、理由、案文."""

    name = forms.CharField(
        label=gettext_lazy("件名"),
        max_length=300,
        error_messages={"required": gettext_lazy("件名を入れてください。")},
    )
    opened_on = DayField(
        label=gettext_lazy("開始日"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("年月日を入れてください。")},
    )
    effective = DayField(label=gettext_lazy("施行期日"), required=False)
    notice_years = forms.IntegerField(
        label=gettext_lazy("通告から失効までの年数"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("協約に定める年数。"),
    )
    notifier = forms.ChoiceField(label=gettext_lazy("通告する当事者"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("提案理由"),
        required=False,
        max_length=5_000,
        help_text=gettext_lazy("議案に載せる文。後から入れることもできます。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    drafts = forms.BooleanField(label=gettext_lazy("登録してある案を案文にする"), required=False)
    texts = FilesField(
        label=gettext_lazy("案文のファイル"), required=False, max_length=255, most=MOST_TEXTS
    )
    pasted = forms.CharField(
        label=gettext_lazy("案文を貼り付ける"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(
        self,
        kind: Kind,
        agreements: Sequence[Agreement],
        with_drafts: bool,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        several = len(agreements) > 1
        if kind is not Kind.NOTICE:
            del self.fields["notice_years"], self.fields["notifier"]
        else:
            parties = agreements[0].parties.all() if agreements else ()
            rows = [(str(party.pk), str(party)) for party in parties]
            self.fields["notifier"].choices = [("", "―"), *rows]  # type: ignore[attr-defined]
        if kind in (Kind.NOTICE, Kind.ABOLISH):
            label = _("失効の日") if kind is Kind.NOTICE else _("廃止の日（効力を失う最初の日）")
            self.fields["effective"].label = label
        self.fields["effective"].help_text = _("文が定める日。定まっていなければ空欄にします。")
        if not with_drafts:
            del self.fields["drafts"]
        if several:
            del self.fields["pasted"]
            self.fields["texts"].help_text = _(
                "協約ごとに1つずつ、まとめて選べます。どの協約の案文かは、文中の当事者で見分けます。"
            )
        else:
            self.fields["texts"].help_text = _(
                "Word（.docx）、テキスト、PDF。改正後の協約の全文です。後から登録することもできます。"
            )

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, field by field."""
        return {name: str(self.data.get(name, "")) for name in self.fields if name != "texts"}
