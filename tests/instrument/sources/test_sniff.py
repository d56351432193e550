"""What kind of file it is shows in its bytes, not in its name."""

import struct

import pytest

from renkei.instrument.model import Refusal
from renkei.instrument.sources import linear, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        ("第1条　この連携協約は、".encode(), "text"),
        ("第1条　この連携協約は、".encode("cp932"), "text"),
        ("第1条　この連携協約は、\n".encode("utf-16"), "text"),
        ("<目的>\n第1条".encode(), "text"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n%PDF-1.4\n", "pdf"),
        ("PDFの先頭には%PDF-とある。".encode(), "text"),
        (b"<?xml version='1.0'?><Law Era='Heisei'><LawNum/></Law>", "lawxml"),
        ("<?xml version='1.0' encoding='UTF-16'?><Law/>".encode("utf-16"), "xml"),
        ("<?xml version='1.0' encoding='UTF-16'?><Law Num='1'/>".encode("utf-16"), "lawxml"),
        (b"<?xml version='1.0'?><akomaNtoso/>", "xml"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'></html>", "html"),
        (b'{"renkei": 1, "title": ""}', "json"),
        (b'{"title": ""}', "text"),
        (b"{\\rtf1\\ansi }", "rtf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"GIF89a\1\0\1\0", "gif"),
        (b"II*\0\x08\0\0\0", "tiff"),
        (b"BM" + struct.pack("<IHHI", 70, 0, 0, 54), "bmp"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted"),
        (OLE + "DocumentText".encode("utf-16-le"), "jtd"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0\1\2", "binary"),
    ],
)
def test_a_file_is_named_by_its_content(data: bytes, kind: str) -> None:
    assert sniff(data, "協約.txt") == kind


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("word/document.xml", "docx"),
        ("word/document2.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
        ("a.txt", "zip"),
    ],
)
def test_a_package_is_named_by_its_members(package, member: str, kind: str) -> None:
    assert sniff(package({"[Content_Types].xml": "", member: ""})) == kind


def test_an_open_document_is_named(package) -> None:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as odt:
        odt.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        odt.writestr("content.xml", "")
    assert sniff(buffer.getvalue()) == "odt"


def test_a_word_file_cut_short_is_still_a_word_file(word) -> None:
    data = word("<w:p><w:r><w:t>第1条</w:t></w:r></w:p>")
    assert sniff(data[: len(data) // 2 + 80]) == "docx"


def test_the_name_tells_what_the_bytes_leave_open() -> None:
    assert sniff(OLE, "協約.jtd") == "jtd"
    assert sniff(b"\x60\x0e\x82\x01" + bytes(range(32)) * 40, "協約.xdw") == "docuworks"
    assert sniff(OLE, "協約") == "binary"


@pytest.mark.parametrize(
    ("data", "code", "remedy"),
    [
        (b"", "empty", "元のファイルを選び直して"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc", "Word文書（*.docx）"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted", "パスワードを外して"),
        (b"\x89PNG\r\n\x1a\n", "image", "OCR"),
        (b"<!DOCTYPE html><html></html>", "html", "コピー"),
        (b"<?xml version='1.0'?><Law Num='1'/>", "lawxml", "法令標準XML"),
        (bytes(range(256)) * 4, "binary", "保存し直して"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, code: str, remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        linear(data)
    assert refused.value.code == code
    assert remedy in refused.value.remedy_ja
    assert refused.value.message_ja
    assert refused.value.message_en
    assert refused.value.remedy_en
