"""Pages for what cannot be answered: what happened, and what to do, in words."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, reason: str, remedy: str) -> HttpResponse:
    context = {"status": status, "title": title, "reason": reason, "remedy": remedy}
    return render(request, "frame/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request does not make sense."""
    return _page(
        request,
        400,
        _("この操作を受け付けられません"),
        _("送られた内容の形が正しくありません。"),
        _("前の画面に戻り、入力し直してください。"),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not allowed."""
    return _page(
        request,
        403,
        _("この操作は許可されていません"),
        _("お使いの利用者には、この操作の権限がありません。"),
        _("必要なときは、所属の管理者に申し出てください。"),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of ours, or from one left open too long."""
    return _page(
        request,
        403,
        _("画面の有効期限が切れています"),
        _(
            "この画面を開いてから時間がたったか、Cookie が使えないため、送信を確かめられませんでした。"
        ),
        _("前の画面を開き直してから、もう一度送信してください。何も保存されていません。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this reader may see; the answer is the same for both."""
    return _page(
        request,
        404,
        _("ページが見つかりません"),
        _("アドレスが違うか、公開されていない文書です。"),
        _("一覧から探すか、公開されていない文書であれば、取り込んだ利用者でログインしてください。"),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than UPLOAD_LIMIT was sent."""
    megabytes = settings.UPLOAD_LIMIT // (1024 * 1024)
    return _page(
        request,
        413,
        _("ファイルが大きすぎます"),
        _("一度に送れるのは %(size)s MB までです。何も保存されていません。") % {"size": megabytes},
        _("画像を除いたファイルにするか、本文の文字だけを貼り付けてください。"),
    )


def failure(request: HttpRequest) -> HttpResponse:
    """500: our fault. Written without the request, the database or the session: they may be broken."""
    context = {
        "status": 500,
        "title": _("処理の途中で問題が起きました"),
        "reason": _("Renkei の側の不具合です。入力された内容のせいではありません。"),
        "remedy": _("時刻を控えて管理者に知らせてください。記録はログにあります。"),
        "bare": True,
    }
    return HttpResponse(loader.render_to_string("frame/error.html", context), status=500)
