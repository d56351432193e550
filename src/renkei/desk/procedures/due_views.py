"""The page of what is due (期限), the calendar and the wish to be mailed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.accounts.models import Person
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import due_calendar, due_queries, reminder_operations
from renkei.desk.procedures.due_queries import DueLine, Scope
from renkei.desk.procedures.queries import AHEAD

#: Ends of the groups of the page, in days from today; what is overdue comes before them.
GROUPS = (7, 30, AHEAD)


@login_required
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """期限: the next 60 days and what is overdue, for my post, my municipality or the region."""
    actor = Actor.of(request)
    scopes = due_queries.scopes_of(actor)
    asked = request.GET.get("for", "")
    scope = Scope(asked) if asked in set(Scope) and Scope(asked) in scopes else scopes[0]
    today = timezone.localdate()
    lines = due_queries.due_lines(actor, scope, today)
    late = [line for line in lines if line.due.overdue]
    context = {
        "scopes": [(one, _names(actor)[one]) for one in scopes],
        "scope": scope,
        "today": today,
        "late": late,
        "groups": _grouped([line for line in lines if not line.due.overdue]),
        "count": len(lines),
        "ahead": AHEAD,
    }
    return render(request, "procedures/due.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """お知らせ: the address of one's calendar, and whether a mail comes."""
    person = request.user
    assert isinstance(person, Person)
    token = ""
    if request.method == "POST":
        actor, wish = Actor.of(request), request.POST.get("wish", "")
        try:
            token = _carry_out(actor, person, wish)
        except Refused as refused:
            english = translation.get_language() == "en"
            for problem in refused.problems:
                said = (
                    (problem.en, problem.remedy_en) if english else (problem.ja, problem.remedy_ja)
                )
                messages.error(request, " ".join(said))
        if not token:
            return redirect("due:reminders")
    address = request.build_absolute_uri(reverse("due:calendar", args=[token])) if token else ""
    context = {"reminder": due_queries.reminder_of(person), "address": address, "person": person}
    response = render(request, "procedures/reminders.html", context)
    if token:  # shown this once
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """期限カレンダー: whoever knows the secret of the address gets that person's calendar."""
    reminder = due_queries.reminder_with(reminder_operations.digest_of_token(token))
    if reminder is None:
        raise Http404
    actor, today = Actor.for_person(reminder.person), timezone.localdate()
    lines: list[DueLine] = []
    if actor.municipality is not None:
        lines = due_queries.due_lines(actor, Scope.MUNICIPALITY, today, due_calendar.DAYS)
    feed = due_calendar.calendar_of(
        lines,
        _("期限（%(name)s）") % {"name": actor.municipality or "Renkei"},
        timezone.now(),
        request.build_absolute_uri("/").rstrip("/"),
        english=translation.get_language() == "en",
    )
    response = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = 'inline; filename="renkei.ics"'
    return response


def _carry_out(actor: Actor, person: Person, wish: str) -> str:
    """Do what one button of the page says; the new secret where there is one."""
    match wish:
        case "renew":
            return reminder_operations.renew_calendar(actor, person)
        case "revoke":
            reminder_operations.revoke_calendar(actor, person)
        case "mail" | "no-mail":
            reminder_operations.set_digest(actor, person, wish == "mail")
        case _:
            raise Http404
    return ""


def _names(actor: Actor) -> dict[Scope, str]:
    post = actor.posts[0] if actor.posts else None
    return {
        Scope.POST: _("担当（%(name)s）") % {"name": post},
        Scope.MUNICIPALITY: str(actor.municipality),
        Scope.REGION: _("圏域の全団体"),
    }


def _grouped(lines: list[DueLine]) -> list[tuple[str, list[DueLine]]]:
    """What is to come, in groups by how near it is; empty ones are left out."""
    found, start = [], -1
    for end in GROUPS:
        inside = [line for line in lines if start < line.days <= end]
        if inside:
            found.append((_("%(days)d日以内") % {"days": end}, inside))
        start = end
    return found
