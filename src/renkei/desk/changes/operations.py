"""Operations of changes: open one, edit its text, check it, give it up."""

from __future__ import annotations

import datetime

from renkei.amendment.proving import amend
from renkei.amendment.tables import apply_table, read_table
from renkei.amendment.trouble import Refused as Unfit
from renkei.desk.accounts.models import Post
from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.reading import read_file
from renkei.desk.changes import problems as said
from renkei.desk.changes.access import must_over, of_agreement, of_change
from renkei.desk.changes.models import Change, Misfit, Wording
from renkei.desk.changes.pieces import (
    Piece,
    added,
    moved,
    pieces_of,
    renumbered,
    replaced,
    seen_of,
)
from renkei.desk.changes.references import repaired
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
from renkei.desk.journal.operation import Stale, locked, operation
from renkei.desk.procedures.amending import proved
from renkei.instrument.model import Refusal

Made = Wording.Made


@operation("changes.open", ja="変更案を作る", en="Open a change", concerns=of_agreement)
def open_change(
    actor: Actor,
    agreement: Agreement,
    *,
    name: str,
    effective: datetime.date | None = None,
    reason: str = "",
    post: Post | None = None,
) -> Change:
    """変更案: starts from the newest wording of an agreement in force."""
    found = [*said.against_name(name)]
    base = newest_of(agreement)
    if agreement.status != Agreement.Status.CONCLUDED or base is None:
        found.append(said.not_in_force())
    if found or base is None:
        raise Refused(*found)
    reading = base_reading(base)
    return make(
        actor,
        agreement,
        base,
        starting_text(reading.document),
        digest_of(reading),
        name=name,
        effective=effective,
        reason=reason,
        post=post or _own_post(actor, agreement),
    )


@operation("changes.revise", ja="変更案の事項を改める", en="Revise a change", concerns=of_change)
def revise(
    actor: Actor,
    change: Change,
    *,
    name: str,
    effective: datetime.date | None,
    reason: str,
    post: Post | None,
) -> Change:
    """件名, 施行期日, 提案理由, 担当. Raises Stale if somebody else changed it since it was read."""
    _must_be_open(change)
    found = said.against_name(name)
    if found:
        raise Refused(*found)
    change.name = name.strip()[:300]
    change.effective = effective
    change.reason = reason.strip()
    change.post = post
    change.save()
    return change


@operation(
    "changes.edit_piece", ja="変更後の本文を編集する", en="Edit the target text", concerns=of_change
)
def edit_piece(
    actor: Actor,
    change: Change,
    node_id: str,
    was: str,
    words: str,
    *,
    step: int = 0,
    renumber: bool = False,
) -> Change:
    """規定の編集: other words for one provision or row; none: it is deleted. ``step``: moved up or down.

    ``was``: the digest of what it said when the form was drawn. What others wrote elsewhere meanwhile stays; where
    they wrote in this very place it raises Stale, and nothing is overwritten; the same words sent twice are
    taken once. ``renumber``: where an article is deleted, those that follow move up by one number.
    """
    held = _held(change)
    document = target_reading(held.text).document
    pieces = pieces_of(document)
    piece = pieces.get(node_id)
    if piece is not None and not step and words.strip() and piece.text == words:
        return held
    if piece is None or seen_of(piece) != was:
        raise Stale(held)
    # Behind the piece numbers change first: its own place stays where it is.
    up = renumber and not step and not words.strip()
    source = renumbered(document, piece, -1) if up else document.source
    text = moved(source, pieces.values(), piece, step) if step else replaced(source, piece, words)
    return _put(actor, held, text, Made.EDITED, piece.name)


@operation(
    "changes.add_piece", ja="変更後の本文に加える", en="Add to the target text", concerns=of_change
)
def add_piece(
    actor: Actor, change: Change, node_id: str, was: str, words: str, *, renumber: bool = False
) -> Change:
    """条・行の追加: another article or row behind one. Raises Stale where that one says something else.

    ``renumber``: the articles that follow move down by one number. What stands there already is not added
    once more: a form that is sent twice adds once.
    """
    held = _held(change)
    document = target_reading(held.text).document
    piece = pieces_of(document).get(node_id)
    if piece is None or seen_of(piece) != was:
        raise Stale(held)
    if not words.strip():
        raise Refused(said.nothing_typed())
    behind = document.source[piece.end :].lstrip("\n") + "\n"
    if behind.startswith(words.strip("\n") + "\n"):
        return held
    source = renumbered(document, piece, 1) if renumber else document.source
    return _put(actor, held, added(source, piece, words), Made.EDITED, _behind(piece))


@operation(
    "changes.put_text", ja="変更後の本文を差し替える", en="Put in a target text", concerns=of_change
)
def put_text(
    actor: Actor,
    change: Change,
    text: str,
    *,
    seen: int,
    made: Made = Made.EDITED,
    place: str = "",
) -> Change:
    """本文の差替え: the whole text anew (edited as one, or a version before). Raises Stale where it is
    not the version ``seen`` any more."""
    held = _held(change)
    if held.number != seen:
        raise Stale(held)
    return _put(actor, held, text.replace("\r\n", "\n"), made, place)


@operation(
    "changes.take_file",
    ja="編集したファイルを取り込む",
    en="Take an edited file",
    concerns=of_change,
)
def take_file(actor: Actor, change: Change, data: bytes, filename: str, *, seen: int) -> Change:
    """取込み: the target text as an edited Word, PDF or text file."""
    held = _held(change)
    if held.number != seen:
        raise Stale(held)
    try:
        document = read_file(data, filename).document
    except Refusal as refusal:
        raise Refused(said.of_refusal(refusal, "file")) from refusal
    if _is_table(data):
        raise Refused(said.is_a_table())
    return _put(actor, held, starting_text(document), Made.UPLOADED, filename)


@operation(
    "changes.take_prose", ja="改め文を適用する", en="Apply amending sentences", concerns=of_change
)
def take_prose(actor: Actor, change: Change, prose: str, *, seen: int) -> Change:
    """改め文の適用: to the wording in force, exactly or not at all; what was edited before gives way."""
    held = _held(change)
    if held.number != seen:
        raise Stale(held)
    if not prose.strip():
        raise Refused(said.nothing_typed())
    try:
        document = amend(base_reading(held.base).document, prose).document
    except Unfit as unfit:
        raise Refused(*said.of_troubles(unfit.troubles)) from unfit
    return _put(actor, held, starting_text(document), Made.APPLIED, "")


@operation(
    "changes.take_table",
    ja="新旧対照表を適用する",
    en="Apply a comparing table",
    concerns=of_change,
)
def take_table(actor: Actor, change: Change, data: bytes, *, seen: int) -> Change:
    """新旧対照表の適用: a table from Word or Excel, to the wording in force, exactly or not at all."""
    held = _held(change)
    if held.number != seen:
        raise Stale(held)
    try:
        document = apply_table(read_table(data), base_reading(held.base).document)
    except Unfit as unfit:
        raise Refused(*said.of_table(unfit.troubles)) from unfit
    except Refusal as refusal:
        raise Refused(said.of_refusal(refusal, "file")) from refusal
    return _put(actor, held, starting_text(document), Made.COMPARED, "")


@operation(
    "changes.check", ja="変更案の点検を終える", en="Finish checking a change", concerns=of_change
)
def check(actor: Actor, change: Change) -> Change:
    """点検済み: there is a change, its sentences are proved, and no misfit waits for a decision."""
    held = _held(change)
    pair = pair_of(held)
    found: list[Problem] = []
    if held.base_id != getattr(newest_of(held.agreement), "pk", None):
        found.append(said.other_base())
    if not pair.changed:
        found.append(said.no_change())
    elif not proof_of(held, pair).ok:
        found.append(said.unproved())
    if held.misfits.filter(decision=Misfit.Decision.OPEN).exists():
        found.append(said.undecided())
    if found:
        raise Refused(*found)
    held.state = Change.State.CHECKED
    held.save()
    return held


@operation("changes.drop", ja="変更案を取りやめる", en="Give a change up", concerns=of_change)
def drop(actor: Actor, change: Change) -> Change:
    """取りやめ: it stays readable, its versions too. Those made from it that are not sent go with it."""
    held = _held(change)
    open_ = (Change.State.DRAFT, Change.State.CHECKED)
    rows = list(held.followers.filter(state__in=open_).select_related("agreement__region"))
    must_over(actor, "drop", [row.agreement for row in rows])
    for row in [*rows, held]:
        row.state = Change.State.DROPPED
        row.save()
    return held


@operation(
    "changes.rebase",
    ja="いまの版に移す",
    en="Move a change to the newest wording",
    concerns=of_change,
)
def rebase(actor: Actor, change: Change, *, seen: int) -> Change:
    """新しい版への移行: the sentences of the change, applied to the wording that is newest now.

    Refused with every sentence that does not fit there; the change then stays as it is.
    """
    held = _held(change)
    if held.number != seen:
        raise Stale(held)
    base = newest_of(held.agreement)
    if base is None or base.pk == held.base_id:
        raise Refused(said.same_base())
    pair, now = pair_of(held), base_reading(base)
    try:
        if pair.changed:
            prose = proved(pair.before.document, pair.after.document, style_for(held)).prose
            document = amend(now.document, prose).document
        else:
            document = now.document
    except Unfit as unfit:
        raise Refused(*said.of_troubles(unfit.troubles)) from unfit
    held.base = base
    held.base_digest = digest_of(now)
    return _put(actor, held, starting_text(document), Made.REBASED, "")


def newest_of(agreement: Agreement) -> Expression | None:
    """The wording a change starts from: the newest that has a first day."""
    rows = agreement.expressions.defer("source", "tree").exclude(valid_from=None)
    return rows.order_by("-valid_from", "-pk").first()


def make(
    actor: Actor,
    agreement: Agreement,
    base: Expression,
    text: str,
    base_digest: str,
    *,
    name: str,
    effective: datetime.date | None,
    reason: str,
    post: Post | None,
    leader: Change | None = None,
    fit: str = "",
    made: Made = Made.OPENED,
) -> Change:
    """The rows of a new change. To be called when nothing stands against it."""
    change = Change.objects.create(
        agreement=agreement,
        region=agreement.region,
        base=base,
        base_digest=base_digest,
        leader=leader,
        fit=fit,
        name=name.strip()[:300],
        effective=effective,
        reason=reason.strip(),
        post=post,
        text=text,
    )
    keep(actor, change, made)
    return change


def keep(actor: Actor, change: Change, made: Made, place: str = "") -> Wording:
    """Keep the present text as a version."""
    return Wording.objects.create(
        change=change,
        agreement=change.agreement,
        region=change.region,
        number=change.number,
        text=change.text,
        made=made,
        place=place[:300],
        recorded_by=actor.person,
    )


def write(actor: Actor, held: Change, text: str, made: Made, place: str = "") -> Change:
    """Another target text for a change that is held; the same text is no new version."""
    document = target_reading(text).document
    if text == held.text and made is not Made.REBASED:
        return held
    if not document.articles() and target_reading(held.text).document.articles():
        raise Refused(said.no_agreement())
    held.text = text
    held.number += 1
    held.state = Change.State.DRAFT
    held.save()
    keep(actor, held, made, place)
    return held


_put = write


def _is_table(data: bytes) -> bool:
    """Whether a Word file is a 新旧対照表 and no agreement."""
    if not data.startswith(b"PK"):
        return False
    try:
        read_table(data)
    except (Refusal, Unfit):
        return False
    return True


def _held(change: Change) -> Change:
    held = locked(change)
    _must_be_open(held)
    return held


def _must_be_open(change: Change) -> None:
    if not change.open:
        raise Refused(said.closed())


def _behind(piece: Piece) -> str:
    return f"{piece.name} の次"


def _own_post(actor: Actor, agreement: Agreement) -> Post | None:
    """The post that acts, where it is of a party."""
    if actor.post is None:
        return None
    codes = agreement.parties.values_list("municipality", flat=True)
    return actor.post if actor.post.municipality_id in set(codes) else None


@operation(
    "changes.take_references",
    ja="引用を整理する",
    en="Put broken references right",
    concerns=of_change,
)
def take_references(actor: Actor, change: Change, *, seen: int) -> Change:
    """ハネ: every reference that the change broke is put right in the target text, as proposed."""
    held = _held(change)
    if held.number != seen:
        raise Stale(held)
    return _put(actor, held, repaired(pair_of(held)), Made.REFERENCES)
