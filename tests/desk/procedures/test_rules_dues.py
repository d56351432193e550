"""What is due when, by whom, and who fixed the day."""

from dataclasses import replace
from datetime import date

from renkei.desk.procedures.dues import Fixed
from renkei.desk.procedures.rules import ActRecord, Case, Duty, Kind, Step, due, term_dues
from tests.desk.procedures.cases import (
    AOMINE,
    DUTIES,
    HAMABE,
    RESOLVED,
    SIGNED,
    change,
    day,
    effect,
)


def listed(case: Case, on: str) -> list[tuple[str, str, str, bool]]:
    return [(d.step, d.party, d.on.isoformat(), d.overdue) for d in due(case, day(on))]


def test_council_is_planned_backwards_from_the_day_it_comes_into_force() -> None:
    assert listed(change(*RESOLVED[:4]), "2026-10-01") == [
        (Step.BILL, HAMABE.key, "2027-02-15", False),
        (Step.RESOLVE, HAMABE.key, "2027-03-18", False),
        (Step.SIGN, "", "2027-03-29", False),
        (Step.TAKE_EFFECT, "", "2027-04-01", False),
    ]


def test_notice_and_filing_are_law_and_their_days_the_houses() -> None:
    found = [d for d in due(change(*SIGNED, *DUTIES[:2]), day("2027-02-04")) if d.step]
    assert [(d.step, d.party, d.on, d.overdue) for d in found] == [
        (Step.PUBLISH, HAMABE.key, date(2027, 2, 3), True),
        (Step.FILE, HAMABE.key, date(2027, 2, 3), True),
        (Step.TAKE_EFFECT, "", date(2027, 4, 1), False),
    ]
    assert found[0].statutory
    assert found[0].fixed is Fixed.HOUSE
    assert found[0].provision == "地方自治法第252条の2第4項（第2項の例）"
    assert "運用上の目安" in found[0].ja
    assert found[2].fixed is Fixed.TEXT


def test_a_due_is_overdue_only_after_its_day() -> None:
    case = change(*SIGNED, *DUTIES[:3])
    assert [d.overdue for d in due(case, day("2027-02-03"))] == [False, False]
    assert [d.overdue for d in due(case, day("2027-02-04"))] == [True, False]


def test_nothing_is_due_when_all_is_done_withdrawn_or_past() -> None:
    assert due(change(*SIGNED, *DUTIES, effect("2027-04-01")), day("2027-05-01")) == ()
    assert due(change(*SIGNED, withdrawn_on=day("2027-01-30")), day("2027-05-01")) == ()
    assert due(change(*SIGNED, past=True), day("2027-05-01")) == ()


def test_without_a_day_in_the_text_only_duties_after_signing_are_due() -> None:
    assert due(change(*RESOLVED, effective=None), day("2027-01-01")) == ()
    found = due(change(*SIGNED, effective=None), day("2027-01-21"))
    assert {d.step for d in found} == {Step.PUBLISH, Step.FILE, Step.TAKE_EFFECT}


def test_a_lapse_is_due_on_its_day() -> None:
    case = Case(
        "renkei_chusu",
        Kind.NOTICE,
        (AOMINE, HAMABE),
        (ActRecord(Step.NOTIFY, HAMABE.key, date(2024, 4, 1)),),
        notice_years=2,
    )
    resolved = (
        ActRecord(Step.BILL, HAMABE.key, date(2024, 3, 1)),
        ActRecord(Step.RESOLVE, HAMABE.key, date(2024, 3, 20), result="passed"),
    )
    found = due(replace(case, acts=resolved + case.acts), date(2025, 1, 1))
    assert [(d.step, d.on) for d in found] == [(Step.EXPIRE, date(2026, 4, 2))]


def test_a_correction_is_published_after_both_confirmed_it() -> None:
    case = change(*RESOLVED[:2], kind=Kind.CORRECT, effective=None)
    assert [(d.step, d.party, d.on) for d in due(case, day("2026-06-20"))] == [
        (Step.PUBLISH, AOMINE.key, date(2026, 6, 29)),
        (Step.PUBLISH, HAMABE.key, date(2026, 6, 29)),
    ]


def test_a_fixed_term_asks_for_talks_in_time() -> None:
    talks, end = term_dues("renkei_chusu", date(2031, 3, 31), date(2030, 11, 1))
    assert (talks.on, talks.overdue, talks.duty) == (date(2030, 10, 2), True, Duty.HOUSE)
    assert (end.on, end.overdue, end.fixed) == (date(2031, 3, 31), False, Fixed.TEXT)
    assert term_dues("renkei_chusu", date(2031, 3, 31), date(2031, 4, 1)) == ()
