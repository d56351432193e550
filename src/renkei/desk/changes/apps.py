"""The app of changes."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """変更案."""

    name = "renkei.desk.changes"
    label = "changes"
    verbose_name = "変更案"
