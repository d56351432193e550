"""Pages of a negotiation: the text with what was said of it, and one provision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.negotiation import access, operations, queries
from renkei.desk.negotiation.forms import CommentForm
from renkei.desk.negotiation.page import TalksPage
from renkei.desk.negotiation.record import NAME, write_record
from renkei.desk.negotiation.threads import talks_of
from renkei.desk.procedures import labels
from renkei.desk.procedures import queries as procedures
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.views import as_file
from renkei.instrument.model import Kind

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """協議の画面: the text on the table, and beside each provision what was said of it."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    context = context_of(found, number=queries.number_of(found))
    if not found.text_sha256:
        return render(request, "negotiation/no_text.html", context)
    talks = talks_of(found)
    may_speak = access.may(actor, "comment", found)
    agreed = [offer for offer in talks.offers if offer.row.state == "agreed"]
    context |= {
        "talks": talks,
        "page": TalksPage(talks),
        "may_speak": may_speak,
        "waiting": [offer for offer in talks.offers if offer.row.state == "open"],
        "taken": [offer for offer in talks.offers if offer.row.state == "taken"],
        "agreed": agreed,
        "may_take": bool(agreed)
        and access.may(actor, "take_in", found)
        and access.text_may_change(found),
        "fixed": access.goes_on(found) and not access.text_may_change(found),
    }
    return render(request, "negotiation/board.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def provision(request: HttpRequest, pk: int, node_id: str) -> HttpResponse:
    """一つの規定: its words, what was said of it, and the form to say something."""
    return _provision(request, pk, node_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest, pk: int) -> HttpResponse:
    """案文の全体: what was said of the text as a whole."""
    return _provision(request, pk, "")


def _provision(request: HttpRequest, pk: int, node_id: str) -> HttpResponse:
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    if not found.text_sha256:
        raise Http404
    talks = talks_of(found)
    may_speak = access.may(actor, "comment", found)
    page = TalksPage(talks, alone=True)
    node = page.places.nodes.get(node_id) if node_id else None
    if node_id and (node is None or node.kind is Kind.DOCUMENT):
        messages.info(request, _("その規定は、今の案文にありません。"))
        return redirect("negotiation:board", pk=pk)
    sent = request.method == "POST"
    form = CommentForm(request.POST if sent else None, label_suffix="")
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            with transaction.atomic():
                made = _say(actor, found, node_id, form.cleaned_data)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("意見を記録しました。"))
            return redirect("negotiation:thread", pk=pk, key=made.pk)
    block = page.places.block_of(node.id) if node is not None else None
    context = context_of(
        found,
        talks=talks,
        node=node,
        place=page.places.full_name(node) if node is not None else _("案文の全体"),
        part=page.part(node) if node is not None else "",
        threads=talks.by_block.get(block.id, []) if block is not None else talks.general,
        form=form,
        problems=shown(problems, form),
        sent=sent,
        may_speak=may_speak,
        may_propose=may_speak and access.text_may_change(found),
        offering=sent and bool(request.POST.get("before") or request.POST.get("after")),
    )
    status = refused_page_status(sent)
    return render(request, "negotiation/provision.html", context, status=status)


def _say(actor: Actor, procedure: Procedure, node_id: str, values: dict[str, Any]) -> Any:
    """A comment, with a proposal where words are given: both or neither."""
    made = operations.comment(
        actor, procedure, node_id, values["body"], quoted=values["quoted"] or values["before"]
    )
    if values["before"] or values["after"]:
        operations.propose(actor, made, values["before"], values["after"])
    return made


@login_required
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """協議記録 as a Word file: everything that was said, by whom, and what became of it."""
    found = procedure_or_404(Actor.of(request), pk)
    if not found.text_sha256:
        raise Http404
    name = f"{NAME}_{found.name[:60]}.docx".replace("/", "／")
    return as_file(write_record(talks_of(found)), name, WORD)


def procedure_or_404(actor: Actor, pk: int) -> Procedure:
    """The procedure with its text and parties; 404 for what is not there or may not be seen."""
    try:
        return queries.procedure_for(actor, pk)
    except Procedure.DoesNotExist:
        raise Http404 from None


def context_of(found: Procedure, **more: Any) -> dict[str, Any]:
    """What every page of a negotiation says."""
    parties = procedures.parties_of(found)
    return {
        "procedure": found,
        "kind": labels.kind(found.kind),
        "fictional": any(p.municipality and p.municipality.fictional for p in parties),
    } | more
