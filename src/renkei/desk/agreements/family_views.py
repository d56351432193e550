"""The family of agreements: the matrix 取組 × municipality, one row over all, two side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.amendment.align import align
from renkei.amendment.family import Standing
from renkei.amendment.names import names_of
from renkei.desk.agreements import family_queries as queries
from renkei.desk.agreements.as_of import AsOf, as_of
from renkei.desk.agreements.family_pairs import Line, lines_of
from renkei.desk.agreements.family_queries import Column
from renkei.desk.agreements.family_table import (
    Comparison,
    differences,
    documents_of,
    model_document,
)
from renkei.desk.journal.actor import Actor

#: The two tables, and where a row of each has its page.
PAGES = {"rows": "agreements:family-row", "articles": "agreements:family-article"}
#: What stands for the model text in the choice of two texts.
MODEL = "model"


def comparison_or_404(request: HttpRequest, slug: str, on: AsOf) -> Comparison:
    """The region's agreements as the reader may see them."""
    region = queries.region_by(slug)
    if region is None:
        raise Http404
    return Comparison(region, on.day, Actor.of(request))


@require_safe
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """取組 × 市町村."""
    return _table(request, slug, "rows")


@require_safe
def articles(request: HttpRequest, slug: str) -> HttpResponse:
    """条文 × 市町村."""
    return _table(request, slug, "articles")


def _table(request: HttpRequest, slug: str, which: str) -> HttpResponse:
    on = as_of(request)
    found = comparison_or_404(request, slug, on)
    rows = found.rows if which == "rows" else found.articles
    only = request.GET.get("show") == "differing"
    context = _about(found, on) | {
        "which": which,
        "only": only,
        "groups": found.groups(rows, only),
        "rows": rows,
        "page": PAGES[which],
        "sums": found.sums(rows),
        "differing": sum(row.differing for row in rows),
        "uneven": sum(row.differing > 0 or row.taking_part < len(row.cells) for row in rows),
    }
    return render(request, "family/matrix.html", context)


@require_safe
def row(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """一つの取組: its wording with every partner."""
    return _row(request, slug, name, "rows")


@require_safe
def article(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """一つの条: its wording with every partner."""
    return _row(request, slug, name, "articles")


def _row(request: HttpRequest, slug: str, name: str, which: str) -> HttpResponse:
    on = as_of(request)
    found = comparison_or_404(request, slug, on)
    named = found.named(found.rows if which == "rows" else found.articles)
    at = next((at for at, known in enumerate(named) if known.name == name), None)
    if at is None:
        raise Http404
    one, cells = named[at].row, named[at].cells
    context = _about(found, on) | {
        "which": which,
        "row": one,
        "same": [column for column, cell in cells if cell.standing is Standing.SAME],
        "without": [column for column, cell in cells if cell.standing is Standing.ABSENT],
        "only": [(c, cell.entry) for c, cell in cells if cell.standing is Standing.ONLY],
        "differing": [
            (column, cell.entry, differences(one, place))
            for place, (column, cell) in enumerate(cells)
            if cell.standing is Standing.DIFFERS
        ],
        "previous": named[at - 1] if at else None,
        "next": named[at + 1] if at + 1 < len(named) else None,
        "page": PAGES[which],
    }
    return render(request, "family/row.html", context)


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """二つの協約の対照: any two of the region, or one and the model text."""
    on = as_of(request)
    found = comparison_or_404(request, slug, on)
    by_slug = {column.slug: column for column in found.columns}
    keys = [*([MODEL] if found.model else []), *by_slug]
    left, right = (request.GET.get(side, "") for side in ("left", "right"))
    left = left if left in keys else (keys[0] if keys else "")
    right = right if right in keys else next((key for key in keys if key != left), left)
    full = request.GET.get("show") == "all"
    lines: list[Line] = []
    if left and right and left != right:
        lines = _lines(found, by_slug, left, right)
    context = _about(found, on) | {
        "left": left,
        "right": right,
        "choices": [(key, _said(by_slug, key)) for key in keys],
        "left_name": _said(by_slug, left),
        "right_name": _said(by_slug, right),
        "lines": [line for line in lines if full or line.differs],
        "total": len(lines),
        "different": sum(line.differs for line in lines),
        "full": full,
    }
    return render(request, "family/compare.html", context)


def _lines(found: Comparison, by_slug: dict[str, Column], left: str, right: str) -> list[Line]:
    wanted = [by_slug[key] for key in (left, right) if key != MODEL]
    read = dict(zip((c.slug for c in wanted), documents_of(wanted), strict=True))
    if found.model:
        read[MODEL] = model_document(found.model.text)
    documents = (read[left], read[right])
    pairs = align(*documents, centre=found.centre)
    names = tuple(names_of(document, found.centre) for document in documents)
    return list(lines_of(pairs, names[0], names[1]))


def _said(by_slug: dict[str, Column], key: str) -> str:
    if key == MODEL:
        return _("標準文")
    return by_slug[key].partner if key in by_slug else ""


def _about(found: Comparison, on: AsOf) -> dict[str, object]:
    return {
        "region": found.region,
        "may_draft": found.may_draft,
        "on": on,
        "query": on.query,
        "columns": found.columns,
        "model": found.model,
        "model_address": reverse("agreements:models", args=[found.region.slug]),
    }
