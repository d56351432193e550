"""Why an address is not one provision: nothing there, or several (特定できない規定)."""

from __future__ import annotations

from collections.abc import Sequence

from renkei.amendment.applying import places
from renkei.amendment.applying.live import Live
from renkei.amendment.applying.said import Report, place, printed, printed_target
from renkei.amendment.operations import Address, Target
from renkei.amendment.trouble import Code
from renkei.instrument.model import Kind


def unresolved(root: Live, target: Target, said: str, report: Report) -> None:
    """Say why a target is not one provision: a step is missing, or several fit."""
    for address in (target.at, target.last):
        if not address and address is target.last:
            continue
        found = places.find(root, address)
        if len(found) == 1:
            continue
        if found:
            _ambiguous(address, found, said, report)
        else:
            gone = printed(places.missing_step(root, address), report.write)
            whole = printed(address, report.write)
            report.missing(
                whole,
                f"{gone}がありません。" if gone == whole else f"{gone}がありません（{whole}）。",
                f"There is no {gone}." if gone == whole else f"There is no {gone} ({whole}).",
            )
        return
    report.missing(printed_target(target, report.write))


def _ambiguous(address: Address, found: Sequence[Live], said: str, report: Report) -> None:
    where = printed(address, report.write)
    several = "、".join(place(node) for node in found[:4])
    if len({node.number for node in found}) == 1 and found[0].number is not None and _twins(found):
        report.add(
            Code.NUMBER_GAP, f"{where} {said}".strip(), where,
            f"この時点で{where}が{len(found)}つあります。前の文で番号が重なりました。",
            f"There are {len(found)} of {where} at this point: an earlier sentence made them.",
            "番号の移動は、場所を空ける側から（後ろから）順に書いてください。",
            "Write the moves in the order that makes room: from the back.",
            node=found[0],
        )  # fmt: skip
        return
    report.missing(
        where,
        f"{where}が一つに定まりません（{several}）。",
        f"{where} could be any of {len(found)} provisions ({several}).",
    )


def _twins(found: Sequence[Live]) -> bool:
    """Provisions of one series: their being two comes of an earlier sentence."""
    scopes = {id(places.article_scope(n) if n.kind is Kind.ARTICLE else n.parent) for n in found}
    return len(scopes) == 1 and found[0].kind is not Kind.ROW
