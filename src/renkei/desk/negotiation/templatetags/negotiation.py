"""What pages of procedures and of what is due tell of negotiations."""

from __future__ import annotations

from typing import Any

from django import template

from renkei.desk.journal.actor import Actor
from renkei.desk.negotiation import queries
from renkei.desk.procedures.models import Procedure

register = template.Library()


@register.simple_tag
def talks_counted(procedure: Procedure) -> queries.Counts:
    """How much was said of a procedure, and how much of it waits."""
    return queries.counts_of(procedure)


@register.simple_tag(takes_context=True)
def talks_waiting(context: dict[str, Any]) -> list[queries.Waiting]:
    """The negotiations in which something waits for this reader or their partners."""
    return queries.waiting_for(Actor.of(context["request"]))
