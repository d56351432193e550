"""A rejected or amended resolution sends it back; acts and procedures withdrawn; the text replaced."""

from dataclasses import replace

import pytest

from renkei.desk.procedures.rules import (
    may,
    may_change_text,
    may_correct,
    may_withdraw,
    may_withdraw_procedure,
    progress,
)
from tests.desk.procedures.cases import (
    AOMINE,
    DUTIES,
    HAMABE,
    OTHER_TEXT,
    RESOLVED,
    SIGNED,
    TODAY,
    agree,
    bill,
    change,
    day,
    effect,
    resolve,
    sign,
)

REJECTED = (*RESOLVED[:5], resolve(HAMABE, "2026-12-14", "rejected"))


@pytest.mark.parametrize("result", ["rejected", "amended"])
def test_it_goes_back_to_consultation_in_a_new_round(result: str) -> None:
    case = change(*RESOLVED[:5], resolve(HAMABE, "2026-12-14", result))
    state = progress(case, TODAY)
    assert state.round == 2
    assert state.stage_ja == "協議に戻る（第2回）"
    assert len(state.history) == 6
    # The resolution of 甲 in the first round does not count in the second.
    assert [p.code for p in may(case, sign("2027-01-20", round=2), TODAY)] == [
        "gate.agree",
        "gate.agree",
        "gate.resolve",
        "gate.resolve",
    ]
    assert may(case, sign("2027-01-20"), TODAY)[0].code == "round.other"


def test_the_second_round_begins_after_the_rejection() -> None:
    case = change(*REJECTED)
    assert [p.code for p in may(case, agree(AOMINE, "2026-12-13", round=2), TODAY)] == [
        "date.order"
    ]
    assert may(case, agree(AOMINE, "2026-12-20", round=2), TODAY) == ()


def test_the_other_councils_vote_of_a_broken_round_is_still_history() -> None:
    broken = (
        *RESOLVED[:3],
        bill(HAMABE, "2026-09-01"),
        resolve(HAMABE, "2026-09-20", "rejected"),
    )
    late = resolve(AOMINE, "2026-09-24")
    assert may(change(*broken), late, TODAY) == ()
    assert progress(change(*broken, late), TODAY).round == 2
    # But no new bill of that round.
    assert "round.other" in {
        p.code for p in may(change(*REJECTED[:2], *REJECTED[4:]), bill(AOMINE, "2026-12-20"), TODAY)
    }


def test_an_act_on_which_a_later_one_rests_stays() -> None:
    case = change(*SIGNED)
    (problem,) = may_withdraw(case, SIGNED[3])
    assert problem.code == "withdraw.depends"
    assert "締結" in problem.ja
    assert may_withdraw(case, SIGNED[-1]) == ()
    assert [p.code for p in may_withdraw(change(*SIGNED, DUTIES[0]), SIGNED[-1])] == [
        "withdraw.depends"
    ]


def test_a_withdrawn_act_does_not_count_and_can_be_recorded_again() -> None:
    mistaken = replace(SIGNED[-1], withdrawn=True)
    case = change(*RESOLVED, mistaken)
    assert progress(case, TODAY).stage == "sign"
    assert may(case, sign("2027-01-21"), TODAY) == ()
    assert [p.code for p in may_withdraw(case, mistaken)] == ["act.gone"]


def test_withdrawing_the_rejection_takes_the_round_back() -> None:
    case = change(*REJECTED)
    assert may_withdraw(case, REJECTED[-1]) == ()
    assert progress(change(*RESOLVED[:5], replace(REJECTED[-1], withdrawn=True)), TODAY).round == 1
    second = change(*REJECTED, agree(AOMINE, "2026-12-20", round=2))
    assert [p.code for p in may_withdraw(second, REJECTED[-1])] == ["withdraw.depends"]


def test_the_procedure_can_be_withdrawn_until_it_is_signed() -> None:
    assert may_withdraw_procedure(change(*RESOLVED)) == ()
    (problem,) = may_withdraw_procedure(change(*SIGNED))
    assert problem.code == "withdraw.concluded"
    ended = change(*RESOLVED, withdrawn_on=day("2027-02-01"))
    assert [p.code for p in may(ended, sign("2027-02-02"), TODAY)] == ["procedure.withdrawn"]
    assert progress(ended, TODAY).stage_ja == "取下げ"
    assert progress(ended, day("2027-01-31")).stage == "sign"


def test_the_text_is_replaced_only_while_no_council_has_it() -> None:
    assert may_change_text(change(*RESOLVED[:2])) == ()
    assert [p.code for p in may_change_text(change(*RESOLVED[:3]))] == ["text.voted"]
    assert may_change_text(change(*REJECTED)) == ()


def test_a_slip_of_the_day_is_corrected_within_the_order() -> None:
    case, old = change(*SIGNED), SIGNED[3]
    assert may_correct(case, old, replace(old, date=day("2026-09-25")), TODAY) == ()
    late = may_correct(case, old, replace(old, date=day("2027-01-21")), TODAY)
    assert [p.code for p in late] == ["date.order"]


def test_a_result_on_which_the_signing_rests_is_not_corrected() -> None:
    case, old = change(*SIGNED), SIGNED[3]
    problems = may_correct(case, old, replace(old, result="rejected"), TODAY)
    assert [p.code for p in problems] == ["withdraw.depends"]
    assert [p.code for p in may_correct(case, old, replace(old, party=HAMABE.key), TODAY)] == [
        "correct.other"
    ]


def test_a_second_round_runs_to_the_end() -> None:
    case = change(*REJECTED, text_sha256=OTHER_TEXT)
    acts = (
        agree(AOMINE, "2026-12-20", OTHER_TEXT, 2),
        agree(HAMABE, "2026-12-21", OTHER_TEXT, 2),
        bill(AOMINE, "2027-02-20", "議案第3号", 2),
        bill(HAMABE, "2027-02-21", "議案第2号", 2),
        resolve(AOMINE, "2027-03-10", round=2),
        resolve(HAMABE, "2027-03-12", round=2),
        sign("2027-03-20", round=2),
        effect("2027-04-01").__class__(effect("2027-04-01").step, "", day("2027-04-01"), round=2),
    )
    for act in acts:
        assert may(case, act, TODAY) == ()
        case = replace(case, acts=(*case.acts, act))
    assert progress(case, TODAY).in_force
