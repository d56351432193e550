"""Every write about people."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from renkei.desk.accounts.models import Person


@transaction.atomic
def register(username: str, password: str, *, name: str = "", office: str = "") -> Person:
    """利用者登録: make a person who can sign in.

    Raises django.core.exceptions.ValidationError for a name that is taken or not allowed, and for a
    password that is too weak.
    """
    person = Person(username=Person.written(username), name=name, office=office)
    validate_password(password, person)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    person.save()
    return person


@transaction.atomic
def set_password(person: Person, password: str) -> None:
    """Give a person a new password; sessions with the old one end.

    Raises django.core.exceptions.ValidationError for a password that is too weak.
    """
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])


@transaction.atomic
def set_active(person: Person, active: bool) -> None:
    """利用停止 and its end: whether a person may sign in. What they did and kept stays."""
    person.is_active = active
    person.save(update_fields=["is_active"])
