"""What is done to conclude, change and end an agreement: procedures, their acts, evidence, papers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from renkei.desk.journal.recorded import Derived, Recorded


class Batch(Recorded):
    """一括手続: one matter carried out over several agreements at once."""

    #: Of which region
    region = models.ForeignKey(
        "region.Region", verbose_name="圏域", on_delete=models.PROTECT, related_name="batches"
    )
    #: 連携協約の変更（災害対策の字句）
    name = models.CharField("件名", max_length=300)
    #: When it was opened
    opened_on = models.DateField("開始日")
    #: When it was recorded
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "一括手続"
        ordering = ["-opened_on", "-id"]

    def __str__(self) -> str:
        return self.name


class Procedure(Recorded):
    """手続: one agreement concluded, changed, ended, renewed or corrected, from start to effect."""

    class Kind(models.TextChoices):
        """What it is for; the same words as rules.Kind."""

        CONCLUDE = "conclude", "締結"
        CHANGE = "change", "変更"
        ABOLISH = "abolish", "廃止"
        NOTICE = "notice", "通告による失効"
        RENEW = "renew", "更新"
        CORRECT = "correct", "正誤"

    class State(models.TextChoices):
        """Whether it goes on."""

        OPEN = "open", "手続中"
        DONE = "done", "完了"
        WITHDRAWN = "withdrawn", "取下げ"

    #: Of which agreement
    agreement = models.ForeignKey(
        "agreements.Agreement",
        verbose_name="連携協約",
        on_delete=models.PROTECT,
        related_name="procedures",
    )
    #: The agreement's region, kept here because every page asks by it
    region = models.ForeignKey(
        "region.Region",
        verbose_name="圏域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="procedures",
    )
    #: The matter it belongs to, where several agreements go together
    batch = models.ForeignKey(
        Batch,
        verbose_name="一括手続",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="procedures",
    )
    #: What it is for
    kind = models.CharField("種類", max_length=20, choices=Kind.choices)
    #: 件名: 連携協約の変更（災害対策の字句）
    name = models.CharField("件名", max_length=300)
    #: Whether it goes on
    state = models.CharField("状態", max_length=20, choices=State.choices, default=State.OPEN)
    #: Entered afterwards, from papers: gaps are shown, not refused
    past = models.BooleanField("過去の手続", default=False)
    #: When it was begun
    opened_on = models.DateField("開始日", null=True, blank=True)
    #: 施行期日 the text fixes, or the day of the end; empty while none is fixed
    effective = models.DateField("施行期日", null=True, blank=True)
    #: Years from the notice to the end (通告による失効)
    notice_years = models.PositiveSmallIntegerField("通告から失効までの年数", default=0)
    #: Who gives the notice (通告する当事者); empty for every other kind
    notifier = models.ForeignKey(
        "agreements.Party",
        verbose_name="通告する当事者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: 第何回: a rejected or amended resolution begins another round
    round = models.PositiveSmallIntegerField("回", default=1)
    #: The text under negotiation or agreed, as a file in a format of the reader; empty for none
    text = models.BinaryField("案文", default=bytes, blank=True)
    #: Its name
    text_name = models.CharField("案文のファイル名", max_length=255, blank=True)
    #: SHA-256 of the text; each party confirms exactly this
    text_sha256 = models.CharField("案文のSHA-256", max_length=64, blank=True)
    #: 提案理由, for the bills
    reason = models.TextField("提案理由", blank=True)
    #: Stage as rules.progress names it, for lists: resolve, sign, …
    stage = models.CharField("段階", max_length=40, blank=True)
    #: The same in words: 乙の議決待ち
    stage_ja = models.CharField("段階の表示", max_length=100, blank=True)
    #: The same in English
    stage_en = models.CharField("段階の表示（英語）", max_length=100, blank=True)
    #: The earliest day something of it is due, for lists; empty when nothing is
    next_due = models.DateField("次の期限", null=True, blank=True)
    #: From which day its outcome has effect (施行・廃止・失効); empty while a gate is open
    effect_on = models.DateField("効力の日", null=True, blank=True)
    #: When it was withdrawn (取下げ)
    withdrawn_on = models.DateField("取下げの日", null=True, blank=True)
    #: Why it was withdrawn
    withdrawn_why = models.CharField("取下げの理由", max_length=500, blank=True)
    #: When it was entered
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "手続"
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(fields=["region", "state", "next_due"], name="procedure_due"),
            models.Index(fields=["state", "next_due"], name="procedure_all_due"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, for links of the journal."""
        return reverse("procedures:procedure", args=[self.pk])


class Act(Recorded):
    """行為: one step done by one party, or by all together (案文の確認, 議決, 告示, 届出 …)."""

    #: Of which procedure
    procedure = models.ForeignKey(
        Procedure, verbose_name="手続", on_delete=models.CASCADE, related_name="acts"
    )
    #: Which step, as rules.Step names it
    step = models.CharField("段階", max_length=20)
    #: Whose act; empty for what all parties do together (締結)
    party = models.ForeignKey(
        "agreements.Party",
        verbose_name="当事者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts",
    )
    #: In which round
    round = models.PositiveSmallIntegerField("回", default=1)
    #: When it was done
    date = models.DateField("年月日")
    #: 可決, 修正可決, 否決 of a resolution
    result = models.CharField("結果", max_length=20, blank=True)
    #: 議案番号, 告示番号, 文書番号
    number = models.CharField("番号", max_length=100, blank=True)
    #: To whom a filing went: 北海道知事
    addressee = models.CharField("あて先", max_length=100, blank=True)
    #: Which text it was about (案文の確認, 議案): SHA-256
    text_sha256 = models.CharField("案文のSHA-256", max_length=64, blank=True)
    #: Anything to know
    note = models.TextField("備考", blank=True)
    #: Recorded by the party itself, or confirmed by it; False: recorded by another only
    confirmed = models.BooleanField("本人の記録", default=True)
    #: Codes of the parties that stand by the record; a joint act counts when all do
    confirmed_by = models.JSONField("確認した団体", default=list, blank=True)
    #: Codes of the parties whose word is a record sheet (手続記録票) that the secretariat entered
    transmitted = models.JSONField("記録票による登録", default=list, blank=True)
    #: For which municipality it was recorded
    recorded_for = models.ForeignKey(
        "region.Municipality",
        verbose_name="記録した団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: With which post
    post = models.ForeignKey(
        "accounts.Post",
        verbose_name="担当",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: By whom; empty for the administrator at the machine
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="記録した者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: When it was recorded
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)
    #: Taken back because it was recorded by mistake; the row stays
    withdrawn = models.BooleanField("取消し", default=False)
    #: Why it was taken back
    withdrawn_why = models.CharField("取消しの理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "行為"
        ordering = ["procedure", "round", "date", "id"]
        indexes = [models.Index(fields=["party", "step", "date"], name="act_party_step")]

    def __str__(self) -> str:
        return f"{self.step} {self.date}"


class Evidence(Recorded):
    """証拠書類: a file that shows that an act was done."""

    #: Of which act
    act = models.ForeignKey(
        Act, verbose_name="行為", on_delete=models.CASCADE, related_name="evidence"
    )
    #: Name of the file
    name = models.CharField("ファイル名", max_length=255)
    #: Media type found by looking at the content
    media_type = models.CharField("種類", max_length=120)
    #: Its length in bytes
    size = models.PositiveIntegerField("大きさ")
    #: SHA-256 of the content
    sha256 = models.CharField("SHA-256", max_length=64)
    #: The file itself
    content = models.BinaryField("内容")
    #: When it was handed in
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "証拠書類"
        ordering = ["act", "id"]

    def __str__(self) -> str:
        return self.name


class MadeDocument(Recorded):
    """作成文書: a paper Renkei made for a procedure, and from what it was made."""

    #: Of which procedure
    procedure = models.ForeignKey(
        Procedure, verbose_name="手続", on_delete=models.CASCADE, related_name="documents"
    )
    #: Which paper (procedures.papers): bill, notice, filing, …
    kind = models.CharField("文書", max_length=40)
    #: For which party; empty for what is of all
    party = models.ForeignKey(
        "agreements.Party",
        verbose_name="当事者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: 版, from 1 for each paper
    version = models.PositiveIntegerField("版", default=1)
    #: From what it was made: digest of the text, revision of the procedure, settings
    made_from = models.JSONField("元になった資料", default=dict)
    #: Title of the file
    title = models.CharField("題名", max_length=300, default="", blank=True)
    #: What it leaves open: [{"ja": "…", "en": "…", "essential": true}]
    gaps = models.JSONField("空欄", default=list, blank=True)
    #: The Word file
    content = models.BinaryField("内容")
    #: The same paper as PDF
    pdf = models.BinaryField("PDF", default=bytes)
    #: SHA-256 of the Word file
    sha256 = models.CharField("SHA-256", max_length=64)
    #: When it was made
    recorded_at = models.DateTimeField("作成日時", auto_now_add=True)

    class Meta:
        verbose_name = "作成文書"
        ordering = ["procedure", "kind", "party", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "kind", "party", "version"], name="one_paper_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Held(Derived):
    """確認待ちの入力: what somebody typed and has not confirmed yet.

    It is no part of the register and therefore not of the journal: it waits between a form and its page
    of confirmation, so that neither words nor files are lost on the way, and is thrown away after.
    """

    #: Part of its address; says nothing about what is typed
    token = models.UUIDField("受付番号", primary_key=True, default=uuid.uuid4, editable=False)
    #: The one person who sees it
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.CASCADE, related_name="+"
    )
    #: What for: act, bulk, open, past, sheet
    purpose = models.CharField("用途", max_length=40)
    #: For which procedure; empty where it opens one
    procedure = models.ForeignKey(
        Procedure,
        verbose_name="手続",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    #: For which matter over several agreements
    batch = models.ForeignKey(
        Batch,
        verbose_name="一括手続",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    #: What was typed, field by field, as it was typed
    typed = models.JSONField("入力", default=dict)
    #: When it was last typed
    held_at = models.DateTimeField("入力日時", auto_now=True)
    #: When it is thrown away
    expires_at = models.DateTimeField("期限", db_index=True)

    class Meta:
        verbose_name = "確認待ちの入力"
        ordering = ["-held_at"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.token}"


class HeldFile(Derived):
    """確認待ちのファイル: a file handed in with a form that is not confirmed yet."""

    #: With which form
    held = models.ForeignKey(
        Held, verbose_name="入力", on_delete=models.CASCADE, related_name="files"
    )
    #: In which field: evidence, text
    field = models.CharField("欄", max_length=40, default="evidence")
    #: Name of the file
    name = models.CharField("ファイル名", max_length=255)
    #: Its length in bytes
    size = models.PositiveIntegerField("大きさ")
    #: SHA-256 of the content
    sha256 = models.CharField("SHA-256", max_length=64)
    #: The file itself
    content = models.BinaryField("内容")

    class Meta:
        verbose_name = "確認待ちのファイル"
        ordering = ["held", "id"]

    def __str__(self) -> str:
        return self.name


# Django looks for models here; this one is of the page of what is due.
from renkei.desk.procedures.reminder import Reminder as Reminder  # noqa: E402
