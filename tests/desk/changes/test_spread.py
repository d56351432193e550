"""One change over many agreements: what fits is applied, the rest is said and decided one by one."""

import datetime

import pytest
from django.test import Client

from renkei.desk.changes import operations, queries, spread_operations
from renkei.desk.changes.models import Change, Misfit
from renkei.desk.changes.pieces import seen_of
from renkei.desk.changes.spread import names_between, renamed
from renkei.desk.changes.texts import pair_of, proof_of
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.operation import NotPermitted, Stale
from renkei.desk.procedures.models import Batch, Procedure
from tests.desk.changes.texts import agreement, change, edited, mended, model_words, piece
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, TAKAHO

pytestmark = pytest.mark.django_db
OWN = "防災訓練の共同実施等を行う。"


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def spread(office, made, *others, again=False):
    editor = office.at(AOMINE, "editor")
    return spread_operations.spread_change(editor, made, others, again=again)


def of(made, name):
    return Change.objects.get(leader=made, agreement__parties__municipality__name=name)


def test_where_the_words_are_the_same_every_sentence_is_applied(office):
    made = mended(office, change(office))
    (row,) = spread(office, made, agreement(office, KAWAZOE))
    assert row.fit == "fits"
    assert "災害時に行う" in row.text
    assert "地域公共交通" in row.text
    assert "青嶺市及び川添町における" in row.text
    proof = proof_of(row, pair_of(row))
    assert proof.ok
    assert "川添町" in proof.prose


def test_the_names_of_the_other_partner_take_the_place_of_ours(office):
    assert names_between(["青嶺市", "浜辺市"], ["青嶺市", "川添町"]) == {"浜辺市": "川添町"}
    assert renamed("浜辺市と青嶺市", {"浜辺市": "青嶺市", "青嶺市": "浜辺市"}) == "青嶺市と浜辺市"
    made = change(office)
    edited(office, made, "第1条", ("圏域の活性化", "浜辺市を含む圏域の活性化"))
    made.refresh_from_db()
    (row,) = spread(office, made, agreement(office, KAWAZOE))
    assert row.fit == "fits"
    assert "川添町を含む圏域の活性化" in row.text


def test_a_sentence_that_does_not_fit_is_not_forced_and_says_why(office):
    made = change(office)
    edited(office, made, "災害対策", ("災害時にに行う応援等", "災害時に行う支援等"))
    edited(office, made, "第1条", ("活性化", "発展"))
    made.refresh_from_db()
    (row,) = spread(office, made, agreement(office, KAWAZOE, disaster=OWN))
    assert row.fit == "deviates"
    assert "圏域の発展" in row.text  # the other sentence fits
    assert OWN in row.text
    (miss,) = row.misfits.all()
    assert {reason["code"] for reason in miss.reasons} == {"TextNotFound"}
    assert "災害対策の項" in miss.said
    assert miss.proposal.startswith("災害対策\t災害時に行う支援等を行う。")


def deviating(office):
    made = change(office)
    edited(office, made, "災害対策", ("災害時にに行う応援等", "災害時に行う支援等"))
    made.refresh_from_db()
    (row,) = spread(office, made, agreement(office, KAWAZOE, disaster=OWN))
    return made, row, row.misfits.get()


def test_the_common_words_are_taken_over(office):
    _made, row, miss = deviating(office)
    spread_operations.decide(office.at(KAWAZOE, "editor"), miss, Misfit.Decision.TAKEN)
    row.refresh_from_db()
    assert "災害対策\t災害時に行う支援等を行う。" in row.text
    assert row.fit == "decided"
    assert row.wordings.first().made == "decided"


def test_or_own_words_are_written(office):
    _made, row, miss = deviating(office)
    line = "災害対策\t防災訓練及び支援等を行う。\t取り組む。\t協力する。"
    spread_operations.decide(office.at(AOMINE, "editor"), miss, Misfit.Decision.BY_HAND, words=line)
    row.refresh_from_db()
    assert line in row.text


def test_or_it_stays_for_a_reason(office):
    _made, row, miss = deviating(office)
    who = office.at(AOMINE, "editor")
    with pytest.raises(Refused) as refused:
        spread_operations.decide(who, miss, Misfit.Decision.LEFT_OUT, reason=" ")
    assert codes(refused) == ["misfit.reason"]
    spread_operations.decide(who, miss, Misfit.Decision.LEFT_OUT, reason="別の定めによるため")
    miss.refresh_from_db()
    assert miss.reason == "別の定めによるため"
    assert not pair_of(row).changed
    with pytest.raises(Stale):
        spread_operations.decide(who, miss, Misfit.Decision.TAKEN)


def test_a_row_put_behind_one_that_is_not_here_is_proposed_at_the_end_of_the_same_table(office):
    made = mended(office, change(office))
    (row,) = spread(office, made, agreement(office, KAWAZOE, environment=False))
    (miss,) = row.misfits.all()
    assert {reason["code"] for reason in miss.reasons} == {"NoSuchProvision"}
    assert miss.adds
    spread_operations.decide(office.at(AOMINE, "editor"), miss, Misfit.Decision.TAKEN)
    row.refresh_from_db()
    rows = [line.split("\t")[0] for line in row.text.split("\n") if "\t" in line]
    assert rows == ["取組", "福祉", "災害対策", "地域公共交通"]


def test_where_numbers_move_nothing_is_applied_in_part(office):
    made = change(office)
    after = piece(made, "第2条")
    operations.add_piece(
        office.at(AOMINE, "editor"), made, after.node_id, seen_of(after),
        "（公開）\n\n第3条 甲及び乙は、成果を公表する。", renumber=True,
    )  # fmt: skip
    edited(office, made, "災害対策", ("災害時にに行う応援等", "災害時に行う支援等"))
    made.refresh_from_db()
    (row,) = spread(office, made, agreement(office, KAWAZOE, disaster=OWN))
    assert row.fit == "deviates"
    assert not pair_of(row).changed
    assert row.misfits.count() >= 2


def test_only_agreements_of_the_same_region_in_force(office):
    made = mended(office, change(office))
    with pytest.raises(Refused) as refused:
        spread(office, made, made.agreement)
    assert codes(refused) == ["spread.not_partner"]
    with pytest.raises(Refused) as refused:
        spread(office, made)
    assert codes(refused) == ["spread.none"]


def test_a_partner_may_not_spread_over_agreements_of_others_without_being_a_party(office):
    made = mended(office, change(office))
    with pytest.raises(NotPermitted):
        spread_operations.spread_change(
            office.at(KITANO, "editor"), made, [agreement(office, KAWAZOE)]
        )


def family(office):
    made = mended(office, change(office))
    partners = [agreement(office, name) for name in (KAWAZOE, TAKAHO, KITANO)]
    spread(office, made, *partners)
    return made


def check_all(office, made):
    for row in spread_operations.together(made):
        operations.check(office.at(AOMINE, "editor"), row)


def test_all_go_into_procedure_at_once_each_with_its_own_text(office):
    made = family(office)
    check_all(office, made)
    batch = spread_operations.send(
        office.at(AOMINE, "editor"), made, opened_on=datetime.date(2026, 6, 1)
    )
    assert isinstance(batch, Batch)
    assert batch.procedures.count() == 4
    for row in Change.objects.all():
        assert row.state == "sent"
        assert row.procedure.agreement_id == row.agreement_id
        assert bytes(row.procedure.text).decode() == row.text
        assert row.procedure.effective == made.effective


def test_one_that_does_not_take_part_is_not_sent(office):
    made = family(office)
    out = of(made, KITANO)
    with pytest.raises(Refused):
        spread_operations.leave_out(office.at(AOMINE, "editor"), out, "")
    spread_operations.leave_out(office.at(AOMINE, "editor"), out, "独自の協約を検討中のため")
    check_all(office, made)
    batch = spread_operations.send(office.at(AOMINE, "editor"), made)
    assert batch.procedures.count() == 3
    assert not Procedure.objects.filter(agreement=out.agreement).exists()


def test_nothing_is_sent_while_one_of_them_is_unchecked(office):
    made = family(office)
    operations.check(office.at(AOMINE, "editor"), made)
    with pytest.raises(Refused) as refused:
        spread_operations.send(office.at(AOMINE, "editor"), made)
    assert codes(refused) == ["change.unchecked"] * 3
    assert not Procedure.objects.exists()


def test_an_undecided_misfit_keeps_a_change_from_being_checked(office):
    _made, row, miss = deviating(office)
    with pytest.raises(Refused) as refused:
        operations.check(office.at(AOMINE, "editor"), row)
    assert "change.undecided" in codes(refused)
    assert miss.decision == ""


def test_one_alone_opens_one_procedure(office):
    made = mended(office, change(office))
    operations.check(office.at(AOMINE, "editor"), made)
    found = spread_operations.send(office.at(HAMABE, "editor"), made)
    assert isinstance(found, Procedure)
    assert found.reason == made.reason


def test_made_anew_the_old_decisions_give_way(office):
    made, row, _miss = deviating(office)
    spread(office, made, row.agreement, again=True)
    assert made.followers.count() == 1
    assert made.followers.get().pk != row.pk


def models(office, **how):
    """A model text and its next version, in which the slip is gone and the aim says more."""
    from renkei.desk.agreements.draft_operations import write_model
    from tests.desk.office import at_machine

    old = write_model(at_machine(), office.region, "標準文", model_words())
    text = model_words().replace("時にに", "時に").replace("圏域の活性化", "〔乙〕と圏域の活性化")
    return old, write_model(at_machine(), office.region, "標準文", text, based_on=1)


def test_what_changed_in_the_model_text_is_applied_with_the_names_of_the_parties(office):
    old, new = models(office)
    made = change(office)
    spread_operations.take_model(office.at(AOMINE, "editor"), made, old, new, seen=made.number)
    made.refresh_from_db()
    assert "浜辺市と圏域の活性化" in made.text
    assert "時にに" not in made.text
    assert made.misfits.count() == 0
    assert proof_of(made, pair_of(made)).ok


def test_where_the_words_depart_from_the_model_it_is_decided_here(office):
    old, new = models(office)
    made = change(office, agreement(office, KAWAZOE, disaster=OWN))
    who = office.at(AOMINE, "editor")
    spread_operations.take_model(who, made, old, new, seen=made.number)
    made.refresh_from_db()
    assert "川添町と圏域の活性化" in made.text
    (miss,) = made.misfits.all()
    assert miss.proposal.startswith("災害対策\t災害時に行う応援等")
    with pytest.raises(Refused) as refused:
        operations.check(who, made)
    assert codes(refused) == ["change.undecided"]
    spread_operations.decide(who, miss, Misfit.Decision.LEFT_OUT, reason="独自の訓練のため")
    made.refresh_from_db()
    operations.check(who, made)


def test_a_stale_page_sent_again_takes_no_edit_and_no_decision_away(office):
    made = mended(office, change(office))
    other = agreement(office, KAWAZOE)
    (row,) = spread(office, made, other)
    edited(office, row, "第1条", ("活性化", "発展"))
    (same,) = spread(office, made, other)
    assert same.pk == row.pk
    assert "発展" in same.text
    spread_operations.leave_out(office.at(AOMINE, "editor"), row, "検討中のため")
    (same,) = spread(office, made, other)
    assert same.fit == "left_out"


def test_an_edit_after_spreading_is_told_of_where_it_is_missing(office):
    made = mended(office, change(office))
    other = agreement(office, KAWAZOE)
    (row,) = spread(office, made, other)
    assert queries.behind(made, [row]) == set()
    edited(office, made, "第1条", ("活性化", "発展"))
    assert queries.behind(made, [row]) == {row.pk}
    client = Client()
    client.force_login(office.person(AOMINE, "editor"))
    for where in ("partners", "send"):
        html = client.get(f"/changes/{made.pk}/{where}/").content.decode()
        assert "元の変更案より前の内容です" in html
    made.refresh_from_db()
    (row,) = spread(office, made, other, again=True)
    assert "発展" in row.text
    assert queries.behind(made, [row]) == set()


def test_enter_in_the_reason_decides_nothing_and_keeps_what_was_typed(office):
    _made, row, miss = deviating(office)
    client = Client()
    client.force_login(office.person(AOMINE, "editor"))
    address = f"/changes/{row.pk}/deviations/{miss.pk}/"
    before = row.text
    html = client.get(address).content.decode()
    # A browser presses the first button of a form on Enter.
    first = html[html.index('class="gap"') :].split("<button", 1)[1].split(">", 1)[0]
    assert 'value=""' in first
    answer = client.post(address, {"decision": "", "reason": "大事な理由", "words": "大事な文"})
    assert answer.status_code == 422
    assert "決め方が選ばれていません" in answer.content.decode()
    assert "大事な理由" in answer.content.decode()
    row.refresh_from_db()
    assert row.text == before
