"""Roles and operations in the reader's language."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils import translation

from renkei.desk.accounts import manual
from renkei.desk.accounts.environment import PROVIDER
from renkei.desk.accounts.roles import Role

register = template.Library()


def _english() -> bool:
    return translation.get_language() == "en"


@register.filter
def role(value: Role | str) -> str:
    """A role, or its key, as it is called."""
    found = Role(value)
    return found.en if _english() else found.ja


@register.filter
def both(subject: object) -> str:
    """What has a Japanese and an English name."""
    return str(getattr(subject, "en" if _english() else "ja"))


@register.filter
def operation(name: str) -> str:
    """What an operation is called; its key for one that is there no more."""
    found = manual.operations().get(name)
    return name if found is None else both(found)


@register.simple_tag
def provider() -> dict[str, str] | None:
    """The provider of identities that the sign-in offers; None where there is none."""
    return {"key": PROVIDER, "name": settings.OIDC.name} if settings.OIDC else None
