"""How rows are written to a file that moves the register to another database: nothing is rounded.

Django's own JSON cuts times to milliseconds, and then rows no longer say what the journal says.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.serializers.json import Deserializer, DjangoJSONEncoder
from django.core.serializers.json import Serializer as Rounding

__all__ = ["Deserializer", "Serializer"]


class Exact(DjangoJSONEncoder):
    """Times to the microsecond, as the database holds them."""

    def default(self, o: Any) -> Any:
        """As Django writes it, but for times."""
        return (
            o.isoformat()
            if isinstance(o, datetime.datetime | datetime.time)
            else super().default(o)
        )


class Serializer(Rounding):
    """``renkei manage dumpdata``."""

    def serialize(self, *args: Any, **options: Any) -> Any:
        """As Django does, with times as they are."""
        return super().serialize(*args, **{"cls": Exact} | options)
