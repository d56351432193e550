"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from renkei.desk.region.forms import said

register = template.Library()


@register.filter
def amount(value: Decimal | None) -> str:
    """A figure with commas, and decimals only where it has some: 1,973,395 or 1,121.26."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}".rstrip("0")


@register.simple_tag
def choice(row: object, name: str) -> str:
    """A choice of a row in the reader's language: 確定値, Final."""
    shown = getattr(row, f"get_{name}_display")()
    return said(str(getattr(row, name)), str(shown))
