"""Files of a change: the amending sentences, the comparing table, the target text."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.desk.agreements.views import content_disposition
from renkei.desk.changes.access import change_or_404
from renkei.desk.changes.documents import (
    MEDIA,
    fictional,
    sentences_docx,
    table_bytes,
    text_bytes,
)
from renkei.desk.changes.models import Change
from renkei.desk.changes.texts import pair_of, proof_of
from renkei.desk.journal.actor import Actor


@login_required
@require_safe
def sentences(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """改め文 as Word or text."""
    found = change_or_404(Actor.of(request), pk)
    texts = pair_of(found)
    if not texts.changed or extension not in ("docx", "txt"):
        raise Http404
    proof = proof_of(found, texts)
    if not proof.ok:
        return _unproved(request, found, _("改め文"))
    prose = proof.prose
    data = (
        sentences_docx(found, prose)
        if extension == "docx"
        else prose.replace("\n", "\r\n").encode("utf-8-sig")
    )
    return _file(found, data, "改め文", extension)


@login_required
@require_safe
def table(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """新旧対照表 as Word, PDF or Excel, the present words on either side."""
    found = change_or_404(Actor.of(request), pk)
    texts = pair_of(found)
    if not texts.changed or extension not in ("docx", "pdf", "xlsx"):
        raise Http404
    old_right = request.GET.get("old") != "left"
    data = table_bytes(found, texts, extension, old_right=old_right)
    if data is None:
        return _unproved(request, found, _("新旧対照表"))
    return _file(found, data, "新旧対照表", extension)


@login_required
@require_safe
def text(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The target text, to be edited in Word or as text and handed in again."""
    found = change_or_404(Actor.of(request), pk)
    if extension not in ("docx", "txt"):
        raise Http404
    return _file(
        found,
        text_bytes(found, pair_of(found).after.document, extension),
        "変更後の本文",
        extension,
    )


def _unproved(request: HttpRequest, found: Change, what: str) -> HttpResponse:
    """No file is handed out that was not proved."""
    said = _("%(what)sは、変更後の本文と同じになることを確かめられないため、出力できません。")
    messages.error(request, said % {"what": what})
    return redirect("changes:change", pk=found.pk)


def _file(found: Change, data: bytes, what: str, extension: str) -> HttpResponse:
    sample = "見本_" if fictional(found) else ""
    name = f"{sample}{what}_{found.agreement.title[:40]}.{extension}"
    return HttpResponse(
        data,
        content_type=MEDIA[extension],
        headers={"Content-Disposition": content_disposition(name)},
    )
