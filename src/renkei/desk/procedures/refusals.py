"""How a refusal is shown: all reasons at once, each leading to its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from renkei.desk.frame.problems import Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """A reason and the id of the field it belongs to ("" for the whole)."""

    problem: Problem
    anchor: str
    field: str


def shown(problems: Iterable[Problem], form: forms.Form) -> list[Shown]:
    """The reasons as the summary above a form lists them."""
    return [
        Shown(
            problem,
            form[problem.field].id_for_label if problem.field in form.fields else "",
            problem.field if problem.field in form.fields else "",
        )
        for problem in problems
    ]


def refused_page_status(sent: bool) -> int:
    """422 for a form that was sent and not taken, 200 for one that is only opened."""
    return 422 if sent else 200
