"""The desk, up and with people in it."""

from tests.desk import django_up

django_up.up()

from tests.desk.office import office  # noqa: E402
from tests.desk.people import as_sato, sample, sato, suzuki  # noqa: E402

__all__ = ["as_sato", "office", "sample", "sato", "suzuki"]
