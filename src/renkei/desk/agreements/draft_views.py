"""案: the board of drafts, one draft and its deviations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.amendment.compare import Change, words
from renkei.amendment.placeholders import used
from renkei.desk.agreements import draft_operations as operations
from renkei.desk.agreements import draft_queries as queries
from renkei.desk.agreements.draft_access import about, may, model_or_404, region_or_404
from renkei.desk.agreements.draft_board import board_of, partner_of
from renkei.desk.agreements.draft_page import placeholders_of
from renkei.desk.agreements.drafting import Place, cells_of, places, row_text, unfilled
from renkei.desk.agreements.family_table import model_document
from renkei.desk.agreements.models import Deviation, Draft
from renkei.desk.agreements.views import content_disposition
from renkei.desk.frame.days import day_of
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.region.models import Region


@login_required
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """標準文と案: the model texts of a region, and the drafts made from them."""
    region = region_or_404(request, slug)
    return render(request, "drafting/board.html", board_of(request, region))


@login_required
@require_POST
def make(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """案の作成: drafts for the partners chosen."""
    region = region_or_404(request, slug)
    model = model_or_404(region, key)
    chosen = set(request.POST.getlist("partners"))
    partners = [partner for partner in queries.partners_of(region) if partner.code in chosen]
    typed = request.POST.get("effective", "").strip()
    try:
        effective = day_of(typed) if typed else None
        drafts = operations.draft_for(Actor.of(request), model, partners, effective=effective)
    except ValueError as wrong:
        problems: Sequence[Problem] = (
            Problem("draft.effective", str(wrong), str(wrong), "effective"),
        )
    except Refused as refused:
        problems = refused.problems
    else:
        messages.success(request, _("%(n)s件の案を作りました。") % {"n": len(drafts)})
        return redirect("agreements:models", slug=slug)
    context = board_of(request, region) | {
        "problems": problems,
        "chosen": chosen,
        "typed": typed,
        "asked_model": model.pk,
    }
    return render(request, "drafting/board.html", context, status=422)


@login_required
@require_POST
def renew(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """新しい版への移行 of the drafts chosen."""
    region = region_or_404(request, slug)
    model = model_or_404(region, key)
    chosen = set(request.POST.getlist("drafts"))
    drafts = [d for d in queries.drafts_of(region, Actor.of(request)) if str(d.pk) in chosen]
    try:
        operations.renew_drafts(Actor.of(request), model, drafts)
    except Refused as refused:
        context = board_of(request, region) | {"problems": refused.problems}
        return render(request, "drafting/board.html", context, status=422)
    messages.success(request, _("%(n)s件の案を新しい版に移しました。") % {"n": len(drafts)})
    return redirect("agreements:models", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """案: its placeholders, its deviations and what waits to be decided of them, and its text."""
    region = region_or_404(request, slug)
    one = _draft(request, region, key)
    problems: Sequence[Problem] = ()
    status = 200
    values = dict(one.values)
    revision = one.revision
    if request.method == "POST":
        wanted = used(one.model_text.text) + tuple(values)
        values = {key: request.POST.get(key, "") for key in dict.fromkeys(wanted)}
        try:
            values = _merged(request, values, one.values)
            given = request.POST.get("revision")
            seen = (
                None
                if given is None
                else int(given)
                if given.isdecimal() and len(given) < 10
                else -1
            )
            operations.fill_draft(Actor.of(request), one, values, revision=seen)
        except Refused as refused:
            problems, status = refused.problems, 422
        else:
            messages.success(request, _("差込みを保存しました。"))
            return redirect("agreements:draft", slug=slug, key=key)
    context = about(region) | _of_draft(request, one) | {"values": values, "problems": problems}
    context["revision"] = revision
    context["fields"] = [
        (key, values.get(key, ""), meaning, one.values.get(key, ""))
        for key, meaning in placeholders_of(one.model_text.text)
    ]
    return render(request, "drafting/draft.html", context, status=status)


@login_required
@require_safe
def draft_file(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """The text of a draft as it stands, as a text file."""
    region = region_or_404(request, slug)
    one = _draft(request, region, key)
    name = f"{'見本_' if region.fictional else ''}{partner_of(one)}_案.txt"
    return HttpResponse(
        operations.draft_words(one).encode("utf-8"),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": content_disposition(name)},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deviation(request: HttpRequest, slug: str, key: int, node_id: str) -> HttpResponse:
    """相違: the words of one provision or row for this partner."""
    region = region_or_404(request, slug)
    one = _draft(request, region, key)
    place = places(model_document(one.model_text.text)).get(node_id)
    if place is None:
        raise Http404
    known = one.deviations.filter(node_id=node_id).first()
    wording = known.words if known else place.text
    reason = known.reason if known else ""
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        wording, reason = _typed(request, place), request.POST.get("reason", "").strip()
        try:
            made = operations.deviate(
                Actor.of(request),
                one,
                node_id,
                wording,
                reason=reason,
                seen=request.POST.get("seen"),
            )
        except Refused as refused:
            problems, status = refused.problems, 422
        else:
            said = (
                _("相違を保存しました。") if made else _("標準文と同じ文言です。相違はありません。")
            )
            messages.success(request, said)
            return redirect("agreements:draft", slug=slug, key=key)
    context = about(region) | {
        "draft": one,
        "partner": partner_of(one),
        "place": place,
        "known": known,
        "seen": operations.seen_of(one, known),
        "words": wording,
        "rows": cells_of(place, wording) if place.columns else [],
        "reason": reason,
        "problems": problems,
        "model_words": _shown(place.text),
        "changes": words(_shown(place.text), _shown(wording)) if wording != place.text else (),
        "may": may(request, "agreements.deviate", operations.of_draft({"draft": one})),
    }
    return render(request, "drafting/deviation.html", context, status=status)


#: What can be decided of a deviation, and what is said then.
DECISIONS: dict[str, Callable[[Actor, Deviation], object]] = {
    "accept": operations.accept_model,
    "keep": operations.keep_deviation,
    "drop": operations.drop_deviation,
}


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, key: int, pk: int) -> HttpResponse:
    """相違の決定: take the model's words, keep one's own, or drop it."""
    region = region_or_404(request, slug)
    one = _draft(request, region, key)
    found = one.deviations.filter(pk=pk).first()
    act = DECISIONS.get(request.POST.get("act", ""))
    if found is None or act is None:
        raise Http404
    try:
        act(Actor.of(request), found)
    except Refused as refused:
        context = about(region) | _of_draft(request, one) | {"problems": refused.problems}
        return render(request, "drafting/draft.html", context, status=422)
    messages.success(request, _("決定を記録しました。"))
    return redirect("agreements:draft", slug=slug, key=key)


def _merged(request: HttpRequest, typed: dict[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What was typed; where this writer changed nothing, what somebody else has put there since."""
    return {
        key: now.get(key, "") if value == request.POST.get(f"was-{key}", value + "?") else value
        for key, value in typed.items()
    }


def _typed(request: HttpRequest, place: Place) -> str:
    """The words of the form: a text, or for a row its cells and those of a row put in behind it."""
    if request.POST.get("leave_out"):
        return ""
    if not place.columns:
        return request.POST.get("words", "").replace("\r\n", "\n").strip("\n")
    rows = []
    at = 0
    while f"cell-{at}-0" in request.POST and at < 50:
        rows.append([request.POST.get(f"cell-{at}-{c}", "") for c in range(len(place.columns))])
        at += 1
    return row_text(rows)


def _of_draft(request: HttpRequest, one: Draft) -> dict[str, object]:
    document = model_document(one.model_text.text)
    deviations = {row.node_id: row for row in one.deviations.all()}
    listed = [
        (
            place,
            _shown(place.text),
            deviations.get(place.node_id),
            _changes(place, deviations.get(place.node_id)),
        )
        for place in places(document).values()
    ]
    known = places(document)
    waiting = [
        (row, _name(row, known.get(row.node_id)), _decision(row, known.get(row.node_id)))
        for row in deviations.values()
        if row.fit != Deviation.Fit.FITS
    ]
    text = operations.draft_words(one)
    return {
        "draft": one,
        "partner": partner_of(one),
        "places": listed,
        "waiting": waiting,
        "open_places": unfilled(text, {}),
        "may": may(request, "agreements.deviate", operations.of_draft({"draft": one})),
        "newest": queries.newest_version(one.model_text.region, one.model_text.name),
        "revision": one.revision,
        "fields": [
            (key, one.values.get(key, ""), meaning, one.values.get(key, ""))
            for key, meaning in placeholders_of(one.model_text.text)
        ],
    }


def _changes(place: Place, row: Deviation | None) -> tuple[Change, ...]:
    return words(_shown(place.text), _shown(row.words)) if row is not None else ()


def _shown(text: str) -> str:
    """Words of a provision as a page shows them: the cells of a row below one another."""
    return text.replace("\t", "\n")


def _name(row: Deviation, place: Place | None) -> str:
    """What a deviation is about, also where the model no longer has it."""
    if place is not None and row.fit != Deviation.Fit.GONE:
        return place.name
    return row.model_words.replace("\n", "\t").split("\t")[0]


def _decision(row: Deviation, place: Place | None) -> dict[str, tuple[Change, ...]]:
    """What the model changed, and how the partner's words stand against it now."""
    now = place.text if place and row.fit != Deviation.Fit.GONE else ""
    before, now, own = _shown(row.model_words), _shown(now), _shown(row.words)
    return {"model": words(before, now), "own": words(before, own), "against": words(now, own)}


def _draft(request: HttpRequest, region: Region, key: int) -> Draft:
    found = queries.draft_of(region, key, Actor.of(request))
    if found is None:
        raise Http404
    return found
