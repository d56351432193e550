"""Where a case stands on a day: the stage in words, every cell of the tracks, force, gaps."""

from dataclasses import replace
from datetime import date

import pytest

from renkei.desk.procedures.rules import (
    ActRecord,
    Case,
    Kind,
    State,
    Step,
    lapse_day,
    plan,
    progress,
)
from tests.desk.procedures.cases import (
    AOMINE,
    DUTIES,
    HAMABE,
    ISHIKARI,
    KAWAZOE,
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
    publish,
    resolve,
    sign,
)

STORY = [
    ((), "甲・乙の確認待ち"),
    (RESOLVED[:1], "乙の確認待ち"),
    (RESOLVED[:2], "甲・乙の議案提出待ち"),
    (RESOLVED[:3], "甲・乙の議決待ち"),
    (RESOLVED[:4], "乙の議案提出待ち"),
    (RESOLVED[:5], "乙の議決待ち"),
    (RESOLVED, "変更の締結待ち"),
    ((*RESOLVED, sign("2027-01-20", False, by=(AOMINE.key,))), "乙の締結確認待ち"),
    (SIGNED, "甲・乙の告示・届出待ち"),
    ((*SIGNED, *DUTIES[:3]), "乙の届出待ち"),
    ((*SIGNED, *DUTIES), "施行待ち（令和9年4月1日）"),
]


@pytest.mark.parametrize(("acts", "stage"), STORY)
def test_the_stage_in_words_as_the_change_goes_on(acts, stage: str) -> None:
    assert progress(change(*acts), day("2027-02-01")).stage_ja == stage


def test_the_end_of_the_story() -> None:
    done = change(*SIGNED, *DUTIES, effect("2027-04-01"))
    assert progress(done, day("2027-03-31")).stage == "coming"
    state = progress(done, day("2027-04-01"))
    assert (state.stage_ja, state.stage_en, state.complete) == (
        "変更施行済み",
        "change in force",
        True,
    )
    missing_filing = change(*SIGNED, *DUTIES[:3], effect("2027-04-01"))
    assert progress(missing_filing, TODAY).stage_ja == "変更施行済み・乙の届出待ち"
    assert not progress(missing_filing, TODAY).complete
    not_entered = change(*SIGNED, *DUTIES)
    assert progress(not_entered, TODAY).stage == "enter"


def test_any_day_can_be_asked() -> None:
    case = change(*SIGNED, *DUTIES, effect("2027-04-01"))
    assert progress(case, day("2026-09-23")).stage_ja == "甲・乙の議決待ち"
    assert progress(case, day("2026-09-24")).stage_ja == "乙の議案提出待ち"
    assert progress(case, day("2027-01-19")).in_force_from is None
    assert progress(case, day("2027-01-20")).in_force_from == date(2027, 4, 1)
    assert not progress(case, day("2027-03-31")).in_force
    assert progress(case, day("2027-04-01")).in_force


def test_each_cell_says_done_open_or_blocked_and_why() -> None:
    state = progress(change(*RESOLVED[:5]), TODAY)
    cell = {(c.step, c.party): c for c in state.steps}
    assert cell[Step.RESOLVE, AOMINE.key].state is State.DONE
    assert cell[Step.RESOLVE, AOMINE.key].date == date(2026, 9, 24)
    assert cell[Step.RESOLVE, HAMABE.key].state is State.OPEN
    signing = cell[Step.SIGN, ""]
    assert signing.state is State.BLOCKED
    assert [r.code for r in signing.reasons] == ["gate.resolve"]
    assert cell[Step.CONSULT, ""].state is State.DONE  # shown by the confirmed text
    assert cell[Step.CONSULT, ""].date == date(2026, 6, 15)


def test_a_company_has_cells_that_are_not_needed() -> None:
    case = Case("partner", Kind.CONCLUDE, (AOMINE, KAWAZOE, SHOP), text_sha256=TEXT)
    steps = [p.step for p in plan(case)]
    assert steps == [Step.CONSULT, Step.AGREE, Step.SIGN, Step.PUBLISH, Step.TAKE_EFFECT]
    state = progress(case, TODAY)
    assert [c.state for c in state.row(Step.PUBLISH)] == [
        State.BLOCKED,
        State.BLOCKED,
        State.NOT_NEEDED,
    ]
    agreed = replace(case, acts=tuple(agree(p, "2027-01-01") for p in case.parties))
    assert progress(agreed, TODAY).stage_ja == "締結待ち"
    signed = replace(agreed, acts=(*agreed.acts, sign("2027-02-01")))
    assert progress(signed, TODAY).in_force_from == date(2027, 2, 1)  # the text fixes no day


def test_the_late_day_of_the_text_is_warned_of() -> None:
    state = progress(change(*RESOLVED, sign("2027-04-20")), day("2027-05-01"))
    assert state.in_force_from == date(2027, 4, 20)
    assert [w.code for w in state.warnings] == ["effect.late"]
    assert "令和9年4月1日" in state.warnings[0].ja
    assert progress(change(*SIGNED), TODAY).warnings == ()


# ---- notice -------------------------------------------------------------------------------------


def notice(*acts: ActRecord, years: int = 2, effective: date | None = None) -> Case:
    return Case(
        "renkei_chusu",
        Kind.NOTICE,
        (AOMINE, HAMABE),
        acts,
        effective=effective,
        notice_years=years,
    )


GIVEN = (
    bill(HAMABE, "2024-03-01"),
    resolve(HAMABE, "2024-03-20"),
    ActRecord(Step.NOTIFY, HAMABE.key, date(2024, 4, 1)),
)


def test_an_agreement_lapses_after_the_stated_years() -> None:
    assert progress(notice(), date(2024, 2, 1)).stage_ja == "議案提出待ち"
    assert progress(notice(*GIVEN), date(2024, 3, 5)).stage_ja == "乙の議決待ち"
    state = progress(notice(*GIVEN), date(2024, 4, 1))
    assert state.stage_ja == "失効待ち（令和8年4月2日）"
    assert not progress(notice(*GIVEN), date(2026, 4, 1)).in_force
    assert progress(notice(*GIVEN), date(2026, 4, 2)).in_force
    # The other party has nothing to resolve.
    assert state.of(Step.RESOLVE, AOMINE.key).state is State.NOT_NEEDED


def test_the_words_of_the_agreement_fix_another_day() -> None:
    case = notice(*GIVEN, effective=date(2026, 3, 31))
    assert progress(case, date(2024, 4, 1)).in_force_from == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("notified", "years", "lapsed"),
    [
        ("2024-04-01", 2, "2026-04-02"),
        ("2024-02-28", 2, "2026-03-01"),
        ("2024-02-29", 2, "2026-03-01"),
        ("2022-02-28", 2, "2024-03-01"),
        ("2024-12-31", 1, "2026-01-01"),
    ],
)
def test_years_are_counted_as_the_civil_code_counts(notified, years, lapsed) -> None:
    assert lapse_day(day(notified), years) == day(lapsed)


# ---- correction, abolition ----------------------------------------------------------------------


def test_a_correction_is_confirmed_by_both_and_published() -> None:
    case = change(kind=Kind.CORRECT, effective=None)
    assert progress(case, TODAY).stage_ja == "甲・乙の確認待ち"
    case = replace(case, acts=RESOLVED[:2])
    assert progress(case, TODAY).stage_ja == "甲・乙の正誤の告示待ち"
    case = replace(
        case,
        acts=(*RESOLVED[:2], publish(AOMINE, "2026-07-01"), publish(HAMABE, "2026-07-03")),
    )
    assert progress(case, TODAY).in_force_from == date(2026, 7, 3)


def test_an_abolition_may_be_agreed_without_a_text() -> None:
    acts = tuple(replace(a, document_sha256="") for a in (*SIGNED, *DUTIES))
    case = change(*acts, kind=Kind.ABOLISH, text_sha256="")
    assert progress(case, day("2027-02-01")).stage_ja == "廃止の日待ち（令和9年4月1日）"
    assert progress(case, TODAY).in_force


# ---- the past -----------------------------------------------------------------------------------


def sapporo_ishikari(*acts: ActRecord) -> Case:
    """As known from the text itself: concluded 平成31年3月29日, in force 平成31年4月1日."""
    return Case(
        "renkei_chusu",
        Kind.CONCLUDE,
        (SAPPORO, ISHIKARI),
        acts,
        effective=date(2019, 4, 1),
        past=True,
    )


def test_an_old_agreement_is_in_force_with_gaps_in_its_record() -> None:
    case = sapporo_ishikari(sign("2019-03-29"), publish(SAPPORO, "2019-03-29", "告示第1693号"))
    assert not progress(case, date(2019, 3, 31)).in_force
    state = progress(case, date(2019, 4, 1))
    assert state.in_force
    lacking = [gap.ja for gap in state.gaps]
    assert "乙（石狩市）の告示の記録がありません。" in lacking
    assert "甲（札幌市）の議会の議決の記録がありません。" in lacking
    assert state.stage_ja == f"施行済み（記録の欠け{len(lacking)}件）"


def test_what_only_one_party_said_of_the_past_is_marked() -> None:
    case = sapporo_ishikari(sign("2019-03-29", False, by=(SAPPORO.key,)))
    gaps = {gap.code: gap.ja for gap in progress(case, TODAY).gaps}
    assert gaps["gap.unconfirmed"] == "乙がこの記録をまだ確認していません。"


def test_odd_days_of_the_past_are_shown_once_each_not_refused() -> None:
    case = sapporo_ishikari(sign("2019-03-29"), publish(SAPPORO, "2019-03-28", "告示第1号"))
    codes = [gap.code for gap in progress(case, TODAY).gaps]
    assert codes.count("date.order") == 1


def test_a_resolution_alone_puts_no_old_agreement_in_force() -> None:
    voted = replace(sapporo_ishikari(resolve(SAPPORO, "2019-03-06")), effective=None)
    assert progress(voted, TODAY).in_force_from is None
    assert progress(voted, TODAY).stage == "recording"


def test_a_past_record_without_gaps_is_complete() -> None:
    both = [SAPPORO, ISHIKARI]
    acts = [
        *(bill(p, "2019-02-20") for p in both),
        *(resolve(p, "2019-03-06") for p in both),
        sign("2019-03-29"),
        *(publish(p, "2019-03-29", f"告示第{n}号") for n, p in enumerate(both)),
        *(ActRecord(Step.FILE, p.key, date(2019, 4, 3)) for p in both),
    ]
    assert progress(sapporo_ishikari(*acts), TODAY).complete
    assert not progress(sapporo_ishikari(*acts[:-1]), TODAY).complete
