"""The app of negotiations."""

from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    """協議."""

    name = "renkei.desk.negotiation"
    label = "negotiation"
    verbose_name = "協議"
