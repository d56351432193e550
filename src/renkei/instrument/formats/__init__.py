"""The formats a text can be written in: what each is called, and the function that writes it.

Writers are imported when they are used, so that asking for text or JSON loads no library for Word,
PDF or XML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import cast

from renkei.instrument.model import Document, Kind, Refusal


@dataclass(frozen=True, slots=True)
class Format:
    """One format (書式): its extensions (the first is the usual one), its media type, its writer.

    ``loses_*`` says what of a text the format cannot hold; "" where it holds all of it. ``binary``:
    the bytes are not text and do not belong on a terminal.
    """

    key: str
    extensions: tuple[str, ...]
    media_type: str
    name_ja: str
    name_en: str
    loses_ja: str
    loses_en: str
    writer: str
    binary: bool = False

    def function(self) -> Callable[[Document], bytes]:
        """The writer, imported now. Raises ModuleNotFoundError where a library is not installed."""
        module, _, name = self.writer.rpartition(":")
        found = getattr(import_module(module), name)
        return cast(Callable[[Document], bytes], found)

    def losses(self, document: Document) -> list[tuple[str, str]]:
        """What of this text the format cannot hold, as sentences in Japanese and English.

        A writer's module may list losses by kind of node; those of kinds the text does not have
        are left out.
        """
        module = import_module(self.writer.partition(":")[0])
        listed = getattr(module, "LOSSES", ())
        if not listed:
            return [(self.loses_ja, self.loses_en)] if self.loses_ja else []
        there = {node.kind.value for node in document.root.walk()}
        kinds = {kind.value for kind in Kind}
        return [(x.ja, x.en) for x in listed if x.kind in there or x.kind not in kinds]


_HERE = "renkei.instrument.formats"

#: Every format a text can be written in, by its short name.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        entry.key: entry
        for entry in (
            Format(
                "txt",
                (".txt", ".text"),
                "text/plain; charset=utf-8",
                "テキスト",
                "plain text",
                "本文は一字も変わりません。条項の識別子と読み取りの記録は入りません。",
                "The text is exact; ids of provisions and the record of reading are not in it.",
                f"{_HERE}.text:write_text",
            ),
            Format(
                "json",
                (".json",),
                "application/json",
                "JSON",
                "JSON",
                "",
                "",
                f"{_HERE}.jsontext:write_json",
            ),
            Format(
                "html",
                (".html", ".htm"),
                "text/html; charset=utf-8",
                "HTML",
                "HTML",
                "表示用です。読み戻しはできません。",
                "For display; it cannot be read back.",
                f"{_HERE}.html:write_html",
            ),
            Format(
                "docx",
                (".docx",),
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "Word 文書",
                "Word document",
                "条項の識別子、元の空行や空白の打ち方、読み取りの記録は入りません。",
                "Ids of provisions, the original spacing and the record of reading are not in it.",
                f"{_HERE}.docx:write_docx",
                binary=True,
            ),
            Format(
                "pdf",
                (".pdf",),
                "application/pdf",
                "PDF",
                "PDF",
                "条項の識別子、元の空行や空白の打ち方、読み取りの記録は入りません。",
                "Ids of provisions, the original spacing and the record of reading are not in it.",
                f"{_HERE}.pdf:write_pdf",
                binary=True,
            ),
            Format(
                "xml",
                (".xml",),
                "application/xml",
                "法令標準XML",
                "Japanese Law Standard XML",
                "表紙、署名欄など法令にない部分は法令の要素に写されます。識別子は入りません。",
                "Parts no statute has (cover, signatures) go into elements meant for others;"
                " ids are not in it.",
                f"{_HERE}.lawxml:write_lawxml",
            ),
            Format(
                "akn",
                (".akn.xml", ".akn"),
                "application/akn+xml",
                "Akoma Ntoso",
                "Akoma Ntoso",
                "元の空行や空白の打ち方と読み取りの記録は入りません。",
                "The original spacing and the record of reading are not in it.",
                f"{_HERE}.akn:write_akn",
            ),
        )
    }
)


def format_of(path: str) -> str:
    """The short name of the format that a file name asks for (「協約.akn.xml」 is ``akn``).

    Raises Refusal for a name without an extension, or with one no format has.
    """
    lowered = path.lower()
    best = max(
        ((extension, entry.key) for entry in FORMATS.values() for extension in entry.extensions),
        key=lambda pair: len(pair[0]) if lowered.endswith(pair[0]) else -1,
    )
    if lowered.endswith(best[0]):
        return best[1]
    raise _unknown(path)


def write(document: Document, fmt: str) -> bytes:
    """A text in a format, as the bytes of a file.

    ``fmt`` is a key of :data:`FORMATS`. Raises Refusal for any other word.
    """
    entry = FORMATS.get(fmt)
    if entry is None:
        raise _unknown(fmt)
    return entry.function()(document)


def _unknown(what: str) -> Refusal:
    known = ", ".join(FORMATS)
    return Refusal(
        "format-unknown",
        f"書き出す形式が分かりません: {what}",
        f"Unknown format to write: {what}",
        f"拡張子か --to で次のどれかを指定してください: {known}",
        f"Name one of these by the extension or by --to: {known}",
    )
