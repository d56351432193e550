"""The reading room: the register, a text, one provision, and the files of a text."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import unquote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.accounts.models import Person
from renkei.desk.agreements import freshness, notes, operations, queries, renderings
from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.page import TextPage, in_force
from renkei.desk.agreements.reading import from_tree
from renkei.desk.journal.actor import Actor
from renkei.instrument.formats import FORMATS
from renkei.instrument.model import Kind, Node

#: Places that a path of names leaves out.
UNNAMED = (Kind.MAIN, Kind.TABLE)
#: Order in which files are offered: what offices use first.
OFFERED = ("docx", "pdf", "txt", "xml", "akn", "json", "html")


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """協約の一覧: what this reader may read. Anybody may open it."""
    today = timezone.localdate()
    held: list[dict[str, object]] = []
    public: list[dict[str, object]] = []
    for agreement in queries.agreements_for(request.user):
        expressions = list(agreement.expressions.all())
        if not expressions:
            continue
        line = {
            "agreement": agreement,
            "expression": expressions[0],
            "state": state_of(agreement, expressions[0]),
        }
        (public if agreement.public else held).append(line)
    context = {"public": public, "held": held, "today": today}
    if request.user.is_authenticated:
        context["waiting"] = list(queries.waiting_for(request.user))
    return render(request, "agreements/register.html", context)


@require_safe
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """閲覧室: a text with its contents, findings, references and, if asked for, its source."""
    expression = expression_or_404(request, slug)
    tag = freshness.page_tag(request, expression)
    if (known := freshness.not_modified(request, tag)) is not None:
        return known
    page = TextPage(
        from_tree(expression.tree),
        slug=slug,
        question=request.GET.get("q", ""),
        with_source=request.GET.get("source") == "1",
    )
    context = _about(expression) | {
        "page": page,
        "formats": offered(),
        "removable": operations.removable(request.user, expression.agreement),
    }
    return freshness.marked(render(request, "agreements/reading.html", context), tag)


@require_safe
def node(request: HttpRequest, slug: str, node_id: str) -> HttpResponse:
    """一つの規定: an article, a row of the annex or any other place, with what concerns it."""
    expression = expression_or_404(request, slug)
    page = TextPage(from_tree(expression.tree), slug=slug)
    found = page.places.nodes.get(node_id)
    if found is None or found.kind is Kind.DOCUMENT:
        raise Http404
    context = _about(expression) | _about_node(page, found) | {"page": page, "node": found}
    context["permanent"] = request.build_absolute_uri(page.address(found))
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
    expression = expression_or_404(request, slug)
    entry = FORMATS.get(fmt)
    if entry is None:
        raise Http404
    key = renderings.key_of(expression, fmt)
    tag = freshness.tag_of(key)
    if (known := freshness.not_modified(request, tag)) is not None:
        return known
    data = renderings.rendering(expression, fmt, key)
    answer = _file(data, entry.media_type, f"{slug}{entry.extensions[0]}")
    return freshness.marked(answer, tag, expression.read_at)


@require_safe
def original(request: HttpRequest, slug: str) -> HttpResponse:
    """The file as it was handed in, byte for byte."""
    expression = expression_or_404(request, slug)
    tag = freshness.tag_of(expression.sha256)
    if (known := freshness.not_modified(request, tag)) is not None:
        return known
    data = bytes(Expression.objects.values_list("source", flat=True).get(pk=expression.pk))
    name = PurePath(expression.filename).name or f"{slug}.txt"
    answer = _file(data, "application/octet-stream", name)
    return freshness.marked(answer, tag, expression.recorded_at)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """文書の削除: asked for by its person, for a text that was never public."""
    expression = expression_or_404(request, slug)
    agreement = expression.agreement
    assert isinstance(request.user, Person)  # login_required
    if not operations.removable(request.user, agreement):
        raise Http404
    if request.method == "POST":
        operations.remove(Actor.of(request), agreement)
        messages.success(request, _("削除しました。"))
        return redirect("agreements:list")
    return render(request, "agreements/remove.html", _about(expression))


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
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


def expression_or_404(request: HttpRequest, slug: str) -> Expression:
    """The current version, or the same 404 for what is not there and what may not be seen."""
    try:
        return queries.current_expression(slug, request.user)
    except Expression.DoesNotExist:
        raise Http404 from None


def _about(expression: Expression) -> dict[str, object]:
    agreement = expression.agreement
    return {
        "agreement": agreement,
        "expression": expression,
        "state": state_of(agreement, expression),
        "today": timezone.localdate(),
    }


def state_of(agreement: Agreement, expression: Expression) -> str:
    """held, in_force, pending or unknown, as of today."""
    if agreement.status == Agreement.Status.HELD or not agreement.public:
        return "held"
    return in_force(expression.valid_from, timezone.localdate())


def offered() -> list[tuple[str, str]]:
    """Formats to download in, each with its name in the reader's language."""
    english = notes.speaks_english()
    return [
        (key, FORMATS[key].name_en if english else FORMATS[key].name_ja)
        for key in OFFERED
        if key in FORMATS
    ]
