"""手続記録票 by file: made here, filled in elsewhere, read back, looked at, and only then recorded."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import NotPermitted
from renkei.desk.procedures import doors, holding, lists, queries
from renkei.desk.procedures.board import standings_of
from renkei.desk.procedures.bulk_views import batch_or_404
from renkei.desk.procedures.models import Batch, Held, Procedure
from renkei.desk.procedures.page import Seat, Standing
from renkei.desk.procedures.record_sheet import About, rows_of, write_sheet
from renkei.desk.procedures.record_sheet_reading import LARGEST, Filled, Sheet, read_sheet
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import AllRefused, rehearse, together
from renkei.desk.procedures.rules import Step, StepPlan
from renkei.desk.procedures.sheet_problems import check_whose, no_such, recorded, too_large
from renkei.desk.procedures.views import as_file, procedure_or_404

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Standings = list[tuple[Procedure, Standing]]


class SheetForm(forms.Form):
    """記入済みの票."""

    file = forms.FileField(
        label=gettext_lazy("記入済みの手続記録票"),
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


@dataclass(slots=True)
class SheetLine:
    """One filled line with what it means here, and what stands against it."""

    filled: Filled
    plan: StepPlan | None
    seat: Seat | None
    problems: tuple[Problem, ...]
    same: bool = False
    #: Entered by the secretariat for a party that has nobody here
    spoken_for: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where sheets are handed out and in: one procedure, or all of a matter."""

    standings: Standings
    title: str
    procedure: Procedure | None
    batch: Batch | None

    @property
    def name(self) -> str:
        """The name of its addresses."""
        return "sheet" if self.batch is None else "batch-sheet"

    @property
    def pk(self) -> int:
        """The key in its addresses."""
        row = self.procedure if self.batch is None else self.batch
        assert row is not None
        return int(row.pk)

    @property
    def back(self) -> str:
        """The page it belongs to."""
        name = "procedure" if self.batch is None else "board"
        return reverse(f"procedures:{name}", args=[self.pk])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_procedure(request: HttpRequest, pk: int) -> HttpResponse:
    """記録票 of one procedure."""
    return _desk(request, _procedure(Actor.of(request), pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """記録票 of a matter over several agreements."""
    return _desk(request, _batch(Actor.of(request), pk))


@login_required
@require_safe
def procedure_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file to fill in, of one procedure."""
    return _file(request, _procedure(Actor.of(request), pk))


@login_required
@require_safe
def batch_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file to fill in, of all agreements of a matter."""
    return _file(request, _batch(Actor.of(request), pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_procedure(request: HttpRequest, pk: int, token: uuid.UUID) -> HttpResponse:
    """確認 of what came back, of one procedure."""
    return _check(request, _procedure(Actor.of(request), pk), token)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_batch(request: HttpRequest, pk: int, token: uuid.UUID) -> HttpResponse:
    """確認 of what came back, of a matter."""
    return _check(request, _batch(Actor.of(request), pk), token)


def _procedure(actor: Actor, pk: int) -> Place:
    found = procedure_or_404(actor, pk)
    standing = Standing.of(found, timezone.localdate())
    return Place([(found, standing)], found.name, found, None)


def _batch(actor: Actor, pk: int) -> Place:
    batch = batch_or_404(actor, pk)
    return Place(standings_of(queries.board(batch, actor=actor)), batch.name, None, batch)


def _desk(request: HttpRequest, place: Place) -> HttpResponse:
    """Hand a sheet out; take one in."""
    actor = Actor.of(request)
    sent = request.method == "POST"
    form = SheetForm(
        request.POST if sent else None, request.FILES if sent else None, label_suffix=""
    )
    problems: Sequence[Problem] = ()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST:
            problems = [too_large()]
        else:
            data = file.read()
            try:
                sheet = read_sheet(data)
                check_whose(sheet, {found.pk for found, _standing in place.standings})
            except Refused as refused:
                problems = refused.problems
            else:
                upload = holding.Upload(file.name[-255:], data, "sheet")
                held = holding.hold(
                    actor, "sheet", {}, [upload], procedure=place.procedure, batch=place.batch
                )
                return redirect(f"procedures:check-{place.name}", pk=place.pk, token=held.token)
    context = {
        "place": place,
        "form": form,
        "problems": shown(problems, form),
        "sent": sent,
        "seats": list({s.key: s for _p, st in place.standings for s in st.seats}.values()),
        "file": reverse(f"procedures:{place.name}-file", args=[place.pk]),
    }
    return render(request, "procedures/sheet.html", context, status=refused_page_status(sent))


def _file(request: HttpRequest, place: Place) -> HttpResponse:
    party = request.GET.get("party", "")
    rows = [
        row
        for found, standing in place.standings
        for row in rows_of(found.pk, lists.partners(standing.seats), standing, party)
    ]
    parties = [seat.row for _p, standing in place.standings for seat in standing.seats]
    about = About(
        place.title,
        tuple(found.pk for found, _standing in place.standings),
        tuple((found.pk, found.text_sha256) for found, _standing in place.standings),
        timezone.localtime(),
        any(row.municipality is not None and row.municipality.fictional for row in parties),
        next(
            (seat.key for _p, st in place.standings for seat in st.seats if seat.key == party), ""
        ),
    )
    whose = next((s.name for _p, st in place.standings for s in st.seats if s.key == party), "")
    name = f"手続記録票_{f'{whose}_' if whose else ''}{place.title[:60]}.xlsx".replace("/", "／")
    return as_file(write_sheet(rows, about), name, EXCEL)


def _check(request: HttpRequest, place: Place, token: uuid.UUID) -> HttpResponse:
    """Every line with what stands against it. All of them are recorded, or none."""
    actor = Actor.of(request)
    try:
        held = holding.held_by(actor, token, "sheet")
    except Held.DoesNotExist:
        messages.info(request, _("この票はすでに登録されたか、期限が過ぎて消えています。"))
        return redirect(place.back)
    if (held.procedure_id, held.batch_id) != (
        place.procedure.pk if place.procedure else None,
        place.batch.pk if place.batch else None,
    ):
        raise Http404
    upload = holding.uploads_of(held, "sheet")[0]
    sheet = read_sheet(upload.content)
    lines = _lines(sheet, place)
    for line in lines:
        line.spoken_for = _spoken_for(actor, place, sheet, line.filled)
    todo = sorted(
        (line for line in lines if not line.same and not line.problems),
        key=lambda line: (line.filled.procedure, list(Step).index(line.filled.step)),
    )
    steps = [_step(actor, place, sheet, upload, line.filled) for line in todo]
    if request.method == "POST" and not any(line.problems for line in lines) and todo:
        try:
            with transaction.atomic():
                holding.release(actor, held)
                together(*steps)
        except AllRefused as refused:
            _hang(todo, refused.problems)
        except Held.DoesNotExist:
            messages.info(request, _("この票はすでに登録されています。"))
            return redirect(place.back)
        else:
            messages.success(request, _("%(n)s件を記録しました。") % {"n": len(todo)})
            return redirect(place.back)
    else:
        _hang(todo, rehearse(*steps))
    context = {
        "place": place,
        "changing": [line for line in lines if not line.same],
        "same": [line for line in lines if line.same],
        "upload": upload,
        "wrong": [line for line in lines if line.problems],
        "todo": todo,
        "spoken_for": next(
            (line.seat or _seat(place, sheet) for line in todo if line.spoken_for), None
        ),
        "again": reverse(f"procedures:{place.name}", args=[place.pk]),
    }
    return render(request, "procedures/check_sheet.html", context)


def _lines(sheet: Sheet, place: Place) -> list[SheetLine]:
    """The filled lines, each with the step and the party it means."""
    here = {found.pk: standing for found, standing in place.standings}
    lines = []
    for filled in sheet.lines:
        standing = here.get(filled.procedure)
        state = standing.progress.of(filled.step, filled.party) if standing else None
        problems = list(filled.problems)
        same = False
        if standing is not None and state is None:
            problems.append(no_such(filled))
        if state is not None and state.act is not None:
            same = agrees = _says(state.act, filled)
            if same and filled.step is Step.SIGN and not state.act.confirmed:
                # The day of the signing, told by a party that has not confirmed it, confirms it.
                same = not sheet.party or sheet.party in state.act.confirmed_by
            if not agrees:
                problems.append(recorded())
        elif state is not None and state.date is not None and filled.values["date"] == state.date:
            same = True  # 協議, whose day follows from the confirmed text
        seat = standing.seat(filled.party) if standing else None
        plan = state.plan if state else None
        lines.append(SheetLine(filled, plan, seat, () if same else tuple(problems), same))
    return lines


def _seat(place: Place, sheet: Sheet) -> Seat | None:
    """The party whose sheet it is."""
    return next((st.seat(sheet.party) for _p, st in place.standings), None)


def _says(act: Any, filled: Filled) -> bool:
    """Whether a line says what is recorded already; a note may be missing in it."""
    values = filled.values
    return (
        act.date == values["date"]
        and act.number == values["number"]
        and (act.result == values["result"] or not values["result"])
    )


def _spoken_for(actor: Actor, place: Place, sheet: Sheet, filled: Filled) -> bool:
    """Whether the secretariat would enter this line for somebody else."""
    party = sheet.party if filled.step is Step.SIGN else filled.party
    found = next((row for row, _s in place.standings if row.pk == filled.procedure), None)
    if found is None or not party or party in actor.codes or not doors.may_transmit(actor, found):
        return False
    return filled.step is Step.SIGN or not doors.may_record(actor, found, filled.step, party)


def _step(
    actor: Actor, place: Place, sheet: Sheet, upload: holding.Upload, filled: Filled
) -> Callable[[], object]:
    found = next(row for row, _standing in place.standings if row.pk == filled.procedure)
    text = sheet.texts.get(filled.procedure, "") if filled.step is Step.AGREE else ""

    def do() -> object:
        try:
            return doors.record_from_sheet(
                actor,
                found,
                filled.step,
                filled.party,
                filled.values,
                upload,
                whose=sheet.party,
                text_sha256=text,
            )
        except NotPermitted as refused:
            raise Refused(
                Problem(
                    "sheet.permission",
                    f"この行を記録する権限がありません（{refused.roles_ja}）。",
                    f"You may not record this row ({refused.roles_en}).",
                    remedy_ja="その団体の権限のある人に、票を渡してください。",
                    remedy_en="Hand the sheet to somebody of that municipality who may.",
                )
            ) from None

    return do


def _hang(lines: Sequence[SheetLine], found: Sequence[tuple[Problem, ...]]) -> None:
    for line, problems in zip(lines, found, strict=True):
        line.problems = problems
