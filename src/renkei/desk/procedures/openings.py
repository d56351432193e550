"""What can be opened by whom, and which text belongs to which agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch, Q, QuerySet

from renkei.desk.accounts.permissions import permission
from renkei.desk.agreements.draft_operations import draft_text
from renkei.desk.agreements.models import Agreement, Draft, Party
from renkei.desk.agreements.reading import read_file
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.page import Seat, seats_of
from renkei.desk.procedures.queries import code_of_partner
from renkei.instrument.model import Refusal


@dataclass(frozen=True, slots=True)
class Openable:
    """An agreement in the list to choose from."""

    row: Agreement
    seats: tuple[Seat, ...]


@dataclass(slots=True)
class Texts:
    """Texts by the key of their agreement, and what is wrong with those that found none."""

    found: dict[int, Upload] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def openable(actor: Actor, name: str = "procedures.open") -> list[Openable]:
    """The agreements on which the actor may open a procedure, with their parties."""
    return [Openable(row, seats_of(row.parties.all())) for row in _rows(actor, name)]


def chosen(actor: Actor, keys: Iterable[object]) -> list[Agreement]:
    """Those of them that were chosen, in the order of their partners; what may not be opened is left out."""
    wanted = [int(str(key)) for key in keys if str(key).isdecimal() and len(str(key)) < 18]
    return list(_rows(actor, "procedures.open").filter(pk__in=wanted))


def _rows(actor: Actor, name: str) -> QuerySet[Agreement]:
    row = permission(name)
    places = [place for role, place in actor.grants if role in row.own]
    offices = [place for role, place in actor.grants if role in row.region]
    mine = Party.objects.filter(municipality__in=places).values("agreement")
    allowed = Q() if actor.at_machine else Q(pk__in=mine) | Q(region__slug__in=offices)
    parties = Party.objects.select_related("municipality").order_by("order")
    return (
        Agreement.objects.filter(allowed)
        .exclude(scheme="")
        .select_related("region")
        .prefetch_related(Prefetch("parties", parties))
        .order_by(code_of_partner("pk"), "title")
    )


def sort_texts(agreements: Sequence[Agreement], uploads: Iterable[Upload]) -> Texts:
    """Give each text to the agreement whose parties it names. With one agreement there is no choice."""
    texts = Texts()
    for upload in uploads:
        here = agreements if len(agreements) == 1 else _meant(agreements, upload, texts)
        if len(here) != 1:
            continue
        key = here[0].pk
        if key in texts.found:
            texts.problems.append(_twice(upload, texts.found[key]))
        texts.found[key] = upload
    return texts


def _meant(agreements: Sequence[Agreement], upload: Upload, texts: Texts) -> list[Agreement]:
    try:
        facts = read_file(upload.content, upload.name).document.facts
    except Refusal as refusal:
        texts.problems.append(
            Problem(
                f"text.{refusal.code}",
                f"{upload.name}: {refusal.message_ja}",
                f"{upload.name}: {refusal.message_en}",
                field="texts",
                remedy_ja=refusal.remedy_ja,
                remedy_en=refusal.remedy_en,
            )
        )
        return []
    named = {name for party in facts.parties for name in (party.members or (party.name,))}
    found = [
        row for row in agreements if named and named <= {party.name for party in row.parties.all()}
    ]
    if len(found) != 1:
        texts.problems.append(_nobodys(upload, named))
    return found


def drafts_of(agreements: Iterable[Agreement]) -> dict[int, Draft]:
    """The newest draft of each agreement that has one."""
    keys = [row.pk for row in agreements]
    rows = Draft.objects.filter(agreement__in=keys).select_related("model_text", "agreement")
    return {row.agreement_id: row for row in rows.order_by("pk")}


def texts_of_drafts(drafts: Iterable[Draft]) -> tuple[list[Upload], list[Problem]]:
    """The texts of drafts as files, and why some of them are no agreed text yet."""
    texts, problems = [], []
    for draft in drafts:
        try:
            text = draft_text(draft)
        except Refused as refused:
            problems += [_of(draft, problem) for problem in refused.problems]
        else:
            texts.append(Upload(f"{draft.agreement.title[:60]}.txt", text, "text"))
    return texts, problems


def _of(draft: Draft, problem: Problem) -> Problem:
    title = draft.agreement.title
    said = {"ja": f"「{title}」: {problem.ja}", "en": f"“{title}”: {problem.en}"}
    return replace(problem, field="drafts", **said)


def _nobodys(upload: Upload, named: set[str]) -> Problem:
    names = "、".join(sorted(named)) or "読み取れません"
    return Problem(
        "text.nobody",
        f"{upload.name}: 案文の当事者（{names}）に合う協約が、選んだ中に一つに決まりません。",
        f"{upload.name}: no single agreement among those chosen has these parties ({names}).",
        field="texts",
        remedy_ja="協約の選択と、案文の当事者を確かめてください。",
        remedy_en="Check the agreements chosen and the parties of the text.",
    )


def _twice(upload: Upload, other: Upload) -> Problem:
    return Problem(
        "text.twice",
        f"{other.name} と {upload.name} は、同じ協約の案文です。",
        f"{other.name} and {upload.name} are texts of the same agreement.",
        field="texts",
        remedy_ja="どちらか一つにしてください。",
        remedy_en="Hand in only one of them.",
    )
