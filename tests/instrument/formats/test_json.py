"""JSON out and in: equal in every field, valid against the published schema, refused in words."""

import datetime
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.instrument import read_text
from renkei.instrument.formats.jsontext import json_parts, read_json, schema, to_json, write_json
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
    Refusal,
    Role,
    Severity,
    Signature,
    covered,
)
from renkei.instrument.reading.facts import facts_of

TEXT = st.text(max_size=8)
DAYS = st.none() | st.dates()
OFFSETS = st.integers(0, 10_000)
COUNTS = st.none() | st.integers(0, 300)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)


@st.composite
def trees(draw: Any) -> tuple[str, Node]:
    """A text and a tree that covers it: pieces in any order of nodes, as readers give them."""
    words = draw(st.lists(st.text(max_size=6), max_size=12))
    source = "".join(words)
    pieces = []
    position = 0
    for word in words:
        role = draw(st.sampled_from(Role))
        pieces.append(Piece(role, position, position + len(word)))
        position += len(word)
    size = draw(st.integers(1, 6))
    owned: list[list[Piece]] = [[] for _ in range(size)]
    for piece in pieces:
        owned[draw(st.integers(0, size - 1))].append(piece)
    nodes: list[Node] = []
    for number, own in enumerate(owned):
        said = {
            role: "".join(source[p.start : p.end] for p in own if p.role is role) for role in Role
        }
        take = draw(st.integers(0, len(nodes)))
        children, nodes = nodes[len(nodes) - take :], nodes[: len(nodes) - take]
        nodes.append(
            Node(
                id=f"n_{number}",
                kind=draw(st.sampled_from(Kind)),
                pieces=tuple(own),
                label=said[Role.LABEL],
                caption=said[Role.CAPTION],
                note=said[Role.NOTE],
                text=said[Role.TEXT],
                number=draw(st.none() | st.builds(Number, PARTS, NUMBERS)),
                attrs=draw(PAIRS),
                marks=draw(
                    st.lists(
                        st.builds(Mark, TEXT, st.just(0), st.integers(0, len(source)), PAIRS),
                        max_size=2,
                    ).map(tuple)
                ),
                children=tuple(children),
            )
        )
    return source, Node("doc", Kind.DOCUMENT, children=tuple(nodes))


NUMBERS = st.lists(st.integers(0, 999), max_size=3).map(tuple)
PARTS = st.lists(st.integers(0, 999), min_size=1, max_size=3).map(tuple)
ARTICLES = st.none() | st.lists(st.integers(1, 999), min_size=1, max_size=3).map(
    lambda parts: Number(tuple(parts))
)
BASES = st.builds(LegalBasis, TEXT, TEXT, TEXT, ARTICLES, COUNTS, COUNTS, OFFSETS, OFFSETS)
FACTS = st.builds(
    Facts,
    TEXT,
    TEXT,
    TEXT,
    st.lists(
        st.builds(Party, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple), OFFSETS, OFFSETS),
        max_size=2,
    ).map(tuple),
    st.none() | BASES,
    DAYS,
    TEXT,
    COUNTS,
    st.lists(st.builds(Signature, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    st.lists(st.builds(Commencement, TEXT, TEXT, DAYS, DAYS), max_size=2).map(tuple),
)
FINDINGS = st.builds(
    Finding, TEXT, st.sampled_from(Severity), TEXT, OFFSETS, OFFSETS, TEXT, TEXT, TEXT
)
JOINS = st.builds(Join, TEXT, TEXT, OFFSETS, OFFSETS, TEXT, TEXT)
ORIGINS = st.builds(Origin, TEXT, TEXT, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple))


@st.composite
def documents(draw: Any, *, telling: bool = False) -> Document:
    """Documents as readers make them; ``telling``: with any facts, whatever the text says."""
    source, root = draw(trees())
    return Document(
        source,
        root,
        draw(TEXT),
        draw(FACTS) if telling else facts_of(root),
        draw(ORIGINS),
        tuple(draw(st.lists(FINDINGS, max_size=2))),
        tuple(draw(st.lists(JOINS, max_size=2))),
    )


@pytest.fixture(scope="session")
def valid() -> Callable[[bytes], None]:
    """Raises when bytes are not JSON valid against the published schema."""
    jsonschema = pytest.importorskip("jsonschema")
    published = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(published)
    validator = jsonschema.Draft202012Validator(
        published, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return lambda data: validator.validate(json.loads(data))


def agreement() -> Document:
    """Two lines of an agreement: an article with its caption, and a row of a table."""
    source = "（目的）\n第1条の2 連携する。\n取組\t内容\n災害対策\t備える。\n"
    L, C, T, X = Role.LABEL, Role.CAPTION, Role.TEXT, Role.LAYOUT

    def node(name: str, kind: Kind, pieces: list[tuple[Role, str]], **more: Any) -> Node:
        spans, texts = [], dict.fromkeys(Role, "")
        for role, text in pieces:
            start = source.index(text, node.at)  # type: ignore[attr-defined]
            assert start == node.at  # type: ignore[attr-defined]
            node.at = start + len(text)  # type: ignore[attr-defined]
            spans.append(Piece(role, start, start + len(text)))
            texts[role] += text
        return Node(name, kind, tuple(spans), texts[L], caption=texts[C], text=texts[T], **more)

    node.at = 0  # type: ignore[attr-defined]
    head = node(
        "art_1_2",
        Kind.ARTICLE,
        [(X, "（"), (C, "目的"), (X, "）\n"), (L, "第1条の2"), (X, " ")],
        number=Number((1, 2)),
    )
    first = node(
        "art_1_2__para_1", Kind.PARAGRAPH, [(T, "連携する。"), (X, "\n")], number=Number((1,))
    )
    names = [
        node(f"h_{i}", Kind.CELL, [(T, text), (X, end)], attrs=(("header", text),))
        for i, (text, end) in enumerate([("取組", "\t"), ("内容", "\n")])
    ]
    cells = [
        node(f"c_{i}", Kind.CELL, [(T, text), (X, end)], attrs=(("header", head_),))
        for i, (text, end, head_) in enumerate(
            [("災害対策", "\t", "取組"), ("備える。", "\n", "内容")]
        )
    ]
    article = Node(head.id, head.kind, head.pieces, head.label, head.number, head.caption,
                   children=(first,))  # fmt: skip
    table = Node("table_1", Kind.TABLE, children=(
        Node("annex_1__head", Kind.HEADER, children=tuple(names)),
        Node("annex_1__row_災害対策", Kind.ROW, children=tuple(cells)),
    ))  # fmt: skip
    root = Node("doc", Kind.DOCUMENT, children=(
        Node("main", Kind.MAIN, children=(article,)),
        Node("annex_1", Kind.ANNEX, label="", children=(table,)),
    ))  # fmt: skip
    facts = Facts(
        title="連携協約",
        concluded=datetime.date(2019, 3, 29),
        legal_basis=LegalBasis("法第252条の2", "法", "", Number((252, 2)), 1, None, 0, 3),
    )
    return Document(source, root, "plain", facts)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_what_was_written_is_read_back_equal_in_every_field(document: Document) -> None:
    written = write_json(document)
    assert read_json(written) == document
    assert write_json(read_json(written)) == written


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents(telling=True))
def test_everything_written_is_valid_against_the_published_schema(
    valid: Callable[[bytes], None], document: Document
) -> None:
    valid(write_json(document))


def test_the_schema_would_notice_a_member_of_the_wrong_type(
    valid: Callable[[bytes], None],
) -> None:
    value = json.loads(write_json(agreement()))
    value["articles"][0]["number"] = "1"
    with pytest.raises(Exception, match="is not of type"):
        valid(json.dumps(value).encode())


def test_the_schema_names_every_kind_of_node() -> None:
    assert json.loads(schema())["$defs"]["kind"]["enum"] == [kind.value for kind in Kind]


def test_a_lone_surrogate_from_a_string_survives() -> None:
    source = "協\ud842約"
    root = Node("doc", Kind.DOCUMENT, (Piece(Role.TEXT, 0, 3),), text=source)
    document = Document(source, root, "plain")
    assert read_json(write_json(document)) == document


def test_the_facade_reads_like_the_agreement() -> None:
    value = json.loads(write_json(agreement()))
    assert value["title"] == "連携協約"
    assert value["legal_basis"] == "法第252条の2"
    assert value["legal_basis_ref"]["article"] == "252_2"
    assert value["closing"]["date"] == "2019-03-29"
    article = value["articles"][0]
    assert (article["number"], article["num"], article["caption"]) == (1, "1_2", "目的")
    assert article["paragraphs"][0]["text"] == "連携する。"
    group = value["annexes"][0]["groups"][0]
    assert (group["label"], group["title"]) == ("", "")
    assert group["rows"] == [
        {"id": "annex_1__row_災害対策", "cells": {"取組": "災害対策", "内容": "備える。"}}
    ]
    assert value["initiatives"][0]["name"] == "災害対策"


def test_a_piece_is_written_as_the_first_letter_of_its_role_and_its_place() -> None:
    tree = json.loads(write_json(agreement()))["tree"]
    article = tree["children"][0]["children"][0]
    assert article["pieces"][:2] == [["X", 0, 1], ["C", 1, 3]]
    assert "caption" not in article


def test_the_facade_is_never_read_back() -> None:
    value = json.loads(write_json(agreement()))
    value["title"] = "別の題名"
    value["articles"] = []
    assert read_json(json.dumps(value)).root == agreement().root


def test_facts_are_taken_from_the_text_whatever_the_file_claims() -> None:
    document = read_text("甲市（以下「甲」という。）は、協約を締結する。\n第1条 連携する。\n")
    value = json.loads(write_json(document))
    value["facts"]["parties"][0]["name"] = "乙市"
    assert read_json(json.dumps(value)).facts == document.facts


@pytest.mark.parametrize("field", ["text", "label", "caption", "note"])
def test_a_provision_that_says_other_than_the_text_is_refused(field: str) -> None:
    document = read_text("（費用）\n第1条 費用は、甲及び乙が負担する。\n")
    value = json.loads(write_json(document))
    article = value["tree"]["children"][-1]["children"][0]
    article["children"][0][field] = "費用は、すべて乙が負担する。"
    with pytest.raises(Refusal) as refused:
        read_json(json.dumps(value))
    assert refused.value.code == "json-member"
    assert field in refused.value.message_ja


def changed(**members: Any) -> bytes:
    return json.dumps({**json.loads(write_json(agreement())), **members}).encode()


def spoiled(change: Callable[[Any], object]) -> bytes:
    value = json.loads(write_json(agreement()))
    change(value)
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "json-syntax", "1"),
        (b"{", "json-syntax", "1"),
        ("協約".encode("cp932"), "json-syntax", "UTF-8"),
        (b"[" * 100_000, "json-syntax", "入れ子"),
        (b'{"renkei": NaN}', "json-syntax", "数値"),
        (b'{"a": ' + b"9" * 5000 + b"}", "json-syntax", "数値"),
        (b"[]", "json-foreign", "instrument"),
        (b'{"name": "x"}', "json-foreign", "instrument"),
        (changed(version=2), "json-version", "2"),
        (changed(version="1"), "json-member", "version"),
        (changed(text=None), "json-member", "text"),
        (changed(text="（目的）"), "json-member", "tree.children[0].children[0].pieces[2]"),
        (changed(tree=[]), "json-member", "tree"),
        (changed(joins=[3]), "json-member", "joins[0]"),
        (spoiled(lambda v: v.pop("profile")), "json-member", "profile"),
        (spoiled(lambda v: v["tree"].pop("id")), "json-member", "tree.id"),
        (spoiled(lambda v: v["tree"].update(id="main")), "json-member", "main"),
        (spoiled(lambda v: v["tree"].update(kind="clause")), "json-member", "tree.kind"),
        (spoiled(lambda v: v["tree"].update(number=[1])), "json-member", "tree.number"),
        (spoiled(lambda v: v["tree"].update(pieces=[["Q", 0, 1]])), "json-member", "pieces[0]"),
        (spoiled(lambda v: v["tree"].update(pieces=[["T", True, 1]])), "json-member", "pieces[0]"),
        (spoiled(lambda v: v["tree"].update(pieces=[["T", 2, 1]])), "json-member", "pieces[0]"),
        (spoiled(lambda v: v["tree"].update(attrs=[["a"]])), "json-member", "tree.attrs[0]"),
        (spoiled(lambda v: v["facts"].update(concluded="平成31年")), "json-member", "concluded"),
        (spoiled(lambda v: v["facts"].update(copies=True)), "json-member", "facts.copies"),
        (
            spoiled(lambda v: v["facts"]["legal_basis"].update(article="x")),
            "json-member",
            "article",
        ),
        (spoiled(lambda v: v["tree"]["children"].pop()), "json-cover", "17"),
        (spoiled(lambda v: v["tree"].update(pieces=[["T", 0, 1]])), "json-cover", "1 文字目"),
    ],
)
def test_json_that_is_not_ours_is_refused_with_the_place(
    data: bytes, code: str, place: str
) -> None:
    with pytest.raises(Refusal) as caught:
        read_json(data)
    refusal = caught.value
    assert refusal.code == code
    assert place in refusal.message_ja
    assert refusal.message_en
    assert refusal.remedy_ja
    assert refusal.remedy_en


def test_a_tree_that_is_far_too_deep_is_refused_not_a_crash() -> None:
    value = json.loads(write_json(agreement()))
    deep: Any = {"id": "x", "kind": "item"}
    for number in range(300):
        deep = {"id": f"x{number}", "kind": "item", "children": [deep]}
    value["tree"]["children"].append(deep)
    with pytest.raises(Refusal) as caught:
        read_json(json.dumps(value))
    assert "200" in caught.value.message_ja


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.sampled_from(list('{}[]",:019xX')) | st.just(""))
def test_no_change_of_one_character_ends_in_anything_but_a_refusal(place: int, put: str) -> None:
    written = write_json(agreement()).decode()
    place %= len(written)
    try:
        document = read_json(written[:place] + put + written[place + 1 :])
    except Refusal:
        return
    assert covered(document) == document.source


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_parts_are_what_plain_dicts_would_be_written_as(document: Document) -> None:
    whole = to_json(document)
    assert json.loads(write_json(document)) == json.loads(json.dumps(whole))
    lines = []
    for name, value in whole.items():
        plain = name in ("tree", "text")
        separators = (",", ":") if name == "tree" else None
        body = json.dumps(
            value, ensure_ascii=False, indent=None if plain else 1, separators=separators
        )
        lines.append(f'"{name}": {body}')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    assert write_json(document) == text.encode("utf-8", "backslashreplace")


def test_a_long_table_is_written_without_being_held() -> None:
    rows = "".join(f"取組{i}\t内容{i}\t甲{i}\t乙{i}\n" for i in range(4000))
    document = read_text(
        f"連携協約\n\n第１条　目的\n\n別表\n\n取組\t内容\t甲の役割\t乙の役割\n{rows}"
    )
    tracemalloc.start()
    size = sum(len(part) for part in json_parts(document))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 4_000_000
    assert peak < size / 2
