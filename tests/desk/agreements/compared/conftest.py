"""The family of four agreements."""

from tests.desk.agreements.compared.family import family, found

__all__ = ["family", "found"]
