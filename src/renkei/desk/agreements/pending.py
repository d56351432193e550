"""変更手続中: what readers are told of a procedure under way, and who may see the text it will bring.

The parties of the agreement and the secretariat of its region see everything. To everybody else a
procedure is told of once it is public: from the first bill on, because a bill laid before a council is
public, or from the signing where no council is asked. Its text is shown to them only while it is that
very text which lies before a council, or which was signed; what is still negotiated is not.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import prefetch_related_objects

from renkei.desk.agreements.comparing import Fate, compared
from renkei.desk.agreements.models import Agreement, Party
from renkei.desk.agreements.reading import Reading, digest, from_tree, read_file
from renkei.desk.procedures.models import Act, Procedure
from renkei.desk.procedures.progress import Progress, State, StepState, progress
from renkei.desk.procedures.queries import case_of, key_of
from renkei.desk.region.schemes import Step

#: Kinds of procedures that bring another text, or the first one.
WITH_TEXT = frozenset(
    {
        Procedure.Kind.CONCLUDE,
        Procedure.Kind.CHANGE,
        Procedure.Kind.RENEW,
        Procedure.Kind.CORRECT,
    }
)
#: The steps whose act makes a procedure public.
PUBLIC = (Step.BILL, Step.RESOLVE, Step.SIGN, Step.NOTIFY)
#: What readers are told of, of each party.
_TOLD = (Step.BILL, Step.RESOLVE, Step.NOTIFY, Step.PUBLISH)


@dataclass(frozen=True, slots=True)
class Track:
    """What one party has still to do, or has done last."""

    party: Party
    #: bill, resolve, notify, publish; "" while nothing public is asked of it
    step: str
    done: bool
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A procedure under way, as its readers are told of it."""

    procedure: Procedure
    progress: Progress
    tracks: tuple[Track, ...]
    #: The reader may open the procedure itself
    inside: bool
    #: The reader may see the text it will bring
    text_shown: bool

    @property
    def effect(self) -> datetime.date | None:
        """From which day it will have effect, as far as that is fixed."""
        return self.progress.in_force_from or self.procedure.effective

    @property
    def signed(self) -> bool:
        """Whether it is concluded, and only waits for its day."""
        return self.progress.in_force_from is not None

    @property
    def changes_text(self) -> bool:
        """Whether it changes a wording that is in force."""
        return self.procedure.kind in WITH_TEXT - {Procedure.Kind.CONCLUDE}

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of the wording in force, once that is certain."""
        day = self.progress.in_force_from
        if day is None or not self.changes_text:
            return None
        return day - datetime.timedelta(days=1)


def pending_of(
    agreement: Agreement,
    parties: Sequence[Party],
    procedures: Sequence[Procedure],
    day: datetime.date,
    *,
    inside: bool,
) -> list[Pending]:
    """What a reader is told of an agreement's procedures on a day: nothing that began later. One
    question, none where nothing is open."""
    going = [
        p
        for p in procedures
        if p.state == Procedure.State.OPEN
        and not p.past
        and (p.opened_on is None or p.opened_on <= day)
    ]
    if not going:
        return []
    agreement._prefetched_objects_cache = {"parties": list(parties)}  # type: ignore[attr-defined]
    for procedure in going:
        procedure.agreement = agreement
    prefetch_related_objects(going, "acts")
    return [
        _pending(procedure, parties, day, inside)
        for procedure in going
        if inside or is_public(procedure, day)
    ]


def is_public(procedure: Procedure, day: datetime.date) -> bool:
    """Whether everybody may know of it on a day: it has been laid before a council, or concluded."""
    return any(_makes_public(act) and act.date <= day for act in procedure.acts.all())


def text_is_public(procedure: Procedure) -> bool:
    """Whether everybody may see its text: in this round it lies before a council or was signed."""
    return any(_makes_public(act) and act.round == procedure.round for act in procedure.acts.all())


def _makes_public(act: Act) -> bool:
    return not act.withdrawn and act.step in PUBLIC and (act.confirmed or act.step != Step.SIGN)


def _pending(
    procedure: Procedure, parties: Sequence[Party], day: datetime.date, inside: bool
) -> Pending:
    state = progress(case_of(procedure), day)
    has_text = bool(procedure.text_sha256) and procedure.kind in WITH_TEXT
    return Pending(
        procedure,
        state,
        tuple(_track(state, party) for party in parties),
        inside,
        has_text and (inside or text_is_public(procedure)),
    )


def _track(state: Progress, party: Party) -> Track:
    """The first public step that a party has still to do; else the last it has done."""
    key = key_of(party)
    cells = [cell for step in _TOLD if (cell := state.of(step, key)) is not None]
    cells = [cell for cell in cells if cell.state is not State.NOT_NEEDED]
    waiting = next((cell for cell in cells if cell.state is not State.DONE), None)
    if waiting is not None:
        return Track(party, waiting.step.value, False, _before(cells, waiting))
    if cells:
        return Track(party, cells[-1].step.value, True, cells[-1].date)
    return Track(party, "", False, None)


def _before(cells: Sequence[StepState], waiting: StepState) -> datetime.date | None:
    """The day of what the party did last before it."""
    at = cells.index(waiting)
    return cells[at - 1].date if at else None


# ---- the text ------------------------------------------------------------------------------------------


def reading_of(procedure: Procedure) -> Reading:
    """The text that lies on the table. Needs the column ``text``."""
    return read_file(bytes(procedure.text), procedure.text_name)


@dataclass(frozen=True, slots=True)
class Mark:
    """What will become of a provision of the wording in force: ``fate`` and, for what is added behind
    it, ``added``; ``key`` is where the comparison shows it."""

    fate: str
    key: str
    added: tuple[tuple[str, str], ...] = ()


def marks_on(tree: str, procedure: Procedure) -> Mapping[str, Mark]:
    """The provisions of a wording that the pending text changes, by the id of their block."""
    data = bytes(procedure.text)
    return _marks(tree, digest(data), data, procedure.text_name)


@lru_cache(maxsize=16)
def _marks(tree: str, _sha256: str, data: bytes, name: str) -> Mapping[str, Mark]:
    found: dict[str, Mark] = {}
    last = ""
    for one in compared(from_tree(tree).document, read_file(data, name).document).provisions:
        if one.fate is Fate.ADDED:
            mark = found.get(last, Mark("", one.key))
            found[last] = Mark(mark.fate, mark.key, (*mark.added, (one.place, one.key)))
            continue
        last = one.left_id
        if one.differs:
            fate = Fate.EDITED if one.fate is Fate.SAME else one.fate
            found[last] = Mark(fate.value, one.key)
    return found
