"""PDFs that hold no text, or cannot be opened, are refused in words."""

import random
import tracemalloc
import zlib

import pytest

from renkei.instrument.model import Refusal
from renkei.instrument.sources import linear
from renkei.instrument.sources.pdf import linear_pdf

IMAGE = b"<< /XObject << /Im1 5 0 R >> >>"
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
WORDS = b"BT /F1 12 Tf 72 700 Td (Agreement) Tj ET"


def refused(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        linear(data, "協約.pdf")
    assert caught.value.message_ja
    assert caught.value.remedy_ja
    return caught.value


def test_the_hand_written_page_is_a_page(pdf_file) -> None:
    """The base of the tests below: with text and nothing wrong, it is read."""
    result = linear(pdf_file(WORDS, FONT))
    assert (result.text, result.diagnostics) == ("Agreement\n", ())


def test_a_scanned_picture_is_refused_with_what_to_do(pdf_file) -> None:
    refusal = refused(pdf_file(b"q 500 0 0 700 0 0 cm /Im1 Do Q", IMAGE))
    assert refusal.code == "pdf-no-text"
    assert "画像" in refusal.message_ja
    for way_out in ("Wordファイル", "OCR", "本文を入力"):
        assert way_out in refusal.remedy_ja


def test_no_remedy_promises_that_something_can_be_attached() -> None:
    from renkei.instrument.sources.refusals import CATALOGUE

    promising = [
        code
        for code, words in CATALOGUE.items()
        if "写しとして" in words.remedy_ja or "as a copy" in words.remedy_en
    ]
    assert promising == []


def test_an_encrypted_file_asks_for_one_without_a_password(data) -> None:
    refusal = refused((data / "encrypted.pdf").read_bytes())
    assert refusal.code == "pdf-encrypted"
    assert "パスワード" in refusal.remedy_ja


def test_a_file_cut_short_is_refused_or_said_to_be_damaged(data) -> None:
    whole = (data / "sample-libreoffice.pdf").read_bytes()
    for share in (0.02, 0.3, 0.6, 0.9, 0.999):
        try:
            result = linear_pdf(whole[: int(len(whole) * share)])
        except Refusal as refusal:
            assert refusal.code in {"pdf-broken", "pdf-no-text"}  # noqa: PT017
        else:
            assert "R027" in [finding.code for finding in result.diagnostics]


def test_a_file_without_its_end_mark_is_said_to_be_damaged(pdf_file) -> None:
    result = linear(pdf_file(WORDS, FONT).removesuffix(b"%%EOF\n"))
    assert result.text == "Agreement\n"
    assert [finding.code for finding in result.diagnostics] == ["R027"]


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"x" * 5000])
def test_a_mark_without_a_file_is_called_damaged(data: bytes) -> None:
    assert refused(data).code == "pdf-broken"


def test_a_stream_that_inflates_without_end_is_refused_first(pdf_file) -> None:
    pressed = zlib.compress(bytes(140 * 2**20), 9)
    data = pdf_file(WORDS, FONT).replace(b"stream\n" + WORDS, b"stream\n" + pressed)
    tracemalloc.start()
    assert refused(data).code == "pdf-bomb"
    assert tracemalloc.get_traced_memory()[1] < 24 * 2**20
    tracemalloc.stop()


def test_a_stream_pressed_twice_is_measured_to_the_bottom(pdf_file) -> None:
    pressed = zlib.compress(zlib.compress(bytes(140 * 2**20), 9), 9)
    data = pdf_file(WORDS, FONT).replace(b"stream\n" + WORDS, b"stream\n" + pressed)
    assert refused(data).code == "pdf-bomb"


def test_too_many_pages_are_refused_with_the_limit(pdf_file, monkeypatch) -> None:
    monkeypatch.setattr("renkei.instrument.sources.pdf_guard.MAX_PAGES", 0)
    refusal = refused(pdf_file(WORDS, FONT))
    assert refusal.code == "pdf-too-many-pages"
    assert "1ページ、上限は0ページ" in refusal.message_ja


def test_a_page_of_too_many_characters_is_refused(pdf_file, monkeypatch) -> None:
    monkeypatch.setattr("renkei.instrument.sources.pdf.MAX_CHARS", 5)
    assert refused(pdf_file(WORDS, FONT)).code == "pdf-too-dense"


def test_changed_bytes_are_read_or_refused_and_nothing_else(pdf_file, caplog) -> None:
    whole = pdf_file(WORDS, FONT)
    for seed in range(300):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(5, len(data))] = chance.randrange(256)
        try:
            linear_pdf(bytes(data))
        except Refusal as refusal:
            assert refusal.code  # noqa: PT017
    assert caplog.records == []  # the parser's grumbling is for us, not for the terminal
