"""Operations of the register: enter agreements and versions, correct what is said of them.

An agreement is concluded, changed and ended by its procedures (:mod:`renkei.desk.agreements.effect`).
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from renkei.desk.accounts.models import Post
from renkei.desk.agreements import register_rules as rules
from renkei.desk.agreements.models import Agreement, Expression, Intake, Party
from renkei.desk.agreements.party_names import GivenParty
from renkei.desk.agreements.reading import read_file
from renkei.desk.agreements.writing import (
    Dates,
    Paper,
    add_expression,
    follow_on,
    make_agreement,
    make_parties,
)
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Refused, Stale, locked, operation
from renkei.desk.region.models import Municipality, Region

if TYPE_CHECKING:
    from renkei.desk.procedures.models import Procedure


def of_agreement(call: Mapping[str, Any]) -> Concern:
    """An agreement, on the side of each of its parties."""
    agreement: Agreement = call["agreement"]
    return Concern(
        region=agreement.region,
        municipalities=tuple(Municipality.objects.filter(parties__agreement=agreement)),
        subject=agreement,
        person=agreement.owner,
    )


def _of_new(call: Mapping[str, Any]) -> Concern:
    """A new agreement, on the side of each party that is named for it."""
    given: Sequence[GivenParty] = call["parties"]
    places = tuple(party.municipality for party in given if party.municipality is not None)
    return Concern(region=call["region"], municipalities=places)


def _of_party(call: Mapping[str, Any]) -> Concern:
    """One party: only its own municipality."""
    party: Party = call["party"]
    own = (party.municipality,) if party.municipality is not None else ()
    return Concern(region=party.agreement.region, municipalities=own, subject=party.agreement)


@operation(
    "agreements.enter_agreement",
    ja="協約を圏域の一覧に登録する",
    en="Enter an agreement in the register",
    concerns=_of_new,
)
def enter_agreement(
    actor: Actor,
    region: Region,
    paper: Paper,
    parties: Sequence[GivenParty],
    *,
    kind: str = Agreement.Kind.COOPERATION,
    scheme: str = "",
    title: str = "",
    slug: str = "",
    status: Agreement.Status = Agreement.Status.CONCLUDED,
    public: bool = False,
    made: Expression.Made = Expression.Made.ENTERED,
    dates: Dates | None = None,
    term_ends: datetime.date | None = None,
    missing: str = "",
    intake: Intake | None = None,
) -> Agreement:
    """登録: a signed text becomes an agreement of a region, incomplete papers included.

    ``dates`` are for what the text does not say; ``missing`` says what is known to be missing.
    ``intake`` is forgotten with it. Raises Refused (see register_rules), Refusal for no text.
    """
    reading = read_file(paper.data, paper.filename, paper.profile)
    problems = rules.against_agreement(
        region, reading.document.facts, paper, parties, dates or Dates(), term_ends
    )
    if problems:
        raise Refused(*problems)
    agreement = make_agreement(
        slug or f"a-{secrets.token_hex(6)}",
        title or reading.title,
        parties,
        status=status,
        kind=kind,
        scheme=scheme,
        public=public,
        region=region,
        term_ends=term_ends,
        missing=missing,
    )
    add_expression(agreement, reading, paper, person=actor.person, made=made, dates=dates)
    if intake is not None:
        intake.delete()
    return agreement


@operation(
    "agreements.begin_agreement",
    ja="協約の案を起こす",
    en="Begin an agreement",
    concerns=_of_new,
)
def begin_agreement(
    actor: Actor,
    region: Region,
    parties: Sequence[GivenParty],
    *,
    title: str,
    kind: str = Agreement.Kind.COOPERATION,
    scheme: str = "",
    slug: str = "",
) -> Agreement:
    """起案: an agreement that is only a draft; its wording comes when it is concluded."""
    if problems := rules.against_parties(region, parties):
        raise Refused(*problems)
    return make_agreement(
        slug or f"a-{secrets.token_hex(6)}",
        title,
        parties,
        status=Agreement.Status.DRAFT,
        kind=kind,
        scheme=scheme,
        region=region,
    )


@operation(
    "agreements.enter_version",
    ja="協約の版を登録する",
    en="Enter a version of an agreement",
    concerns=of_agreement,
)
def enter_version(
    actor: Actor,
    agreement: Agreement,
    paper: Paper,
    *,
    made: Expression.Made = Expression.Made.ENTERED,
    dates: Dates | None = None,
    procedure: Procedure | None = None,
    missing: str = "",
    intake: Intake | None = None,
) -> Expression:
    """版の登録: another wording of an agreement; the one before it ends on the day before.

    ``dates`` are for what the text does not say; ``missing`` is added to what is recorded as missing.
    Raises Refused, among others where the parties of the text are not those of the agreement.
    """
    agreement = locked(agreement)
    reading = read_file(paper.data, paper.filename, paper.profile)
    versions = list(agreement.expressions.defer("source", "tree"))
    problems = rules.against_version(
        agreement, versions, reading.document.facts, paper, dates or Dates(), made
    )
    if problems:
        raise Refused(*problems)
    expression = add_expression(
        agreement, reading, paper, person=actor.person, made=made, dates=dates
    )
    if procedure is not None:
        expression.procedure = procedure
        expression.save(update_fields=["procedure"])
    follow_on([*versions, expression])
    known = agreement.missing.splitlines()
    if more := [line for line in missing.splitlines() if line.strip() and line not in known]:
        agreement.missing = "\n".join([*known, *more])
        agreement.save(update_fields=["missing"])
    if intake is not None:
        intake.delete()
    return expression


@operation(
    "agreements.edit_agreement",
    ja="協約の登録内容を改める",
    en="Edit what is said of an agreement",
    concerns=of_agreement,
)
def edit_agreement(
    actor: Actor,
    agreement: Agreement,
    *,
    revision: int,
    title: str,
    kind: str,
    scheme: str,
    term_ends: datetime.date | None,
    missing: str,
) -> Agreement:
    """登録内容の修正: what the register says beside the text. Raises Stale where somebody was first."""
    agreement = locked(agreement)
    _same_revision(agreement, revision)
    if problems := rules.against_term(agreement, term_ends):
        raise Refused(*problems)
    agreement.title, agreement.kind, agreement.scheme = title[:500], kind, scheme
    agreement.term_ends, agreement.missing = term_ends, missing
    agreement.save()
    return agreement


@operation(
    "agreements.set_missing",
    ja="不足している資料を記録する",
    en="Record what is missing",
    concerns=of_agreement,
)
def set_missing(actor: Actor, agreement: Agreement, missing: str) -> Agreement:
    """不足の記録: what is known to be missing of an old agreement, in words; "" when nothing is."""
    agreement = locked(agreement)
    agreement.missing = missing
    agreement.save(update_fields=["missing"])
    return agreement


@operation(
    "agreements.set_parties",
    ja="当事者を改める",
    en="Correct the parties",
    concerns=of_agreement,
)
def set_parties(
    actor: Actor, agreement: Agreement, parties: Sequence[GivenParty], *, seen: str = ""
) -> Agreement:
    """当事者の訂正: how the parties are entered, and which municipality each is.

    ``seen``: the rows the caller saw, as "key.revision" with commas; Stale where they are others now.
    Their number stays the same once there is a procedure: its acts are theirs.
    """
    agreement = locked(agreement)
    rows = list(agreement.parties.order_by("order"))
    if seen and ",".join(f"{row.pk}.{row.revision}" for row in rows) != seen:
        raise Stale(agreement)
    problems = rules.against_parties(agreement.region, parties)
    if len(parties) != len(rows) and agreement.procedures.exists():
        problems.append(rules.parties_in_procedure())
    if problems:
        raise Refused(*problems)
    for row, party in zip(rows, parties, strict=False):
        row.designation, row.name = party.designation[:20], party.name[:200]
        if row.municipality != party.municipality:
            row.municipality, row.post = party.municipality, None
        row.save()
    for row in rows[len(parties) :]:
        row.delete()
    make_parties(agreement, parties[len(rows) :], first=len(rows) + 1)
    return agreement


@operation(
    "agreements.set_responsible_post",
    ja="担当を決める",
    en="Name the responsible post",
    concerns=_of_party,
)
def set_responsible_post(
    actor: Actor, party: Party, post: Post | None, *, revision: int | None = None
) -> Party:
    """担当: which post looks after the agreement for this party; None for nobody yet."""
    if revision is not None:
        _same_revision(locked(party), revision)
    if post is not None and post.municipality_id != party.municipality_id:
        raise Refused(rules.other_post(post, party))
    party.post = post
    party.save(update_fields=["post"])
    return party


def _same_revision(row: Agreement | Party, revision: int) -> None:
    if row.revision != revision:
        raise Stale(row)
