"""The training region: a fictional 連携中枢都市圏 in the middle of its year, filled by real operations.

:func:`fill` tells its story once. Every row of it comes from the operation that an office would use,
with the permissions of the person who would use it, so that what can be seen can also be done.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from renkei.desk.region.models import Region
from renkei.desk.training.places import Places, make_places, plan_of_places
from renkei.desk.training.story import tell

__all__ = ["Places", "fill", "is_there"]


def is_there() -> bool:
    """Whether the training region has been made on this desk."""
    return Region.objects.filter(slug=plan_of_places()["region"]["slug"]).exists()


def fill(password: str, today: datetime.date | None = None) -> Places:
    """Make the region, its people (all with this password) and what they have done until today."""
    day = today or timezone.localdate()
    with transaction.atomic():  # all of the story or none of it
        places = make_places(password, day)
        tell(places, day)
    return places
