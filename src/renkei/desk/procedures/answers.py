"""What a page of confirmation says: the answers, and what the act rests on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django import forms

from renkei.desk.frame.templatetags.frame import both_calendars
from renkei.desk.procedures import labels
from renkei.desk.procedures.page import Standing
from renkei.desk.procedures.plan import needed
from renkei.desk.procedures.rules import StepPlan, StepState


@dataclass(frozen=True, slots=True)
class Answer:
    """One line: the question, and what was answered."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that had to be done before, and when it was done."""

    plan: StepPlan
    who: str
    date: datetime.date | None


def of_act(form: forms.Form, plan: StepPlan) -> list[Answer]:
    """The answers of a valid form, in its order; an empty one is said to be empty."""
    rows = []
    for name, field in form.fields.items():
        if name == "evidence":
            continue
        value = form.cleaned_data.get(name)
        if isinstance(value, datetime.date):
            text = both_calendars(value)
        elif name == "result":
            text = labels.result(str(value))
        else:
            text = str(value or "")
        rows.append(Answer(str(field.label), text))
    return rows


def gates(standing: Standing, cell: StepState) -> list[Gate]:
    """What this act rests on, each with the day it was done."""
    plans = {state.step: state.plan for state in standing.progress.steps}
    rows = []
    for step, party in needed(cell.step, cell.party, plans):
        state = standing.progress.of(step, party)
        if state is None:
            continue
        seat = standing.seat(party)
        rows.append(Gate(state.plan, seat.name if seat else "", state.date))
    return rows
