"""Agreements as a Django app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """連携協約."""

    name = "renkei.desk.agreements"
    verbose_name = "連携協約"
