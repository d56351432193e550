"""What the pages of drafting share: whose they are, and who may do what on them."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from renkei.desk.agreements import draft_queries as queries
from renkei.desk.agreements.models import ModelText
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, permitted
from renkei.desk.region.models import Region


def about(region: Region) -> dict[str, object]:
    """What every page of drafting is given."""
    return {"region": region, "may_draft": True}


def of_region(region: Region) -> Concern:
    """A matter of the region as its centre sees to it."""
    return Concern(region=region, municipalities=tuple(queries.centre_of(region)))


def may(request: HttpRequest, name: str, concern: Concern) -> bool:
    """Whether the page offers an operation to its reader."""
    return permitted(Actor.of(request), name, concern)


def region_or_404(request: HttpRequest, slug: str) -> Region:
    """The region; the same 404 for what is not there and for outsiders."""
    region = queries.drafting_region(slug, Actor.of(request))
    if region is None:
        raise Http404
    return region


def model_or_404(region: Region, key: int) -> ModelText:
    """A version of a model text of this region."""
    found = ModelText.objects.filter(region=region, pk=key).first()
    if found is None:
        raise Http404
    return found
