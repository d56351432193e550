"""One step recorded for several agreements at once: a form of many rows, all or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renkei.desk.frame.days import day_of
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures import answers, doors, holding, labels, lists, operations, queries
from renkei.desk.procedures.board import board_of, open_cells, standings_of
from renkei.desk.procedures.bulk_forms import BulkForm
from renkei.desk.procedures.models import Batch, Held, Procedure
from renkei.desk.procedures.numbering import consecutive
from renkei.desk.procedures.page import Cell
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.desk.procedures.rehearsal import rehearse
from renkei.desk.procedures.rules import CONSEQUENCES, Step


@dataclass(slots=True)
class BulkRow:
    """One agreement in the form: what was typed for it, and what stands against it."""

    procedure: Procedure
    partner: str
    cell: Cell
    chosen: bool
    number: str
    date: str
    text_sha256: str
    problems: tuple[Problem, ...] = ()
    wrong_date: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the row has to be mended."""
        return bool(self.problems or self.wrong_date)


@login_required
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """進み具合の一覧表: partners by steps, late ones marked; what can be recorded together."""
    actor = Actor.of(request)
    batch = batch_or_404(actor, pk)
    rows = queries.board(batch, actor=actor, followed=True)
    context = {
        "batch": batch,
        "mine": {row.procedure.pk for row in rows if lists.may_open_page(actor, row.procedure)},
        "board": board_of(actor, standings_of(rows)),
        "kind": labels.kind(rows[0].procedure.kind) if rows else "",
    }
    return render(request, "procedures/board.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int, step: str, party: str) -> HttpResponse:
    """まとめて記録: what all have in common, then a number for each."""
    actor = Actor.of(request)
    batch = batch_or_404(actor, pk)
    rows, waiting = _rows(actor, batch, step, party)
    if not rows:
        messages.info(request, _("まとめて記録できるものがありません。"))
        return redirect("procedures:board", pk=pk)
    held = _held(actor, request, batch, step, party)
    typed: Mapping[str, Any] = request.POST if request.method == "POST" else _typed(held)
    plan = rows[0].cell.state.plan
    form = BulkForm(plan, typed or None, request.FILES or None, label_suffix="")
    if request.method != "POST":
        if not typed:
            return _form(request, batch, form, rows, waiting, None, [])
        _fill(rows, typed)
        return _form(request, batch, BulkForm(plan, initial=typed), rows, waiting, held, [])
    _fill(rows, typed)
    valid = form.is_valid()
    uploads = form.cleaned_data.get("evidence") or []
    if "renumber" in typed:
        _renumber(rows, str(typed.get("first", "")))
        again = BulkForm(plan, initial={name: typed.get(name, "") for name in form.fields})
        held = _hold(actor, form, rows, uploads, batch, held, step, party, request)
        return _form(request, batch, again, rows, waiting, held, [])
    chosen = [row for row in rows if row.chosen]
    problems = [] if chosen else [_nothing()]
    if uploads or held or valid:
        held = _hold(actor, form, rows, uploads, batch, held, step, party, request)
    if valid and chosen and not any(row.wrong for row in rows):
        assert held is not None
        deeds = _deeds(chosen, form.values(), held)
        found = rehearse(*(_one(actor, plan.step, party, *deed) for deed in deeds))
        for row, against in zip(chosen, found, strict=True):
            row.problems = against
        if not any(found):
            return redirect(
                "procedures:check-bulk", pk=pk, step=step, party=party, token=held.token
            )
    return _form(request, batch, form, rows, waiting, held, problems, sent=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, step: str, party: str, token: uuid.UUID) -> HttpResponse:
    """確認: every row that will be recorded; then all of them, or none."""
    actor = Actor.of(request)
    batch = batch_or_404(actor, pk)
    try:
        held = holding.held_by(actor, token, "bulk")
    except Held.DoesNotExist:
        messages.info(request, _("この入力はすでに登録されたか、期限が過ぎて消えています。"))
        return redirect("procedures:board", pk=pk)
    if held.batch_id != batch.pk or held.typed.get("of") != f"{step}-{party}":
        raise Http404
    rows, waiting = _rows(actor, batch, step, party)
    _fill(rows, held.typed)
    chosen = [row for row in rows if row.chosen]
    back = reverse("procedures:bulk", args=[pk, step, party]) + f"?held={held.token}"
    if not chosen:
        messages.info(request, _("まとめて記録できるものがありません。"))
        return redirect("procedures:board", pk=pk)
    plan = chosen[0].cell.state.plan
    form = BulkForm(plan, held.typed, label_suffix="")
    if not form.is_valid() or any(row.wrong for row in chosen):
        return redirect(back)
    deeds = _deeds(chosen, form.values(), held)
    if request.method == "POST":
        try:
            with transaction.atomic():
                operations.record_together(
                    actor,
                    plan.step,
                    [(p, doors.party_of(p, _key(party)), deed) for p, deed in deeds],
                )
                holding.release(actor, held)
        except Refused as refused:
            return _form(
                request, batch, form, rows, waiting, held, list(refused.problems), sent=True
            )
        except Held.DoesNotExist:
            messages.info(request, _("この入力はすでに登録されています。"))
        else:
            messages.success(request, _("%(n)s件を記録しました。") % {"n": len(deeds)})
        return redirect("procedures:board", pk=pk)
    context = {
        "batch": batch,
        "plan": plan,
        "seat": chosen[0].cell.seat,
        "rows": [(row, deed) for row, (_p, deed) in zip(chosen, deeds, strict=True)],
        "answers": [a for a in answers.of_act(form, plan) if a.label == form["note"].label],
        "papers": holding.files_of(held),
        "back": back,
    }
    return render(request, "procedures/check_bulk.html", context)


def batch_or_404(actor: Actor, pk: int) -> Batch:
    """A matter this person sees something of."""
    batch: Batch | None = queries.batches_for(actor).filter(pk=pk).first()
    if batch is None:
        raise Http404
    return batch


def _key(party: str) -> str:
    return "" if party == "all" else party


def _rows(
    actor: Actor, batch: Batch, step: str, party: str
) -> tuple[list[BulkRow], list[tuple[str, Cell]]]:
    """The agreements whose step can be recorded, and those that have to wait, with the reason."""
    if step not in set(Step) or Step(step) in CONSEQUENCES:
        raise Http404
    standings = standings_of(queries.board(batch, actor=actor))
    ready, waiting = open_cells(standings, Step(step), _key(party))
    for procedure, _standing, _cell in ready[:1]:
        doors.must_record(actor, procedure, Step(step), _key(party))
    rows = []
    for procedure, standing, cell in ready:
        bill = standing.progress.of(Step.BILL, _key(party)) if step == Step.RESOLVE else None
        rows.append(
            BulkRow(
                procedure,
                lists.partners(standing.seats),
                cell,
                True,
                bill.act.number if bill and bill.act else "",
                "",
                procedure.text_sha256 if step == Step.AGREE else "",
            )
        )
    return rows, [(lists.partners(standing.seats), cell) for _p, standing, cell in waiting]


def _fill(rows: Sequence[BulkRow], typed: Mapping[str, Any]) -> None:
    """What was typed for each row."""
    for row in rows:
        key = row.procedure.pk
        row.chosen = f"chosen-{key}" in typed
        row.number = str(typed.get(f"number-{key}", ""))[:100].strip()
        row.date = str(typed.get(f"date-{key}", ""))[:60].strip()
        row.text_sha256 = str(typed.get(f"text-{key}", ""))[:64]
        if row.chosen and row.date:
            try:
                day_of(row.date)
            except ValueError as wrong:
                row.wrong_date = str(wrong)


def _renumber(rows: Sequence[BulkRow], first: str) -> None:
    chosen = [row for row in rows if row.chosen]
    if first.strip():
        for row, number in zip(chosen, consecutive(first.strip(), len(chosen)), strict=True):
            row.number = number[:100]


def _typed(held: Held | None) -> dict[str, Any]:
    return dict(held.typed) if held is not None else {}


def _hold(
    actor: Actor,
    form: BulkForm,
    rows: Sequence[BulkRow],
    uploads: Sequence[holding.Upload],
    batch: Batch,
    held: Held | None,
    step: str,
    party: str,
    request: HttpRequest,
) -> Held:
    typed: dict[str, Any] = form.typed | {"of": f"{step}-{party}"}
    for row in rows:
        key = row.procedure.pk
        typed |= {f"number-{key}": row.number, f"date-{key}": row.date}
        typed |= {f"text-{key}": row.text_sha256}
        if row.chosen:
            typed[f"chosen-{key}"] = "on"
    without = request.POST.getlist("without")
    return holding.hold(actor, "bulk", typed, uploads, batch=batch, held=held, without=without)


def _held(actor: Actor, request: HttpRequest, batch: Batch, step: str, party: str) -> Held | None:
    token = request.POST.get("held") or request.GET.get("held") or ""
    try:
        held = holding.held_by(actor, token, "bulk")
    except Held.DoesNotExist:
        return None
    same = held.batch_id == batch.pk and held.typed.get("of") == f"{step}-{party}"
    return held if same else None


def _deeds(
    chosen: Sequence[BulkRow], values: Mapping[str, Any], held: Held
) -> list[tuple[Procedure, operations.Deed]]:
    uploads = holding.uploads_of(held)
    return [
        (
            row.procedure,
            doors.deed(
                {
                    **values,
                    "date": day_of(row.date) if row.date else values["date"],
                    "number": row.number,
                },
                uploads,
                row.text_sha256,
            ),
        )
        for row in chosen
    ]


def _one(actor: Actor, step: Step, party: str, procedure: Procedure, deed: operations.Deed) -> Any:
    """One row as a step of a rehearsal."""
    return lambda: operations.RECORD[step](
        actor, procedure, doors.party_of(procedure, _key(party)), deed
    )


def _nothing() -> Problem:
    return Problem(
        "bulk.empty", "記録する協約を一つ以上選んでください。", "Choose at least one agreement."
    )


def _form(
    request: HttpRequest,
    batch: Batch,
    form: BulkForm,
    rows: Sequence[BulkRow],
    waiting: Sequence[tuple[str, Cell]],
    held: Held | None,
    problems: Sequence[Problem],
    *,
    sent: bool = False,
) -> HttpResponse:
    context = {
        "batch": batch,
        "form": form,
        "rows": rows,
        "waiting": waiting,
        "held": held,
        "kept": holding.files_of(held),
        "plan": rows[0].cell.state.plan,
        "seat": rows[0].cell.seat,
        "problems": shown(problems, form),
        "wrong_rows": [row for row in rows if row.wrong],
        "numbered": "number" in form.asks,
        "sent": sent,
    }
    return render(request, "procedures/bulk.html", context, status=refused_page_status(sent))
