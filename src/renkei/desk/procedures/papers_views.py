"""Pages of papers: the list of a procedure, files, and the form settings of a municipality."""

from __future__ import annotations

import io
import zipfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Stale, permitted
from renkei.desk.procedures import labels, papers_operations, papers_queries
from renkei.desk.procedures.basis import style_of
from renkei.desk.procedures.models import MadeDocument, Procedure
from renkei.desk.procedures.papers.kinds import NAMES, PaperKind
from renkei.desk.procedures.papers.style import FormStyle
from renkei.desk.procedures.specimen import specimen
from renkei.desk.procedures.style_form import StyleForm
from renkei.desk.region.models import Municipality
from renkei.instrument.formats import FORMATS

#: The zip format begins in 1980; the days of the papers stand in the papers.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@login_required
@require_safe
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """手続の文書: which there are, in which version, and which are outdated."""
    procedure = _procedure(request, pk)
    actor = Actor.of(request)
    context = papers_queries.papers_table(procedure, actor)
    places = [line.party.municipality for line in context["paper_lines"]]
    context["places"] = [
        place for place in dict.fromkeys(places) if place and place.code in actor.codes
    ]
    context["kind"] = labels.kind(procedure.kind)
    return render(request, "procedures/papers.html", context)


@login_required
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """文書を作る: those that were chosen, or all."""
    procedure = _procedure(request, pk)
    try:
        which = papers_queries.asked(request.POST.getlist("paper")) or None
        made = papers_operations.make_papers(Actor.of(request), procedure, which)
    except ValueError:
        raise Http404 from None
    except Refused as refused:
        english = translation.get_language() == "en"
        for problem in refused.problems:
            messages.error(request, problem.en if english else problem.ja)
    else:
        if made:
            messages.success(request, _("文書を%(n)s件作りました。") % {"n": len(made)})
        else:
            messages.info(request, _("どの文書も最新です。新しい版は作りませんでした。"))
    return redirect("papers:list", pk=procedure.pk)


@login_required
@require_safe
def paper_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """One version of a paper as Word or PDF."""
    try:
        paper = papers_queries.paper_for(pk, Actor.of(request))
    except MadeDocument.DoesNotExist:
        raise Http404 from None
    return _file(_bytes(paper, extension), _file_name(paper, extension), extension)


@login_required
@require_safe
def all_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version of every paper of a procedure, Word and PDF, in one ZIP file."""
    procedure = _procedure(request, pk)
    made = papers_queries.newest_papers(procedure)
    if not made:
        raise Http404
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in made:
            for extension in ("docx", "pdf"):
                info = zipfile.ZipInfo(_file_name(paper, extension), _ZIP_TIME)
                archive.writestr(info, _bytes(paper, extension))
    return _file(raw.getvalue(), f"{procedure.name[:60]}.zip", "zip")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form_style(request: HttpRequest, code: str) -> HttpResponse:
    """文書の体裁: how the papers of a municipality look, with a specimen of what is chosen."""
    municipality, actor = _municipality(request, code)
    initial = style_of(municipality).to_json() | {"revision": municipality.revision}
    may = permitted(actor, "procedures.set_form_style", _concern(municipality))
    form = StyleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            papers_operations.set_form_style(actor, municipality, form.settings(), revision)
        except Stale as stale:
            return _conflict(request, form, stale)
        messages.success(request, _("文書の体裁を定めました。これから作る文書に使われます。"))
        return redirect("papers:style", code=code)
    shown = request.GET if request.method != "POST" and "tried" in request.GET else None
    if shown is not None:  # what was tried stays in the fields, and nothing is saved
        form = StyleForm(shown, initial=initial)
        form.is_valid()
    typed = form.data if form.is_bound else QueryDict(mutable=True)
    query = QueryDict(mutable=True)
    for key in initial:
        if key in typed:
            query[key] = str(typed[key])
    context = {
        "municipality": municipality,
        "form": form,
        "may": may,
        "query": query.urlencode() if form.is_bound and not form.errors else "",
        "kinds": [(kind, NAMES[kind]) for kind in (PaperKind.BILL, PaperKind.FILING)],
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "procedures/form_style.html", context, status=status)


@login_required
@require_safe
def style_specimen(request: HttpRequest, code: str, kind: str, extension: str) -> HttpResponse:
    """A specimen paper in the settings of the query, or in those that are kept: picture or PDF."""
    municipality, _actor = _municipality(request, code)
    style = style_of(municipality)
    if request.GET:
        form = StyleForm(request.GET, initial=style.to_json())
        if not form.is_valid():
            raise Http404
        style = FormStyle.from_json(form.settings())
    if kind not in (PaperKind.BILL, PaperKind.FILING):
        raise Http404
    content = specimen(municipality, style, PaperKind(kind), extension)
    if extension == "png":
        return HttpResponse(content, content_type="image/png")
    return _file(content, f"{_('見本')}.pdf", "pdf", attachment=False)


def _conflict(request: HttpRequest, form: StyleForm, stale: Stale) -> HttpResponse:
    current = stale.current
    assert isinstance(current, Municipality)
    return conflict_page(
        request,
        form,
        style_of(current).to_json(),
        current.revision,
        title=_("%(name)sの文書の体裁") % {"name": current.name},
        back=request.path,
    )


def _procedure(request: HttpRequest, pk: int) -> Procedure:
    try:
        return papers_queries.procedure_for(pk, Actor.of(request))
    except Procedure.DoesNotExist:
        raise Http404 from None


def _municipality(request: HttpRequest, code: str) -> tuple[Municipality, Actor]:
    """A municipality for whom the reader works, or may set it; nobody else sees its settings."""
    actor = Actor.of(request)
    municipality = get_object_or_404(Municipality, code=code)
    if code not in actor.codes and not permitted(
        actor, "procedures.set_form_style", _concern(municipality)
    ):
        raise Http404
    return municipality, actor


def _concern(municipality: Municipality) -> Concern:
    return Concern(municipalities=(municipality,), subject=municipality)


def _bytes(paper: MadeDocument, extension: str) -> bytes:
    return bytes(paper.pdf if extension == "pdf" else paper.content)


def _file_name(paper: MadeDocument, extension: str) -> str:
    """議案_青嶺市_第2版.docx."""
    party = paper.party
    whose = f"_{party.municipality.name if party.municipality else party.name}" if party else ""
    name = NAMES[PaperKind(paper.kind)].ja
    return f"{name}{whose}_第{paper.version}版.{extension}".replace("/", "／")


def _file(content: bytes, name: str, extension: str, *, attachment: bool = True) -> HttpResponse:
    media = {"zip": "application/zip"} | {key: fmt.media_type for key, fmt in FORMATS.items()}
    response = HttpResponse(content, content_type=media[extension])
    response["Content-Disposition"] = content_disposition_header(attachment, name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
