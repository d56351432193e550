"""What kind of file a paper is (証拠書類の種類): told by its content, never by its name."""

from __future__ import annotations

import io
import zipfile

from django.conf import settings

from renkei.desk.frame.problems import Problem

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
#: Pictures, by how they begin.
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
#: What runs: programs of Windows, Linux and macOS, scripts, links.
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
#: Endings under which a system would run a file, whatever is in it.
_RUNNING = {
    *("exe", "com", "scr", "pif", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh"),
    *("hta", "msi", "msp", "jar", "lnk", "reg", "dll", "cpl", "sh", "app", "apk"),
    *("htm", "html", "xhtml", "svg", "xml", "docm", "xlsm", "pptm", "dotm", "xltm"),
}
#: The ending a file of each kind has, so that it opens where it is downloaded.
_ENDINGS = {
    PDF: ("pdf",),
    WORD: ("docx",),
    EXCEL: ("xlsx",),
    TEXT: ("txt", "csv", "md", "eml"),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/tiff": ("tif", "tiff"),
}


def media_type_of(data: bytes) -> str:
    """The media type of a paper by its content; "" for anything that is not taken."""
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return PDF if not data.startswith(_PROGRAMS) else ""
    for start, kind in _PICTURES.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return TEXT if _is_text(data) else ""


def _office(data: bytes) -> str:
    """Word or Excel, by the parts in the package; nothing with macros or other programs inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.lower() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    if any("vbaproject" in name or name.endswith((".exe", ".dll", ".js")) for name in names):
        return ""
    if "[content_types].xml" not in names:
        return ""
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else ""


def _is_text(data: bytes) -> bool:
    if data.startswith(_PROGRAMS):
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(data, "utf-16")
    return _decodes(data, "utf-8-sig") or _decodes(data, "cp932")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    controls = {chr(code) for code in range(32)} - {"\t", "\n", "\r", "\f"}
    if controls & set(text):
        return False
    start = text.lstrip()[:300].lower()
    return not start.startswith(("<!doctype html", "<html", "<svg", "<?xml", "<script", "@echo"))


def problems_with(name: str, data: bytes) -> tuple[Problem, ...]:
    """Every reason against taking a paper: empty, too large, a program, of a kind that is not taken."""
    limit = settings.UPLOAD_LIMIT
    shown = name[:60] or "（名前なし）"
    if not data:
        return (
            Problem(
                "evidence.empty",
                f"「{shown}」は空のファイルです。",
                f"{shown} is an empty file.",
                field="evidence",
                remedy_ja="もとのファイルを開いて中身を確かめ、添付し直してください。",
                remedy_en="Look into the file and attach it again.",
            ),
        )
    if len(data) > limit:
        mb = limit // 1024 // 1024
        return (
            Problem(
                "evidence.size",
                f"「{shown}」は{len(data) / 1024 / 1024:.1f} MB です。{mb} MB までです。",
                f"{shown} has {len(data) / 1024 / 1024:.1f} MB; the limit is {mb} MB.",
                field="evidence",
                remedy_ja="解像度を下げて読み取り直すか、ファイルを分けてください。",
                remedy_en="Scan it at a lower resolution, or split it.",
            ),
        )
    kind = media_type_of(data)
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if kind and ending in _RUNNING:
        return (
            Problem(
                "evidence.kind",
                f"「{shown}」は名前の終わりが「.{ending}」です。開くと実行されうるため、受け取れません。",
                f"The name {shown} ends in .{ending}: a system might run it, so it is not taken.",
                field="evidence",
                remedy_ja="中身に合う名前（.pdf、.docx、.xlsx など）で保存し直してください。",
                remedy_en="Save it under a name that fits its content (.pdf, .docx, .xlsx …).",
            ),
        )
    if not kind or (kind == TEXT and ending in _foreign_to_text()):
        return (
            Problem(
                "evidence.kind",
                f"「{shown}」は添付できない種類のファイルです（名前ではなく中身で判断しています）。",
                f"{shown} is not of a kind that is taken (told by its content, not its name).",
                field="evidence",
                remedy_ja="PDF、Word（docx）、Excel（xlsx）、画像、テキストにしてください。",
                remedy_en="Make it a PDF, Word (docx), Excel (xlsx), picture or text file.",
            ),
        )
    return ()


def _foreign_to_text() -> frozenset[str]:
    """Endings that promise something else than text."""
    return frozenset(e for kind, ends in _ENDINGS.items() if kind != TEXT for e in ends)
