"""What the register holds: agreements, the texts they had, drafts, and files on their way in."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from renkei.desk.journal.recorded import Derived, Recorded


class Agreement(Recorded):
    """連携協約 (the work, not its wording): one agreement through all its versions."""

    class Status(models.TextChoices):
        """How far the agreement itself has come, as far as Renkei knows."""

        HELD = "held", "取込みのみ"
        DRAFT = "draft", "案"
        CONCLUDED = "concluded", "締結済み"
        ENDED = "ended", "失効"

    class Kind(models.TextChoices):
        """What it is called in law or practice."""

        COOPERATION = "cooperation", "連携協約"
        SETTLEMENT = "settlement", "定住自立圏形成協定"
        PARTNER = "partner", "パートナー協定"
        OTHER = "other", "その他の協定"

    #: The permanent address; never changed once given
    slug = models.SlugField("アドレス", max_length=80, unique=True)
    #: 題名 as read from the text
    title = models.CharField("題名", max_length=500)
    #: What it is called
    kind = models.CharField("種類", max_length=20, choices=Kind.choices, default=Kind.COOPERATION)
    #: The region it belongs to; empty for a text that somebody only keeps
    region = models.ForeignKey(
        "region.Region",
        verbose_name="圏域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    #: Key of the scheme whose law applies to it (region.schemes); "" while it is only held
    scheme = models.CharField("制度", max_length=40, blank=True)
    #: Concluded by its parties, a draft, ended, or only a text somebody took in
    status = models.CharField("状態", max_length=20, choices=Status.choices, default=Status.HELD)
    #: Everybody may read it; otherwise those the permission rules name
    public = models.BooleanField("公開", default=False)
    #: The last day of a fixed term; empty for an agreement without one
    term_ends = models.DateField("期間の末日", null=True, blank=True)
    #: The day it ceased to have effect; empty while it has, or will have
    ended_on = models.DateField("失効年月日", null=True, blank=True)
    #: What is known to be missing of an old agreement, in words
    missing = models.TextField("不足している資料", blank=True)
    #: Who took it in; empty for what came with the installation
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="取り込んだ利用者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    #: When it was entered in the register
    recorded_at = models.DateTimeField("登録日時", auto_now_add=True)

    class Meta:
        verbose_name = "連携協約"
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["region", "status"], name="agreement_region")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, for links of the journal."""
        return reverse("agreements:reading", args=[self.slug])


class Party(Recorded):
    """当事者 of an agreement, at its place: two cities may be one 甲; a company may be a party."""

    #: Of which agreement
    agreement = models.ForeignKey(
        Agreement, verbose_name="連携協約", on_delete=models.CASCADE, related_name="parties"
    )
    #: Its place in the text, from 1
    order = models.PositiveSmallIntegerField("順")
    #: 甲, 乙, 丙; "" where the text uses names
    designation = models.CharField("略称", max_length=20, blank=True)
    #: The name as the text prints it
    name = models.CharField("名称", max_length=200)
    #: Which municipality it is; empty for a company, or where nobody has said yet
    municipality = models.ForeignKey(
        "region.Municipality",
        verbose_name="団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parties",
    )
    #: 担当 that looks after the agreement for this party
    post = models.ForeignKey(
        "accounts.Post",
        verbose_name="担当",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parties",
    )

    class Meta:
        verbose_name = "当事者"
        ordering = ["agreement", "order"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "order"], name="one_party_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.designation} {self.name}".strip()


class Expression(Recorded):
    """版: the wording of an agreement that is valid from a day."""

    class Made(models.TextChoices):
        """How the wording came to be."""

        ENTERED = "entered", "登録"
        CONCLUDED = "concluded", "締結"
        CHANGED = "changed", "変更"
        CORRECTED = "corrected", "正誤"

    #: Whose wording
    agreement = models.ForeignKey(
        Agreement, verbose_name="連携協約", on_delete=models.CASCADE, related_name="expressions"
    )
    #: By what it came to be
    made = models.CharField("成立", max_length=20, choices=Made.choices, default=Made.ENTERED)
    #: The procedure that made it; empty for a text that was only entered
    procedure = models.ForeignKey(
        "procedures.Procedure",
        verbose_name="手続",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="expressions",
    )
    #: 締結年月日 as the text says it; empty when it says none
    concluded = models.DateField("締結年月日", null=True, blank=True)
    #: 施行期日: the first day of the wording; empty when nothing fixes a day
    valid_from = models.DateField("施行期日", null=True, blank=True)
    #: The last day of the wording, once another has replaced it or the agreement has ended
    valid_until = models.DateField("末日", null=True, blank=True)
    #: The file exactly as it was handed in
    source = models.BinaryField("原本のファイル")
    #: Its name when it was handed in
    filename = models.CharField("ファイル名", max_length=255)
    #: SHA-256 of the file
    sha256 = models.CharField("SHA-256", max_length=64)
    #: The reading in Renkei's JSON format; can be made again from the file at any time
    tree = models.TextField("読み取り結果")
    #: Name of the layout the reading followed
    profile = models.CharField("様式", max_length=50)
    #: Layout that was asked for by hand; empty when it was detected
    asked_profile = models.CharField("指定された様式", max_length=50, blank=True)
    #: How many findings the checks made, all severities together
    findings = models.PositiveIntegerField("指摘の数", default=0)
    #: When the reading was made
    read_at = models.DateTimeField("読み取り日時")
    #: Who handed the file in; empty for what came with the installation
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="取り込んだ利用者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: When the version was entered in the register
    recorded_at = models.DateTimeField("登録日時", auto_now_add=True)

    class Meta:
        verbose_name = "版"
        ordering = ["-valid_from", "-id"]
        indexes = [
            # Holds all that lists ask of a wording: the rows themselves carry whole files.
            models.Index(
                fields=["agreement", "valid_from", "valid_until", "concluded", "findings"],
                name="expression_days",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.valid_from or ''}"

    def valid_on(self, day: datetime.date) -> bool:
        """Whether it is the wording in force on a day."""
        return (
            self.valid_from is not None
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


class AnnexRow(Derived):
    """取組: a row of the 別表 of a wording, as the register compares it. Made from the tree."""

    #: Of which wording
    expression = models.ForeignKey(
        Expression, verbose_name="版", on_delete=models.CASCADE, related_name="rows"
    )
    #: Id of the row in the tree
    node_id = models.CharField("規定のID", max_length=200)
    #: Its place among the rows, from 1
    order = models.PositiveSmallIntegerField("順")
    #: Headings above it, outermost first, divided by U+2028
    group = models.CharField("見出し", max_length=500, blank=True)
    #: 取組
    name = models.CharField("取組", max_length=300)
    #: 内容
    content = models.TextField("内容", blank=True)
    #: Roles in the order of the parties: [{"party": "甲", "text": "…"}]
    roles = models.JSONField("役割", default=list)
    #: Every cell but the name, with its column's heading: [["内容", "…"], ["甲の役割", "…"]]
    cells = models.JSONField("欄", default=list)
    #: SHA-256 of name, content and roles: equal digests are equal wording
    digest = models.CharField("照合値", max_length=64)

    class Meta:
        verbose_name = "取組"
        ordering = ["expression", "order"]

    def __str__(self) -> str:
        return self.name


class Intake(Recorded):
    """受付中のファイル: handed in and read, but neither kept nor discarded yet."""

    #: Part of its address; says nothing about the file
    token = models.UUIDField("受付番号", primary_key=True, default=uuid.uuid4, editable=False)
    #: The one person who sees it
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.CASCADE
    )
    #: The file exactly as it was handed in
    source = models.BinaryField("ファイル")
    #: Its name when it was handed in; "" for pasted text
    filename = models.CharField("ファイル名", max_length=255, blank=True)
    #: Layout that was asked for by hand; empty to detect it
    profile = models.CharField("指定された様式", max_length=50, blank=True)
    #: When it was handed in
    received_at = models.DateTimeField("受付日時", auto_now_add=True)
    #: When it is thrown away unless it was kept
    expires_at = models.DateTimeField("期限", db_index=True)

    class Meta:
        verbose_name = "受付中のファイル"
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.filename or str(self.token)


class ModelText(Recorded):
    """標準文: the text with placeholders from which a region drafts its agreements."""

    #: Of which region
    region = models.ForeignKey(
        "region.Region", verbose_name="圏域", on_delete=models.PROTECT, related_name="model_texts"
    )
    #: What it is called: 連携協約 標準文
    name = models.CharField("名称", max_length=200)
    #: Its number among the versions of this name, from 1
    version = models.PositiveIntegerField("版", default=1)
    #: The text, placeholders in it
    text = models.TextField("本文")
    #: When it was entered
    recorded_at = models.DateTimeField("登録日時", auto_now_add=True)

    class Meta:
        verbose_name = "標準文"
        ordering = ["region", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name", "version"], name="one_model_text_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def recorded_on(self) -> datetime.date:
        """The day it was entered."""
        return timezone.localdate(self.recorded_at)


class Draft(Recorded):
    """案: the text of an agreement with one partner, as made from a model text."""

    #: Of which agreement
    agreement = models.ForeignKey(
        Agreement, verbose_name="連携協約", on_delete=models.CASCADE, related_name="drafts"
    )
    #: From which version of the model text
    model_text = models.ForeignKey(
        ModelText, verbose_name="標準文", on_delete=models.PROTECT, related_name="drafts"
    )
    #: What stands for each placeholder: {"〔乙〕": "川添町", …}
    values = models.JSONField("差し込み", default=dict)
    #: When it was made
    recorded_at = models.DateTimeField("作成日時", auto_now_add=True)

    class Meta:
        verbose_name = "案"
        ordering = ["agreement", "-id"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.model_text_id}"


class Deviation(Recorded):
    """相違: where the text of one partner departs from the model text on purpose."""

    class Fit(models.TextChoices):
        """Whether it still fits after the model text changed."""

        FITS = "fits", "そのまま適用"
        CHANGED = "changed", "標準文が変わった"
        GONE = "gone", "標準文から無くなった"

    #: Of which draft
    draft = models.ForeignKey(
        Draft, verbose_name="案", on_delete=models.CASCADE, related_name="deviations"
    )
    #: Id of the provision or row in the model text
    node_id = models.CharField("規定のID", max_length=200)
    #: The text of the model from which it departs
    model_words = models.TextField("標準文の文言")
    #: The text for this partner; "" where the provision is left out
    words = models.TextField("この協約の文言", blank=True)
    #: Why
    reason = models.CharField("理由", max_length=500, blank=True)
    #: How it stands against the model text now
    fit = models.CharField("適合", max_length=20, choices=Fit.choices, default=Fit.FITS)

    class Meta:
        verbose_name = "相違"
        ordering = ["draft", "id"]

    def __str__(self) -> str:
        return self.node_id
