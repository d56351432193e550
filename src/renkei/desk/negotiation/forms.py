"""What people fill in to talk about a text."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from renkei.desk.negotiation.saying import LONGEST, LONGEST_REASON, LONGEST_WORDS

#: Words that are said in the reader's language when they are shown.
Words = Promise | str
_AREA = {"rows": 4, "lang": "ja"}
_WORDS = {"rows": 2, "lang": "ja", "class": "legal-input"}


def _words(label: Words, help_text: Words = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # lazy words are words
        help_text=help_text,  # type: ignore[arg-type]
        required=required,
        max_length=LONGEST_WORDS,
        strip=False,
        widget=forms.Textarea(attrs=_WORDS),
        error_messages={"required": gettext_lazy("内容を入れてください。")},
    )


class BodyForm(forms.Form):
    """意見 or 返答."""

    body = forms.CharField(
        label=gettext_lazy("返答"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_AREA),
        error_messages={"required": gettext_lazy("内容を入れてください。")},
    )


class ProposalForm(forms.Form):
    """修正案: words that stand there, and words to put in their place."""

    before = _words(
        gettext_lazy("改める言葉"),
        gettext_lazy("案文の言葉をそのまま写します。この規定に1か所だけある言葉にしてください。"),
    )
    after = _words(
        gettext_lazy("改めた後の言葉"), gettext_lazy("削るときは空欄にします。"), required=False
    )


class CommentForm(BodyForm):
    """意見 on a provision, with words it is about, and a proposal if there is one already."""

    quoted = _words(
        gettext_lazy("対象の言葉"),
        gettext_lazy("規定の一部についての意見なら、その言葉を案文のとおり写します。"),
        required=False,
    )
    before = _words(
        gettext_lazy("改める言葉"),
        gettext_lazy("案文の言葉をそのまま写します。この規定に1か所だけある言葉にしてください。"),
        required=False,
    )
    after = _words(
        gettext_lazy("改めた後の言葉"), gettext_lazy("削るときは空欄にします。"), required=False
    )
    field_order = ("body", "quoted", "before", "after")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["body"].label = gettext_lazy("意見")


class AnswerForm(forms.Form):
    """回答 of one party to a proposal."""

    accepted = forms.ChoiceField(
        label=gettext_lazy("回答"),
        choices=[("yes", gettext_lazy("同意する")), ("no", gettext_lazy("同意しない"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("どちらかを選んでください。")},
    )
    reason = forms.CharField(
        label=gettext_lazy("同意しない理由"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ja"}),
    )


class WhyForm(forms.Form):
    """理由 of a withdrawal."""

    why = forms.CharField(
        label=gettext_lazy("取り下げる理由"),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("理由を入れてください。")},
    )


class OutcomeForm(forms.Form):
    """結果 of a comment that is done with."""

    outcome = forms.CharField(
        label=gettext_lazy("どうなったか"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("例: 原案のとおりとする。次の変更の際に改める。"),
        error_messages={"required": gettext_lazy("内容を入れてください。")},
    )
