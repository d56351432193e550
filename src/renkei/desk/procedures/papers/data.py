"""What a paper is made from: frozen data, taken from the register by others (文書の元になる事実)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renkei.desk.procedures.papers.style import USUAL, FormStyle
from renkei.instrument.model import Document

#: 職名 after the name of the body, by its kind; 青嶺市 has a 青嶺市長.
_HEADS = {"prefecture": "知事", "company": "　代表取締役"}


@dataclass(frozen=True, slots=True)
class Office:
    """団体: a municipality, prefecture or company that writes or receives a paper.

    ``kind`` as the register has it: city, core, town, …, prefecture, or company. ``head`` is the name of its head,
    "" if not known. ``contact`` are the lines that say who answers questions (担当).
    """

    key: str
    name: str
    kind: str
    prefecture: str = ""
    head: str = ""
    contact: tuple[str, ...] = ()
    fictional: bool = False
    style: FormStyle = USUAL

    @property
    def head_title(self) -> str:
        """職名 with the name of the body: 川添町長, 北海道知事; a company's stands apart."""
        if self.style.head_title:
            return self.style.head_title
        return self.name + _HEADS.get(self.kind, "長")

    @property
    def has_council(self) -> bool:
        """Whether a council resolves for it: every body under 地方自治法, no company."""
        return self.kind != "company"


@dataclass(frozen=True, slots=True)
class Dated:
    """A number and a day, each "" or None while not known: 議案, 議決, 告示, 届出, a letter."""

    number: str = ""
    date: date | None = None


#: Nothing known yet.
UNDATED = Dated()


@dataclass(frozen=True, slots=True)
class PaperParty:
    """当事者 with what its side of the procedure has so far.

    ``addressee``: to whom it files (北海道知事), "" where nothing is to be filed.
    """

    office: Office
    designation: str = ""
    bill: Dated = UNDATED
    resolution: Dated = UNDATED
    notice: Dated = UNDATED
    filing: Dated = UNDATED
    addressee: str = ""
    consultation: Dated = UNDATED


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of a 正誤表: where, the wrong words as printed, the right ones."""

    place: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Matter:
    """案件: one procedure on one agreement, as its papers see it.

    ``kind``: conclude, change, abolish, notice, renew or correct, as the procedure. ``scheme``: the
    key of its scheme (region.schemes), which decides the sentences. ``title``: 題名 of the agreement
    the procedure is about. ``text``: what is to be agreed (the agreement, or the agreement changing
    it), None where there is none. ``expression``: SHA-256 of that text. ``first_concluded``: day of
    the agreement that is changed, abolished or corrected. ``notifier``: the party that gives notice
    (kind notice), ``clause`` the provision of the agreement it does so under, ``lapses`` the day the
    agreement then ends. ``before``: the text that is changed, for the 新旧対照表 behind a bill.
    """

    kind: str
    scheme: str
    title: str
    parties: tuple[PaperParty, ...]
    procedure: str = ""
    revision: int = 0
    text: Document | None = None
    expression: str = ""
    concluded: date | None = None
    first_concluded: date | None = None
    effective: date | None = None
    until: date | None = None
    reason: str = ""
    notifier: str = ""
    clause: str = ""
    notice_date: date | None = None
    lapses: date | None = None
    corrections: tuple[Correction, ...] = ()
    before: Document | None = None

    def party(self, key: str) -> PaperParty:
        """The party of this key. Raises KeyError for one that is none of the matter's."""
        for party in self.parties:
            if party.office.key == key:
                return party
        raise KeyError(key)

    def others(self, key: str) -> tuple[PaperParty, ...]:
        """All parties but this one, in order."""
        return tuple(party for party in self.parties if party.office.key != key)

    @property
    def fictional(self) -> bool:
        """Whether any of its parties is invented; its papers then say 見本 on every page."""
        return any(party.office.fictional for party in self.parties)
