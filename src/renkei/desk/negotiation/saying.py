"""What operations and sheets share: checking and entering what one party says.

Nothing here asks who may; each function returns or raises every reason at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from renkei.desk.accounts.models import Person, Post
from renkei.desk.agreements.models import Party
from renkei.desk.agreements.places import Places
from renkei.desk.agreements.reading import read_file
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.negotiation import problems
from renkei.desk.negotiation.anchors import carried
from renkei.desk.negotiation.models import (
    Answer,
    Comment,
    LaidText,
    Proposal,
    Reply,
    SheetFile,
)
from renkei.desk.negotiation.wording import (
    DoesNotRead,
    Edit,
    Overlap,
    Spot,
    changed,
    says_nothing,
    spots,
    typed,
    unseen,
)
from renkei.desk.procedures.gates import may_change_text
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.queries import case_of
from renkei.instrument.model import Document, Kind, Node

#: The longest comment, and the longest words of a proposal.
LONGEST, LONGEST_WORDS, LONGEST_REASON = 5_000, 5_000, 500


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it: for which party (None: the secretariat), with which post, on which sheet."""

    party: Party | None
    post: Post | None = None
    person: Person | None = None
    sheet: SheetFile | None = None

    @classmethod
    def of(cls, actor: Actor, party: Party | None, sheet: SheetFile | None = None) -> Voice:
        """The actor, for a party."""
        own = party is not None and party.municipality_id == getattr(actor.municipality, "pk", None)
        return cls(party, actor.post if own else None, actor.person, sheet)

    def fields(self) -> dict[str, object]:
        """As columns of what is said."""
        return {
            "party": self.party,
            "post": self.post,
            "person": self.person,
            "sheet": self.sheet,
        }


def refuse(found: Iterable[Problem]) -> None:
    """Refuse if there is anything against it."""
    listed = tuple(found)
    if listed:
        raise Refused(*listed)


def under_way(procedure: Procedure) -> tuple[Problem, ...]:
    """Whether anything can be said of its text."""
    if procedure.past or procedure.state != Procedure.State.OPEN:
        return (problems.closed(),)
    return () if procedure.text_sha256 else (problems.no_text(),)


def document_of(row: Procedure | LaidText) -> Document:
    """The text of a procedure, or one that lay on its table, as read."""
    return read_file(*file_of(row)).document


def file_of(row: Procedure | LaidText) -> tuple[bytes, str]:
    """The file and its name."""
    if isinstance(row, LaidText):
        return bytes(row.content), row.name
    return bytes(row.text), row.text_name


def laid(procedure: Procedure) -> LaidText:
    """The text that lies on the table, kept from now on."""
    rows = LaidText.objects.filter(procedure=procedure)
    known = rows.filter(sha256=procedure.text_sha256).first()
    if known is not None:
        return known
    last = rows.order_by("-number").values_list("number", flat=True).first() or 0
    return LaidText.objects.create(
        procedure=procedure,
        number=last + 1,
        sha256=procedure.text_sha256,
        name=procedure.text_name,
        content=bytes(procedure.text),
    )


def node_now(text: LaidText, node_id: str, procedure: Procedure) -> str | None:
    """Which provision of the text on the table a provision of an earlier one has become."""
    if not node_id or text.sha256 == procedure.text_sha256:
        return node_id
    return carried(*file_of(text), *file_of(procedure)).get(node_id)


def words_at(document: Document, node_id: str) -> tuple[Node | None, str]:
    """The block around a provision, and what it is called; the whole text for no provision."""
    if not node_id:
        return document.root, "案文"
    places = Places(document)
    node = places.block_of(node_id) or places.nodes.get(node_id)
    return (None, "") if node is None else (node, places.full_name(node))


# ---- what is said ----------------------------------------------------------------------------------


def say_comment(
    voice: Voice, procedure: Procedure, node_id: str, body: str, quoted: str = ""
) -> Comment:
    """意見. Raises Refused."""
    refuse(under_way(procedure))
    document = document_of(procedure)
    places = Places(document)
    node = document.root if not node_id else places.nodes.get(node_id)
    quoted = typed(quoted)
    found = list(against_words(body))
    place = "案文"
    if node is None:
        found.append(problems.no_provision())
    elif node_id:
        place = places.full_name(node)
    where = spots(node, quoted) if node is not None else []
    if node is not None and quoted and not where:
        found.append(problems.not_there(quoted, place, "quoted"))
    refuse(found)
    within = {spot.node_id for spot in where}
    if len(within) == 1:  # the paragraph or cell the words stand in
        node_id = within.pop()
        place = places.full_name(places.nodes[node_id])
    return Comment.objects.create(
        procedure=procedure,
        round=procedure.round,
        text=laid(procedure),
        node_id=node_id,
        place=place if node_id else "",
        quoted=quoted,
        body=body.strip(),
        **voice.fields(),
    )


def say_reply(voice: Voice, procedure: Procedure, comment: Comment, body: str) -> Reply:
    """返答; a comment that was done with is open again. Raises Refused."""
    refuse((*under_way(procedure), *against_words(body)))
    if comment.state == Comment.State.CLOSED:
        comment.state, comment.outcome, comment.closed_at = Comment.State.OPEN, "", None
        comment.save()
    return Reply.objects.create(comment=comment, body=body.strip(), **voice.fields())


def say_proposal(
    voice: Voice, procedure: Procedure, comment: Comment, before: str, after: str
) -> Proposal:
    """修正案; whoever makes it agrees to it. Raises Refused."""
    before, after = typed(before), typed(after)
    refuse((*under_way(procedure), *may_change_text(case_of(procedure))))
    document = document_of(procedure)
    key = node_now(comment.text, comment.node_id, procedure)
    found, spot = fits(document, key, before, after)
    refuse(found)
    assert spot is not None
    if comment.state == Comment.State.CLOSED:
        comment.state, comment.outcome, comment.closed_at = Comment.State.OPEN, "", None
        comment.save()
    proposal = Proposal.objects.create(
        comment=comment,
        text=laid(procedure),
        node_id=spot.node_id,
        before=before,
        after=after,
        **voice.fields(),
    )
    if voice.party is not None:
        Answer.objects.create(proposal=proposal, accepted=True, **voice.fields())
    _settle(proposal, procedure)
    return proposal


def say_answer(
    voice: Voice, procedure: Procedure, proposal: Proposal, accepted: bool, reason: str = ""
) -> Answer:
    """回答 of one party; another answer takes the place of its first. Raises Refused."""
    found = list(under_way(procedure))
    party = voice.party
    if party is None or party.agreement_id != procedure.agreement_id:
        found.append(problems.not_a_party())
    elif party.pk == proposal.party_id:
        found.append(problems.own_proposal())
    if proposal.state in (Proposal.State.TAKEN, Proposal.State.WITHDRAWN):
        found.append(over(proposal))
    if not accepted and not reason.strip():
        found.append(problems.no_reason())
    if accepted and reason.strip():
        found.append(problems.condition())
    if len(reason) > LONGEST_REASON:
        found.append(problems.too_long(LONGEST_REASON, "reason"))
    if not found and accepted:
        found += still_fits(document_of(procedure), procedure, proposal)[0]
    refuse(found)
    answer = Answer.objects.filter(proposal=proposal, party=party).first()
    if answer is None:
        answer = Answer(proposal=proposal, accepted=accepted)
    for name, value in voice.fields().items():
        setattr(answer, name, value)
    answer.accepted, answer.reason = accepted, "" if accepted else reason.strip()
    answer.said_at = timezone.now()
    answer.save()
    _settle(proposal, procedure)
    return answer


def over(proposal: Proposal) -> Problem:
    """That nothing more is to be done about it."""
    return problems.over(str(proposal.get_state_display()), proposal.state)


def _settle(proposal: Proposal, procedure: Procedure) -> None:
    """Its state follows from what each party has answered."""
    answers = dict(proposal.answers.values_list("party", "accepted"))
    parties = set(procedure.agreement.parties.values_list("pk", flat=True))
    if not all(answers.values()):
        proposal.state = Proposal.State.REJECTED
    elif parties <= answers.keys():
        proposal.state = Proposal.State.AGREED
    else:
        proposal.state = Proposal.State.OPEN
    proposal.save()


# ---- checks ------------------------------------------------------------------------------------------


def against_words(body: str) -> tuple[Problem, ...]:
    """A comment says something, and not a book."""
    if says_nothing(body):
        return (problems.nothing_said(),)
    return (problems.too_long(LONGEST),) if len(body) > LONGEST else ()


def fits(
    document: Document, key: str | None, before: str, after: str
) -> tuple[list[Problem], Spot | None]:
    """Where the words stand once in the provision, or every reason why the change cannot be made."""
    node, place = words_at(document, key) if key is not None else (None, "")
    if node is None:
        return [problems.no_provision()], None
    found: list[Problem] = []
    if not before:
        found.append(problems.nothing_said("before"))
    if max(len(before), len(after)) > LONGEST_WORDS:
        found.append(problems.too_long(LONGEST_WORDS, "after"))
    if before and before == after:
        found.append(problems.no_change())
    if hidden := set(unseen(after)) - set(before):
        found.append(problems.unseen(min(hidden)))
    where = spots(node, before)
    if before and not where:
        found.append(problems.not_there(before, place, "before"))
    if len(where) > 1:
        found.append(problems.several(before, place, len(where)))
    if found:
        return found, None
    kind = {part.id: part.kind for part in node.walk()}[where[0].node_id]
    if "\t" in after or ("\u2028" in after and kind is not Kind.CELL):  # would be a row, a line
        return [problems.other_shape()], None
    try:
        changed(document, [Edit(where[0], after)])
    except (DoesNotRead, Overlap):
        return [problems.other_shape()], None
    return [], where[0]


def still_fits(
    document: Document, procedure: Procedure, proposal: Proposal
) -> tuple[list[Problem], Spot | None]:
    """The same for a proposal made earlier, in the text that lies on the table now."""
    key = node_now(proposal.text, proposal.node_id, procedure)
    return fits(document, key, proposal.before, proposal.after)
