"""What drafting reads: model texts with their versions, drafts with their deviations."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Prefetch, Q
from django.utils import timezone

from renkei.desk.agreements.models import Agreement, Deviation, Draft, ModelText
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.periods import holding_on
from renkei.desk.region.models import Head, Membership, Municipality, Region


def drafting_region(slug: str, actor: Actor) -> Region | None:
    """A region whose drafts somebody may see: its secretariat and the people of its members."""
    region = Region.objects.filter(slug=slug).first()
    if region is None or actor.at_machine or slug in actor.regions:
        return region
    today = holding_on(timezone.localdate())
    of_member = Membership.objects.filter(today, region=region, municipality__in=actor.codes)
    return region if of_member.exists() else None


def model_texts(region: Region) -> list[ModelText]:
    """The newest version of each model text, without its text."""
    newest: dict[str, ModelText] = {}
    for row in ModelText.objects.filter(region=region).defer("text").order_by("name", "-version"):
        newest.setdefault(row.name, row)
    return list(newest.values())


def versions_of(region: Region, name: str) -> list[ModelText]:
    """All versions of one model text, the newest first."""
    return list(ModelText.objects.filter(region=region, name=name).order_by("-version"))


def newest_version(region: Region, name: str) -> ModelText | None:
    """The newest version of one model text. No name holds NUL, and PostgreSQL cannot be asked for it."""
    if "\0" in name:
        return None
    return ModelText.objects.filter(region=region, name=name).order_by("-version").first()


def drafts_of(region: Region, actor: Actor) -> list[Draft]:
    """The drafts of a region: all for its secretariat and its centre, else those of one's own.

    Those of concluded agreements stay: their deviations are asked about when the model changes, and
    they become the text of the next change. The newest of each agreement.
    """
    procedures: Any = apps.get_model("procedures", "Procedure")  # an app above this one
    deviations = Prefetch("deviations", Deviation.objects.order_by("pk"))
    drafts = (
        Draft.objects.filter(
            agreement__region=region,
            agreement__status__in=(Agreement.Status.DRAFT, Agreement.Status.CONCLUDED),
        )
        .select_related("agreement", "model_text")
        .prefetch_related(deviations, "agreement__parties__municipality")
        .prefetch_related(Prefetch("agreement__procedures", procedures.objects.defer("text")))
        .order_by("model_text__name", "agreement__parties__order", "pk")
    )
    if not actor.at_machine and region.slug not in actor.regions:
        drafts = drafts.filter(agreement__parties__municipality__in=actor.codes)
    return list({draft.pk: draft for draft in drafts}.values())


def draft_of(region: Region, key: int, actor: Actor) -> Draft | None:
    """One of them."""
    return next((draft for draft in drafts_of(region, actor) if draft.pk == key), None)


def centre_of(region: Region) -> list[Municipality]:
    """The centre cities today."""
    today = holding_on(timezone.localdate(), "memberships__")
    rows = Municipality.objects.filter(today, memberships__region=region, memberships__centre=True)
    return list(rows)


def partners_of(region: Region) -> list[Municipality]:
    """The members today that are no centre, in the region's order."""
    today = holding_on(timezone.localdate())
    rows = Membership.objects.filter(today, region=region, centre=False)
    return [
        row.municipality
        for row in rows.select_related("municipality").order_by("order", "municipality")
    ]


def heads_of(codes: list[str]) -> dict[str, str]:
    """Who is mayor today, by code of the municipality."""
    rows = Head.objects.filter(holding_on(timezone.localdate()), municipality__in=codes)
    return dict(rows.order_by("since").values_list("municipality_id", "name"))


def drafted_partners(region: Region, name: str) -> set[str]:
    """Codes of the municipalities that have an open draft from this model text."""
    open_drafts = Q(
        agreement__region=region,
        agreement__status=Agreement.Status.DRAFT,
        model_text__name=name,
    )
    codes = Draft.objects.filter(open_drafts).values_list(
        "agreement__parties__municipality", flat=True
    )
    return {code for code in codes if code}
