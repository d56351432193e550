"""What kind of file a run of bytes is: by content first, by name only to tell twins apart."""

from __future__ import annotations

import re

from renkei.instrument.sources.decode import looks_binary

#: A ZIP that lists more members than this is not looked into (a Word file has about twenty).
MAX_ZIP_MEMBERS = 10_000

_HEAD = 65_536
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"\x1f\x8b\x08", "zip"),
    (b"Rar!\x1a\x07", "zip"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Streams of an OLE file (names are UTF-16LE in it) and what they make of it; first found wins.
_OLE_STREAMS = (
    ("EncryptedPackage", "docx-encrypted"),
    ("WordDocument", "doc"),
    ("DocumentText", "jtd"),
    ("Workbook", "xls"),
)
_NAMES = {
    ".jtd": "jtd",
    ".jtt": "jtd",
    ".xdw": "docuworks",
    ".xbd": "docuworks",
    ".doc": "doc",
    ".xls": "xls",
}
_LAW = re.compile(r"<Law[\s>]")
_TAG = re.compile(r"<(!--|!doctype\s|[A-Za-z][\w.:-]*[\s/>])", re.IGNORECASE | re.ASCII)
_ROOT = re.compile(r"<(?![?!])([^\s/>]+)")


def sniff(data: bytes, name: str = "") -> str:
    """Name the format of ``data``; never raises, looks at no more than it must.

    Read by the project: ``text``, ``docx``, ``pdf``, ``lawxml``, ``json`` (ours). Named so that a
    refusal can say what the file is: ``empty``, ``doc``, ``docx-encrypted``, ``jtd`` (一太郎),
    ``docuworks``, ``xls``, ``xlsx``, ``pptx``, ``odt``, ``rtf``, ``html``, ``xml``, ``zip``, the
    pictures ``png jpeg gif tiff bmp webp heic``; ``binary`` for all else that is not text.
    """
    if not data:
        return "empty"
    named = _NAMES.get(name[name.rfind(".") :].lower(), "") if "." in name else ""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"%PDF") or _late_pdf(data, name):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = _zip(data)
        # A Word file that lost its directory or its text is told so, not to be unpacked.
        return "docx" if kind == "zip" and name.lower().endswith((".docx", ".docm")) else kind
    if data.startswith(_OLE):
        return _ole(data, named)
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "bmp"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "heic"
    marked = _markup(data)
    if marked:
        return marked
    if looks_binary(data):
        return named or "binary"
    return "text"


def _late_pdf(data: bytes, name: str) -> bool:
    """A PDF may have up to 1 KiB of rubbish before its mark (ISO 32000-1, annex H.3.4.1)."""
    at = data[:1024].find(b"%PDF-")
    return at > 0 and (name.lower().endswith(".pdf") or not data[:at].strip(b"\xef\xbb\xbf \r\n\t"))


def _zip(data: bytes) -> str:
    """Which packaged format a ZIP is, by the names of its members."""
    names: list[str]
    if data.count(b"PK\x01\x02") > MAX_ZIP_MEMBERS:
        names = []
    else:
        import io
        import zipfile

        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = package.namelist()
        except Exception:  # a damaged directory, in one of a dozen ways: the bytes still name it
            names = []
    if names:
        if any(re.fullmatch(r"/?word/document\d*\.xml", name) for name in names):
            return "docx"
        for folder, kind in (("xl/", "xlsx"), ("ppt/", "pptx"), ("word/", "docx")):
            if any(name.startswith(folder) for name in names):
                return kind
    elif re.search(rb"word/(document\d*|styles|settings)\.xml", data):
        return "docx"
    elif b"xl/workbook.xml" in data:
        return "xlsx"
    if data[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument.text" in data[:256]:
        return "odt"
    return "zip"


def _ole(data: bytes, named: str) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return named or "binary"


def _markup(data: bytes) -> str:
    """``lawxml``, ``html``, ``xml`` or ``json`` by the first characters; "" for anything else."""
    head = _head(data).lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return "json" if '"renkei"' in head[:4096] else ""
    if not head.startswith("<"):
        return ""
    lower = head[:1024].lower()
    root = _ROOT.search(head)
    element = root.group(1).lower() if root else ""
    if lower.startswith("<!doctype html") or element == "html":
        return "html"
    if _LAW.search(head):
        return "lawxml"
    # 「<目的>」 at the head of a text is not XML: a declaration or a plain tag name is asked for.
    if lower.startswith("<?xml") or _TAG.match(head):
        return "xml"
    return ""


def _head(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head.startswith(b"<\0"):
        return head.decode("utf-16-le", "replace")
    if head.startswith(b"\0<"):
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")
