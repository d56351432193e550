"""What is each partner's own in an agreement, and no difference in wording (市町村ごとの固有の語).

Agreements of one family differ in the partner's name, its address, its mayor and the dates. Each of
these words is mapped to the placeholder a model text has in its place, so that 「石狩市」 here and
「小樽市」 there compare as equal, and both as equal to 「〔乙〕」.
"""

from __future__ import annotations

from collections.abc import Iterable

from renkei.amendment.placeholders import DESIGNATIONS
from renkei.instrument.model import Document, Kind, Party
from renkei.units import find_dates

Names = dict[str, str]


def shared_party(documents: Iterable[Document]) -> str:
    """The party that all these texts name (中心市); "" when there is none, or more than one."""
    named = [{party.name for party in document.facts.parties} for document in documents]
    shared = set.intersection(*named) if len(named) > 1 else set()
    return shared.pop() if len(shared) == 1 else ""


def names_of(document: Document, centre: str = "") -> Names:
    """The words of a text that are its parties' own, each with the placeholder it stands for.

    ``centre`` names the party that all agreements of the family share (中心市). Where a text makes it
    乙, 甲 and 乙 are exchanged for comparing, so that one member's text written the other way round
    does not differ everywhere.
    """
    names: Names = {}
    designated = _designations(document.facts.parties, centre)
    for party, letter in zip(document.facts.parties, designated, strict=True):
        _add(names, party.name, f"〔{letter}〕")
        if len(party.members) > 1:
            for at, member in enumerate(party.members, 1):
                _add(names, member, f"〔{letter}{at}〕")
        if party.designation and party.designation != letter:
            names[party.designation] = letter
    letters = dict(
        zip((party.designation for party in document.facts.parties), designated, strict=True)
    )
    for signature in document.facts.signatures:
        letter = letters.get(signature.designation, "")
        if letter:
            _add(names, signature.body, f"〔{letter}〕")
            _add(names, signature.address, f"〔{letter}の住所〕")
            _add(names, signature.office, f"〔{letter}の職名〕")
            _add(names, signature.name, f"〔{letter}の氏名〕")
    for letter in DESIGNATIONS:  # a model text may write 〔乙〕長
        names[f"〔{letter}〕長"] = f"〔{letter}の職名〕"
    _add_dates(names, document)
    return names


def _designations(parties: tuple[Party, ...], centre: str) -> list[str]:
    """The letter each party is compared under: as printed, or by order where nothing is printed."""
    letters = [
        party.designation if party.designation in DESIGNATIONS and party.designation else letter
        for party, letter in zip(parties, DESIGNATIONS + "＊" * len(parties), strict=False)
    ]
    at = next((i for i, party in enumerate(parties) if centre and party.name == centre), None)
    if at is not None and "甲" in letters:
        first = letters.index("甲")
        letters[at], letters[first] = letters[first], letters[at]
    return letters


def _add_dates(names: Names, document: Document) -> None:
    """The days of conclusion and of entry into force, as printed wherever they stand."""
    facts = document.facts
    for day, placeholder in ((facts.effective, "〔施行日〕"), (facts.concluded, "〔締結日〕")):
        if day is not None:
            for reading in find_dates(document.source):
                if reading.date == day:
                    _add(names, reading.text, placeholder)
    if facts.concluded is None:
        for node in document.root.children:
            if node.kind is Kind.DATE:  # 令和　年　月　日
                _add(names, node.text, "〔締結日〕")


def _add(names: Names, word: str, placeholder: str) -> None:
    if len(word) > 1:
        names.setdefault(word, placeholder)
