"""Changes: the list, opening one, its page, its matter, its versions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.desk.agreements.models import Agreement
from renkei.desk.agreements.register_forms import post_choices
from renkei.desk.changes import operations, queries
from renkei.desk.changes.access import change_or_404, concern_of, may, must, refuse_person
from renkei.desk.changes.forms import MatterForm, OpenForm
from renkei.desk.changes.impact import impact_of
from renkei.desk.changes.models import Change, Misfit, Wording
from renkei.desk.changes.page import (
    findings_of,
    restated,
    sentences_of,
    shown_of,
    table_of,
    touched_of,
)
from renkei.desk.changes.references import broken_of
from renkei.desk.changes.rivals import rivals_of
from renkei.desk.changes.texts import house_of, pair_of, proof_of
from renkei.desk.frame.conflict import conflict_page
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Stale, permitted
from renkei.desk.procedures.refusals import refused_page_status, shown


@login_required
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """変更案: all that this person sees, the newest first."""
    actor = Actor.of(request)
    state = request.GET.get("state", "")
    rows = Paginator(queries.changes_seen(actor, state), queries.A_PAGE)
    context = {
        "page": rows.get_page(request.GET.get("page")),
        "states": state_choices(),
        "state": state,
        "may_open": bool(actor.at_machine or queries.openable(actor)),
    }
    return render(request, "changes/list.html", context)


@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """変更案を作る: of which agreement."""
    actor = Actor.of(request)
    found = queries.openable(actor)
    if not found:
        refuse_person("changes.open")
    return render(request, "changes/choose.html", {"agreements": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """変更案を作る: its name, then its text is edited."""
    actor = Actor.of(request)
    agreement = next((row for row in _to_open(actor, slug)), None)
    if agreement is None:
        raise Http404
    sent = request.method == "POST"
    initial = {"name": _("連携協約の変更")}
    form = OpenForm(request.POST if sent else None, initial=initial, label_suffix="")
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        try:
            made = operations.open_change(actor, agreement, **form.cleaned_data)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("変更案を作りました。変更する規定を編集してください。"))
            return redirect("changes:change", pk=made.pk)
    context = {
        "form": form,
        "agreement": agreement,
        "others": queries.of_agreement(agreement),
        "problems": shown(problems, form),
        "sent": sent,
    }
    return render(request, "changes/open.html", context, status=refused_page_status(sent))


def _to_open(actor: Actor, slug: str) -> list[Agreement]:
    row = Agreement.objects.filter(slug=slug).select_related("region").first()
    if row is None or not permitted(actor, "changes.open", concern_of(row)):
        return []
    return [row]


@login_required
@require_safe
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """変更案: the sentences, the table, what they touch, and the text to edit, on one page."""
    found = change_or_404(Actor.of(request), pk)
    return render(request, "changes/change.html", context_of(request, found))


def context_of(
    request: HttpRequest, found: Change, problems: tuple[Problem, ...] = ()
) -> dict[str, object]:
    """Everything the page of a change shows."""
    actor = Actor.of(request)
    texts = pair_of(found)
    before, after = texts.before.document, texts.after.document
    proof = proof_of(found, texts) if texts.changed else None
    touched = touched_of(before, after)
    broken = broken_of(texts) if texts.changed else []
    followers = queries.followers_of(found, actor) if found.leader_id is None else []
    editable = found.open and may(actor, "edit_piece", found)
    old_right = request.GET.get("old") != "left"
    newest = operations.newest_of(found.agreement)
    return {
        "change": found,
        "agreement": found.agreement,
        "region": found.region,
        "proof": proof,
        "prose": sentences_of(proof.prose) if proof else [],
        "restated": restated(proof),
        "house": house_of(found),
        "touched": touched,
        "table": table_of(before, after, old_right=old_right) if texts.changed else "",
        "old_right": old_right,
        "findings": findings_of(texts),
        "broken": broken,
        "rivals": rivals_of(found, texts),
        "proposed": any(one.wanted for one in broken),
        "impact": impact_of(found, before, after, touched),
        "pieces": shown_of(before, after),
        "followers": followers,
        "misfits": list(found.misfits.all()),
        "undecided": [row for one in followers for row in one.misfits.all() if not row.decision],
        "editable": editable,
        "may": {
            "check": found.open and may(actor, "check", found),
            "spread": editable and found.leader_id is None and found.region_id is not None,
            "send": found.open and found.leader_id is None and may(actor, "send", found),
        },
        "other_base": found.open and newest is not None and newest.pk != found.base_id,
        "state": dict(state_choices())[found.state],
        "problems": problems,
        "Decision": Misfit.Decision,
    }


@login_required
@require_POST
def do(request: HttpRequest, pk: int) -> HttpResponse:
    """点検を終える, 取りやめる, いまの版に移す, 引用を整理する: one press of a button on the page."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    seen = _number(request.POST.get("seen", ""))
    what = request.POST.get("what", "")
    try:
        match what:
            case "check":
                operations.check(actor, found)
                messages.success(request, _("点検を終えました。"))
            case "drop":
                operations.drop(actor, found)
                messages.success(request, _("変更案を取りやめました。"))
            case "rebase":
                operations.rebase(actor, found, seen=seen)
                messages.success(request, _("変更案を、いまの版に当てはめ直しました。"))
            case "references":
                operations.take_references(actor, found, seen=seen)
                messages.success(request, _("引用を整理しました。"))
            case _:
                raise Http404
    except Stale:
        messages.error(
            request, _("この画面を開いた後に本文が変わりました。今の内容を確かめてください。")
        )
    except Refused as refused:
        context = context_of(request, found, refused.problems)
        return render(request, "changes/change.html", context, status=422)
    return redirect("changes:change", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """件名、施行期日、提案理由、担当."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    must(actor, "revise", found)
    posts = queries.posts_of(found.agreement)
    sent = request.method == "POST"
    form = MatterForm(
        request.POST if sent else None,
        initial=_matter(found),
        posts=post_choices(posts),
        label_suffix="",
    )
    problems: tuple[Problem, ...] = ()
    if sent and form.is_valid():
        values = dict(form.cleaned_data)
        found.revision = values.pop("revision")  # saving an older one is refused as Stale
        post = {str(one.pk): one for one in posts}.get(values.pop("post"))
        try:
            operations.revise(actor, found, post=post, **values)
        except Stale:
            now = change_or_404(actor, pk)
            return conflict_page(
                request,
                form,
                _matter(now),
                now.revision,
                title=now.name,
                back=reverse("changes:change", args=[pk]),
            )
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("登録しました。"))
            return redirect("changes:change", pk=pk)
    context = {"form": form, "change": found, "problems": shown(problems, form), "sent": sent}
    return render(request, "changes/revise.html", context, status=refused_page_status(sent))


def _matter(change: Change) -> dict[str, object]:
    return {
        "revision": change.revision,
        "name": change.name,
        "effective": change.effective,
        "reason": change.reason,
        "post": str(change.post_id or ""),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """版の履歴: every state the text had; any of them can be taken up again."""
    actor = Actor.of(request)
    found = change_or_404(actor, pk)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        wording = found.wordings.filter(number=_number(request.POST.get("number", ""))).first()
        if wording is None:
            raise Http404
        try:
            operations.put_text(
                actor,
                found,
                wording.text,
                seen=_number(request.POST.get("seen", "")),
                made=Wording.Made.RESTORED,
                place=_("第%(n)d版") % {"n": wording.number},
            )
        except Stale:
            messages.error(
                request, _("この画面を開いた後に本文が変わりました。今の内容を確かめてください。")
            )
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("その版の本文に戻しました。"))
            return redirect("changes:change", pk=pk)
    context = {
        "change": found,
        "wordings": queries.wordings_of(found),
        "editable": found.open and may(actor, "put_text", found),
        "problems": problems,
    }
    return render(request, "changes/versions.html", context, status=422 if problems else 200)


def state_choices() -> list[tuple[str, str]]:
    """States in the reader's language."""
    return [
        (Change.State.DRAFT.value, _("作成中")),
        (Change.State.CHECKED.value, _("点検済み")),
        (Change.State.SENT.value, _("手続中")),
        (Change.State.DROPPED.value, _("取りやめ")),
    ]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1
