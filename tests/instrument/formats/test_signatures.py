"""署名欄 in every format: whatever words a block has, each writer prints them all."""

import html
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from renkei.instrument import read, read_text
from renkei.instrument.formats import write
from renkei.instrument.formats.facade import facade
from renkei.instrument.model import Document, Kind, Role

_HEAD = (
    "甲市及び乙市における連携協約\n\n第１条　この協約は、連携について定める。\n\n"
    "この協約の締結を証するため、本書２通を作成し、各自その１通を保有する。\n\n令和２年３月２日\n\n"
)
_LINES = st.sampled_from(
    (
        "甲市中央１丁目２番３号",
        "所在地　乙市本町４番地",
        "甲市",
        "乙市立病院組合",
        "代表者　甲市長　山田　太郎　印",
        "代表者　乙市長　鈴木花子",
        "甲市長　山田太郎　㊞",
        "市長職務代理者　佐藤一",
        "立会人　北県知事　高橋次郎（公印省略）",
        "名称　株式会社架空",
        "代表取締役　田中三郎",
    )
)
BLOCKS = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.lists(_LINES, min_size=1, max_size=4)),
    min_size=1,
    max_size=3,
)
_SPACE = re.compile(r"\s+")


def document_of(blocks: list[tuple[str, list[str]]]) -> Document:
    lines = [
        f"{sign if place == 0 else '　'}　{line}"
        for sign, block in blocks
        for place, line in enumerate(block)
    ]
    return read_text(_HEAD + "\n".join(lines) + "\n")


def words_of(document: Document) -> list[str]:
    """What the blocks print, piece by piece and in order, page setting aside."""
    pieces = sorted(
        (piece.start, piece.end)
        for block in document.of_kind(Kind.SIGNATURE)
        for node in block.walk()
        for piece in node.pieces
        if piece.role is not Role.LAYOUT
    )
    found = [_SPACE.sub("", document.source[start:end]) for start, end in pieces]
    return [words for words in found if words]


def assert_in_order(words: list[str], printed: str, fmt: str) -> None:
    text = _SPACE.sub("", printed)
    at = text.rfind("令和２年３月２日") if fmt != "txt" else 0
    assert at >= 0
    for word in words:
        at = text.find(word, at)
        assert at >= 0, (fmt, word, text[-300:])
        at += len(word)


def printed(document: Document, fmt: str) -> str:
    data = write(document, fmt)
    if fmt == "html":
        return html.unescape(re.sub("<[^>]*>", "", data.decode()))
    if fmt in ("xml", "akn"):
        return "".join(str(part) for part in etree.fromstring(data).itertext())
    if fmt == "txt":
        return data.decode()
    return read(data, name=f"a.{fmt}").source


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS)
def test_every_writer_prints_every_word_of_a_signature(
    blocks: list[tuple[str, list[str]]],
) -> None:
    document = document_of(blocks)
    words = words_of(document)
    for fmt in ("html", "xml", "akn", "docx"):
        assert_in_order(words, printed(document, fmt), fmt)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS)
def test_a_pdf_prints_every_word_of_a_signature(blocks: list[tuple[str, list[str]]]) -> None:
    document = document_of(blocks)
    assert_in_order(words_of(document), printed(document, "pdf"), "pdf")


def test_the_word_before_an_office_is_printed_and_is_no_office() -> None:
    document = document_of(
        [("甲", ["甲市中央１丁目２番３号", "甲市", "代表者　甲市長　山田　太郎　印"])]
    )
    prefixes = [n.text for n in document.of_kind(Kind.FIELD) if n.attr("field") == "prefix"]
    assert prefixes == ["代表者"]
    for fmt in ("html", "xml", "akn", "docx", "pdf"):
        assert "代表者" in printed(document, fmt), fmt
    (block,) = facade(document)["closing"]["signatures"]
    assert block == {
        "designation": "甲",
        "address": "甲市中央１丁目２番３号",
        "body": "甲市",
        "office": "甲市長",
        "name": "山田　太郎",
    }
