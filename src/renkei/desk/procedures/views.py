"""Pages of procedures that are read: the list, the tracks of one procedure, its files."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.desk.agreements.views import content_disposition
from renkei.desk.frame.days import day_of
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import doors, history, labels, lists, queries
from renkei.desk.procedures.models import Evidence, MadeDocument, Procedure
from renkei.desk.procedures.page import Line, Standing, next_step
from renkei.desk.procedures.papers.kinds import NAMES, PaperKind, PaperName
from renkei.desk.procedures.rules import CONSEQUENCES, Step, may_change_text, may_withdraw_procedure

#: How many procedures one page of the list shows.
PAGE = 50
#: How many entries of the journal the page of a procedure shows.
ENTRIES = 12


@login_required
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """手続の一覧: what this person may see, narrowed by region, municipality, state and kind."""
    actor = Actor.of(request)
    chosen = {key: request.GET.get(key, "") for key in ("region", "municipality", "state", "kind")}
    if "state" not in request.GET:
        chosen["state"] = Procedure.State.OPEN
    found = lists.with_parties(lists.narrowed(queries.procedures_for(actor), chosen))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "lines": [lists.Item.of(row, timezone.localdate()) for row in page.object_list],
        "filters": lists.filters(actor, chosen),
        "query": query.urlencode(),
        "may_open": doors.may_open(actor),
        "today": timezone.localdate(),
    }
    return render(request, "procedures/list.html", context)


@login_required
@require_safe
def procedure(request: HttpRequest, pk: int) -> HttpResponse:
    """手続の画面: two tracks side by side, on a day (today)."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    day, typed = _day(request)
    standing = Standing.of(found, day)
    now = day == timezone.localdate()
    lines = standing.lines(lambda step, party: now and doors.may_record(actor, found, step, party))
    _offer(actor, found, standing, now)
    siblings = _siblings(actor, found)
    open_now = found.state == Procedure.State.OPEN
    context = {
        "procedure": found,
        "standing": standing,
        "to_confirm": now and doors.has_to_confirm(actor, found, standing),
        "lines": lines,
        "next": next_step(lines),
        "kind": labels.kind(found.kind),
        "partners": lists.partners(standing.seats),
        "effect_name": effect_name(lines),
        "siblings": [lists.Item.of(row, day) for row in siblings],
        "mine": {row.pk for row in siblings if lists.may_open_page(actor, row)},
        "fictional": any(
            s.row.municipality and s.row.municipality.fictional for s in standing.seats
        ),
        "may": {
            "text": now
            and not may_change_text(standing.case)
            and doors.may(actor, "put_text", found),
            "revise": now and open_now and doors.may(actor, "revise", found),
            "withdraw": now
            and open_now
            and not may_withdraw_procedure(standing.case)
            and doors.may(actor, "withdraw_procedure", found),
        },
        "made": _made(found),
        "entries": history.entries_of(found, ENTRIES),
        "on_typed": typed,
    }
    return render(request, "procedures/procedure.html", context)


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """証拠書類 as it was handed in, byte for byte; never shown inside a page."""
    found = procedure_or_404(Actor.of(request), pk)
    try:
        row = queries.evidence_for(Actor.of(request), paper)
    except Evidence.DoesNotExist:
        raise Http404 from None
    if row.act.procedure_id != found.pk:
        raise Http404
    return as_file(bytes(row.content), row.name)


@login_required
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """案文 as it lies on the table."""
    try:
        found = queries.text_of(Actor.of(request), pk)
    except Procedure.DoesNotExist:
        raise Http404 from None
    if not found.text:
        raise Http404
    return as_file(bytes(found.text), found.text_name or _("案文") + ".txt")


def as_file(data: bytes, name: str, media_type: str = "application/octet-stream") -> HttpResponse:
    """A file to save: it runs nothing and loads nothing."""
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition(name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def procedure_or_404(actor: Actor, pk: int) -> Procedure:
    """The procedure, or the same 404 for what is not there and what may not be seen."""
    try:
        return queries.procedure_for(actor, pk)
    except Procedure.DoesNotExist:
        raise Http404 from None


def effect_name(lines: list[Line]) -> str:
    """What the day of effect is called: 施行, 廃止, 失効, 更新."""
    plan = next((line.plan for line in lines if line.plan.step in CONSEQUENCES), None)
    if plan is None or plan.ja.endswith("施行"):
        return labels.seal(Step.TAKE_EFFECT)
    return plan.en if translation.get_language() == "en" else plan.ja


def _day(request: HttpRequest) -> tuple[datetime.date, str]:
    """The day that is asked about, and how it was typed; today where it cannot be read."""
    typed = request.GET.get("on", "")
    if typed.strip():
        try:
            return day_of(typed), typed
        except ValueError as wrong:
            messages.error(request, str(wrong))
    return timezone.localdate(), typed


def _offer(actor: Actor, found: Procedure, standing: Standing, now: bool) -> None:
    """Hang on each act its papers, and what this person may do about it."""
    rows = {party.pk: party for party in queries.parties_of(found)}
    for act in standing.rows:
        act.party = rows.get(act.party_id or 0)
        offers = doors.offers(actor, found, act) if now and not act.withdrawn else []
        act.papers, act.offers = list(act.evidence.all()), offers  # type: ignore[attr-defined]
        act.may_remove = bool(offers) and doors.may(  # type: ignore[attr-defined]
            actor, "remove_paper", found, act.party
        )


def _made(found: Procedure) -> list[tuple[MadeDocument, PaperName]]:
    """The newest version of each paper that was made, with what happened since: ``since`` is "text" if
    another text lies on the table, "records" if something was recorded after; whether that changes the
    paper is said on its own page, which composes it anew."""
    rows = found.documents.defer("content", "pdf").select_related("party").order_by("version")
    newest = {(row.kind, row.party_id): row for row in rows}
    for row in newest.values():
        before = row.made_from
        row.since = ""  # type: ignore[attr-defined]
        if found.text_sha256 and before.get("expression") != found.text_sha256:
            row.since = "text"  # type: ignore[attr-defined]
        elif before.get("revision") != found.revision:
            row.since = "records"  # type: ignore[attr-defined]
    return [(row, NAMES[PaperKind(row.kind)]) for row in newest.values()]


def _siblings(actor: Actor, found: Procedure) -> list[Procedure]:
    """All agreements of the same matter, this one included."""
    if found.batch_id is None:
        return []
    rows = Procedure.objects.filter(queries.followed_by(actor), batch=found.batch_id)
    rows = rows.select_related("agreement", "region", "batch").defer("text", "reason")
    return list(
        lists.with_parties(rows).order_by(
            queries.code_of_partner("agreement"), "agreement__title", "pk"
        )
    )


def context_of(found: Procedure, **more: Any) -> dict[str, Any]:
    """What every page about one procedure needs."""
    return {"procedure": found, "kind": labels.kind(found.kind)} | more
