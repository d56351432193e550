"""Damaged and malicious Word files are refused in words, before they cost anything."""

import io
import random
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.instrument.model import Refusal
from renkei.instrument.sources import linear
from renkei.instrument.sources.docx import linear_docx
from renkei.instrument.sources.docx_package import MAX_PART_BYTES

PARAGRAPH = "<w:p><w:r><w:t>第1条　目的</w:t></w:r></w:p>"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refused(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        linear(data, "協約.docx")
    assert caught.value.message_ja
    assert caught.value.remedy_ja
    return caught.value


def test_what_is_named_docx_and_cut_short_is_a_broken_word_file(word) -> None:
    for size in (30, 300):
        answer = refused(word(PARAGRAPH)[:size])
        assert answer.code == "docx-broken"
        assert "Word" in answer.message_ja


def test_a_package_named_docx_without_its_text_is_a_broken_word_file() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("readme.txt", "x")
    answer = refused(held.getvalue())
    assert answer.code == "docx-broken"
    assert "word/document.xml" in answer.message_ja
    with pytest.raises(Refusal) as caught:
        linear(held.getvalue(), "協約.zip")
    assert caught.value.code == "zip"


def attempt(data: bytes) -> str:
    """The code of the refusal, "" when it was read; nothing else may be raised."""
    try:
        linear_docx(data)
    except Refusal as refusal:
        return refusal.code
    return ""


def bomb(size: int) -> bytes:
    """A Word file whose document grows to ``size`` bytes, deflated piece by piece."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        member.write(f'<w:document xmlns:w="{W}"><w:body>'.encode())
        for _ in range(size // 2**20):
            member.write(b" " * 2**20)
        member.write(b"</w:body></w:document>")
    return buffer.getvalue()


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    data = bomb(100 * 2**20)
    assert len(data) < 2**20
    tracemalloc.start()
    began = time.process_time()
    assert refused(data).code == "docx-bomb"
    took = time.process_time() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20
    assert took < 1


def test_a_small_part_that_is_almost_nothing_but_repetition_is_a_bomb_too() -> None:
    assert refused(bomb(MAX_PART_BYTES // 2)).code == "docx-bomb"


def test_a_part_above_the_limit_is_named_with_its_size(word, monkeypatch) -> None:
    monkeypatch.setattr("renkei.instrument.sources.docx_package.MAX_PART_BYTES", 2**20)
    refusal = refused(word(PARAGRAPH * 40_000))
    assert refusal.code == "docx-bomb"
    assert "word/document.xml: 1 MB" in refusal.message_ja


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    data = bytearray(bomb(2**20 * 8))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert refused(bytes(data)).code in {"docx-broken", "docx-bomb"}


def test_too_many_members_are_not_even_listed(word) -> None:
    assert refused(word(PARAGRAPH) + b"PK\x01\x02" * 20_000).code == "docx-bomb"


def test_too_many_tags_are_a_bomb(word, monkeypatch) -> None:
    monkeypatch.setattr("renkei.instrument.sources.docx_package.MAX_TAGS", 20)
    assert refused(word(PARAGRAPH * 10)).code == "docx-bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_parsed(package, monkeypatch, encoding: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY a "甲">'
        '<!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    ).encode(encoding)
    data = package({"word/document.xml": document})
    monkeypatch.setattr("lxml.etree.fromstring", lambda *_: pytest.fail("parsed all the same"))
    assert refused(data).code == "docx-entities"


def test_an_encrypted_member_is_called_encrypted(word) -> None:
    data = bytearray(word(PARAGRAPH))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert refused(bytes(data)).code == "docx-encrypted"


def test_a_word_file_cut_short_is_called_damaged(word) -> None:
    data = word(PARAGRAPH * 50)
    for length in range(len(data) - 1, len(data) // 2, -97):
        assert refused(data[:length]).code == "docx-broken"


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:p><w:r><w:t>　</w:t></w:r></w:p>"])
def test_a_word_file_without_text_is_called_blank(word, body: str) -> None:
    assert refused(word(body)).code == "blank"


def test_a_word_file_of_scanned_pages_is_called_pictures(word) -> None:
    picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"
    refusal = refused(word(picture * 3))
    assert refusal.code == "docx-no-text"
    assert "3点" in refusal.message_ja


@pytest.mark.parametrize(
    "document", ["", "no xml", "<w:document/>", f'<w:document xmlns:w="{W}"/>', "<a><b></a>"]
)
def test_a_document_part_that_is_none_is_called_damaged(package, document: str) -> None:
    assert refused(package({"word/document.xml": document})).code == "docx-broken"


def test_a_package_whose_document_is_missing_is_called_damaged(package) -> None:
    assert refused(package({"word/styles.xml": "<a/>"})).code == "docx-broken"


def test_absurd_numbers_in_a_table_do_no_harm(word) -> None:
    spans = '<w:gridSpan w:val="999999999"/><w:vMerge w:val="x"/>'
    body = f"<w:tbl><w:tr><w:tc><w:tcPr>{spans}</w:tcPr>{PARAGRAPH}</w:tc><w:tc>{PARAGRAPH}</w:tc></w:tr></w:tbl>"
    assert len(linear(word(body)).text) < 200


def test_deep_nesting_is_read_or_refused(word) -> None:
    for depth in (40, 80, 1000):
        cell = "<w:tc><w:p/></w:tc>"
        body = f"<w:tbl><w:tr>{cell}<w:tc>" * depth + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * depth
        assert attempt(word(body)) in {"", "docx-broken"}


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_changed_bytes_are_read_or_refused_and_nothing_else(word, seed: int, count: int) -> None:
    numbering = '<w:abstractNum w:abstractNumId="7"/><w:num w:numId="1"/>'
    data = bytearray(word(PARAGRAPH * 3, numbering=numbering, styles="", footnotes=""))
    chance = random.Random(seed)
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    attempt(bytes(data))


TAGS = ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "vMerge", "gridSpan", "pPr", "numPr", "numId",
        "ruby", "rt", "fldChar", "instrText", "sym", "drawing", "txbxContent", "footnoteReference",
        "sdt", "ins", "del", "br"]  # fmt: skip
tree = st.recursive(
    st.sampled_from(["甲", "　", "第1条", ""]),
    lambda inner: st.tuples(
        st.sampled_from(TAGS), st.sampled_from(["1", "-1", "", "begin", "end", "F0B7"]),
        st.lists(inner, max_size=4),
    ).map(lambda t: f'<w:{t[0]} w:val="{t[1]}" w:fldCharType="{t[1]}" w:char="{t[1]}">'
                    f'{"".join(t[2])}</w:{t[0]}>'),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(body=st.lists(tree, max_size=4).map("".join))
def test_elements_in_any_order_are_read_or_refused_and_nothing_else(word, body: str) -> None:
    number = '<w:abstractNum w:abstractNumId=""><w:lvl w:ilvl="0"><w:lvlText w:val="%1%9"/></w:lvl>'
    numbering = number + '</w:abstractNum><w:num w:numId="1"/>'
    assert attempt(word(body, numbering=numbering)) in {"", "blank", "docx-no-text"}
