"""What people fill in to correct what the register says of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.accounts.models import Post
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.agreements.notes import speaks_english
from renkei.desk.agreements.party_names import GivenParty
from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.days import DayField
from renkei.desk.frame.problems import Problem
from renkei.desk.region.models import Municipality
from renkei.desk.region.schemes import SCHEMES

#: Rows for parties that are not there yet.
MORE = 2


def kind_choices() -> list[tuple[str, str]]:
    """What agreements are called, in the reader's language."""
    return [
        (Agreement.Kind.COOPERATION.value, _("連携協約")),
        (Agreement.Kind.SETTLEMENT.value, _("定住自立圏形成協定")),
        (Agreement.Kind.PARTNER.value, _("パートナー協定")),
        (Agreement.Kind.OTHER.value, _("その他の協定")),
    ]


def scheme_choices() -> list[tuple[str, str]]:
    """Schemes (制度) in the reader's language."""
    english = speaks_english()
    return [(key, one.en if english else one.ja) for key, one in SCHEMES.items()]


def place_choices(places: Iterable[Municipality]) -> list[tuple[str, str]]:
    """Municipalities to choose from; the first is none of them."""
    none = ("", _("団体ではない（会社その他）・未確認"))
    return [none, *((place.code, f"{place.name}（{place.code}）") for place in places)]


def add_problems(form: forms.Form, problems: Sequence[Problem]) -> None:
    """Say in the form why it was refused, each reason at its field where the form has it."""
    english = speaks_english()
    for problem in problems:
        said = (
            f"{problem.en} {problem.remedy_en}" if english else f"{problem.ja}{problem.remedy_ja}"
        )
        form.add_error(problem.field if problem.field in form.fields else None, said.strip())


class AgreementForm(EditForm):
    """登録内容: what the register says beside the text."""

    title = forms.CharField(
        label=gettext_lazy("題名"), max_length=500, widget=forms.TextInput(attrs={"lang": "ja"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("種類"), choices=kind_choices)
    scheme = forms.ChoiceField(label=gettext_lazy("制度"), choices=scheme_choices)
    term_ends = DayField(
        label=gettext_lazy("期間の末日"),
        required=False,
        help_text=gettext_lazy("期間の定めのある協約だけ。例: 令和13年3月31日、2031-03-31"),
    )
    missing = forms.CharField(
        label=gettext_lazy("不足している資料"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("見つからない書類や分からない日付など。登録の妨げにはなりません。"),
    )


def said_of(agreement: Agreement) -> dict[str, object]:
    """The initial values of :class:`AgreementForm`."""
    return {
        "revision": agreement.revision,
        "title": agreement.title,
        "kind": agreement.kind,
        "scheme": agreement.scheme,
        "term_ends": agreement.term_ends,
        "missing": agreement.missing,
    }


class PartiesForm(EditForm):
    """当事者: each with its designation, name as printed, and the municipality it is."""

    revision = forms.CharField(max_length=500, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], count: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.options = {"places": places, "count": count}
        self.count = count
        for at in range(count):
            number = at + 1
            self.fields[f"designation-{at}"] = forms.CharField(
                label=_("当事者 %(n)d の略称") % {"n": number}, required=False, max_length=20
            )
            self.fields[f"name-{at}"] = forms.CharField(
                label=_("当事者 %(n)d の名称") % {"n": number}, required=False, max_length=200
            )
            self.fields[f"party-{at}"] = forms.ChoiceField(
                label=_("当事者 %(n)d の団体") % {"n": number}, required=False, choices=places
            )
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "revision"

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields, a party a row."""
        return [
            (self[f"designation-{at}"], self[f"name-{at}"], self[f"party-{at}"])
            for at in range(self.count)
        ]

    def given(self, places: Iterable[Municipality]) -> list[GivenParty]:
        """The parties that have a name."""
        return given_parties(self.cleaned_data, self.count, places)


def given_parties(
    cleaned: dict[str, Any], count: int, places: Iterable[Municipality]
) -> list[GivenParty]:
    """The parties of a form that have a name, in order."""
    known = {place.code: place for place in places}
    return [
        GivenParty(
            cleaned.get(f"designation-{at}", ""),
            cleaned[f"name-{at}"],
            known.get(cleaned.get(f"party-{at}", "")),
        )
        for at in range(count)
        if cleaned.get(f"name-{at}")
    ]


def said_of_parties(parties: Sequence[Party]) -> dict[str, object]:
    """The initial values of :class:`PartiesForm`."""
    values: dict[str, object] = {"revision": seen_of(parties)}
    for at, party in enumerate(parties):
        values[f"designation-{at}"] = party.designation
        values[f"name-{at}"] = party.name
        values[f"party-{at}"] = party.municipality_id or ""
    return values


def seen_of(parties: Sequence[Party]) -> str:
    """Which rows somebody saw, and as of which revision each."""
    return ",".join(f"{party.pk}.{party.revision}" for party in parties)


class PostForm(EditForm):
    """担当: which post looks after the agreement for one party."""

    post = forms.ChoiceField(label=gettext_lazy("担当"), required=False)

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.options = {"posts": posts}
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = posts


def post_choices(posts: Iterable[Post]) -> list[tuple[str, str]]:
    """Posts to choose from; the first is none."""
    return [("", _("決めない")), *((str(post.pk), str(post)) for post in posts)]
