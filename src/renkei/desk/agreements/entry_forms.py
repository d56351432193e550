"""What people fill in to enter a signed text in the register of a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.party_names import (
    BY,
    GivenParty,
    Proposal,
    named_parties,
    propose,
    same_parties,
)
from renkei.desk.agreements.register_forms import (
    MORE,
    given_parties,
    kind_choices,
    place_choices,
    scheme_choices,
)
from renkei.desk.agreements.writing import Dates
from renkei.desk.frame.days import DayField
from renkei.desk.region.models import Municipality, Region
from renkei.instrument.model import Document, Kind

#: Value of the choice that makes a new agreement.
NEW = "new"


@dataclass(frozen=True)
class Desk:
    """What the form is made from: the text, the region, its municipalities and agreements."""

    document: Document
    region: Region
    places: Sequence[Municipality]
    agreements: Sequence[Agreement]


class EntryForm(forms.Form):
    """登録: which agreement the text is of, and what the text itself does not say."""

    agreement = forms.ChoiceField(label=gettext_lazy("どの協約の本文か"))
    made = forms.ChoiceField(label=gettext_lazy("この本文の成立"))
    kind = forms.ChoiceField(label=gettext_lazy("種類"), choices=kind_choices)
    scheme = forms.ChoiceField(label=gettext_lazy("制度"), choices=scheme_choices)
    concluded = DayField(label=gettext_lazy("締結年月日"), required=False)
    valid_from = DayField(label=gettext_lazy("施行期日"), required=False)
    term_ends = DayField(
        label=gettext_lazy("期間の末日"),
        required=False,
        help_text=gettext_lazy("期間の定めのある協約だけ。"),
    )
    missing = forms.CharField(
        label=gettext_lazy("不足している資料"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("登録の妨げにはなりません。協約の画面に示されます。"),
    )

    def __init__(self, *args: Any, desk: Desk, **options: Any) -> None:
        options.setdefault("initial", initial_of(desk))
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.desk = desk
        self.proposals = propose(desk.document.facts, desk.places)
        self.count = len(self.proposals) + (MORE if len(self.proposals) < 2 else 0)
        _choices(self.fields["agreement"], _agreement_choices(desk))
        _choices(self.fields["made"], _made_choices())
        for at, proposal in enumerate(_filled(self.proposals, self.count)):
            self._add_party(at, proposal)

    def _add_party(self, at: int, proposal: Proposal | None) -> None:
        number = {"n": at + 1}
        for name, field, value in (
            (f"designation-{at}", forms.CharField(label=_("略称"), max_length=20), "designation"),
            (f"name-{at}", forms.CharField(label=_("名称"), max_length=200), "name"),
        ):
            field.required = False
            # What the text prints is not typed over here: it is the text.
            field.disabled = proposal is not None
            field.initial = getattr(proposal, value) if proposal else ""
            self.fields[name] = field
        place = forms.ChoiceField(
            label=_("当事者 %(n)d の団体") % number,
            required=False,
            choices=place_choices(self.desk.places),
            help_text=str(BY[proposal.by]) if proposal else "",
        )
        if proposal and proposal.municipality:
            place.initial = proposal.municipality.code
        self.fields[f"party-{at}"] = place

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of the parties, a party a row."""
        return [
            (self[f"designation-{at}"], self[f"name-{at}"], self[f"party-{at}"])
            for at in range(self.count)
        ]

    @property
    def chosen(self) -> Agreement | None:
        """The agreement the text is a version of; None for a new one."""
        slug = self.cleaned_data["agreement"]
        return next((one for one in self.desk.agreements if one.slug == slug), None)

    @property
    def dates(self) -> Dates:
        """Days typed in."""
        return Dates(self.cleaned_data["concluded"], self.cleaned_data["valid_from"])

    def given(self) -> list[GivenParty]:
        """The parties, as the text names them and as they were mapped."""
        return given_parties(self.cleaned_data, self.count, self.desk.places)

    def typed(self) -> Iterator[tuple[str, str]]:
        """Everything typed, to be sent again from the page of confirmation."""
        for name, field in self.fields.items():
            if not field.disabled:
                yield name, self.data.get(name, "")


def initial_of(desk: Desk) -> dict[str, object]:
    """What the text itself proposes."""
    facts = desk.document.facts
    same = _likely(desk)
    if "パートナー" in facts.title:
        kind, scheme = Agreement.Kind.PARTNER, "partner"
    elif "定住自立圏" in facts.title:
        kind, scheme = Agreement.Kind.SETTLEMENT, "teiju_jiritsu"
    elif "連携協約" in facts.title:
        kind, scheme = Agreement.Kind.COOPERATION, desk.region.scheme
    else:
        kind, scheme = Agreement.Kind.OTHER, "other"
    ends = [one.until for one in facts.commencements if one.until is not None]
    return {
        "agreement": same.slug if same else NEW,
        "made": Expression.Made.CHANGED if same else Expression.Made.CONCLUDED,
        "kind": kind,
        "scheme": scheme,
        "concluded": facts.concluded,
        "valid_from": facts.effective,
        "term_ends": max(ends) if ends else None,
        "missing": "\n".join(lacking(desk.document)),
    }


def _likely(desk: Desk) -> Agreement | None:
    """The agreement a text is most likely a version of: the same parties and title."""
    named, title = named_parties(desk.document.facts), desk.document.facts.title
    same = [one for one in desk.agreements if named and same_parties(named, _rows(one))]
    titled = [one for one in same if one.title == title]
    return titled[0] if len(titled) == 1 else None


def lacking(document: Document) -> list[str]:
    """What a signed text should hold and this one does not, in words, as the register keeps it."""
    facts = document.facts
    found = []
    if not facts.parties:
        found.append("当事者（本文から読み取れない）")
    if facts.concluded is None:
        found.append("締結年月日（本文に記載がない）")
    if facts.effective is None:
        found.append("施行期日（本文に記載がない）")
    if not facts.signatures:
        found.append("署名欄（本文にない）")
    if unread := len(document.of_kind(Kind.UNPARSED)):
        found.append(f"読み取れない行 {unread}")
    return found


def _filled(proposals: Sequence[Proposal], count: int) -> list[Proposal | None]:
    return [*proposals, *([None] * (count - len(proposals)))]


def _rows(agreement: Agreement) -> list[Any]:
    return list(agreement.parties.all())


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _agreement_choices(desk: Desk) -> list[tuple[str, str]]:
    held: Iterable[tuple[str, str]] = (
        (one.slug, _("「%(title)s」の新しい版") % {"title": one.title}) for one in desk.agreements
    )
    return [(NEW, _("新しい協約")), *held]


def _made_choices() -> list[tuple[str, str]]:
    return [
        (Expression.Made.CONCLUDED.value, _("締結")),
        (Expression.Made.CHANGED.value, _("変更")),
        (Expression.Made.CORRECTED.value, _("正誤")),
        (Expression.Made.ENTERED.value, _("不明（ファイルの登録のみ）")),
    ]
