"""Files that are no text: each refused in words, nothing held."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import acting


def docx_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (120 * 1024 * 1024))
    return out.getvalue()


def pdf_without_text() -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


XML_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Law><LawBody>&b;</LawBody></Law>'
)
FILES = {
    "empty": ("空.txt", lambda: b"", "空"),
    "only white space": ("空白.txt", lambda: b" \n\n\t\n", ""),
    "binary": ("何か.bin", lambda: bytes(range(256)) * 40, ""),
    "picture": ("写真.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 500, ""),
    "no docx": ("壊れた.docx", lambda: b"PK\x03\x04" + b"\0" * 200, ""),
    "bomb": ("爆弾.docx", docx_bomb, ""),
    "scanned": ("スキャン.pdf", pdf_without_text, ""),
    "entities": ("実体.xml", lambda: XML_ENTITIES, ""),
}


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_is_refused_in_words_and_nothing_is_held(as_sato, case):
    from renkei.desk.agreements.models import Intake

    name, make, word = FILES[case]
    answer = as_sato.post("/intake/", {"file": SimpleUploadedFile(name, make())})
    assert answer.status_code == 422
    html = answer.content.decode()
    summary = html[html.index('id="summary"') :]
    summary = summary[: summary.index("</div>")]
    assert "<li>" in summary
    assert word in summary
    assert "何も保存されていません" in summary
    assert 'href="#id_file"' in summary
    assert "Traceback" not in html
    assert not Intake.objects.exists()


def test_the_refusal_stands_at_the_field_too(as_sato):
    html = as_sato.post("/intake/", {}).content.decode()
    assert html.count("ファイルを選ぶか、本文を貼り付けてください。") == 2
    assert 'class="wrong"' in html


def test_a_file_and_pasted_text_at_once_are_refused(as_sato):
    file = SimpleUploadedFile("a.txt", "第1条 目的\n".encode())
    answer = as_sato.post("/intake/", {"file": file, "text": "第1条 目的"})
    assert answer.status_code == 422
    assert "どちらか一方" in answer.content.decode()


def test_pasted_text_is_not_lost_by_a_refusal(as_sato):
    answer = as_sato.post("/intake/", {"text": "第1条 大事な文", "profile": "no-such"})
    assert answer.status_code == 422
    assert "第1条 大事な文" in answer.content.decode()


def test_more_than_the_limit_is_refused_before_it_is_read(as_sato, settings):
    answer = as_sato.post(
        "/intake/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(settings.UPLOAD_LIMIT * 3),
    )
    assert answer.status_code == 413
    assert "20 MB まで" in answer.content.decode()


def test_a_file_just_over_the_limit_names_its_size(as_sato, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    file = SimpleUploadedFile("大きい.txt", b"a" * (1024 * 1024 + 10))
    answer = as_sato.post("/intake/", {"file": file})
    assert answer.status_code == 422
    assert "ファイルが大きすぎます（1.0 MB）" in answer.content.decode()


def test_twenty_one_files_at_once_are_too_many(as_sato, sato, settings):
    from renkei.desk.agreements import operations

    settings.INTAKE_COUNT = 2
    for number in range(2):
        operations.receive(acting(sato), f"第{number}条 目的\n".encode())
    answer = as_sato.post("/intake/", {"text": "第9条 目的"})
    assert answer.status_code == 422
    assert "確認待ちのファイルが多すぎます" in answer.content.decode()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp", "iso2022_jp"]
)
def test_usual_encodings_are_read(as_sato, encoding):
    text = "連携協約\n\n（目的）\n\n第1条 この連携協約は、協力することを目的とする。\n".replace(
        "\n", "\r\n"
    )
    answer = as_sato.post("/intake/", {"file": SimpleUploadedFile("a.txt", text.encode(encoding))})
    assert answer.status_code == 302
    assert "協力することを目的とする" in as_sato.get(answer.headers["Location"]).content.decode()
