"""What is each partner's own in an agreement, and no difference in wording (市町村ごとの固有の語).

Agreements of one family differ in the partner's name, its address, its mayor and the dates. Each of
these words is mapped to the placeholder a model text has in its place, so that 「石狩市」 here and
「小樽市」 there compare as equal, and both as equal to 「〔乙〕」.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renkei.amendment.placeholders import DESIGNATIONS
from renkei.instrument.model import Document, Kind
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
    parties = document.facts.parties
    printed = [(party.designation, party.name) for party in parties]
    names = names_of_parties(printed, centre)
    letters = dict(
        zip((party.designation for party in parties), _letters(printed, centre), strict=True)
    )
    for party in parties:
        if len(party.members) > 1:
            for at, member in enumerate(party.members, 1):
                _add(names, member, f"〔{letters[party.designation]}{at}〕")
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


def names_of_parties(parties: Sequence[tuple[str, str]], centre: str = "") -> Names:
    """The names alone, from (designation, name) of each party in order."""
    names: Names = {}
    for (designation, name), letter in zip(parties, _letters(parties, centre), strict=True):
        _add(names, name, f"〔{letter}〕")
        if designation and designation != letter:
            names[designation] = letter
    return names


def _letters(parties: Sequence[tuple[str, str]], centre: str) -> list[str]:
    """The letter each party is compared under: as printed, or by order where nothing is printed."""
    by_order = DESIGNATIONS + "＊" * len(parties)
    letters = [
        designation if designation and designation in DESIGNATIONS else letter
        for (designation, _), letter in zip(parties, by_order, strict=False)
    ]
    at = next((i for i, (_, name) in enumerate(parties) if centre and name == centre), None)
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
