"""What a text says about itself: parties, legal basis, dates, copies, signatures (当事者, 根拠法条 …).

Each fact is taken from the place that states it: parties and basis from the preamble (or the first
articles where there is none), the conclusion date from the date line, copies from the closing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from renkei.instrument.model import (
    Commencement,
    Facts,
    Kind,
    LegalBasis,
    Node,
    Number,
    Party,
    Role,
    Signature,
)
from renkei.units.date_reading import DateReading, find_dates
from renkei.units.numerals import parse_numeral

_SIGNS = "甲乙丙丁戊己庚辛壬癸"
#: Parties are defined, and the law cited, within so many characters of a paragraph.
_OPENING = 5000
_SPACE = r"[ \u3000]{0,4}"
_PARTY = re.compile(
    rf"(?P<name>[^、。，（()）「」『』]{{1,60}}?){_SPACE}[（(]{_SPACE}以下{_SPACE}[、,，]?{_SPACE}"
    rf"(?P<all>これらを|総称して|両市を|両者を)?{_SPACE}[「『](?P<sign>[^」』]{{1,12}})[」』]{_SPACE}と(?:いう|総称する)"
)
_AS_PARTY = re.compile(
    r"(?P<name>[^、。，（()）「」]{1,40}?)を[「『]?(?P<sign>[甲乙丙丁戊己庚辛壬癸])[」』]?と(?:し|する)"
)
_BRACKET_PARTY = re.compile(r"(?P<name>[^、。，（()）「」]{1,20}?)[（(](?P<sign>[甲乙丙丁戊])[）)]")
_DESCRIBED = re.compile(r"^.*(?:である|近隣の|周辺の|隣接する|構成する)(?=.*[都道府県市町村区合]$)")
_JOINER = re.compile(r"^(?:及び|並びに|および|ならびに|と|又は|、|，|[ \u3000])+")
_MEMBERS = re.compile(r"及び|並びに|および|ならびに|、|，|・")
_NAMES = re.compile(r"^(?P<names>[^。（(「]{2,120}?)(?:とは|は)[、，]")
_BODY_NAME = re.compile(r"^[^ 　、，。]{1,16}?(?:都|道|府|県|市|町|村|区|組合|広域連合)$")
_BASIS = re.compile(
    r"(?P<law>(?:地方自治法|[一-龥ァ-ヶー]{2,40}?(?:要綱|法|条例)))"
    rf"(?P<num>{_SPACE}[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)])?{_SPACE}"
    rf"(?P<ref>第{_SPACE}(?P<a>[0-9０-９一二三四五六七八九十百千]+){_SPACE}(?P<unit>条)?"
    rf"(?P<b>(?:{_SPACE}の{_SPACE}[0-9０-９一二三四五六七八九十]+)*)"
    rf"(?:{_SPACE}第{_SPACE}(?P<p>[0-9０-９一二三四五六七八九十]+){_SPACE}項)?"
    rf"(?:{_SPACE}第{_SPACE}(?P<i>[0-9０-９一二三四五六七八九十]+){_SPACE}号)?)?"
)
_COPIES = re.compile(rf"(?P<n>[0-9０-９一二三四五六七八九十]+){_SPACE}通")
_GENRE = re.compile(
    r"(連携協約|協約|協定|覚書|規約|条例|規則|規程|要綱|契約|確認書|申合せ|議定書|法律|政令|省令|法|令)(?:書|案)*(?:[（(][^（()）]*[）)])?$"
)
_UNTIL = re.compile(r"まで|満了")
_LAW_SUFFIX = ("及び", "並びに", "又は", "は", "、", "と")


def facts_of(root: Node) -> Facts:
    """All facts of a read text."""
    title = law_number = ""
    opening: list[Node] = []
    signatures: list[Signature] = []
    commencements: list[Commencement] = []
    copies: int | None = None
    concluded: DateReading | None = None  # of the last date line
    cover_date: DateReading | None = None
    for child in root.children:
        kind = child.kind
        if kind is Kind.TITLE and not title:
            title = child.text
        elif kind is Kind.LAW_NUMBER and not law_number:
            law_number = child.text
        elif kind is Kind.PREAMBLE:
            opening.extend(child.of_kind(Kind.PARAGRAPH))
        elif kind is Kind.SIGNATURE:
            signatures.append(_signature(child))
        elif kind is Kind.SUPPLEMENT:
            commencements.extend(_commencements(child))
        elif kind is Kind.CLOSING and copies is None:
            found = _COPIES.search(child.text)
            copies = parse_numeral(found["n"]) if found else None
        elif kind is Kind.DATE:
            # The line beside the signatures is the last one; it states the day of conclusion.
            concluded = _date(child.text) or concluded
        elif kind is Kind.COVER and cover_date is None:
            cover_date = _date(child.text)
    if not opening:
        opening = _first_paragraphs(root)
    parties = _parties(opening, title, signatures)
    reading = concluded or cover_date
    genre = _GENRE.search(re.sub("[ \u3000]", "", title))
    return Facts(
        title=title,
        genre=genre[1] if genre else "",
        law_number=law_number,
        parties=parties,
        legal_basis=_basis(opening) or _basis(_first_paragraphs(root)),
        concluded=reading.date if reading else None,
        concluded_text=reading.text if reading else "",
        copies=copies,
        signatures=tuple(signatures),
        commencements=tuple(_on_conclusion(c, concluded) for c in commencements),
    )


def _on_conclusion(found: Commencement, concluded: DateReading | None) -> Commencement:
    """「締結の日から施行する」: the day is the one on which the text was signed."""
    if found.date is None and concluded is not None and re.search("締結の?日から", found.text):
        return replace(found, date=concluded.date)
    return found


def _date(text: str) -> DateReading | None:
    return next(iter(find_dates(text)), None)


def _first_paragraphs(root: Node) -> list[Node]:
    """Where the parties are defined when there is no preamble: the first two articles."""
    for child in root.children:
        if child.kind is Kind.MAIN:
            found: list[Node] = []
            for article in list(child.of_kind(Kind.ARTICLE))[:2]:
                found.extend(article.of_kind(Kind.PARAGRAPH))
            return found
    return []


def _parties(opening: list[Node], title: str, signatures: list[Signature]) -> tuple[Party, ...]:
    parties: list[Party] = []
    for node in opening:
        text = node.text[:_OPENING]
        if not any(sign in text for sign in _SIGNS):
            continue
        for pattern in (_PARTY, _AS_PARTY, _BRACKET_PARTY):
            for found in pattern.finditer(text):
                sign = found["sign"]
                if sign not in _SIGNS or any(p.designation == sign for p in parties):
                    continue
                together = pattern is _PARTY and bool(found["all"] or "総称" in found[0])
                name, start = _party_name(node.text, found, together)
                if name:
                    members = tuple(m for m in _MEMBERS.split(name) if m) if together else (name,)
                    parties.append(
                        Party(sign, name, members, *_range(node, start, start + len(name)))
                    )
            if parties:
                break
        if parties:
            return tuple(parties)
    for node in opening[:1]:
        named = _NAMES.match(node.text)
        if named:
            names = [
                n for n in re.split(r"及び|並びに|および|ならびに|、|，|と", named["names"]) if n
            ]
            if len(names) > 1 and all(_BODY_NAME.match(n) for n in names):
                return tuple(
                    Party("", n, (n,), *_range(node, at, at + len(n)))
                    for n in names
                    for at in [node.text.find(n)]
                )
    return _parties_without_preamble(title, signatures)


def _parties_without_preamble(title: str, signatures: list[Signature]) -> tuple[Party, ...]:
    """No preamble names them: the title does (「甲市と乙町との…」), or the signatures do."""
    head = re.match(r"(?P<names>.{2,80}?)(?:における|の間|との(?:連携|間)|の連携)", title)
    if head:
        names = [n for n in re.split(r"及び|並びに|および|ならびに|、|と|・", head["names"]) if n]
        if len(names) > 1 and all(_BODY_NAME.match(n) for n in names):
            return tuple(Party("", n, (n,)) for n in names)
    found = []
    for signature in signatures:
        name = signature.body or re.sub(r"長$", "", signature.office)
        if name and (signature.designation or _BODY_NAME.match(name)):
            found.append(Party(signature.designation, name, (name,)))
    return tuple(found)


def _party_name(text: str, found: re.Match[str], together: bool) -> tuple[str, int]:
    """The party's name before its bracket, without what joins it to the one before."""
    start, end = found.span("name")
    if together:
        # 「加西市及び加東市（以下これらを「甲」という。）」: all names since the last bracket or stop.
        start = max(text.rfind(c, 0, start) for c in "。）)") + 1
    name = text[start:end]
    joiner = _JOINER.match(name)
    if joiner:
        start += joiner.end()
        name = text[start:end]
    if not together:
        cut = max(
            (name.rfind(j) + len(j) for j in ("及び", "並びに", "および", "ならびに") if j in name),
            default=0,
        )
        if "と" in name and _BODY_NAME.match(name.rsplit("と", 1)[1]):
            cut = max(cut, name.rindex("と") + 1)
        start += cut
        name = name[cut:]
    described = _DESCRIBED.search(name)
    if described:
        # 「連携中枢都市である甲市」「その近隣の乙町」: the name is what stands behind.
        start += described.end()
        name = name[described.end() :]
    stripped = name.strip(" \u3000")
    return stripped, start + name.find(stripped) if stripped else start


def _basis(opening: list[Node]) -> LegalBasis | None:
    for node in opening:
        for found in _BASIS.finditer(node.text[:_OPENING]):
            if not found["ref"] and not found["law"].endswith("要綱"):
                continue
            after = node.text[found.end() : found.end() + 12]
            if not re.match(
                rf"{_SPACE}(?:の規定)?{_SPACE}(?:に基づ|により|によ|に規定|の規定)", after
            ):
                continue
            law = found["law"]
            for joiner in _LAW_SUFFIX:
                if joiner in law:
                    law = law.rsplit(joiner, 1)[1]
            start = found.start() + len(found["law"]) - len(law)
            branches = re.findall(r"の\s*([^の\s]+)", found["b"] or "")
            numbers = [parse_numeral(n) for n in [found["a"] or "", *branches]]
            parts = tuple(n for n in numbers if n is not None)
            place = _range(node, start, found.end())
            return LegalBasis(
                text=node.text[start : found.end()],
                law=law,
                law_number=(found["num"] or "").strip(" \u3000")[1:-1],
                article=Number(parts) if parts else None,
                paragraph=parse_numeral(found["p"]) if found["p"] else None,
                item=parse_numeral(found["i"]) if found["i"] else None,
                start=place[0],
                end=place[1],
            )
    return None


def _range(node: Node, start: int, end: int) -> tuple[int, int]:
    """Where ``node.text[start:end]`` stands in the source; its lines may be several pieces."""
    first = last = position = 0
    for piece in node.pieces:
        if piece.role is Role.TEXT:
            after = position + piece.end - piece.start
            if position <= start < after:
                first = piece.start + start - position
            if position < end <= after:
                last = piece.start + end - position
            position = after
    return first, last


def _signature(node: Node) -> Signature:
    fields: dict[str, str] = {}
    for field in node.children:
        name = field.attr("field")
        fields[name] = f"{fields[name]} {field.text}" if name in fields else field.text
    return Signature(
        designation=node.label,
        address=fields.get("address", ""),
        body=fields.get("body", ""),
        office=fields.get("office", ""),
        name=fields.get("name", ""),
        node_id=node.id,
    )


def _commencements(supplement: Node) -> list[Commencement]:
    found: list[Commencement] = []
    for node in supplement.of_kind(Kind.PARAGRAPH):
        text = node.text
        if not re.search(r"施行|効力を生|効力を有|有効期間|適用する", text):
            continue
        dates = find_dates(text)
        first = next((d for d in dates if d.date is not None), None)
        until = None
        if len(dates) > 1 and _UNTIL.search(text[dates[-1].span[1] : dates[-1].span[1] + 4]):
            until = dates[-1].date
        begins = first.date if first else None
        if first and not until and _UNTIL.match(text[first.span[1] : first.span[1] + 2]):
            begins, until = None, first.date
        found.append(Commencement(node.id, text, begins, until))
    return found
