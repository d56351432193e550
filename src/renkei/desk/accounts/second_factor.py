"""二要素認証 for whoever's role requires it (RENKEI_REQUIRE_SECOND_FACTOR)."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from renkei.desk.accounts.models import Person
from renkei.desk.journal.actor import Actor

#: What has to be open for setting it up, and for leaving.
_OPEN = ("/accounts/", "/language/", "/static/")


def require_second_factor(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lead whoever needs a second factor and has none to where it is set up, before anything else."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        closed = settings.SECOND_FACTOR_ROLES and not request.path_info.startswith(_OPEN)
        if closed and _lacks(request):
            messages.warning(
                request,
                _("お持ちの役割には二要素認証が必要です。認証アプリかパスキーを登録してください。"),
            )
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _lacks(request: HttpRequest) -> bool:
    if not isinstance(request.user, Person):
        return False
    # The provider of identities asks for what its own rules say.
    methods = request.session.get("account_authentication_methods", [])
    if any(method.get("method") == "socialaccount" for method in methods):
        return False
    held = {role for role, _place in Actor.of(request).grants}
    return bool(held & settings.SECOND_FACTOR_ROLES) and not is_mfa_enabled(request.user)
