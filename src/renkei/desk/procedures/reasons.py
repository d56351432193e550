"""The single reasons (理由) against an act: each one sentence in both languages, with what to do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from renkei.desk.frame.problems import Problem
from renkei.desk.procedures.case import (
    CONSEQUENCES,
    JOINT,
    ActRecord,
    Case,
    Names,
    NumberUse,
    Record,
    Result,
)
from renkei.desk.procedures.conditions import day_ja, effect_day
from renkei.desk.procedures.plan import StepPlan, needed, needs_text
from renkei.desk.region.schemes import Duty, Step


def withdrawn(case: Case) -> tuple[Problem, ...]:
    """The whole procedure was withdrawn."""
    if case.withdrawn_on is None:
        return ()
    return (
        Problem(
            "procedure.withdrawn",
            f"この手続は{day_ja(case.withdrawn_on)}に取り下げられました。",
            f"This procedure was withdrawn on {case.withdrawn_on}.",
            remedy_ja="続けるときは、新しい手続を始めてください。",
            remedy_en="Open a new procedure to go on.",
        ),
    )


def misplaced(case: Case, steps: dict[Step, StepPlan], act: ActRecord) -> tuple[Problem, ...]:
    """Whether the act belongs into this procedure and to that party."""
    names = Names(case.parties)
    rule = steps.get(act.step)
    if rule is None:
        return (
            Problem(
                "step.none",
                "この手続にその手順はありません。",
                "This procedure has no such step.",
                field="step",
            ),
        )
    if act.party in rule.parties:
        return ()
    if rule.joint:
        return (
            Problem(
                "party.joint",
                f"{rule.ja}は全当事者で一つの行為です。",
                f"{rule.en} is one act of all parties together.",
                field="party",
                provision=rule.provision_ja,
            ),
        )
    party = case.party(act.party)
    if party is None:
        return (
            Problem(
                "party.unknown",
                "この協約の当事者ではありません。"
                if act.party
                else "どの当事者の行為かを選んでください。",
                "Not a party to this agreement." if act.party else "Say whose act it is.",
                field="party",
                provision=rule.provision_ja,
                remedy_ja=f"当事者は{names.shorts(p.key for p in case.parties)}です。",
                remedy_en=f"The parties are {names.shorts(p.key for p in case.parties)}.",
            ),
        )
    if not party.public:
        return (
            Problem(
                "party.company",
                f"{names.full(act.party)}は地方公共団体ではないため、{rule.ja}はありません。",
                f"{names.full(act.party)} is not a public body: it has no {rule.en.lower()}.",
                field="party",
                provision=rule.provision_ja,
            ),
        )
    return (
        Problem(
            "party.not_notifier",
            f"通告するのは{names.shorts(rule.parties)}です。{names.full(act.party)}の{rule.ja}は要りません。",
            f"{names.shorts(rule.parties)} gives the notice; {names.full(act.party)} does not.",
            field="party",
            provision=rule.provision_ja,
        ),
    )


def recorded_twice(
    record: Record, steps: dict[Step, StepPlan], act: ActRecord
) -> tuple[Problem, ...]:
    """It is recorded already."""
    same = next(
        (
            other
            for other in record.acts
            if (other.step, other.party, other.round) == (act.step, act.party, act.round)
        ),
        None,
    )
    if same is None:
        return ()
    if act.step is Step.AGREE and same.document_sha256 != record.case.text_sha256:
        return ()  # another text lies on the table since
    party = whose(Names(record.case.parties), act)
    return (
        Problem(
            "act.twice",
            f"{party}{steps[act.step].ja}は{day_ja(same.date)}に記録済みです。",
            f"{steps[act.step].en}: already recorded for {same.date}.",
            remedy_ja="誤りを直すときは、記録済みの行為を訂正してください。",
            remedy_en="To mend a slip, correct the recorded act.",
        ),
    )


def other_round(record: Record, act: ActRecord) -> tuple[Problem, ...]:
    """It is of a round that does not count now."""
    if act.round == record.round or of_broken_round(record, act):
        return ()
    return (
        Problem(
            "round.other",
            f"今の協議は第{record.round}回です。第{act.round}回の行為は記録できません。",
            f"This is round {record.round}; an act of round {act.round} cannot be recorded.",
            remedy_ja="否決・修正可決の後は、案文の確認からやり直します。",
            remedy_en="After a rejected or amended resolution it starts again with the text.",
        ),
    )


def of_broken_round(record: Record, act: ActRecord) -> bool:
    """A resolution of a round that another council has broken meanwhile: history, and recordable."""
    return (
        act.step is Step.RESOLVE
        and act.round < record.round
        and any(
            (a.step, a.party, a.round) == (Step.BILL, act.party, act.round) for a in record.acts
        )
    )


def content_problems(case: Case, rule: StepPlan, act: ActRecord) -> tuple[Problem, ...]:
    """What the act itself has to say."""
    problems: list[Problem] = []
    if act.step is Step.RESOLVE and act.result not in set(Result):
        problems.append(
            Problem(
                "resolve.result",
                "議決の結果（可決・修正可決・否決）を選んでください。",
                "Say how the council resolved: passed, amended or rejected.",
                field="result",
                provision=rule.provision_ja,
            )
        )
    if act.step is Step.AGREE and not case.past:
        problems += _text(case, rule, act)
    by_law = act.step is Step.PUBLISH and rule.duty is Duty.STATUTORY
    if by_law and not act.number.strip() and not case.past:
        problems.append(
            Problem(
                "publish.number",
                "告示番号を入れてください。",
                "Give the number of the public notice.",
                field="number",
                provision=rule.provision_ja,
            )
        )
    fixed = rule.addressee(act.party) if act.step is Step.FILE else ""
    if fixed and act.addressee and act.addressee.strip() != fixed:
        problems.append(
            Problem(
                "file.addressee",
                f"届出の宛先は{fixed}です（入力は{act.addressee}）。",
                f"The filing goes to {fixed}, not to {act.addressee}.",
                field="addressee",
                provision=rule.provision_ja,
                remedy_ja="都道府県が当事者のときは総務大臣、そのほかは各当事者の都道府県知事です。",
                remedy_en="The minister if a prefecture is a party, otherwise one's own governor.",
            )
        )
    if act.step is Step.NOTIFY and not (case.notice_years or case.effective or case.past):
        problems.append(
            Problem(
                "notify.no_clause",
                "この協約に、通告による失効の年数の定めが登録されていません。",
                "No years of notice are entered for this agreement.",
                provision=rule.provision_ja,
                remedy_ja="定めがなければ、合意による廃止の手続によります。",
                remedy_en="Without such a clause, abolish by agreement.",
            )
        )
    return tuple(problems)


def _text(case: Case, rule: StepPlan, act: ActRecord) -> tuple[Problem, ...]:
    if not case.text_sha256 and needs_text(case.kind):
        return (
            Problem(
                "agree.no_text",
                "確認する案文がまだありません。",
                "There is no text to confirm yet.",
                provision=rule.provision_ja,
                remedy_ja="先に案文を登録してください。",
                remedy_en="Put the text on the table first.",
            ),
        )
    if act.document_sha256 == case.text_sha256:
        return ()
    return (
        Problem(
            "agree.other_text",
            "確認しようとした案文は、今の案文と一字以上違います。",
            "The text that was to be confirmed is not the one on the table.",
            field="document",
            provision=rule.provision_ja,
            remedy_ja="案文を開き直し、今の案文を確認してください。",
            remedy_en="Open the text again and confirm the present one.",
        ),
    )


def in_future(act: ActRecord, today: date) -> Problem:
    """Its day has not come."""
    return Problem(
        "date.future",
        f"{day_ja(act.date)}はまだ来ていません（今日は{day_ja(today)}）。済んだ行為だけを記録できます。",
        f"{act.date} has not come yet (today is {today}); only what was done can be recorded.",
        field="date",
        remedy_ja="日付を確かめてください。",
        remedy_en="Check the day.",
    )


def number_twice(case: Case, act: ActRecord, numbers: Collection[NumberUse]) -> tuple[Problem, ...]:
    """The party used the number of the notice before, in the same calendar year."""
    if act.step is not Step.PUBLISH or not act.number.strip():
        return ()
    used = {use.key for use in numbers} | {
        NumberUse(a.party, a.date.year, a.number).key
        for a in case.acts
        if a.step is Step.PUBLISH and a.number.strip() and not a.withdrawn
    }
    if NumberUse(act.party, act.date.year, act.number).key not in used:
        return ()
    who = Names(case.parties).full(act.party)
    return (
        Problem(
            "publish.number_twice",
            f"{who}の{act.date.year}年の{act.number}は、ほかの告示で使われています。",
            f"{who} has already used {act.number} in {act.date.year}.",
            field="number",
            remedy_ja="告示番号と日付を確かめてください。",
            remedy_en="Check the number and the day.",
        ),
    )


def wrong_effect_day(
    record: Record, steps: dict[Step, StepPlan], act: ActRecord
) -> tuple[Problem, ...]:
    """A step that follows by itself has the day that follows, and no other."""
    if act.step not in CONSEQUENCES:
        return ()
    day = effect_day(record, steps)
    if day is None or day == act.date:
        return ()
    rule = steps[act.step]
    return (
        Problem(
            "effect.day",
            f"{rule.ja}の日は{day_ja(day)}です（入力は{day_ja(act.date)}）。",
            f"The day is {day}, not {act.date}.",
            field="date",
            provision=rule.provision_ja,
            remedy_ja="文の定める日により、要件がそろう前にはなりません。",
            remedy_en="It is the day the text fixes, and never before the gates are done.",
        ),
    )


def closed(sign: StepPlan) -> Problem:
    """Nothing is consulted after signing."""
    return Problem(
        "round.closed",
        f"{sign.ja}の後に協議は記録できません。",
        "Consultation cannot be recorded after signing.",
        provision=sign.provision_ja,
    )


def no_such_act() -> Problem:
    """There is no such act to correct or withdraw."""
    return Problem(
        "act.gone",
        "その行為はこの手続にないか、すでに取り消されています。",
        "There is no such act in this procedure, or it was withdrawn already.",
    )


def rests_on(record: Record, steps: dict[Step, StepPlan], later: ActRecord, act: ActRecord) -> bool:
    """Whether ``later`` could not stand without ``act``."""
    if later == act or later.step not in steps:
        return False
    if later.round > act.round and not record.case.past:
        # The next round exists because this resolution failed.
        return act.step is Step.RESOLVE and act.result in (Result.AMENDED, Result.REJECTED)
    if later.round != act.round or record.case.past:
        return False
    if act.step is Step.AGREE and act.document_sha256 != record.case.text_sha256:
        return False
    pairs = {*needed(later.step, later.party, steps)}
    return (act.step, act.party) in pairs


def title(steps: dict[Step, StepPlan], act: ActRecord) -> tuple[str, str]:
    """What the step is called here."""
    rule = steps.get(act.step)
    return (rule.ja, rule.en) if rule else (act.step.value, act.step.value)


def whose(names: Names, act: ActRecord) -> str:
    """「乙（石狩市）の」; empty for all together."""
    return f"{names.full(act.party)}の" if act.party != JOINT else ""
