"""What the register holds: agreements, the texts they had, and files on their way in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Agreement(models.Model):
    """連携協約 (the work, not its wording): one agreement through all its versions."""

    class Status(models.TextChoices):
        """How far the agreement itself has come, as far as Renkei knows."""

        CONCLUDED = "concluded", "締結済み"
        HELD = "held", "取込みのみ"

    #: The permanent address; never changed once given
    slug = models.SlugField("アドレス", max_length=80, unique=True)
    #: 題名 as read from the text
    title = models.CharField("題名", max_length=500)
    #: 当事者 as read, in order: [{"designation": "甲", "name": "札幌市"}, …]
    parties = models.JSONField("当事者", default=list)
    #: Concluded by its parties, or only a text somebody took in
    status = models.CharField("状態", max_length=20, choices=Status.choices, default=Status.HELD)
    #: Everybody may read it; otherwise only its owner
    public = models.BooleanField("公開", default=False)
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

    def __str__(self) -> str:
        return self.title


class Expression(models.Model):
    """版: the wording of an agreement that is valid from a day."""

    #: Whose wording
    agreement = models.ForeignKey(
        Agreement, verbose_name="連携協約", on_delete=models.CASCADE, related_name="expressions"
    )
    #: 締結年月日 as the text says it; empty when it says none
    concluded = models.DateField("締結年月日", null=True, blank=True)
    #: 施行期日 as the text says it; empty when it fixes no day
    valid_from = models.DateField("施行期日", null=True, blank=True)
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

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.valid_from or ''}"


class Intake(models.Model):
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
