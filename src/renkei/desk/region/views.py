"""Pages of regions and municipalities, for everybody to read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby, pairwise

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.desk.frame.days import day_of
from renkei.desk.frame.templatetags.frame import both_calendars
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, permitted
from renkei.desk.journal.queries import history_of
from renkei.desk.region import chart, queries
from renkei.desk.region.forms import said
from renkei.desk.region.models import Municipality, Region, Statistic
from renkei.desk.region.operations import today
from renkei.desk.region.schemes import SCHEMES


def asked_day(request: HttpRequest) -> tuple[datetime.date, str]:
    """現在日 of a page: ``?on=`` in either calendar, else today; and what was typed, to keep it.

    What is no day is said in a message, and the page is shown as of today.
    """
    typed = request.GET.get("on", "").strip()
    if not typed:
        return today(), ""
    try:
        return day_of(typed), typed
    except ValueError as wrong:
        messages.error(request, str(wrong))
        return today(), typed


def scheme_said(key: str) -> str:
    """The scheme of a region in the reader's language."""
    found = SCHEMES.get(key)
    if found is None:
        return key
    return found.en if translation.get_language() == "en" else found.ja


def basis_said(key: str, day: datetime.date) -> str:
    """The legal basis of a scheme on a day; "" where there is none."""
    found = SCHEMES.get(key)
    basis = found.basis_on(day) if found else None
    if basis is None:
        return ""
    return basis.en if translation.get_language() == "en" else basis.ja


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """圏域の一覧."""
    day, typed = asked_day(request)
    lines = [(line, scheme_said(line.region.scheme)) for line in queries.regions_on(day)]
    context = {"lines": lines, "day": day, "typed": typed, "today": today()}
    return render(request, "region/regions.html", context)


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """圏域: members, figures, milestones on a day, and what is missing."""
    found = get_object_or_404(Region, slug=slug)
    day, typed = asked_day(request)
    actor = Actor.of(request)
    edits = permitted(actor, "region.edit_region", Concern(region=found, subject=found))
    context = {
        "region": found,
        "page": queries.region_page(found, day),
        "scheme_name": scheme_said(found.scheme),
        "basis": basis_said(found.scheme, day),
        "day": day,
        "typed": typed,
        "today": today(),
        "edits": edits,
    }
    if actor.person is not None:
        context["history"] = history_of(found, actor, 5)
    return render(request, "region/region.html", context)


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """団体: facts, mayors, figures over the years, its regions and its agreements."""
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise Http404
    found = get_object_or_404(Municipality, code=code)
    day, typed = asked_day(request)
    actor = Actor.of(request)
    memberships = list(queries.memberships_of(found))
    behalf = on_whose_behalf(actor, found, [m.region for m in memberships])
    heads = list(found.heads.order_by("-since"))
    context = {
        "municipality": found,
        "kind": said(found.kind, found.get_kind_display()),
        "memberships": [(m, m.holds_on(day)) for m in memberships],
        "now": [m for m in memberships if m.holds_on(day)],
        "heads": [(head, head.holds_on(day)) for head in heads],
        "head": next((head for head in heads if head.holds_on(day)), None),
        "series": _series(queries.statistics_of(found, day), found.name),
        "population": queries.populations([code], day).get(code),
        "agreements": queries.agreements_of(found),
        "day": day,
        "typed": typed,
        "today": today(),
        "edits": behalf is not None,
    }
    if actor.person is not None:
        context["history"] = history_of(found, actor, 5)
    return render(request, "region/municipality.html", context)


def on_whose_behalf(
    actor: Actor, found: Municipality, regions: Iterable[Region]
) -> Region | bool | None:
    """For whom somebody may edit a municipality: its own side (True), one of its regions, nobody."""
    own = Concern(municipalities=(found,), subject=found)
    if permitted(actor, "region.add_statistic", own):
        return True
    for candidate in regions:
        if permitted(actor, "region.add_statistic", Concern(region=candidate, subject=found)):
            return candidate
    return None


def _series(rows: Iterable[Statistic], name: str) -> list[dict[str, object]]:
    """The figures by measure and basis, each with its chart and the change from figure to figure."""
    found: list[dict[str, object]] = []
    for (measure, basis), group in groupby(rows, key=lambda row: (row.measure, row.basis)):
        figures = list(group)
        finals = [row for row in figures if row.status == Statistic.Status.FINAL]
        before = {later.pk: earlier for earlier, later in pairwise(finals)}
        title = f"{said(measure, figures[0].get_measure_display())}"
        under = said(basis, figures[0].get_basis_display())
        words = _("%(name)sの%(measure)s（%(basis)s）、%(first)sから%(last)sまで") % {
            "name": name,
            "measure": title,
            "basis": under,
            "first": both_calendars(figures[0].as_of),
            "last": both_calendars(figures[-1].as_of),
        }
        found.append(
            {
                "measure": title,
                "basis": under,
                "unit": figures[0].unit,
                "chart": chart.line(
                    [
                        chart.Point(row.as_of, row.value, row.status == Statistic.Status.FINAL)
                        for row in figures
                    ],
                    words,
                    figures[0].unit,
                ),
                "rows": [
                    {
                        "row": row,
                        "status": said(row.status, row.get_status_display()),
                        "change": _change(before.get(row.pk), row),
                    }
                    for row in reversed(figures)
                ],
            }
        )
    return found


def _change(before: Statistic | None, row: Statistic) -> str:
    """How much a figure rose or fell since the final one before it: △1.4%."""
    if before is None or not before.value:
        return ""
    percent = (row.value - before.value) * 100 / before.value
    rounded = abs(percent).quantize(Decimal("0.1"))
    return f"{'△' if percent < 0 else '+'}{rounded}%" if rounded else "0.0%"
