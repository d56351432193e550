"""The people who work with Renkei."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models


class Person(AbstractBaseUser):
    """利用者. Somebody who signs in; what they may do does not hang on the person."""

    #: What is typed at sign-in; never shown to others
    username = models.CharField(
        "利用者ID", max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    #: Name as shown on pages and in the journal
    name = models.CharField("氏名", max_length=100, blank=True)
    #: Where the person works, as it is written on a letter: 「訓練市 企画課」
    office = models.CharField("所属", max_length=200, blank=True)
    #: For notices, where an installation sends any; empty is usual
    email = models.EmailField("メールアドレス", blank=True)
    #: False keeps what the person did and ends their sign-in
    is_active = models.BooleanField("有効", default=True)
    #: When the account was made
    date_joined = models.DateTimeField("登録日時", auto_now_add=True)

    objects = UserManager["Person"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

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


def display(person: Person) -> str:
    """Where somebody works and who they are: 「訓練市 企画課　見本 太郎」."""
    return "　".join(part for part in (person.office, person.get_full_name()) if part)
