"""Every question to the journal: who may read which entries, and a page of them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from renkei.desk.accounts.roles import Role
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.changes import Names, pointed_at
from renkei.desk.journal.models import Chain, Concerned, Entry
from renkei.desk.journal.operation import OPERATIONS, Subject, load_all
from renkei.desk.region.models import Membership, Municipality, Region

#: Entries on one page.
PER_PAGE = 30
#: A text is looked for in so many of the newest entries, unless a period is given.
SEARCHED = 100_000
#: Who reads what concerns their municipality.
READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
#: What municipalities enter about themselves.
FACTS = "region."
#: How the journal of what belongs to no region stands in addresses.
INSTALLATION = "installation"


@dataclass(frozen=True)
class Reach:
    """What somebody may read of one chain: all of it, or what concerns these municipalities.

    ``facts``: of these municipalities only what they entered about themselves (figures, mayor, address).
    """

    chain: str
    whole: bool = False
    codes: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.whole or bool(self.codes) or bool(self.facts)


@dataclass
class Filters:
    """What is looked for in a chain; empty for everything."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    operation: str = ""
    municipality: str = ""
    who: str = ""
    text: str = ""
    subject: tuple[str, str] | None = None


@dataclass
class Page:
    """A part of a chain, newest first, with all that a page says about it."""

    entries: list[Entry]
    #: Number to go on before; None where this is the last page
    older: int | None = None
    names: Names = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    #: The text was looked for in a part of the chain only
    cut: bool = False

    def operation_of(self, entry: Entry) -> str:
        """What was done, in words."""
        return operation_said(entry.operation)

    def place_of(self, entry: Entry) -> str:
        """For which municipality."""
        return self.places.get(entry.municipality, entry.municipality)

    def address_of(self, entry: Entry) -> str:
        """The page of what it was done to; "" where it has none."""
        return self.addresses.get((entry.subject_type, entry.subject_key), "")


def operation_said(name: str) -> str:
    """An operation in words; of one that is no more its name."""
    load_all()
    known = OPERATIONS.get(name)
    if known is None:
        return name
    return known.en if translation.get_language() == "en" else known.ja


def reach_of(actor: Actor, chain: str) -> Reach:
    """What somebody may read of a chain.

    The secretariat of a region reads its journal, and what members enter about themselves, which
    belongs to no region because a municipality may be in several. Administrators and auditors of a
    municipality read the entries that their municipality made or that concern it, in every chain. The
    administrator at the machine reads everything. Nobody else reads the journal; the public never does.
    """
    if actor.at_machine or (chain and actor.has_in_region(Role.SECRETARIAT, chain)):
        return Reach(chain, whole=True)
    codes = frozenset(place for role, place in actor.grants if role in READERS)
    return Reach(chain, codes=codes, facts=frozenset() if chain else _members_looked_after(actor))


def _members_looked_after(actor: Actor) -> frozenset[str]:
    """Codes of today's members of the regions whose secretariat the actor is."""
    slugs = [place for role, place in actor.grants if role is Role.SECRETARIAT]
    if not slugs:
        return frozenset()
    rows = Membership.on(timezone.localdate()).filter(region__slug__in=slugs)
    return frozenset(rows.values_list("municipality_id", flat=True))


def _facts_of(codes: Iterable[str]) -> Q:
    """Entries by which these municipalities entered facts about themselves."""
    theirs = Concerned.objects.filter(entry=OuterRef("pk"), code__in=codes)
    return Q(Exists(theirs), chain="", operation__startswith=FACTS)


def journals_for(actor: Actor) -> list[tuple[str, str]]:
    """The journals somebody may open: address and name, regions first."""
    own = frozenset(place for role, place in actor.grants if role in READERS)
    whole = {place for role, place in actor.grants if role is Role.SECRETARIAT}
    if not own and not whole:
        return []
    member = Q(memberships__municipality__in=own) | Q(slug__in=whole)
    regions = Region.objects.filter(member).distinct()
    found = [(region.slug, name_of(region)) for region in regions]
    return [*found, (INSTALLATION, "")] if reach_of(actor, "") else found


def name_of(region: Region) -> str:
    """What the journal of a region is called; of a fictional one it says so, on printed sheets too."""
    return _("%(name)s（見本）") % {"name": region.said} if region.fictional else region.said


def entries_for(reach: Reach) -> QuerySet[Entry]:
    """The entries of a chain that may be read, newest first."""
    entries = Entry.objects.filter(chain=reach.chain).order_by("-number")
    if reach.whole:
        return entries
    mine = Concerned.objects.filter(entry=OuterRef("pk"), code__in=reach.codes)
    return entries.filter(Q(Exists(mine)) | _facts_of(reach.facts))


def page_of(
    reach: Reach, filters: Filters, before: int | None = None, size: int = PER_PAGE
) -> Page:
    """A page of a chain: the newest entries that fit, those before a number where one is given."""
    entries = entries_for(reach)
    if before is not None:
        entries = entries.filter(number__lt=before)
    if not reach.whole and filters == Filters():
        # The numbers come straight from an index, however few of many entries concern the reader.
        entries = entries.filter(number__in=_numbers(reach, before, size + 1))
    entries, cut = _filtered(entries, reach.chain, filters)
    found = list(entries[: size + 1])
    older = found[size - 1].number if len(found) > size else None
    return dressed(Page(found[:size], older, cut=cut))


def _numbers(reach: Reach, before: int | None, most: int) -> list[int]:
    """Numbers of the newest entries that concern a reader."""
    there = Concerned.objects.filter(chain=reach.chain)
    if before is not None:
        there = there.filter(number__lt=before)
    parts = [there.filter(code__in=reach.codes)] if reach.codes else []
    if reach.facts:
        facts = there.filter(code__in=reach.facts, entry__operation__startswith=FACTS)
        parts.append(facts)
    found: set[int] = set()
    for part in parts:
        numbers = part.order_by("-number").values_list("number", flat=True).distinct()
        found.update(numbers[:most])
    return sorted(found, reverse=True)[:most]


def _filtered(
    entries: QuerySet[Entry], chain: str, filters: Filters
) -> tuple[QuerySet[Entry], bool]:
    if filters.since:
        entries = entries.filter(at__gte=_midnight(filters.since))
    if filters.until:
        entries = entries.filter(at__lt=_midnight(filters.until + datetime.timedelta(days=1)))
    if filters.operation:
        entries = entries.filter(operation=filters.operation)
    if filters.municipality:
        entries = entries.filter(municipality=filters.municipality)
    if filters.subject:
        kind, key = filters.subject
        entries = entries.filter(subject_type=kind, subject_key=key)
    cut = False
    if filters.who or filters.text:
        # No index finds a part of a text; without a bound one question could read it all.
        if filters.since is None:
            count = Chain.objects.filter(key=chain).values_list("count", flat=True).first() or 0
            cut = count > SEARCHED
            entries = entries.filter(number__gt=count - SEARCHED)
        if filters.who:
            entries = entries.filter(who__icontains=filters.who)
        if filters.text:
            said = Q(subject__icontains=filters.text) | Q(body__icontains=filters.text)
            entries = entries.filter(said)
    return entries, cut


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def dressed(page: Page) -> Page:
    """The page with the names of what its entries point to, and the addresses of their subjects."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in page.entries:
        wanted["region.municipality"].add(entry.municipality)
        for label, key in pointed_at(entry):
            wanted[label].add(key)
        if entry.subject_type:
            wanted[entry.subject_type].add(entry.subject_key)
    for label, keys in wanted.items():
        for key, row in _rows(label, keys - {""}).items():
            page.names[label, key] = str(row)
            if hasattr(row, "get_absolute_url"):
                page.addresses[label, key] = row.get_absolute_url()
    page.places = {
        key: name for (label, key), name in page.names.items() if label == "region.municipality"
    }
    return page


def _rows(label: str, keys: Iterable[str]) -> dict[str, models.Model]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return {}
    heavy = [
        f.name
        for f in model._meta.concrete_fields
        if isinstance(f, models.BinaryField | models.TextField | models.JSONField)
    ]
    rows: models.QuerySet[models.Model] = (
        models.QuerySet(model).defer(*heavy).filter(pk__in=list(keys))
    )
    return {str(row.pk): row for row in rows}


def entry_of(pk: int, actor: Actor) -> Entry:
    """One entry that this actor may read. Raises Entry.DoesNotExist."""
    entry = Entry.objects.get(pk=pk)
    if not entries_for(reach_of(actor, entry.chain)).filter(pk=pk).exists():
        raise Entry.DoesNotExist
    return entry


def history_of(row: models.Model, actor: Actor, most: int = 10) -> Page:
    """What was done to a row, newest first, as far as this actor may read it.

    For pages of other apps: ``{% include "journal/history.html" with history=history %}``.
    """
    subject = Subject.of(row)
    assert subject is not None
    codes = frozenset(place for role, place in actor.grants if role in READERS)
    whole = {place for role, place in actor.grants if role is Role.SECRETARIAT}
    entries = Entry.objects.filter(subject_type=subject.type, subject_key=subject.key)
    if not actor.at_machine:
        mine = Concerned.objects.filter(entry=OuterRef("pk"), code__in=codes)
        facts = _facts_of(_members_looked_after(actor))
        entries = entries.filter(Q(chain__in=whole) | Exists(mine) | facts)
    return Page(list(entries.order_by("-pk").defer("body")[:most]))


def operations_in() -> list[tuple[str, str]]:
    """The operations to filter by: all there are, in words."""
    load_all()
    return sorted(((name, operation_said(name)) for name in OPERATIONS), key=lambda pair: pair[1])


def members_of(chain: str) -> list[Municipality]:
    """The municipalities to filter by: those that ever belonged to the region."""
    places = Municipality.objects.all()
    if chain:
        places = places.filter(memberships__region__slug=chain).distinct()
    return list(places.order_by("code")[:200])
