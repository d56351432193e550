"""Municipalities, regions, who belongs to them and since when, and figures with their source."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import translation

from renkei.desk.journal.periods import Dated
from renkei.desk.journal.recorded import Recorded


class Municipality(Recorded):
    """地方公共団体: a municipality or a prefecture, by its 全国地方公共団体コード."""

    class Kind(models.TextChoices):
        """What it is in law."""

        PREFECTURE = "prefecture", "都道府県"
        DESIGNATED = "designated", "指定都市"
        CORE = "core", "中核市"
        CITY = "city", "市"
        WARD = "ward", "特別区"
        TOWN = "town", "町"
        VILLAGE = "village", "村"

    #: 全国地方公共団体コード, six digits with the check digit; fictional ones begin with 99
    code = models.CharField("団体コード", max_length=6, primary_key=True)
    #: 札幌市
    name = models.CharField("名称", max_length=50)
    #: さっぽろし
    kana = models.CharField("読み", max_length=80, blank=True)
    #: What it is in law
    kind = models.CharField("種別", max_length=20, choices=Kind.choices)
    #: 北海道; of a prefecture its own name
    prefecture = models.CharField("都道府県", max_length=20)
    #: Address of the office as agreements print it
    address = models.CharField("所在地", max_length=200, blank=True)
    #: Where the facts above are from
    source = models.CharField("出典", max_length=300, blank=True)
    #: Made up for training: labelled 見本 wherever it appears
    fictional = models.BooleanField("見本", default=False)
    #: 様式の設定 of its documents (procedures.papers); {} for the usual form
    style = models.JSONField("文書の様式", default=dict, blank=True)

    class Meta:
        verbose_name = "地方公共団体"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("region:municipality", args=[self.code])

    @property
    def head_title(self) -> str:
        """職名 of its head: 札幌市長, 北海道知事."""
        return f"{self.name}{'知事' if self.kind == self.Kind.PREFECTURE else '長'}"

    @property
    def council(self) -> str:
        """Its council: 札幌市議会."""
        return f"{self.name}議会"


class Head(Dated):
    """首長: who was mayor or governor from when to when."""

    #: Of which municipality
    municipality = models.ForeignKey(
        Municipality, verbose_name="団体", on_delete=models.PROTECT, related_name="heads"
    )
    #: 氏名
    name = models.CharField("氏名", max_length=100)
    #: Where this is from
    source = models.CharField("出典", max_length=300, blank=True)

    class Meta:
        verbose_name = "首長"
        ordering = ["municipality", "-since"]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.name}"


class Statistic(Recorded):
    """統計: one figure of one municipality, as of a day, with its source and how final it is."""

    class Measure(models.TextChoices):
        """What is counted."""

        POPULATION = "population", "人口"
        HOUSEHOLDS = "households", "世帯数"
        AREA = "area", "面積"

    class Basis(models.TextChoices):
        """By what it was counted."""

        CENSUS = "census", "国勢調査"
        REGISTER = "register", "住民基本台帳"
        SURVEY = "survey", "国土地理院面積調"
        OTHER = "other", "その他"

    class Status(models.TextChoices):
        """How final it is."""

        PRELIMINARY = "preliminary", "速報値"
        FINAL = "final", "確定値"

    #: Of which municipality
    municipality = models.ForeignKey(
        Municipality, verbose_name="団体", on_delete=models.PROTECT, related_name="statistics"
    )
    #: What is counted
    measure = models.CharField("項目", max_length=20, choices=Measure.choices)
    #: By what
    basis = models.CharField("統計の種類", max_length=20, choices=Basis.choices)
    #: The day it holds for: 2020-10-01
    as_of = models.DateField("基準日")
    #: The figure, in the unit
    value = models.DecimalField("値", max_digits=16, decimal_places=2)
    #: 人, 世帯, km2
    unit = models.CharField("単位", max_length=10)
    #: 速報値 or 確定値
    status = models.CharField("区分", max_length=20, choices=Status.choices)
    #: Where it is from, with its address
    source = models.CharField("出典", max_length=300)
    #: When it was entered
    recorded_at = models.DateTimeField("登録日時", auto_now_add=True)

    class Meta:
        verbose_name = "統計"
        ordering = ["municipality", "measure", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "measure", "basis", "as_of", "status"],
                name="one_figure_a_day_and_status",
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.get_measure_display()} {self.as_of}"


class Region(Recorded):
    """圏域: municipalities that work together under a scheme."""

    #: The permanent address; also the name of its journal
    slug = models.SlugField("アドレス", max_length=80, unique=True)
    #: さっぽろ連携中枢都市圏
    name = models.CharField("名称", max_length=100)
    #: The same in English
    name_en = models.CharField("英語の名称", max_length=100, blank=True)
    #: Key of the scheme (region.schemes): renkei_chusu, teiju_jiritsu, …
    scheme = models.CharField("制度", max_length=40)
    #: Where the facts are from
    source = models.CharField("出典", max_length=300, blank=True)
    #: Made up for training: labelled 見本 wherever it appears
    fictional = models.BooleanField("見本", default=False)

    class Meta:
        verbose_name = "圏域"
        ordering = ["fictional", "slug"]

    def __str__(self) -> str:
        return self.said

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("region:region", args=[self.slug])

    @property
    def said(self) -> str:
        """Its name in the reader's language."""
        english = translation.get_language() == "en" and self.name_en
        return self.name_en if english else self.name


class Membership(Dated):
    """構成市町村: a municipality belongs to a region from a day."""

    #: To which region
    region = models.ForeignKey(
        Region, verbose_name="圏域", on_delete=models.PROTECT, related_name="memberships"
    )
    #: Which municipality
    municipality = models.ForeignKey(
        Municipality, verbose_name="団体", on_delete=models.PROTECT, related_name="memberships"
    )
    #: 連携中枢都市 or 中心市
    centre = models.BooleanField("中心市", default=False)
    #: Place in lists of the region, as the region itself lists its members
    order = models.PositiveSmallIntegerField("順", default=0)

    class Meta:
        verbose_name = "構成市町村"
        ordering = ["region", "-centre", "order", "municipality"]

    def __str__(self) -> str:
        return f"{self.region_id} {self.municipality_id}"


class Milestone(Recorded):
    """節目: what a region did on a day (宣言, ビジョン), with its source."""

    #: Which region
    region = models.ForeignKey(
        Region, verbose_name="圏域", on_delete=models.CASCADE, related_name="milestones"
    )
    #: When
    date = models.DateField("年月日")
    #: What: 連携中枢都市宣言
    name = models.CharField("事項", max_length=200)
    #: Where this is from
    source = models.CharField("出典", max_length=300, blank=True)

    class Meta:
        verbose_name = "節目"
        ordering = ["region", "date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
