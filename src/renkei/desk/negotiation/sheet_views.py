"""協議票 by file: handed out to one party, taken in, looked at line by line, and only then entered."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.accounts.doors import spoken
from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import permitted
from renkei.desk.negotiation import access, sheet_operations
from renkei.desk.negotiation.sheet import write_sheet
from renkei.desk.negotiation.sheet_reading import Filled, read_sheet
from renkei.desk.negotiation.threads import talks_of
from renkei.desk.negotiation.views import context_of, procedure_or_404
from renkei.desk.procedures import doors, holding
from renkei.desk.procedures.models import Held, Procedure
from renkei.desk.procedures.operations.transmitted import against_speaking_for
from renkei.desk.procedures.page import seats_of
from renkei.desk.procedures.queries import parties_of
from renkei.desk.procedures.record_sheet_reading import LARGEST
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse
from renkei.desk.procedures.sheet_problems import too_large
from renkei.desk.procedures.views import as_file

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetForm(forms.Form):
    """記入済みの協議票."""

    file = forms.FileField(
        label=gettext_lazy("記入済みの協議票"),
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy(
            "Excel ブック（.xlsx）、5 MB まで。読み取るだけで、まだ記録しません。"
        ),
        error_messages={
            "required": gettext_lazy("ファイルを選んでください。"),
            "empty": gettext_lazy("ファイルが空です（0バイト）。"),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a sheet out; take one in."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    if not found.text_sha256:
        raise Http404
    sent = request.method == "POST"
    form = SheetForm(
        request.POST if sent else None, request.FILES if sent else None, label_suffix=""
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > LARGEST:
                raise Refused(too_large())
            data = file.read()
            filled = read_sheet(data)
            _party(actor, found, filled)
        except Refused as refused:
            problems = refused.problems
        else:
            upload = holding.Upload(file.name[-255:], data, "sheet")
            held = holding.hold(actor, "talks", {}, [upload], procedure=found)
            return redirect("negotiation:check-sheet", pk=pk, token=held.token)
    context = context_of(
        found,
        form=form,
        problems=shown(problems, form),
        sent=sent,
        seats=seats_of(parties_of(found)),
        goes_on=access.goes_on(found),
    )
    return render(request, "negotiation/sheet.html", context, status=refused_page_status(sent))


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file to fill in, of one party."""
    found = procedure_or_404(Actor.of(request), pk)
    talks = talks_of(found) if found.text_sha256 else None
    seat = (
        next((s for s in talks.seats if s.key == request.GET.get("party")), None) if talks else None
    )
    if talks is None or seat is None:
        raise Http404
    name = f"協議票_{seat.name}_{found.name[:60]}.xlsx".replace("/", "／")
    return as_file(write_sheet(talks, seat), name, EXCEL)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, token: uuid.UUID) -> HttpResponse:
    """Every line with what stands against it. All of them are entered, or none."""
    actor = Actor.of(request)
    found = procedure_or_404(actor, pk)
    try:
        held = holding.held_by(actor, token, "talks")
    except Held.DoesNotExist:
        messages.info(request, _("この票はすでに登録されたか、期限が過ぎて消えています。"))
        return redirect("negotiation:board", pk=pk)
    if held.procedure_id != found.pk:
        raise Http404
    upload = holding.uploads_of(held, "sheet")[0]
    filled = read_sheet(upload.content)
    try:
        party, spoken_for = _party(actor, found, filled)
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, spoken(problem))
        return redirect("negotiation:sheet", pk=pk)
    enter = sheet_operations.transmit_sheet if spoken_for else sheet_operations.enter_sheet
    if request.method == "POST":
        try:
            with transaction.atomic():
                enter(actor, found, party, upload)
                holding.release(actor, held)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(
                request, _("協議票の%(n)s行を記録しました。") % {"n": len(filled.lines)}
            )
            return redirect("negotiation:board", pk=pk)
    else:
        problems = rehearse(lambda: enter(actor, found, party, upload))[0]
    context = context_of(
        found,
        lines=[
            (line, [p for p in problems if p.field == f"r-{line.row}"]) for line in filled.lines
        ],
        upload=upload,
        party=party,
        spoken_for=spoken_for,
        problems=problems,
    )
    status = refused_page_status(request.method == "POST")
    return render(request, "negotiation/check_sheet.html", context, status=status)


def _party(actor: Actor, found: Procedure, filled: Filled) -> tuple[Party, bool]:
    """Whose sheet it is, and whether the secretariat would enter it for them. Raises Refused."""
    party = doors.party_of(found, filled.party)
    if party is None:
        raise Refused(
            Problem("sheet.other_party", "この協約の当事者の票ではありません。", "Nobody's sheet.")
        )
    problems = sheet_operations.against_sheet(filled, found, party)
    if problems:
        raise Refused(*problems)
    concern = doors.concern_of(found, party)
    if permitted(actor, "negotiation.enter_sheet", concern):
        return party, False
    if not permitted(actor, "negotiation.transmit_sheet", concern):
        doors.refuse_person("negotiation.enter_sheet")
    if party.municipality is not None:
        problems = against_speaking_for(party.municipality)
        if problems:
            raise Refused(*problems)
    return party, True
