"""Matters of a whole procedure: its text, its name and day, giving it up."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renkei.desk.agreements.reading import read_file
from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Stale
from renkei.desk.procedures import doors, holding, operations
from renkei.desk.procedures.act_views import already
from renkei.desk.procedures.forms import ReasonForm
from renkei.desk.procedures.matter_forms import MatterForm, TextForm
from renkei.desk.procedures.models import Held, Procedure
from renkei.desk.procedures.page import Standing
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse
from renkei.desk.procedures.views import context_of, procedure_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_text(request: HttpRequest, pk: int) -> HttpResponse:
    """案文の登録: a file or pasted text, read before anything is kept."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    doors.must(actor, "put_text", found)
    sent = request.method == "POST"
    form = TextForm(
        request.POST if sent else None, request.FILES if sent else None, label_suffix=""
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        text = form.upload()
        problems = rehearse(lambda: operations.put_text(actor, found, text.content, text.name))[0]
        if not problems:
            held = holding.hold(actor, "text", {}, [text], procedure=found)
            return redirect("procedures:check-text", pk=pk, token=held.token)
    context = context_of(
        found, form=form, problems=shown(problems, form), sent=sent, title=_("案文を登録する")
    )
    return render(request, "procedures/put_text.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_text(request: HttpRequest, pk: int, token: uuid.UUID) -> HttpResponse:
    """案文の確認: how it was read; every confirmation of the text before it counts no longer."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    doors.must(actor, "put_text", found)
    try:
        held = held_for(actor, token, "text", found)
    except Held.DoesNotExist:
        return already(request, found)
    text = holding.uploads_of(held, "text")[0]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            with transaction.atomic():
                operations.put_text(actor, found, text.content, text.name)
                holding.release(actor, held)
        except Refused as refused:
            problems = refused.problems
        except Held.DoesNotExist:
            return already(request, found)
        else:
            messages.success(request, _("案文を登録しました。"))
            return redirect("procedures:procedure", pk=pk)
    reading = read_file(text.content, text.name)
    context = context_of(
        found,
        text=text,
        facts=reading.document.facts,
        findings=len(reading.findings),
        problems=shown(problems, ReasonForm()),
    )
    status = refused_page_status(bool(problems))
    return render(request, "procedures/check_text.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """件名、施行期日、提案理由: changed while no council has the bill; two writers do not overwrite each other."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    doors.must(actor, "revise", found)
    sent = request.method == "POST"
    form = MatterForm(request.POST if sent else None, initial=_matter(found), label_suffix="")
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        values = dict(form.cleaned_data)
        found.revision = values.pop("revision")  # saving an older one is refused as Stale
        try:
            operations.revise(
                actor, found, **values | {"notice_years": values["notice_years"] or 0}
            )
        except Stale as stale:
            return _conflict(request, form, stale, pk)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("手続の事項を改めました。"))
            return redirect("procedures:procedure", pk=pk)
    context = context_of(
        found, form=form, problems=shown(problems, form), sent=sent, title=_("手続の事項を改める")
    )
    return render(request, "procedures/matter.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """取下げ: day and reason; then a page of confirmation."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    doors.must(actor, "withdraw_procedure", found)
    sent = request.method == "POST"
    form = ReasonForm(request.POST if sent else _kept(actor, request, found), dated=True)
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        day, why = form.cleaned_data["date"], form.cleaned_data["why"]
        problems = rehearse(lambda: operations.withdraw_procedure(actor, found, why, day))[0]
        if not problems:
            held = holding.hold(actor, "withdraw", form.typed, procedure=found)
            return redirect("procedures:check-withdraw", pk=pk, token=held.token)
    standing = Standing.of(found, timezone.localdate())
    context = context_of(
        found,
        form=form,
        problems=shown(problems, form),
        sent=sent,
        title=_("手続を取り下げる"),
        standing=standing,
    )
    return render(request, "procedures/matter.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_withdraw(request: HttpRequest, pk: int, token: uuid.UUID) -> HttpResponse:
    """取下げの確認: what stops, and what remains to be read."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    doors.must(actor, "withdraw_procedure", found)
    try:
        held = held_for(actor, token, "withdraw", found)
    except Held.DoesNotExist:
        return already(request, found)
    form = ReasonForm(held.typed, dated=True)
    if not form.is_valid():
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        values = form.cleaned_data
        try:
            with transaction.atomic():
                operations.withdraw_procedure(actor, found, values["why"], values["date"])
                holding.release(actor, held)
        except Refused as refused:
            problems = refused.problems
        except Held.DoesNotExist:
            return already(request, found)
        else:
            messages.success(request, _("手続を取り下げました。"))
            return redirect("procedures:procedure", pk=pk)
    context = context_of(
        found,
        form=form,
        standing=Standing.of(found, timezone.localdate()),
        back=f"{reverse('procedures:withdraw', args=[pk])}?held={held.token}",
        problems=shown(problems, ReasonForm()),
    )
    status = refused_page_status(bool(problems))
    return render(request, "procedures/check_withdraw.html", context, status=status)


def _conflict(request: HttpRequest, form: MatterForm, stale: Stale, pk: int) -> HttpResponse:
    current = stale.current
    assert isinstance(current, Procedure)
    return conflict_page(
        request,
        form,
        _matter(current),
        current.revision,
        title=_("手続の事項"),
        back=reverse("procedures:procedure", args=[pk]),
    )


def held_for(actor: Actor, token: uuid.UUID | str, purpose: str, found: Procedure) -> Held:
    """What this person typed for this procedure; Held.DoesNotExist otherwise."""
    held = holding.held_by(actor, token, purpose)
    if held.procedure_id != found.pk:
        raise Held.DoesNotExist
    return held


def _kept(actor: Actor, request: HttpRequest, found: Procedure) -> dict[str, Any] | None:
    try:
        return dict(held_for(actor, request.GET.get("held", ""), "withdraw", found).typed)
    except Held.DoesNotExist:
        return None


def _matter(found: Procedure) -> dict[str, Any]:
    names = ("name", "effective", "reason", "notice_years", "revision")
    return {name: getattr(found, name) for name in names}
