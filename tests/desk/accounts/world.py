"""Who tries every operation: people of each role, on each side of what the operation concerns."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from tests.desk.office import HAMABE, KAWAZOE, at_machine, behind_the_back, make_office

#: The first day of every role here.
SINCE = datetime.date(2020, 4, 1)


class Call:
    """An operation with its arguments, ready for any actor. Rows are read again before each try."""

    def __init__(self, operation, *arguments, **options):
        self.operation, self.arguments, self.options = operation, arguments, options

    def by(self, actor):
        """Let the actor do it."""
        arguments = [fresh(value) for value in self.arguments]
        options = {name: fresh(value) for name, value in self.options.items()}
        return self.operation(actor, *arguments, **options)


def fresh(value: Any) -> Any:
    """The row as it is in the database now; also inside lists and small records."""
    from django.db import models

    if isinstance(value, models.Model):
        return type(value)._base_manager.get(pk=value.pk)
    if isinstance(value, (list, tuple)):
        return type(value)(fresh(inner) for inner in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value,
            **{f.name: fresh(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init},
        )
    return value


class World:
    """青嶺圏域 with five municipalities, 遠野圏域 with one, and somebody of each role in each place."""

    def __init__(self):
        from renkei.desk.accounts.models import Person
        from renkei.desk.region.models import Membership, Municipality, Region

        self.office = make_office()
        self.region = self.office.region
        self.places = self.office.places
        with behind_the_back(Region):
            self.far_region = Region.objects.create(
                slug="tono", name="遠野圏域", scheme="renkei_chusu", fictional=True
            )
            self.far = Municipality.objects.create(
                code="992011", name="遠野市", kind="city", prefecture="見本県", fictional=True
            )
            Membership.objects.create(
                region=self.far_region, municipality=self.far, centre=True, since=SINCE
            )
            #: Whose own it is, where an operation is about somebody or something of theirs
            self.whose = Person.objects.create(
                username="whose",
                name="本人 一郎",
                email="whose@example.lg.jp",
                municipality=self.places[HAMABE],
            )
            #: Signed in, without any role
            self.roleless = Person.objects.create(username="roleless", name="役割 なし")
        self._actors: dict[tuple[str, str], Any] = {}

    @property
    def place(self):
        """The municipality that operations concern, unless a scenario says another."""
        return self.places[HAMABE]

    @property
    def machine(self):
        """Prepares what a scenario needs."""
        return at_machine()

    def actor(self, role: str, side: str, at: str):
        """Somebody with one role on a side: own, other (of the region) or far; ``at`` is the own one."""
        other = self.places[KAWAZOE] if at != KAWAZOE else self.places[HAMABE]
        place = {"own": self.places[at], "other": other, "far": self.far}[side]
        key = role, place.code
        if key not in self._actors:
            self._actors[key] = self._make(role, side, place)
        return self._actors[key]

    def _make(self, role, side, place):
        from renkei.desk.accounts.models import Grant, Person
        from renkei.desk.accounts.roles import Role
        from renkei.desk.journal.actor import Actor

        of_region = Role(role).of_region
        region = self.far_region if side == "far" else self.region
        with behind_the_back(Person):
            person = Person.objects.create(
                username=f"{role}-{place.code}", name=role, municipality=place
            )
            Grant.objects.create(
                person=person,
                role=role,
                municipality=None if of_region else place,
                region=region if of_region else None,
                since=SINCE,
            )
        return Actor.for_person(person)

    def acting(self, person):
        """A person as an actor."""
        from renkei.desk.journal.actor import Actor

        return Actor.for_person(person)
