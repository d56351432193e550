"""The region that tests of the desk work in: 青嶺市 and four partners, and their people."""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

REGION = "aomine"
#: Code, name, kana, kind. Codes with 99 belong to nobody.
MUNICIPALITIES = (
    ("990001", "見本県", "みほんけん", "prefecture"),
    ("991015", "青嶺市", "あおみねし", "core"),
    ("991023", "浜辺市", "はまべし", "city"),
    ("991031", "川添町", "かわぞえちょう", "town"),
    ("991040", "高穂村", "たかほむら", "village"),
    ("991058", "北野市", "きたのし", "city"),
)
AOMINE, HAMABE, KAWAZOE, TAKAHO, KITANO = (row[1] for row in MUNICIPALITIES[1:])
PASSWORD = "himitsu-no-kotoba-1"


def at_machine():
    """The administrator at the machine."""
    from renkei.desk.journal.actor import Actor

    return Actor.installation("test")


def acting(person):
    """A person as the actor of an operation."""
    from renkei.desk.journal.actor import Actor

    return Actor.for_person(person)


@contextmanager
def behind_the_back(model):
    """The rows of a model, to be changed as nobody may: as a test prepares a state, or a culprit."""
    from django.db import models

    from renkei.desk.journal.recording import unguarded

    with unguarded():
        yield models.QuerySet(model)


@dataclass
class Office:
    """The region with its municipalities by name; ``at`` makes people who work there."""

    region: object
    places: dict

    def at(self, name, *roles, username=""):
        """Somebody at a municipality with these roles (editor), as the actor of an operation."""
        from renkei.desk.journal.actor import Actor

        return Actor.for_person(self.person(name, *(roles or ("editor",)), username=username))

    def person(self, name, *roles, username=""):
        """The same as a person, to sign in with ``client.force_login``."""
        from renkei.desk.accounts.models import Grant, Holding, Person, Post

        place = self.places[name]
        username = username or f"{place.code}-{'-'.join(roles)}"
        known = Person.objects.filter(username=username).first()
        if known is not None:
            return known
        with behind_the_back(Person):
            person = Person(
                username=username,
                name=f"{name[:1]}田 {roles[0]}",
                office=f"{name} 企画課",
                municipality=place,
            )
            person.set_password(PASSWORD)
            person.save()
            post = Post.objects.filter(municipality=place).first()
            if post is None:
                post = Post.objects.create(municipality=place, division="企画課")
            Holding.objects.create(person=person, post=post, since=datetime.date(2020, 4, 1))
            for role in roles:
                of_region = role in {"secretariat", "panel"}
                Grant.objects.create(
                    person=person,
                    role=role,
                    municipality=None if of_region else place,
                    region=self.region if of_region else None,
                    since=datetime.date(2020, 4, 1),
                )
        return person


def make_office():
    """The region in the database."""
    from renkei.desk.region.models import Head, Membership, Municipality, Region

    with behind_the_back(Region):
        region = Region.objects.create(
            slug=REGION, name="青嶺連携中枢都市圏", scheme="renkei_chusu", fictional=True
        )
        places = {}
        for order, (code, name, kana, kind) in enumerate(MUNICIPALITIES):
            place = Municipality.objects.create(
                code=code,
                name=name,
                kana=kana,
                kind=kind,
                prefecture="見本県",
                address=f"{name}中央1丁目1番1号",
                fictional=True,
            )
            places[name] = place
            Head.objects.create(
                municipality=place, name=f"{name[0]}野 一郎", since=datetime.date(2018, 5, 1)
            )
            if kind != "prefecture":
                Membership.objects.create(
                    region=region,
                    municipality=place,
                    centre=name == AOMINE,
                    order=order,
                    since=datetime.date(2019, 4, 1),
                )
    return Office(region, places)


@pytest.fixture
def office(db):
    """青嶺連携中枢都市圏 and its five municipalities."""
    return make_office()
