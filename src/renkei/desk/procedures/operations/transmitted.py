"""What a party told by its record sheet (手続記録票), entered by the secretariat on its behalf.

A municipality in a closed network that has nobody in Renkei does its part with the Excel file. The
secretariat enters what the sheet says and nothing else: the operation reads the file itself, keeps it
as evidence of each act, and marks the act until the party stands by it. Who has people of its own is
not spoken for.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from django.utils import timezone

from renkei.desk.accounts.models import Grant
from renkei.desk.accounts.roles import Role
from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import locked, operation
from renkei.desk.procedures.case import CONSEQUENCES
from renkei.desk.procedures.gates import may
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.operations.acts import against_withdrawal, nothing_to_confirm
from renkei.desk.procedures.operations.common import (
    Deed,
    check_papers,
    held,
    keep_papers,
    of_act,
    of_party,
    of_procedure,
    refuse,
    sides,
)
from renkei.desk.procedures.operations.recording import (
    enter,
    numbers_of,
    record_for,
    settled,
    stand_by,
)
from renkei.desk.procedures.queries import case_of
from renkei.desk.procedures.record_sheet_reading import Filled, Sheet, read_sheet
from renkei.desk.region.models import Municipality
from renkei.desk.region.schemes import Step

#: Whoever holds one of these roles records for their municipality in Renkei itself.
SPEAKERS = (Role.APPROVER, Role.COUNCIL)
#: How the file is called where it is kept as evidence.
NAME = "手続記録票"


@operation(
    "procedures.record_transmitted",
    ja="記録票により登録する",
    en="Enter from a record sheet",
    concerns=of_party,
)
def record_transmitted(
    actor: Actor, procedure: Procedure, party: Party, step: Step, sheet: Upload
) -> Act:
    """記録票による登録: one line of a party's own sheet, as an act of that party.

    All gates are those of the step itself. Of the signing (a joint act) the sheet is the word of its
    party: it records the signing, or confirms what another recorded for the same day. Refused if the
    party has somebody who may do it in Renkei, or if the sheet is not that party's or does not say so.
    """
    procedure = held(procedure)
    place, line, said = _line(procedure, party, step, sheet)
    refuse(against_speaking_for(place))
    if step is Step.SIGN:
        return _signing(actor, procedure, place, said)
    case = case_of(procedure)
    wanted = record_for(case, None if line.party == "" else party, step, said)
    used = numbers_of(procedure, party, wanted)
    refuse((*check_papers(said.evidence), *may(case, wanted, timezone.localdate(), used)))
    act = enter(actor, procedure, None if line.party == "" else party, wanted, said)
    return _marked(act, place, procedure)


@operation(
    "procedures.confirm_transmitted",
    ja="記録票による登録を確認する",
    en="Confirm what was entered from a record sheet",
    concerns=of_procedure,
)
def confirm_transmitted(actor: Actor, procedure: Procedure) -> list[Act]:
    """記録票による登録の確認: a party that has people now stands by what its sheets said."""
    procedure = held(procedure)
    voices = set(sides(actor, "procedures.confirm_transmitted", procedure))
    acts = [
        act
        for act in procedure.acts.filter(withdrawn=False).order_by("pk")
        if voices & set(act.transmitted)
    ]
    if not acts:
        raise Refused(nothing_to_confirm())
    for act in acts:
        act.transmitted = [code for code in act.transmitted if code not in voices]
        act.save()
    return acts


@operation(
    "procedures.withdraw_transmitted",
    ja="記録票による登録を取り消す",
    en="Withdraw what was entered from a record sheet",
    concerns=of_act,
)
def withdraw_transmitted(actor: Actor, act: Act, why: str) -> Act:
    """The secretariat takes back what it entered from a sheet, while nobody of the party can.

    The corrected sheet is entered after. A joint act is withdrawn by a party.
    """
    procedure = held(act.procedure)
    act = locked(act)
    place = act.party.municipality if act.party is not None else None
    if place is None or place.code not in act.transmitted:
        raise Refused(_not_transmitted())
    refuse((*against_speaking_for(place), *against_withdrawal(procedure, act, why)))
    act.withdrawn = True
    act.withdrawn_why = why.strip()[:500]
    act.save()
    settled(procedure)
    return act


def against_speaking_for(place: Municipality) -> tuple[Problem, ...]:
    """A municipality with somebody who may record legal acts is not spoken for; says who it is."""
    grants = (
        Grant.on(timezone.localdate())
        .filter(municipality=place, role__in=SPEAKERS, person__is_active=True)
        .select_related("person")
        .order_by("person_id")
    )
    people = list(dict.fromkeys(str(grant.person) for grant in grants))
    if not people:
        return ()
    names = people[:3]
    more_ja, more_en = (" ほか", " and others") if len(people) > 3 else ("", "")
    return (
        Problem(
            "transmitted.people",
            f"{place.name}には、Renkei に記録できる人がいます（{'、'.join(names)}{more_ja}）。"
            "事務局は代わりに登録できません。",
            f"{place.name} has people who record in Renkei ({', '.join(names)}{more_en}); "
            "the secretariat does not enter it for them.",
            remedy_ja="その人（決裁者または議会・法制担当）に記録を頼んでください。"
            "同じ票を読み込ませることもできます。",
            remedy_en="Ask them (approver, or council and legal) to record it; "
            "they may hand in the same sheet.",
        ),
    )


def _line(
    procedure: Procedure, party: Party, step: Step, sheet: Upload
) -> tuple[Municipality, Filled, Deed]:
    """What the sheet says of a step, as a deed with the sheet for evidence."""
    read = _read(sheet.content)
    place = party.municipality
    if place is None or read.party != place.code or procedure.pk not in read.procedures:
        raise Refused(_another_sheet(party.name if place is None else place.name))
    found = [
        line
        for line in read.lines
        if (line.procedure, line.step) == (procedure.pk, step) and line.party in ("", place.code)
    ]
    if len(found) != 1 or step in CONSEQUENCES:
        raise Refused(_says_nothing())
    line = found[0]
    refuse(line.problems)
    values = line.values
    name = sheet.name if sheet.name.startswith(NAME) else f"{NAME}_{sheet.name}"
    said = Deed(
        date=values["date"],
        result=values["result"],
        number=values["number"],
        addressee=values["addressee"],
        note=values["note"],
        text_sha256=read.texts.get(procedure.pk, "") if step is Step.AGREE else "",
        evidence=(Upload(name, sheet.content),),
    )
    return place, line, said


@functools.lru_cache(maxsize=2)
def _read(data: bytes) -> Sheet:
    """The sheet; a dozen lines of one file are entered one after the other."""
    return read_sheet(data)


def _signing(actor: Actor, procedure: Procedure, place: Municipality, said: Deed) -> Act:
    waiting = procedure.acts.filter(step=Step.SIGN, withdrawn=False, confirmed=False)
    act = waiting.order_by("-pk").first()
    refuse(check_papers(said.evidence))
    if act is None:
        case = case_of(procedure)
        wanted = record_for(case, None, Step.SIGN, said)
        refuse(may(case, wanted, timezone.localdate()))
        act = enter(actor, procedure, None, wanted, said)
    elif place.code in act.confirmed_by:
        raise Refused(nothing_to_confirm())
    elif act.date != said.date:
        raise Refused(_another_day())
    else:
        keep_papers(act, said.evidence)
    stand_by(act, [place.code])
    return _marked(act, place, procedure)


def _marked(act: Act, place: Municipality, procedure: Procedure) -> Act:
    act.transmitted = sorted({*act.transmitted, place.code})
    act.save()
    settled(procedure)
    return act


def waiting_for(acts: Sequence[Act], codes: frozenset[str]) -> list[Act]:
    """The acts entered from sheets of these municipalities that they have not stood by themselves."""
    return [act for act in acts if not act.withdrawn and codes & set(act.transmitted)]


def _another_sheet(name: str) -> Problem:
    return Problem(
        "transmitted.sheet",
        f"{name}だけの手続記録票ではありません。事務局が登録できるのは、その団体だけの票です。",
        f"This is not a sheet of {name} alone; only such a sheet is entered for a party.",
        remedy_ja=f"「{name}だけの票」を渡し、それに記入してもらってください。",
        remedy_en=f"Hand out the sheet of {name} alone and have it filled in.",
    )


def _says_nothing() -> Problem:
    return Problem(
        "transmitted.line",
        "この票には、その手順の記入がありません。",
        "The sheet says nothing of that step.",
    )


def _another_day() -> Problem:
    return Problem(
        "transmitted.day",
        "記録されている締結の日と違います。",
        "It is another day than the signing that is recorded.",
        field="date",
        remedy_ja="どちらの日が正しいか確かめ、記録か票を直してください。",
        remedy_en="Find out which day is right and mend the record or the sheet.",
    )


def _not_transmitted() -> Problem:
    return Problem(
        "transmitted.not",
        "記録票により登録した、その団体の行為ではありません。",
        "This was not entered from a sheet of that party.",
        remedy_ja="取消しは、その団体の権限のある人が行います。",
        remedy_en="Somebody of that party withdraws it.",
    )
