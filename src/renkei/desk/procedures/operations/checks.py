"""What may stand against opening a procedure and against its text (開始と案文の点検)."""

from __future__ import annotations

import datetime
import re

from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.agreements.reading import read_file
from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.conditions import day_ja
from renkei.desk.procedures.models import Procedure
from renkei.desk.region.schemes import SCHEMES, Kind
from renkei.instrument.model import Refusal

#: How names of municipalities and prefectures end.
_PUBLIC = re.compile(r"[都道府県市区町村]$")


def against_text(agreement: Agreement, text: bytes, text_name: str) -> tuple[Problem, ...]:
    """Every reason against a text: it cannot be read, or is of other parties than the agreement."""
    try:
        facts = read_file(text, text_name).document.facts
    except Refusal as refusal:
        return (
            Problem(
                f"text.{refusal.code}",
                refusal.message_ja,
                refusal.message_en,
                field="text",
                remedy_ja=refusal.remedy_ja,
                remedy_en=refusal.remedy_en,
            ),
        )
    named = {name for party in facts.parties for name in (party.members or (party.name,))}
    known = {
        name
        for party in agreement.parties.select_related("municipality")
        for name in (party.name, party.municipality.name if party.municipality else "")
        if name
    }
    if not named or named <= known:
        return ()
    return (
        Problem(
            "text.parties",
            f"案文の当事者（{'、'.join(sorted(named))}）が、"
            f"この協約の当事者（{'、'.join(sorted(known))}）と違います。",
            f"The parties of the text ({', '.join(sorted(named))}) are not those of the agreement "
            f"({', '.join(sorted(known))}).",
            field="text",
            remedy_ja="この協約の案文か、確かめてください。",
            remedy_en="Check that it is the text of this agreement.",
        ),
    )


def against_opening(
    agreement: Agreement,
    kind: Kind,
    name: str,
    opened_on: datetime.date | None,
    effective: datetime.date | None,
    notice_years: int = 0,
    notifier: Party | None = None,
    *,
    past: bool = False,
) -> tuple[Problem, ...]:
    """Every reason against a procedure of this kind on this agreement."""
    problems = [*against_name(name), *_parties(agreement)]
    if agreement.scheme not in SCHEMES:
        problems.append(
            Problem(
                "open.scheme",
                "協約の制度が登録されていません。",
                "The scheme of the agreement is not entered.",
                remedy_ja="協約の登録で制度を選んでください。",
                remedy_en="Choose the scheme in the register.",
            )
        )
    if past:
        return tuple(problems)
    concluded = agreement.status == Agreement.Status.CONCLUDED
    if (kind is Kind.CONCLUDE) == concluded or agreement.status == Agreement.Status.ENDED:
        problems.append(
            Problem(
                "open.status",
                f"「{agreement.get_status_display()}」の協約に、この種類の手続は始められません。",
                "This kind of procedure cannot be opened in the state the agreement is in.",
                field="kind",
                remedy_ja="締結は案の協約に、変更・廃止などは締結済みの協約に対して始めます。",
                remedy_en="Conclude a draft; change or end what is concluded.",
            )
        )
    going = Procedure.objects.filter(
        agreement=agreement, kind=kind.value, state=Procedure.State.OPEN, past=False
    ).first()
    if going is not None:
        problems.append(
            Problem(
                "open.twice",
                f"同じ種類の手続「{going.name}」が進んでいます。",
                f"A procedure of this kind is under way: {going.name}.",
                remedy_ja="その手続を続けるか、取り下げてから始めてください。",
                remedy_en="Go on with it, or withdraw it first.",
            )
        )
    if opened_on is not None and effective is not None and effective < opened_on:
        problems.append(
            Problem(
                "open.effective",
                f"施行期日（{day_ja(effective)}）が開始日（{day_ja(opened_on)}）より前です。",
                f"The day of effect ({effective}) lies before the beginning ({opened_on}).",
                field="effective",
                remedy_ja="過去の手続は「過去の手続の登録」で入力してください。",
                remedy_en="Enter an old procedure as one of the past.",
            )
        )
    if kind is Kind.NOTICE:
        problems += _notice(agreement, effective, notice_years, notifier)
    return tuple(problems)


def _notice(
    agreement: Agreement,
    effective: datetime.date | None,
    notice_years: int,
    notifier: Party | None,
) -> list[Problem]:
    problems = []
    if notifier is None or notifier.agreement_id != agreement.pk:
        problems.append(
            Problem(
                "open.notifier",
                "通告する当事者を選んでください。",
                "Choose the party that gives notice.",
                field="notifier",
            )
        )
    if not (effective or 0 < notice_years < 100):
        problems.append(
            Problem(
                "notify.no_clause",
                "通告から失効までの年数（協約の定め）を入れてください。",
                "Give the years from notice to lapse, as the agreement states them.",
                field="notice_years",
                remedy_ja="定めがなければ、合意による廃止の手続によります。",
                remedy_en="Without such a clause, abolish by agreement.",
            )
        )
    return problems


def against_name(name: str) -> tuple[Problem, ...]:
    """A procedure has a name."""
    if name.strip():
        return ()
    return (Problem("name.empty", "件名を入れてください。", "Give it a name.", field="name"),)


def _parties(agreement: Agreement) -> list[Problem]:
    parties = list(agreement.parties.all())
    problems = []
    if len(parties) < 2:
        problems.append(
            Problem(
                "open.parties",
                "協約の当事者が2者以上登録されていません。",
                "Fewer than two parties are entered.",
                remedy_ja="先に当事者を登録してください。",
                remedy_en="Enter the parties first.",
            )
        )
    for party in parties:
        if party.municipality_id is None and _PUBLIC.search(party.name):
            problems.append(
                Problem(
                    "open.unlinked",
                    f"当事者「{party.name}」がどの団体か、まだ登録されていません。",
                    f"It is not entered which municipality {party.name} is.",
                    remedy_ja="協約の登録で団体を選んでください。議会の議決の要否が決まります。",
                    remedy_en="Choose it in the register: whether a council is needed hangs on it.",
                )
            )
    return problems


def against_day(
    kind: Kind, procedure: Procedure, effective: datetime.date | None
) -> tuple[Problem, ...]:
    """A new agreement is in force from the day its own text says."""
    if kind is not Kind.CONCLUDE or not procedure.text_sha256 or effective is None:
        return ()
    said = read_file(bytes(procedure.text), procedure.text_name).document.facts.effective
    if said is None or said == effective:
        return ()
    return (
        Problem(
            "text.effective",
            f"案文の施行期日は{day_ja(said)}で、登録した施行期日（{day_ja(effective)}）と違います。",
            f"The text says it is in force from {said}, not from {effective}.",
            field="effective",
            provision="協約の附則",
            remedy_ja="施行期日か案文を直してください。",
            remedy_en="Mend the day or the text.",
        ),
    )
