"""取込み: hand a file in, see how it is read and what is found, then keep or discard it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.desk.accounts.models import Person
from renkei.desk.agreements import operations, queries
from renkei.desk.agreements.forms import IntakeForm, ProfileForm
from renkei.desk.agreements.models import Intake
from renkei.desk.agreements.notes import speaks_english
from renkei.desk.agreements.page import TextPage
from renkei.desk.agreements.reading import digest, read_file
from renkei.desk.journal.actor import Actor
from renkei.instrument.model import Refusal
from renkei.instrument.reading.profiles import PROFILES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The form. A file that cannot be read is refused here, in words, and nothing is held."""
    operations.clear_expired(Actor.of(request))
    sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if sent else IntakeForm()
    if sent and form.is_valid():
        data, name = form.content()
        try:
            intake = operations.receive(
                Actor.of(request), data, filename=name, profile=form.cleaned_data["profile"]
            )
        except Refusal as refused:
            form.add_error("file" if name else "text", _words(refused))
        except operations.TooManyWaiting:
            form.add_error(
                None, _("確認待ちのファイルが多すぎます。保存か破棄をしてから続けてください。")
            )
        else:
            return redirect("agreements:preview", token=intake.token)
    context = {
        "form": form,
        "limit": settings.UPLOAD_LIMIT,
        "limit_mb": settings.UPLOAD_LIMIT // 1024 // 1024,
        "waiting": list(queries.waiting_for(_person(request))),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/intake.html", context, status=status)


@login_required
@require_safe
def preview(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """確認: the reading and its findings, before anything is kept."""
    intake = intake_or_404(request, token)
    data = bytes(intake.source)
    reading = read_file(data, intake.filename, intake.profile)
    document = reading.document
    detected = PROFILES.get(document.profile)
    page = TextPage(reading, with_source=request.GET.get("source") == "1")
    context = {
        "intake": intake,
        "page": page,
        "listed": [
            (note, page.places.full_name(page.places.nodes[note.block_id])) for note in page.notes
        ],
        "form": ProfileForm(initial={"profile": intake.profile}, label_suffix=""),
        "detected": detected,
        "size": len(data),
        "sha256": digest(data),
        "origin": document.origin,
        "concluded": document.facts.concluded,
        "effective": document.facts.effective,
        "may_enter": bool(queries.regions_to_enter(Actor.of(request))),
    }
    return render(request, "agreements/preview.html", context)


@login_required
@require_POST
def profile(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Read the same file by another layout."""
    intake = intake_or_404(request, token)
    form = ProfileForm(request.POST)
    if form.is_valid():
        operations.read_as(Actor.of(request), intake, form.cleaned_data["profile"])
    else:
        messages.error(request, _("その様式はありません。一覧から選んでください。"))
    return redirect("agreements:preview", token=intake.token)


@login_required
@require_POST
def keep(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """保存: enter it in the register, for this person's eyes only."""
    intake = intake_or_404(request, token)
    try:
        agreement = operations.keep_reading(Actor.of(request), intake)
    except operations.AlreadyHeld as held:
        messages.info(request, _("同じファイルは、すでに保存されています。"))
        agreement = held.agreement
        operations.discard(Actor.of(request), intake)
    else:
        messages.success(request, _("保存しました。いまは、あなただけが閲覧できます。"))
    return redirect("agreements:reading", slug=agreement.slug)


@login_required
@require_POST
def discard(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """破棄: forget it."""
    intake = intake_or_404(request, token)
    operations.discard(Actor.of(request), intake)
    messages.success(request, _("破棄しました。何も保存されていません。"))
    return redirect("agreements:intake")


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # login_required stands before every caller
    return request.user


def intake_or_404(request: HttpRequest, token: uuid.UUID) -> Intake:
    """A waiting file of this person; the same 404 for anybody else's."""
    try:
        return queries.intake_of(token, _person(request))
    except Intake.DoesNotExist:
        raise Http404 from None


def _words(refusal: Refusal) -> str:
    """What was wrong and what to do, as one message."""
    if speaks_english():
        return f"{refusal.message_en} {refusal.remedy_en}"
    return f"{refusal.message_ja}{refusal.remedy_ja}"
