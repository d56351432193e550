"""The task list (手順) of a case: which steps, whose, by which provision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from renkei.desk.procedures.case import JOINT, Case, PartyRef, Record
from renkei.desk.region.schemes import Duty, Kind, Rule, Scheme, Step, Who, scheme


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step of the task list.

    ``parties`` are the keys of those who do it, each for itself; (JOINT,) for a step of all together.
    """

    step: Step
    who: Who
    parties: tuple[str, ...]
    required: bool
    duty: Duty
    ja: str
    en: str
    provision_ja: str
    provision_en: str
    evidence_ja: str
    evidence_en: str
    documents: tuple[str, ...]
    #: Addressee of the filing of each party, in the order of ``parties``; "" where none is fixed.
    addressees: tuple[str, ...]
    confirmed: bool
    note_ja: str
    note_en: str

    @property
    def joint(self) -> bool:
        """Whether it is a step of all together."""
        return self.who is Who.JOINT

    def addressee(self, party: str) -> str:
        """To whom that party files; "" where nobody is fixed."""
        return dict(zip(self.parties, self.addressees, strict=True)).get(party, "")


def plan(case: Case) -> tuple[StepPlan, ...]:
    """The steps of the case by its scheme, kind and parties, in their order.

    Companies have no council and file nothing; a notice is the business of the party that gives it
    (of any party as long as none has begun). UnknownScheme if there is no such scheme.
    """
    return plan_of(case, Record.of(case).notifier)


def plan_of(case: Case, notifier: str) -> tuple[StepPlan, ...]:
    """The same for a known notifier."""
    return _plan(case.scheme, case.kind, case.parties, notifier)


@lru_cache(maxsize=4096)  # the same few hundred sets of parties are asked for again and again
def _plan(
    key: str, kind: Kind, parties: tuple[PartyRef, ...], notifier: str
) -> tuple[StepPlan, ...]:
    law = scheme(key)
    return tuple(
        _step(law, parties, rule, doing)
        for rule in law.rules_for(kind)
        if (doing := _parties(parties, rule, notifier))
    )


def _parties(parties: tuple[PartyRef, ...], rule: Rule, notifier: str) -> tuple[str, ...]:
    if rule.who is Who.JOINT:
        return (JOINT,)
    keys = tuple(p.key for p in parties if p.public or rule.who is not Who.PUBLIC)
    if rule.who is Who.NOTIFIER:
        council = rule.step in (Step.BILL, Step.RESOLVE)
        keys = tuple(p.key for p in parties if p.public or not council)
        return tuple(key for key in keys if notifier in ("", key))
    return keys


def _step(
    law: Scheme, parties: tuple[PartyRef, ...], rule: Rule, doing: tuple[str, ...]
) -> StepPlan:
    addressees = ("",) * len(doing)
    if rule.step is Step.FILE:
        kinds = [party.kind for party in parties]
        homes = {party.key: party.prefecture for party in parties}
        addressees = tuple(law.addressee(homes.get(key, ""), kinds) for key in doing)
    return StepPlan(
        step=rule.step,
        who=rule.who,
        parties=doing,
        required=rule.required,
        duty=rule.duty,
        ja=rule.ja,
        en=rule.en,
        provision_ja=rule.provision_ja,
        provision_en=rule.provision_en,
        evidence_ja=rule.evidence_ja,
        evidence_en=rule.evidence_en,
        documents=rule.documents,
        addressees=addressees,
        confirmed=rule.confirmed,
        note_ja=rule.note_ja,
        note_en=rule.note_en,
    )


def needs(step: Step, steps: dict[Step, StepPlan]) -> tuple[Step, ...]:
    """Which steps must be done before this one, of those the case has and requires.

    BILL and RESOLVE of one's own track come before one's own next act; everything else waits for all.
    - no bill before every party confirmed the very text: the councils resolve on the 協議
    - no signing before every resolution (地方自治法第252条の2第3項)
    - 告示 and 届出 only when concluded (第2項「締結したときは」), or after a notice or confirmed correction
    """
    conclusive = next((s for s in (Step.SIGN, Step.NOTIFY, Step.AGREE) if s in steps), None)
    before: tuple[Step | None, ...] = {
        Step.CONSULT: (),
        Step.AGREE: (),
        Step.BILL: (Step.AGREE,),
        Step.RESOLVE: (Step.BILL,),
        Step.NOTIFY: (Step.RESOLVE,),
        Step.SIGN: (Step.AGREE, Step.RESOLVE),
        Step.PUBLISH: (conclusive,),
        Step.FILE: (conclusive,),
        Step.EXPIRE: (Step.RESOLVE, Step.NOTIFY),
        Step.TAKE_EFFECT: (Step.RESOLVE, Step.SIGN)
        if Step.SIGN in steps
        else (Step.AGREE, Step.PUBLISH),
    }[step]
    return tuple(s for s in before if s is not None and s in steps and steps[s].required)


#: Steps that follow one's own track, not the other's.
OWN_TRACK = frozenset({(Step.RESOLVE, Step.BILL), (Step.NOTIFY, Step.RESOLVE)})


def needed(step: Step, party: str, steps: dict[Step, StepPlan]) -> tuple[tuple[Step, str], ...]:
    """The same, as pairs of step and party that must be done before ``party`` does ``step``."""
    pairs: list[tuple[Step, str]] = []
    for before in needs(step, steps):
        own = (step, before) in OWN_TRACK
        pairs += [(before, p) for p in steps[before].parties if not own or p == party]
    return tuple(pairs)


def needs_text(kind: Kind) -> bool:
    """Whether the procedure decides on a text; an abolition may be agreed without one."""
    return kind in (Kind.CONCLUDE, Kind.CHANGE, Kind.RENEW, Kind.CORRECT)
