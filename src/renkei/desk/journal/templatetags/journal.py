"""What an entry says it did."""

from __future__ import annotations

from django import template

from renkei.desk.journal import queries
from renkei.desk.journal.models import Entry

register = template.Library()


@register.filter
def operation_said(entry: Entry) -> str:
    """The operation of an entry in the reader's language."""
    return queries.operation_said(entry.operation)
