"""Opening a procedure: what and on which agreements; then name, day and text; then the confirmation."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Mapping
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

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.frame.days import as_typed
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import doors, holding, labels, openings, operations
from renkei.desk.procedures.models import Batch, Held, Procedure
from renkei.desk.procedures.opening_forms import ChoiceForm, OpeningForm
from renkei.desk.procedures.openings import Texts
from renkei.desk.procedures.plans import expected
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse
from renkei.desk.procedures.rules import Kind, needs_text


def told_when_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form that was sent already, or is too old, leads to the list and says so."""

    @functools.wraps(view)
    def told(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
        try:
            return view(request, token)
        except Held.DoesNotExist:
            messages.info(
                request,
                _(
                    "この入力はすでに登録されたか、期限が過ぎて消えています。下の一覧で確かめてください。"
                ),
            )
            return redirect("procedures:list")

    return told


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """手続を始める: what it is to do, and on which agreements."""
    actor = Actor.of(request)
    if not doors.may_open(actor):
        doors.refuse_person("procedures.open")
    sent = request.method == "POST"
    keys = (request.POST if sent else request.GET).getlist("agreement")
    initial = {"when": "now", "kind": request.GET.get("kind", "")}
    form = ChoiceForm(request.POST if sent else None, initial=initial, label_suffix="")
    problems: list[Problem] = []
    if sent and form.is_valid():
        agreements = openings.chosen(actor, keys)
        problems = _against(agreements, form.cleaned_data)
        if not problems:
            typed = dict(form.cleaned_data) | {"agreements": [row.pk for row in agreements]}
            held = holding.hold(actor, "open", typed)
            name = "details" if form.cleaned_data["when"] == "now" else "past"
            return redirect(f"procedures:{name}", token=held.token)
    context = {
        "form": form,
        "choices": openings.openable(actor),
        "chosen": set(keys),
        "problems": shown(problems, form),
        "sent": sent,
    }
    return render(request, "procedures/choose.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def details(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """件名、施行期日、案文: one form for one agreement or for all of them."""
    actor = Actor.of(request)
    held, kind, agreements = opening_or_404(actor, token)
    drafts = openings.drafts_of(agreements) if needs_text(kind) else {}
    sent = request.method == "POST"
    form = OpeningForm(
        kind,
        agreements,
        bool(drafts),
        request.POST if sent else None,
        request.FILES if sent else None,
        initial=_initial(kind) | dict(held.typed.get("form") or {}),
        label_suffix="",
    )
    problems: list[Problem] = []
    if sent and form.is_valid():
        uploads = [
            holding.Upload(file.name, file.content, "text") for file in form.cleaned_data["texts"]
        ]
        pasted = form.cleaned_data.get("pasted", "").replace("\r\n", "\n")
        if pasted.strip():
            uploads.append(holding.Upload(_("案文") + ".txt", pasted.encode(), "text"))
        unready: list[Problem] = []
        if form.cleaned_data.get("drafts"):
            more, unready = openings.texts_of_drafts(drafts.values())
            uploads += more
        held = holding.hold(
            actor,
            "open",
            dict(held.typed) | {"form": form.typed | {"pasted": ""}},
            uploads,
            held=held,
            without=request.POST.getlist("without"),
        )
        texts = openings.sort_texts(agreements, holding.uploads_of(held, "text"))
        problems = (unready + texts.problems) or list(
            rehearse(lambda: _open(actor, kind, agreements, form.cleaned_data, texts))[0]
        )
        if not problems:
            return redirect("procedures:check-opening", token=token)
    context = {
        "form": form,
        "kind": labels.kind(kind),
        "agreements": agreements,
        "kept": holding.files_of(held, "text"),
        "problems": shown(problems, form),
        "sent": sent,
        "needs_text": needs_text(kind),
    }
    return render(request, "procedures/details.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def check(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """確認: what is opened, on which texts, and the steps that will follow; then it is opened, once."""
    actor = Actor.of(request)
    held, kind, agreements = opening_or_404(actor, token)
    drafts = openings.drafts_of(agreements) if needs_text(kind) else {}
    form = OpeningForm(kind, agreements, bool(drafts), held.typed.get("form") or {})
    if not form.is_valid():
        return redirect("procedures:details", token=token)
    texts = openings.sort_texts(agreements, holding.uploads_of(held, "text"))
    problems: list[Problem] = texts.problems
    if request.method == "POST" and not problems:
        try:
            with transaction.atomic():
                holding.release(actor, held)
                made = _open(actor, kind, agreements, form.cleaned_data, texts)
        except Refused as refused:
            problems = list(refused.problems)
        except Held.DoesNotExist:
            messages.info(request, _("この入力はすでに登録されています。"))
            return redirect("procedures:list")
        else:
            messages.success(request, _("手続を始めました。"))
            name = "board" if isinstance(made, Batch) else "procedure"
            return redirect(f"procedures:{name}", pk=made.pk)
    context = {
        "kind": labels.kind(kind),
        "form": form,
        "agreements": [(row, texts.found.get(row.pk)) for row in agreements],
        "steps": expected(kind, agreements[0], form.cleaned_data),
        "problems": shown(problems, form),
        "back": reverse("procedures:details", args=[token]),
        "needs_text": needs_text(kind),
    }
    status = refused_page_status(bool(problems))
    return render(request, "procedures/check_opening.html", context, status=status)


def opening_or_404(actor: Actor, token: uuid.UUID) -> tuple[Held, Kind, list[Agreement]]:
    """What was chosen on the first page, as far as the actor may still open it.

    Held.DoesNotExist for a form that has gone (:func:`told_when_gone`); Http404 for another person's.
    """
    if Held.objects.filter(token=token).exclude(person=actor.person).exists():
        raise Http404
    held = holding.held_by(actor, token, "open")
    agreements = openings.chosen(actor, held.typed.get("agreements", ()))
    if not agreements or len(agreements) != len(held.typed["agreements"]):
        raise Http404
    return held, Kind(held.typed["kind"]), agreements


def _open(
    actor: Actor,
    kind: Kind,
    agreements: list[Agreement],
    values: Mapping[str, Any],
    texts: Texts,
) -> Procedure | Batch:
    if len(agreements) == 1:
        text = texts.found.get(agreements[0].pk)
        return operations.open_procedure(
            actor,
            agreements[0],
            kind,
            name=values["name"],
            opened_on=values["opened_on"],
            effective=values["effective"],
            text=text.content if text else b"",
            text_name=text.name if text else "",
            reason=values["reason"],
            notice_years=values.get("notice_years") or 0,
            notifier=_party(agreements[0], values.get("notifier")),
        )
    region = agreements[0].region
    assert region is not None  # _against refuses several agreements of no region
    return operations.open_batch(
        actor,
        region,
        agreements,
        kind,
        name=values["name"],
        opened_on=values["opened_on"],
        effective=values["effective"],
        reason=values["reason"],
        texts=texts.found,
    )


def _party(agreement: Agreement, key: object) -> Party | None:
    return next((party for party in agreement.parties.all() if str(party.pk) == str(key)), None)


def _initial(kind: Kind) -> dict[str, str]:
    name = _("連携協約の%(kind)s") % {"kind": labels.kind(kind)}
    return {"name": name, "opened_on": as_typed(timezone.localdate())}


def _against(agreements: list[Agreement], values: Mapping[str, Any]) -> list[Problem]:
    """What stands against the choice itself."""
    if not agreements:
        return [
            Problem("open.none", "協約を一つ以上選んでください。", "Choose at least one agreement.")
        ]
    several = len(agreements) > 1
    regions = {row.region_id for row in agreements}
    if several and (values["when"] == "past" or values["kind"] == Kind.NOTICE):
        return [
            Problem(
                "open.one",
                "過去の手続と通告による失効は、協約を一つずつ選んでください。",
                "Choose one agreement at a time for the past and for a notice.",
            )
        ]
    if several and (len(regions) > 1 or None in regions):
        return [
            Problem(
                "open.regions",
                "まとめて始められるのは、同じ圏域の協約だけです。",
                "Only agreements of one region can be opened together.",
            )
        ]
    return []
