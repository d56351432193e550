"""Every question to the register that is more than one row by its key."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from renkei.desk.accounts.models import Person, Post
from renkei.desk.accounts.roles import Role
from renkei.desk.agreements.models import Agreement, Expression, Intake, Party
from renkei.desk.agreements.standing import Standing, standing_on
from renkei.desk.journal.actor import NOBODY, Actor
from renkei.desk.journal.models import Chain, Entry
from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Membership, Municipality, Region

if TYPE_CHECKING:
    from renkei.desk.procedures.models import Procedure

Reader = Actor | Person | AnonymousUser

#: Agreements that are, or were, in force.
CONCLUDED = (Agreement.Status.CONCLUDED, Agreement.Status.ENDED)
#: Lines of the register on one page.
A_PAGE = 30
#: Municipalities to choose from in the register; all of the country would be most of its page.
OFFERED = 200
#: Entries of the journal that a page of an agreement shows.
LATEST = 10


def actor_of(reader: Reader) -> Actor:
    """Who reads, with the roles they hold today."""
    if isinstance(reader, Actor):
        return reader
    return Actor.for_person(reader) if isinstance(reader, Person) else NOBODY


def readable_by(reader: Reader) -> Q:
    """Which agreements somebody may read (閲覧の範囲), by today's roles.

    Everybody: concluded ones that are public. A municipality's people: all to which it is a party,
    drafts and those in procedure too. Other members of the region and the panel: concluded ones of
    the region. Its secretariat: all of the region. Whoever took a text in: that text. The
    administrator at the machine: everything.
    """
    actor = actor_of(reader)
    if actor.at_machine:
        return Q()
    concluded = Q(status__in=CONCLUDED)
    allowed = concluded & Q(public=True)
    if actor.person is None:
        return allowed
    allowed |= Q(owner=actor.person)
    entered = ~Q(status=Agreement.Status.HELD)
    if codes := actor.codes:
        as_party = Party.objects.filter(municipality__in=codes).values("agreement")
        today = holding_on(timezone.localdate())
        regions = Membership.objects.filter(today, municipality__in=codes).values("region")
        allowed |= entered & Q(pk__in=as_party) | concluded & Q(region__in=regions)
    if actor.regions:
        of_office = {place for role, place in actor.grants if role is Role.SECRETARIAT}
        allowed |= entered & Q(region__slug__in=of_office)
        allowed |= concluded & Q(region__slug__in=actor.regions)
    return allowed


def is_inside(reader: Reader, agreement: Agreement, codes: Sequence[str | None]) -> bool:
    """Whether somebody is of a party or of the secretariat: they see procedures and the journal."""
    actor = actor_of(reader)
    if actor.at_machine or bool(actor.codes & {code for code in codes if code}):
        return True
    region = agreement.region
    return region is not None and actor.has_in_region(Role.SECRETARIAT, region.slug)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the register; the empty value of each field means all."""

    day: datetime.date
    words: str = ""
    region: str = ""
    municipality: str = ""
    scheme: str = ""
    kind: str = ""
    standing: str = ""
    scope: str = ""
    order: str = ""
    page: int = 1


#: 範囲: public ones, those to which one's own municipality is a party, those one took in.
SCOPES = ("public", "mine", "held")
#: Sort keys, each with what it sorts by.
ORDERS: dict[str, tuple[str, ...]] = {
    "": ("title", "pk"),
    "effective": ("-begins", "title", "pk"),
    "concluded": ("-signed", "title", "pk"),
    "recorded": ("-recorded_at", "-pk"),
    "region": ("region__name", "title", "pk"),
}


@dataclass(frozen=True)
class Found:
    """One page of the register: its lines, how many there are in all and by standing."""

    lines: list[Agreement]
    total: int
    by_standing: list[tuple[Standing, int]]
    page: int
    pages: int


def register(reader: Reader, wanted: Wanted) -> Found:
    """The register as this reader sees it on a day, filtered, counted and cut into pages.

    Each line has ``standing`` and its versions without their texts. Four questions.
    """
    found = _matching(actor_of(reader), wanted).annotate(standing=standing_on(wanted.day))
    counted = dict(
        found.order_by()
        .values_list("standing")
        .annotate(n=Count("pk"))
        .values_list("standing", "n")
    )
    by_standing = [(one, counted[one.value]) for one in Standing if counted.get(one.value)]
    total = sum(counted.values())
    if wanted.standing:
        found = found.filter(standing=wanted.standing)
        total = counted.get(wanted.standing, 0)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(wanted.page, 1), pages)
    lines = (
        _in_order(found, wanted.order)
        .select_related("region", "owner")
        .prefetch_related(_versions(), "parties")
    )[(page - 1) * A_PAGE : page * A_PAGE]
    return Found(list(lines), total, by_standing, page, pages)


def _matching(actor: Actor, wanted: Wanted) -> QuerySet[Agreement]:
    agreements: QuerySet[Agreement] = Agreement.objects.filter(readable_by(actor))
    for word in wanted.words.split()[:8]:
        named = Party.objects.filter(
            Q(name__icontains=word)
            | Q(municipality__name__icontains=word)
            | Q(municipality__kana__icontains=word)
        )
        agreements = agreements.filter(
            Q(title__icontains=word) | Q(pk__in=named.values("agreement"))
        )
    if wanted.region:
        agreements = agreements.filter(region__slug=wanted.region)
    if wanted.municipality:
        of_it = Party.objects.filter(municipality=wanted.municipality)
        agreements = agreements.filter(pk__in=of_it.values("agreement"))
    for name in ("scheme", "kind"):
        if value := getattr(wanted, name):
            agreements = agreements.filter(**{name: value})
    return agreements.filter(_scope(actor, wanted.scope))


def _scope(actor: Actor, scope: str) -> Q:
    if scope == "public":
        return Q(public=True)
    if scope == "mine":
        mine = Party.objects.filter(municipality__in=actor.codes)
        return Q(pk__in=mine.values("agreement"))
    if scope == "held":
        return Q(owner=actor.person) if actor.person else Q(pk__in=[])
    return Q()


def _in_order(agreements: QuerySet[Agreement], order: str) -> QuerySet[Agreement]:
    """Sorted; what has no day comes last."""
    versions = Expression.objects.filter(agreement=OuterRef("pk")).order_by()
    days = {"-begins": "valid_from", "-signed": "concluded"}
    keys: list[object] = []
    for key in ORDERS.get(order, ORDERS[""]):
        if key in days:
            column = days[key]
            last = versions.exclude(**{column: None}).order_by(f"-{column}").values(column)[:1]
            agreements = agreements.annotate(**{key[1:]: Subquery(last)})
            keys.append(F(key[1:]).desc(nulls_last=True))
        else:
            keys.append(key)
    return agreements.order_by(*keys)  # type: ignore[arg-type]


def _versions() -> Prefetch[str]:
    # Only what the index holds: the rows carry whole files, and a list would read them all.
    days = ("agreement", "valid_from", "valid_until", "concluded", "findings")
    return Prefetch("expressions", queryset=Expression.objects.only(*days))


def regions_shown(reader: Reader) -> list[Region]:
    """Regions that have an agreement this reader may read, for the filter."""
    seen = Agreement.objects.filter(readable_by(reader)).values("region")
    return list(Region.objects.filter(pk__in=seen))


def municipalities_shown(
    reader: Reader, region: str = "", chosen: str = ""
) -> list[tuple[str, str]]:
    """Code and name of each municipality that is a party to an agreement this reader may read, for the
    filter: those of the chosen region, if any. Of more than anybody looks through only the chosen one;
    by its name each is found all the same."""
    seen = Agreement.objects.filter(readable_by(reader))
    if region:
        seen = seen.filter(region__slug=region)
    parties = Party.objects.filter(agreement__in=seen.values("pk"), municipality__isnull=False)
    rows = Municipality.objects.filter(pk__in=parties.values("municipality"))
    found = list(rows.values_list("code", "name")[: OFFERED + 1])
    if len(found) > OFFERED:
        return list(rows.filter(pk=chosen).values_list("code", "name")) if chosen else []
    return found


def agreement_on(slug: str, reader: Reader, day: datetime.date) -> Agreement:
    """One agreement with its ``standing`` on a day; Agreement.DoesNotExist where this reader sees none."""
    found: Agreement = (
        Agreement.objects.filter(readable_by(reader), slug=slug)
        .select_related("region", "owner")
        .annotate(standing=standing_on(day))
        .get()
    )
    return found


def versions_of(agreement: Agreement) -> list[Expression]:
    """All its wordings without their texts, the newest first."""
    rows: QuerySet[Expression] = Expression.objects.filter(agreement=agreement)
    return list(rows.defer("source", "tree"))


def with_tree(expression: Expression) -> Expression:
    """The same wording with its reading, in one question."""
    expression.tree = str(
        Expression.objects.filter(pk=expression.pk).values_list("tree", flat=True).get()
    )
    return expression


def parties_of(agreement: Agreement) -> list[Party]:
    """The parties in order, each with its municipality and the post that looks after it."""
    rows: QuerySet[Party] = Party.objects.filter(agreement=agreement)
    return list(rows.select_related("municipality", "post__municipality"))


def again(agreement: Agreement) -> Agreement:
    """The agreement as it is now."""
    now: Agreement = Agreement.objects.get(pk=agreement.pk)
    return now


def posts_of(municipality: Municipality) -> list[Post]:
    """The posts a municipality has today."""
    return list(Post.on(timezone.localdate()).filter(municipality=municipality))


def procedures_of(agreement: Agreement) -> list[Procedure]:
    """Its procedures, the newest first, without their texts."""
    return list(agreement.procedures.defer("text"))


def history_of(agreement: Agreement) -> list[Entry]:
    """What the journal says was done to it, the newest first, without the changes themselves."""
    rows: QuerySet[Entry] = Entry.objects.filter(
        subject_type=agreement._meta.label_lower, subject_key=str(agreement.pk)
    )
    return list(rows.defer("body").order_by("-at", "-pk")[:LATEST])


def written_so_far(agreement: Agreement) -> tuple[int, ...]:
    """How many entries the journal has where this agreement's changes go: it changes with every one."""
    keys = ["", agreement.region.slug] if agreement.region else [""]
    counts = Chain.objects.filter(key__in=keys).order_by("key").values_list("count", flat=True)
    return tuple(counts)


def regions_to_enter(actor: Actor) -> list[Region]:
    """圏域 into whose register somebody may enter a text: editors of its members, its secretariat."""
    if actor.at_machine:
        return list(Region.objects.all())
    codes = [place for role, place in actor.grants if role is Role.EDITOR]
    of_office = [place for role, place in actor.grants if role is Role.SECRETARIAT]
    today = holding_on(timezone.localdate())
    member = Membership.objects.filter(today, municipality__in=codes).values("region")
    return list(Region.objects.filter(Q(slug__in=of_office) | Q(pk__in=member)))


def members_ever(region: Region) -> list[Municipality]:
    """Municipalities that are or were members, and the prefectures they are in."""
    rows = Membership.objects.filter(region=region).select_related("municipality")
    rows = rows.order_by("-centre", "order", "municipality")
    members = list(dict.fromkeys(row.municipality for row in rows))
    prefectures = Municipality.objects.filter(
        kind=Municipality.Kind.PREFECTURE, name__in={row.prefecture for row in members}
    )
    return [*members, *prefectures]


def concluded_of(region: Region, reader: Reader) -> list[Agreement]:
    """The concluded agreements of a region that a reader may read, with their parties."""
    rows: QuerySet[Agreement] = Agreement.objects.filter(readable_by(reader), region=region)
    concluded = rows.filter(status__in=CONCLUDED)
    return list(concluded.prefetch_related("parties__municipality"))


def waiting_for(person: Person) -> QuerySet[Intake]:
    """Files of this person that wait for a decision, newest first, without their content."""
    return Intake.objects.filter(person=person, expires_at__gt=timezone.now()).defer("source")


def intake_of(token: uuid.UUID, person: Person) -> Intake:
    """One waiting file of this person; Intake.DoesNotExist for anybody else's, or when expired."""
    return Intake.objects.get(token=token, person=person, expires_at__gt=timezone.now())
