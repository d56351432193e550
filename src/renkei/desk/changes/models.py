"""What is meant to change in an agreement: the target text, its versions, what does not fit elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from renkei.desk.journal.recorded import Recorded


class Change(Recorded):
    """変更案: how one agreement is to read, edited as text; everything else is derived from it."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", "作成中"
        CHECKED = "checked", "点検済み"
        SENT = "sent", "手続中"
        DROPPED = "dropped", "取りやめ"

    class Fit(models.TextChoices):
        """How the change it was made from fits this agreement; "" for one that was made here."""

        OWN = "", "この協約の変更案"
        FITS = "fits", "そのまま適用"
        DEVIATES = "deviates", "決定待ち"
        DECIDED = "decided", "決定済み"
        LEFT_OUT = "left_out", "対象外"

    #: Which agreement it changes
    agreement = models.ForeignKey(
        "agreements.Agreement",
        verbose_name="連携協約",
        on_delete=models.PROTECT,
        related_name="changes",
    )
    #: The agreement's region, kept here because every page asks by it
    region = models.ForeignKey(
        "region.Region",
        verbose_name="圏域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    #: The wording it starts from (改正前の文)
    base = models.ForeignKey(
        "agreements.Expression",
        verbose_name="現行の版",
        on_delete=models.PROTECT,
        related_name="changes",
    )
    #: Hash of what that wording says (renkei.amendment.base.digest)
    base_digest = models.CharField("現行の版の照合値", max_length=64)
    #: The change of another agreement it was made from; empty for one made here
    leader = models.ForeignKey(
        "self",
        verbose_name="元の変更案",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="followers",
    )
    #: How that change fits here
    fit = models.CharField("適合", max_length=20, choices=Fit.choices, default=Fit.OWN, blank=True)
    #: Why it is left out here
    fit_reason = models.CharField("対象外とする理由", max_length=500, blank=True)
    #: 件名: 連携協約の変更（災害対策の字句）
    name = models.CharField("件名", max_length=300)
    #: The day it is to take effect (変更協約の附則)
    effective = models.DateField("施行期日", null=True, blank=True)
    #: 提案理由, for the bills
    reason = models.TextField("提案理由", blank=True)
    #: The post that looks after it
    post = models.ForeignKey(
        "accounts.Post",
        verbose_name="担当",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    #: How far it has come
    state = models.CharField("状態", max_length=20, choices=State.choices, default=State.DRAFT)
    #: The whole text as it is to read
    text = models.TextField("変更後の本文")
    #: Which version of the target text this is, from 1
    number = models.PositiveIntegerField("版", default=1)
    #: The procedure it was sent into
    procedure = models.ForeignKey(
        "procedures.Procedure",
        verbose_name="手続",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    #: When it was opened
    recorded_at = models.DateTimeField("登録日時", auto_now_add=True)

    class Meta:
        verbose_name = "変更案"
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["region", "state"], name="change_region")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, for links of the journal."""
        return reverse("changes:change", args=[self.pk])

    @property
    def open(self) -> bool:
        """Whether its text may still be edited."""
        return self.state in (self.State.DRAFT, self.State.CHECKED)


class Wording(Recorded):
    """変更案の版: each state the target text had, so that nothing typed is ever lost."""

    class Made(models.TextChoices):
        """How it came to be."""

        OPENED = "opened", "現行の本文"
        EDITED = "edited", "画面での編集"
        UPLOADED = "uploaded", "ファイルの取込み"
        APPLIED = "applied", "改め文の適用"
        COMPARED = "compared", "新旧対照表の適用"
        REFERENCES = "references", "引用の整理"
        FOLLOWED = "followed", "元の変更案の適用"
        MODEL = "model", "標準文の変更の適用"
        DECIDED = "decided", "相違の決定"
        REBASED = "rebased", "新しい版への移行"
        RESTORED = "restored", "前の版への復帰"

    #: Of which change
    change = models.ForeignKey(
        Change, verbose_name="変更案", on_delete=models.CASCADE, related_name="wordings"
    )
    #: Its agreement
    agreement = models.ForeignKey(
        "agreements.Agreement",
        verbose_name="連携協約",
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: Its region
    region = models.ForeignKey(
        "region.Region",
        verbose_name="圏域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: From 1
    number = models.PositiveIntegerField("版")
    #: The whole text
    text = models.TextField("本文")
    #: How it came to be
    made = models.CharField("成立", max_length=20, choices=Made.choices)
    #: What was touched: 第3条
    place = models.CharField("箇所", max_length=300, blank=True)
    #: By whom; empty for the administrator at the machine
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="記録した者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: When
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "変更案の版"
        ordering = ["change", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["change", "number"], name="one_wording_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.number}"


class Misfit(Recorded):
    """相違: a sentence of the leading change that this agreement's own words do not take as it is."""

    class Decision(models.TextChoices):
        """What was decided of it."""

        OPEN = "", "決定待ち"
        TAKEN = "taken", "元の変更後の文言に合わせる"
        BY_HAND = "by_hand", "手で直す"
        LEFT_OUT = "left_out", "この協約では変えない"

    #: In which change
    change = models.ForeignKey(
        Change, verbose_name="変更案", on_delete=models.CASCADE, related_name="misfits"
    )
    #: Its agreement
    agreement = models.ForeignKey(
        "agreements.Agreement",
        verbose_name="連携協約",
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: Its region
    region = models.ForeignKey(
        "region.Region",
        verbose_name="圏域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: Which sentence of the leading change, from 0
    number = models.PositiveSmallIntegerField("順")
    #: The sentence
    said = models.TextField("改める文")
    #: Why it does not fit: [{"code": "…", "ja": "…", "en": "…", "remedy_ja": "…", "remedy_en": "…"}]
    reasons = models.JSONField("支障", default=list)
    #: The place in the target text of this change that it is about; "" where there is none
    node_id = models.CharField("規定のID", max_length=200, blank=True)
    #: What that place would read if it followed the leading change; "" where nothing can be proposed
    proposal = models.TextField("合わせた場合の文言", blank=True)
    #: The proposal is another row or article behind that place, and does not replace it
    adds = models.BooleanField("加える", default=False)
    #: What was decided
    decision = models.CharField(
        "決定", max_length=20, choices=Decision.choices, default=Decision.OPEN, blank=True
    )
    #: Why
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "変更案の相違"
        ordering = ["change", "number"]

    def __str__(self) -> str:
        return f"{self.change_id} {self.number}"
