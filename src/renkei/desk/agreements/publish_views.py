"""公開 and 公開の取りやめ of an agreement: asked for, confirmed on a page that says what follows."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renkei.desk.agreements import operations, queries
from renkei.desk.agreements.as_of import as_of
from renkei.desk.agreements.models import Agreement
from renkei.desk.agreements.record import may
from renkei.desk.agreements.views import about, record_or_404
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.actor import Actor


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody will, or will no longer, see; then it is done. A draft is refused with why.

    The button says which of the two was meant: a page that is older than somebody else's decision
    never does the opposite of what it shows.
    """
    record = record_or_404(request, slug, as_of(request))
    agreement = record.agreement
    if agreement.status == Agreement.Status.HELD:
        raise Http404
    parties = queries.parties_of(agreement)
    actor = Actor.of(request)
    if not may(actor, agreement, parties, "agreements.publish"):
        raise PermissionDenied
    context = about(record) | {
        "parties": parties,
        "versions": record.versions,
        "findings": sum(version.findings for version in record.versions),
        "problems": (),
    }
    wanted = request.POST.get("do", "")
    if wanted in ("publish", "withdraw"):
        try:
            said = _done(actor, agreement, public=wanted == "publish")
        except Refused as refused:
            context["problems"] = refused.problems
            return render(request, "agreements/publish.html", context, status=422)
        messages.success(request, said)
        return redirect("agreements:reading", slug=slug)
    return render(request, "agreements/publish.html", context)


def _done(actor: Actor, agreement: Agreement, *, public: bool) -> str:
    """Publish or withdraw it where it is not so already; what to say then."""
    if agreement.public == public:
        return _("すでに公開されています。") if public else _("すでに非公開です。")
    if public:
        operations.publish(actor, agreement)
        return _("公開しました。だれでも読めます。")
    operations.withdraw(actor, agreement)
    return _("公開を取りやめました。")
