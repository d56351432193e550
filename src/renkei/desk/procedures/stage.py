"""The stage (段階) of a case in one line: 「乙の議決待ち」."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from renkei.desk.procedures.case import JOINT, Names, Record
from renkei.desk.procedures.conditions import day_ja, gates_done, unconfirmed
from renkei.desk.procedures.plan import StepPlan
from renkei.desk.region.schemes import Kind, Step, Who

#: What a case is when nothing is left to do.
_END = {
    Kind.CONCLUDE: ("施行済み", "in force"),
    Kind.CHANGE: ("変更施行済み", "change in force"),
    Kind.ABOLISH: ("廃止済み", "abolished"),
    Kind.NOTICE: ("失効済み", "lapsed"),
    Kind.RENEW: ("更新済み", "renewed"),
    Kind.CORRECT: ("正誤済み", "corrected"),
}
#: What is waited for, in a word.
_NOUN = {
    Step.AGREE: ("確認", "confirmation of the text"),
    Step.BILL: ("議案提出", "bill"),
    Step.RESOLVE: ("議決", "council resolution"),
    Step.NOTIFY: ("通告", "notice to the other party"),
    Step.PUBLISH: ("告示", "public notice"),
    Step.FILE: ("届出", "filing"),
}
#: What comes by itself when its day comes.
_COMING = {
    Kind.ABOLISH: ("廃止の日待ち", "ends on"),
    Kind.NOTICE: ("失効待ち", "lapses on"),
    Kind.CORRECT: ("反映待ち", "to be entered from"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """Key for programs, words for people, and whom it waits for."""

    key: str
    ja: str
    en: str
    waiting: tuple[str, ...] = ()


def said_on(
    key: str, ja: str, en: str, kind: Kind, effect: date | None, on: date
) -> tuple[str, str]:
    """A stage that was kept on an earlier day, as it reads on a later one: the day may have come.

    What changes by itself is only that the outcome has effect (施行待ち becomes 施行済み).
    """
    if effect is None or effect > on or key not in ("coming", Step.PUBLISH, Step.FILE):
        return ja, en
    end_ja, end_en = _END[kind]
    if key == "coming":
        return end_ja, end_en
    return (ja, en) if ja.startswith(end_ja) else (f"{end_ja}・{ja}", f"{end_en}; {en}")


def stage_of(
    record: Record,
    steps: dict[Step, StepPlan],
    todo: set[tuple[Step, str]],
    effect: date | None,
    as_of: date,
    ended: bool,
    gaps: int,
) -> Stage:
    """The stage for the steps that are still to do."""
    if ended:
        return Stage("withdrawn", "取下げ", "withdrawn")
    end_ja, end_en = _END[record.case.kind]
    if record.case.past:
        return _past(effect, as_of, gaps, end_ja, end_en)
    if (before := _before_effect(record, steps, todo)) is not None:
        return before
    over = effect is not None and effect <= as_of
    duties = [step for step in (Step.PUBLISH, Step.FILE) if _waiting(steps, todo, step)]
    if duties:
        waiting = _in_order(record, (p for s in duties for p in _waiting(steps, todo, s)))
        ja = "・".join(_noun(steps, step)[0] for step in duties)
        en = " and ".join(_noun(steps, step)[1] for step in duties)
        names = Names(record.case.parties).shorts(waiting)
        prefix = (f"{end_ja}・", f"{end_en}; ") if over else ("", "")
        return Stage(
            duties[0],
            f"{prefix[0]}{names}の{ja}待ち",
            f"{prefix[1]}waiting for {en} of {names}",
            waiting,
        )
    if effect is None:  # a notice without stated years and without a day
        return Stage("undated", "失効日の定めなし", "no day of lapse stated")
    if not over:
        ja, en = _COMING.get(record.case.kind, ("施行待ち", "comes into force on"))
        return Stage("coming", f"{ja}（{day_ja(effect)}）", f"{en} {effect}")
    if todo:
        return Stage("enter", f"{end_ja}・登録への反映待ち", f"{end_en}; not entered yet")
    return Stage("complete", end_ja, end_en)


def _past(effect: date | None, as_of: date, gaps: int, ja: str, en: str) -> Stage:
    lack = (f"（記録の欠け{gaps}件）", f" ({gaps} gaps in the record)") if gaps else ("", "")
    if effect is not None and effect <= as_of:
        return Stage("complete", ja + lack[0], en + lack[1])
    if effect is not None:
        return Stage("coming", f"施行待ち（{day_ja(effect)}）{lack[0]}", f"from {effect}{lack[1]}")
    return Stage("recording", f"記録の途中{lack[0]}", f"being recorded{lack[1]}")


def _before_effect(
    record: Record, steps: dict[Step, StepPlan], todo: set[tuple[Step, str]]
) -> Stage | None:
    """The stage while something that effect depends on is missing; None after that."""
    if gates_done(record, steps) is not None:
        return None
    if record.round > 1 and not any(act.round == record.round for act in record.acts):
        return Stage(
            "returned",
            f"協議に戻る（第{record.round}回）",
            f"back to consultation (round {record.round})",
            tuple(party.key for party in record.case.parties),
        )
    names = Names(record.case.parties)
    for step in (Step.AGREE, Step.BILL, Step.RESOLVE, Step.NOTIFY, Step.SIGN, Step.PUBLISH):
        waiting = _waiting(steps, todo, step)
        if not waiting:
            continue
        if step is Step.SIGN:
            act = record.get(step)
            left = unconfirmed(record.case, act) if act is not None else ()
            who = names.shorts(left) or "相手方"
            if act is not None:
                en = f"waiting for {who} to confirm the signing"
                return Stage("sign_confirm", f"{who}の締結確認待ち", en, left)
            rule = steps[step]
            return Stage("sign", f"{rule.ja}待ち", f"waiting for: {rule.en.lower()}")
        resolving = _waiting(steps, todo, Step.RESOLVE)
        if step is Step.BILL and set(waiting) != set(resolving):
            continue  # a bill lies before a council: its resolution is what is waited for
        if step is Step.RESOLVE:
            waiting = resolving
        ja, en = _noun(steps, step)
        if steps[step].who is Who.NOTIFIER and len(steps[step].parties) > 1:
            return Stage(step, f"{ja}待ち", f"waiting for: {en}", waiting)
        who = names.shorts(waiting)
        return Stage(step, f"{who}の{ja}待ち", f"waiting for {en} of {who}", waiting)
    return None


def _noun(steps: dict[Step, StepPlan], step: Step) -> tuple[str, str]:
    rule = steps[step]
    if step in (Step.PUBLISH, Step.FILE):  # 公表 where the scheme asks for no 告示
        return rule.ja, rule.en.lower()
    return _NOUN[step]


def _waiting(
    steps: dict[Step, StepPlan], todo: set[tuple[Step, str]], step: Step
) -> tuple[str, ...]:
    if step not in steps:
        return ()
    return tuple(party for party in steps[step].parties if (step, party) in todo)


def _in_order(record: Record, keys: Iterable[str]) -> tuple[str, ...]:
    wanted = set(keys)
    order = [party.key for party in record.case.parties]
    return tuple(key for key in order if key in wanted) + ((JOINT,) if JOINT in wanted else ())
