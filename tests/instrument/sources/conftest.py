"""Builders of the files that the source adapters are tried on."""

import io
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def part(root: str, inner: str) -> str:
    return (
        f'<w:{root} xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">{inner}</w:{root}>'
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def word() -> Callable[..., bytes]:
    """A Word file with this body; other parts by name: word(body, numbering=..., styles=...)."""

    def make(body: str, **parts: str) -> bytes:
        members: dict[str, str | bytes] = {
            "[Content_Types].xml": TYPES,
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        }
        for name, inner in parts.items():
            root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
            members[f"word/{name}.xml"] = part(root, inner)
        return zipped(members)

    return make


@pytest.fixture(scope="session")
def package() -> Callable[[dict[str, str | bytes]], bytes]:
    """A ZIP with these members."""
    return zipped


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The agreement that ships with the project, as printed."""
    folder = files("renkei") / "data" / "agreements"
    return (folder / "sapporo-ishikari-2019.txt").read_bytes()


@pytest.fixture(scope="session")
def whole_lines(sample: bytes) -> list[str]:
    """The lines of the sample as the municipalities meant them: its two broken rows joined."""
    lines: list[str] = []
    for line in sample.decode().split("\n"):
        cells = line.split("\t")
        if not cells[0] and len(cells) > 1:
            above = next(i for i in range(len(lines) - 1, -1, -1) if lines[i])
            whole = lines[above].split("\t")
            cells = [""] * (len(whole) - len(cells)) + cells
            lines[above] = "\t".join(a + b for a, b in zip(whole, cells, strict=True))
        elif line and not line.strip("-\t"):
            continue
        else:
            lines.append(line)
    return [line for line in lines if line]


@pytest.fixture(scope="session")
def typeset() -> Callable[[str], bytes]:
    """A PDF that typst makes of this source, with the fonts that come with the project."""
    import pylopdf_fonts_cjk
    import typst

    folder = str(pylopdf_fonts_cjk.serif_path().parent)

    def make(source: str) -> bytes:
        made = typst.compile(
            source.encode(),
            format="pdf",
            font_paths=[folder],
            ignore_system_fonts=True,
        )
        assert isinstance(made, bytes)
        return made

    return make


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of files that cannot be made in a test."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def pdf_file() -> Callable[[bytes, bytes], bytes]:
    """A PDF of one page with this content stream and these resources, written by hand."""

    def make(content: bytes, resources: bytes = b"<< >>") -> bytes:
        stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)
        picture = (
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
            b"/ColorSpace /DeviceGray /Length 1 >>\nstream\n\x7f\nendstream"
        )
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources " + resources + b" >>",
            stream,
            picture,
        ]
        out = bytearray(b"%PDF-1.4\n")
        places: list[int] = []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        for place in places:
            out += b"%010d 00000 n \n" % place
        out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(objects) + 1,
            start,
        )
        return bytes(out)

    return make
