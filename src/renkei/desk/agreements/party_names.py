"""Which municipality a text means by the name of a party (当事者と団体の対応). Pure but for the rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from renkei.desk.agreements.models import Party
from renkei.desk.region.models import Municipality
from renkei.instrument.model import Facts

#: Characters that old texts write and today's name does not: 異体字 and the small ヶ.
_VARIANTS = str.maketrans(
    "ヶヵが澤濱邊邉廣嶋嶌髙﨑櫻龍瀧國眞靜齋斎壽榮惠",
    "ケカケ沢浜辺辺広島島高崎桜竜滝国真静斉斉寿栄恵",
)
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SUFFIXES = "市町村区"


@dataclass(frozen=True)
class GivenParty:
    """A party as it is entered: at its place in the list, with the municipality it is, if it is one."""

    designation: str
    name: str
    municipality: Municipality | None = None


@dataclass(frozen=True)
class Proposal:
    """A party as the text names it, the municipality it seems to be, and by what it was found."""

    designation: str
    name: str
    municipality: Municipality | None = None
    by: str = ""

    @property
    def certain(self) -> bool:
        """Whether the name itself says it."""
        return self.by == "name"


#: How a proposal was found.
BY = {
    "name": gettext_lazy("名称が一致"),
    "spelling": gettext_lazy("字体の違いを除いて一致"),
    "kana": gettext_lazy("読みが一致"),
    "former": gettext_lazy("市・町・村の別を除いて一致（旧名の可能性）"),
    "": gettext_lazy("一致する団体なし"),
}


def named_parties(facts: Facts) -> list[tuple[str, str]]:
    """Designation and name of each party; two cities that are one 甲 are two parties."""
    return [
        (party.designation, name)
        for party in facts.parties
        for name in (party.members if len(party.members) > 1 else (party.name,))
    ]


def propose(facts: Facts, known: Sequence[Municipality]) -> list[Proposal]:
    """The parties of a text with the municipality each seems to be, in the order of the text."""
    return [
        Proposal(designation, name, *meant(name, known))
        for designation, name in named_parties(facts)
    ]


def meant(name: str, known: Iterable[Municipality]) -> tuple[Municipality | None, str]:
    """The municipality a name means, and how that was found; (None, "") where none or several fit."""
    rows = list(known)
    for by, fits in (("name", _same_name), ("spelling", _same_spelling), ("kana", _same_kana)):
        found = [row for row in rows if fits(name, row)]
        if found:
            return (found[0], by) if len(found) == 1 else (None, "")
    found = [row for row in rows if _same_stem(name, row)]
    return (found[0], "former") if len(found) == 1 else (None, "")


def as_compared(name: str) -> str:
    """A name as it is compared: width, spaces and forms of characters aside."""
    folded = unicodedata.normalize("NFKC", name)
    return "".join(folded.split()).translate(_VARIANTS)


def same_parties(given: Sequence[tuple[str, str]], parties: Sequence[Party]) -> bool:
    """Whether a text names exactly the parties of an agreement, in whatever order."""
    rest = list(parties)
    for _designation, name in given:
        match = next((party for party in rest if is_party(name, party)), None)
        if match is None:
            return False
        rest.remove(match)
    return not rest


def is_party(name: str, party: Party) -> bool:
    """Whether a name in a text means this party."""
    if as_compared(name) == as_compared(party.name):
        return True
    return party.municipality is not None and meant(name, [party.municipality])[0] is not None


def _same_name(name: str, row: Municipality) -> bool:
    squeezed = "".join(unicodedata.normalize("NFKC", name).split())
    return squeezed in (row.name, f"{row.prefecture}{row.name}")


def _same_spelling(name: str, row: Municipality) -> bool:
    return as_compared(name) in (as_compared(row.name), as_compared(row.prefecture + row.name))


def _same_kana(name: str, row: Municipality) -> bool:
    squeezed = "".join(unicodedata.normalize("NFKC", name).split())
    return bool(row.kana) and squeezed.translate(_KATAKANA) == row.kana


def _same_stem(name: str, row: Municipality) -> bool:
    """川添町 that has become 川添市."""
    one, other = as_compared(name), as_compared(row.name)
    stem = one.removeprefix(as_compared(row.prefecture))
    return len(stem) > 1 and stem[-1] in _SUFFIXES and stem[:-1] == other[:-1] and stem != other
