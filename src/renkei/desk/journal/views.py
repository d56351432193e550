"""Pages of the journal, for those who may read it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.desk.journal import documents, queries
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.changes import said_changes
from renkei.desk.journal.forms import FilterForm
from renkei.desk.journal.models import Entry
from renkei.desk.journal.queries import INSTALLATION, Filters, Page, Reach
from renkei.desk.journal.verify import heads
from renkei.desk.region.models import Region

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Entries of one Excel file.
MOST_ENTRIES = 5_000


@login_required
@require_safe
def journals(request: HttpRequest) -> HttpResponse:
    """記録の一覧: the journals this reader may open."""
    found = queries.journals_for(Actor.of(request))
    if not found:
        raise PermissionDenied
    return render(request, "journal/journals.html", {"journals": found})


@login_required
@require_safe
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """記録: one chain, newest first, a part at a time."""
    reach, name = _reach(request, slug)
    form, filters = _asked(request, reach)
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    page = queries.page_of(reach, filters, number)
    asked = {key: value for key, value in request.GET.items() if value and key != "before"}
    context = {
        "slug": slug,
        "name": name,
        "reach": reach,
        "form": form,
        "page": page,
        "lines": lines_of(page),
        "filtered": bool(asked),
        "query": urlencode(asked),
        "older": urlencode(asked | {"before": page.older}) if page.older else "",
        "first": number is None,
        "head": heads(reach.chain),
        "subject": filters.subject,
    }
    return render(request, "journal/journal.html", context)


@login_required
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """記録1件: who, when, what changed, and what proves it."""
    try:
        found = queries.entry_of(pk, Actor.of(request))
    except Entry.DoesNotExist:
        raise Http404 from None
    page = queries.dressed(Page([found]))
    slug = found.chain or INSTALLATION
    context = {"line": lines_of(page)[0], "entry": found, "slug": slug, "name": _name_of(slug)}
    return render(request, "journal/entry.html", context)


@login_required
@require_safe
def checkpoint(request: HttpRequest, slug: str) -> HttpResponse:
    """控え: number and digest of the newest entry, to be printed and exchanged."""
    reach, name = _reach(request, slug)
    head = heads(reach.chain)
    last = Entry.objects.filter(chain=reach.chain, number=head.number).first()
    context = {"slug": slug, "name": name, "head": head, "last": last, "now": timezone.now()}
    return render(request, "journal/checkpoint.html", context)


@login_required
@require_safe
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """書出し: the whole chain as JSON Lines; only for those who may read all of it."""
    reach, _name = _reach(request, slug)
    if not reach.whole:
        raise PermissionDenied
    return StreamingHttpResponse(
        documents.lines(reach.chain),
        content_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="journal-{slug}.jsonl"'},
    )


@login_required
@require_safe
def excel(request: HttpRequest, slug: str) -> HttpResponse:
    """記録のExcel: the newest entries that fit the filters."""
    reach, _name = _reach(request, slug)
    _form, filters = _asked(request, reach)
    page = queries.page_of(reach, filters, size=MOST_ENTRIES)
    name = content_disposition_header(True, f"{_('記録')}-{slug}.xlsx") or "attachment"
    return HttpResponse(
        documents.workbook(page.entries, page),
        content_type=EXCEL,
        headers={"Content-Disposition": name},
    )


def lines_of(page: Page) -> list[dict[str, object]]:
    """The entries as the templates show them."""
    return [
        {
            "entry": entry,
            "operation": page.operation_of(entry),
            "place": page.place_of(entry),
            "address": page.address_of(entry),
            "changes": said_changes(entry, page.names),
        }
        for entry in page.entries
    ]


def _reach(request: HttpRequest, slug: str) -> tuple[Reach, str]:
    """What this reader may read there, and how it is called. 404 for what is not theirs."""
    chain = "" if slug == INSTALLATION else slug
    actor = Actor.of(request)
    reach = queries.reach_of(actor, chain)
    if not reach or slug not in {address for address, _ in queries.journals_for(actor)}:
        raise Http404
    return reach, _name_of(slug)


def _name_of(slug: str) -> str:
    if slug == INSTALLATION:
        return _("圏域に属さない記録")
    found = Region.objects.filter(slug=slug).first()
    return queries.name_of(found) if found else slug


def _asked(request: HttpRequest, reach: Reach) -> tuple[FilterForm, Filters]:
    form = FilterForm(request.GET or None, chain=reach.chain)
    form.is_valid()
    filters = form.filters()
    kind, _colon, key = request.GET.get("subject", "").partition(":")
    if kind and key:
        filters.subject = (kind[:80], key[:80])
    return form, filters
