"""What is decided before any view: how much may be sent, and in which language to answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from renkei.desk.frame import errors

Handler = Callable[[HttpRequest], HttpResponseBase]
#: Room for the other fields of a form beside the file itself.
FORM_ROOM = 64 * 1024


def limit_body(get_response: Handler) -> Handler:
    """Refuse a request that says it is larger than any file we take, before a byte of it is read, and an
    address with NUL in it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # No text holds NUL, and PostgreSQL fails when it is asked for one.
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            with translation.override(language_of(request)):
                return errors.bad_request(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.UPLOAD_LIMIT + FORM_ROOM:
            with translation.override(language_of(request)):
                return errors.too_large(request)
        return get_response(request)

    return middleware


def language_of(request: HttpRequest) -> str:
    """Japanese, unless this reader has asked for another language that we speak."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def choose_language(get_response: Handler) -> Handler:
    """Answer in the reader's language. The browser's own preference does not count: an office machine
    with an English browser is to show Japanese pages until somebody asks otherwise."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            if isinstance(response, HttpResponse):
                response.headers.setdefault("Content-Language", language)
            return response

    return middleware
