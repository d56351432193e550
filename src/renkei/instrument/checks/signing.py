"""R5: copies and signatures (通数・署名)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from renkei.instrument.checks.index import Index
from renkei.instrument.checks.parties import by_sign
from renkei.instrument.checks.registry import Hit, Words, rule
from renkei.instrument.checks.remedies import COMPARE, SIGNED
from renkei.instrument.model import Kind, Node, Party, Role, Severity, Signature
from renkei.units.numerals import parse_numeral


def _count(index: Index) -> int:
    """How many bodies are parties: two cities that are one 甲 count as two."""
    return sum(max(1, len(party.members)) for party in index.facts.parties)


_COPIES = re.compile(r"(?P<n>[0-9０-９一二三四五六七八九十]+)[ 　]*(?P<unit>[通部])")
#: What stands before the number that each keeps, not the one that is made.
_EACH = re.compile(r"(?:各自?|各々|おのおの|それぞれ|自ら|その|ずつ)[はがに、 　]*\Z")


def _made(text: str) -> re.Match[str] | None:
    """The number of originals that a closing says are made; None where it says none.

    「2通を作成し」 before any other; 「各自その1通を保有する」 is what each keeps.
    """
    found = [
        match
        for match in _COPIES.finditer(text)
        if not _EACH.search(text, max(0, match.start() - 8), match.start())
    ]
    for match in found:
        if re.match(r"[^。、]{0,10}作[成り]", text[match.end() :]):
            return match
    return found[0] if found else None


@rule(
    "R504",
    Severity.WARNING,
    title=Words("通数が当事者の数と合いません", "Copies do not equal the parties"),
    why=Words(
        "各自が1通を保有するには、当事者の数だけ作る必要があります。",
        "For each party to keep one, there must be as many copies as parties.",
    ),
    remedy=SIGNED,
)
def copies(index: Index) -> Iterator[Hit]:
    """The number of originals made (2通, 2部) that is neither the number of parties nor of signatures.

    What each party keeps (各自1通) is no number made; a closing that says none stays silent.
    """
    facts = index.facts
    if not index.agreement or len(facts.parties) < 2:
        return
    parties = _count(index)
    for closing in index.document.root.children:
        found = _made(closing.text) if closing.kind is Kind.CLOSING else None
        if found is None:
            continue
        made = parse_numeral(found["n"])
        signed = len(_signed(index)), len(facts.signatures)  # a witness may keep one too
        if made not in (None, parties, len(facts.parties), *signed):
            yield index.hit(
                closing,
                index.place(closing, *found.span()),
                f"当事者は{parties}ですが、作成するのは{made}{found['unit']}です。",
                f"There are {parties} parties, but {made} copies are made.",
            )
        return


def _signed(index: Index) -> list[Signature]:
    """The signatures of parties: those of witnesses (立会人) left out."""
    found = []
    for signature in index.facts.signatures:
        node = index.by_id.get(signature.node_id)
        words = "" if node is None else node.label + node.full_text()
        if not _WITNESS.search(words):
            found.append(signature)
    return found


_WITNESS = re.compile(r"立[ 　]*会[ 　]*[人者]|証[ 　]*人")


def _pairs(index: Index) -> list[tuple[Party, Signature]]:
    """Which signature is whose: by 甲 and 乙, or by order where each party has one."""
    facts = index.facts
    defined = by_sign(index)
    signatures = _signed(index)
    pairs = [(defined[s.designation], s) for s in signatures if s.designation in defined]
    if not pairs and len(signatures) == len(facts.parties):
        pairs = list(zip(facts.parties, signatures, strict=True))
    return pairs


@rule(
    "R505",
    Severity.WARNING,
    title=Words("署名の数が当事者の数と合いません", "Signatures do not equal the parties"),
    why=Words(
        "署名のない当事者は、協約を結んだことになりません。",
        "A party that has not signed has not concluded the agreement.",
    ),
    remedy=COMPARE,
)
def signature_count(index: Index) -> Iterator[Hit]:
    """Fewer or more signature blocks than parties, or none below a closing that speaks of signing.

    Two cities that are one 甲 may sign together or each; witnesses (立会人) are not counted. A text
    without a closing (a public notice) stays silent.
    """
    facts = index.facts
    signatures = _signed(index)
    if not index.agreement or len(facts.parties) < 2:
        return
    if not signatures:
        yield from _unsigned(index)
        return
    if len(signatures) in (_count(index), len(facts.parties)):
        return
    if any(not s.office for s in signatures):
        return  # the blocks themselves were not understood
    node = index.by_id.get(signatures[-1].node_id)
    if node is None:
        return
    if len(signatures) < len(facts.parties):
        signed = {s.designation for s in signatures}
        names = "、".join(p.name for p in facts.parties if p.designation not in signed)
        ja, en = f"（署名欄のない当事者：{names}）", f" (without one: {names})"
    else:
        ja = en = ""
    yield index.hit(
        node,
        node.span(Role.LABEL) or _whole(node),
        f"当事者は{_count(index)}、署名欄は{len(signatures)}です{ja}。",
        f"There are {_count(index)} parties and {len(signatures)} signature blocks{en}.",
    )


def _unsigned(index: Index) -> Iterator[Hit]:
    """The closing says that the parties sign, and nobody does."""
    if any(node.kind is Kind.UNPARSED for node in index.nodes):
        return  # what was not understood may be the signatures
    for closing in index.document.root.children:
        if closing.kind is Kind.CLOSING and _SIGNING.search(closing.text):
            names = "、".join(party.name for party in index.facts.parties)
            yield index.hit(
                closing,
                index.span(closing),
                f"当事者は{_count(index)}ですが、署名欄がありません（{names}）。",
                f"There are {_count(index)} parties and no signature block ({names}).",
            )
            return


_SIGNING = re.compile(r"記名|署名|押印|調印|なつ印|捺印")


def _whole(node: Node) -> tuple[int, int]:
    pieces = [p for n in node.walk() for p in n.pieces if p.role is not Role.LAYOUT]
    return min(p.start for p in pieces), max(p.end for p in pieces)


_SPACE = re.compile(r"[\s　]")


def _tight(text: str) -> str:
    return _HALL.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", text)))


#: 「見本市役所」「架空町役場」 in place of the body itself.
_HALL = re.compile(r"(?:(?<=[市区])役所|(?<=[町村])?役場|(?<=[都道府県])庁)\Z")
#: How bodies are called; a line that ends otherwise may be the name of a person.
_BODY = re.compile(
    r"(?:[市町村区県]|東京都|北海道|[大京][阪都]府|組合|連合|会社|銀行|法人|協会|大学|センター|機構|協議会)\Z"
    r"|\A(?:株式|有限|合同|合資)会社|\A[^ 　]{2,6}法人"
)


_OFFICE = re.compile(
    r"(?:市長|町長|村長|区長|知事|管理者|連合長|組合長|会長|社長|代表取締役.*|長)$"
)


def _person(text: str) -> bool:
    """「中村　一村」: two short words are a name, though the last ends as a body does."""
    return re.fullmatch(r"[^ 　]{1,3}[ 　]+[^ 　]{1,3}", text.strip()) is not None


@rule(
    "R506",
    Severity.WARNING,
    title=Words("署名者が当事者と違います", "A signature of someone else"),
    why=Words(
        "前文で甲とした団体と、甲の署名欄の団体が違うと、誰が結んだのか決まりません。",
        "If the body defined as 甲 is not the one in 甲's signature block, it is not settled who "
        "concluded the agreement.",
    ),
    remedy=SIGNED,
)
def other_signatory(index: Index) -> Iterator[Hit]:
    """The body or office in a signature block that is not the party of that sign.

    Width, spaces and 市役所, 役場 behind a name make no difference; blocks of names of persons stay
    silent.
    """
    if not index.agreement:
        return
    for party, signature in _pairs(index):
        block = index.by_id.get(signature.node_id)
        if block is None:
            continue
        names = [_tight(name) for name in (*party.members, party.name) if name]
        for field in block.children:
            kind = field.attr("field")
            text = _tight(field.text)
            if kind == "office":
                body = _OFFICE.sub(lambda m: m[0][:-1] if m[0][0] in "市町村区" else "", text)
            elif kind == "body" and _BODY.search(text) and not _person(field.text):
                body = text
            else:
                continue
            if any(body in name or name in text for name in names):
                continue
            sign = party.designation or party.name
            yield index.hit(
                field,
                index.span(field),
                f"{sign}は「{party.name}」ですが、その署名欄は「{field.text}」です。",
                f"{sign} is “{party.name}”, but its signature block says “{field.text}”.",
            )
            break
