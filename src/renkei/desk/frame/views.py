"""Pages of the frame itself."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where the day begins: what is due for somebody signed in, the register for everybody else."""
    return redirect("due:list" if request.user.is_authenticated else "agreements:list")


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language and go back. It changes how pages look and nothing else, so a link does."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if safe else reverse("home"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
def lost_password(request: HttpRequest) -> HttpResponse:
    """パスワードの再発行: whom to ask; no mail leads anywhere."""
    return render(request, "account/password_reset.html")
