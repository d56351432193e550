"""Entering an old procedure (過去の手続) complete on one page, and its confirmation."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renkei.desk.agreements.models import Agreement
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import holding, labels, operations
from renkei.desk.procedures.models import Held, Procedure
from renkei.desk.procedures.opening_views import opening_or_404, told_when_gone
from renkei.desk.procedures.operations.recording import record_for
from renkei.desk.procedures.past_forms import PastForm, PastLine, acts_of, fill, lines_of, typed_of
from renkei.desk.procedures.plans import case_before
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse
from renkei.desk.procedures.rules import Case, Kind, plan, progress


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def enter(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """過去の手続の登録: what the papers say, line by line; what they do not say stays empty."""
    actor = Actor.of(request)
    held, kind, agreements = opening_or_404(actor, token)
    agreement = agreements[0]
    case = case_before(kind, agreement, {}, past=True)
    lines = lines_of(plan(case), agreement)
    kept = dict(held.typed.get("form") or {})
    sent = request.method == "POST"
    fill(lines, request.POST if sent else kept)
    form = _form(kind, request.POST if sent else None, kept)
    problems: list[Problem] = []
    if sent:
        valid = form.is_valid()
        typed = {name: str(request.POST.get(name, "")) for name in form.fields} | typed_of(lines)
        held = holding.hold(actor, "open", dict(held.typed) | {"form": typed}, held=held)
        if valid and not any(line.wrong for line in lines):
            found = rehearse(lambda: _enter(actor, agreement, kind, form.cleaned_data, lines))[0]
            problems = _sort(found, lines)
            if not found:
                return redirect("procedures:check-past", token=token)
    context = {
        "form": form,
        "lines": lines,
        "agreement": agreement,
        "kind": labels.kind(kind),
        "problems": shown(problems, form),
        "wrong": [line for line in lines if line.wrong or line.problems],
        "sent": sent,
    }
    return render(request, "procedures/past.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def check(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """確認: the acts as they will stand, and the gaps that will be shown; then they are entered."""
    actor = Actor.of(request)
    held, kind, agreements = opening_or_404(actor, token)
    agreement = agreements[0]
    case = case_before(kind, agreement, {}, past=True)
    lines = lines_of(plan(case), agreement)
    typed = dict(held.typed.get("form") or {})
    fill(lines, typed)
    form = _form(kind, typed, {})
    if not form.is_valid() or any(line.wrong for line in lines):
        return redirect("procedures:past", token=token)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            with transaction.atomic():
                holding.release(actor, held)
                made = _enter(actor, agreement, kind, form.cleaned_data, lines)
        except Refused as refused:
            problems = _sort(refused.problems, lines)
            problems += [problem for line in lines for problem in line.problems]
        except Held.DoesNotExist:
            messages.info(request, _("この入力はすでに登録されています。"))
            return redirect("procedures:list")
        else:
            messages.success(request, _("過去の手続を登録しました。相手方の確認を待っています。"))
            return redirect("procedures:procedure", pk=made.pk)
    after = progress(_case(case, form.cleaned_data, lines), timezone.localdate())
    context = {
        "form": form,
        "lines": [line for line in lines if line.day],
        "agreement": agreement,
        "kind": labels.kind(kind),
        "after": after,
        "problems": shown(problems, form),
        "back": reverse("procedures:past", args=[token]),
    }
    status = refused_page_status(bool(problems))
    return render(request, "procedures/check_past.html", context, status=status)


def _form(kind: Kind, data: Mapping[str, Any] | None, kept: Mapping[str, Any]) -> PastForm:
    initial = {"name": _("連携協約の%(kind)s") % {"kind": labels.kind(kind)}} | dict(kept)
    return PastForm(data, initial=initial, with_years=kind is Kind.NOTICE, label_suffix="")


def _enter(
    actor: Actor,
    agreement: Agreement,
    kind: Kind,
    values: Mapping[str, Any],
    lines: Sequence[PastLine],
) -> Procedure:
    acts = acts_of(lines)
    return operations.record_past(
        actor,
        agreement,
        kind,
        name=values["name"],
        acts=acts,
        effective=values["effective"],
        opened_on=min((act.deed.date for act in acts), default=None),
        notice_years=values.get("notice_years") or 0,
    )


def _sort(found: Sequence[Problem], lines: Sequence[PastLine]) -> list[Problem]:
    """Hang each reason on its line (``2.date``); return those of the whole."""
    filled = [line for line in lines if line.day is not None]
    whole = []
    for problem in found:
        number, _dot, name = problem.field.partition(".")
        if number.isdecimal() and int(number) < len(filled):
            filled[int(number)].problems.append(replace(problem, field=name))
        else:
            whole.append(problem)
    return whole


def _case(case: Case, values: Mapping[str, Any], lines: Sequence[PastLine]) -> Case:
    """The case as it will be, for the gaps that will be shown."""
    case = replace(
        case, effective=values["effective"], notice_years=values.get("notice_years") or 0
    )
    for act in acts_of(lines):
        case = replace(case, acts=(*case.acts, record_for(case, act.party, act.step, act.deed)))
    return case
