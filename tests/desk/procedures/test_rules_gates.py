"""Gates: what may not be recorded yet, and the provision that says so."""

from dataclasses import replace
from datetime import date

import pytest

from renkei.desk.procedures.rules import ActRecord, Case, Kind, NumberUse, Step, may
from tests.desk.procedures.cases import (
    AOMINE,
    DUTIES,
    HAMABE,
    ISHIKARI,
    KAWAZOE,
    OTHER_TEXT,
    PREFECTURE,
    RESOLVED,
    SAPPORO,
    SHOP,
    SIGNED,
    TEXT,
    TODAY,
    agree,
    bill,
    change,
    day,
    effect,
    file,
    publish,
    resolve,
    sign,
)


def codes(case: Case, act: ActRecord, **more) -> list[str]:
    return [problem.code for problem in may(case, act, more.pop("today", TODAY), **more)]


def test_no_bill_before_both_parties_confirmed_the_text() -> None:
    case = change(agree(AOMINE, "2026-06-12"))
    (problem,) = may(case, bill(AOMINE, "2026-09-01"), TODAY)
    assert problem.code == "gate.agree"
    assert "浜辺市" in problem.ja
    assert "第252条の2第4項" in problem.provision


def test_no_resolution_without_a_bill() -> None:
    assert codes(change(*RESOLVED[:2]), resolve(AOMINE, "2026-09-24")) == ["gate.bill"]


def test_no_signing_before_both_resolutions_and_the_provision_is_cited() -> None:
    (problem,) = may(change(*RESOLVED[:5]), sign("2027-01-20"), TODAY)
    assert problem.code == "gate.resolve"
    assert problem.ja == "乙（浜辺市）の議会の議決がまだありません。"
    assert problem.provision == "地方自治法第252条の2第4項（第3項の例）"


def test_after_both_resolutions_it_may_be_signed() -> None:
    assert may(change(*RESOLVED), sign("2027-01-20"), TODAY) == ()


def test_nothing_is_concluded_on_one_partys_word() -> None:
    one_word = sign("2027-01-20", confirmed=False, by=(AOMINE.key,))
    case = change(*RESOLVED, one_word)
    assert codes(case, publish(AOMINE, "2027-01-21")) == ["gate.sign_confirm"]
    assert "gate.sign_confirm" in codes(case, effect("2027-04-01"))


@pytest.mark.parametrize("act", [publish(AOMINE, "2027-01-21"), file(HAMABE, "2027-01-21")])
def test_notice_and_filing_only_when_signed(act: ActRecord) -> None:
    assert codes(change(*RESOLVED), act) == ["gate.sign"]
    assert may(change(*SIGNED), act, TODAY) == ()


def test_in_force_on_the_day_of_the_text_and_not_before_the_gates() -> None:
    assert codes(change(*RESOLVED), effect("2027-04-01")) == ["gate.sign"]
    assert codes(change(*SIGNED), effect("2027-03-31")) == ["effect.day"]
    # It follows by itself: the day may be entered while it still lies ahead.
    assert may(change(*SIGNED), effect("2027-04-01"), date(2027, 1, 21)) == ()


def test_a_missed_notice_does_not_suspend_the_effect() -> None:
    assert may(change(*SIGNED, DUTIES[0]), effect("2027-04-01"), TODAY) == ()


def test_when_the_day_of_the_text_passed_it_counts_from_the_signing() -> None:
    case = change(*RESOLVED, sign("2027-04-20"))
    early = codes(case, effect("2027-04-01"), today=day("2027-05-01"))
    assert early == ["effect.day", "date.order"]
    assert may(case, effect("2027-04-20"), day("2027-05-01")) == ()


def test_a_day_that_has_not_come_cannot_be_recorded() -> None:
    assert codes(change(), agree(AOMINE, "2027-04-03")) == ["date.future"]
    assert may(change(), agree(AOMINE, "2027-04-02"), TODAY) == ()


def test_days_out_of_order_are_refused_along_one_track_and_across() -> None:
    assert codes(change(*RESOLVED[:2]), bill(AOMINE, "2026-06-14")) == ["date.order"]  # 乙 6.15
    assert codes(change(*RESOLVED[:3]), resolve(AOMINE, "2026-08-31")) == ["date.order"]
    assert codes(change(*RESOLVED), sign("2026-12-13")) == ["date.order"]
    assert codes(change(*SIGNED), publish(AOMINE, "2027-01-19")) == ["date.order"]


def test_the_resolution_of_one_who_is_no_party_is_refused() -> None:
    (problem,) = may(change(*RESOLVED[:5]), resolve(ISHIKARI, "2026-12-14"), TODAY)
    assert problem.code == "party.unknown"
    assert problem.remedy_ja == "当事者は甲・乙です。"


def test_the_same_step_twice_is_refused() -> None:
    assert codes(change(*RESOLVED[:4]), bill(AOMINE, "2026-09-02")) == ["act.twice"]
    assert codes(change(*SIGNED), sign("2027-01-20")) == ["act.twice"]


def test_each_party_confirms_exactly_the_text_on_the_table() -> None:
    assert codes(change(), agree(AOMINE, "2026-06-12", OTHER_TEXT)) == ["agree.other_text"]
    assert codes(change(text_sha256=""), agree(AOMINE, "2026-06-12", "")) == ["agree.no_text"]


def test_a_new_text_has_to_be_confirmed_again_by_both() -> None:
    case = change(*RESOLVED[:2], text_sha256=OTHER_TEXT)
    assert codes(case, bill(AOMINE, "2026-09-01")) == ["gate.agree", "gate.agree"]
    assert may(case, agree(AOMINE, "2026-07-01", OTHER_TEXT), TODAY) == ()


def test_the_number_of_a_notice_is_given_once_a_year() -> None:
    used = [NumberUse(AOMINE.key, 2027, "第３号")]
    case = change(*SIGNED)
    again = publish(AOMINE, "2027-01-21", "告示第3号")
    assert codes(case, again, numbers=used) == ["publish.number_twice"]
    assert codes(case, publish(AOMINE, "2027-01-21", "告示第4号"), numbers=used) == []
    assert codes(case, publish(HAMABE, "2027-01-21", "告示第3号"), numbers=used) == []
    last_year = [NumberUse(AOMINE.key, 2026, "告示第3号")]
    assert codes(case, again, numbers=last_year) == []


def test_a_notice_by_law_has_a_number() -> None:
    assert codes(change(*SIGNED), publish(AOMINE, "2027-01-21", " ")) == ["publish.number"]


def test_the_filing_goes_to_the_right_office() -> None:
    assert codes(change(*SIGNED), file(AOMINE, "2027-01-21", "総務大臣")) == ["file.addressee"]
    with_prefecture = replace(
        change(
            agree(AOMINE, "2026-06-12"),
            agree(PREFECTURE, "2026-06-12"),
            bill(AOMINE, "2026-09-01"),
            resolve(AOMINE, "2026-09-24"),
            bill(PREFECTURE, "2026-09-01"),
            resolve(PREFECTURE, "2026-09-24"),
            sign("2027-01-20"),
        ),
        parties=(AOMINE, PREFECTURE),
    )
    assert codes(with_prefecture, file(AOMINE, "2027-01-21")) == ["file.addressee"]
    assert codes(with_prefecture, file(AOMINE, "2027-01-21", "総務大臣")) == []


def test_a_company_has_no_council() -> None:
    case = Case("other", Kind.CONCLUDE, (AOMINE, SHOP), text_sha256=TEXT)
    assert codes(case, resolve(SHOP, "2027-01-21")) == ["party.company"]


def test_three_parties_all_resolve() -> None:
    parties = (AOMINE, HAMABE, KAWAZOE)
    case = replace(change(*RESOLVED, agree(KAWAZOE, "2026-06-15")), parties=parties)
    assert codes(case, sign("2027-01-20")) == ["gate.resolve"]


def test_two_cities_that_are_one_party_each_ask_their_council() -> None:
    two = (AOMINE, replace(HAMABE, designation="甲"), replace(KAWAZOE, designation="乙"))
    case = replace(change(*RESOLVED[:5]), parties=two)
    said = " ".join(problem.ja for problem in may(case, sign("2027-01-20"), TODAY))
    assert "甲（浜辺市）の議会の議決" in said
    assert "乙（川添町）の議会の議決" in said


def test_a_joint_act_belongs_to_all() -> None:
    assert codes(change(*RESOLVED), ActRecord(Step.SIGN, AOMINE.key, day("2027-01-20"))) == [
        "party.joint"
    ]
    assert codes(change(), ActRecord(Step.AGREE, "", day("2026-06-12"))) == ["party.unknown"]


def test_no_agreement_before_its_law() -> None:
    old = Case(
        "other",
        Kind.CONCLUDE,
        (SAPPORO, ISHIKARI),
        (
            agree(SAPPORO, "2014-06-01"),
            agree(ISHIKARI, "2014-06-01"),
            bill(SAPPORO, "2014-09-01"),
            resolve(SAPPORO, "2014-09-20"),
            bill(ISHIKARI, "2014-09-01"),
            resolve(ISHIKARI, "2014-09-20"),
        ),
        text_sha256=TEXT,
    )
    assert codes(old, sign("2014-10-31")) == ["basis.none"]
    assert codes(old, sign("2014-11-01")) == []


def test_all_reasons_are_said_at_once() -> None:
    said = codes(change(agree(AOMINE, "2026-06-12")), sign("2030-01-01"))
    assert {"date.future", "gate.agree", "gate.resolve"} <= set(said)
    assert said.count("gate.resolve") == 2
