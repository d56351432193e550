"""Every write about municipalities, regions, who belongs to them, and figures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, locked, operation
from renkei.desk.journal.recorded import Stale
from renkei.desk.region.checks import missing, municipality_problems, region_problems
from renkei.desk.region.models import Head, Membership, Milestone, Municipality, Region

#: Facts of a municipality that may be edited.
FACTS = ("name", "kana", "kind", "address", "source")


def of_region(call: Mapping[str, Any]) -> Concern:
    """A region as a whole."""
    return Concern(region=call["region"], subject=call["region"])


def of_municipality(call: Mapping[str, Any]) -> Concern:
    """A municipality, on its own side; of a region only if it is (or was) a member of it."""
    municipality: Municipality = call["municipality"]
    region: Region | None = call.get("region")
    if region is not None and not region.memberships.filter(municipality=municipality).exists():
        region = None
    return Concern(region=region, municipalities=(municipality,), subject=municipality)


def _of_membership(call: Mapping[str, Any]) -> Concern:
    membership: Membership = call["membership"]
    return Concern(
        region=membership.region,
        municipalities=(membership.municipality,),
        subject=membership.region,
    )


@operation(
    "region.add_municipality",
    ja="団体を登録する",
    en="Enter a municipality",
    concerns=lambda call: Concern(region=call["region"]),
)
def add_municipality(
    actor: Actor,
    code: str,
    *,
    name: str,
    kind: str,
    prefecture: str,
    kana: str = "",
    address: str = "",
    source: str = "",
    fictional: bool = False,
    region: Region | None = None,
) -> Municipality:
    """団体の登録. ``region``: on whose behalf. Raises Refused with every reason against it."""
    row = Municipality(
        code=code.strip(),
        name=name.strip(),
        kana=kana.strip(),
        kind=kind,
        prefecture=prefecture.strip(),
        address=address.strip(),
        source=source.strip(),
        fictional=fictional,
    )
    problems = municipality_problems(row)
    known = Municipality.objects.filter(code=row.code).first()
    if known is not None:
        problems.append(
            Problem(
                "region.known",
                f"コード{row.code}は{known.name}として登録されています。",
                f"The code {row.code} is in the register already, as {known.name}.",
                "code",
            )
        )
    if region is not None and region.fictional != fictional:
        problems.append(_mixed())
    if problems:
        raise Refused(*problems)
    row.save()
    return row


@operation(
    "region.edit_municipality",
    ja="団体の事項を改める",
    en="Edit a municipality",
    concerns=of_municipality,
)
def edit_municipality(
    actor: Actor,
    /,
    municipality: Municipality,
    *,
    revision: int,
    region: Region | None = None,
    **facts: str,
) -> Municipality:
    """団体の事項の変更: name, kana, kind, address, source. Raises Refused and Stale."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"no fact of a municipality: {sorted(unknown)}")
    row = locked(municipality)
    if row.revision != revision:
        raise Stale(row)
    for name, value in facts.items():
        setattr(row, name, value.strip())
    if problems := municipality_problems(row):
        raise Refused(*problems)
    row.save()
    return row


@operation(
    "region.add_region",
    ja="圏域を登録する",
    en="Enter a region",
    concerns=lambda call: Concern(),
)
def add_region(
    actor: Actor,
    slug: str,
    *,
    name: str,
    scheme: str,
    name_en: str = "",
    source: str = "",
    fictional: bool = False,
) -> Region:
    """圏域の登録, by the administrator at the machine. Raises Refused."""
    problems = region_problems(slug, name, scheme)
    if Region.objects.filter(slug=slug).exists():
        problems.append(
            Problem(
                "region.known",
                f"アドレス「{slug}」の圏域は登録されています。",
                f"There is a region “{slug}” already.",
                "slug",
            )
        )
    if problems:
        raise Refused(*problems)
    return Region.objects.create(
        slug=slug,
        name=name.strip(),
        name_en=name_en.strip(),
        scheme=scheme,
        source=source.strip(),
        fictional=fictional,
    )


@operation("region.edit_region", ja="圏域の事項を改める", en="Edit a region", concerns=of_region)
def edit_region(
    actor: Actor, region: Region, *, revision: int, name: str, name_en: str, source: str
) -> Region:
    """圏域の事項の変更. Its address and scheme stay. Raises Refused and Stale."""
    row = locked(region)
    if row.revision != revision:
        raise Stale(row)
    row.name, row.name_en, row.source = name.strip(), name_en.strip(), source.strip()
    if problems := region_problems(row.slug, row.name, row.scheme):
        raise Refused(*problems)
    row.save()
    return row


@operation(
    "region.add_member",
    ja="構成市町村を加える",
    en="Add a member",
    concerns=lambda call: Concern(
        region=call["region"],
        # The secretariat decides, not the municipality itself: it is no side here, only concerned.
        subject=call["region"],
    ),
)
def add_member(
    actor: Actor,
    region: Region,
    municipality: Municipality,
    *,
    since: datetime.date | None,
    centre: bool = False,
    until: datetime.date | None = None,
    order: int | None = None,
) -> Membership:
    """構成市町村の加入: from a day (None: not known), to a day or still. Raises Refused.

    A region may have two centre cities (中心市); a municipality may belong to several regions, but
    not twice to one at a time.
    """
    problems = []
    if municipality.fictional != region.fictional:
        problems.append(_mixed())
    if municipality.kind == Municipality.Kind.PREFECTURE:
        problems.append(
            Problem(
                "region.prefecture_member",
                "都道府県は構成市町村になりません。",
                "A prefecture is no member of a region.",
                "municipality",
            )
        )
    if until is not None and since is not None and until < since:
        problems.append(_order_of_days())
    held = list(Membership.objects.filter(region=region).select_related("municipality"))
    mine = [other for other in held if other.municipality_id == municipality.code]
    if any(_overlap(other, since, until) for other in mine):
        problems.append(
            Problem(
                "region.twice",
                f"{municipality.name}は、その期間に既に構成市町村です。",
                f"{municipality.name} is a member in that time already.",
                "municipality",
            )
        )
    centres = [other for other in held if other.centre and _overlap(other, since, until)]
    if centre and len(centres) >= 2:
        names = "、".join(other.municipality.name for other in centres)
        problems.append(
            Problem(
                "region.centres",
                f"中心市は2つまでです（{names}）。",
                f"A region has at most two centre cities (now {names}).",
                "centre",
            )
        )
    if problems:
        raise Refused(*problems)
    if order is None:
        order = max((other.order for other in held), default=-1) + 1
    return Membership.objects.create(
        region=region,
        municipality=municipality,
        since=since,
        until=until,
        centre=centre,
        order=order,
    )


@operation(
    "region.end_membership",
    ja="構成市町村の離脱を記録する",
    en="Record that a member left",
    concerns=_of_membership,
)
def end_membership(actor: Actor, membership: Membership, until: datetime.date) -> Membership:
    """離脱: ``until`` is the last day as a member. Raises Refused."""
    row = locked(membership)
    if row.until is not None:
        raise Refused(
            Problem(
                "region.left",
                "離脱が既に記録されています。",
                "That it left is recorded already.",
                "until",
            )
        )
    if row.since is not None and until < row.since:
        raise Refused(_order_of_days())
    row.until = until
    row.save()
    return row


@operation("region.add_milestone", ja="節目を記録する", en="Record a milestone", concerns=of_region)
def add_milestone(
    actor: Actor, region: Region, date: datetime.date, name: str, *, source: str = ""
) -> Milestone:
    """節目: what a region did on a day. Real regions need a source. Raises Refused."""
    problems = []
    if not name.strip():
        problems.append(missing("name", "事項", "what was done"))
    if not region.fictional and not source.strip():
        problems.append(missing("source", "出典", "the source"))
    if region.milestones.filter(date=date, name=name.strip()).exists():
        problems.append(
            Problem(
                "region.known",
                "同じ日の同じ事項が記録されています。",
                "The same is recorded for that day already.",
                "name",
            )
        )
    if problems:
        raise Refused(*problems)
    return Milestone.objects.create(
        region=region, date=date, name=name.strip(), source=source.strip()
    )


@operation(
    "region.remove_milestone",
    ja="節目を取り消す",
    en="Remove a milestone",
    concerns=lambda call: Concern(
        region=call["milestone"].region, subject=call["milestone"].region
    ),
)
def remove_milestone(actor: Actor, milestone: Milestone) -> None:
    """節目の取消し, of one that was entered by mistake; the journal keeps it."""
    milestone.delete()


@operation("region.add_head", ja="首長を登録する", en="Enter a mayor", concerns=of_municipality)
def add_head(
    actor: Actor,
    municipality: Municipality,
    name: str,
    *,
    since: datetime.date | None,
    until: datetime.date | None = None,
    source: str = "",
    region: Region | None = None,
) -> Head:
    """首長の登録: who is mayor or governor from a day (None: not known). Raises Refused.

    Whoever was in office until then, with no last day, is given the day before as the last.
    """
    problems = []
    if not name.strip():
        problems.append(missing("name", "氏名", "the name"))
    if not municipality.fictional and not source.strip():
        problems.append(missing("source", "出典", "the source"))
    if until is not None and since is not None and until < since:
        problems.append(_order_of_days())
    held = list(Head.objects.filter(municipality=municipality))
    for other in held:
        before = since is not None and other.until is None and until is None
        if before and (other.since is None or (since and other.since < since)):
            continue  # ends the day before
        if _overlap(other, since, until):
            problems.append(
                Problem(
                    "region.two_heads",
                    f"{other.name}の在任期間と重なります。就任日か退任日を確かめてください。",
                    f"The time in office of {other.name} overlaps; check the days.",
                    "since",
                )
            )
    if problems:
        raise Refused(*problems)
    if since is not None and until is None:
        for other in (other for other in held if other.until is None):
            other.until = since - datetime.timedelta(days=1)
            other.save()
    return Head.objects.create(
        municipality=municipality,
        name=name.strip(),
        since=since,
        until=until,
        source=source.strip(),
    )


def _overlap(
    other: Membership | Head, since: datetime.date | None, until: datetime.date | None
) -> bool:
    first, last = datetime.date.min, datetime.date.max
    return (other.since or first) <= (until or last) and (since or first) <= (other.until or last)


def _order_of_days() -> Problem:
    return Problem(
        "region.days",
        "終わりの日が始まりの日より前です。",
        "The last day is before the first.",
        "until",
    )


def _mixed() -> Problem:
    return Problem(
        "region.fictional",
        "見本の圏域には見本の団体だけ、実在の圏域には実在の団体だけを登録できます。",
        "A made-up region has made-up municipalities only, and a real one real ones.",
        "municipality",
    )


def today() -> datetime.date:
    """Today, where the desk stands."""
    return timezone.localdate()


def figure(text: str) -> Decimal:
    """A figure as people write it: 1,973,395, ７９，３０６, 「56,869人」. Raises ValueError."""
    from unicodedata import normalize

    plain = normalize("NFKC", text).strip().replace(",", "").replace(" ", "")
    plain = plain.removesuffix("人").removesuffix("世帯").removesuffix("km2")
    if not plain or not plain.replace(".", "", 1).isdecimal():
        raise ValueError(text)
    return Decimal(plain)
