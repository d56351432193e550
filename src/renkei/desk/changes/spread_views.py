"""One change over many agreements: where it fits, what is decided of the rest, and into procedure."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renkei.desk.changes import operations, queries
from renkei.desk.changes import spread_operations as over
from renkei.desk.changes.access import change_or_404, may, must, must_over
from renkei.desk.changes.edit_views import closed
from renkei.desk.changes.forms import DecisionForm, SendForm
from renkei.desk.changes.models import Change, Misfit
from renkei.desk.changes.page import findings_of, restated, sentences_of
from renkei.desk.changes.pieces import pieces_of
from renkei.desk.changes.texts import pair_of, proof_of
from renkei.desk.frame.days import as_typed
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Stale
from renkei.desk.procedures.models import Batch, Procedure
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.region.schemes import Kind


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """ほかの協約への適用: choose agreements, then see of each what fits and what does not."""
    actor = Actor.of(request)
    leader = change_or_404(actor, pk)
    if leader.leader_id is not None:
        return redirect("changes:partners", pk=leader.leader_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        chosen = set(request.POST.getlist("agreement"))
        rows = [row for row in queries.others_of(leader, actor) if str(row.pk) in chosen]
        try:
            again = bool(request.POST.get("again"))
            made = over.spread_change(actor, leader, rows, again=again)
        except Refused as refused:
            problems = refused.problems
        else:
            open_ = sum(row.fit == Change.Fit.DEVIATES for row in made)
            said = _("%(n)d件の協約に当てはめました。") % {"n": len(made)}
            if open_:
                said += _("%(n)d件に、決定を待つ相違があります。") % {"n": open_}
            messages.success(request, said)
            return redirect("changes:partners", pk=pk)
    return render(
        request,
        "changes/partners.html",
        _about_partners(actor, leader, problems),
        status=422 if problems else 200,
    )


def _about_partners(
    actor: Actor, leader: Change, problems: tuple[Problem, ...]
) -> dict[str, object]:
    followers = queries.followers_of(leader, actor)
    known = {row.agreement_id for row in followers}
    others = queries.others_of(leader, actor)
    return {
        "change": leader,
        "followers": followers,
        "others": [row for row in others if row.pk not in known],
        "again": [row for row in others if row.pk in known],
        "undecided": [
            row for one in followers if one.open for row in one.misfits.all() if not row.decision
        ],
        "editable": leader.open and may(actor, "spread", leader),
        "behind": queries.behind(leader, followers),
        "ready": _ready(leader, followers),
        "problems": problems,
    }


def _ready(leader: Change, followers: list[Change]) -> bool:
    going = [leader, *(row for row in followers if row.state != Change.State.DROPPED)]
    return all(row.state == Change.State.CHECKED for row in going)


@login_required
@require_POST
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """対象外: an agreement does not take part, for a reason."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    if found.leader_id is None:
        raise Http404
    try:
        over.leave_out(actor, found, request.POST.get("reason", ""))
    except Refused as refused:
        leader = change_or_404(actor, found.leader_id)
        context = _about_partners(actor, leader, refused.problems)
        return render(request, "changes/partners.html", context, status=422)
    messages.success(request, _("この協約を対象外としました。"))
    return redirect("changes:partners", pk=found.leader_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int, misfit: int) -> HttpResponse:
    """相違の決定: take the common words, write one's own, or leave it out with a reason."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "decide", found)
    row = Misfit.objects.filter(change=found, pk=misfit).first()
    if row is None:
        raise Http404
    if not found.open:
        return closed(request, found)
    piece = pieces_of(pair_of(found).after.document).get(row.node_id)
    now = "" if piece is None or row.adds else piece.text
    sent = request.method == "POST"
    form = DecisionForm(
        request.POST if sent else None, initial={"words": row.proposal or now}, label_suffix=""
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            decision = Misfit.Decision(request.POST.get("decision", "?"))
        except ValueError:
            raise Http404 from None
        words = form.cleaned_data["words"].replace("\r\n", "\n").strip("\n")
        try:
            over.decide(actor, row, decision, reason=form.cleaned_data["reason"], words=words)
        except Stale:
            messages.info(request, _("この相違は、すでに決定されています。"))
            return _after(found)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("決定を記録しました。"))
            return _after(found)
    context = {
        "change": found,
        "misfit": row,
        "piece": piece,
        "now": now,
        "form": form,
        "problems": shown(problems, form),
        "sent": sent,
    }
    return render(request, "changes/decide.html", context, status=refused_page_status(sent))


def _under_way(row: Change) -> list[Procedure]:
    """Procedures that change this agreement already: another cannot begin beside them."""
    return [one for one in queries.going_on(row.agreement) if one.kind == Kind.CHANGE]


def _sent_already(request: HttpRequest, leader: Change) -> HttpResponse:
    """Pressed twice, or an old tab: one is led to where the change is now."""
    procedure = leader.procedure
    if procedure is None:
        return closed(request, leader)
    messages.info(request, _("この変更案は、すでに手続に送られています。"))
    if procedure.batch_id is not None:
        return redirect("procedures:board", pk=procedure.batch_id)
    return redirect("procedures:procedure", pk=procedure.pk)


def _after(found: Change) -> HttpResponse:
    """Where one goes on after a decision: to the family, or to the change itself."""
    if found.leader_id is not None:
        return redirect("changes:partners", pk=found.leader_id)
    return redirect("changes:change", pk=found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """手続に送る: what is opened, on which texts; the changes are checked here together."""
    actor = Actor.of(request)
    leader = change_or_404(actor, pk)
    must(actor, "send", leader)
    if leader.leader_id is not None:
        raise Http404
    if not leader.open:
        return _sent_already(request, leader)
    sent = request.method == "POST"
    initial = {"opened_on": as_typed(timezone.localdate())}
    form = SendForm(request.POST if sent else None, initial=initial, label_suffix="")
    going = over.together(leader)
    must_over(actor, "send", [row.agreement for row in going])
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            with transaction.atomic():
                for row in going:
                    operations.check(actor, row)
                made = over.send(actor, leader, opened_on=form.cleaned_data["opened_on"])
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("手続を始めました。"))
            name = "board" if isinstance(made, Batch) else "procedure"
            return redirect(f"procedures:{name}", pk=made.pk)
    lines = []
    for row in going:
        texts = pair_of(row)
        proof = proof_of(row, texts) if texts.changed else None
        prose = sentences_of(proof.prose) if proof else []
        news = [one for one in findings_of(texts) if one.new]
        lines.append((row, proof, prose, restated(proof), news, _under_way(row)))
    context = {
        "change": leader,
        "lines": lines,
        "behind": queries.behind(leader, going[1:]),
        "form": form,
        "problems": shown(problems, form),
        "sent": sent,
    }
    return render(request, "changes/send.html", context, status=refused_page_status(sent))
