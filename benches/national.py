"""A register as large as the country, invented: 1,741 municipalities, 170 regions, 1,500 agreements.
Tests of query budgets fill a small one in the same way.

The texts are the agreement in the package with the names of the parties put in, so that every tree,
every 別表 and every search has its real size. One region is like a large real one: a centre with
eleven partners, a change over all eleven under way, and a journal written by the real operations. The
rest goes in by bulk, with the same columns filled as operations fill them.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from dataclasses import dataclass, fields
from typing import Any

from django.utils import timezone

from benches.corpus import SAMPLE
from benches.history import bulk_journal, changes, concluded, journal
from benches.rows import bulk

PREFECTURES = 47


@dataclass(frozen=True)
class Size:
    """How large a register. The first region has ``partners``, so many operations write its journal,
    and its centre has ``posts`` with as many people; ``under_way`` counts procedures elsewhere."""

    municipalities: int
    regions: int
    agreements: int
    partners: int = 11
    under_way: int = 300
    operations: int = 1_000
    posts: int = 15


COUNTRY = Size(municipalities=1_741, regions=170, agreements=1_500)
CENTRE, PARTNER = "札幌市", "石狩市"  # whose names stand in the text

#: Nobody takes ＡＢ市 for a real one; as long as the names in the text, so that its spans stay right.
LETTERS = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"

ROLES = ("editor", "approver", "reader", "administrator")


@dataclass(frozen=True)
class Register:
    """Who and what the measurements are about."""

    slug: str
    region: Any
    agreement: Any
    procedure: Any
    batch: Any
    editor: Any
    secretary: Any

    def keys(self) -> dict[str, str]:
        """What finds the same rows again in the same database."""
        rows = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "slug"}
        return {"slug": self.slug} | {name: str(row.pk) for name, row in rows.items()}

    @classmethod
    def found(cls, keys: dict[str, str]) -> Register:
        """The rows that were named by ``keys``."""
        from renkei.desk.accounts.models import Person
        from renkei.desk.agreements.models import Agreement
        from renkei.desk.procedures.models import Batch, Procedure
        from renkei.desk.region.models import Region

        return cls(
            slug=keys["slug"],
            region=Region.objects.get(pk=keys["region"]),
            agreement=Agreement.objects.get(pk=keys["agreement"]),
            procedure=Procedure.objects.get(pk=keys["procedure"]),
            batch=Batch.objects.get(pk=keys["batch"]),
            editor=Person.objects.get(pk=keys["editor"]),
            secretary=Person.objects.get(pk=keys["secretary"]),
        )


@dataclass(frozen=True)
class Shape:
    """The agreement of the package as it was read, to be printed with other names."""

    text: str
    tree: str
    rows: tuple[dict[str, Any], ...]


def fill(size: Size = COUNTRY) -> Register:
    """Fill an empty database. The country takes about a minute."""
    from renkei.desk.journal.recording import unguarded

    with unguarded():
        places = municipalities(size)
        people = staff(places, size)
        regions, members = make_regions(places, size)
        agreements = make_agreements(regions, members, people)
        concluded(agreements)
        batch, ours = changes(regions[0], agreements, size)
        bulk_journal(regions[1:], agreements)
    journal(regions[0], agreements, size)
    return Register(
        slug=regions[0].slug,
        region=regions[0],
        agreement=agreements[3][0],
        procedure=ours[3],
        batch=batch,
        editor=people[members[0][0].code][0],
        secretary=secretary(regions[0], members[0][0]),
    )


# Places and people ---------------------------------------------------------------------------


def municipalities(size: Size) -> list[Any]:
    """Every municipality under an invented name, with a mayor and two figures; and the prefectures."""
    from renkei.desk.region.models import Head, Municipality, Statistic

    per_prefecture = -(-size.municipalities // PREFECTURES)
    rows, prefectures = [], []
    names = iter(
        (f"{first}{second}{ending}", kind)
        for first, second in itertools.product(LETTERS, LETTERS)
        for ending, kind in (("市", "city"), ("町", "town"), ("村", "village"))
    )
    for p in range(PREFECTURES):
        prefectures.append(place(f"{p + 1:02}000", f"第{p + 1}県", "prefecture", f"第{p + 1}県"))
        for m in range(min(per_prefecture, size.municipalities - p * per_prefecture)):
            rows.append(place(f"{p + 1:02}{m + 100:03}", *next(names), f"第{p + 1}県"))
    bulk([*prefectures, *rows])
    bulk(
        [Head(municipality=row, name="見本 一郎", since=datetime.date(2019, 5, 1)) for row in rows]
    )
    bulk(
        [
            Statistic(
                municipality=row,
                measure=measure,
                basis=basis,
                as_of=datetime.date(2020, 10, 1),
                value=10_000 + number,
                unit=unit,
                status="final",
                source="計測用",
            )
            for number, row in enumerate(rows)
            for measure, basis, unit in (("population", "census", "人"), ("area", "survey", "km2"))
        ]
    )
    assert Municipality.objects.count() == size.municipalities + PREFECTURES
    return rows


def place(code: str, name: str, kind: str, prefecture: str) -> Any:
    """A municipality with the check digit of its code."""
    from renkei.desk.region.models import Municipality

    total = sum(int(digit) * (6 - at) for at, digit in enumerate(code))
    check = (11 - total % 11) % 10
    return Municipality(
        code=f"{code}{check}",
        name=name,
        kana="みほん",
        kind=kind,
        prefecture=prefecture,
        address=f"{prefecture}{name}1丁目1番1号",
        fictional=True,
    )


def staff(places: list[Any], size: Size) -> dict[str, list[Any]]:
    """Two people with posts and roles in each municipality, more in the first; by its code."""
    from renkei.desk.accounts.models import Grant, Holding, Person, Post

    people, posts, grants = [], [], []
    since = datetime.date(2020, 4, 1)
    for row in places:
        for number in range(1, (size.posts if row is places[0] else 2) + 1):
            people.append(
                Person(
                    username=f"p{row.code}-{number}",
                    name=f"見本 {number}子",
                    office=f"{row.name} 企画課",
                    municipality=row,
                    password="!",
                )
            )
            posts.append(Post(municipality=row, division="企画課", section=f"第{number}係"))
    bulk(people)
    bulk(posts)
    for number, person in enumerate(people):
        wanted = ROLES if number % 2 == 0 else ("finance", "council")
        place_of = person.municipality
        grants += [Grant(person=person, role=r, municipality=place_of, since=since) for r in wanted]
    bulk(grants)
    bulk([Holding(post=o, person=p, since=since) for o, p in zip(posts, people, strict=True)])
    by_code: dict[str, list[Any]] = {}
    for person, post in zip(people, posts, strict=True):
        person.bench_post = post
        by_code.setdefault(person.municipality_id, []).append(person)
    return by_code


def secretary(region: Any, centre: Any) -> Any:
    """Somebody of the region's secretariat."""
    from renkei.desk.accounts.models import Grant, Person
    from renkei.desk.journal.recording import unguarded

    with unguarded():
        person = Person(username="secretary", name="見本 事務", municipality=centre, password="!")
        bulk([person])
        bulk([Grant(person=person, role="secretariat", region=region)])
    return person


def make_regions(places: list[Any], size: Size) -> tuple[list[Any], list[list[Any]]]:
    """The regions, and of each its members, the centre first."""
    from renkei.desk.region.models import Membership, Region

    regions = [
        Region(
            slug=f"region-{number}",
            name=f"見本第{number}圏域",
            scheme="renkei_chusu" if number % 4 == 0 else "teiju_jiritsu",
            fictional=True,
        )
        for number in range(size.regions)
    ]
    bulk(regions)
    sizes = [size.partners]
    left = size.agreements - size.partners
    for number in range(1, size.regions):
        sizes.append(left // (size.regions - number))
        left -= sizes[-1]
    assert sum(sizes) == size.agreements
    source = itertools.cycle(places)  # towards the end some belong to a second region
    members = [[next(source) for _ in range(count + 1)] for count in sizes]
    since = datetime.date(2018, 4, 1)
    bulk(
        [
            Membership(region=region, municipality=row, centre=not n, order=n, since=since)
            for region, rows in zip(regions, members, strict=True)
            for n, row in enumerate(rows)
        ]
    )
    return regions, members


# Agreements ----------------------------------------------------------------------------------


def shapes() -> list[Shape]:
    """The agreement of the package, and variants of it that differ in words of some rows."""
    from renkei.desk.agreements.annex import values_of
    from renkei.desk.agreements.reading import read_file, to_tree
    from renkei.instrument.formats.initiatives import initiatives

    text = SAMPLE.read_text(encoding="utf-8")
    variants = [text] + [
        text.replace("相互に", "互いに", n).replace("連携して", f"連携し、{n}年ごとに見直して", n)
        for n in range(1, COUNTRY.partners)
    ]
    found = []
    for variant in variants:
        reading = read_file(variant.encode(), "協約.txt")
        entries = initiatives(reading.document)
        rows = tuple(values_of(order, entry) for order, entry in enumerate(entries, 1))
        found.append(Shape(variant, to_tree(reading), rows))
    return found


def make_agreements(
    regions: list[Any], members: list[list[Any]], people: dict[str, list[Any]]
) -> list[list[Any]]:
    """The agreements of each region, each with its parties, one wording and the rows of its 別表."""
    from renkei.desk.agreements.models import Agreement, AnnexRow, Expression, Party

    variants = shapes()
    by_region: list[list[Any]] = []
    agreements, parties, wordings, rows = [], [], [], []
    for region, (centre, *partners) in zip(regions, members, strict=True):
        own = []
        for number, partner in enumerate(partners):
            agreement = Agreement(
                slug=f"{region.slug}-{number}",
                title=f"{centre.name}及び{partner.name}における連携中枢都市圏形成に係る連携協約",
                region=region,
                scheme=region.scheme,
                status="concluded",
                public=number % 10 != 9,
            )
            own.append(agreement)
            agreement.at_hand = []  # its parties, without asking the database again
            for order, (said, who) in enumerate((("甲", centre), ("乙", partner)), 1):
                party = Party(
                    agreement=agreement,
                    order=order,
                    designation=said,
                    name=who.name,
                    municipality=who,
                    post=people[who.code][0].bench_post,
                )
                agreement.at_hand.append(party)
                parties.append(party)
            shape = variants[number % len(variants)]
            named = {CENTRE: centre.name, PARTNER: partner.name}
            source = renamed(shape.text, named).encode()
            wording = Expression(
                agreement=agreement,
                made="concluded",
                concluded=datetime.date(2019, 3, 29),
                valid_from=datetime.date(2019, 4, 1),
                source=source,
                filename="協約.txt",
                sha256=hashlib.sha256(source).hexdigest(),
                tree=renamed(shape.tree, named),
                profile="",
                read_at=timezone.now(),
            )
            wordings.append(wording)
            rows += [AnnexRow(expression=wording, **row) for row in shape.rows]
        agreements += own
        by_region.append(own)
    bulk(agreements)
    bulk(parties)
    bulk(wordings)
    bulk(rows)
    return by_region


def renamed(text: str, names: dict[str, str]) -> str:
    """The same text between others."""
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def counted() -> str:
    """How much there is, in words."""
    from django.apps import apps

    labels = {
        "region.municipality": "municipalities",
        "region.region": "regions",
        "agreements.agreement": "agreements",
        "agreements.annexrow": "annex rows",
        "procedures.procedure": "procedures",
        "procedures.act": "acts",
        "journal.entry": "journal entries",
    }
    counts = {name: apps.get_model(label).objects.count() for label, name in labels.items()}
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())
