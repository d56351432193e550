"""The reading room: an agreement and its text, one provision, and the files of a text."""

from __future__ import annotations

from pathlib import PurePath
from typing import cast
from urllib.parse import unquote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.accounts.models import Person
from renkei.desk.agreements import freshness, notes, operations, queries, renderings
from renkei.desk.agreements.as_of import AsOf, as_of
from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.page import TextPage
from renkei.desk.agreements.pending import Pending
from renkei.desk.agreements.pending_notes import pending_marks
from renkei.desk.agreements.reading import from_tree
from renkei.desk.agreements.record import Record, context_of, record_of
from renkei.desk.journal.actor import Actor
from renkei.instrument.formats import FORMATS
from renkei.instrument.model import Kind, Node

#: Places that a path of names leaves out.
UNNAMED = (Kind.MAIN, Kind.TABLE)
#: Order in which files are offered: what offices use first.
OFFERED = ("docx", "pdf", "txt", "xml", "akn", "json", "html")


@require_safe
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """協約のページ: its state, parties and versions as of a day, and the wording of that day."""
    asked = as_of(request)
    record = record_or_404(request, slug, asked)
    tag = "" if asked.wrong else freshness.page_tag(request, record, asked.day)
    if (known := freshness.not_modified(request, tag)) is not None:
        return known
    context = about(record) | context_of(record, Actor.of(request))
    if record.shown is not None:
        tree = queries.with_tree(record.shown).tree
        marks = pending_marks(cast("list[Pending]", context["pending"]), record, tree)
        context["marked"] = len(marks)
        context["page"] = TextPage(
            from_tree(tree),
            slug=slug,
            question=request.GET.get("q", ""),
            with_source=request.GET.get("source") == "1",
            query=asked.query,
            pending=marks,
        )
        context["formats"] = offered()
        # For the address of the other view of this page: None leaves it out.
        context["with_source"] = None if request.GET.get("source") == "1" else "1"
    template = "agreements/reading.html" if record.shown else "agreements/no_text.html"
    status = 422 if asked.wrong else 200
    return freshness.marked(render(request, template, context, status=status), tag)


@require_safe
def node(request: HttpRequest, slug: str, node_id: str) -> HttpResponse:
    """一つの規定: an article, a row of the annex or any other place, with what concerns it."""
    asked = as_of(request)
    record = record_or_404(request, slug, asked)
    expression = queries.with_tree(_shown_or_404(record))
    page = TextPage(from_tree(expression.tree), slug=slug, query=asked.query)
    found = page.places.nodes.get(node_id)
    if found is None or found.kind is Kind.DOCUMENT:
        raise Http404
    context = about(record) | _about_node(page, found) | {"page": page, "node": found}
    address = reverse("agreements:node", args=[slug, found.id])
    context["permanent"] = request.build_absolute_uri(address)
    context["permanent_shown"] = unquote(str(context["permanent"]))
    return render(request, "agreements/node.html", context)


def _about_node(page: TextPage, found: Node) -> dict[str, object]:
    places = page.places
    within = {below.id for below in found.walk()}
    order = places.paged
    index = next((i for i, other in enumerate(order) if other.id == found.id), None)
    return {
        "name": places.name(found),
        "full_name": places.full_name(found),
        "above": [
            (places.name(n), page.address(n)) for n in places.above(found) if n.kind not in UNNAMED
        ],
        "is_row": found.kind is Kind.ROW,
        "part": page.part(found) if found.kind is not Kind.ROW else "",
        "cells": page.cells(found) if found.kind is Kind.ROW else [],
        "notes_html": page.notes_html(found),
        "links_from": [
            {
                "words": link.words,
                "law": link.law,
                "target": link.target,
                "name": places.full_name(link.target) if link.target else "",
                "address": page.address(link.target) if link.target else "",
            }
            for link in page.links
            if link.source.id in within
        ],
        "links_to": [
            (link, places.full_name(link.source), page.address(_citable(page, link.source)))
            for link in page.links
            if link.target is not None
            and (link.target.id in within)
            and link.source.id not in within
        ],
        "previous": _neighbour(page, order[index - 1] if index else None),
        "next": _neighbour(
            page, order[index + 1] if index is not None and index + 1 < len(order) else None
        ),
        "lines": page.lines_of(found),
    }


def _citable(page: TextPage, source: Node) -> Node:
    """The block a reference stands in; its page is where one wants to land."""
    return page.places.block_of(source.id) or source


def _neighbour(page: TextPage, found: Node | None) -> dict[str, str] | None:
    if found is None:
        return None
    caption = found.caption if found.kind is Kind.ARTICLE else ""
    return {"name": page.places.name(found), "caption": caption, "address": page.address(found)}


@require_safe
def download(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The text in one of the formats Renkei writes."""
    entry = FORMATS.get(fmt)
    if entry is None:
        raise Http404
    expression = queries.with_tree(_shown_or_404(record_or_404(request, slug, as_of(request))))
    key = renderings.key_of(expression, fmt)
    tag = freshness.tag_of(key)
    if (known := freshness.not_modified(request, tag)) is not None:
        return known
    data = renderings.rendering(expression, fmt, key)
    answer = as_file(data, entry.media_type, f"{slug}{entry.extensions[0]}")
    return freshness.marked(answer, tag, expression.read_at)


@require_safe
def original(request: HttpRequest, slug: str) -> HttpResponse:
    """The file as it was handed in, byte for byte."""
    expression = _shown_or_404(record_or_404(request, slug, as_of(request)))
    tag = freshness.tag_of(expression.sha256)
    if (known := freshness.not_modified(request, tag)) is not None:
        return known
    data = bytes(Expression.objects.values_list("source", flat=True).get(pk=expression.pk))
    name = PurePath(expression.filename).name or f"{slug}.txt"
    answer = as_file(data, "application/octet-stream", name)
    return freshness.marked(answer, tag, expression.recorded_at)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """文書の削除: asked for by its person, for a text that was never public."""
    record = record_or_404(request, slug, as_of(request))
    agreement = record.agreement
    assert isinstance(request.user, Person)  # login_required
    if not operations.removable(request.user, agreement):
        raise Http404
    if request.method == "POST":
        operations.remove(Actor.of(request), agreement)
        messages.success(request, _("削除しました。"))
        return redirect("agreements:list")
    return render(request, "agreements/remove.html", about(record))


def as_file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A file of the register, to be saved under its name."""
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition(name),
            # A file opened from here runs nothing and loads nothing.
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        },
    )


def content_disposition(name: str) -> str:
    """A header that saves a file under its name, Japanese included."""
    return content_disposition_header(True, name) or "attachment"


def record_or_404(request: HttpRequest, slug: str, asked: AsOf) -> Record:
    """An agreement on a day, or the same 404 for what is not there and what may not be seen."""
    try:
        return record_of(slug, Actor.of(request), asked)
    except Agreement.DoesNotExist:
        raise Http404 from None


def _shown_or_404(record: Record) -> Expression:
    if record.shown is None:
        raise Http404
    return record.shown


def about(record: Record) -> dict[str, object]:
    """What every page of an agreement says of it."""
    shown = record.shown
    return {
        "agreement": record.agreement,
        "expression": shown,
        "concluded": shown and shown.concluded,
        "effective": shown and shown.valid_from,
        "standing": record.standing,
        "asked": record.asked,
        "today": record.asked.day,
    }


def offered() -> list[tuple[str, str]]:
    """Formats to download in, each with its name in the reader's language."""
    english = notes.speaks_english()
    return [
        (key, FORMATS[key].name_en if english else FORMATS[key].name_ja)
        for key in OFFERED
        if key in FORMATS
    ]
