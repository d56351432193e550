"""The meta block of an Akoma Ntoso document: identity, events, who and what is referred to."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from renkei.instrument.formats.akn_element import element, sub
from renkei.instrument.model import Document, Signature
from renkei.units import Era

if TYPE_CHECKING:
    from lxml import etree

_SOURCE = "#renkei"
_SUBTYPES = {
    "Constitution": "constitution",
    "Act": "act",
    "CabinetOrder": "cabinet-order",
    "ImperialOrder": "imperial-order",
    "MinisterialOrdinance": "ministerial-ordinance",
    "Rule": "rule",
    "Misc": "misc",
}
_AUTHORS = {
    "Constitution": "日本国",
    "Act": "国会",
    "CabinetOrder": "内閣",
    "ImperialOrder": "天皇",
}
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the FRBR levels of a text are called. ``made`` None: the text says no day."""

    subtype: str
    version: str
    work: str
    expression: str
    made: datetime.date | None
    made_name: str
    valid: datetime.date | None
    authors: tuple[tuple[str, str], ...]  # eId, name


def identity(document: Document) -> Identity:
    """The FRBR identity of an agreement (by conclusion date and parties) or a statute (by number)."""
    attrs = dict(document.root.attrs)
    law = attrs.get("LawType", "")
    if document.origin.format == "lawxml" and law in _SUBTYPES:
        made = _promulgated(attrs)
        subtype = _SUBTYPES[law]
        name = attrs.get("Num", "") or _digest(document)
        authors: tuple[tuple[str, str], ...] = (("author_1", _AUTHORS.get(law, "日本国")),)
        valid = _day(attrs.get("EnforcementDate") or attrs.get("ScheduledEnforcementDate"))
        version, made_name = "singleVersion", "promulgation"
    else:
        facts = document.facts
        made, subtype = facts.concluded, "agreement"
        name = "-".join(party.name for party in facts.parties) or _digest(document)
        authors = tuple(
            (f"party_{index}", party.name) for index, party in enumerate(facts.parties, 1)
        ) or (("author_1", "当事者"),)
        valid = facts.effective
        version, made_name = "originalVersion", "conclusion"
    work = f"/akn/jp/{subtype}/{made.isoformat() if made else 'undated'}/{quote(name, safe='')}"
    as_of = valid or made
    expression = f"{work}/jpn@{as_of.isoformat() if as_of else ''}"
    return Identity(subtype, version, work, expression, made, made_name, valid, authors)


def meta(document: Document, who: Identity) -> etree._Element:
    """identification, lifecycle, temporalData and references."""
    found = element("meta")
    found.append(_identification(who, "!main", document.facts.law_number))
    events = _events(document, who)
    if events:
        lifecycle = sub(found, "lifecycle", {"source": _SOURCE})
        for attrs in events:
            sub(lifecycle, "eventRef", attrs)
    start = next((attrs["eId"] for attrs in events if attrs.get("refersTo")), "")
    if start:
        data = sub(found, "temporalData", {"source": _SOURCE})
        group = sub(data, "temporalGroup", {"eId": "period_1"})
        interval = {"refersTo": "#in-force", "start": f"#{start}"}
        end = next((a["eId"] for a in events if a.get("type") == "repeal"), "")
        sub(group, "timeInterval", interval | ({"end": f"#{end}"} if end else {}))
    found.append(_references(document, who, bool(start)))
    return found


def annex_meta(who: Identity, index: int) -> etree._Element:
    """The identity of an annex, a component of its text."""
    found = element("meta")
    found.append(_identification(who, f"!annex_{index}", ""))
    return found


def _identification(who: Identity, component: str, number: str) -> etree._Element:
    made = _dated(who.made, who.made_name)
    valid = _dated(who.valid or who.made, "in-force" if who.valid else who.made_name)
    found = element("identification", {"source": _SOURCE})
    for level, uri, date in (
        ("FRBRWork", who.work, made),
        ("FRBRExpression", who.expression, valid),
        ("FRBRManifestation", who.expression, valid),
    ):
        ending = ".xml" if level == "FRBRManifestation" else ""
        part = sub(found, level)
        sub(part, "FRBRthis", {"value": f"{uri}/{component}{ending}"})
        sub(part, "FRBRuri", {"value": f"{uri}{ending}"})
        sub(part, "FRBRdate", date)
        authors = who.authors if level != "FRBRManifestation" else (("renkei", ""),)
        for eid, _ in authors:
            sub(part, "FRBRauthor", {"href": f"#{eid}"})
        if level == "FRBRWork":
            sub(part, "FRBRcountry", {"value": "jp"})
            sub(part, "FRBRsubtype", {"value": who.subtype})
            if number:
                sub(part, "FRBRnumber", {"value": number})
        elif level == "FRBRExpression":
            sub(part, "FRBRlanguage", {"language": "jpn"})
        else:
            sub(part, "FRBRformat", {"value": "application/akn+xml"})
    return found


def _dated(day: datetime.date | None, name: str) -> dict[str, str]:
    if day is None:
        return {"date": "0001-01-01", "name": "unknown"}
    return {"date": day.isoformat(), "name": name}


def _events(document: Document, who: Identity) -> list[dict[str, str]]:
    """Conclusion (or promulgation), each entry into force, an end where one is fixed."""
    found: list[dict[str, str]] = []

    def event(day: datetime.date, **attrs: str) -> None:
        base = {"eId": f"event_{len(found) + 1}", "date": day.isoformat(), "source": "#original"}
        found.append(base | attrs)

    if who.made is not None:
        event(who.made, type="generation")
    if who.subtype == "agreement":
        stated = document.facts.commencements
        days = dict.fromkeys(c.date for c in stated if c.date is not None)
        for day in days:
            event(day, refersTo="#in-force")
        until = next((c.until for c in stated if c.until is not None), None)
        if until is not None:
            event(until, type="repeal")
    elif who.valid is not None:
        event(who.valid, refersTo="#in-force")
    return found


def _references(document: Document, who: Identity, in_force: bool) -> etree._Element:
    found = element("references", {"source": _SOURCE})
    title = document.facts.title or "無題"
    _entry(found, "original", "original", f"{who.expression}/!main", title)
    for eid, name in who.authors:
        href = f"/akn/ontology/organization/jp/{quote(name, safe='')}"
        _entry(found, "TLCOrganization", eid, href, name)
    _entry(found, "TLCOrganization", "renkei", "/akn/ontology/organization/renkei", "Renkei")
    for kind, eid, name in _signers(document.facts.signatures):
        href = f"/akn/ontology/{kind.removeprefix('TLC').lower()}/jp/{quote(name, safe='')}"
        _entry(found, kind, eid, href, name)
    if in_force:
        _entry(found, "TLCConcept", "in-force", "/akn/ontology/concept/in-force", "施行")
    return found


def _signers(signatures: Iterable[Signature]) -> list[tuple[str, str, str]]:
    found = []
    for index, signature in enumerate(signatures, 1):
        if signature.name:
            found.append(("TLCPerson", f"person_{index}", signature.name))
        if signature.office:
            found.append(("TLCRole", f"office_{index}", signature.office))
    return found


def _entry(parent: etree._Element, tag: str, eid: str, href: str, shown: str) -> None:
    from renkei.instrument.formats.akn_element import safe

    sub(parent, tag, {"eId": eid, "href": href, "showAs": safe(shown)})


def _digest(document: Document) -> str:
    return hashlib.sha256(document.source.encode("utf-8", "replace")).hexdigest()[:12]


def _day(text: str | None) -> datetime.date | None:
    match = _DATE.fullmatch(text or "")
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _promulgated(attrs: dict[str, str]) -> datetime.date | None:
    """The day of promulgation; None unless era, year, month and day are all there."""
    try:
        era = Era[attrs["Era"].upper()]
        year = era.western_year(int(attrs["Year"]))
        return datetime.date(year, int(attrs["PromulgateMonth"]), int(attrs["PromulgateDay"]))
    except (KeyError, ValueError):
        return None
