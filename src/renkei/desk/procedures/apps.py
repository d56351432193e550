"""The app of procedures."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """手続."""

    name = "renkei.desk.procedures"
    label = "procedures"
    verbose_name = "手続"
