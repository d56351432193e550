"""What is said of a text while it is negotiated: comments, replies, proposals and each party's answer.

All of it is part of the procedure and stays with it. A comment is about a provision of one text; the
text is kept, so that a later one can be asked what became of that provision.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from renkei.desk.journal.recorded import Recorded


class LaidText(Recorded):
    """協議に付された案文: a text that somebody said something about, or that came of what was said."""

    #: Of which procedure
    procedure = models.ForeignKey(
        "procedures.Procedure",
        verbose_name="手続",
        on_delete=models.CASCADE,
        related_name="laid_texts",
    )
    #: 第何案, from 1, in the order in which they were spoken of
    number = models.PositiveSmallIntegerField("案の番号")
    #: SHA-256 of the file
    sha256 = models.CharField("SHA-256", max_length=64)
    #: Its name
    name = models.CharField("ファイル名", max_length=255, blank=True)
    #: The file itself, in a format of the reader
    content = models.BinaryField("案文")
    #: When it was first spoken of
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "協議に付された案文"
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "sha256"], name="laid_text_once"),
            models.UniqueConstraint(fields=["procedure", "number"], name="laid_text_number"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}案"


class SheetFile(Recorded):
    """協議票: an Excel sheet that a party filled in, as it was handed in."""

    #: Of which procedure
    procedure = models.ForeignKey(
        "procedures.Procedure",
        verbose_name="手続",
        on_delete=models.CASCADE,
        related_name="negotiation_sheets",
    )
    #: Whose word it is
    party = models.ForeignKey(
        "agreements.Party", verbose_name="当事者", on_delete=models.PROTECT, related_name="+"
    )
    #: Name of the file
    name = models.CharField("ファイル名", max_length=255)
    #: SHA-256 of the file
    sha256 = models.CharField("SHA-256", max_length=64)
    #: The file itself
    content = models.BinaryField("内容")
    #: Entered by the secretariat, because the party has nobody in Renkei
    transmitted = models.BooleanField("事務局による登録", default=False)
    #: When it was handed in
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "協議票"
        ordering = ["procedure", "id"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "sha256"], name="negotiation_sheet_once")
        ]

    def __str__(self) -> str:
        return self.name


class Said(Recorded):
    """発言: something that somebody said for a party, or for the secretariat."""

    #: For which party; empty for the secretariat
    party = models.ForeignKey(
        "agreements.Party",
        verbose_name="当事者",
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
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="発言者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: The sheet it was said on; empty for what was typed here
    sheet = models.ForeignKey(
        SheetFile,
        verbose_name="協議票",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: When it was said
    said_at = models.DateTimeField("日時", auto_now_add=True)

    class Meta:
        abstract = True


class Comment(Said):
    """意見: on a provision of the text, or on the whole of it."""

    class State(models.TextChoices):
        """Whether something is still to be said or done."""

        OPEN = "open", "協議中"
        CLOSED = "closed", "済み"

    #: Of which procedure
    procedure = models.ForeignKey(
        "procedures.Procedure",
        verbose_name="手続",
        on_delete=models.CASCADE,
        related_name="comments",
    )
    #: In which round of the procedure (回)
    round = models.PositiveSmallIntegerField("回", default=1)
    #: On which text
    text = models.ForeignKey(
        LaidText, verbose_name="案文", on_delete=models.PROTECT, related_name="comments"
    )
    #: Id of the provision in that text; empty for the whole text
    node_id = models.CharField("規定のID", max_length=200, blank=True)
    #: What the provision was called: 第3条
    place = models.CharField("規定", max_length=300, blank=True)
    #: The words it is about, as they stood; empty for the whole provision
    quoted = models.TextField("対象の言葉", blank=True)
    #: What is said
    body = models.TextField("意見")
    #: Whether something is still to be said or done
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.OPEN)
    #: What became of it
    outcome = models.CharField("結果", max_length=500, blank=True)
    #: When that was entered
    closed_at = models.DateTimeField("済みとした日時", null=True, blank=True)

    class Meta:
        verbose_name = "意見"
        ordering = ["procedure", "id"]
        indexes = [models.Index(fields=["procedure", "state"], name="comment_open")]

    def __str__(self) -> str:
        return f"{self.place} {self.body[:40]}".strip()

    def get_absolute_url(self) -> str:
        """Its page, for links of the journal."""
        return reverse("negotiation:thread", args=[self.procedure_id, self.pk])


class Reply(Said):
    """返答 to a comment."""

    #: To which comment
    comment = models.ForeignKey(
        Comment, verbose_name="意見", on_delete=models.CASCADE, related_name="replies"
    )
    #: What is said
    body = models.TextField("返答")

    class Meta:
        verbose_name = "返答"
        ordering = ["comment", "id"]

    def __str__(self) -> str:
        return self.body[:40]


class Proposal(Said):
    """修正案: other words for words of a provision."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "回答待ち"
        AGREED = "agreed", "全当事者が同意"
        REJECTED = "rejected", "不同意"
        TAKEN = "taken", "案文に取込み"
        WITHDRAWN = "withdrawn", "取下げ"

    #: Under which comment
    comment = models.ForeignKey(
        Comment, verbose_name="意見", on_delete=models.CASCADE, related_name="proposals"
    )
    #: On which text
    text = models.ForeignKey(
        LaidText, verbose_name="案文", on_delete=models.PROTECT, related_name="proposals"
    )
    #: Id of the provision in that text whose words they are
    node_id = models.CharField("規定のID", max_length=200)
    #: The words as they stand
    before = models.TextField("改める言葉")
    #: The words proposed; empty to strike them
    after = models.TextField("改めた後の言葉", blank=True)
    #: What became of it
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.OPEN)
    #: The text it was taken into
    taken = models.ForeignKey(
        LaidText,
        verbose_name="取り込んだ案文",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="taken",
    )
    #: Why it was withdrawn
    why = models.CharField("取下げの理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "修正案"
        ordering = ["comment", "id"]

    def __str__(self) -> str:
        return f"「{self.before[:20]}」→「{self.after[:20]}」"


class Answer(Said):
    """回答: whether one party agrees to a proposal; each party has its own."""

    #: To which proposal
    proposal = models.ForeignKey(
        Proposal, verbose_name="修正案", on_delete=models.CASCADE, related_name="answers"
    )
    #: Whether it agrees
    accepted = models.BooleanField("同意")
    #: Why not
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "回答"
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "party"], name="one_answer_a_party")
        ]

    def __str__(self) -> str:
        return "同意" if self.accepted else "不同意"
