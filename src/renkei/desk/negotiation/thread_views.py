"""One comment with all that was said under it; and taking agreed proposals into the text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import NotPermitted
from renkei.desk.negotiation import access, operations, queries
from renkei.desk.negotiation.forms import AnswerForm, BodyForm, OutcomeForm, ProposalForm, WhyForm
from renkei.desk.negotiation.models import Comment, Proposal
from renkei.desk.negotiation.page import TalksPage
from renkei.desk.negotiation.sheet_reading import LONGEST_KEY
from renkei.desk.negotiation.threads import Offer, talks_of
from renkei.desk.negotiation.views import context_of, procedure_or_404
from renkei.desk.procedures import doors
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse

#: The forms of the page by the name of what is done.
FORMS: dict[str, type[forms.Form]] = {
    "reply": BodyForm,
    "propose": ProposalForm,
    "settle": OutcomeForm,
    "answer": AnswerForm,
    "withdraw": WhyForm,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """一つの意見: replies, proposals, each party's answer, what became of it."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    row = Comment.objects.filter(procedure=found, pk=key).select_related("party").first()
    if row is None:
        raise Http404
    done = request.POST.get("do", "") if request.method == "POST" else ""
    forms_here = {name: form(label_suffix="") for name, form in FORMS.items()}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        if done not in FORMS:
            raise Http404
        form = forms_here[done] = FORMS[done](request.POST, label_suffix="")
        if form.is_valid():
            try:
                said = _do(actor, found, row, done, request, form.cleaned_data)
            except Refused as refused:
                problems = refused.problems
            else:
                messages.success(request, said)
                return redirect("negotiation:thread", pk=pk, key=key)
    talks = talks_of(found, key)
    page = TalksPage(talks, alone=True)
    block = page.places.nodes.get(talks.threads[0].block)
    context = context_of(
        found,
        talks=talks,
        thread=talks.threads[0],
        part=page.part(block) if block is not None else "",
        offers=[(offer, *_offers(actor, found, offer)) for offer in talks.threads[0].offers],
        forms=forms_here,
        sent=done,
        form=forms_here[done] if done else None,
        about=request.POST.get("proposal", ""),
        problems=shown(problems, forms_here[done]) if done else [],
        may_speak=access.may(actor, "reply", found),
        may_propose=access.may(actor, "propose", found)
        and access.text_may_change(found)
        and not talks.threads[0].lost,
        may_settle=access.may_settle(actor, found, row),
    )
    return render(
        request, "negotiation/thread.html", context, status=refused_page_status(bool(done))
    )


def _offers(
    actor: Actor, procedure: Procedure, offer: Offer
) -> tuple[list[tuple[Party, bool]], bool]:
    """For whom this person may answer a proposal and whether that party has yet to, and whether they
    may withdraw it."""
    given = {track.seat.row.pk for track in offer.tracks if track.answer is not None}
    return (
        [
            (party, party.pk not in given)
            for party in access.answers_for(actor, procedure, offer.row)
        ],
        access.may_withdraw(actor, procedure, offer.row),
    )


def _do(
    actor: Actor,
    procedure: Procedure,
    row: Comment,
    done: str,
    request: HttpRequest,
    values: dict[str, Any],
) -> str:
    """Do what one form of the page says; what to say then."""
    if done == "reply":
        operations.reply(actor, row, values["body"])
        return _("返答を記録しました。")
    if done == "propose":
        operations.propose(actor, row, values["before"], values["after"])
        return _("修正案を記録しました。")
    if done == "settle":
        operations.settle(actor, row, values["outcome"])
        return _("済みとしました。")
    proposal = _proposal(row, request.POST.get("proposal", ""))
    if done == "withdraw":
        operations.withdraw_proposal(actor, proposal, values["why"])
        return _("修正案を取り下げました。")
    party = doors.party_of(procedure, request.POST.get("party", ""))
    if party is None:
        raise Http404
    operations.answer(actor, proposal, party, values["accepted"] == "yes", values["reason"])
    return _("回答を記録しました。")


def _proposal(row: Comment, key: str) -> Proposal:
    known = key.isdecimal() and len(key) <= LONGEST_KEY
    found = row.proposals.filter(pk=int(key)).first() if known else None
    if found is None:
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """取込みの確認: what the next text will say, and that every party confirms it anew."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    if not access.may(actor, "take_in", found):
        doors.refuse_person("negotiation.take_in")
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        if seen != _seen(found):
            messages.info(request, _("この画面を開いた後に、修正案か案文が変わりました。"))
            return redirect("negotiation:take", pk=pk)
        try:
            made = operations.take_in(actor, found)
        except Refused as refused:
            problems = refused.problems
        except NotPermitted:
            raise
        else:
            said = _("修正案を第%(number)s案に取り込みました。") % {"number": made.number}
            messages.success(request, said)
            return redirect("negotiation:board", pk=pk)
    else:
        problems = rehearse(lambda: operations.take_in(actor, found))[0]
    talks = talks_of(found)
    context = context_of(
        found,
        talks=talks,
        agreed=[
            (thread, offer)
            for thread in talks.threads
            for offer in thread.offers
            if offer.row.state == Proposal.State.AGREED
        ],
        problems=shown(problems, BodyForm()),
        form=BodyForm(),
        seen=_seen(found),
    )
    status = refused_page_status(request.method == "POST")
    return render(request, "negotiation/take.html", context, status=status)


def _seen(procedure: Procedure) -> str:
    """What was on the page when the button was pressed."""
    rows = [f"{row.pk}.{row.revision}" for row in queries.agreed_of(procedure)]
    return "-".join([procedure.text_sha256[:12], *rows])
