"""担当 of a municipality, who holds them, and the hand-over: one post, or all of them in April."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.desk.accounts import post_operations, queries
from renkei.desk.accounts.doors import enter, login_required, put_in, spoken
from renkei.desk.accounts.forms import (
    AssignForm,
    NoteForm,
    PostEditForm,
    PostForm,
    RotationForm,
    UntilForm,
    next_april,
)
from renkei.desk.accounts.models import Holding, Person, Post
from renkei.desk.frame.conflict import EditForm, conflict_page
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.operation import Concern, Stale, permitted
from renkei.desk.region.models import Municipality


def _post_or_404(municipality: Municipality, pk: int) -> Post:
    found = (
        Post.objects.select_related("municipality").filter(pk=pk, municipality=municipality).first()
    )
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """担当の一覧: the posts of a municipality and who holds them."""
    actor, municipality = enter(request, code, queries.sees_posts)
    context = {
        "municipality": municipality,
        "posts": queries.posts_of(municipality),
        "manages": queries.administers(actor, municipality),
        "sees_people": queries.sees_people(actor, municipality),
    }
    return render(request, "accounts/posts.html", context)


@login_required
@require_safe
def post(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """引継ぎ: everything open of a post, on one page that prints well."""
    actor, municipality = enter(request, code, queries.sees_posts)
    found = _post_or_404(municipality, pk)
    today = timezone.localdate()
    holdings = list(found.holdings.select_related("person").order_by("-since", "-pk"))
    holders = [one.person for one in holdings if one.holds_on(today)]
    manages = queries.administers(actor, municipality)
    concern = Concern(municipalities=(municipality,), subject=found)
    context = {
        "municipality": municipality,
        "post": found,
        "holdings": [(one, one.until is None or one.until >= today) for one in holdings],
        "holders": holders,
        "open": queries.open_of(found, holders),
        "today": today,
        "manages": manages,
        "writes": permitted(actor, "accounts.write_post_note", concern),
    }
    if manages:
        context |= {
            "assigning": AssignForm(
                people=queries.active_people(municipality), initial={"since": today}
            ),
            "ending": UntilForm(),
        }
    return render(request, "accounts/post.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """担当を設ける."""
    actor, municipality = enter(request, code, queries.administers)
    form = PostForm(request.POST or None)
    if form.is_valid():
        try:
            made = post_operations.create_post(actor, municipality, **form.cleaned_data)
        except (Refused, ValidationError) as refused:
            put_in(form, refused)
        else:
            messages.success(request, _("担当を設けました。"))
            return redirect("accounts:post", code, made.pk)
    context = {"municipality": municipality, "form": form}
    return render(request, "accounts/post_form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """担当を直す."""
    actor, municipality = enter(request, code, queries.administers)
    found = _post_or_404(municipality, pk)
    form = PostEditForm(request.POST or None, initial=_said(found))

    def write(data: dict[str, str]) -> None:
        post_operations.edit_post(actor, found, **data)

    return _written(request, found, form, write, _said, "accounts/post_form.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """引継ぎの覚え書きを書く."""
    actor, municipality = enter(request, code, queries.sees_posts)
    found = _post_or_404(municipality, pk)
    form = NoteForm(request.POST or None, initial=_noted(found))

    def write(data: dict[str, str]) -> None:
        text = data["note"].replace("\r\n", "\n")
        post_operations.write_post_note(actor, found, text)

    return _written(request, found, form, write, _noted, "accounts/note_form.html")


def _said(post: Post) -> dict[str, object]:
    names = ("revision", "division", "section", "phone", "email")
    return {name: getattr(post, name) for name in names}


def _noted(post: Post) -> dict[str, object]:
    return {"revision": post.revision, "note": post.note}


def _written(
    request: HttpRequest,
    post: Post,
    form: EditForm,
    write: Callable[[dict[str, str]], None],
    said: Callable[[Post], dict[str, object]],
    template: str,
) -> HttpResponse:
    code = post.municipality_id
    if form.is_valid():
        post.revision = form.cleaned_data.pop("revision")
        try:
            write(form.cleaned_data)
        except (Refused, ValidationError) as refused:
            put_in(form, refused)
        except Stale as stale:
            now = stale.current
            assert isinstance(now, Post)
            return conflict_page(request, form, said(now), now.revision, title=str(now), back="..")
        else:
            messages.success(request, _("登録しました。"))
            return redirect("accounts:post", code, post.pk)
    context = {"municipality": post.municipality, "post": post, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_POST
def assign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """担当に就ける."""
    actor, municipality = enter(request, code, queries.administers)
    found = _post_or_404(municipality, pk)
    form = AssignForm(request.POST, people=queries.active_people(municipality))
    if form.is_valid():
        person = form.people[form.cleaned_data["person"]]
        _do(
            request,
            lambda: post_operations.assign(actor, found, person, since=form.cleaned_data["since"]),
            _("担当に就けました。"),
        )
    else:
        _tell(request, form)
    return redirect("accounts:post", code, pk)


@login_required
@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """担当の廃止."""
    actor, municipality = enter(request, code, queries.administers)
    found = _post_or_404(municipality, pk)
    form = UntilForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["until"] or timezone.localdate()
        _do(
            request,
            lambda: post_operations.end_post(actor, found, until),
            _("担当の廃止を登録しました。"),
        )
    else:
        _tell(request, form)
    return redirect("accounts:post", code, pk)


@login_required
@require_POST
def end_holding(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """担当から外す."""
    actor, municipality = enter(request, code, queries.administers)
    found = (
        Holding.objects.select_related("post__municipality")
        .filter(pk=pk, post__municipality=municipality)
        .first()
    )
    if found is None:
        raise Http404
    form = UntilForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["until"]
        _do(
            request,
            lambda: post_operations.end_holding(actor, found, until),
            _("担当から外しました。"),
        )
    else:
        _tell(request, form)
    return redirect("accounts:post", code, found.post_id)


def _do(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, spoken(problem))
    else:
        messages.success(request, done)


def _tell(request: HttpRequest, form: forms.Form) -> None:
    for texts in form.errors.values():
        for text in texts:
            messages.error(request, str(text))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rotation(request: HttpRequest, code: str) -> HttpResponse:
    """異動: all posts of a municipality to their next holders on one day; looked over before it is done.

    ``?post=`` leaves the others out: the hand-over of one post.
    """
    actor, municipality = enter(request, code, queries.administers)
    only = request.GET.get("post", "")
    day = next_april(timezone.localdate())
    form = RotationForm(
        request.POST or None,
        seats=_seats(municipality, only),
        people=queries.active_people(municipality),
        initial={"on": day},
    )
    context = {"municipality": municipality, "form": form}
    if form.is_valid():
        moves = form.moves()
        if not moves:
            form.add_error(None, _("後任を一つも選んでいません。"))
        elif "back" in request.POST:
            pass
        elif "confirmed" not in request.POST:
            return render(request, "accounts/rotation_check.html", context | {"moves": moves})
        else:
            on = form.cleaned_data["on"]
            try:
                post_operations.hand_over(
                    actor, municipality, [post_operations.Move(*move) for move in moves], on
                )
            except Refused as refused:
                put_in(form, refused)
            else:
                messages.success(request, _("引継ぎを登録しました。"))
                return redirect("accounts:posts", code)
    return render(request, "accounts/rotation.html", context, status=422 if form.errors else 200)


def _seats(municipality: Municipality, only: str) -> list[tuple[Post, Person | None]]:
    """Each holder of each post, and each post that nobody holds; with those who come on a later day."""
    found: list[tuple[Post, Person | None]] = []
    today: datetime.date = timezone.localdate()
    for post in queries.posts_of(municipality, today):
        if only and str(post.pk) != only:
            continue
        held: list[Holding] = post.held  # type: ignore[attr-defined]
        found += [(post, holding.person) for holding in held] or [(post, None)]
    return found
