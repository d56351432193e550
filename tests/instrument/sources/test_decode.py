"""A text file reads the same whatever encoding and line end it comes in."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.instrument.model import Refusal
from renkei.instrument.sources import decode
from renkei.instrument.sources.decode import MAX_TEXT_BYTES, decode_with_findings

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32-le",
    "utf-32-le": "utf-32-le",
    "utf-32-be": "utf-32-be",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "iso2022_jp": "iso2022_jp",
}
KANA = "あいうえおかがきのにをはでともアイウエオカン"
LETTERS = KANA + "協約甲乙条項号市町村長札幌石狩、。「」（）・ー　０１ＩＣＴ 09azA(),.\n"
# Some kana is asked for: kanji alone can be valid, and other, kanji in a second encoding.
japanese = st.tuples(st.sampled_from(KANA), st.text(LETTERS), st.just("\n")).map("".join)


def attempt(data: bytes) -> tuple[str, str]:
    """The text read, or the code of the refusal."""
    try:
        return decode(data)[0], ""
    except Refusal as refusal:
        return "", refusal.code


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_agreement_reads_the_same_in_every_encoding(sample: bytes, encoding: str) -> None:
    text, origin = decode(sample.decode().encode(encoding))
    assert text == sample.decode()
    assert origin.encoding == ENCODINGS[encoding]
    assert origin.format == "text"


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=japanese)
def test_any_japanese_text_comes_back_from_any_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    text, code = attempt(data)
    assert text.strip() or code in {"empty", "blank", "binary"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_valid_utf8_is_never_taken_for_anything_else(text: str) -> None:
    read, code = attempt(text.encode())
    assert read == text.removeprefix("\ufeff") or code == "blank"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\n"])
def test_every_kind_of_line_end_becomes_one(newline: str) -> None:
    text, origin = decode(newline.join(["第1条", "第2条", ""]).encode())
    assert text == "第1条\n第2条\n"
    assert origin.newline == newline


def test_page_breaks_and_spaces_stay_as_they_are() -> None:
    text, _ = decode("附　則\f\t甲 \n".encode())
    assert text == "附　則\f\t甲 \n"


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_characters_of_old_office_machines_are_read(encoding: str) -> None:
    """NEC row 13 and NEC's rows of IBM kanji, which the standard codecs refuse."""
    rows = {"①": "2d21", "髙": "7c62", "﨑": "7975", "㈱": "2d6a", "の": "244e", "。": "2123"}
    expected = "①髙﨑㈱の。"
    coded = bytes.fromhex("".join(rows[character] for character in expected))
    forms = {
        "euc_jp": bytes(byte | 0x80 for byte in coded),
        "iso2022_jp": b"\x1b$B" + coded + b"\x1b(B",
    }
    coded = forms[encoding]
    assert decode(coded + b"\n")[0] == expected + "\n"


def test_half_width_kana_in_cp932_is_text() -> None:
    assert decode("ﾃｽﾄ ﾘｮｳｷﾝ\n".encode("cp932"))[0] == "ﾃｽﾄ ﾘｮｳｷﾝ\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_a_broken_byte_is_marked_and_reported_and_the_rest_is_read(
    sample: bytes, encoding: str
) -> None:
    lines = sample.decode().split("\n")
    broken = "\n".join(lines).encode(encoding).replace("目的）".encode(encoding), b"\xff\xff", 1)
    decoded = decode_with_findings(broken)
    [finding] = decoded.findings
    assert finding.code == "R010"
    assert decoded.text[finding.start] == "\ufffd"
    assert f"{lines.index('（目的）') + 1}行目" in finding.message_ja
    assert decoded.text.startswith("\n".join(lines[: lines.index("（目的）")]))
    assert decoded.text.endswith("\n".join(lines[-40:]))


def test_a_file_cut_within_a_character_is_read_to_there(sample: bytes) -> None:
    decoded = decode_with_findings(sample[:1001])
    assert sample.decode().startswith(decoded.text.rstrip("\ufffd"))


@pytest.mark.parametrize("data", [b" \n\t\r\n", "　\n　".encode(), b"\xef\xbb\xbf", b"\xff\xfe"])
def test_white_space_alone_is_refused_as_blank(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        decode(data)
    assert refused.value.code == "blank"


def test_more_than_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(Refusal) as refused:
        decode(bytes(MAX_TEXT_BYTES + 1))
    assert refused.value.code == "too-large"
    assert "64 MB" in refused.value.message_ja


@pytest.mark.parametrize(
    ("encoding", "megabytes", "share"), [("utf-8", 50, 2.0), ("cp932", 12, 2.8)]
)
def test_a_very_large_text_takes_a_bounded_share_of_memory(
    sample: bytes, encoding: str, megabytes: int, share: float
) -> None:
    whole = sample.decode().encode(encoding)
    data = whole * (megabytes * 2**20 // len(whole))
    tracemalloc.start()
    began = time.process_time()
    text, _ = decode(data)
    took = time.process_time() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert text.startswith(sample.decode())
    assert peak < share * len(data)
    assert took < 20  # seconds; a tenth is usual, this only catches what grows out of hand
