"""The comparison as files, and a file compared with the register."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.agreements.as_of import as_of
from renkei.desk.agreements.family_check import apart
from renkei.desk.agreements.family_excel import write_workbook
from renkei.desk.agreements.family_sheets import read_matrix
from renkei.desk.agreements.family_table import Comparison
from renkei.desk.agreements.family_views import comparison_or_404
from renkei.desk.agreements.family_word import write_word
from renkei.desk.agreements.views import content_disposition
from renkei.desk.frame.problems import Problem, Refused

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[Callable[[Comparison], bytes], str]] = {
    "xlsx": (write_workbook, _EXCEL),
    "docx": (write_word, _WORD),
}


@require_safe
def file(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """取組表, 相違 and 条文 as an Excel or Word file."""
    if fmt not in FILES:
        raise Http404
    on = as_of(request)
    if on.wrong:  # said on the page; a file of another day would look like the one asked for
        asked = urlencode({"on": on.typed})
        return redirect(f"{reverse('agreements:family', args=[slug])}?{asked}")
    found = comparison_or_404(request, slug, on)
    if not found.columns:
        raise Http404
    write, media_type = FILES[fmt]
    sample = "見本_" if found.region.fictional else ""
    name = f"{sample}{found.region.name}_協約の比較_{found.day:%Y%m%d}.{fmt}"
    return HttpResponse(
        write(found),
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition(name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Excelを読み込んで照合: where the file and the register differ. Writes nothing."""
    on = as_of(request)
    found = comparison_or_404(request, slug, on)
    context: dict[str, object] = {
        "region": found.region,
        "may_draft": found.may_draft,
        "on": on,
        "query": on.query,
        "columns": found.columns,
        "limit_mb": 5,
        "problems": (),
    }
    status = 200
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise Refused(_nothing())
            if (sent.size or 0) > settings.UPLOAD_LIMIT:
                raise Refused(_nothing())
            read = read_matrix(sent.read(), [column.partner for column in found.columns])
        except Refused as refused:
            context["problems"] = refused.problems
            status = 422
        else:
            context |= {"file": read, "name": sent.name, "apart": apart(read, found)}
    return render(request, "family/check.html", context, status=status)


def _nothing() -> Problem:
    return Problem(
        "family.file.none",
        "ファイルが選ばれていません。",
        "No file was chosen.",
        field="file",
        remedy_ja="Excel ファイル（.xlsx）を選んでください。",
        remedy_en="Choose an Excel file (.xlsx).",
    )
