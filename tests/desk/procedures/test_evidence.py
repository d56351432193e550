"""Papers are told by their content, not by their names."""

import io
import zipfile

import pytest

from renkei.desk.procedures.evidence import EXCEL, PDF, TEXT, WORD, media_type_of, problems_with


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
TAKEN = [
    ("議決書.pdf", b"%PDF-1.4\n", PDF),
    ("議案.docx", DOCX, WORD),
    ("一覧.xlsx", XLSX, EXCEL),
    ("写真.png", b"\x89PNG\r\n\x1a\n\x00", "image/png"),
    ("写真.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
    ("控え.tif", b"II*\x00", "image/tiff"),
    ("記録.txt", "協議の記録".encode(), TEXT),
    ("記録.txt", "協議の記録".encode("cp932"), TEXT),
    ("記録.txt", "協議の記録".encode("utf-16"), TEXT),
]
REFUSED = [
    ("program.exe", b"MZ\x90\x00\x03"),
    ("議決書.pdf", b"MZ\x90\x00\x03"),  # a program under another name
    ("議決書.pdf", b"\x7fELF\x02\x01"),
    ("run.sh", b"#!/bin/sh\necho"),
    ("議案.docx", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    ("議案.docm", DOCX),
    ("議決書.exe", b"%PDF-1.4\n"),  # a paper that a system would run by its name
    ("page.html", b"<!doctype html><script>"),
    ("page.txt", b"<html><script>alert(1)</script>"),
    ("picture.svg", b"<svg xmlns='x'/>"),
    ("archive.zip", package("a.txt")),
    ("broken.docx", b"PK\x03\x04broken"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("議決書.pdf", b"only words"),
    ("data.bin", bytes(range(256))),
]


@pytest.mark.parametrize(("name", "data", "kind"), TAKEN)
def test_usual_papers_are_taken(name: str, data: bytes, kind: str) -> None:
    assert media_type_of(data) == kind
    assert problems_with(name, data) == ()


@pytest.mark.parametrize(("name", "data"), REFUSED)
def test_programs_macros_and_unknown_kinds_are_refused(name: str, data: bytes) -> None:
    (problem,) = problems_with(name, data)
    assert problem.code == "evidence.kind"
    assert name in problem.ja


def test_empty_and_too_large_files_say_so(settings) -> None:
    assert [p.code for p in problems_with("a.txt", b"")] == ["evidence.empty"]
    settings.UPLOAD_LIMIT = 1024 * 1024
    assert problems_with("a.txt", b"a" * (1024 * 1024)) == ()
    (problem,) = problems_with("a.txt", b"a" * (1024 * 1024 + 1))
    assert (problem.code, "1 MB" in problem.ja) == ("evidence.size", True)


def test_a_paper_under_the_name_of_a_program_is_told_that_it_is_the_name() -> None:
    (by_name,) = problems_with("議決書.exe", b"%PDF-1.4\n")
    (by_content,) = problems_with("議決書.pdf", b"MZ\x90\x00\x03")
    assert "名前の終わりが「.exe」" in by_name.ja
    assert "中身で判断" in by_content.ja
