"""The ZIP around a Word file, opened without trust: measured before anything is inflated."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from renkei.instrument.sources.refusals import refusal, too_large
from renkei.instrument.sources.sniff import MAX_ZIP_MEMBERS

if TYPE_CHECKING:
    from lxml.etree import _Element

#: A Word file of more bytes is not opened; almost all of such a file would be pictures. The
#: reader stops earlier (reader.MAX_BYTES); this holds for whoever calls the adapter by itself.
MAX_FILE_BYTES = 64 * 2**20
#: One XML part, inflated. The text of a thousand pages stays well below.
MAX_PART_BYTES = 32 * 2**20
#: All members together, inflated, pictures and fonts included.
MAX_TOTAL_BYTES = 1024 * 2**20
#: Times an XML part may grow when inflated. Word stays below 40, long uniform tables below 100.
MAX_RATIO = 250
_RATIO_FROM = 2**20  # small parts may be as repetitive as they like
#: Tags in one part: bounds the time and the memory that its tree takes.
MAX_TAGS = 3_000_000

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# ISO/IEC 29500 Strict has other namespace names for the same elements.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be")) + tuple(
    "<!ENTITY".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be")
)


class Package:
    """The parts of one Word file. Raises Refusal at the first sign of harm or damage."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_FILE_BYTES:
            raise too_large(len(data), MAX_FILE_BYTES)
        if data.count(b"PK\x01\x02") > MAX_ZIP_MEMBERS:
            raise refusal("docx-bomb", where=f"> {MAX_ZIP_MEMBERS} members")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # zipfile raises a dozen kinds on damaged directories
            raise refusal("docx-broken", where="ZIP") from error
        self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._measure()
        self.main = self._main_part()

    def names(self) -> tuple[str, ...]:
        """All members, in the order of the directory."""
        return tuple(self._members)

    def part(self, name: str) -> _Element | None:
        """The root element of an XML part; None when the package does not have it."""
        from lxml import etree

        if name not in self._members:
            return None
        data = self._inflate(name)
        if any(mark in data for mark in _DOCTYPES):
            raise refusal("docx-entities", where=name)
        if data.count(b"<") > MAX_TAGS:
            raise refusal("docx-bomb", where=name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise refusal("docx-broken", where=name) from error
        info = root.getroottree().docinfo
        if info.internalDTD is not None:
            raise refusal("docx-entities", where=name)
        return root

    def related(self, suffix: str) -> str:
        """Name of the part that the main part points to by relationship type ``…/suffix``."""
        folder, base = posixpath.split(self.main)
        for target in self._targets(posixpath.join(folder, "_rels", base + ".rels"), suffix):
            return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        return posixpath.join(folder, suffix + ".xml")

    def _measure(self) -> None:
        total = 0
        for name, info in self._members.items():
            if info.flag_bits & 1:
                raise refusal("docx-encrypted")
            total += info.file_size
            xml = name.endswith((".xml", ".rels"))
            if xml and info.file_size > MAX_PART_BYTES:
                raise refusal("docx-bomb", where=f"{name}: {info.file_size // 2**20} MB")
            grown = info.file_size > _RATIO_FROM
            if xml and grown and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise refusal("docx-bomb", where=f"{name}: 1:{MAX_RATIO}+")
        if total > MAX_TOTAL_BYTES:
            raise refusal("docx-bomb", where=f"{total // 2**20} MB")

    def _inflate(self, name: str) -> bytes:
        try:
            with self._zip.open(self._members[name]) as member:
                data = member.read(MAX_PART_BYTES + 1)
        except Exception as error:  # damaged streams raise from zlib, zipfile, struct, …
            raise refusal("docx-broken", where=name) from error
        if len(data) > MAX_PART_BYTES:
            raise refusal("docx-bomb", where=name)
        return data

    def _targets(self, rels: str, suffix: str) -> list[str]:
        root = self.part(rels)
        if root is None:
            return []
        return [
            target
            for relation in root.iter(_RELATIONSHIP)
            if relation.get("Type", "").endswith("/" + suffix)
            and relation.get("TargetMode") != "External"
            and (target := relation.get("Target", ""))
        ]

    def _main_part(self) -> str:
        for target in self._targets("_rels/.rels", "officeDocument"):
            name = target.lstrip("/")
            if name in self._members:
                return name
        if "word/document.xml" in self._members:
            return "word/document.xml"
        raise refusal("docx-broken", where="word/document.xml")
