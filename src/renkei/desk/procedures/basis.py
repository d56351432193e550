"""From the register to frozen data (文書の元): what the pure rules and papers are asked with."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Prefetch, prefetch_related_objects

from renkei.desk.agreements.models import Expression, Party
from renkei.desk.agreements.reading import from_tree, read_file
from renkei.desk.frame.problems import Refused
from renkei.desk.procedures.differences import corrections_of
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.papers.data import UNDATED, Dated, Matter, Office, PaperParty
from renkei.desk.procedures.papers.sheet import BLANK
from renkei.desk.procedures.papers.style import USUAL, FormStyle
from renkei.desk.procedures.rules import Result, Step, lapse_day
from renkei.desk.region.models import Head, Municipality
from renkei.desk.region.schemes import SCHEMES
from renkei.instrument.model import Document, Kind, Refusal


def key_of(party: Party) -> str:
    """The key of a party in rules and papers: the code of the municipality, or company-2."""
    return str(party.municipality_id or f"company-{party.order}")


def parties_of(procedure: Procedure) -> list[Party]:
    """The parties in order, with municipality and post; asked for once for a procedure in hand."""
    rows = Party.objects.select_related("municipality", "post").order_by("order")
    prefetch_related_objects([procedure.agreement], Prefetch("parties", queryset=rows))
    return list(procedure.agreement.parties.all())


def matter_of(procedure: Procedure, on: datetime.date) -> Matter:
    """A procedure as its papers see it, with the heads in office on a day. Six queries at most."""
    parties = parties_of(procedure)
    acts = [act for act in procedure.acts.all() if not act.withdrawn]
    heads = _heads([party.municipality_id for party in parties], on)
    kind = procedure.kind
    document = _text_of(procedure) if kind in ("conclude", "change", "renew", "abolish") else None
    versions = list(procedure.agreement.expressions.defer("source", "tree").order_by("concluded"))
    earlier = [v for v in versions if v.procedure_id != procedure.pk and v.concluded]
    signed = _last(acts, Step.SIGN)
    notified = _last(acts, Step.NOTIFY)
    matter = Matter(
        kind=kind,
        scheme=procedure.agreement.scheme,
        title=(document.facts.title if document and kind == "conclude" else "")
        or procedure.agreement.title,
        parties=tuple(_party(party, parties, acts, heads, procedure) for party in parties),
        procedure=str(procedure.pk),
        revision=procedure.revision,
        text=document,
        expression=procedure.text_sha256,
        concluded=signed.date if signed else None,
        first_concluded=earlier[0].concluded if earlier and kind != "conclude" else None,
        effective=procedure.effective,
        reason=procedure.reason,
        notifier=_notifier(procedure, acts) if kind == "notice" else "",
        notice_date=notified.date if notified else None,
    )
    if kind in ("change", "renew"):
        return replace(matter, before=_current(procedure, earlier))
    if kind == "notice":
        return _of_notice(matter, procedure, earlier)
    if kind == "correct":
        return _of_correction(matter, procedure, earlier, acts)
    return matter


def style_of(municipality: Municipality) -> FormStyle:
    """文書の体裁 of a municipality; the usual one where what is kept can no longer be read."""
    try:
        return FormStyle.from_json(municipality.style)
    except Refused:
        return USUAL


def _party(
    party: Party,
    parties: Sequence[Party],
    acts: Sequence[Act],
    heads: dict[str, str],
    procedure: Procedure,
) -> PaperParty:
    own = [act for act in acts if act.party_id == party.pk]

    def dated(step: Step) -> Dated:
        act = _last(own, step)
        return Dated(act.number, act.date) if act else UNDATED

    place = party.municipality
    resolved = _last(own, Step.RESOLVE)
    passed = resolved if resolved and resolved.result == Result.PASSED else None
    if place is None:
        office = Office(key_of(party), party.name, "company")
    else:
        contact = []
        if party.post is not None:
            contact.append(f"{place.name}{party.post}".replace(" ", "　"))
            contact += [f"電話　{party.post.phone}"] if party.post.phone else []
            contact += [f"電子メール　{party.post.email}"] if party.post.email else []
        office = Office(
            key=place.code,
            name=place.name,
            kind=place.kind,
            prefecture=place.prefecture,
            head=heads.get(place.code, ""),
            contact=tuple(contact),
            fictional=place.fictional,
            style=style_of(place),
        )
    return PaperParty(
        office=office,
        designation=party.designation,
        bill=dated(Step.BILL),
        resolution=Dated(passed.number, passed.date) if passed else UNDATED,
        notice=dated(Step.PUBLISH),
        filing=dated(Step.FILE),
        addressee=_addressee(party, parties, _last(own, Step.FILE), procedure),
        consultation=dated(Step.CONSULT),
    )


def _addressee(
    party: Party, parties: Sequence[Party], filed: Act | None, procedure: Procedure
) -> str:
    """To whom the party files: as it did, else as the scheme says; blank where nobody is fixed."""
    if filed is not None and filed.addressee:
        return str(filed.addressee)
    scheme = SCHEMES.get(procedure.agreement.scheme)
    if scheme is None or not scheme.filing or party.municipality is None:
        return ""
    kinds = [p.municipality.kind if p.municipality else "company" for p in parties]
    return scheme.addressee(party.municipality.prefecture, kinds) or BLANK


def _heads(codes: Iterable[str | None], on: datetime.date) -> dict[str, str]:
    rows = Head.on(on).filter(municipality__in=[code for code in codes if code])
    return {row.municipality_id: row.name for row in rows.order_by("since")}


def _last(acts: Iterable[Act], step: Step) -> Act | None:
    """The act of a step that counts: of the latest round, the latest entry."""
    found = [act for act in acts if act.step == step]
    return max(found, key=lambda act: (act.round, act.pk)) if found else None


def _notifier(procedure: Procedure, acts: Iterable[Act]) -> str:
    if procedure.notifier is not None:
        return key_of(procedure.notifier)
    for act in acts:
        if act.step in (Step.NOTIFY, Step.RESOLVE, Step.BILL) and act.party is not None:
            return key_of(act.party)
    return ""


def _text_of(procedure: Procedure) -> Document | None:
    data = bytes(procedure.text)
    if not data:
        return None
    try:
        return read_file(data, procedure.text_name).document
    except Refusal:
        return None


def _current(procedure: Procedure, versions: Sequence[Expression]) -> Document | None:
    """The text in force that the procedure is about: the newest that it did not make."""
    if not versions:
        return None
    tree = Expression.objects.filter(pk=versions[-1].pk).values_list("tree", flat=True).first()
    return from_tree(tree).document if tree else None


def _of_notice(matter: Matter, procedure: Procedure, versions: Sequence[Expression]) -> Matter:
    text = _current(procedure, versions)
    years, told = procedure.notice_years, matter.notice_date
    lapses = lapse_day(told, years) if told and years else procedure.effective
    return replace(matter, clause=clause_of(text) if text else "", lapses=lapses)


def _of_correction(
    matter: Matter, procedure: Procedure, versions: Sequence[Expression], acts: Sequence[Act]
) -> Matter:
    before, after = _current(procedure, versions), _text_of(procedure)
    agreed = [act.date for act in acts if act.step == Step.AGREE]
    found = corrections_of(before, after) if before and after else ()
    return replace(matter, corrections=found, concluded=max(agreed, default=None))


def clause_of(document: Document) -> str:
    """第6条第2項: the provision under which one party may give notice, or "" where none speaks of it."""
    for article in document.articles():
        paragraphs = list(article.of_kind(Kind.PARAGRAPH)) or [article]
        for number, paragraph in enumerate(paragraphs, 1):
            if any("通告" in node.text for node in paragraph.walk()):
                label = "".join(article.label.split())
                return f"{label}第{number}項" if len(paragraphs) > 1 else label
    return ""
