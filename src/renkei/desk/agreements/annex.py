"""The rows of a 別表 as the register compares them: made from the reading, again whenever it is."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from renkei.amendment.entries import row_fields
from renkei.desk.agreements.models import AnnexRow, Expression
from renkei.desk.agreements.reading import Reading
from renkei.instrument.formats.initiatives import initiatives

#: Between the headings above a row.
BETWEEN = "\u2028"


def fill_rows(expression: Expression, reading: Reading) -> None:
    """Make the rows of a wording anew. To be called inside an operation."""
    AnnexRow.objects.filter(expression=expression).delete()
    AnnexRow.objects.bulk_create(
        AnnexRow(expression=expression, **values_of(order, entry))
        for order, entry in enumerate(initiatives(reading.document), 1)
    )


def values_of(order: int, entry: dict[str, Any]) -> dict[str, Any]:
    """The columns of one row, from a 取組 as the reading tells it."""
    content = entry["content"] or ""
    roles = [{"party": party, "text": text} for party, text in entry["roles"].items()]
    said = [entry["name"], content, roles]
    return {
        "node_id": entry["id"][:200],
        "order": order,
        "group": BETWEEN.join(entry["path"])[:500],
        "name": entry["name"][:300],
        "content": content,
        "roles": roles,
        "cells": [list(field) for field in row_fields(entry)],
        "digest": hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest(),
    }
