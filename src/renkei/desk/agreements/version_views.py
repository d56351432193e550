"""版の対照: two wordings of one agreement side by side, word by word."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.amendment.align import align
from renkei.desk.agreements import queries
from renkei.desk.agreements.as_of import as_of
from renkei.desk.agreements.family_pairs import Line, lines_of
from renkei.desk.agreements.models import Expression
from renkei.desk.agreements.reading import from_tree
from renkei.desk.agreements.views import about, record_or_404
from renkei.instrument.model import Document


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What one version says differently from another: by default the last two."""
    record = record_or_404(request, slug, as_of(request))
    if not record.versions:
        raise Http404
    by_key = {str(version.pk): version for version in record.versions}
    newest = [str(version.pk) for version in record.versions]
    right = request.GET.get("right", "")
    right = right if right in by_key else newest[0]
    left = request.GET.get("left", "")
    if left not in by_key:
        at = newest.index(right) + 1
        left = newest[at] if at < len(newest) else right
    lines: list[Line] = []
    if left != right:
        after = from_tree(queries.with_tree(by_key[right]).tree).document
        lines = lines_between(queries.with_tree(by_key[left]), after)
    full = request.GET.get("show") == "all"
    context = about(record) | {
        "versions": record.versions,
        "left": by_key[left],
        "right": by_key[right],
        "lines": [line for line in lines if full or line.differs],
        "total": len(lines),
        "different": sum(line.differs for line in lines),
        "full": full,
    }
    return render(request, "agreements/versions.html", context)


def lines_between(left: Expression, right: Document) -> list[Line]:
    """A wording and a text, side by side."""
    # Nothing is a name here: between two versions a changed name, address or date is a change.
    return list(lines_of(align(from_tree(left.tree).document, right), {}, {}))
