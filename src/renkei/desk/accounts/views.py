"""One's own page, and the permission table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from renkei.desk.accounts import manual, queries
from renkei.desk.accounts.doors import login_required
from renkei.desk.accounts.models import Person
from renkei.desk.accounts.permissions import Permission
from renkei.desk.accounts.roles import Role
from renkei.desk.journal.actor import CHOSEN, Actor


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """マイページ: my posts, my roles, what they let me do, and for whom I act."""
    actor = Actor.of(request)
    person = request.user
    assert isinstance(person, Person)  # login_required
    roles = {role for role, _place in actor.grants}
    context = {
        "actor": actor,
        "person": person,
        "grants": queries.grants_of(person),
        "holdings": queries.holdings_of(person),
        "may": [
            (app, names, [row for row in manual.rows(app) if _has(row.permission, roles)])
            for app, names in manual.apps().items()
        ],
        "administered": [
            stand.municipality
            for stand in actor.stands
            if queries.sees_people(actor, stand.municipality)
        ],
    }
    return render(request, "accounts/me.html", context)


def _has(permission: Permission, roles: set[Role]) -> bool:
    return permission.person or bool(roles & (permission.own | permission.region))


@login_required
@require_POST
def stand(request: HttpRequest) -> HttpResponse:
    """Choose for which municipality and with which post one acts."""
    wanted = request.POST.get("stand", "")
    for one in Actor.of(request).stands:
        if one.key == wanted:
            request.session[CHOSEN] = wanted
            messages.success(
                request,
                _("「%(name)s」として操作します。")
                % {"name": " ".join(str(part) for part in (one.municipality, one.post) if part)},
            )
            break
    else:
        messages.error(request, _("その担当は選べません。いまの担当から選んでください。"))
    return redirect("accounts:me")


@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """権限表: which role may do what. Anybody may read it."""
    context = {
        "roles": list(Role),
        "apps": [(app, names, manual.rows(app)) for app, names in manual.apps().items()],
    }
    return render(request, "accounts/permissions.html", context)
