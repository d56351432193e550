"""協議: what is said of a text, by whom, and what becomes of it."""

import pytest

from tests.desk.office import AOMINE, HAMABE, at_machine
from tests.desk.procedures.matters import TODAY, Way, agreement, text

pytestmark = pytest.mark.django_db
WORDS = "圏域の活性化"


@pytest.fixture
def way(office, monkeypatch):
    """A change with its text on the table: 青嶺市 and 浜辺市 talk about it."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: TODAY)
    return Way(office, agreement(office)).open()


def say(way, by=None, node="art_1", body="言葉が足りない。", **more):
    from renkei.desk.negotiation.operations import comment

    return comment(by or way.other, way.procedure, node, body, **more)


def offer(way, before=WORDS, after="圏域の持続的な発展", by=None, on=None):
    from renkei.desk.negotiation.operations import propose

    return propose(by or way.other, on or say(way), before, after)


def answered(way, proposal, name, accepted=True, reason="", by=None):
    from renkei.desk.negotiation.operations import answer

    who = by or (way.centre if name == AOMINE else way.other)
    return answer(who, proposal, way.of(name), accepted, reason)


def refused(codes, act, *arguments, **options):
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused) as found:
        act(*arguments, **options)
    assert [problem.code for problem in found.value.problems] == codes
    return found.value.problems


def lying(way):
    """The text on the table."""
    return bytes(way.now().text).decode()


def test_a_comment_keeps_its_provision_its_words_and_who_said_it(way):
    made = say(way, quoted="活性化を図る")
    assert (made.place, made.quoted, made.state) == ("第1条", "活性化を図る", "open")
    assert made.party.name == HAMABE
    assert made.post == way.other.post
    assert made.text.sha256 == way.procedure.text_sha256
    assert bytes(made.text.content) == bytes(way.procedure.text)


def test_a_comment_on_words_stands_at_the_paragraph_that_has_them(way):
    assert say(way, quoted="活性化").node_id == "art_1__para_1"
    assert say(way).node_id == "art_1"


def test_a_comment_may_be_about_the_whole_text(way):
    made = say(way, node="")
    assert (made.node_id, made.place) == ("", "")


def test_a_comment_needs_words_and_a_provision_that_is_there(way):
    refused(["negotiation.empty", "negotiation.no_provision"], say, way, node="art_9", body=" ")
    problems = refused(["TextNotFound"], say, way, quoted="活性化することを")
    assert problems[0].field == "quoted"


def test_nothing_is_said_of_a_procedure_without_text_or_that_is_given_up(way, office):
    from renkei.desk.procedures.operations import open_procedure, withdraw_procedure
    from renkei.desk.region.schemes import Kind
    from tests.desk.procedures.matters import day

    withdraw_procedure(way.centre, way.procedure, "取りやめ", day("2026-07-01"))
    refused(["negotiation.closed"], say, way)
    way.procedure = open_procedure(way.centre, way.row, Kind.CHANGE, name="二度目の変更")
    refused(["negotiation.no_text"], say, way)


def test_the_secretariat_speaks_for_no_party(way, office):
    from renkei.desk.negotiation.operations import comment

    made = comment(office.at("青嶺市", "secretariat"), way.procedure, "art_1", "字句の確認です。")
    assert made.party is None


def test_a_proposal_needs_words_that_stand_exactly_once(way):
    made = say(way)
    refused(["TextNotFound"], offer, way, before="圏域の発展", on=made)
    found = refused(
        ["MultipleTextFound"], offer, way, before="連携協約", after="協約", on=say(way, node="")
    )
    assert "か所" in found[0].ja
    refused(["negotiation.same"], offer, way, after=WORDS, on=made)
    refused(["negotiation.empty"], offer, way, before="", on=made)


def test_words_that_would_make_another_provision_are_no_proposal(way):
    refused(["negotiation.shape"], offer, way, after="圏域\n第5条　新しい条")
    refused(["negotiation.shape"], offer, way, after="甲\t乙")


@pytest.mark.parametrize(
    "unseen",
    ["\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\x01", "\x0b", "\x0c", "\x85", "\u2029"],
)
def test_signs_that_nobody_sees_are_not_put_into_the_text(way, unseen):
    found = refused(["negotiation.unseen"], offer, way, after=f"圏域の{unseen}発展")
    assert found[0].field == "after"
    assert f"U+{ord(unseen):04X}" in found[0].ja


def test_a_comment_of_signs_that_nobody_sees_says_nothing(way):
    refused(["negotiation.empty"], say, way, body="\u200b\u202e \x0b")


def test_other_words_may_be_as_rare_as_they_like(way):
    assert offer(way, after="圏域の\U000e0100\u3099𠮷田の活性化").state == "open"


def test_whoever_proposes_agrees_and_the_other_side_is_asked(way):
    proposal = offer(way)
    assert [(a.party.name, a.accepted) for a in proposal.answers.all()] == [(HAMABE, True)]
    assert proposal.state == "open"
    refused(["negotiation.own"], answered, way, proposal, HAMABE)


def test_one_party_never_answers_for_the_other(way):
    from renkei.desk.journal.operation import NotPermitted

    with pytest.raises(NotPermitted):
        answered(way, offer(way), AOMINE, by=way.other)


def test_what_all_agreed_to_is_taken_in_as_the_next_text(way):
    from renkei.desk.negotiation.operations import take_in

    proposal = offer(way)
    answered(way, proposal, AOMINE)
    proposal.refresh_from_db()
    assert proposal.state == "agreed"
    assert WORDS in lying(way)  # nothing is changed by agreeing alone
    made = take_in(way.centre, way.procedure)
    assert "圏域の持続的な発展を図ること" in lying(way)
    assert WORDS not in lying(way)
    assert (made.number, made.sha256) == (2, way.now().text_sha256)
    assert way.procedure.text_name == "change_第2案.txt"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.taken_id) == ("taken", made.pk)
    assert proposal.comment.__class__.objects.get().outcome == "修正案を第2案に取り込みました。"


def test_the_taken_text_differs_in_nothing_but_those_words(way):
    from renkei.desk.negotiation.operations import take_in

    before = lying(way)
    answered(way, offer(way), AOMINE)
    take_in(way.centre, way.procedure)
    assert lying(way) == before.replace(WORDS, "圏域の持続的な発展")


def test_confirmations_of_the_text_before_count_no_longer(way):
    from renkei.desk.negotiation.operations import take_in

    proposal = offer(way)
    way.agree()
    answered(way, proposal, AOMINE)
    take_in(way.centre, way.now())
    assert way.now().stage == "agree"


def test_a_refusal_says_why_and_may_be_thought_over(way):
    from renkei.desk.negotiation.operations import take_in

    proposal = offer(way)
    refused(["negotiation.reason"], answered, way, proposal, AOMINE, False)
    answered(way, proposal, AOMINE, False, "要綱の言葉と違う。")
    proposal.refresh_from_db()
    assert proposal.state == "rejected"
    refused(["negotiation.nothing"], take_in, way.centre, way.procedure)
    answered(way, proposal, AOMINE)
    proposal.refresh_from_db()
    assert proposal.state == "agreed"
    assert [a.reason for a in proposal.answers.all()] == ["", ""]


def test_while_a_council_has_its_bill_nothing_is_proposed_or_taken_in(way):
    from renkei.desk.negotiation.operations import take_in

    proposal = offer(way)
    answered(way, proposal, AOMINE)
    way.agree().bills()
    refused(["text.voted", "text.voted"], offer, way)
    refused(["text.voted", "text.voted"], take_in, way.centre, way.now())
    say(way)  # but it may be talked about


def test_two_proposals_on_the_same_words_are_not_both_taken_in(way):
    from renkei.desk.negotiation.operations import take_in

    for proposal in (offer(way), offer(way, before="活性化を図る", after="発展に努める")):
        answered(way, proposal, AOMINE)
    refused(["Overlap"], take_in, way.centre, way.procedure)
    assert WORDS in lying(way)


def test_a_proposal_whose_words_have_gone_from_the_text_is_neither_agreed_nor_taken(way):
    from renkei.desk.procedures.operations import put_text

    proposal = offer(way)
    put_text(
        way.centre, way.procedure, text().replace(WORDS.encode(), "圏域の振興".encode()), "b.txt"
    )
    way.now()
    refused(["TextNotFound"], answered, way, proposal, AOMINE)
    answered(way, proposal, AOMINE, False, "案文がすでに変わっている。")


def test_a_proposal_follows_its_provision_when_numbers_move(way):
    from renkei.desk.negotiation.operations import take_in
    from renkei.desk.procedures.operations import put_text

    proposal = offer(
        way, before="協議による", after="協議による合意による", on=say(way, node="art_2")
    )
    new = text().decode().replace("第2条　", "第2条　新しい条である。\n\n（変更等）\n\n第3条　")
    put_text(way.centre, way.procedure, new.encode(), "b.txt")
    way.now()
    answered(way, proposal, AOMINE)
    take_in(way.centre, way.procedure)
    assert (
        "第3条　この連携協約を変更し、又は廃止しようとする場合は、甲及び乙の協議による合意による。"
        in lying(way)
    )


def test_a_word_file_stays_a_word_file(way):
    from renkei.desk.negotiation.operations import take_in
    from renkei.desk.procedures.operations import put_text
    from renkei.instrument import read
    from renkei.instrument.formats import write

    put_text(way.centre, way.procedure, write(read(bytes(way.procedure.text)), "docx"), "案.docx")
    way.now()
    answered(way, offer(way), AOMINE)
    take_in(way.centre, way.procedure)
    now = way.now()
    assert now.text_name == "案_第2案.docx"
    said = "".join(n.text for n in read(bytes(now.text), name=now.text_name).root.walk())
    assert "圏域の持続的な発展を図る" in said


def test_a_comment_with_a_proposal_that_is_not_settled_is_not_done_with(way):
    from renkei.desk.negotiation.operations import settle, withdraw_proposal

    made = say(way)
    proposal = offer(way, on=made)
    refused(["negotiation.reason", "negotiation.waiting"], settle, way.other, made, "")
    refused(["negotiation.reason"], withdraw_proposal, way.other, proposal, " ")
    withdraw_proposal(way.other, proposal, "別の案にする。")
    settle(way.other, made, "原案のとおり")
    made.refresh_from_db()
    assert (made.state, made.outcome) == ("closed", "原案のとおり")


def test_only_its_own_side_withdraws_a_proposal_or_settles_a_comment(way):
    from renkei.desk.journal.operation import NotPermitted
    from renkei.desk.negotiation.operations import settle, withdraw_proposal

    made = say(way)
    proposal = offer(way, on=made)
    with pytest.raises(NotPermitted):
        withdraw_proposal(way.centre, proposal, "やめる")
    with pytest.raises(NotPermitted):
        settle(way.centre, made, "済み")


def test_what_is_in_the_text_or_withdrawn_is_not_withdrawn_again(way):
    from renkei.desk.negotiation.operations import take_in, withdraw_proposal

    proposal = offer(way)
    answered(way, proposal, AOMINE)
    take_in(way.centre, way.procedure)
    refused(["negotiation.over"], withdraw_proposal, way.other, proposal, "やめる")


def test_agreeing_on_a_condition_is_no_agreement(way):
    proposal = offer(way)
    found = refused(
        ["negotiation.condition"], answered, way, proposal, AOMINE, reason="第2条も改めるなら"
    )
    assert found[0].field == "reason"
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_the_outcome_of_a_comment_is_not_written_over(way):
    from renkei.desk.negotiation.operations import settle

    made = settle(way.other, say(way), "原案のとおり")
    refused(["negotiation.settled"], settle, way.other, made, "別の結論")
    made.refresh_from_db()
    assert made.outcome == "原案のとおり"


def test_the_record_of_a_procedure_that_is_over_is_not_touched(way):
    from renkei.desk.negotiation.operations import settle, withdraw_proposal
    from renkei.desk.procedures.operations import withdraw_procedure
    from tests.desk.procedures.matters import day

    made = say(way)
    proposal = offer(way)
    withdraw_procedure(way.centre, way.procedure, "取りやめ", day("2026-07-01"))
    refused(["negotiation.closed"], withdraw_proposal, way.other, proposal, "やめる")
    refused(["negotiation.closed"], settle, way.other, made, "済み")


def test_a_reply_opens_again_what_was_done_with(way):
    from renkei.desk.negotiation.operations import reply, settle

    made = settle(way.other, say(way), "原案のとおり")
    reply(way.centre, made, "もう一度考えたい。")
    made.refresh_from_db()
    assert (made.state, made.outcome, made.closed_at) == ("open", "", None)


def test_all_of_it_stands_in_the_journal_of_the_procedure(way):
    from renkei.desk.journal.models import Entry
    from renkei.desk.negotiation.operations import take_in

    answered(way, offer(way), AOMINE)
    take_in(at_machine(), way.procedure)
    rows = Entry.objects.filter(subject_key=str(way.procedure.pk), chain="aomine")
    done = list(rows.order_by("number").values_list("operation", flat=True))
    assert done[-5:] == [
        "negotiation.comment",
        "negotiation.propose",
        "negotiation.answer",
        "procedures.put_text",
        "negotiation.take_in",
    ]
    assert "圏域の持続的な発展" in rows.get(operation="negotiation.propose").body
