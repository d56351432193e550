"""登録内容の修正: title, term, what is missing; the parties; the post that looks after it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renkei.desk.agreements import operations, queries
from renkei.desk.agreements.as_of import as_of
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.agreements.record import may
from renkei.desk.agreements.register_forms import (
    MORE,
    AgreementForm,
    PartiesForm,
    PostForm,
    add_problems,
    place_choices,
    post_choices,
    said_of,
    said_of_parties,
    seen_of,
)
from renkei.desk.agreements.views import record_or_404
from renkei.desk.frame.conflict import EditForm, conflict_page
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Refused, Stale


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the register says of an agreement beside its text."""
    agreement = _editable(request, slug, "agreements.edit_agreement")
    form = AgreementForm(request.POST or None, initial=said_of(agreement))
    if form.is_valid():
        try:
            operations.edit_agreement(Actor.of(request), agreement, **form.cleaned_data)
        except Stale:
            now = queries.again(agreement)
            return _too_late(request, form, said_of(now), now.revision, now)
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            return _done(request, slug)
    return _page(request, "agreements/edit.html", form, agreement)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def parties(request: HttpRequest, slug: str) -> HttpResponse:
    """How the parties are entered, and which municipality each is."""
    agreement = _editable(request, slug, "agreements.set_parties")
    rows = queries.parties_of(agreement)
    places = queries.members_ever(agreement.region) if agreement.region else []
    form = PartiesForm(
        request.POST or None,
        initial=said_of_parties(rows),
        places=place_choices(places),
        count=len(rows) + MORE,
    )
    if form.is_valid():
        try:
            operations.set_parties(
                Actor.of(request), agreement, form.given(places), seen=form.cleaned_data["revision"]
            )
        except Stale:
            now = queries.parties_of(agreement)
            return _too_late(request, form, said_of_parties(now), seen_of(now), agreement)
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            return _done(request, slug)
    return _page(request, "agreements/parties.html", form, agreement)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """Which post looks after the agreement for one party: its own municipality says."""
    agreement = record_or_404(request, slug, as_of(request)).agreement
    party = next((row for row in queries.parties_of(agreement) if row.order == order), None)
    if party is None or party.municipality is None:
        raise Http404
    if not may(Actor.of(request), agreement, [party], "agreements.set_responsible_post"):
        raise PermissionDenied
    posts = queries.posts_of(party.municipality)
    form = PostForm(request.POST or None, initial=_of_post(party), posts=post_choices(posts))
    if form.is_valid():
        chosen = {str(one.pk): one for one in posts}.get(form.cleaned_data["post"])
        try:
            operations.set_responsible_post(
                Actor.of(request), party, chosen, revision=form.cleaned_data["revision"]
            )
        except Stale:
            now = next(row for row in queries.parties_of(agreement) if row.order == order)
            return _too_late(request, form, _of_post(now), now.revision, agreement)
        else:
            return _done(request, slug)
    return _page(request, "agreements/post.html", form, agreement, party=party)


def _of_post(party: Party) -> dict[str, object]:
    return {"revision": party.revision, "post": str(party.post_id or "")}


def _editable(request: HttpRequest, slug: str, operation: str) -> Agreement:
    """An agreement of the register that this reader may change."""
    agreement = record_or_404(request, slug, as_of(request)).agreement
    if agreement.status == Agreement.Status.HELD:
        raise Http404
    if not may(Actor.of(request), agreement, queries.parties_of(agreement), operation):
        raise PermissionDenied
    return agreement


def _done(request: HttpRequest, slug: str) -> HttpResponse:
    messages.success(request, _("登録しました。"))
    return redirect("agreements:reading", slug=slug)


def _page(
    request: HttpRequest, template: str, form: EditForm, agreement: Agreement, **more: object
) -> HttpResponse:
    context = {"form": form, "agreement": agreement, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _too_late(
    request: HttpRequest,
    form: EditForm,
    current: dict[str, object],
    revision: int | str,
    agreement: Agreement,
) -> HttpResponse:
    last = next(iter(queries.history_of(agreement)), None)
    return conflict_page(
        request,
        form,
        current,
        revision,
        title=agreement.title,
        back=reverse("agreements:reading", args=[agreement.slug]),
        who=last.who if last else "",
        at=last.at if last else None,
    )
