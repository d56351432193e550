"""The schemes as the tables of docs/procedures.md: ``python -m renkei.desk.region.schemes.table``."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.desk.region.schemes import SCHEMES, Duty, Kind, Rule, Scheme, Who

_KINDS = {
    Kind.CONCLUDE: "締結",
    Kind.CHANGE: "変更",
    Kind.RENEW: "更新",
    Kind.ABOLISH: "廃止",
    Kind.NOTICE: "通告による失効",
    Kind.CORRECT: "正誤",
}
_WHO = {
    Who.ALL: "each party",
    Who.PUBLIC: "each public party",
    Who.NOTIFIER: "the party that gives notice",
    Who.JOINT: "all together",
}
_DUTY = {
    Duty.STATUTORY: "law",
    Duty.ORDINANCE: "ordinance",
    Duty.GUIDELINE: "guideline",
    Duty.AGREEMENT: "agreement",
    Duty.HOUSE: "house",
}


def tables() -> Iterator[str]:
    """One table for each scheme that has rules of its own, line by line."""
    seen: list[tuple[Rule, ...]] = []
    for law in SCHEMES.values():
        if law.rules in seen:
            continue
        seen.append(law.rules)
        names = "・".join(other.ja for other in SCHEMES.values() if other.rules == law.rules)
        yield f"### {names}"
        yield ""
        yield from _table(law)
        yield ""


def _table(law: Scheme) -> Iterator[str]:
    yield "| procedure | step | who | needed | duty by | provision |"
    yield "|---|---|---|---|---|---|"
    for rule in law.rules:
        kinds = "・".join(_KINDS[kind] for kind in _KINDS if kind in rule.kinds)
        needed = "yes" if rule.required else "optional"
        mark = "" if rule.confirmed else " (unconfirmed)"
        yield (
            f"| {kinds} | {rule.ja} `{rule.step}` | {_WHO[rule.who]} | {needed} "
            f"| {_DUTY[rule.duty]} | {rule.provision_ja}{mark} |"
        )


if __name__ == "__main__":
    print("\n".join(tables()))
