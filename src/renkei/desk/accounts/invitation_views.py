"""招待: made by an administrator, taken by whoever was handed its address."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.desk.accounts import invitation_operations, queries
from renkei.desk.accounts.doors import enter, login_required, put_in, spoken
from renkei.desk.accounts.forms import InvitationForm, TakeForm, said
from renkei.desk.accounts.invitation_operations import InvalidInvitation
from renkei.desk.accounts.models import Invitation, Person
from renkei.desk.accounts.roles import Role
from renkei.desk.frame.problems import Refused

#: Where the secret waits between the address and the page: so it stays out of the address bar.
_SECRET = "renkei_invitation"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """招待: whom, with which roles and post. The address is shown on the answer, and nowhere again."""
    actor, municipality = enter(request, code, queries.administers)
    form = InvitationForm(request.POST or None, posts=queries.posts_of(municipality))
    context = {"municipality": municipality, "form": form}
    if form.is_valid():
        roles, post = form.chosen()
        try:
            invited = invitation_operations.invite(
                actor,
                municipality,
                name=form.cleaned_data["name"],
                roles=roles,
                post=post,
                days=form.cleaned_data["days"],
            )
        except (Refused, ValidationError) as refused:
            put_in(form, refused)
        else:
            address = reverse("accounts:invitation", args=[invited.secret])
            context |= {
                "invitation": invited.invitation,
                "address": request.build_absolute_uri(address),
            }
            return render(request, "accounts/invited.html", context)
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """招待の取消し."""
    actor, municipality = enter(request, code, queries.administers)
    found = Invitation.objects.filter(token=token, municipality=municipality).first()
    if found is None:
        raise Http404
    try:
        invitation_operations.revoke_invitation(actor, found)
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, spoken(problem))
    else:
        messages.success(request, _("招待を取り消しました。"))
    return redirect("accounts:people", code)


@never_cache
@require_safe
def arrive(request: HttpRequest, secret: str) -> HttpResponse:
    """The address that was handed over. The secret moves to the session."""
    request.session[_SECRET] = secret
    return redirect("accounts:take")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """招待を受ける: make an account, or let the roles come to the account one is signed in with."""
    secret = request.session.get(_SECRET, "")
    try:
        invitation = invitation_operations.waiting(secret)
    except InvalidInvitation:
        return render(request, "accounts/invitation_gone.html", status=410)
    form = TakeForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and isinstance(request.user, Person):
            invitation_operations.take_as(secret, request.user)
            return _taken(request)
        if form.is_valid():
            data = form.cleaned_data
            person = invitation_operations.take(
                secret, username=data["username"], password=data["password"]
            )
            login(request, person, "allauth.account.auth_backends.AuthenticationBackend")
            return _taken(request)
    except InvalidInvitation:  # somebody was faster
        return render(request, "accounts/invitation_gone.html", status=410)
    except ValidationError as wrong:
        put_in(form, wrong)
    context = {
        "invitation": invitation,
        "roles": [said(Role(name)) for name in invitation.roles],
        "form": form,
    }
    return render(request, "accounts/take.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest) -> HttpResponse:
    request.session.pop(_SECRET, None)
    messages.success(request, _("招待を受けました。担当と役割を確かめてください。"))
    return redirect("accounts:me")
