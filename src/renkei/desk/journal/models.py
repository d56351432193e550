"""The journal: what was done, by whom, when; written once and never again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from renkei.desk.journal.recorded import Derived


class Chain(Derived):
    """記録の連なり: the entries of one region, or of what belongs to no region."""

    #: The region's address, or "" for what belongs to no region
    key = models.CharField("圏域", max_length=80, primary_key=True)
    #: How many entries it has
    count = models.PositiveBigIntegerField("件数", default=0)
    #: Digest of the last entry
    head = models.CharField("最後の照合値", max_length=64)

    class Meta:
        verbose_name = "記録の連なり"

    def __str__(self) -> str:
        return f"{self.key} {self.count}"


class Entry(Derived):
    """記録: one operation that was done."""

    #: Which chain it belongs to: the region's address, or ""
    chain = models.CharField("圏域", max_length=80)
    #: Its number in the chain, from 1 without gaps
    number = models.PositiveBigIntegerField("番号")
    #: When it was recorded
    at = models.DateTimeField("記録日時")
    #: Name of the operation: procedures.record_resolution
    operation = models.CharField("操作", max_length=80)
    #: Who did it, as shown
    who = models.CharField("行った者", max_length=300)
    #: The same as a person who signs in; empty for the administrator at the machine
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="利用者",
        null=True,
        # An entry is never written again, not even when its person is gone.
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    #: For which municipality (code), "" for none
    municipality = models.CharField("団体コード", max_length=6, blank=True)
    #: With which post, as shown then
    post = models.CharField("担当", max_length=200, blank=True)
    #: What it was done to: agreements.agreement
    subject_type = models.CharField("対象の種類", max_length=80, blank=True)
    #: Its key
    subject_key = models.CharField("対象のキー", max_length=80, blank=True)
    #: What it was called then
    subject = models.CharField("対象", max_length=500, blank=True)
    #: The whole entry in canonical JSON (RFC 8785), the change included
    body = models.TextField("内容")
    #: Digest of the entry before it
    previous = models.CharField("直前の照合値", max_length=64)
    #: SHA-256 of the body
    digest = models.CharField("照合値", max_length=64)

    class Meta:
        verbose_name = "記録"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="one_entry_a_number")
        ]
        indexes = [
            models.Index(fields=["chain", "operation", "-number"], name="entry_operation"),
            models.Index(fields=["chain", "municipality", "-number"], name="entry_municipality"),
            models.Index(
                fields=["subject_type", "subject_key", "chain", "-number"], name="entry_of_subject"
            ),
            models.Index(fields=["chain", "-at"], name="entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.operation}"


class Concerned(Derived):
    """関係団体: a municipality that an entry is about, or that did it; its auditors may read it."""

    #: The entry
    entry = models.ForeignKey(
        Entry,
        verbose_name="記録",
        on_delete=models.DO_NOTHING,
        related_name="concerned",
    )
    #: Code of the municipality
    code = models.CharField("団体コード", max_length=6)
    #: Chain of the entry, for the index
    chain = models.CharField("圏域", max_length=80)
    #: Number of the entry, for the index
    number = models.PositiveBigIntegerField("番号")

    class Meta:
        verbose_name = "関係団体"
        indexes = [models.Index(fields=["code", "chain", "-number"], name="concerned_entry")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.code}"
