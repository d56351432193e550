"""Recorded acts: corrected, confirmed by the other party, given further papers, taken back."""

from __future__ import annotations

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

from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Stale, locked
from renkei.desk.procedures import doors, labels, operations, queries
from renkei.desk.procedures.forms import CorrectForm, PapersForm, ReasonForm
from renkei.desk.procedures.models import Act, Evidence, Procedure
from renkei.desk.procedures.page import Seat, Standing
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rules import Step, StepPlan
from renkei.desk.procedures.views import context_of, procedure_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """訂正: the record says again what the paper says; later acts set the limits."""
    actor = Actor.of(request)
    found, act, plan, seat = _act_or_404(actor, pk, act_pk)
    doors.must(actor, "correct_act", found, act.party)
    initial = _initial(act)
    if request.method != "POST":
        form = CorrectForm(plan=plan, initial=initial, label_suffix="")
        return _page(request, found, plan, seat, form, act, _("記録を訂正する"))
    form = CorrectForm(request.POST, plan=plan, initial=initial, label_suffix="")
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        try:
            with transaction.atomic():
                now = locked(act)
                if now.revision != form.cleaned_data["revision"]:
                    raise Stale(now)
                operations.correct_act(actor, now, doors.deed(form.values(), ()))
        except Stale as stale:
            return _conflict(request, form, stale, found)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("記録を訂正しました。"))
            return redirect("procedures:procedure", pk=pk)
    return _page(request, found, plan, seat, form, act, _("記録を訂正する"), problems, sent=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """書類の追加: further papers of an act; the same file stays one."""
    actor = Actor.of(request)
    found, act, plan, seat = _act_or_404(actor, pk, act_pk)
    doors.must(actor, "attach", found, act.party)
    sent = request.method == "POST"
    form = PapersForm(
        request.POST if sent else None, request.FILES if sent else None, label_suffix=""
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        said = doors.deed({"date": act.date}, form.cleaned_data["evidence"])
        try:
            operations.attach(actor, act, said)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("書類を追加しました。"))
            return redirect("procedures:procedure", pk=pk)
    return _page(request, found, plan, seat, form, act, _("書類を追加する"), problems, sent=sent)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """取消し: a record that was made by mistake no longer counts; it stays to be read, with the reason."""
    actor = Actor.of(request)
    found, act, plan, seat = _act_or_404(actor, pk, act_pk)
    doors.must_withdraw(actor, found, act)
    sent = request.method == "POST"
    form = ReasonForm(request.POST if sent else None, label_suffix="")
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            doors.withdraw(actor, found, act, form.cleaned_data["why"])
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("記録を取り消しました。"))
            return redirect("procedures:procedure", pk=pk)
    title = _("記録を取り消す")
    return _page(request, found, plan, seat, form, act, title, problems, sent=sent, grave=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int, act_pk: int, paper_pk: int) -> HttpResponse:
    """書類の取り除き: a paper that was attached by mistake goes; its name and digest stay in the journal."""
    actor = Actor.of(request)
    found, act, plan, seat = _act_or_404(actor, pk, act_pk)
    doors.must(actor, "remove_paper", found, act.party)
    paper = next((row for row in act.evidence.all() if row.pk == paper_pk), None)
    if paper is None:
        raise Http404
    sent = request.method == "POST"
    form = ReasonForm(request.POST if sent else None, label_suffix="")
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            operations.remove_paper(actor, paper, form.cleaned_data["why"])
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("書類を取り除きました。"))
            return redirect("procedures:procedure", pk=pk)
    title = _("書類を取り除く")
    return _page(
        request, found, plan, seat, form, act, title, problems, sent=sent, grave=True, paper=paper
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """相手方の確認: another party sees what was recorded, papers included, and stands by it or not."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    standing = Standing.of(found, timezone.localdate())
    doors.must(actor, "confirm_past" if found.past else "confirm_signing", found)
    waiting = doors.unconfirmed(found, standing, actor)
    if not waiting:
        messages.info(request, _("確認を待っている記録はありません。"))
        return redirect("procedures:procedure", pk=pk)
    seen = ",".join(f"{act.pk}.{act.revision}" for act in waiting)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        if request.POST.get("seen") != seen:
            messages.error(request, _("確認の前に記録が変わりました。もう一度確かめてください。"))
            return redirect("procedures:confirm", pk=pk)
        try:
            doors.confirm(actor, found)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("相手方の記録を確認しました。"))
            return redirect("procedures:procedure", pk=pk)
    rows = {party.pk: party for party in queries.parties_of(found)}
    for act in waiting:
        act.party = rows.get(act.party_id or 0)
    plans = {state.step: state.plan for state in standing.progress.steps}
    context = context_of(
        found,
        acts=[(act, plans.get(Step(act.step)), list(act.evidence.all())) for act in waiting],
        problems=shown(problems, ReasonForm()),
        seats=standing.seats,
        gaps=standing.progress.gaps,
        seen=seen,
        sheets=any(act.transmitted for act in waiting),
    )
    status = refused_page_status(bool(problems))
    return render(request, "procedures/confirm.html", context, status=status)


def _act_or_404(actor: Actor, pk: int, act_pk: int) -> tuple[Procedure, Act, StepPlan, Seat | None]:
    found = procedure_or_404(actor, pk)
    standing = Standing.of(found, timezone.localdate())
    act = next((row for row in standing.rows if row.pk == act_pk and not row.withdrawn), None)
    plans = {state.step: state.plan for state in standing.progress.steps}
    if act is None or Step(act.step) not in plans:
        raise Http404
    rows = {party.pk: party for party in queries.parties_of(found)}
    act.party = rows.get(act.party_id or 0)
    seat = standing.seat(queries.key_of(act.party)) if act.party is not None else None
    return found, act, plans[Step(act.step)], seat


def _initial(act: Act) -> dict[str, Any]:
    names = ("date", "result", "number", "addressee", "note", "revision")
    return {name: getattr(act, name) for name in names}


def _page(
    request: HttpRequest,
    found: Procedure,
    plan: StepPlan,
    seat: Seat | None,
    form: Any,
    act: Act,
    title: str,
    problems: tuple[Problem, ...] = (),
    *,
    sent: bool = False,
    grave: bool = False,
    paper: Evidence | None = None,
) -> HttpResponse:
    context = context_of(
        found,
        plan=plan,
        seat=seat,
        form=form,
        act=act,
        title=title,
        problems=shown(problems, form),
        sent=sent,
        grave=grave,
        paper=paper,
        step=labels.seal(act.step),
    )
    return render(request, "procedures/record.html", context, status=refused_page_status(sent))


def _conflict(
    request: HttpRequest, form: CorrectForm, stale: Stale, found: Procedure
) -> HttpResponse:
    current = stale.current
    assert isinstance(current, Act)
    return conflict_page(
        request,
        form,
        _initial(current),
        current.revision,
        title=labels.seal(current.step),
        back=reverse("procedures:procedure", args=[found.pk]),
    )
