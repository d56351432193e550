"""Operations: the only way anything is written.

An operation is named in the words of the domain, checks who may do it, and writes what it writes and
one entry of the journal in one transaction.
"""

from __future__ import annotations

import datetime
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from renkei.desk.accounts.models import Person
from renkei.desk.accounts.permissions import Permission, permission
from renkei.desk.accounts.roles import Role
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal import chain
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.models import Chain, Concerned, Entry
from renkei.desk.journal.recorded import Recorded, Stale
from renkei.desk.journal.recording import Note, entering, recording
from renkei.desk.region.models import Membership, Municipality, Region

__all__ = [
    "OPERATIONS",
    "Concern",
    "NotPermitted",
    "Operation",
    "Problem",
    "Refused",
    "Stale",
    "locked",
    "operation",
    "permitted",
]

P = ParamSpec("P")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Concern:
    """What a call is about: the region whose journal it goes into, the municipalities on whose side
    it is (several for a joint matter: any of them may), the row, the person whose own it is."""

    region: Region | None = None
    municipalities: tuple[Municipality, ...] = ()
    subject: models.Model | None = None
    person: Person | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the municipalities."""
        return frozenset(municipality.code for municipality in self.municipalities)


@dataclass(frozen=True)
class Operation:
    """操作: its name, and what it is called by people."""

    name: str
    ja: str
    en: str
    function: Callable[..., Any]


@dataclass(frozen=True)
class Subject:
    """対象: the row an operation is about, as the journal names it."""

    type: str
    key: str
    name: str

    @classmethod
    def of(cls, row: models.Model | None) -> Subject | None:
        """How a row is named now."""
        return cls(row._meta.label_lower, str(row.pk), str(row)[:500]) if row is not None else None


#: Every operation of the modules that are loaded, by name; see :func:`load_all`.
OPERATIONS: dict[str, Operation] = {}


@functools.cache
def load_all() -> None:
    """Load every module of operations (``operations``, ``…_operations``, packages of them)."""
    import renkei.desk

    for module in pkgutil.walk_packages(renkei.desk.__path__, "renkei.desk."):
        if re.search(r"(?:^|[._])operations(?:\.|$)", module.name):
            importlib.import_module(module.name)


class NotPermitted(PermissionDenied):
    """The actor may not do this; says what it was and whose it is."""

    def __init__(self, operation: Operation, row: Permission) -> None:
        super().__init__(operation.name)
        self.operation = operation
        roles = sorted(row.own | row.region, key=list(Role).index)
        self.roles_ja = "、".join(role.ja for role in roles)
        self.roles_en = ", ".join(role.en for role in roles)


def operation(
    name: str, *, ja: str, en: str, concerns: Callable[[Mapping[str, Any]], Concern]
) -> Callable[[Callable[Concatenate[Actor, P], Result]], Callable[Concatenate[Actor, P], Result]]:
    """Make a function an operation. Its first argument is the actor.

    ``concerns`` gets the arguments by name and says what the call is about. Where the row is only made
    by the call, the row that the function returns is taken.
    """

    def make(
        function: Callable[Concatenate[Actor, P], Result],
    ) -> Callable[Concatenate[Actor, P], Result]:
        signature = inspect.signature(function)
        entry = Operation(name, ja, en, function)

        @functools.wraps(function)
        def run(actor: Actor, /, *args: P.args, **options: P.kwargs) -> Result:
            bound = signature.bind(actor, *args, **options)
            bound.apply_defaults()
            concern = concerns(bound.arguments)
            if not permitted(actor, name, concern):
                raise NotPermitted(entry, permission(name))
            with transaction.atomic(), recording() as note:
                # Before the work: a row that it deletes has no key afterwards.
                subject = Subject.of(concern.subject)
                result = function(actor, *args, **options)
                if note.changes:
                    made = result if isinstance(result, models.Model) else None
                    # The journal of a region begins with the region.
                    own = made if isinstance(made, Region) else getattr(made, "region", None)
                    region = concern.region or own
                    about = subject or Subject.of(made) or Subject("", "", "")
                    with entering():
                        _enter(entry, actor, region, concern.codes, about, note)
            return result

        if name in OPERATIONS and OPERATIONS[name].function.__module__ != function.__module__:
            raise ValueError(f"two operations are called {name}")
        OPERATIONS[name] = entry
        return run

    return make


def permitted(actor: Actor, name: str, concern: Concern) -> bool:
    """Whether the permission table lets the actor do this. Also asked by pages that offer it."""
    if actor.at_machine:
        return True
    if actor.person is None or not actor.person.is_active:
        return False
    row = permission(name)
    if row.person and concern.person is not None and concern.person.pk == actor.person.pk:
        return True
    if concern.region is not None and any(
        actor.has_in_region(role, concern.region.slug) for role in row.region
    ):
        return True
    codes = concern.codes
    if any(actor.has(role, code) for role in row.own for code in codes):
        return True
    others = {place for role, place in actor.grants if role in row.other} - codes
    return bool(others) and _in_region(others, concern.region)


def locked(row: Row) -> Row:
    """The row as it is now, held until the end of the operation."""
    rows: models.QuerySet[Row] = models.QuerySet(type(row))
    return rows.select_for_update(of=("self",)).get(pk=row.pk)


def _in_region(codes: set[str], region: Region | None) -> bool:
    if region is None:
        return False
    today = timezone.localdate()
    return Membership.on(today).filter(region=region, municipality__in=codes).exists()


def _enter(
    done: Operation,
    actor: Actor,
    region: Region | None,
    codes: frozenset[str],
    about: Subject,
    note: Note,
) -> None:
    """Write the entry, as the last thing of the transaction: the chain is held only for a moment."""
    key = region.slug if isinstance(region, Region) else ""
    Chain.objects.get_or_create(key=key, defaults={"head": chain.START})
    held = Chain.objects.select_for_update().get(key=key)
    at = timezone.now()
    number = held.count + 1
    entry = Entry(
        chain=key,
        number=number,
        at=at,
        operation=done.name,
        who=actor.name[:300],
        person=actor.person,
        municipality=actor.municipality.code if actor.municipality else "",
        post=str(actor.post)[:200] if actor.post else "",
        subject_type=about.type,
        subject_key=about.key,
        subject=about.name,
        previous=held.head,
    )
    concerned = sorted(codes | ({entry.municipality} - {""}))
    entry.body = chain.canonical(said_by(entry) | {"changes": note.changes, "concerns": concerned})
    entry.digest = chain.digest_of(entry.body)
    entry.save(force_insert=True)
    Concerned.objects.bulk_create(
        Concerned(entry=entry, code=code, chain=key, number=number) for code in concerned
    )
    held.count, held.head = number, entry.digest
    held.save(update_fields=["count", "head"])


def said_by(entry: Entry) -> dict[str, object]:
    """What the columns of an entry say, as its body says it."""
    return {
        "chain": entry.chain,
        "number": str(entry.number),
        "at": entry.at.astimezone(datetime.UTC).isoformat(),
        "operation": entry.operation,
        "who": entry.who,
        "person": "" if entry.person_id is None else str(entry.person_id),
        "municipality": entry.municipality,
        "post": entry.post,
        "subject": {
            "type": entry.subject_type,
            "key": entry.subject_key,
            "name": entry.subject,
        },
        "previous": entry.previous,
    }


def is_recorded(model: type[models.Model]) -> bool:
    """Whether the rows of a model go into the journal."""
    return issubclass(model, Recorded)
