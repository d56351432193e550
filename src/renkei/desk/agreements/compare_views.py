"""版の比較: two wordings between any two dates, a provision through all versions, and a text under way."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.desk.agreements import amendment_files, queries
from renkei.desk.agreements.as_of import as_of
from renkei.desk.agreements.comparing import Compared, compared_trees
from renkei.desk.agreements.history import history_of
from renkei.desk.agreements.page import TextPage
from renkei.desk.agreements.pending import Pending, pending_of, reading_of
from renkei.desk.agreements.places import Places
from renkei.desk.agreements.reading import from_tree
from renkei.desk.agreements.record import Record
from renkei.desk.agreements.sides import Side, sides
from renkei.desk.agreements.views import about, as_file, record_or_404
from renkei.desk.journal.actor import Actor


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What one wording says differently from another, provision by provision, changed words marked."""
    record = record_or_404(request, slug, as_of(request))
    if not record.versions:
        raise Http404
    pending = _pending(request, record)
    left, right = sides(request, record.versions, pending)
    wrong = [(name, side.wrong) for name, side in (("from", left), ("to", right)) if side.wrong]
    found: Compared | None = None
    if not wrong:
        found = compared_trees(left.tree(), right.tree())
    context = about(record) | {
        "versions": record.versions,
        "pending": [one for one in pending if one.text_shown],
        "left": left,
        "right": right,
        "wrong": wrong,
        "compared": found,
        "same": left.key == right.key,
        "query": urlencode({"from": left.key, "to": right.key}),
        "files": amendment_files.NAMES if found and found.different else {},
        "full": request.GET.get("show") == "all",
    }
    return render(request, "agreements/compare.html", context, status=422 if wrong else 200)


@require_safe
def compare_file(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """改め文 or 新旧対照表 between two wordings, proved before it is handed out."""
    record = record_or_404(request, slug, as_of(request))
    left, right = sides(request, record.versions, _pending(request, record))
    if fmt not in amendment_files.NAMES or not (left.key and right.key):
        raise Http404
    form = amendment_files.form_of(queries.parties_of(record.agreement))
    made = amendment_files.make(fmt, left.document(), right.document(), form)
    if made is None:
        name = amendment_files.NAMES[fmt][1]
        messages.error(request, _("%(name)sは、正確に作れませんでした。") % {"name": name})
        query = urlencode({"from": left.key, "to": right.key})
        return redirect(f"{reverse('agreements:compare', args=[slug])}?{query}")
    data, media_type, name = made
    region = record.agreement.region
    if region is not None and region.fictional:
        name = f"見本-{name}"
    return as_file(data, media_type, f"{slug}-{left.key}-{right.key}-{name}")


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The earlier address of the comparison."""
    kept = {
        new: f"v{request.GET[old]}"
        for old, new in (("left", "from"), ("right", "to"))
        if request.GET.get(old, "").isdecimal()
    }
    record_or_404(request, slug, as_of(request))
    query = f"?{urlencode(kept)}" if kept else ""
    return redirect(reverse("agreements:compare", args=[slug]) + query, permanent=True)


@require_safe
def history(request: HttpRequest, slug: str, node_id: str) -> HttpResponse:
    """この条の沿革: one provision through all versions, what each changed in it."""
    asked = as_of(request)
    record = record_or_404(request, slug, asked)
    if record.shown is None:
        raise Http404
    document = from_tree(queries.with_tree(record.shown).tree).document
    places = Places(document)
    node = places.nodes.get(node_id)
    block = places.block_of(node_id) if node is not None else None
    if node is None or block is None:
        raise Http404
    context = about(record) | {
        "node": block,
        "name": places.full_name(block),
        "steps": history_of(record.versions, record.shown, block.id),
    }
    return render(request, "agreements/history.html", context)


@require_safe
def pending(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """変更後の案文: the text a procedure under way will bring, for those who may see it."""
    record = record_or_404(request, slug, as_of(request))
    found = next((p for p in _pending(request, record) if p.procedure.pk == pk), None)
    if found is None or not found.text_shown:
        raise Http404
    found.procedure.refresh_from_db(fields=["text"])
    page = TextPage(reading_of(found.procedure))
    context = about(record) | {"pending": found, "page": page, "has_version": bool(record.versions)}
    return render(request, "agreements/pending.html", context)


def _pending(request: HttpRequest, record: Record) -> list[Pending]:
    """The procedures under way that this reader is told of."""
    agreement = record.agreement
    parties = queries.parties_of(agreement)
    codes = [party.municipality_id for party in parties]
    inside = queries.is_inside(Actor.of(request), agreement, codes)
    rows = queries.procedures_of(agreement)
    return pending_of(agreement, parties, rows, record.asked.day, inside=inside)


__all__ = ["Side", "compare", "compare_file", "history", "pending", "versions"]
