"""Whether a browser has the answer already: entity tags of pages and files (RFC 9110, section 8.8)."""

from __future__ import annotations

import datetime
import hashlib

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from renkei.desk.agreements import queries
from renkei.desk.agreements.record import Record
from renkei.desk.frame.edition import edition


def tag_of(*parts: object) -> str:
    """An entity tag made of everything an answer depends on."""
    joined = "\x1f".join(str(part) for part in parts)
    return f'"{hashlib.sha256(joined.encode()).hexdigest()[:32]}"'


def page_tag(request: HttpRequest, record: Record, day: datetime.date) -> str:
    """The tag of the page of an agreement as of a day for this reader.

    "" where the page says something only once. Every change goes through the journal, so that its
    length stands for parties, versions, procedures and posts.
    """
    if len(get_messages(request)):
        return ""
    agreement, shown = record.agreement, record.shown
    return tag_of(
        edition(),
        agreement.pk,
        agreement.revision,
        shown and (shown.pk, shown.revision, shown.read_at),
        record.standing,
        queries.written_so_far(agreement),
        day,
        request.get_full_path(),
        translation.get_language(),
        timezone.localdate(),
        request.user.pk,
        request.user,
    )


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The answer 304 where the browser has what the tag names; None where it is to be made."""
    if not tag:
        return None
    answer: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    return marked(answer, tag) if isinstance(answer, HttpResponse) else None


def marked(
    answer: HttpResponse, tag: str, changed: datetime.datetime | None = None
) -> HttpResponse:
    """The answer with its tag, to be asked for again each time: it may be withdrawn any day."""
    if tag:
        answer.headers["ETag"] = tag
    if changed is not None:
        answer.headers["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["Cookie"])
    return answer
