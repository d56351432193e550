"""What was typed and waits for its confirmation (確認待ちの入力): kept, found again, thrown away."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.procedures.models import Batch, Held, HeldFile, Procedure

#: How many unconfirmed forms of one person are kept; the oldest make room.
MOST = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in with a form."""

    name: str
    content: bytes
    field: str = "evidence"

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """Its digest."""
        return hashlib.sha256(self.content).hexdigest()


def _of_actor(call: Mapping[str, Any]) -> Concern:
    return Concern(person=call["actor"].person)


def _of_held(call: Mapping[str, Any]) -> Concern:
    return Concern(person=call["held"].person)


@operation("procedures.hold", ja="入力を預かる", en="Hold what was typed", concerns=_of_actor)
def hold(
    actor: Actor,
    purpose: str,
    typed: Mapping[str, Any],
    uploads: Iterable[Upload] = (),
    *,
    procedure: Procedure | None = None,
    batch: Batch | None = None,
    held: Held | None = None,
    without: Iterable[str] = (),
) -> Held:
    """Keep a form until it is confirmed: a new one, or the same again with what was typed now.

    ``without`` are keys of files held before that are to go.
    """
    assert isinstance(actor.person, Person)
    Held.objects.filter(expires_at__lte=timezone.now()).delete()
    expires = timezone.now() + datetime.timedelta(hours=settings.INTAKE_HOURS)
    if held is None:
        kept = Held.objects.filter(person=actor.person).values_list("pk", flat=True)
        Held.objects.filter(pk__in=list(kept[MOST - 1 :])).delete()
        held = Held(person=actor.person, purpose=purpose, procedure=procedure, batch=batch)
    held.typed = dict(typed)
    held.expires_at = expires
    held.save()
    held.files.filter(pk__in=[key for key in without if key.isdecimal()]).delete()
    known = set(held.files.values_list("field", "name", "sha256"))
    for upload in uploads:
        if (upload.field, upload.name, upload.sha256) in known:
            continue  # the same file, sent again with the same form
        HeldFile.objects.create(
            held=held,
            field=upload.field,
            name=upload.name,
            size=upload.size,
            sha256=upload.sha256,
            content=upload.content,
        )
    return held


@operation(
    "procedures.release", ja="預かった入力を消す", en="Forget what was typed", concerns=_of_held
)
def release(actor: Actor, held: Held) -> None:
    """Forget a form that was confirmed or given up. Held.DoesNotExist when it has gone already."""
    gone, _rows = Held.objects.filter(pk=held.pk).delete()
    if not gone:
        raise Held.DoesNotExist


def held_by(actor: Actor, token: uuid.UUID | str, purpose: str) -> Held:
    """A form of this person; Held.DoesNotExist for anybody else's, another purpose, or an expired one."""
    try:
        key = uuid.UUID(str(token))
    except ValueError:
        raise Held.DoesNotExist from None
    return Held.objects.select_related("procedure", "batch").get(
        token=key, person=actor.person, purpose=purpose, expires_at__gt=timezone.now()
    )


def uploads_of(held: Held, field: str = "evidence") -> list[Upload]:
    """The files of a form, with their content."""
    rows = held.files.filter(field=field)
    return [Upload(row.name, bytes(row.content), row.field) for row in rows]


def files_of(held: Held | None, field: str = "evidence") -> list[HeldFile]:
    """The files of a form as its page lists them, without their content."""
    return list(held.files.filter(field=field).defer("content")) if held is not None else []
