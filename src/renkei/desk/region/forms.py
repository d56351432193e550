"""What people fill in about regions, municipalities and figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.days import DayField
from renkei.desk.region import queries
from renkei.desk.region.models import Municipality, Region, Statistic
from renkei.desk.region.operations import figure, today

#: English of the choices; the models hold the Japanese.
ENGLISH = {
    "prefecture": "Prefecture", "designated": "Designated city", "core": "Core city",
    "city": "City", "ward": "Special ward", "town": "Town", "village": "Village",
    "population": "Population", "households": "Households", "area": "Area",
    "census": "Census", "register": "Register of residents", "survey": "Survey of areas",
    "other": "Other", "preliminary": "Preliminary", "final": "Final",
}  # fmt: skip


def choices(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices in the reader's language."""
    if translation.get_language() != "en":
        return pairs
    return [(value, ENGLISH.get(value, label)) for value, label in pairs]


def said(value: str, label: str) -> str:
    """One choice in the reader's language."""
    return ENGLISH.get(value, label) if translation.get_language() == "en" else label


def kinds() -> list[tuple[str, str]]:
    """Kinds of municipality to choose from."""
    return choices(list(Municipality.Kind.choices))


class RegionForm(EditForm):
    """圏域の事項."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("英語の名称"), max_length=100, required=False)
    source = forms.CharField(label=gettext_lazy("出典"), max_length=300, required=False)


class MunicipalityForm(EditForm):
    """団体の事項."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=50)
    kana = forms.CharField(
        label=gettext_lazy("読み"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("ひらがなで入力します。"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("種別"), choices=kinds)
    address = forms.CharField(
        label=gettext_lazy("所在地"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("協約書に印字するとおりに入力します。"),
    )
    source = forms.CharField(label=gettext_lazy("出典"), max_length=300, required=False)


class NewMunicipalityForm(forms.Form):
    """団体の登録."""

    code = forms.CharField(
        label=gettext_lazy("団体コード"),
        max_length=6,
        help_text=gettext_lazy("検査数字を含む6桁です。先頭の0も入力します（例: 011002）。"),
    )
    name = forms.CharField(label=gettext_lazy("名称"), max_length=50)
    kana = forms.CharField(
        label=gettext_lazy("読み"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("ひらがなで入力します。"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("種別"), choices=kinds)
    prefecture = forms.CharField(label=gettext_lazy("都道府県"), max_length=20)
    address = forms.CharField(label=gettext_lazy("所在地"), max_length=200, required=False)
    source = forms.CharField(label=gettext_lazy("出典"), max_length=300, required=False)


class MemberForm(forms.Form):
    """構成市町村の加入."""

    municipality = forms.ChoiceField(label=gettext_lazy("団体"))
    since = DayField(label=gettext_lazy("加入した日"))
    centre = forms.BooleanField(label=gettext_lazy("中心市"), required=False)

    def __init__(self, *args: Any, region: Region, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = queries.not_members(region, today())
        field = self.fields["municipality"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("選んでください")), *((r.code, f"{r.code} {r.name}") for r in rows)]


class EndForm(forms.Form):
    """離脱."""

    until = DayField(
        label=gettext_lazy("構成市町村である最後の日"),
        help_text=gettext_lazy("3月31日限りで離脱するときは、3月31日を入力します。"),
    )


class MilestoneForm(forms.Form):
    """節目."""

    date = DayField(label=gettext_lazy("年月日"))
    name = forms.CharField(label=gettext_lazy("事項"), max_length=200)
    source = forms.CharField(
        label=gettext_lazy("出典"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("見られる場所（アドレス、文書番号など）を入力します。"),
    )


class HeadForm(forms.Form):
    """首長."""

    name = forms.CharField(label=gettext_lazy("氏名"), max_length=100)
    since = DayField(
        label=gettext_lazy("就任した日"),
        required=False,
        help_text=gettext_lazy("分からないときは空けておきます。"),
    )
    until = DayField(
        label=gettext_lazy("退任した日"),
        required=False,
        help_text=gettext_lazy("在任中は空けておきます。前任者の最後の日は自動で記録されます。"),
    )
    source = forms.CharField(label=gettext_lazy("出典"), max_length=300, required=False)


class StatisticForm(forms.Form):
    """統計."""

    measure = forms.ChoiceField(
        label=gettext_lazy("項目"), choices=lambda: choices(list(Statistic.Measure.choices))
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("統計の種類"), choices=lambda: choices(list(Statistic.Basis.choices))
    )
    as_of = DayField(label=gettext_lazy("基準日"))
    value = forms.CharField(
        label=gettext_lazy("値"),
        max_length=30,
        help_text=gettext_lazy("人、世帯又は km2 の値です。概数は入力しません。"),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("区分"), choices=lambda: choices(list(Statistic.Status.choices))
    )
    source = forms.CharField(label=gettext_lazy("出典"), max_length=300)

    def clean_value(self) -> Any:
        """A number, as people write it."""
        try:
            return figure(self.cleaned_data["value"])
        except ValueError:
            raise forms.ValidationError(
                _("数として読めません。概数や注記を除いて、数だけを入力してください。")
            ) from None


class CorrectionForm(forms.Form):
    """統計の訂正."""

    value = StatisticForm.base_fields["value"]
    source = forms.CharField(label=gettext_lazy("出典"), max_length=300)
    clean_value = StatisticForm.clean_value


class FileForm(forms.Form):
    """統計のファイル."""

    file = forms.FileField(
        label=gettext_lazy("ファイル（Excel 又は CSV）"),
        error_messages={"empty": gettext_lazy("ファイルが空です。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """A file no larger than a table of figures can be."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > min(settings.UPLOAD_LIMIT, 5_000_000):
            raise forms.ValidationError(_("ファイルが大きすぎます。5 MB 以下にしてください。"))
        return file
