"""Who does something: a person, for a municipality, with a post."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils import timezone

from renkei.desk.accounts.models import Grant, Holding, Person, Post
from renkei.desk.accounts.roles import Role
from renkei.desk.region.models import Municipality

#: Where a request keeps its actor.
_KEPT = "_renkei_actor"


@dataclass(frozen=True)
class Actor:
    """行う者. ``grants`` are the roles as (role, municipality code) or (role, region address).

    ``municipality`` and ``post`` are those the person works for now; ``at_machine`` is the
    administrator who gives commands on the machine itself and may do everything.
    """

    name: str
    person: Person | None = None
    municipality: Municipality | None = None
    post: Post | None = None
    grants: frozenset[tuple[Role, str]] = frozenset()
    posts: tuple[Post, ...] = ()
    at_machine: bool = field(default=False, kw_only=True)

    @classmethod
    def of(cls, request: HttpRequest) -> Actor:
        """Who sends this request; asked for once."""
        kept = getattr(request, _KEPT, None)
        if kept is None:
            user = request.user
            kept = cls.for_person(user) if isinstance(user, Person) else NOBODY
            setattr(request, _KEPT, kept)
        return kept

    @classmethod
    def for_person(cls, person: Person, on: datetime.date | None = None) -> Actor:
        """A person with the roles and posts they hold on a day (today). Two queries."""
        day = on or timezone.localdate()
        grants = list(Grant.on(day).filter(person=person).select_related("municipality", "region"))
        held = Holding.on(day).filter(person=person).select_related("post__municipality")
        posts = tuple(holding.post for holding in held)
        places = [grant.municipality for grant in grants if grant.municipality is not None]
        municipality = posts[0].municipality if posts else places[0] if places else None
        return cls(
            name=str(person),
            person=person,
            municipality=municipality,
            post=posts[0] if posts else None,
            grants=frozenset((Role(grant.role), grant.place) for grant in grants),
            posts=posts,
        )

    @classmethod
    def installation(cls, command: str) -> Actor:
        """The administrator at the machine, by a command or the installation itself."""
        return cls(name=command, at_machine=True)

    def has(self, role: Role, municipality: Municipality | str) -> bool:
        """Whether the actor holds a role for a municipality (or its code)."""
        code = municipality if isinstance(municipality, str) else municipality.code
        return (role, code) in self.grants

    def has_in_region(self, role: Role, slug: str) -> bool:
        """Whether the actor holds a role for a region."""
        return (role, slug) in self.grants

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the municipalities the actor holds any role for."""
        return frozenset(place for role, place in self.grants if not role.of_region)

    @property
    def regions(self) -> frozenset[str]:
        """Addresses of the regions the actor holds any role for."""
        return frozenset(place for role, place in self.grants if role.of_region)


#: Somebody who has not signed in.
NOBODY = Actor("")
