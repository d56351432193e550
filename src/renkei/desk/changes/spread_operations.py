"""Operations over many agreements: apply a change to the others, decide what differs, send all."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from renkei.desk.agreements.family_table import model_document
from renkei.desk.agreements.models import Agreement, ModelText
from renkei.desk.changes import problems as said
from renkei.desk.changes.access import must_over, of_change
from renkei.desk.changes.models import Change, Misfit, Wording
from renkei.desk.changes.operations import keep, make, newest_of, write
from renkei.desk.changes.pieces import added, pieces_of, replaced
from renkei.desk.changes.spread import Spread, names_between, spread
from renkei.desk.changes.texts import (
    base_reading,
    digest_of,
    pair_of,
    proof_of,
    starting_text,
    style_for,
    target_reading,
)
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Stale, locked, operation
from renkei.desk.procedures.amending import proved
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Batch, Procedure
from renkei.desk.procedures.operations import open_batch, open_procedure
from renkei.desk.region.schemes import Kind
from renkei.instrument.model import Document

Made = Wording.Made
State = Change.State


def of_misfit(call: Mapping[str, Any]) -> Concern:
    """A misfit is a matter of the change it is in."""
    misfit: Misfit = call["misfit"]
    return of_change({"change": misfit.change})


@operation(
    "changes.spread",
    ja="ほかの協約にも適用する",
    en="Apply to other agreements",
    concerns=of_change,
)
def spread_change(
    actor: Actor, change: Change, agreements: Sequence[Agreement], *, again: bool = False
) -> list[Change]:
    """一括の変更案: a change of each of these agreements, made from this one.

    Sentences that fit are applied; the others wait in it, each with its reasons. One that is there
    already stays as it was edited and decided; ``again``: it is made anew, unless it was sent. Whoever does
    it must be allowed to for each of the agreements.
    """
    must_over(actor, "spread", agreements)
    leader = locked(change)
    problems: list[Problem] = []
    if not leader.open or leader.leader_id is not None:
        problems.append(said.closed())
    if not agreements:
        problems.append(said.chosen_none())
    pair = pair_of(leader)
    if not pair.changed:
        problems.append(said.no_change())
    for agreement in agreements:
        foreign = agreement.region_id != leader.region_id or leader.region_id is None
        if foreign or agreement.pk == leader.agreement_id or newest_of(agreement) is None:
            problems.append(said.not_partner(agreement.title))
    if problems:
        raise Refused(*problems)
    proof, style = proof_of(leader, pair), style_for(leader)
    texts = (pair.before.document, pair.after.document)
    mine = _names(leader.agreement)
    made = []
    for agreement in agreements:
        base = newest_of(agreement)
        assert base is not None
        known = leader.followers.filter(agreement=agreement).first()
        if known is not None and not again:
            made.append(known)
            continue
        reading = base_reading(base)
        names = names_between(mine, _names(agreement))
        found = spread(proof.amendment, style, texts, reading.document, names)
        for old in leader.followers.filter(agreement=agreement):
            if old.open or old.fit == Change.Fit.LEFT_OUT:
                old.delete()
        row = make(
            actor,
            agreement,
            base,
            starting_text(reading.document),
            digest_of(reading),
            name=leader.name,
            effective=leader.effective,
            reason=leader.reason,
            post=None,
            leader=leader,
            fit=Change.Fit.DEVIATES if found.misses else Change.Fit.FITS,
        )
        _follow(actor, row, found, reading.document)
        made.append(row)
    return made


@operation(
    "changes.take_model",
    ja="標準文の変更を当てはめる",
    en="Apply the change of a model text",
    concerns=of_change,
)
def take_model(
    actor: Actor, change: Change, old: ModelText, new: ModelText, *, seen: int
) -> Change:
    """標準文の変更: what changed between two versions of a model text, applied to this agreement.

    It starts from the wording in force; what does not fit this agreement's own words waits here.
    """
    held = locked(change)
    if not held.open:
        raise Refused(said.closed())
    if held.number != seen:
        raise Stale(held)
    if new.region_id != held.region_id or (old.region_id, old.name) != (new.region_id, new.name):
        raise Refused(said.other_model())
    texts = model_document(old.text), model_document(new.text)
    style, base = style_for(held), base_reading(held.base).document
    proof = proved(*texts, style)
    if proof.empty or not proof.ok:
        raise Refused(said.no_change() if proof.empty else said.unproved())
    found = spread(proof.amendment, style, texts, base, _filling(held.agreement))
    for row in held.misfits.all():
        row.delete()
    write(actor, held, starting_text(found.document), Made.MODEL, f"{new.name} {new.version}")
    _keep_misses(held, found)
    return held


@operation(
    "changes.decide",
    ja="変更案の相違を決める",
    en="Decide a deviation of a change",
    concerns=of_misfit,
)
def decide(
    actor: Actor,
    misfit: Misfit,
    decision: Misfit.Decision,
    *,
    reason: str = "",
    words: str = "",
) -> Misfit:
    """相違の決定: take the common words, write one's own, or leave it out with a reason."""
    if decision == Misfit.Decision.OPEN:
        raise Refused(said.no_decision())
    change = locked(misfit.change)
    if not change.open:
        raise Refused(said.closed())
    misfit = locked(misfit)
    if misfit.decision != Misfit.Decision.OPEN:
        raise Stale(misfit)
    if decision == Misfit.Decision.LEFT_OUT:
        if not reason.strip():
            raise Refused(said.no_reason())
    else:
        proposal = misfit.proposal if decision == Misfit.Decision.TAKEN else words
        document = target_reading(change.text).document
        piece = pieces_of(document).get(misfit.node_id)
        if piece is None or not proposal.strip():
            raise Refused(said.no_proposal())
        put = added if misfit.adds else replaced
        write(actor, change, put(document.source, piece, proposal), Made.DECIDED, piece.name)
    misfit.decision = decision
    misfit.reason = reason.strip()[:500]
    misfit.save()
    undecided = change.misfits.filter(decision=Misfit.Decision.OPEN).exists()
    if change.leader_id is not None and not undecided:
        change.fit = Change.Fit.DECIDED
        change.save()
    return misfit


@operation(
    "changes.leave_out",
    ja="この協約を対象外とする",
    en="Leave an agreement out",
    concerns=of_change,
)
def leave_out(actor: Actor, change: Change, reason: str) -> Change:
    """対象外: this agreement does not take part in the change, for a reason."""
    held = locked(change)
    if not held.open or held.leader_id is None:
        raise Refused(said.closed())
    if not reason.strip():
        raise Refused(said.no_reason())
    held.fit = Change.Fit.LEFT_OUT
    held.fit_reason = reason.strip()[:500]
    held.state = State.DROPPED
    held.save()
    return held


@operation(
    "changes.send", ja="変更案を手続に送る", en="Send a change into procedure", concerns=of_change
)
def send(
    actor: Actor, change: Change, *, opened_on: datetime.date | None = None
) -> Procedure | Batch:
    """手続の開始: one procedure for each agreement of the change, all at once or none.

    Each has the target text of its agreement as its 案文; the papers carry the sentences or tables.
    """
    leader = locked(change)
    going = together(leader)
    problems: list[Problem] = []
    for row in going:
        if row.state != State.CHECKED:
            problems.append(said.unchecked(row.agreement.title))
        if row.base_id != getattr(newest_of(row.agreement), "pk", None):
            problems.append(said.other_base())
    if problems:
        raise Refused(*problems)
    day = opened_on or timezone.localdate()
    texts = {row.agreement_id: _upload(row) for row in going}
    made: Procedure | Batch
    if len(going) == 1:
        text = texts[leader.agreement_id]
        made = open_procedure(
            actor,
            leader.agreement,
            Kind.CHANGE,
            name=leader.name,
            opened_on=day,
            effective=leader.effective,
            text=text.content,
            text_name=text.name,
            reason=leader.reason,
        )
        procedures = {leader.agreement_id: made}
    else:
        assert leader.region is not None
        made = open_batch(
            actor,
            leader.region,
            [row.agreement for row in going],
            Kind.CHANGE,
            name=leader.name,
            opened_on=day,
            effective=leader.effective,
            reason=leader.reason,
            texts=texts,
        )
        procedures = {row.agreement_id: row for row in made.procedures.all()}
    for row in going:
        row.state = State.SENT
        row.procedure = procedures[row.agreement_id]
        row.save()
    return made


def together(leader: Change) -> list[Change]:
    """A change and those made from it that take part, in the order in which they were made."""
    rows = leader.followers.exclude(state=State.DROPPED).select_related("agreement").order_by("pk")
    return [leader, *rows]


def _follow(actor: Actor, row: Change, found: Spread, before: Document) -> None:
    if found.document is not before:
        row.text = starting_text(found.document)
        row.number += 1
        row.save()
        keep(actor, row, Made.FOLLOWED)
    _keep_misses(row, found)


def _keep_misses(row: Change, found: Spread) -> None:
    for miss in found.misses:
        Misfit.objects.create(
            change=row,
            agreement=row.agreement,
            region=row.region,
            number=miss.number,
            said=miss.said,
            reasons=[
                {
                    "code": one.code.value,
                    "ja": one.message_ja,
                    "en": one.message_en,
                    "place": one.place,
                    "remedy_ja": one.remedy_ja,
                    "remedy_en": one.remedy_en,
                }
                for one in miss.troubles
            ],
            node_id=miss.node_id[:200],
            proposal=miss.proposal,
            adds=miss.adds,
        )


def _filling(agreement: Agreement) -> dict[str, str]:
    """What stands for the placeholders of a model text in this agreement."""
    filling = {
        f"〔{party.designation}〕": party.name
        for party in agreement.parties.all()
        if party.designation
    }
    return filling | ({"〔圏域〕": agreement.region.name} if agreement.region else {})


def _names(agreement: Agreement) -> list[str]:
    return list(agreement.parties.order_by("order").values_list("name", flat=True))


def _upload(row: Change) -> Upload:
    return Upload(f"{row.agreement.slug}-変更後.txt", row.text.encode("utf-8"), "text")
