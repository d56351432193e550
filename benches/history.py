"""What has been done to the agreements of an invented register: procedures in every stage, the journal."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from benches.corpus import SAMPLE
from benches.rows import TODAY, bulk

if TYPE_CHECKING:
    from benches.national import Size


def concluded(by_region: list[list[Any]]) -> None:
    """Of each agreement the procedure by which it was concluded, complete."""
    from renkei.desk.agreements.models import Expression
    from renkei.desk.procedures.models import Procedure

    procedures = bulk(
        [
            Procedure(
                agreement=agreement,
                region=agreement.region,
                kind="conclude",
                name="連携協約の締結",
                state="done",
                opened_on=datetime.date(2018, 10, 1),
                effective=datetime.date(2019, 4, 1),
                text_sha256="0" * 64,
                stage="complete",
                stage_ja="施行済み",
                stage_en="in force",
                effect_on=datetime.date(2019, 4, 1),
            )
            for own in by_region
            for agreement in own
        ]
    )
    bulk([act for procedure in procedures for act in acts(procedure, 99, since=-1)])
    for expression in Expression.objects.only("pk", "agreement").iterator():
        models.QuerySet(Expression).filter(pk=expression.pk).update(
            procedure=next_of(procedures, expression.agreement_id)
        )


def next_of(procedures: list[Any], agreement: int) -> Any:
    """The procedure of an agreement; both were put in in one order."""
    return procedures[agreement - procedures[0].agreement_id]


#: The steps in order; 締結 and 施行 are of both together.
STEPS = ("consult", "agree", "bill", "resolve", "sign", "publish", "file", "take_effect")


def acts(procedure: Any, many: int, since: int) -> list[Any]:
    """The first so many acts of a procedure with two parties, begun so many days ago (-1: in 2018)."""
    from renkei.desk.procedures.models import Act

    parties = procedure.agreement.at_hand
    codes = sorted(party.municipality_id for party in parties)
    begun = datetime.date(2018, 10, 1) if since < 0 else TODAY - datetime.timedelta(days=since)
    found = []
    for number, step in enumerate(STEPS):
        joint = step in ("consult", "sign", "take_effect")
        for party in [None] if joint else parties:
            day = begun + datetime.timedelta(days=20 * number)
            if step == "take_effect":
                day = procedure.effective
            found.append(
                Act(
                    procedure=procedure,
                    step=step,
                    party=party,
                    date=day,
                    result="passed" if step == "resolve" else "",
                    number=f"第{procedure.pk}号" if step in ("bill", "publish") else "",
                    addressee=party.municipality.prefecture + "知事" if step == "file" else "",
                    text_sha256=procedure.text_sha256,
                    confirmed_by=codes if party is None else [party.municipality_id],
                    recorded_for=party.municipality if party else None,
                )
            )
    return found[:many]


def changes(region: Any, by_region: list[list[Any]], size: Size) -> tuple[Any, list[Any]]:
    """A change over the agreements of the region under one matter, and others in every stage."""
    from renkei.desk.journal.recording import recording
    from renkei.desk.procedures.models import Batch, Procedure
    from renkei.desk.procedures.operations.common import refresh

    (batch,) = bulk([Batch(region=region, name="災害対策の字句の変更", opened_on=TODAY)])
    text = SAMPLE.read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    every = max(1, (size.agreements - size.partners) // size.under_way)
    chosen = by_region[0] + [a for own in by_region[1:] for a in own][::every]
    procedures = bulk(
        [
            Procedure(
                agreement=agreement,
                region=agreement.region,
                batch=batch if agreement.region_id == region.pk else None,
                kind="change",
                name="連携協約の変更（災害対策の字句）",
                opened_on=TODAY - datetime.timedelta(days=170),
                effective=TODAY + datetime.timedelta(days=number % 120 - 30),
                text=text,
                text_name="案.txt",
                text_sha256=digest,
                reason="災害対策の字句を改めるため。",
            )
            for number, agreement in enumerate(chosen)
        ]
    )
    for number, procedure in enumerate(procedures):
        bulk(acts(procedure, 1 + number % 12, since=170))
        with recording(free=True):
            refresh(procedure)
    return batch, procedures[: size.partners]


# The journal ---------------------------------------------------------------------------------


def journal(region: Any, by_region: list[list[Any]], size: Size) -> None:
    """The journal of the region by the real operations."""
    from renkei.desk.agreements.register_operations import set_missing
    from renkei.desk.journal.actor import Actor

    actor = Actor.installation("計測")
    for number in range(size.operations):
        own = by_region[0]
        set_missing(actor, own[number % len(own)], f"議案書の写し（{number}）")


def bulk_journal(regions: list[Any], by_region: list[list[Any]]) -> None:
    """Of every other region fifteen entries an agreement, chained as operations chain them."""
    from renkei.desk.journal import chain
    from renkei.desk.journal.models import Chain, Concerned, Entry
    from renkei.desk.journal.operation import said_by

    entries, chains, concerned = [], [], []
    for region, own in zip(regions, by_region[1:], strict=True):
        head = chain.START
        for number, agreement in enumerate(list(own) * 15, 1):
            codes = sorted(party.municipality_id for party in agreement.at_hand)
            entry = Entry(
                chain=region.slug,
                number=number,
                at=timezone.now() - datetime.timedelta(hours=number),
                operation="agreements.edit_agreement",
                who="計測",
                subject_type="agreements.agreement",
                subject_key=str(agreement.pk),
                subject=agreement.title,
                previous=head,
            )
            row = {
                "what": "changed",
                "row": "agreements.agreement",
                "key": str(agreement.pk),
                "values": {"missing": ["", "議案書の写し"]},
            }
            entry.body = chain.canonical(said_by(entry) | {"changes": [row], "concerns": codes})
            head = entry.digest = chain.digest_of(entry.body)
            entries.append(entry)
            concerned += [
                Concerned(entry=entry, code=code, chain=region.slug, number=number)
                for code in codes
            ]
        chains.append(Chain(key=region.slug, count=number, head=head))
    bulk(entries)
    bulk(concerned)
    bulk(chains)
