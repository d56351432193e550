"""What every view of people and posts begins with: who asks, and about which municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils import translation

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.region.models import Municipality

__all__ = ["enter", "login_required", "put_in", "spoken"]


def enter(
    request: HttpRequest, code: str, may: Callable[[Actor, Municipality], bool]
) -> tuple[Actor, Municipality]:
    """Who asks and the municipality of the address.

    Raises Http404 for one that is not there and for one whose people are none of the asker's business.
    """
    actor = Actor.of(request)
    municipality = Municipality.objects.filter(code=code).first()
    if municipality is None or not may(actor, municipality):
        raise Http404
    return actor, municipality


def spoken(problem: Problem) -> str:
    """A reason and what to do, in the reader's language."""
    english = translation.get_language() == "en"
    parts = (problem.en, problem.remedy_en) if english else (problem.ja, problem.remedy_ja)
    return (" " if english else "").join(part for part in parts if part)


def put_in(form: forms.Form, refused: Refused | ValidationError) -> None:
    """Put what an operation says against it beside the fields it belongs to."""
    found: Iterable[tuple[str, str]]
    if isinstance(refused, Refused):
        found = [(problem.field, spoken(problem)) for problem in refused.problems]
    elif hasattr(refused, "error_dict"):
        found = [(name, text) for name, texts in refused.message_dict.items() for text in texts]
    else:
        # What the rules for passwords say.
        name = "password" if "password" in form.fields else ""
        found = [(name, text) for text in refused.messages]
    for name, text in found:
        form.add_error(name if name in form.fields else None, text)
