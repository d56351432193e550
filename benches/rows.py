"""Rows by the hundred, past the operations: only for registers that are thrown away."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models

#: What is due depends on it.
TODAY = datetime.datetime.now(datetime.UTC).date()


def bulk(rows: list[Any]) -> list[Any]:
    """Put rows of one model in, however recorded they are."""
    if rows:
        models.QuerySet(type(rows[0])).bulk_create(rows, batch_size=500)
    return rows
