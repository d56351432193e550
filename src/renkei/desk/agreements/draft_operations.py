"""Operations of drafting: model texts and their versions, drafts for many partners, deviations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from renkei.amendment.placeholders import PLACEHOLDERS, unknown
from renkei.desk.agreements import draft_queries as queries
from renkei.desk.agreements import draft_rules as rules
from renkei.desk.agreements.drafting import (
    Departure,
    carried,
    departed,
    fill,
    open_day,
    places,
    printed_day,
    unfilled,
)
from renkei.desk.agreements.family_table import model_document
from renkei.desk.agreements.models import Agreement, Deviation, Draft, ModelText
from renkei.desk.agreements.party_names import GivenParty
from renkei.desk.agreements.writing import make_agreement
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import Concern, Refused, locked, operation
from renkei.desk.region.models import Municipality, Region
from renkei.instrument import read_text


def _of_region(call: Mapping[str, Any]) -> Concern:
    region: Region = call["region"]
    return Concern(region=region, municipalities=tuple(queries.centre_of(region)))


def of_model(call: Mapping[str, Any]) -> Concern:
    """A model text, on the side of the centre."""
    model: ModelText = call["model"]
    centres = tuple(queries.centre_of(model.region))
    return Concern(region=model.region, municipalities=centres, subject=model)


def of_draft(call: Mapping[str, Any]) -> Concern:
    """A draft, on the side of each party."""
    draft: Draft = call["draft"]
    return Concern(
        region=draft.agreement.region,
        municipalities=tuple(Municipality.objects.filter(parties__agreement=draft.agreement)),
        subject=draft.agreement,
    )


def _of_deviation(call: Mapping[str, Any]) -> Concern:
    return of_draft({"draft": call["deviation"].draft})


@operation(
    "agreements.write_model",
    ja="標準文を登録する",
    en="Enter a model text",
    concerns=_of_region,
)
def write_model(
    actor: Actor, region: Region, name: str, text: str, *, based_on: int = 0
) -> ModelText:
    """標準文の登録: a new text, or the next version of one. Versions that drafts use stay as they are.

    ``based_on`` is the version that was edited (0 for a new text); refused where somebody else has
    entered another since.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    newest = queries.newest_version(region, name)
    problems = rules.against_model(name, text)
    if (newest.version if newest else 0) != based_on:
        problems.append(rules.other_version(newest.version if newest else 0))
    elif newest is not None and newest.text == text:
        problems.append(rules.unchanged())
    if problems:
        raise Refused(*problems)
    return ModelText.objects.create(region=region, name=name, version=based_on + 1, text=text)


@operation(
    "agreements.draft_for",
    ja="標準文から案を作る",
    en="Make drafts from the model text",
    concerns=of_model,
)
def draft_for(
    actor: Actor,
    model: ModelText,
    partners: Sequence[Municipality],
    *,
    effective: datetime.date | None = None,
) -> list[Draft]:
    """案の作成: an agreement in draft and its text for each partner, all or none of them."""
    region = model.region
    centres = queries.centre_of(region)
    problems = rules.against_partners(
        partners,
        centres=centres,
        members=queries.partners_of(region),
        drafted=queries.drafted_partners(region, model.name),
    )
    newest = queries.newest_version(region, model.name)
    if newest is not None and newest.version != model.version:
        problems.append(rules.old_version(newest.version))
    if problems:
        raise Refused(*problems)
    centre = centres[0]
    heads = queries.heads_of([centre.code, *(partner.code for partner in partners)])
    drafts = []
    for partner in partners:
        values = _values(region, (centre, partner), heads, effective)
        title = read_text(fill(model.text, values)).facts.title
        agreement = make_agreement(
            _address(region, partner),
            title or f"{centre.name}及び{partner.name}の連携協約",
            [GivenParty("甲", centre.name, centre), GivenParty("乙", partner.name, partner)],
            status=Agreement.Status.DRAFT,
            region=region,
        )
        drafts.append(Draft.objects.create(agreement=agreement, model_text=model, values=values))
    return drafts


@operation(
    "agreements.fill_draft", ja="案の差込みを改める", en="Fill a draft in", concerns=of_draft
)
def fill_draft(
    actor: Actor, draft: Draft, values: Mapping[str, str], *, revision: int | None = None
) -> Draft:
    """差込み: what stands for the placeholders of one draft. A placeholder left empty stays open.

    ``revision`` is that of the draft as its writer saw it; refused where it has changed since.
    """
    problems = rules.against_values(values)
    now = locked(draft)
    if revision is not None and now.revision != revision:
        problems += rules.filled_meanwhile(values, now.values)
    if problems:
        raise Refused(*problems)
    draft = now
    draft.values = {key: value.strip() for key, value in values.items() if value.strip()}
    draft.save(update_fields=["values"])
    return draft


@operation(
    "agreements.deviate",
    ja="標準文と異なる文言にする",
    en="Deviate from the model",
    concerns=of_draft,
)
def deviate(
    actor: Actor,
    draft: Draft,
    node_id: str,
    words: str,
    *,
    reason: str = "",
    seen: str | None = None,
) -> Deviation | None:
    """相違: other words for one provision or row of one partner; ``""`` leaves it out.

    The words of the model itself end the deviation. Answers it, or None where there is none now.
    ``seen`` is what its writer saw (:func:`seen_of`); refused where it has changed since.
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    place = places(model_document(draft.model_text.text)).get(node_id)
    problems = rules.against_deviation(place, words, reason)
    locked(draft)  # two who write the same provision come one after the other
    deviation = draft.deviations.filter(node_id=node_id).first()
    if seen is not None and seen != seen_of(draft, deviation):
        problems.append(rules.deviated_meanwhile(deviation))
    if problems or place is None:
        raise Refused(*problems)
    if words == place.text:
        if deviation is not None:
            deviation.delete()
        return None
    deviation = deviation or Deviation(draft=draft, node_id=node_id)
    deviation.model_words, deviation.words, deviation.reason = place.text, words, reason.strip()
    deviation.fit = Deviation.Fit.FITS
    deviation.save()
    return deviation


@operation(
    "agreements.renew_drafts",
    ja="案を標準文の新しい版に移す",
    en="Move drafts to the new version of the model text",
    concerns=of_model,
)
def renew_drafts(actor: Actor, model: ModelText, drafts: Sequence[Draft]) -> list[Draft]:
    """新しい版への移行: each deviation is told to fit still, to stand where the model changed, or to be gone.

    Where it no longer fits it waits to be decided; nothing is decided here.
    """
    if problems := rules.against_renewal(model, drafts):
        raise Refused(*problems)
    new = model_document(model.text)
    for draft in drafts:
        deviations = list(draft.deviations.all())
        old = model_document(draft.model_text.text)
        moved = carried(old, new, [departure(deviation) for deviation in deviations])
        for deviation, to in zip(deviations, moved, strict=True):
            if to.place is None:
                deviation.fit = Deviation.Fit.GONE
            else:
                if deviation.fit == Deviation.Fit.FITS and to.fits:
                    deviation.model_words = to.place.text
                else:
                    deviation.fit = Deviation.Fit.CHANGED
                deviation.node_id, deviation.words = to.place.node_id, to.words
            deviation.save()
        draft.model_text = model
        draft.save(update_fields=["model_text"])
    return list(drafts)


@operation(
    "agreements.accept_model",
    ja="標準文の文言に合わせる",
    en="Take the words of the model",
    concerns=_of_deviation,
)
def accept_model(actor: Actor, deviation: Deviation) -> None:
    """標準文に合わせる: the deviation ends; the partner's text is that of the model."""
    if deviation.fit == Deviation.Fit.GONE:
        raise Refused(rules.gone())
    deviation.delete()


@operation(
    "agreements.keep_deviation",
    ja="相違を維持する",
    en="Keep a deviation",
    concerns=_of_deviation,
)
def keep_deviation(actor: Actor, deviation: Deviation) -> Deviation:
    """相違の維持: the partner's words stay, now as a departure from the model as it is."""
    place = places(model_document(deviation.draft.model_text.text)).get(deviation.node_id)
    if deviation.fit == Deviation.Fit.GONE or place is None:
        raise Refused(rules.gone())
    deviation.model_words = place.text
    deviation.fit = Deviation.Fit.FITS
    deviation.save()
    return deviation


@operation(
    "agreements.drop_deviation",
    ja="相違を取りやめる",
    en="Drop a deviation",
    concerns=_of_deviation,
)
def drop_deviation(actor: Actor, deviation: Deviation) -> None:
    """相違の取りやめ: for a provision that the model no longer has, or at any other time."""
    deviation.delete()


def seen_of(draft: Draft, deviation: Deviation | None) -> str:
    """What somebody sees who writes the words of a provision: the model's version, the deviation."""
    row = "" if deviation is None else f"{deviation.pk}.{deviation.revision}"
    return f"{draft.model_text_id}/{row}"


def departure(deviation: Deviation) -> Departure:
    """A deviation as far as the text is concerned."""
    return Departure(deviation.node_id, deviation.model_words, deviation.words)


def draft_words(draft: Draft) -> str:
    """The text of a draft as it stands: open placeholders show, undecided deviations keep their words."""
    standing = [d for d in draft.deviations.all() if d.fit != Deviation.Fit.GONE]
    document = model_document(draft.model_text.text)
    return fill(departed(document, [departure(d) for d in standing]), draft.values)


def draft_text(draft: Draft) -> bytes:
    """The agreed text a procedure takes over (案文), as a text file.

    Raises Refused while deviations wait to be decided or placeholders are open.
    """
    undecided = [d for d in draft.deviations.all() if d.fit != Deviation.Fit.FITS]
    words = draft_words(draft)
    problems = rules.against_text(undecided, unfilled(words, {}), unknown(words))
    if problems:
        raise Refused(*problems)
    return words.encode("utf-8")


def _values(
    region: Region,
    parties: Sequence[Municipality],
    heads: Mapping[str, str],
    effective: datetime.date | None,
) -> dict[str, str]:
    """What is known of the placeholders: from the register of municipalities, else left open."""
    values = {"〔圏域〕": region.name, "〔締結日〕": open_day(timezone.localdate())}
    if effective is not None:
        values["〔施行日〕"] = printed_day(effective)
    for letter, place in zip("甲乙", parties, strict=True):
        values[f"〔{letter}〕"] = place.name
        values[f"〔{letter}の住所〕"] = place.address
        values[f"〔{letter}の職名〕"] = place.head_title
        values[f"〔{letter}の氏名〕"] = heads.get(place.code, "")
    return {key: value for key, value in values.items() if value and key in PLACEHOLDERS}


def _address(region: Region, partner: Municipality) -> str:
    """A free address for a new agreement: the region and the municipality's code."""
    base = f"{region.slug}-{partner.code}"[:70]
    taken = set(Agreement.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
