"""Recording a step: the form, the page of confirmation (確認画面), the act itself."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
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

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import answers, doors, holding, labels
from renkei.desk.procedures.forms import ActForm
from renkei.desk.procedures.models import Held, Procedure
from renkei.desk.procedures.page import Standing
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse
from renkei.desk.procedures.rules import ActRecord, State, Step, StepState, progress
from renkei.desk.procedures.views import context_of, procedure_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """記録: one step of one party. Whatever stands against it is said here, before anything is asked twice."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    standing = Standing.of(found, timezone.localdate())
    cell = cell_or_404(standing, key)
    doors.must_record(actor, found, cell.step, cell.party)
    held = _held(actor, request, found, key)
    if request.method != "POST":
        if cell.state is State.DONE or (cell.act is not None and cell.step is Step.SIGN):
            # Reached by an old link, another tab or the back button: the form would lead nowhere.
            messages.info(
                request,
                _("この手順は記録済みです。直すときは「記録の詳細」から訂正してください。"),
            )
            return redirect("procedures:procedure", pk=pk)
        form = ActForm(cell.plan, initial=_initial(standing, cell), label_suffix="")
        if held is not None:
            form = ActForm(cell.plan, initial=held.typed, label_suffix="")
        return _form(request, found, standing, cell, form, held, list(cell.reasons))
    form = ActForm(cell.plan, request.POST, request.FILES, label_suffix="")
    valid = form.is_valid()
    uploads = form.cleaned_data.get("evidence") or []
    if uploads or held is not None or valid:
        held = holding.hold(
            actor,
            "act",
            form.typed | {"key": key, "text_sha256": request.POST.get("text_sha256", "")[:64]},
            uploads,
            procedure=found,
            held=held,
            without=request.POST.getlist("without"),
        )
    if not valid:
        return _form(request, found, standing, cell, form, held, [], sent=True)
    assert held is not None  # held above, because the form is valid
    problems = rehearse(lambda: _do(actor, found, cell, form.values(), held))[0]
    if problems:
        return _form(request, found, standing, cell, form, held, list(problems), sent=True)
    return redirect("procedures:check-act", pk=pk, key=key, token=held.token)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, key: str, token: uuid.UUID) -> HttpResponse:
    """確認: what will be recorded, what it rests on, and what follows; then it is recorded, once."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    standing = Standing.of(found, timezone.localdate())
    cell = cell_or_404(standing, key)
    doors.must_record(actor, found, cell.step, cell.party)
    try:
        held = holding.held_by(actor, token, "act")
    except Held.DoesNotExist:
        return already(request, found)
    if held.procedure_id != found.pk or held.typed.get("key") != key:
        raise Http404
    form = ActForm(cell.plan, held.typed, label_suffix="")
    if not form.is_valid():  # typed by hand into the address of another form
        return redirect(_address(found, key, held))
    if request.method == "POST":
        try:
            with transaction.atomic():
                done = _do(actor, found, cell, form.values(), held)
                holding.release(actor, held)
        except Refused as refused:
            problems = list(refused.problems)
            return _form(request, found, standing, cell, form, held, problems, sent=True)
        except Held.DoesNotExist:
            return already(request, found)
        messages.success(
            request, _("%(step)sを記録しました。") % {"step": labels.seal(Step(done.step))}
        )
        return redirect("procedures:procedure", pk=pk)
    after = _after(standing, cell, form.values(), held)
    context = context_of(
        found,
        cell=cell,
        seat=standing.seat(cell.party),
        answers=answers.of_act(form, cell.plan),
        papers=holding.files_of(held),
        gates=answers.gates(standing, cell),
        before=standing.progress,
        after=after,
        back=_address(found, key, held),
        text_sha256=held.typed.get("text_sha256") if cell.step is Step.AGREE else "",
        today=timezone.localdate(),
    )
    return render(request, "procedures/check_act.html", context)


def cell_or_404(standing: Standing, key: str) -> StepState:
    """The step of that address (``resolve-011002``, ``sign-all``)."""
    step, _dash, party = key.partition("-")
    found = (
        standing.progress.of(Step(step), "" if party == "all" else party)
        if (step in set(Step))
        else None
    )
    if found is None:
        raise Http404
    return found


def already(request: HttpRequest, found: Procedure) -> HttpResponse:
    """A page of confirmation whose form has gone: sent twice, given up, or too old."""
    messages.info(
        request,
        _("この入力はすでに登録されたか、期限が過ぎて消えています。下の状態を確かめてください。"),
    )
    return redirect("procedures:procedure", pk=found.pk)


def _do(
    actor: Actor, found: Procedure, cell: StepState, values: Mapping[str, Any], held: Held
) -> Any:
    return doors.record(
        actor,
        found,
        cell.step,
        cell.party,
        values,
        holding.uploads_of(held),
        text_sha256=held.typed.get("text_sha256", "") if cell.step is Step.AGREE else "",
    )


def _held(actor: Actor, request: HttpRequest, found: Procedure, key: str) -> Held | None:
    """What this person typed before for the same step; None for the first time, and for strangers."""
    token = request.POST.get("held") or request.GET.get("held")
    if not token:
        return None
    try:
        held = holding.held_by(actor, token, "act")
    except Held.DoesNotExist:
        return None
    return held if held.procedure_id == found.pk and held.typed.get("key") == key else None


def _initial(standing: Standing, cell: StepState) -> dict[str, Any]:
    """What a form may say already: the addressee the law fixes, the number of the bill resolved on."""
    bill = standing.progress.of(Step.BILL, cell.party) if cell.step is Step.RESOLVE else None
    return {
        "addressee": cell.plan.addressee(cell.party),
        "number": bill.act.number if bill and bill.act else "",
    }


def _form(
    request: HttpRequest,
    found: Procedure,
    standing: Standing,
    cell: StepState,
    form: ActForm,
    held: Held | None,
    problems: list[Problem],
    *,
    sent: bool = False,
) -> HttpResponse:
    context = context_of(
        found,
        standing=standing,
        cell=cell,
        seat=standing.seat(cell.party),
        form=form,
        held=held,
        kept=holding.files_of(held),
        problems=shown(problems, form) if sent else [],
        early=[] if sent else problems,
        sent=sent,
        siblings=found.batch is not None,
    )
    return render(request, "procedures/act.html", context, status=refused_page_status(sent))


def _after(standing: Standing, cell: StepState, values: Mapping[str, Any], held: Held) -> Any:
    act = ActRecord(
        step=cell.step,
        party=cell.party,
        date=values["date"] or cell.date or standing.on,
        round=standing.progress.round,
        result=values.get("result", ""),
        number=values.get("number", ""),
        addressee=values.get("addressee", ""),
        document_sha256=standing.case.text_sha256 if cell.step is Step.AGREE else "",
        confirmed=not doors.needs_confirmation(standing, cell.step),
    )
    case = replace(standing.case, acts=(*standing.case.acts, act))
    return progress(case, max(standing.on, act.date))


def _address(found: Procedure, key: str, held: Held) -> str:
    return f"{reverse('procedures:act', args=[found.pk, key])}?held={held.token}"
