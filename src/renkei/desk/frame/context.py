"""What the frame of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation

from renkei import __version__


def frame(request: HttpRequest) -> dict[str, Any]:
    """The other language to offer, the address to come back to, the version of Renkei."""
    other = ("ja", "日本語") if translation.get_language() == "en" else ("en", "English")
    match = request.resolver_match
    due = match is not None and match.route.startswith("due/")
    intake = match is not None and match.route.startswith("intake/")
    register = match is not None and match.route.startswith("agreements/")
    return {
        "other_language": other,
        "here": request.get_full_path(),
        "version": __version__,
        "section": "due" if due else "intake" if intake else "agreements" if register else "",
        "exact": match is not None and match.route in {"due/", "intake/", "agreements/"},
    }
