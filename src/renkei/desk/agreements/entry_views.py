"""登録: a file that was handed in becomes an agreement of a region, or a version of one.

One address, without anything kept between: the form, the page of confirmation with the differences
from the region's other agreements, and the act itself, each checked anew.
"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renkei.desk.agreements import operations, queries
from renkei.desk.agreements import register_rules as rules
from renkei.desk.agreements.difference import differences_of
from renkei.desk.agreements.entry_forms import Desk, EntryForm
from renkei.desk.agreements.family_pairs import Line, lines_between
from renkei.desk.agreements.intake_views import intake_or_404
from renkei.desk.agreements.models import Agreement, Expression, Intake
from renkei.desk.agreements.reading import Reading, from_tree, read_file
from renkei.desk.agreements.register_forms import add_problems
from renkei.desk.agreements.standing import shown_on
from renkei.desk.agreements.writing import Paper
from renkei.desk.frame.problems import Problem
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Refused, permitted
from renkei.desk.region.models import Region


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Choose the region, fill in what the text does not say, confirm, enter."""
    intake = intake_or_404(request, token)
    actor = Actor.of(request)
    regions = queries.regions_to_enter(actor)
    if not regions:
        raise PermissionDenied
    asked = request.POST.get("region") or request.GET.get("region", "")
    region = next((one for one in regions if one.slug == asked), None)
    if region is None and len(regions) == 1 and not asked:
        region = regions[0]
    if region is None:
        return render(
            request, "agreements/enter_region.html", {"intake": intake, "regions": regions}
        )
    reading = read_file(bytes(intake.source), intake.filename, intake.profile)
    desk = Desk(
        reading.document,
        region,
        queries.members_ever(region),
        queries.concluded_of(region, actor),
    )
    do = request.POST.get("do", "")
    if request.method != "POST":
        return _form(request, intake, region, EntryForm(desk=desk))
    form = EntryForm(request.POST, desk=desk)
    if not form.is_valid() or do not in ("check", "enter"):
        return _form(request, intake, region, form)
    if do == "check":
        add_problems(form, _against(actor, form, intake))
        return (
            _form(request, intake, region, form)
            if form.errors
            else _check(request, intake, region, form, reading)
        )
    try:
        agreement = _enter(actor, form, intake)
    except Refused as refused:
        add_problems(form, refused.problems)
        return _form(request, intake, region, form)
    messages.success(request, _("登録しました。まだ公開されていません。"))
    return redirect("agreements:reading", slug=agreement.slug)


def _paper(intake: Intake) -> Paper:
    return Paper(bytes(intake.source), intake.filename, intake.profile)


def _against(actor: Actor, form: EntryForm, intake: Intake) -> list[Problem]:
    """Everything the operation would refuse, before the page of confirmation."""
    desk, chosen = form.desk, form.chosen
    facts, paper = desk.document.facts, _paper(intake)
    if chosen is not None:
        versions = queries.versions_of(chosen)
        made = Expression.Made(form.cleaned_data["made"])
        problems = rules.against_version(chosen, versions, facts, paper, form.dates, made)
        mapped = [party.municipality for party in queries.parties_of(chosen)]
        operation = "agreements.enter_version"
    else:
        parties, ends = form.given(), form.cleaned_data["term_ends"]
        problems = rules.against_agreement(desk.region, facts, paper, parties, form.dates, ends)
        mapped = [party.municipality for party in parties]
        operation = "agreements.enter_agreement"
    places = tuple(place for place in mapped if place is not None)
    if not permitted(actor, operation, Concern(desk.region, places)):
        problems.append(rules.not_a_party())
    return problems


def _enter(actor: Actor, form: EntryForm, intake: Intake) -> Agreement:
    said, chosen = form.cleaned_data, form.chosen
    if chosen is not None:
        expression = operations.enter_version(
            actor,
            chosen,
            _paper(intake),
            made=Expression.Made(said["made"]),
            dates=form.dates,
            missing=said["missing"],
            intake=intake,
        )
        return expression.agreement
    return operations.enter_agreement(
        actor,
        form.desk.region,
        _paper(intake),
        form.given(),
        kind=said["kind"],
        scheme=said["scheme"],
        made=Expression.Made(said["made"]),
        dates=form.dates,
        term_ends=said["term_ends"],
        missing=said["missing"],
        intake=intake,
    )


def _form(request: HttpRequest, intake: Intake, region: Region, form: EntryForm) -> HttpResponse:
    context = {"intake": intake, "region": region, "form": form, "facts": form.desk.document.facts}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "agreements/enter.html", context, status=status)


def _check(
    request: HttpRequest, intake: Intake, region: Region, form: EntryForm, reading: Reading
) -> HttpResponse:
    facts, chosen = reading.document.facts, form.chosen
    begins = facts.effective or form.cleaned_data["valid_from"]
    today = timezone.localdate()
    kinds = dict(form.fields["kind"].choices), dict(form.fields["scheme"].choices)  # type: ignore[attr-defined]
    context = {
        "intake": intake,
        "region": region,
        "form": form,
        "facts": facts,
        "chosen": chosen,
        "title": facts.title,
        "parties": queries.parties_of(chosen) if chosen else form.given(),
        "concluded": facts.concluded or form.cleaned_data["concluded"],
        "begins": begins,
        "kind": kinds[0][form.cleaned_data["kind"]],
        "scheme": kinds[1][form.cleaned_data["scheme"]],
        "made": dict(form.fields["made"].choices)[form.cleaned_data["made"]],  # type: ignore[attr-defined]
        "findings": len(reading.findings),
        "differences": differences_of(
            reading.document,
            region,
            Actor.of(request),
            max(begins, today) if begins else today,
            chosen,
        ),
        "before": _before(chosen, reading) if chosen else None,
    }
    return render(request, "agreements/enter_check.html", context)


def _before(chosen: Agreement, reading: Reading) -> list[Line] | None:
    """What differs from the version before it; None where there is none."""
    begins = reading.document.facts.effective or timezone.localdate()
    last = shown_on(queries.versions_of(chosen), begins)
    if last is None:
        return None
    lines = lines_between(from_tree(queries.with_tree(last).tree).document, reading.document)
    return [line for line in lines if line.differs]
