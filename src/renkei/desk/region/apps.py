"""The app of municipalities and regions."""

from django.apps import AppConfig


class RegionConfig(AppConfig):
    """圏域."""

    name = "renkei.desk.region"
    label = "region"
    verbose_name = "圏域"
