"""What the frame of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation

from renkei import __version__

#: The parts of the menu, and how the addresses of their pages begin.
SECTIONS = {
    "due": ("due/",),
    "intake": ("intake/",),
    "agreements": ("agreements/",),
    "procedures": ("procedures/", "batches/", "changes/"),
    "regions": ("regions/", "municipalities/"),
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The other language to offer, the address to come back to, the version of Renkei."""
    other = ("ja", "日本語") if translation.get_language() == "en" else ("en", "English")
    match = request.resolver_match
    route = match.route if match is not None else ""
    section = next((name for name, starts in SECTIONS.items() if route.startswith(starts)), "")
    return {
        "other_language": other,
        "here": request.get_full_path(),
        "version": __version__,
        "section": section,
        "exact": route in {f"{name}/" for name in SECTIONS},
    }
