"""What a procedure (手続) is made of: parties, acts, the case. Pure values; no Django, no clock."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from renkei.desk.region.schemes import Kind, Step

#: The party of a joint act (全当事者).
JOINT = ""
#: Steps that follow by themselves from what was done before: nobody's act, and therefore the only ones
#: whose day may lie ahead when they are entered.
CONSEQUENCES = frozenset({Step.EXPIRE, Step.TAKE_EFFECT})


class Result(StrEnum):
    """How a council resolved (議決の結果)."""

    PASSED = "passed"  # 可決
    AMENDED = "amended"  # 修正可決
    REJECTED = "rejected"  # 否決


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party (当事者) as the rules see it. Two cities that are one 甲 are two parties, both 甲."""

    key: str  # municipality code, or "company-1"
    name: str
    designation: str  # 甲; "" where the text uses names only
    kind: str  # city, town, village, ward, prefecture, company
    prefecture: str = ""

    @property
    def public(self) -> bool:
        """Whether it is a municipality or a prefecture, and so has a council."""
        return self.kind != "company"


@dataclass(frozen=True, slots=True)
class ActRecord:
    """One recorded act (行為): what was done, by whom, on which day.

    ``party`` is JOINT for an act of all together. ``confirmed`` is False while a joint act, or the past
    of the other party, stands on one party's word; ``confirmed_by`` then names who has confirmed.
    """

    step: Step
    party: str
    date: date
    round: int = 1
    result: str = ""  # of a resolution: a Result
    number: str = ""  # 議案第41号, 告示第1693号
    addressee: str = ""  # of a filing: 北海道知事
    document_sha256: str = ""  # of the text that was confirmed
    withdrawn: bool = False
    confirmed: bool = True
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A procedure with everything the rules need to know of it."""

    scheme: str
    kind: Kind
    parties: tuple[PartyRef, ...]
    acts: tuple[ActRecord, ...] = ()
    #: The day the text fixes for coming into force, ending or lapsing; None: the day of signing, or
    #: the years after a notice.
    effective: date | None = None
    opened: date | None = None
    #: SHA-256 of the text that lies on the table now.
    text_sha256: str = ""
    #: Years after a notice when the agreement lapses; 0: it has no such clause.
    notice_years: int = 0
    #: Entered afterwards from old papers: gaps are shown, not forbidden.
    past: bool = False
    #: The party that gives notice; "" until its first act says so.
    notifier: str = ""
    #: The day the whole procedure was withdrawn (取下げ).
    withdrawn_on: date | None = None

    def party(self, key: str) -> PartyRef | None:
        """The party of that key."""
        return next((party for party in self.parties if party.key == key), None)


@dataclass(frozen=True, slots=True)
class Names:
    """How the parties are called in sentences: 乙（石狩市）, and 乙 alone where that is enough."""

    parties: tuple[PartyRef, ...]

    def short(self, key: str) -> str:
        """「乙」; the name where there is no designation, or two share it."""
        party = next((party for party in self.parties if party.key == key), None)
        if party is None:
            return key
        shared = sum(other.designation == party.designation for other in self.parties) > 1
        if not party.designation:
            return party.name
        return f"{party.designation}（{party.name}）" if shared else party.designation

    def full(self, key: str) -> str:
        """「乙（石狩市）」."""
        party = next((party for party in self.parties if party.key == key), None)
        if party is None:
            return key
        return f"{party.designation}（{party.name}）" if party.designation else party.name

    def shorts(self, keys: Iterable[str]) -> str:
        """「甲・乙」."""
        return "・".join(self.short(key) for key in keys)


def current_round(acts: Iterable[ActRecord]) -> int:
    """The round (回) that counts: a rejected or amended resolution opens the next one."""
    latest, broken = 1, 0
    for act in acts:
        if act.withdrawn:
            continue
        latest = max(latest, act.round)
        if act.step is Step.RESOLVE and act.result in (Result.AMENDED, Result.REJECTED):
            broken = max(broken, act.round)
    return max(latest, broken + 1)


@dataclass(frozen=True, slots=True)
class Record:
    """The acts of a case that count: not withdrawn, and not after the day that is asked about."""

    case: Case
    acts: tuple[ActRecord, ...]
    round: int
    _now: dict[tuple[Step, str], ActRecord] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, as_of: date | None = None) -> Record:
        """The acts known to be true on ``as_of`` (None: all of them)."""
        acts = tuple(
            act for act in case.acts if not act.withdrawn and (as_of is None or act.date <= as_of)
        )
        number = current_round(acts)
        # Of two acts of one kind the later entry counts; in old papers the round is not told apart.
        now = {(a.step, a.party): a for a in acts if case.past or a.round == number}
        return cls(case, acts, number, now)

    def get(self, step: Step, party: str = JOINT) -> ActRecord | None:
        """The act of this round, whatever it says."""
        return self._now.get((step, party))

    def done(self, step: Step, party: str = JOINT) -> ActRecord | None:
        """The act of this round if it fulfils the step: passed, of the text on the table, confirmed."""
        act = self.get(step, party)
        if act is None or self.case.past:
            return act
        if step is Step.RESOLVE and act.result != Result.PASSED:
            return None
        if step is Step.AGREE and act.document_sha256 != self.case.text_sha256:
            return None
        if step is Step.SIGN and not act.confirmed:
            return None
        return act

    @property
    def notifier(self) -> str:
        """The party that gives notice: as the case says, or as its first act shows."""
        if self.case.notifier:
            return self.case.notifier
        steps = (Step.BILL, Step.RESOLVE, Step.NOTIFY)
        return next((act.party for act in self.acts if act.step in steps), "")


def lapse_day(notified: date, years: int) -> date:
    """The day on which an agreement has lapsed, so many years after a notice.

    民法第140条: the day of the notice does not count; 第143条第2項: the period ends with the day before
    the corresponding one, or the last of the month where there is none. 「2年を経過した日」 is the day
    after the end: notified on 2024-04-01, in force through 2026-04-01, lapsed on 2026-04-02.
    """
    first = notified + timedelta(days=1)
    try:
        return first.replace(year=first.year + years)
    except ValueError:  # 29 February: the period ends with the last of the month
        return date(first.year + years, 3, 1)


def number_key(number: str) -> str:
    """What tells two printed numbers apart: 「告示第1693号」 and 「第１６９３号」 are one."""
    text = unicodedata.normalize("NFKC", number)
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    return "-".join(part.lstrip("0") or "0" for part in digits) or text.strip()


@dataclass(frozen=True, slots=True)
class NumberUse:
    """A number of a public notice (告示番号) that a party has used in a calendar year."""

    party: str
    year: int
    number: str

    @property
    def key(self) -> tuple[str, int, str]:
        """What must be unique."""
        return (self.party, self.year, number_key(self.number))
