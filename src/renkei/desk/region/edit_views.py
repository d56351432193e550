"""Pages on which regions, municipalities and figures are entered and edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import OPERATIONS, Concern, NotPermitted, Stale, permitted
from renkei.desk.region import forms as ours
from renkei.desk.region import operations, queries, statistic_file, statistic_operations
from renkei.desk.region.models import Membership, Milestone, Municipality, Region, Statistic
from renkei.desk.region.statistic_operations import Figure
from renkei.desk.region.views import on_whose_behalf

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_methods = require_http_methods(["GET", "HEAD", "POST"])


def _region(request: HttpRequest, slug: str, operation: str) -> Region:
    """The region, if this reader may do the operation in it; says whose it is otherwise."""
    region = get_object_or_404(Region, slug=slug)
    if not permitted(Actor.of(request), operation, Concern(region=region, subject=region)):
        from renkei.desk.accounts.permissions import permission

        raise NotPermitted(OPERATIONS[operation], permission(operation))
    return region


def _page(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    back: str,
    *,
    lead: str = "",
    button: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "back": back,
        "lead": lead,
        "button": button or _("登録する"),
    }
    return render(request, "region/form.html", context, status=status)


def _sent(request: HttpRequest) -> Any:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def words_of(problem: Problem) -> str:
    """A reason in the reader's language."""
    return problem.en if translation.get_language() == "en" else problem.ja


def _put(form: forms.Form, refused: Refused) -> None:
    """The reasons of a refusal, each at its field."""
    for problem in refused.problems:
        form.add_error(problem.field if problem.field in form.fields else None, words_of(problem))


def _done(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    back: str,
    title: str,
    **page: str,
) -> HttpResponse:
    """A form that is drawn, checked, and operated; what was typed stays where it is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            _put(form, refused)
        else:
            messages.success(request, _("登録しました。"))
            return redirect(back)
    return _page(request, form, title, back, status=422 if form.errors else 200, **page)


@login_required
@_methods
def edit_region(request: HttpRequest, slug: str) -> HttpResponse:
    """圏域の事項."""
    region = _region(request, slug, "region.edit_region")
    back = region.get_absolute_url()
    title = _("圏域の事項を改める")
    now = {name: getattr(region, name) for name in ("revision", "name", "name_en", "source")}
    form = ours.RegionForm(_sent(request), initial=now)
    try:
        return _done(
            request,
            form,
            lambda data: operations.edit_region(Actor.of(request), region, **data),
            back,
            title,
        )
    except Stale as stale:
        row = stale.current
        current = {name: getattr(row, name) for name in now}
        return conflict_page(request, form, current, current["revision"], title=title, back=back)


@login_required
@_methods
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    """構成市町村の加入."""
    region = _region(request, slug, "region.add_member")
    form = ours.MemberForm(_sent(request), region=region)

    def act(data: dict[str, Any]) -> object:
        place = Municipality.objects.get(code=data["municipality"])
        return operations.add_member(
            Actor.of(request), region, place, since=data["since"], centre=data["centre"]
        )

    return _done(
        request,
        form,
        act,
        region.get_absolute_url(),
        _("構成市町村を加える"),
        lead=_("一覧にない団体は、先に団体を登録してください。"),
    )


@login_required
@_methods
def add_municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """団体の登録."""
    region = _region(request, slug, "region.add_municipality")
    form = ours.NewMunicipalityForm(_sent(request))

    def act(data: dict[str, Any]) -> object:
        return operations.add_municipality(
            Actor.of(request), data.pop("code"), region=region, fictional=region.fictional, **data
        )

    return _done(
        request, form, act, f"{region.get_absolute_url()}members/new/", _("団体を登録する")
    )


@login_required
@_methods
def end_membership(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """離脱."""
    region = _region(request, slug, "region.end_membership")
    row = get_object_or_404(
        Membership.objects.select_related("municipality", "region"), pk=pk, region=region
    )
    form = ours.EndForm(_sent(request))
    return _done(
        request,
        form,
        lambda data: operations.end_membership(Actor.of(request), row, data["until"]),
        region.get_absolute_url(),
        _("%(name)s の離脱を記録する") % {"name": row.municipality.name},
        lead=_("離脱の記録は、協約の廃止とは別です。協約は手続で廃止します。"),
        button=_("離脱を記録する"),
    )


@login_required
@_methods
def add_milestone(request: HttpRequest, slug: str) -> HttpResponse:
    """節目."""
    region = _region(request, slug, "region.add_milestone")
    form = ours.MilestoneForm(_sent(request))
    return _done(
        request,
        form,
        lambda data: operations.add_milestone(Actor.of(request), region, **data),
        region.get_absolute_url(),
        _("節目を記録する"),
    )


@login_required
@_methods
def remove_milestone(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """節目の取消し."""
    region = _region(request, slug, "region.remove_milestone")
    row = get_object_or_404(Milestone, pk=pk, region=region)
    return _done(
        request,
        forms.Form(_sent(request)),
        lambda data: operations.remove_milestone(Actor.of(request), row),
        region.get_absolute_url(),
        _("節目を取り消す"),
        lead=_("「%(name)s」を一覧から除きます。記録には残ります。") % {"name": row.name},
        button=_("取り消す"),
    )


def _municipality(request: HttpRequest, code: str) -> tuple[Municipality, Region | None]:
    found = get_object_or_404(Municipality, code=code)
    memberships = queries.memberships_of(found)
    behalf = on_whose_behalf(Actor.of(request), found, [m.region for m in memberships])
    if behalf is None:
        from renkei.desk.accounts.permissions import permission

        raise NotPermitted(OPERATIONS["region.add_statistic"], permission("region.add_statistic"))
    return found, behalf if isinstance(behalf, Region) else None


@login_required
@_methods
def edit_municipality(request: HttpRequest, code: str) -> HttpResponse:
    """団体の事項."""
    found, region = _municipality(request, code)
    back, title = found.get_absolute_url(), _("団体の事項を改める")
    names = ("revision", *operations.FACTS)
    form = ours.MunicipalityForm(
        _sent(request), initial={name: getattr(found, name) for name in names}
    )
    try:
        return _done(
            request,
            form,
            lambda data: operations.edit_municipality(
                Actor.of(request), found, region=region, **data
            ),
            back,
            title,
        )
    except Stale as stale:
        current = {name: getattr(stale.current, name) for name in names}
        return conflict_page(request, form, current, current["revision"], title=title, back=back)


@login_required
@_methods
def add_head(request: HttpRequest, code: str) -> HttpResponse:
    """首長."""
    found, region = _municipality(request, code)
    form = ours.HeadForm(_sent(request))
    return _done(
        request,
        form,
        lambda data: operations.add_head(Actor.of(request), found, region=region, **data),
        found.get_absolute_url(),
        _("首長を登録する"),
    )


@login_required
@_methods
def add_statistic(request: HttpRequest, code: str) -> HttpResponse:
    """統計."""
    found, region = _municipality(request, code)
    form = ours.StatisticForm(_sent(request))
    return _done(
        request,
        form,
        lambda data: statistic_operations.add_statistic(
            Actor.of(request), found, Figure(code=found.code, **data), region=region
        ),
        found.get_absolute_url(),
        _("統計を登録する"),
    )


@login_required
@_methods
def correct_statistic(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """統計の訂正."""
    found, region = _municipality(request, code)
    row = get_object_or_404(Statistic, pk=pk, municipality=found)
    shown = f"{row.value:,f}".rstrip("0").rstrip(".") if row.value % 1 else f"{row.value:,.0f}"
    form = ours.CorrectionForm(_sent(request), initial={"value": shown, "source": row.source})
    return _done(
        request,
        form,
        lambda data: statistic_operations.correct_statistic(
            Actor.of(request), row, region=region, **data
        ),
        found.get_absolute_url(),
        _("統計を訂正する"),
        lead=_(
            "写し間違いなどを直します。元の値は記録に残ります。確定値は速報値とは別に登録します。"
        ),
    )


@login_required
@_methods
def import_statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """統計のファイル: read, shown row by row, and entered only when somebody says so."""
    region = _region(request, slug, "region.import_statistics")
    form = ours.FileForm()
    sheet = None
    text = request.POST.get("rows", "")
    if request.method == "POST" and text:
        return _enter(request, region, text)
    if request.method == "POST":
        form = ours.FileForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                sheet = statistic_file.read(file.read(), file.name, queries.members_ever(region))
            except Refused as refused:
                _put(form, refused)
    context: dict[str, object] = {"region": region, "form": form, "sheet": sheet}
    if sheet is not None:
        context["problems"] = [words_of(problem) for problem in sheet.problems[:200]]
        context["rows"] = statistic_file.as_text(sheet.figures) if sheet.good else ""
        names = {m.code: m.name for m in queries.members_ever(region)}
        context["lines"] = [_preview(figure, names) for figure in sheet.figures[:500]]
    bad = bool(form.errors) or bool(sheet and not sheet.good)
    return render(request, "region/import.html", context, status=422 if bad else 200)


def _preview(figure: Figure, names: dict[str, str]) -> dict[str, object]:
    measure = Statistic.Measure(figure.measure)
    return {
        "figure": figure,
        "name": names.get(figure.code, figure.code),
        "measure": ours.said(measure, measure.label),
        "basis": ours.said(figure.basis, Statistic.Basis(figure.basis).label),
        "status": ours.said(figure.status, Statistic.Status(figure.status).label),
        "unit": statistic_operations.UNITS[measure],
    }


def _enter(request: HttpRequest, region: Region, text: str) -> HttpResponse:
    """The rows of the preview, read and judged again: what a browser sends is never believed."""
    try:
        sheet = statistic_file.read(text.encode(), "", queries.members_ever(region))
        if sheet.problems:
            raise Refused(*sheet.problems)
        count = statistic_operations.import_statistics(Actor.of(request), region, sheet.figures)
    except Refused as refused:
        form = ours.FileForm({})
        form.errors.clear()
        _put(form, refused)
        return render(request, "region/import.html", {"region": region, "form": form}, status=422)
    same = len(sheet.figures) - count
    messages.success(
        request,
        _("%(count)s件を登録しました（変わらないもの%(same)s件）。")
        % {"count": count, "same": same},
    )
    return redirect(region.get_absolute_url())


@login_required
@require_safe
def statistics_form(request: HttpRequest, slug: str) -> HttpResponse:
    """様式: the Excel file to fill in, with what the register has."""
    region = _region(request, slug, "region.import_statistics")
    members = list(queries.members_ever(region))
    if not members:
        raise Http404
    rows = Statistic.objects.filter(municipality__in=members)
    data = statistic_file.workbook(members, rows.order_by("municipality", "measure", "as_of"))
    name = content_disposition_header(True, f"{_('統計')}-{region.slug}.xlsx") or "attachment"
    return HttpResponse(data, content_type=EXCEL, headers={"Content-Disposition": name})
