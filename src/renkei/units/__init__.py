"""Dates, money and numbers of Japanese local government, as frozen value types."""
