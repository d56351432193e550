"""R5: parties and their signs (当事者と略称)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import CONFIRM, SIGNED
from renkei.instrument.model import Kind, Node, Party, Role, Severity

_SIGNS = "甲乙丙丁戊己庚辛壬癸"
#: A sign that stands for a party: no kanji beside it but what joins parties (甲板, 乙種, 丙午 do not).
_USED = re.compile(
    rf"(?<![一-龥々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ「『（(手])(?:(?<![ぁ-ん])|(?<=[はがをにとのもへでび])|(?<=より|から|また))"
    rf"(?:[{_SIGNS}](?=[{_SIGNS}]))*[{_SIGNS}]"
    r"(?=[はがをにとのもへで、，。）)・]|及び|又は|並びに|若しくは|から|より|それぞれ|双方|以外|\Z)".replace(
        "(?<=より|から|また)", "(?<=より)|(?<=から)"
    )
)
_LISTED = re.compile(
    rf"[{_SIGNS}](?:(?:、|，|及び|並びに|又は|若しくは|と|・)[{_SIGNS}]"
    r"(?!(?!及び|並びに|又は|若しくは)[一-龥々]))+"
)


def _uses(index: Index) -> dict[str, list[tuple[int, Node]]]:
    """Where each sign is used as a party, definitions and signature blocks left out."""
    if "uses" not in index.kept:
        found: dict[str, list[tuple[int, Node]]] = {}
        if any(sign in index.source for sign in _SIGNS):
            for match in _USED.finditer(index.source):
                owned = index.owner(match.start())
                if owned.role is Role.LAYOUT or owned.node.kind in (
                    Kind.SIGNATURE,
                    Kind.FIELD,
                    Kind.UNPARSED,
                    Kind.COVER,
                ):
                    continue
                for offset, sign in enumerate(match[0]):
                    found.setdefault(sign, []).append((match.start() + offset, owned.node))
        index.kept["uses"] = found
    kept: dict[str, list[tuple[int, Node]]] = index.kept["uses"]
    return kept


def by_sign(index: Index) -> dict[str, Party]:
    """The parties that have a sign (甲, 乙 …), by it."""
    return {party.designation: party for party in index.facts.parties if party.designation}


@rule(
    "R501",
    Severity.ERROR,
    title=Words("定義のない当事者", "A party that is not defined"),
    why=Words(
        "「丙」が誰か示されていないと、その役割や負担を負う者がいません。",
        "If nothing says who 丙 is, nobody bears the duties given to it.",
    ),
    remedy=SIGNED,
)
def undefined_parties(index: Index) -> Iterator[Hit]:
    """甲, 乙, 丙 … used as a party in an agreement that defines other parties so, but not this one.

    Reported once for each, at its first use. Words that only contain the sign (甲種, 乙第1号証) stay
    silent.
    """
    defined = by_sign(index)
    if not index.agreement or not defined:
        return
    for sign, uses in _uses(index).items():
        # 「…（以下「丙」という。）」 further down in the text defines it too.
        if sign in defined or re.search(rf"[「『]{sign}[」』]", index.source):
            continue
        start, node = uses[0]
        ja, en = index.where(node)
        signs = "、".join(defined)
        yield index.hit(
            node,
            (start, start + 1),
            f"{ja}の「{sign}」が誰か、どこにも示されていません（示されているのは{signs}）。",
            f"Nothing says who “{sign}” in {en} is; defined are {signs}.",
        )


@rule(
    "R502",
    Severity.WARNING,
    title=Words("使われない当事者の略称", "A defined party that is never used"),
    why=Words(
        "「以下「丙」という。」と定めた当事者が本文に出てこないと、その当事者の役割がないか、"
        "書き漏れています。",
        "A party that is defined and never named again has no part in the agreement, or was "
        "forgotten.",
    ),
    remedy=CONFIRM,
)
def unused_parties(index: Index) -> Iterator[Hit]:
    """甲, 乙, 丙 … defined in the opening that no provision and no annex uses."""
    if not index.agreement or not index.articles:
        return
    for sign, party in by_sign(index).items():
        if sign in _uses(index) or party.end <= party.start:
            continue
        rest = index.source[: party.start] + index.source[party.end :]
        if len(re.findall(sign, rest)) > 1 + sum(
            sign in signature.designation for signature in index.facts.signatures
        ):
            continue  # it stands somewhere, joined in a way not known here
        node = index.owner(party.start).node
        yield index.hit(
            node,
            (party.start, party.end),
            f"「{party.name}」を「{sign}」と定めていますが、本文で使われていません。",
            f"“{party.name}” is defined as “{sign}”, which is never used.",
        )


@rule(
    "R503",
    Severity.WARNING,
    title=Words("いつも除かれている当事者", "A party that is always left out"),
    why=Words(
        "三者の協約で「甲及び乙」とだけ書くと、残る当事者は協議や費用分担に加わりません。"
        "二者の例文から写した跡のことがあります。",
        "In an agreement of three, “甲及び乙” leaves the third out of consultation and costs; "
        "often it was copied from an agreement of two.",
    ),
    remedy=CONFIRM,
)
def left_out(index: Index) -> Iterator[Hit]:
    """An agreement of three or more parties in whose lists (甲及び乙) one of them never stands.

    Asked only where at least two lists are there and the party does stand in other places.
    """
    defined = by_sign(index)
    if not index.agreement or len(defined) < 3:
        return
    lists = [
        found
        for found in _LISTED.finditer(index.source)
        if index.owner(found.start()).role is Role.TEXT
    ]
    if len(lists) < 2:
        return
    for sign, party in defined.items():
        if sign not in _uses(index) or any(sign in found[0] for found in lists):
            continue
        first = lists[0]
        yield index.hit(
            index.owner(first.start()).node,
            first.span(),
            f"「{first[0]}」のような並びが{len(lists)}か所ありますが、"
            f"「{sign}」（{party.name}）はどれにも入っていません。",
            f"None of the {len(lists)} lists such as “{first[0]}” has “{sign}” ({party.name}).",
        )
