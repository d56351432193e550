"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """利用者."""

    name = "renkei.desk.accounts"
    verbose_name = "利用者"
