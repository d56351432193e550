"""The frame as a Django app, so that its templates and static files are found."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """枠: no tables of its own."""

    name = "renkei.desk.frame"
