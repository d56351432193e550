"""Text out: exactly the source, or exactly the bytes that were read."""

import pytest

from renkei.instrument.formats.text import write_text
from renkei.instrument.model import Document, Kind, Node, Origin, Piece, Refusal, Role


def document(source: str, origin: Origin | None = None) -> Document:
    root = Node("doc", Kind.DOCUMENT, (Piece(Role.TEXT, 0, len(source)),), text=source)
    return Document(source, root, "plain", origin=origin or Origin())


def test_text_is_the_source_in_utf_8() -> None:
    assert write_text(document("協約\n")) == "協約\n".encode()


def test_text_as_read_has_its_encoding_and_its_line_ends_again() -> None:
    read = document("協約\n①\n", Origin(encoding="cp932", newline="\r\n"))
    assert write_text(read, as_read=True) == "協約\r\n①\r\n".encode("cp932")
    assert write_text(read) == "協約\n①\n".encode()


def test_a_character_the_encoding_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as caught:
        write_text(document("𠮷野", Origin(encoding="cp932")), as_read=True)
    assert "U+20BB7" in caught.value.message_ja
    assert "cp932" in caught.value.message_ja


def test_an_encoding_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        write_text(document("協約", Origin(encoding="jtd-1")), as_read=True)
    assert "jtd-1" in caught.value.message_en
