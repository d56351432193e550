"""How somebody is reminded of what is due: a calendar feed, a mail now and then."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from renkei.desk.journal.recorded import Recorded


class Reminder(Recorded):
    """お知らせの設定: what one person asked for; without a row nothing is sent and no feed is there."""

    #: Whose
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="利用者",
        on_delete=models.CASCADE,
        related_name="reminder",
    )
    #: Digest of the secret in the address of the calendar; the secret itself is not kept. Empty: none
    token_sha256 = models.CharField(
        "カレンダーの照合値", max_length=64, default="", blank=True, db_index=True
    )
    #: Since when that address works
    token_since = models.DateTimeField("カレンダーの発行日時", null=True, blank=True)
    #: Whether a digest of what is due goes to the person's mail address
    digest = models.BooleanField("メールでのお知らせ", default=False)

    secret = ("token_sha256",)

    class Meta:
        verbose_name = "お知らせの設定"

    def __str__(self) -> str:
        return f"{self.person_id}"
