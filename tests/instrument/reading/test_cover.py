"""Reading never raises on content and never drops a character, whatever was done to a text."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.instrument import Document, Kind, Node, covered, read_text
from renkei.instrument.formats.lawxml import read_lawxml
from renkei.instrument.model import Role
from renkei.instrument.reading.profiles import PROFILES

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "src/renkei/data/agreements/sapporo-ishikari-2019.txt"
LAWS = sorted((ROOT / "tests/fixtures/laws").rglob("*.xml"))

FIELDS = (
    (Role.LABEL, "label"),
    (Role.CAPTION, "caption"),
    (Role.NOTE, "note"),
    (Role.TEXT, "text"),
)
#: What a text may be disturbed by: control characters, odd line ends, labels, brackets, rules.
DISTURBANCES = (
    *"\t\r\n\0\x01\x08\x0b\x0c\x1b\x1c\x1d\x1e\x85\xa0\xad\u200b\u200e\u2028\u2029\u202e\u3000\ufeff",
    *"\ufffd\ufffe\uffff\U0001f600\U00020bb7\U000e0100\u3099\u309a㊞｜|…―゛々〆ヶ甲乙丙印",
    *"（）()「」『』【】［］〔〕、。，．・",
    *("\r\n", "\n\n", "\t\t\t", "\t" * 300, "|a|b|", "----", "---|---", "\n- 3 -\n", "「（「（"),
    *(
        "第1条",
        "第１条　",
        "第一条の二　",
        "\n第99条 ",
        "第三条から第五条まで　削除",
        "\n（見出し）\n",
    ),
    *(
        "(1) ",
        "（１）",
        "(ア)",
        "ア　",
        "イ　",
        "(a) ",
        "i ",
        "①",
        "⑴",
        "一　",
        "・ ",
        "２　",
        "1.",
        "10 ",
    ),
    *(
        "\n附 則\n",
        "\n別表（第3条関係）\n",
        "\n別表第１\n",
        "\n様式第1号\n",
        "\n備考\n",
        "\n目次\n",
    ),
    *(
        "\n第1章 総則\n",
        "\n第一編　総則\n",
        "\n甲 札幌市\n",
        "\n札幌市長 某\n",
        "\n平成31年3月29日\n",
    ),
    *(
        "\n取組\t内容\t甲の役割\n",
        "\n\t続き\n",
        "締結を証するため、本書2通を作成し",
        "地方自治法第252条の2第1項",
    ),
)


def assert_whole(text: str, profile: str | None = None) -> Document:
    """All that holds for every reading, however odd the text."""
    document = read_text(text, profile=profile)
    source, size = document.source, len(document.source)
    assert source == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert covered(document) == source
    nodes = list(document.root.walk())
    assert sum(p.end - p.start for node in nodes for p in node.pieces) == size, "pieces overlap"
    assert len({node.id for node in nodes}) == len(nodes), "an id is given twice"
    for node in nodes:
        assert node.id
        position = 0
        for piece in node.pieces:
            assert position <= piece.start < piece.end <= size
            position = piece.end
        for role, field in FIELDS:
            joined = "".join(source[p.start : p.end] for p in node.pieces if p.role is role)
            assert getattr(node, field) == joined
    for place in (*document.diagnostics, *document.joins, *document.facts.parties):
        assert 0 <= place.start <= place.end <= size
    ids = {node.id for node in nodes}
    assert {finding.node_id for finding in document.diagnostics} <= ids
    assert {join.row_id for join in document.joins} <= ids
    assert {signature.node_id for signature in document.facts.signatures} <= ids
    assert len(document.of_kind(Kind.UNPARSED)) == len(document.diagnostics)
    begins(document.root)
    assert read_text(source, profile=profile).root == document.root, "not the same when read again"
    return document


def begins(node: Node) -> int | None:
    """The first character at or below a node; its children must stand in the order of the text."""
    own = min((piece.start for piece in node.pieces), default=None)
    below = [begin for child in node.children if (begin := begins(child)) is not None]
    assert below == sorted(below), f"children of {node.id} out of order"
    return min((begin for begin in (own, *below[:1]) if begin is not None), default=None)


def delete_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def repeat_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return "\n".join(lines)


def swap_lines(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def join_lines(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join(lines[:at]) + "\n".join(lines[at:])


def cut_end(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def cut_head(chance: random.Random, text: str) -> str:
    return text[chance.randrange(len(text) + 1) :]


def cut_out(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 200) :]


def insert(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(DISTURBANCES) + text[at:]


def insert_any(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    anything = chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))))
    return text[:at] + anything + text[at:]


def wrap_lines(chance: random.Random, text: str) -> str:
    size = chance.randrange(10, 60)
    return "\n".join(
        line[at : at + size] for line in text.split("\n") for at in range(0, len(line) or 1, size)
    )


CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    *(delete_line, repeat_line, swap_lines, join_lines, cut_end, cut_head, cut_out),
    *(insert, insert, insert, insert, insert_any, insert_any, wrap_lines),
)


def mutated(seed: int, text: str) -> str:
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 6)):
        text = chance.choice(CHANGES)(chance, text)
    return text


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_no_mutation_of_the_agreement_loses_a_character(first: int) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for seed in range(first, first + 250):
        assert_whole(mutated(seed, text))


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_no_mutation_of_a_statute_loses_a_character(first: int) -> None:
    text = read_lawxml(LAWS[0].read_bytes()).source
    for seed in range(first, first + 250):
        assert_whole(mutated(seed, text))


@pytest.mark.parametrize("profile", PROFILES)
def test_no_profile_asked_for_loses_a_character(profile: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert_whole(text, profile)
    for seed in range(30):
        assert_whole(mutated(seed, text), profile)


def test_a_text_cut_anywhere_is_read_to_its_end() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for end in range(0, len(text), 97):
        assert_whole(text[:end])
        assert_whole(text[end:])


@settings(max_examples=700, deadline=None, derandomize=True, database=None)
@given(st.lists(st.one_of(st.sampled_from(DISTURBANCES), st.text(max_size=12)), max_size=40))
def test_any_heap_of_labels_and_signs_is_kept(parts: list[str]) -> None:
    assert_whole("".join(parts))


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=400))
def test_any_text_is_kept(text: str) -> None:
    assert_whole(text)


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.binary(max_size=300))
def test_any_bytes_taken_for_text_are_kept(data: bytes) -> None:
    assert_whole(data.decode("latin-1"))


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\r", " ", "\u3000\n\t", "\0", "\u2028"])
def test_texts_without_text_are_kept(text: str) -> None:
    document = assert_whole(text)
    assert document.facts.title == ""


def test_reading_twice_gives_the_same_document() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert read_text(text) == read_text(text)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read_alike(newline: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    other = read_text("\ufeff" + text.replace("\n", newline))
    assert other.root == read_text(text).root
