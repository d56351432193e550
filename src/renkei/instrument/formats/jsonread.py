"""The reading half of the JSON format: every member is looked at before it is believed."""

from __future__ import annotations

from typing import Any

from renkei.instrument.formats.jsonmember import Member, wrong_shape
from renkei.instrument.formats.jsonshape import FIELDS, MARKER, ROLES, VERSION, joined, refusal
from renkei.instrument.model import (
    Commencement,
    Document,
    Facts,
    Finding,
    Join,
    Kind,
    LegalBasis,
    Mark,
    Node,
    Number,
    Origin,
    Party,
    Piece,
    Severity,
    Signature,
)
from renkei.instrument.reading.facts import facts_of

#: How deep a tree may be nested; real texts stay below 20, Python's own limit is about 1,000.
DEEPEST = 200


def document_from(value: object) -> Document:
    """A Document from the parsed JSON. Raises Refusal naming the path of the first wrong member."""
    if not isinstance(value, dict) or value.get("renkei") != MARKER:
        raise refusal(
            "json-foreign",
            '連携の文書（"renkei": "instrument"）ではない JSON です。',
            'This JSON is not a text of Renkei ("renkei": "instrument" is missing).',
        )
    top = Member(value, "")
    version = top.integer("version")
    if version != VERSION:
        raise refusal(
            "json-version",
            f"版 {version} の JSON は読めません（読めるのは版 {VERSION} です）。",
            f"JSON of version {version} cannot be read; this program reads version {VERSION}.",
        )
    source = top.string("text")
    tree = top.object("tree")
    root = _Tree(source).node(tree, 0)
    _must_cover(root, source)
    origin = _origin(top.object("origin"))
    return Document(
        source=source,
        root=root,
        profile=top.string("profile"),
        facts=_derived(root, _facts(top.object("facts")), origin),
        origin=origin,
        diagnostics=top.each("diagnostics", _finding),
        joins=top.each("joins", _join),
    )


def _derived(root: Node, told: Facts, origin: Origin) -> Facts:
    """The facts, taken from the text again: what a file claims about itself is not believed.

    A statute's XML says in an attribute what kind of law it is, which its text need not say.
    """
    if origin.format != "lawxml":
        return facts_of(root)
    title = next((node.text for node in root.children if node.kind is Kind.TITLE), "")
    number = next(root.of_kind(Kind.LAW_NUMBER), None)
    return Facts(title=title, genre=told.genre, law_number=number.text if number else "")


class _Tree:
    """Makes the nodes of one text, and remembers the ids so that none is given twice."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.ids: set[str] = set()

    def node(self, member: Member, depth: int) -> Node:
        if depth > DEEPEST:
            raise refusal(
                "json-member",
                f"tree の入れ子が {DEEPEST} 段を超えています。",
                f"tree is nested more than {DEEPEST} deep.",
            )
        name = member.string("id")
        if name in self.ids:
            raise refusal(
                "json-member",
                f"{member.at('id')} が他の節と同じです: {name}",
                f"{member.at('id')} is that of another node: {name}",
            )
        self.ids.add(name)
        pieces = tuple(
            self.piece(item, f"{member.at('pieces')}[{i}]")
            for i, item in enumerate(member.get("pieces", list, []))
        )
        said = joined(pieces, self.source)
        texts = {field: member.get(field, str, said[field]) for field in FIELDS}
        for field, words in texts.items():
            if words != said[field]:
                # Otherwise a file could show one text and hold another.
                raise refusal(
                    "json-member",
                    f"{member.at(field)} が本文（text）の文字と違います: {words[:40]}",
                    f"{member.at(field)} is not what text says there: {words[:40]}",
                )
        children = member.get("children", list, [])
        return Node(
            id=name,
            kind=_kind(member),
            pieces=pieces,
            label=texts["label"],
            caption=texts["caption"],
            note=texts["note"],
            text=texts["text"],
            number=_number(member),
            attrs=_pairs(member.get("attrs", list, []), member.at("attrs")),
            marks=tuple(
                self.mark(item, f"{member.at('marks')}[{i}]")
                for i, item in enumerate(member.get("marks", list, []))
            ),
            children=tuple(
                self.node(Member(child, f"{member.at('children')}[{i}]"), depth + 1)
                for i, child in enumerate(children)
            ),
        )

    def piece(self, item: object, path: str) -> Piece:
        match item:
            case [str(letter), int(start), int(end)] if letter in ROLES:
                self.within(start, end, path)
                return Piece(ROLES[letter], start, end)
        raise wrong_shape(path, '["T", 0, 1]', item)

    def mark(self, item: object, path: str) -> Mark:
        match item:
            case [str(name), int(start), int(end), list(attrs)]:
                self.within(start, end, path)
                return Mark(name, start, end, _pairs(attrs, path))
        raise wrong_shape(path, '["Ruby", 0, 1, []]', item)

    def within(self, start: int, end: int, path: str) -> None:
        if isinstance(start, bool) or isinstance(end, bool) or not 0 <= start <= end:
            raise wrong_shape(path, "0 ≤ start ≤ end", [start, end])
        if end > len(self.source):
            raise refusal(
                "json-member",
                f"{path} は text の終わり（{len(self.source)}）を越えています: {end}",
                f"{path} goes past the end of text ({len(self.source)}): {end}",
            )


def _kind(member: Member) -> Kind:
    word = member.string("kind")
    try:
        return Kind(word)
    except ValueError as error:
        raise wrong_shape(member.at("kind"), '"article"', word) from error


def _number(member: Member) -> Number | None:
    found = member.value.get("number")
    if found is None:
        return None
    match found:
        case [list(parts), list(upto)] if all(type(n) is int for n in (*parts, *upto)):
            return Number(tuple(parts), tuple(upto))
    raise wrong_shape(member.at("number"), "[[3, 2], []]", found)


def _pairs(items: list[Any], path: str) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for i, item in enumerate(items):
        match item:
            case [str(key), str(value)]:
                pairs.append((key, value))
            case _:
                raise wrong_shape(f"{path}[{i}]", '["name", "value"]', item)
    return tuple(pairs)


def _must_cover(root: Node, source: str) -> None:
    """Every character of the text belongs to exactly one piece; otherwise text would be lost."""
    pieces = sorted((piece.start, piece.end) for node in root.walk() for piece in node.pieces)
    position = 0
    for start, end in pieces:
        if start != position:
            break
        position = end
    else:
        if position == len(source):
            return
    raise refusal(
        "json-cover",
        f"tree が text の {position} 文字目で text と食い違っています（抜けか重なりがあります）。",
        f"tree and text part at character {position}: something is left out or doubled.",
    )


def _facts(member: Member) -> Facts:
    basis = member.optional("legal_basis", dict)
    return Facts(
        title=member.string("title"),
        genre=member.string("genre"),
        law_number=member.string("law_number"),
        parties=member.each("parties", _party),
        legal_basis=None if basis is None else _basis(Member(basis, member.at("legal_basis"))),
        concluded=member.date("concluded"),
        concluded_text=member.string("concluded_text"),
        copies=member.optional("copies", int),
        signatures=member.each("signatures", _signature),
        commencements=member.each("commencements", _commencement),
    )


def _party(member: Member) -> Party:
    return Party(
        designation=member.string("designation"),
        name=member.string("name"),
        members=member.strings("members"),
        start=member.integer("start"),
        end=member.integer("end"),
    )


def _basis(member: Member) -> LegalBasis:
    article = member.optional("article", str)
    number = None if article is None else Number.parse(article)
    if article is not None and number is None:
        raise wrong_shape(member.at("article"), '"252_2"', article)
    return LegalBasis(
        text=member.string("text"),
        law=member.string("law"),
        law_number=member.string("law_number"),
        article=number,
        paragraph=member.optional("paragraph", int),
        item=member.optional("item", int),
        start=member.integer("start"),
        end=member.integer("end"),
    )


def _signature(member: Member) -> Signature:
    return Signature(
        designation=member.string("designation"),
        address=member.string("address"),
        body=member.string("body"),
        office=member.string("office"),
        name=member.string("name"),
        node_id=member.string("node"),
    )


def _commencement(member: Member) -> Commencement:
    return Commencement(
        node_id=member.string("node"),
        text=member.string("text"),
        date=member.date("date"),
        until=member.date("until"),
    )


def _origin(member: Member) -> Origin:
    return Origin(
        format=member.string("format"),
        encoding=member.string("encoding"),
        newline=member.string("newline"),
        sha256=member.string("sha256"),
        notes=member.strings("notes"),
    )


def _finding(member: Member) -> Finding:
    word = member.string("severity")
    try:
        severity = Severity(word)
    except ValueError as error:
        raise wrong_shape(member.at("severity"), '"warning"', word) from error
    return Finding(
        code=member.string("code"),
        severity=severity,
        node_id=member.string("node"),
        start=member.integer("start"),
        end=member.integer("end"),
        message_ja=member.string("message"),
        message_en=member.string("message_en"),
        found=member.string("found"),
    )


def _join(member: Member) -> Join:
    return Join(
        row_id=member.string("row"),
        key=member.string("key"),
        start=member.integer("start"),
        end=member.integer("end"),
        reason_ja=member.string("reason"),
        reason_en=member.string("reason_en"),
    )
