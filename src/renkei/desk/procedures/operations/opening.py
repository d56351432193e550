"""Opening a procedure, putting its text on the table, giving it up."""

from __future__ import annotations

import datetime

from django.utils import timezone

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.agreements.reading import digest, read_file
from renkei.desk.frame.problems import Problem
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, operation
from renkei.desk.procedures.conditions import day_ja
from renkei.desk.procedures.gates import may_change_text, may_withdraw_procedure
from renkei.desk.procedures.models import Batch, Procedure
from renkei.desk.procedures.operations.checks import (
    against_day,
    against_name,
    against_opening,
    against_text,
)
from renkei.desk.procedures.operations.common import (
    held,
    of_procedure,
    places_of,
    refresh,
    refuse,
)
from renkei.desk.procedures.queries import case_of
from renkei.desk.region.schemes import Kind


@operation(
    "procedures.open",
    ja="手続を始める",
    en="Open a procedure",
    concerns=lambda call: Concern(
        region=call["agreement"].region, municipalities=places_of(call["agreement"])
    ),
)
def open_procedure(
    actor: Actor,
    agreement: Agreement,
    kind: Kind,
    *,
    name: str,
    opened_on: datetime.date | None = None,
    effective: datetime.date | None = None,
    text: bytes = b"",
    text_name: str = "",
    reason: str = "",
    notice_years: int = 0,
    notifier: Party | None = None,
) -> Procedure:
    """手続の開始 on one agreement. ``effective``: the day the text fixes; of an abolition the first day
    without effect. ``text``: the whole text as it will read, in a format of the reader; it can follow.
    """
    day = opened_on or timezone.localdate()
    refuse(against_opening(agreement, kind, name, day, effective, notice_years, notifier))
    procedure = make(agreement, kind, name, day, effective, reason, notice_years, notifier)
    if text:
        lay_text(procedure, text, text_name)
    refresh(procedure)
    return procedure


@operation(
    "procedures.put_text",
    ja="案文を登録する",
    en="Put the text on the table",
    concerns=of_procedure,
)
def put_text(actor: Actor, procedure: Procedure, text: bytes, text_name: str) -> Procedure:
    """案文の差替え: another text lies on the table; every party has to confirm it anew.

    Refused while a council has its bill, and for a text of other parties.
    """
    procedure = held(procedure)
    refuse(may_change_text(case_of(procedure)))
    lay_text(procedure, text, text_name)
    refresh(procedure)
    return procedure


@operation(
    "procedures.revise", ja="手続の事項を改める", en="Revise a procedure", concerns=of_procedure
)
def revise(
    actor: Actor,
    procedure: Procedure,
    *,
    name: str,
    effective: datetime.date | None,
    reason: str,
    notice_years: int = 0,
) -> Procedure:
    """件名, 施行期日, 提案理由. The day changes only while no council has the bill. Raises Stale if
    somebody else changed the procedure since it was read."""
    case = case_of(procedure)
    changes_matter = (procedure.effective, procedure.notice_years) != (effective, notice_years)
    refuse(
        (
            *(may_change_text(case) if changes_matter else ()),
            *against_name(name),
            *against_day(case.kind, procedure, effective),
        )
    )
    procedure.name = name.strip()[:300]
    procedure.effective = effective
    procedure.reason = reason.strip()
    procedure.notice_years = notice_years
    procedure.save()
    refresh(procedure)
    return procedure


@operation(
    "procedures.withdraw_procedure",
    ja="手続を取り下げる",
    en="Withdraw a procedure",
    concerns=of_procedure,
)
def withdraw_procedure(
    actor: Actor, procedure: Procedure, why: str, on: datetime.date | None = None
) -> Procedure:
    """取下げ: given up before anything was concluded; what was recorded stays readable."""
    procedure = held(procedure)
    today = timezone.localdate()
    day = on or today
    case = case_of(procedure)
    problems = [*may_withdraw_procedure(case)]
    if not why.strip():
        problems.append(
            Problem(
                "why.empty",
                "取下げの理由を入れてください。",
                "Say why it is withdrawn.",
                field="why",
            )
        )
    latest = max((act.date for act in case.acts if not act.withdrawn), default=day)
    if day > today or day < latest:
        problems.append(
            Problem(
                "date.withdrawn",
                f"取下げの日は、最後の行為（{day_ja(latest)}）の日から今日までです。",
                f"The day of withdrawal lies between the last act ({latest}) and today.",
                field="date",
            )
        )
    refuse(problems)
    procedure.withdrawn_on = day
    procedure.withdrawn_why = why.strip()[:500]
    procedure.save()
    refresh(procedure)
    return procedure


def make(
    agreement: Agreement,
    kind: Kind,
    name: str,
    opened_on: datetime.date | None,
    effective: datetime.date | None,
    reason: str = "",
    notice_years: int = 0,
    notifier: Party | None = None,
    *,
    batch: Batch | None = None,
    past: bool = False,
) -> Procedure:
    """The row of a new procedure. To be called when nothing stands against it."""
    return Procedure.objects.create(
        agreement=agreement,
        region=agreement.region,
        batch=batch,
        kind=kind.value,
        name=name.strip()[:300],
        past=past,
        opened_on=opened_on,
        effective=effective,
        reason=reason.strip(),
        notice_years=notice_years,
        notifier=notifier,
    )


def lay_text(procedure: Procedure, text: bytes, text_name: str) -> None:
    """Put a text on the table after reading it. Not saved where it is refused."""
    refuse(against_text(procedure.agreement, text, text_name))
    facts = read_file(text, text_name).document.facts
    if procedure.kind == Kind.CONCLUDE and procedure.effective is None:
        procedure.effective = facts.effective
    procedure.text = text
    procedure.text_name = text_name[:255]
    procedure.text_sha256 = digest(text)
    refuse(against_day(Kind(procedure.kind), procedure, procedure.effective))
    procedure.save()
