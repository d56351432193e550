"""Editing the target text: one provision or row, the whole, or from a file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renkei.amendment.paper import read_paper
from renkei.desk.changes import operations, queries
from renkei.desk.changes import problems as said
from renkei.desk.changes import spread_operations as over
from renkei.desk.changes.access import change_or_404, must
from renkei.desk.changes.forms import PieceForm, TakeForm, WholeForm, said_of_piece
from renkei.desk.changes.models import Change
from renkei.desk.changes.page import findings_of, shown_of
from renkei.desk.changes.pieces import Piece, next_article, pieces_of, seen_of
from renkei.desk.changes.texts import pair_of
from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Stale
from renkei.desk.procedures.refusals import refused_page_status, shown
from renkei.instrument.formats.html import party_of, rail
from renkei.instrument.model import Kind, Refusal

#: What a button of the page of a provision does: how far it is moved.
STEPS = {"up": -1, "down": 1}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, node_id: str) -> HttpResponse:
    """一つの規定 or 行: other words, deleted, or moved among its neighbours."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "edit_piece", found)
    if not found.open:
        return closed(request, found)
    piece = _piece(found, node_id)
    sent = request.method == "POST"
    if piece is None:
        if not sent:
            raise Http404
        return _gone(request, found)
    form = PieceForm(
        request.POST if sent else None,
        initial=said_of_piece(piece),
        columns=piece.columns,
        label_suffix="",
    )
    problems: tuple[Problem, ...] = ()
    act = request.POST.get("act", "save")
    if sent and form.is_valid():
        step = STEPS.get(act, 0)
        words = "" if act == "delete" else form.typed
        seen = form.cleaned_data["revision"]
        if act == "save" and not words.strip():
            problems = (said.nothing_typed(),)
        else:
            try:
                up = act == "delete" and bool(request.POST.get("renumber"))
                operations.edit_piece(actor, found, node_id, seen, words, step=step, renumber=up)
            except Stale:
                return _too_late(request, found, node_id, form)
            except Refused as refused:
                problems = refused.problems
            else:
                done = {"delete": _("削りました。"), "save": _("保存しました。")}
                messages.success(request, done.get(act, _("移しました。")))
                return redirect(_back(found, "" if act == "delete" else node_id))
    texts = pair_of(found)
    here = next(
        (
            one
            for one in shown_of(texts.before.document, texts.after.document)
            if one.piece.node_id == node_id
        ),
        None,
    )
    context = _context(found, piece, form, problems, sent) | {
        "shown": here,
        "findings": [one for one in findings_of(texts) if one.piece == node_id],
        "follows": piece.kind is Kind.ARTICLE and next_article(texts.after.document, piece)[1],
    }
    return render(request, "changes/edit.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int, node_id: str) -> HttpResponse:
    """条・行の追加: another one behind this one."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "add_piece", found)
    if not found.open:
        return closed(request, found)
    piece = _piece(found, node_id)
    sent = request.method == "POST"
    if piece is None or not piece.movable:
        if not sent:
            raise Http404
        return _gone(request, found)
    document = pair_of(found).after.document
    heading, follows = next_article(document, piece) if piece.kind is Kind.ARTICLE else ("", False)
    initial: dict[str, object] = {"revision": seen_of(piece)}
    if not piece.columns:
        initial["words"] = heading if piece.kind is Kind.ARTICLE else ""
    form = PieceForm(
        request.POST if sent else None, initial=initial, columns=piece.columns, label_suffix=""
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            operations.add_piece(
                actor,
                found,
                node_id,
                form.cleaned_data["revision"],
                form.typed,
                renumber=bool(request.POST.get("renumber")) and follows,
            )
        except Stale:
            return _too_late(request, found, node_id, form, adding=True)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("加えました。"))
            return redirect(_back(found, node_id))
    context = _context(found, piece, form, problems, sent) | {"follows": follows}
    return render(request, "changes/add.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest, pk: int) -> HttpResponse:
    """全文の編集: the target text as one."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "put_text", found)
    if not found.open:
        return closed(request, found)
    sent = request.method == "POST"
    initial: dict[str, object] = {"revision": found.number, "words": found.text}
    form = WholeForm(request.POST if sent else None, initial=initial, label_suffix="")
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        words = form.cleaned_data["words"].replace("\r\n", "\n")
        try:
            operations.put_text(
                actor, found, words, seen=form.cleaned_data["revision"], place=_("全文")
            )
        except Stale:
            now = change_or_404(actor, pk)
            current: dict[str, object] = {"words": now.text}
            back = reverse("changes:change", args=[pk])
            return conflict_page(request, form, current, now.number, title=now.name, back=back)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("保存しました。"))
            return redirect("changes:change", pk=pk)
    context = {"form": form, "change": found, "problems": shown(problems, form), "sent": sent}
    return render(request, "changes/whole.html", context, status=refused_page_status(sent))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """取込み: an edited file, amending sentences, or a comparing table, applied exactly or refused."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "take_file", found)
    if not found.open:
        return closed(request, found)
    sent = request.method == "POST"
    form = TakeForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"kind": request.GET.get("kind", "text"), "seen": found.number},
        label_suffix="",
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            _taken(actor, found, form)
        except Stale:
            form.add_error(
                None,
                _(
                    "この画面を開いた後に本文が変わりました。変更案の画面で確かめてから取り込んでください。"
                ),
            )
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(
                request, _("取り込みました。下の改め文と新旧対照表を確かめてください。")
            )
            return redirect("changes:change", pk=pk)
    context = {
        "form": form,
        "change": found,
        "steps": queries.model_steps(found),
        "problems": shown(problems, form),
        "sent": sent,
    }
    return render(request, "changes/take.html", context, status=refused_page_status(sent))


@login_required
@require_POST
def take_model(request: HttpRequest, pk: int) -> HttpResponse:
    """標準文の変更: what changed between two versions of a model text of the region."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "take_model", found)
    steps = {str(new.pk): (old, new) for old, new in queries.model_steps(found)}
    step = steps.get(request.POST.get("model", ""))
    if step is None:
        raise Http404
    form = TakeForm(initial={"kind": "text", "seen": found.number}, label_suffix="")
    try:
        taken = over.take_model(actor, found, *step, seen=seen_number(request))
    except Stale:
        messages.error(
            request, _("この画面を開いた後に本文が変わりました。今の内容を確かめてください。")
        )
        return redirect("changes:change", pk=pk)
    except Refused as refused:
        context = {
            "form": form,
            "change": found,
            "steps": list(steps.values()),
            "problems": shown(refused.problems, form),
            "sent": True,
        }
        return render(request, "changes/take.html", context, status=422)
    if taken.misfits.exists():
        messages.warning(request, _("決定を待つ相違があります。下で一つずつ決めてください。"))
    else:
        messages.success(request, _("標準文の変更を当てはめました。"))
    return redirect("changes:change", pk=pk)


def seen_number(request: HttpRequest) -> int:
    """Which version of the text the form was drawn from; -1 for none."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _taken(actor: Actor, found: Change, form: TakeForm) -> Change:
    file, pasted = form.cleaned_data["file"], form.cleaned_data["prose"]
    seen, kind = form.cleaned_data["seen"], form.cleaned_data["kind"]
    data = file.read() if file else b""
    name = (file.name or "text").replace("\\", "/").rsplit("/", 1)[-1][-255:] if file else ""
    if kind == "table":
        return operations.take_table(actor, found, data, seen=seen)
    if kind == "prose":
        return operations.take_prose(
            actor, found, _prose(data, name) if file else pasted, seen=seen
        )
    if file:
        return operations.take_file(actor, found, data, name, seen=seen)
    words = pasted.replace("\r\n", "\n").encode("utf-8")
    return operations.take_file(actor, found, words, _("貼り付けた本文") + ".txt", seen=seen)


def _prose(data: bytes, name: str) -> str:
    """The words of a file of amending sentences. Raises Refused for what cannot be read."""
    try:
        return read_paper(data, name)
    except Refusal as refusal:
        raise Refused(said.of_refusal(refusal, "file")) from refusal


def _piece(found: Change, node_id: str) -> Piece | None:
    return pieces_of(pair_of(found).after.document).get(node_id)


def _context(
    found: Change, piece: Piece, form: PieceForm, problems: tuple[Problem, ...], sent: bool
) -> dict[str, object]:
    parties = pair_of(found).after.document.facts.parties
    cells = []
    for field in form.visible_fields():
        index = party_of(str(field.label), parties) if form.columns else None
        cells.append((field, rail(index) if index is not None else ""))
    return {
        "change": found,
        "agreement": found.agreement,
        "piece": piece,
        "form": form,
        "cells": cells,
        "problems": shown(problems, form),
        "sent": sent,
    }


def _back(found: Change, node_id: str) -> str:
    page = reverse("changes:change", args=[found.pk])
    return f"{page}#p-{node_id}" if node_id else f"{page}#text-h"


def closed(request: HttpRequest, found: Change) -> HttpResponse:
    """Sent or given up: nothing can be typed any more, and what was typed is given back."""
    if request.method == "POST":
        return _gone(request, found)
    messages.info(request, _("手続に送った変更案と取りやめた変更案は、編集できません。"))
    return redirect("changes:change", pk=found.pk)


def _gone(request: HttpRequest, found: Change) -> HttpResponse:
    """The place or the change is closed to edits meanwhile: what was typed is shown, to be copied."""
    fields = [key for key in request.POST if key.startswith(("cell-", "words", "prose"))]
    typed = [request.POST.get(key, "") for key in fields]
    context = {"change": found, "typed": "\n".join(typed)}
    return render(request, "changes/gone.html", context, status=409)


def _too_late(
    request: HttpRequest, found: Change, node_id: str, form: PieceForm, *, adding: bool = False
) -> HttpResponse:
    now = change_or_404(Actor.of(request), found.pk)
    piece = _piece(now, node_id) if now.open else None
    if piece is None or tuple(piece.columns) != tuple(form.columns):
        return _gone(request, now)
    current = {} if adding else said_of_piece(piece)
    last = now.wordings.select_related("recorded_by").first()
    return conflict_page(
        request,
        form,
        current,
        seen_of(piece),
        title=piece.name,
        back=_back(now, node_id),
        who=str(last.recorded_by or "") if last else "",
        at=last.recorded_at if last else None,
    )
