"""People, the posts they hold, and what they may do where."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models

from renkei.desk.accounts.roles import NAMES, Role
from renkei.desk.journal.periods import Dated
from renkei.desk.journal.recorded import Recorded, RecordedQuerySet


class People(UserManager.from_queryset(RecordedQuerySet)):  # type: ignore[misc]
    """Finds people by what they type at sign-in."""

    use_in_migrations = False


class Person(AbstractBaseUser, Recorded):
    """利用者. Somebody who signs in; what they may do hangs on grants and posts."""

    #: What is typed at sign-in; never shown to others
    username = models.CharField(
        "利用者ID", max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    #: Name as shown on pages and in the journal
    name = models.CharField("氏名", max_length=100, blank=True)
    #: The municipality that registered the person and looks after the account; empty for one that
    #: only the administrator at the machine looks after
    municipality = models.ForeignKey(
        "region.Municipality",
        verbose_name="所属団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    #: Where the person works, as it is written on a letter: 「訓練市 企画課」
    office = models.CharField("所属", max_length=200, blank=True)
    #: For notices, where an installation sends any; empty is usual
    email = models.EmailField("メールアドレス", blank=True)
    #: False keeps what the person did and ends their sign-in
    is_active = models.BooleanField("有効", default=True)
    #: When the account was made
    date_joined = models.DateTimeField("登録日時", auto_now_add=True)
    # A sign-in writes nothing about the person.
    last_login = None

    objects = People()  # type: ignore[misc]  # a manager of its own

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    secret = ("password",)

    class Meta:
        verbose_name = "利用者"

    def __str__(self) -> str:
        return display(self)

    @classmethod
    def written(cls, username: str) -> str:
        """A 利用者ID as it is kept: full and half width, upper and lower case are one."""
        return cls.normalize_username(username).lower()

    def get_full_name(self) -> str:
        """The name as shown."""
        return self.name or self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. Writes nothing: Django would store a newer digest here."""
        return check_password(raw_password, self.password)


def display(person: Person) -> str:
    """Where somebody works and who they are: 「訓練市 企画課　見本 太郎」."""
    return "　".join(part for part in (person.office, person.get_full_name()) if part)


class Grant(Dated):
    """役割の付与: a person has a role for a municipality or for a region, for a time."""

    #: Who has it
    person = models.ForeignKey(
        Person, verbose_name="利用者", on_delete=models.CASCADE, related_name="grants"
    )
    #: What it is
    role = models.CharField(
        "役割", max_length=20, choices=[(role.value, names[0]) for role, names in NAMES.items()]
    )
    #: For which municipality; empty for a role of a region
    municipality = models.ForeignKey(
        "region.Municipality",
        verbose_name="団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    #: For which region; empty for a role of a municipality
    region = models.ForeignKey(
        "region.Region",
        verbose_name="圏域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )

    class Meta:
        verbose_name = "役割の付与"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality=None, region__isnull=False)
                | models.Q(municipality__isnull=False, region=None),
                name="grant_has_one_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.municipality_id or self.region_id}"

    @property
    def place(self) -> str:
        """Code of the municipality or address of the region."""
        if self.region is not None:
            return self.region.slug
        return str(self.municipality_id)

    @property
    def named(self) -> Role:
        """The role itself."""
        return Role(self.role)


class Post(Dated):
    """担当（課・係）: what owns things, whoever holds it. It outlives the April rotation."""

    #: Of which municipality
    municipality = models.ForeignKey(
        "region.Municipality", verbose_name="団体", on_delete=models.PROTECT, related_name="posts"
    )
    #: 課: 政策企画部企画課
    division = models.CharField("部・課", max_length=100)
    #: 係・担当: 広域連携担当
    section = models.CharField("係・担当", max_length=100, blank=True)
    #: Telephone as it is printed on letters
    phone = models.CharField("電話", max_length=50, blank=True)
    #: Shared address of the post, for notices
    email = models.EmailField("メールアドレス", blank=True)
    #: 引継ぎの覚え書き: what whoever holds it next has to know; the journal keeps who wrote it when
    note = models.TextField("引継ぎの覚え書き", blank=True)

    class Meta:
        verbose_name = "担当"
        ordering = ["municipality", "division", "section"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.division, self.section) if part)


class Holding(Dated):
    """在任: a person holds a post for a time."""

    #: Which post
    post = models.ForeignKey(
        Post, verbose_name="担当", on_delete=models.PROTECT, related_name="holdings"
    )
    #: Who holds it
    person = models.ForeignKey(
        Person, verbose_name="利用者", on_delete=models.PROTECT, related_name="holdings"
    )

    class Meta:
        verbose_name = "在任"
        ordering = ["post", "-since"]

    def __str__(self) -> str:
        return f"{self.post_id} {self.person_id}"


class Invitation(Recorded):
    """招待: somebody is asked to make an account, with the roles that wait for them."""

    #: Digest of the secret in the address that was handed over; the secret itself is not kept
    secret_sha256 = models.CharField("招待の照合値", max_length=64, unique=True)
    #: Name as it will be shown
    name = models.CharField("氏名", max_length=100)
    #: For which municipality
    municipality = models.ForeignKey(
        "region.Municipality", verbose_name="団体", on_delete=models.CASCADE, related_name="+"
    )
    #: Roles that wait: ["editor", "council"]
    roles = models.JSONField("役割", default=list)
    #: Post that waits; empty for none
    post = models.ForeignKey(
        Post,
        verbose_name="担当",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: Who invited
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="招待した利用者",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: Until when it can be taken
    expires_at = models.DateTimeField("期限")
    #: Who took it; empty while it waits
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="受けた利用者",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: For lists, and the address of its page
    token = models.UUIDField("番号", default=uuid.uuid4, unique=True, editable=False)

    secret = ("secret_sha256",)

    class Meta:
        verbose_name = "招待"

    def __str__(self) -> str:
        return self.name
