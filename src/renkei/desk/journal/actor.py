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
#: Where a session keeps for what its person acts: the key of a :class:`Stand`.
CHOSEN = "renkei_stand"


@dataclass(frozen=True)
class Stand:
    """立場: a municipality and, if any, the post one may act with."""

    municipality: Municipality
    post: Post | None = None

    @property
    def key(self) -> str:
        """How forms and sessions name it."""
        return f"post-{self.post.pk}" if self.post else f"place-{self.municipality.code}"


@dataclass(frozen=True)
class Actor:
    """行う者. ``grants`` are the roles as (role, municipality code) or (role, region address).

    ``municipality`` and ``post`` are those the person works for now, chosen among ``stands`` (what
    the person may do is the same whichever is chosen); ``at_machine`` is the administrator who gives
    commands on the machine itself and may do everything.
    """

    name: str
    person: Person | None = None
    municipality: Municipality | None = None
    post: Post | None = None
    grants: frozenset[tuple[Role, str]] = frozenset()
    posts: tuple[Post, ...] = ()
    stands: tuple[Stand, ...] = ()
    at_machine: bool = field(default=False, kw_only=True)

    @classmethod
    def of(cls, request: HttpRequest) -> Actor:
        """Who sends this request; asked for once."""
        kept = getattr(request, _KEPT, None)
        if kept is None:
            user = request.user
            chosen = getattr(request, "session", {}).get(CHOSEN, "")
            kept = cls.for_person(user, chosen=chosen) if isinstance(user, Person) else NOBODY
            setattr(request, _KEPT, kept)
        return kept

    @classmethod
    def for_person(
        cls, person: Person, on: datetime.date | None = None, *, chosen: str = ""
    ) -> Actor:
        """A person with the roles and posts they hold on a day (today). Two queries.

        ``chosen`` is the key of one of their stands; one that is theirs no longer counts for nothing.
        """
        day = on or timezone.localdate()
        grants = list(Grant.on(day).filter(person=person).select_related("municipality", "region"))
        held = Holding.on(day).filter(person=person).select_related("post__municipality")
        posts = tuple(holding.post for holding in held)
        places = [grant.municipality for grant in grants if grant.municipality is not None]
        stands = _stands(person, posts, places)
        stand = next((one for one in stands if one.key == chosen), stands[0] if stands else None)
        return cls(
            name=str(person),
            person=person,
            municipality=stand.municipality if stand else None,
            post=stand.post if stand else None,
            grants=frozenset((Role(grant.role), grant.place) for grant in grants),
            posts=posts,
            stands=stands,
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


def _stands(
    person: Person, posts: tuple[Post, ...], places: list[Municipality]
) -> tuple[Stand, ...]:
    """Posts first; then the municipalities of roles, and the own one, where no post is held."""
    found = [Stand(post.municipality, post) for post in posts]
    if not found and not places and person.municipality is not None:
        places = [person.municipality]
    for place in sorted(set(places), key=lambda one: (one.pk != person.municipality_id, one.pk)):
        if all(stand.municipality != place for stand in found):
            found.append(Stand(place))
    return tuple(found)


#: Somebody who has not signed in.
NOBODY = Actor("")
