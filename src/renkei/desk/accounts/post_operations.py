"""Every write about posts, who holds them, and the hand-over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from renkei.desk.accounts.models import Holding, Person, Post
from renkei.desk.accounts.operations import of_municipality, overlaps, period_problems
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, operation
from renkei.desk.region.models import Municipality

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Move:
    """異動: a post leaves one person and goes to another; None on either side for nobody."""

    post: Post
    leaving: Person | None
    successor: Person | None


def of_post(call: Mapping[str, Any]) -> Concern:
    """A post, on the side of its municipality."""
    post: Post = call["post"]
    return Concern(municipalities=(post.municipality,), subject=post)


def of_holding(call: Mapping[str, Any]) -> Concern:
    """Somebody's time in a post, on the side of its municipality."""
    holding: Holding = call["holding"]
    return Concern(municipalities=(holding.post.municipality,), subject=holding)


@operation("accounts.create_post", ja="担当を設ける", en="Set up a post", concerns=of_municipality)
def create_post(
    actor: Actor,
    municipality: Municipality,
    *,
    division: str,
    section: str = "",
    phone: str = "",
    email: str = "",
    since: datetime.date | None = None,
) -> Post:
    """担当（課・係）: set up from a day. Raises ValidationError; Refused where it is there already."""
    post = Post(municipality=municipality, since=since)
    return _written(post, division, section, phone, email)


@operation("accounts.edit_post", ja="担当を直す", en="Correct a post", concerns=of_post)
def edit_post(
    actor: Actor,
    post: Post,
    *,
    division: str,
    section: str = "",
    phone: str = "",
    email: str = "",
) -> Post:
    """課・係の名称と連絡先: what it owns stays with it. Raises ValidationError, Refused, Stale."""
    return _written(post, division, section, phone, email)


def _written(post: Post, division: str, section: str, phone: str, email: str) -> Post:
    post.division, post.section, post.phone, post.email = division, section, phone, email
    same = Post.on(timezone.localdate()).filter(
        municipality=post.municipality, division=division, section=section
    )
    if same.exclude(pk=post.pk).exists():
        raise Refused(
            Problem(
                "accounts.post_there",
                f"「{post}」は既にあります。",
                f"There is a post “{post}” already.",
                field="division",
                remedy_ja="係・担当の名称で区別してください。",
                remedy_en="Tell them apart by the section.",
            )
        )
    post.full_clean()
    post.save()
    return post


@operation(
    "accounts.write_post_note",
    ja="引継ぎの覚え書きを書く",
    en="Write the note for the successor",
    concerns=of_post,
)
def write_post_note(actor: Actor, post: Post, note: str) -> Post:
    """引継ぎの覚え書き: what the next holder has to know. Raises Stale where somebody wrote between."""
    post.note = note
    post.save(update_fields=["note"])
    return post


@operation("accounts.end_post", ja="担当を廃止する", en="End a post", concerns=of_post)
def end_post(actor: Actor, post: Post, until: datetime.date) -> Post:
    """担当の廃止: its last day; who holds it then ceases to. Refused while agreements depend on it."""
    problems = period_problems(post.since, until)
    looked_after = post.parties.count()
    if looked_after:
        problems.append(
            Problem(
                "accounts.post_in_use",
                f"この担当が受け持つ協約が{looked_after}件あります。",
                f"It looks after {looked_after} agreement(s).",
                remedy_ja="先に、協約の担当を別の課・係に移してください。",
                remedy_en="Give the agreements to another post first.",
            )
        )
    if problems:
        raise Refused(*problems)
    for holding in Holding.objects.filter(post=post):
        if holding.until is None or holding.until > until:  # those who were to come, too
            _end(holding, until)
    post.until = until
    post.save(update_fields=["until"])
    return post


@operation("accounts.assign", ja="担当に就ける", en="Put somebody in a post", concerns=of_post)
def assign(
    actor: Actor,
    post: Post,
    person: Person,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Holding:
    """在任: a person holds a post from a day (today). Raises Refused."""
    day = since or timezone.localdate()
    problems = [*period_problems(day, until), *_against(post, person, day, until)]
    if problems:
        raise Refused(*problems)
    return Holding.objects.create(post=post, person=person, since=day, until=until)


@operation(
    "accounts.end_holding",
    ja="担当から外す",
    en="Release somebody from a post",
    concerns=of_holding,
)
def end_holding(actor: Actor, holding: Holding, until: datetime.date | None = None) -> None:
    """在任の終わり: ``until`` is the last day (yesterday: it ends at once). Raises Refused."""
    _end(holding, until or timezone.localdate() - ONE_DAY)


@operation("accounts.hand_over", ja="引き継ぐ", en="Hand posts over", concerns=of_municipality)
def hand_over(
    actor: Actor, municipality: Municipality, moves: Sequence[Move], on: datetime.date
) -> int:
    """引継ぎ: posts of a municipality go to their next holders on a day; one entry of the journal.

    Who leaves holds the post until the day before. Raises Refused with every reason at once; then
    nothing has moved. Returns how many posts moved.
    """
    problems: list[Problem] = []
    for move in moves:
        if move.post.municipality_id != municipality.pk:
            problems.append(_elsewhere(move.post, municipality))
        elif move.leaving is not None and not _held(move.post, move.leaving, on - ONE_DAY):
            problems.append(_not_held(move.post, move.leaving))
    if problems:
        raise Refused(*problems)
    for move in moves:
        if move.leaving is not None:
            for holding in _held(move.post, move.leaving, on - ONE_DAY):
                _end(locked(holding), on - ONE_DAY)
    for move in moves:
        if move.successor is None:
            continue
        if found := _against(move.post, move.successor, on, None):
            problems += found
        else:
            Holding.objects.create(post=move.post, person=move.successor, since=on)
    if problems:
        raise Refused(*problems)
    return len(moves)


def _held(post: Post, person: Person, day: datetime.date) -> list[Holding]:
    return list(Holding.on(day).filter(post=post, person=person))


def _end(holding: Holding, until: datetime.date) -> None:
    """Let it end; one that would never have been is taken out, the journal keeps it."""
    if holding.since is not None and until < holding.since:
        holding.delete()
    else:
        holding.ended(until).save()


def _against(
    post: Post, person: Person, since: datetime.date, until: datetime.date | None
) -> list[Problem]:
    problems = []
    if not post.holds_on(since):
        problems.append(
            Problem(
                "accounts.post_ended",
                f"「{post}」は、その日には置かれていません。",
                f"There is no post “{post}” on that day.",
                field="post",
            )
        )
    if not person.is_active or not belongs(person, post.municipality, since):
        problems.append(
            Problem(
                "accounts.not_of_municipality",
                f"{person}は、{post.municipality}の有効な利用者ではありません。",
                f"{person} is no active person of {post.municipality}.",
                field="person",
                remedy_ja="先に招待するか、役割を付与してください。",
                remedy_en="Invite the person, or grant a role, first.",
            )
        )
    for other in Holding.objects.filter(post=post, person=person):
        if overlaps(other.since, other.until, since, until):
            problems.append(
                Problem(
                    "accounts.holds_already",
                    f"{person}は、その期間に既に「{post}」の担当です。",
                    f"{person} holds the post “{post}” in that time already.",
                    field="person",
                )
            )
    return problems


def belongs(person: Person, municipality: Municipality, day: datetime.date) -> bool:
    """Whether a person works for a municipality: registered by it, or with a role for it on a day."""
    if person.municipality_id == municipality.pk:
        return True
    return any(given.holds_on(day) for given in person.grants.filter(municipality=municipality))


def _elsewhere(post: Post, municipality: Municipality) -> Problem:
    return Problem(
        "accounts.post_elsewhere",
        f"「{post}」は{municipality}の担当ではありません。",
        f"“{post}” is no post of {municipality}.",
        field="post",
    )


def _not_held(post: Post, person: Person) -> Problem:
    return Problem(
        "accounts.not_held",
        f"{person}は、その前日に「{post}」の担当ではありません。",
        f"{person} does not hold the post “{post}” on the day before.",
        field="leaving",
        remedy_ja="引継ぎの日か、離れる人を確かめてください。",
        remedy_en="Check the day, or who leaves.",
    )
