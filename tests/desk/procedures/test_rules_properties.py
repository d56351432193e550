"""Properties that no sequence of acts may break, held against a second, plainer telling of the rules."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.desk.procedures.rules import ActRecord, Case, Kind, Step, due, may, progress
from renkei.desk.region.schemes import SCHEMES
from tests.desk.procedures.cases import AOMINE, HAMABE, KAWAZOE, OTHER_TEXT, SHOP, TEXT

START = date(2026, 6, 1)
TODAY = START + timedelta(days=30)
days = st.integers(0, 32).map(lambda n: START + timedelta(days=n))
parties = st.sampled_from(["", AOMINE.key, HAMABE.key, "012351"])

acts = st.builds(
    ActRecord,
    step=st.sampled_from([Step.AGREE, Step.BILL, Step.RESOLVE, Step.SIGN, Step.PUBLISH, Step.FILE]),
    party=parties,
    date=days,
    round=st.integers(1, 2),
    result=st.sampled_from(["passed", "passed", "passed", "rejected", "amended"]),
    number=st.sampled_from(["告示第1号", "告示第2号"]),
    document_sha256=st.sampled_from([TEXT, TEXT, TEXT, OTHER_TEXT]),
    confirmed=st.sampled_from([True, True, False]),
)


#: The way it goes when nothing goes wrong, one act a day.
STRAIGHT = [
    (step, key)
    for step in (Step.AGREE, Step.BILL, Step.RESOLVE, Step.SIGN, Step.PUBLISH, Step.FILE)
    for key in ((AOMINE.key, HAMABE.key) if step is not Step.SIGN else ("",))
]


@st.composite
def sequences(draw: st.DrawFn) -> list[ActRecord]:
    """The straight way for some steps, then anything, with strays in between."""
    straight = [
        ActRecord(
            step,
            key,
            START + timedelta(days=n),
            result="passed",
            number=f"告示第{n}号",
            document_sha256=TEXT,
        )
        for n, (step, key) in enumerate(STRAIGHT[: draw(st.integers(0, len(STRAIGHT)))])
    ]
    for _ in range(draw(st.integers(0, 4))):
        straight.insert(draw(st.integers(0, len(straight))), draw(acts))
    return straight + draw(st.lists(acts, max_size=6))


def start() -> Case:
    return Case(
        "renkei_chusu",
        Kind.CONCLUDE,
        (AOMINE, HAMABE),
        effective=START + timedelta(days=40),
        text_sha256=TEXT,
    )


TWO = (AOMINE.key, HAMABE.key)


def plain_round(recorded: tuple[ActRecord, ...]) -> int:
    bad = [a.round for a in recorded if a.step == "resolve" and a.result != "passed"]
    return max([1, *[a.round for a in recorded], *[n + 1 for n in bad]])


def stands(recorded: tuple[ActRecord, ...], act: ActRecord) -> bool:
    """Whether ``act`` may follow what is recorded: 地方自治法第252条の2 told once more, plainly."""
    if act.date > TODAY:
        return False
    if act.step == "sign" and act.party != "":
        return False
    if act.step != "sign" and act.party not in TWO:
        return False
    now = plain_round(recorded)
    if act.step == "agree" and act.document_sha256 != TEXT:
        return False
    same = [a for a in recorded if (a.step, a.party, a.round) == (act.step, act.party, act.round)]
    if same:
        return False
    mine = [a for a in recorded if a.round == act.round]

    def on(step: str, party: str) -> date | None:
        return next(
            (
                a.date
                for a in mine
                if a.step == step
                and a.party == party
                and (step != "resolve" or a.result == "passed")
                and (step != "sign" or a.confirmed)
            ),
            None,
        )

    before: list[date | None] = []
    if act.round != now:
        pending = act.step == "resolve" and act.round < now and on("bill", act.party)
        if not pending:
            return False
        later = [a.date for a in recorded if a.round > act.round]
        if act.result != "passed" and any(d < act.date for d in later):
            return False
    if act.step == "bill":
        before = [on("agree", key) for key in TWO]
    elif act.step == "resolve":
        before = [on("bill", act.party)]
    elif act.step == "sign":
        before = [on(step, key) for step in ("agree", "resolve") for key in TWO]
    elif act.step in ("publish", "file"):
        before = [on("sign", "")]
    if act.step == "publish" and any(
        a.step == "publish" and a.party == act.party and a.number == act.number for a in recorded
    ):
        return False
    broken = [
        a.date
        for a in recorded
        if a.step == "resolve" and a.result != "passed" and a.round < act.round
    ]
    return all(d is not None and d <= act.date for d in [*before, *broken])


@settings(max_examples=300, deadline=None)
@given(sequences())
def test_an_act_is_refused_exactly_when_the_plain_telling_says_so(tried: list[ActRecord]) -> None:
    case = start()
    for act in tried:
        problems = may(case, act, TODAY)
        assert (problems == ()) == stands(case.acts, act), (case.acts, act, problems)
        if not problems:
            case = replace(case, acts=(*case.acts, act))
            assert progress(case, TODAY).as_of == TODAY


@settings(max_examples=300, deadline=None)
@given(sequences())
def test_no_permitted_sequence_signs_without_all_resolutions_of_its_round(
    tried: list[ActRecord],
) -> None:
    case = start()
    for act in tried:
        if not may(case, act, TODAY):
            case = replace(case, acts=(*case.acts, act))
    for signing in (a for a in case.acts if a.step is Step.SIGN):
        for key in TWO:
            votes = [
                a
                for a in case.acts
                if (a.step, a.party, a.round) == (Step.RESOLVE, key, signing.round)
            ]
            assert [v.result for v in votes] == ["passed"]
            assert votes[0].date <= signing.date
    # Recorded days go forward along each track, and nothing duplicates.
    for key in TWO:
        order = [Step.AGREE, Step.BILL, Step.RESOLVE, Step.SIGN, Step.PUBLISH]
        track = [
            next(
                (
                    a.date
                    for a in case.acts
                    if a.step is step and a.party in (key, "") and a.round == 1
                ),
                None,
            )
            for step in order
        ]
        known = [d for d in track if d is not None]
        assert known == sorted(known)


def test_the_sequences_reach_the_signing() -> None:
    """Otherwise the properties above would hold of nothing."""
    reached = []

    @settings(max_examples=300, deadline=None, database=None)
    @given(sequences())
    def run(tried: list[ActRecord]) -> None:
        case = start()
        for act in tried:
            if not may(case, act, TODAY):
                case = replace(case, acts=(*case.acts, act))
        reached.append(any(a.step is Step.SIGN for a in case.acts))

    run()
    assert sum(reached) > 5


anything = st.builds(
    Case,
    scheme=st.sampled_from(list(SCHEMES)),
    kind=st.sampled_from(list(Kind)),
    parties=st.lists(st.sampled_from([AOMINE, HAMABE, KAWAZOE, SHOP]), max_size=4, unique=True).map(
        tuple
    ),
    acts=st.lists(
        st.builds(
            ActRecord,
            step=st.sampled_from(list(Step)),
            party=st.sampled_from(["", AOMINE.key, HAMABE.key, SHOP.key, "012351"]),
            date=st.dates(),
            round=st.integers(1, 3),
            result=st.sampled_from(["", "passed", "rejected", "odd"]),
            number=st.text(max_size=4),
            addressee=st.sampled_from(["", "北海道知事", "総務大臣"]),
            document_sha256=st.sampled_from(["", TEXT]),
            withdrawn=st.booleans(),
            confirmed=st.booleans(),
        ),
        max_size=8,
    ).map(tuple),
    effective=st.none() | st.dates(),
    text_sha256=st.sampled_from(["", TEXT]),
    notice_years=st.integers(0, 5),
    past=st.booleans(),
    notifier=st.sampled_from(["", HAMABE.key]),
    withdrawn_on=st.none() | st.dates(),
)


@settings(max_examples=300, deadline=None)
@given(anything, st.dates(max_value=date(9990, 1, 1)))
def test_progress_and_dues_answer_for_any_case_on_any_day(case: Case, as_of: date) -> None:
    state = progress(case, as_of)
    assert state.stage
    assert state.stage_ja
    assert state.stage_en
    assert not state.in_force or state.in_force_from <= as_of
    assert all(item.on for item in due(case, as_of))
    for act in case.acts:
        may(replace(case, acts=()), act, as_of)
