"""What was said of a text, at the provisions it is about now: as data for pages, papers and sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renkei.amendment.compare import Change, words
from renkei.desk.agreements.places import Places
from renkei.desk.negotiation import queries
from renkei.desk.negotiation.models import Answer, Comment, Proposal, Said
from renkei.desk.negotiation.saying import document_of, fits, node_now
from renkei.desk.negotiation.wording import Spot, spots
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.page import Seat, seats_of
from renkei.desk.procedures.queries import parties_of
from renkei.instrument.model import Document, Node


@dataclass(frozen=True, slots=True)
class Track:
    """What one party says to a proposal: its answer, or None while it has given none."""

    seat: Seat
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with its words marked, each party's answer, and whether it still fits."""

    row: Proposal
    changes: tuple[Change, ...]
    tracks: tuple[Track, ...]
    seat: Seat | None
    fits: bool

    @property
    def unsettled(self) -> bool:
        """Whether it may still be answered, withdrawn or taken in."""
        return self.row.state not in (Proposal.State.TAKEN, Proposal.State.WITHDRAWN)

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        state = Proposal.State
        return {
            state.TAKEN: "ok",
            state.AGREED: "ok",
            state.OPEN: "soon",
            state.REJECTED: "late",
        }.get(state(self.row.state), "none")


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was said under a comment, with the party that said it."""

    row: Said
    seat: Seat | None
    body: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its replies and proposals, and where it stands in the text on the table."""

    row: Comment
    seat: Seat | None
    turns: tuple[Turn, ...]
    offers: tuple[Offer, ...]
    #: Its provision now; None where the text has it no longer
    node: Node | None
    #: The block of the page it stands beside
    block: str
    #: What that provision is called now
    place: str
    #: Where the quoted words stand now
    where: tuple[Spot, ...]

    @property
    def lost(self) -> bool:
        """Whether its provision is gone from the text."""
        return self.node is None and bool(self.row.node_id)

    @property
    def open(self) -> bool:
        """Whether something is still to be said or done."""
        return self.row.state == Comment.State.OPEN


@dataclass(frozen=True, slots=True)
class Talks:
    """All that was said of a procedure's texts, over the text on the table."""

    procedure: Procedure
    document: Document
    seats: tuple[Seat, ...]
    threads: tuple[Thread, ...]
    by_block: Mapping[str, list[Thread]] = field(default_factory=dict)

    @property
    def lost(self) -> list[Thread]:
        """Those whose provision is gone; they stand at the end with their old words."""
        return [thread for thread in self.threads if thread.lost]

    @property
    def general(self) -> list[Thread]:
        """Those on the text as a whole."""
        return [thread for thread in self.threads if not thread.row.node_id]

    @property
    def open(self) -> list[Thread]:
        """Those about which something is still to be said or done."""
        return [thread for thread in self.threads if thread.open]

    @property
    def offers(self) -> list[Offer]:
        """All proposals."""
        return [offer for thread in self.threads for offer in thread.offers]


def talks_of(procedure: Procedure, key: int | None = None) -> Talks:
    """What was said (of one comment, if ``key`` names it), at the provisions it is about now.

    Some six queries. The procedure comes with its text (procedures.queries.text_of).
    """
    document = document_of(procedure)
    places = Places(document)
    rows = queries.comments_of(procedure, key)
    seats = seats_of(parties_of(procedure))
    earlier = {
        text.pk
        for row in rows
        for text in (row.text, *(p.text for p in row.proposals.all()))
        if text.sha256 != procedure.text_sha256
    }
    texts = queries.texts_of(procedure, earlier) if earlier else {}
    gather = _Gather(procedure, document, places, {seat.row.pk: seat for seat in seats}, texts)
    threads = tuple(gather.thread(row) for row in rows)
    by_block: dict[str, list[Thread]] = {}
    for thread in threads:
        if thread.block:
            by_block.setdefault(thread.block, []).append(thread)
    return Talks(procedure, document, seats, threads, by_block)


class _Gather:
    """Puts rows together with the text on the table."""

    def __init__(
        self,
        procedure: Procedure,
        document: Document,
        places: Places,
        seats: Mapping[int, Seat],
        texts: Mapping[int, object],
    ) -> None:
        self.procedure, self.document, self.places = procedure, document, places
        self.seats, self.texts = seats, texts

    def thread(self, row: Comment) -> Thread:
        key = self._now(row)
        node = self.places.nodes.get(key) if key else None
        block = self.places.block_of(node.id) if node is not None else None
        within = self.document.root if not row.node_id else node
        return Thread(
            row,
            self._seat(row),
            tuple(Turn(reply, self._seat(reply), reply.body) for reply in row.replies.all()),
            tuple(self._offer(proposal) for proposal in row.proposals.all()),
            node,
            block.id if block is not None else "",
            self.places.full_name(node) if node is not None else row.place,
            tuple(spots(within, row.quoted)) if within is not None else (),
        )

    def _now(self, row: Comment | Proposal) -> str | None:
        text = self.texts.get(row.text_id, row.text)
        return node_now(text, row.node_id, self.procedure)  # type: ignore[arg-type]

    def _seat(self, row: Said) -> Seat | None:
        return self.seats.get(row.party_id or 0)

    def _offer(self, row: Proposal) -> Offer:
        given = {answer.party_id: answer for answer in row.answers.all()}
        standing = row.state in (Proposal.State.TAKEN, Proposal.State.WITHDRAWN)
        return Offer(
            row,
            words(row.before, row.after),
            tuple(Track(seat, given.get(key)) for key, seat in self.seats.items()),
            self._seat(row),
            standing or not fits(self.document, self._now(row), row.before, row.after)[0],
        )
