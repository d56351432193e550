"""The registry of formats: found by file name, written by the right writer, imported late."""

import subprocess
import sys

import pytest

from renkei.instrument.formats import FORMATS, format_of, write
from renkei.instrument.model import Document, Kind, Node, Piece, Refusal, Role


@pytest.mark.parametrize(
    ("name", "fmt"),
    [
        ("協約.txt", "txt"),
        ("協約.JSON", "json"),
        ("a/b.c/協約.htm", "html"),
        ("協約.docx", "docx"),
        ("協約.pdf", "pdf"),
        ("協約.xml", "xml"),
        ("協約.akn.xml", "akn"),
        ("協約.akn", "akn"),
    ],
)
def test_the_file_name_says_the_format(name: str, fmt: str) -> None:
    assert format_of(name) == fmt


@pytest.mark.parametrize("name", ["協約", "協約.doc", "協約.txt.bak", "docx"])
def test_a_name_no_format_has_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(Refusal) as caught:
        format_of(name)
    assert name in caught.value.message_ja
    assert "docx" in caught.value.remedy_ja


def test_each_format_is_entered_under_its_own_name_and_extension() -> None:
    for key, entry in FORMATS.items():
        assert entry.key == key
        assert all(format_of("a" + extension) == key for extension in entry.extensions)


def test_write_gives_text_exactly_and_refuses_what_it_does_not_know() -> None:
    root = Node("doc", Kind.DOCUMENT, (Piece(Role.TEXT, 0, 2),), text="協約")
    document = Document("協約", root, "plain")
    assert write(document, "txt") == "協約".encode()
    with pytest.raises(Refusal):
        write(document, "doc")


@pytest.mark.parametrize("fmt", list(FORMATS))
def test_every_writer_named_is_there(fmt: str) -> None:
    assert callable(FORMATS[fmt].function())


def test_asking_for_json_loads_no_library_for_other_formats() -> None:
    code = (
        "import sys, renkei.instrument.formats as f; f.FORMATS['json'].function();"
        "print([m for m in ('docx','lxml','typst','pdfplumber','openpyxl','django')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
