"""標準文: edited as text, checked, entered as the next version; and each version as it was."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.amendment.compare import words
from renkei.desk.agreements import draft_operations as operations
from renkei.desk.agreements import draft_queries as queries
from renkei.desk.agreements.draft_access import about, may, model_or_404, of_region, region_or_404
from renkei.desk.agreements.draft_page import meanings, placeholders_of
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_model(request: HttpRequest, slug: str) -> HttpResponse:
    """標準文の編集: as text, with what the checks find in it; saved as the next version."""
    region = region_or_404(request, slug)
    name = request.GET.get("name", "").strip()
    newest = queries.newest_version(region, name) if name else None
    if name and newest is None:
        raise Http404
    text = newest.text if newest else ""
    based_on = newest.version if newest else 0
    problems: Sequence[Problem] = ()
    checked = request.method != "POST" and bool(text)
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        name = name or request.POST.get("name", "").strip()
        given = request.POST.get("based_on", "0")
        based_on = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
        checked = True
        if request.POST.get("act") == "save":
            try:
                saved = operations.write_model(
                    Actor.of(request), region, name, text, based_on=based_on
                )
            except Refused as refused:
                problems = refused.problems
            else:
                said = {"name": saved.name, "version": saved.version}
                messages.success(request, _("%(name)s 第%(version)s版を登録しました。") % said)
                return redirect("agreements:models", slug=slug)
    context = about(region) | {
        "name": name,
        "newest": newest,
        "text": text,
        "based_on": based_on,
        "problems": problems,
        "meanings": placeholders_of(),
        "changes": words(newest.text, text) if newest and newest.text != text else (),
        "may": may(request, "agreements.write_model", of_region(region)),
    }
    context["findings"] = meanings(text, region) if checked else None
    return render(request, "drafting/model.html", context, status=422 if problems else 200)


@login_required
@require_safe
def model(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """One version of a model text, and what it changed in the one before."""
    region = region_or_404(request, slug)
    one = model_or_404(region, key)
    versions = queries.versions_of(region, one.name)
    before = next((row for row in versions if row.version < one.version), None)
    context = about(region) | {
        "model": one,
        "versions": versions,
        "before": before,
        "changes": words(before.text, one.text) if before else (),
    }
    return render(request, "drafting/version.html", context)
