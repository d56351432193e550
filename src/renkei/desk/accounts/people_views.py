"""People of a municipality and of a region: who they are, what they may do, whether they may sign in."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.desk.accounts import operations, queries
from renkei.desk.accounts.doors import enter, login_required, put_in, spoken
from renkei.desk.accounts.forms import (
    OF_A_REGION,
    GrantByNameForm,
    GrantForm,
    PersonForm,
    UntilForm,
)
from renkei.desk.accounts.models import Grant, Person
from renkei.desk.accounts.roles import Role
from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Stale
from renkei.desk.region.models import Municipality, Region

#: Bytes of chance in a password that is made here: 16 letters.
STRENGTH = 12


@login_required
@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """利用者の一覧 of a municipality, its invitations that wait, and the way to invite."""
    actor, municipality = enter(request, code, queries.sees_people)
    context = {
        "municipality": municipality,
        "people": queries.people_of(municipality),
        "invitations": queries.invitations_of(municipality),
        "now": timezone.now(),
        "manages": queries.administers(actor, municipality),
    }
    return render(request, "accounts/people.html", context)


def _person_or_404(municipality: Municipality, pk: int) -> Person:
    found = queries.people_of(municipality).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """利用者: name and office, roles and posts here, suspension."""
    actor, municipality = enter(request, code, queries.sees_people)
    found = _person_or_404(municipality, pk)
    if request.method == "POST":
        form = PersonForm(request.POST, initial=_said(found))
        if form.is_valid():
            found.revision = form.cleaned_data.pop("revision")
            try:
                operations.edit_person(actor, found, **form.cleaned_data)
            except ValidationError as wrong:
                put_in(form, wrong)
            except Stale as stale:
                return _conflict(request, form, stale)
            else:
                messages.success(request, _("登録しました。"))
                return redirect("accounts:person", code, pk)
        return _person_page(request, municipality, found, actor, form=form)
    return _person_page(request, municipality, found, actor)


def _said(person: Person) -> dict[str, object]:
    return {
        "revision": person.revision,
        "name": person.name,
        "office": person.office,
        "email": person.email,
    }


def _conflict(request: HttpRequest, form: PersonForm, stale: Stale) -> HttpResponse:
    now = stale.current
    assert isinstance(now, Person)
    return conflict_page(request, form, _said(now), now.revision, title=str(now), back=request.path)


def _person_page(
    request: HttpRequest,
    municipality: Municipality,
    found: Person,
    actor: Actor,
    *,
    form: PersonForm | None = None,
    granting: GrantForm | None = None,
    status: int = 200,
) -> HttpResponse:
    manages = queries.administers(actor, municipality)
    ours = found.municipality_id == municipality.pk
    today = timezone.localdate()
    context = {
        "municipality": municipality,
        "person": found,
        "grants": [
            (one, one.until is None or one.until >= today)
            for one in queries.grants_of(found, municipality)
        ],
        "holdings": queries.holdings_of(found, municipality),
        "form": form or PersonForm(initial=_said(found)),
        "granting": granting or GrantForm(initial={"since": today}),
        "ending": UntilForm(),
        "manages": manages,
        "manages_account": manages and ours,
        "ours": ours,
        "made": request.session.pop("renkei_made_password", None),
    }
    wrong = (form and form.errors) or (granting and granting.errors)
    return render(request, "accounts/person.html", context, status=422 if wrong else status)


@login_required
@require_POST
def grant(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """役割の付与 to somebody of the list."""
    actor, municipality = enter(request, code, queries.administers)
    found = _person_or_404(municipality, pk)
    form = GrantForm(request.POST)
    if form.is_valid() and _granted(request, actor, found, form, municipality=municipality):
        return redirect("accounts:person", code, pk)
    return _person_page(request, municipality, found, actor, granting=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_by_name(request: HttpRequest, code: str) -> HttpResponse:
    """役割の付与 to somebody who works for another municipality, by the 利用者ID they tell."""
    actor, municipality = enter(request, code, queries.administers)
    form = GrantByNameForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        found = form.cleaned_data["username"]
        if _granted(request, actor, found, form, municipality=municipality):
            return redirect("accounts:person", code, found.pk)
    context = {"municipality": municipality, "form": form}
    status = 422 if form.errors else 200
    return render(request, "accounts/grant_by_name.html", context, status=status)


def _granted(
    request: HttpRequest,
    actor: Actor,
    person: Person,
    form: GrantForm,
    *,
    municipality: Municipality | None = None,
    region: Region | None = None,
) -> bool:
    data = form.cleaned_data
    role = Role(data["role"])
    try:
        operations.grant(
            actor,
            person,
            role,
            municipality=municipality,
            region=region,
            since=data["since"],
            until=data["until"],
        )
    except Refused as refused:
        put_in(form, refused)
        return False
    messages.success(request, _("役割を付与しました。"))
    return True


@login_required
@require_POST
def revoke(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """役割の取消し, at once or on a day."""
    actor, municipality = enter(request, code, queries.administers)
    given = (
        Grant.objects.filter(pk=pk, municipality=municipality)
        .select_related("person", "municipality", "region")
        .first()
    )
    if given is None:
        raise Http404
    _revoke(request, actor, given)
    return redirect("accounts:person", code, given.person_id)


def _revoke(request: HttpRequest, actor: Actor, given: Grant) -> None:
    form = UntilForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for text in form.errors.get("until", [])))
        return
    try:
        operations.revoke(actor, given, form.cleaned_data["until"])
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, spoken(problem))
    else:
        messages.success(request, _("役割を取り消しました。"))


@login_required
@require_POST
def active(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """利用の停止と再開."""
    actor, municipality = enter(request, code, queries.administers)
    found = _person_or_404(municipality, pk)
    resume = request.POST.get("active") == "1"
    try:
        operations.set_active(actor, found, resume)
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, spoken(problem))
    else:
        messages.success(
            request, _("利用を再開しました。") if resume else _("利用を停止しました。")
        )
    return redirect("accounts:person", code, pk)


@login_required
@never_cache
@require_POST
def password(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """パスワードの再発行: a new one is made and shown once; the person changes it."""
    actor, municipality = enter(request, code, queries.administers)
    found = _person_or_404(municipality, pk)
    made = secrets.token_urlsafe(STRENGTH)
    operations.set_password(actor, found, made)
    request.session["renkei_made_password"] = made
    return redirect("accounts:person", code, pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def region_people(request: HttpRequest, slug: str) -> HttpResponse:
    """圏域の役割: the secretariat and the panel; the first is named by the centre city."""
    actor, region = _region_or_404(request, slug)
    form = GrantByNameForm(
        request.POST or None, roles=OF_A_REGION, initial={"since": timezone.localdate()}
    )
    if form.is_valid() and _granted(
        request, actor, form.cleaned_data["username"], form, region=region
    ):
        return redirect("accounts:region-people", slug)
    context = {
        "region": region,
        "grants": queries.grants_in_region(region),
        "form": form,
        "ending": UntilForm(),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/region_people.html", context, status=status)


@login_required
@require_POST
def revoke_in_region(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """圏域の役割の取消し."""
    actor, region = _region_or_404(request, slug)
    given = Grant.objects.filter(pk=pk, region=region).select_related("person", "region").first()
    if given is None:
        raise Http404
    _revoke(request, actor, given)
    return redirect("accounts:region-people", slug)


def _region_or_404(request: HttpRequest, slug: str) -> tuple[Actor, Region]:
    actor = Actor.of(request)
    region = Region.objects.filter(slug=slug).first()
    if region is None or not (
        actor.has_in_region(Role.SECRETARIAT, slug)
        or any(queries.administers(actor, centre) for centre in operations.centres_of(region))
    ):
        raise Http404
    return actor, region
