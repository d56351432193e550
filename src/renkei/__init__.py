"""Renkei (連携): runs an inter-municipal partnership agreement from its signed text."""

__version__ = "0.1.0"
